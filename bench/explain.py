"""What ``--explain`` costs: reading with the reasons of every item, and without.

    python bench/explain.py [--rounds N] [FILE...]

Reads the texts (those of ``bench/own`` where none are named), then makes the reasons of each finished reading, as
``--explain`` does; of each text the fastest of N rounds counts, since what else runs on a machine only adds.
"""

import argparse
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime

from _peers import ROOT, machine
from onrecord.model import Document
from onrecord.read.default import default_steps
from onrecord.read.intake import open_sources
from onrecord.read.pipeline import assemble, with_reasons

DAY = date(2025, 6, 19)


def main() -> None:
    """Print the seconds of reading and of its reasons."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    options = parser.parse_args()
    sources = options.files or sorted(str(path) for path in (ROOT / "bench" / "own").glob("*.txt"))
    opened = [item.document for item in open_sources(sources, published=DAY) if item.document is not None]
    reading, reasons = timed(opened, options.rounds)
    words = sum(len(document.text.split()) for document in opened)
    print(f"{machine()}, {datetime.now(UTC).date()}; {len(opened)} texts, {words:,} words, best of {options.rounds}\n")
    print("| | seconds | share of reading |\n|---|---|---|")
    print(f"| reading | {reading:.2f} | |\n| reasons | {reasons:.3f} | {100 * reasons / reading:.1f}% |")


def timed(documents: Sequence[Document], rounds: int) -> tuple[float, float]:
    """Return the least seconds of reading the documents, and of explaining what was read."""
    steps = default_steps()
    read = assemble(steps)
    reading_s, reasons_s = ([float("inf")] * len(documents) for _ in range(2))
    for _ in range(rounds):
        for place, document in enumerate(documents):
            started = time.perf_counter()
            reading = read(document)
            done = time.perf_counter()
            with_reasons(steps, reading)
            reasons_s[place] = min(reasons_s[place], time.perf_counter() - done)
            reading_s[place] = min(reading_s[place], done - started)
    return sum(reading_s), sum(reasons_s)


if __name__ == "__main__":
    main()
