"""Speed of reading, beside spaCy's small English pipeline in the same run, and start-up times.

    python bench/speed.py --texts TEXTS.jsonl | --gold GOLD.json

Words a second in one process over the same texts, models loaded and warmed; both use what cores the machine has.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from _peers import ROOT, machine, peer_python

RUNS = 5


def onrecord_speed(texts: Path) -> dict:
    """Time the default reading pipeline in this process."""
    from onrecord.read.default import default_steps
    from onrecord.read.intake import open_sources
    from onrecord.read.pipeline import assemble

    read = assemble(default_steps())
    documents = [item.document for item in open_sources([str(texts)], max_size=1 << 30) if item.document]
    read(documents[0])
    started = time.perf_counter()
    for document in documents:
        read(document)
    seconds = time.perf_counter() - started
    return {"words": sum(len(document.text.split()) for document in documents), "seconds": seconds}


def wall(command: list[str]) -> float:
    """Return the median wall time of a whole process over five runs, in seconds."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("--texts", type=Path, help="JSONL with a field 'text'")
    group.add_argument("--gold", type=Path, help="the scorer's gold file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        texts = options.texts
        if options.gold:
            texts = Path(name) / "texts.jsonl"
            gold = json.loads(options.gold.read_text(encoding="utf-8"))
            texts.write_text("".join(json.dumps({"text": d["text"]}) + "\n" for d in gold), encoding="utf-8")
        ours = onrecord_speed(texts)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        out = subprocess.run(
            [peer_python(), ROOT / "bench" / "peers" / "spacy_speed.py", texts],
            check=True,
            capture_output=True,
            text=True,
        )
        theirs = json.loads(out.stdout.splitlines()[-1])
    mine, peer = ours["words"] / ours["seconds"], theirs["words"] / theirs["seconds"]
    article = ROOT / "src" / "onrecord" / "samples" / "article.txt"
    print(f"{machine()}, {datetime.now(tz=UTC):%Y-%m-%d}")
    print(f"onrecord read            {mine:8,.0f} words/s  (peak memory {peak:,.0f} MB)")
    print(f"spaCy en_core_web_sm     {peer:8,.0f} words/s")
    print(f"ratio                    {mine / peer:8.2f}")
    print(f"onrecord --version       {wall([sys.executable, '-m', 'onrecord', '--version']):8.2f} s")
    print(f"onrecord read, one cold  {wall([sys.executable, '-m', 'onrecord', 'read', str(article)]):8.2f} s")


if __name__ == "__main__":
    main()
