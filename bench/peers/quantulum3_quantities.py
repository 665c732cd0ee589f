"""Run quantulum3's parser over texts, in the peers' environment.

    python quantulum3_quantities.py TEXTS.jsonl PREDICTED.json

Prints one JSON line: seconds, and the texts lost to an exception.  A value with an uncertainty is its range.  Its
trained classifier of ambiguous units stays off: the one that 0.10.0 ships is pickled for a scikit-learn of the past and
loses 131 of the 786 cases to an exception on a current one.
"""

import json
import sys
import time

from quantulum3 import classifier, parser


def main() -> None:
    """Write the quantities of each text: offsets, range and unit."""
    classifier.USE_CLF = False
    with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123
        texts = [json.loads(line)["text"] for line in file]
    predicted, lost, started = [], 0, time.perf_counter()
    for text in texts:
        found = []
        try:
            for item in parser.parse(text):
                spread = item.uncertainty or 0.0
                found.append(
                    {
                        "start": item.span[0],
                        "end": item.span[1],
                        "low": item.value - spread,
                        "high": item.value + spread,
                        "unit": item.unit.name,
                    }
                )
        except Exception:  # noqa: BLE001  a peer that falls over loses the text, not the run
            lost += 1
        predicted.append(found)
    seconds = time.perf_counter() - started
    with open(sys.argv[2], "w", encoding="utf-8") as file:  # noqa: PTH123
        json.dump(predicted, file)
    print(json.dumps({"seconds": round(seconds, 2), "lost": lost}))


if __name__ == "__main__":
    main()
