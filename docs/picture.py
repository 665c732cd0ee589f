"""Take the README's picture of the report: the demo's own page, in a real browser.

python docs/picture.py      (needs the dev group, and chromium)
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

TARGET = Path(__file__).parent / "report.png"
VIEW = {"width": 1280, "height": 1240}
ABOVE = 24
"""Pixels of the page shown above the card of the target."""


def main() -> None:
    """Run the demo, open its report at the target, and save what is seen."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        subprocess.run([sys.executable, "-m", "onrecord", "demo"], cwd=folder, check=True, capture_output=True)
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport=VIEW)
        page.goto(f"file://{folder}/report.html")
        card = page.get_by_text("3,000 immigration arrests per day").last
        page.evaluate("top => window.scrollTo(0, top)", card.bounding_box()["y"] - 60 - ABOVE)
        page.wait_for_timeout(300)
        page.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    main()
