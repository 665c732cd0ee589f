"""How fast claims are checked: one article warm, and ten thousand claims in one batch with the series loaded once.

    python bench/check_speed.py [--count 10000] [--limit 60] [--article-limit 0.15]

The claims are those of ``bench/checks/*.toml`` and of the package's sample article, read before the clock starts and
repeated with other days of publication, so that many vintages are asked for.  Exit status 1 where a limit is missed.
"""

import argparse
import resource
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from _peers import machine
from checks_facts import claims
from onrecord.check import check_reading
from onrecord.model import Document, Reading
from onrecord.read.anchor import anchor_times
from onrecord.read.claim import find_claims
from onrecord.read.quantify import quantify
from onrecord.records.catalog import Catalog
from onrecord.run.local import Options, open_records, read_sources, sample_folder

_REPEATS = 20
"""Times that the article is checked warm; the median counts."""


def readings() -> list[Reading]:
    """Return a reading for each claim sentence."""
    found = []
    for claim in claims():
        document = Document(
            claim["id"], None, None, None, None, None, claim["published"], None, "en", "news", claim["text"], "0"
        )
        found.append(find_claims(quantify(anchor_times(Reading(document)))))
    return [reading for reading in found if reading.claims]


def batch(pool: list[Reading], count: int) -> list[Reading]:
    """Return readings that hold ``count`` claims, each round some days later than the one before."""
    made: list[Reading] = []
    held, rounds = 0, 0
    while held < count:
        for reading in pool:
            day = reading.document.published + timedelta(days=rounds % 365)
            made.append(replace(reading, document=replace(reading.document, published=day)))
            held += len(reading.claims)
            if held >= count:
                break
        rounds += 1
    return made


def check_all(made: list[Reading], held: Catalog) -> tuple[float, float, int]:
    """Return seconds of clock and of processor, and the number of checks."""
    clock, processor = time.perf_counter(), time.process_time()
    count = sum(len(check_reading(reading, held.measures, held.gaps, held.series)) for reading in made)
    return time.perf_counter() - clock, time.process_time() - processor, count


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for the batch")
    parser.add_argument("--article-limit", type=float, default=0.15, help="seconds for one article, warm")
    options = parser.parse_args()
    article = [outcome.checked.reading for outcome in read_sources([str(sample_folder())], Options())]
    pool = readings()
    started = time.perf_counter()
    held = open_records()
    cold = check_all(article, held)[0]
    opened = time.perf_counter() - started
    warm = sorted(check_all(article, held)[0] for _ in range(_REPEATS))[_REPEATS // 2]
    print(f"{machine()}, {datetime.now(tz=UTC):%Y-%m-%d}; one process")
    print(f"opening the records and one article cold {opened:.2f} s (its checks {cold * 1000:.0f} ms)")
    claims_held = sum(len(reading.claims) for reading in article)
    print(f"one article ({claims_held} claims) warm, median of {_REPEATS}: {warm * 1000:.0f} ms")
    print(f"{'claims':>8} {'seconds':>8} {'processor':>10} {'checks':>8} {'ms a claim':>11}")
    seconds = 0.0
    for part in (4, 2, 1):
        count = options.count // part
        seconds, processor, made = check_all(batch(pool, count), held)
        print(f"{count:8} {seconds:8.1f} {processor:10.1f} {made:8} {seconds / count * 1000:11.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB, the reading of the article included")
    sys.exit(1 if warm > options.article_limit or seconds > options.limit else 0)


if __name__ == "__main__":
    main()
