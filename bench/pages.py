"""How much of an article each extractor finds, and how much else, on pages of the web and on invented ones.

    python bench/pages.py [--each]

The pages of the web are those that newspaper4k tests itself on (its source package on PyPI; 22 with a text of 300
characters or more, in eleven languages): words in common with the text that its authors wrote down, as precision,
recall and F1, averaged over pages.  Its texts leave out some captions and keep some "read more" lines.  The invented
pages (tests/page_shapes.py) are those in which extractors fail: in how many does each give the article's paragraphs
and nothing else.  The rules in read/page_clean.py were written with both in view: this is no held-out set.
"""

import argparse
import re
import statistics
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "tests")]

from _peers import ROOT, machine  # noqa: E402 - found by the line above

PACKAGE = "newspaper4k==0.9.6"
WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
SHORTEST = 300


def by_onrecord(data: bytes) -> str:
    """Return what onrecord reads."""
    from onrecord.errors import InputError
    from onrecord.read.pages import extract_page

    try:
        return extract_page(data, None, 1 << 23).text
    except InputError:
        return ""


def by_trafilatura(data: bytes) -> str:
    """Return what trafilatura alone reads."""
    import trafilatura

    return trafilatura.extract(data.decode("utf-8", "replace"), include_comments=False) or ""


def by_resiliparse(data: bytes) -> str:
    """Return what Resiliparse alone reads."""
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(data.decode("utf-8", "replace"), main_content=True, alt_texts=False, list_bullets=False)


EXTRACTORS: dict[str, Callable[[bytes], str]] = {
    "onrecord (both, voting)": by_onrecord,
    "trafilatura": by_trafilatura,
    "resiliparse": by_resiliparse,
}


def pages() -> Iterator[tuple[str, bytes, str]]:
    """Yield the name, the bytes and the written-down text of each page of newspaper4k."""
    folder = ROOT / ".venv-peers" / "pages"
    archives = list(folder.glob("*.tar.gz"))
    if not archives:
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", "newspaper4k", PACKAGE]
        subprocess.run([*command, "-d", folder], check=True)
        archives = list(folder.glob("*.tar.gz"))
    with tarfile.open(archives[0]) as archive:
        held = {name: archive for name in archive.getnames() if "/tests/data/" in name}
        for name in sorted(held):
            written = name.replace("/html/", "/txt/").removesuffix(".html") + ".txt"
            if "/html/" in name and name.endswith(".html") and written in held:
                text = archive.extractfile(written).read().decode("utf-8")
                if len(text) >= SHORTEST:
                    yield Path(name).stem, archive.extractfile(name).read(), text


def score(expected: str, found: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of words, each counted as often as it stands."""
    one, two = (Counter(WORD.findall(text.lower())) for text in (expected, found))
    common = sum((one & two).values())
    precision, recall = common / max(1, two.total()), common / max(1, one.total())
    return precision, recall, 2 * common / max(1, one.total() + two.total())


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", action="store_true", help="print the F1 of each page")
    each = parser.parse_args().each
    scores: dict[str, list[tuple[float, float, float]]] = {name: [] for name in EXTRACTORS}
    for name, data, text in pages():
        for extractor, read in EXTRACTORS.items():
            scores[extractor].append(score(text, read(data)))
        if each:
            print(name, *(f"{scores[extractor][-1][2]:.3f}" for extractor in EXTRACTORS))
    from page_shapes import shapes

    exact = dict.fromkeys(EXTRACTORS, 0)
    for markup, expected in shapes().values():
        for extractor, read in EXTRACTORS.items():
            lines = [line.strip() for line in read(markup.encode()).splitlines() if line.strip()]
            exact[extractor] += [line for line in lines if line != "Count rises"] == expected
    count = len(next(iter(scores.values())))
    print(f"{machine()}, {datetime.now(UTC).date()}\n")
    print(f"| | precision | recall | F1, {count} pages of the web | invented shapes, of {len(shapes())} |")
    print("|---|---|---|---|---|")
    for extractor in EXTRACTORS:
        means = [100 * statistics.mean(column) for column in zip(*scores[extractor], strict=True)]
        print(f"| {extractor} | {means[0]:.1f} | {means[1]:.1f} | {means[2]:.1f} | {exact[extractor]} |")


if __name__ == "__main__":
    main()
