"""Choose where decoding cuts, on PolNeAR dev, and print the score of each choice.

    python training/tune.py GOLD.json --models src/onrecord/models

GOLD.json is the scorer's gold of the dev split.  Marks are computed once; only decoding is repeated.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench" / "score"))

import polnear as scorer

from dev import Article, decode, read_articles, scorer_format
from onrecord.read.decode_marks import Cuts
from onrecord.read.tag import Encoder

GRID = {
    "cue": (0.35, 0.4, 0.45, 0.5, 0.55, 0.6),
    "tag": (0.3, 0.35, 0.4, 0.45, 0.5, 0.55),
    "content": (-4.0, -3.0, -2.0, -1.5, -1.0, -0.5, 0.0),
    "source": (-4.0, -3.0, -2.0, -1.0, 0.0),
    "link": (0.4, 0.5, 0.6, 0.7, 0.8),
    "gap": (0, 1, 2, 4, 7),
    "weak": (0.1, 0.2, 0.3, 0.4, 0.5),
    "inner": (0.3, 0.4, 0.5, 0.6),
    "far": (0.0, 0.01, 0.02, 0.05, 0.1, 0.2),
}


def predicted(articles: Sequence[Article], cuts: Cuts) -> list[dict]:
    """Return attributions in the scorer's format."""
    return [
        {"doc_id": article.gold["doc_id"], "attributions": [scorer_format(item) for item in decode(article, cuts)]}
        for article in articles
    ]


def main() -> None:
    """Search one cut at a time, twice around."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--fixed", action="store_true", help="score the shipped cuts only")
    options = parser.parse_args()
    started = time.perf_counter()
    articles = list(read_articles(options.gold, Encoder(options.models)))
    gold = [article.gold for article in articles]
    words = sum(len(item["text"].split()) for item in gold)
    print(f"{words / (time.perf_counter() - started):,.0f} words/s before decoding", flush=True)
    best = Cuts()

    def score(cuts: Cuts) -> float:
        return float(scorer.score(gold, predicted(articles, cuts))["attribution"]["f"])

    top = score(best)
    print(f"{100 * top:.2f} {best}", flush=True)
    for _ in range(0 if options.fixed else 2):
        for name, values in GRID.items():
            for value in values:
                tried = replace(best, **{name: value})
                reached = score(tried)
                if reached > top:
                    best, top = tried, reached
                    print(f"{100 * top:.2f} {best}", flush=True)
    scorer.show(scorer.score(gold, predicted(articles, best)))


if __name__ == "__main__":
    main()
