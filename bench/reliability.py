"""Whether confidence means something: of attributions told with a confidence, how many are right.

    python bench/reliability.py --gold GOLD.json [--floor ERROR]

GOLD.json is the scorer's gold of PolNeAR dev (see ``bench/attribution.py``).  Confidence was fitted on the same
articles (six weights on 2,000 attributions); ``training/calibrate.py`` prints the same table across articles.
"""

import argparse
import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from _peers import machine
from _right import right_ones
from attribution import read_gold

BINS = 10


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--floor", type=float, help="exit 1 where the expected calibration error is above this")
    options = parser.parse_args()
    gold = json.loads(options.gold.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name:
        predicted, _ = read_gold(gold, Path(name))
    told, right = [], []
    for document, answer in zip(gold, predicted, strict=True):
        told += [item["confidence"] for item in answer["attributions"]]
        right += right_ones(document, answer["attributions"])
    print(f"{machine()}, {datetime.now(tz=UTC):%Y-%m-%d}\n")
    print("| confidence | attributions | mean confidence | right |\n|---|---|---|---|")
    error = 0.0
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        inside = [i for i, value in enumerate(told) if low <= value < high or (value == 1 and high == 1)]
        if not inside:
            continue
        mean, share = sum(told[i] for i in inside) / len(inside), sum(right[i] for i in inside) / len(inside)
        error += len(inside) * abs(mean - share) / len(told)
        print(f"| {low:.1f} to {high:.1f} | {len(inside)} | {100 * mean:.0f}% | {100 * share:.0f}% |")
    print(f"\nexpected calibration error: {100 * error:.1f} points over {len(told)} attributions")
    if options.floor is not None and 100 * error > options.floor:
        sys.exit(f"the error of {100 * error:.1f} points is above the floor of {options.floor}")


if __name__ == "__main__":
    main()
