"""Choose where decoding cuts, on PolNeAR dev, and print the score of each choice.

    python training/tune.py GOLD.json --models src/onrecord/models

GOLD.json is the scorer's gold of the dev split.  Marks are computed once; only decoding is repeated.
"""

import argparse
import json
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench" / "score"))

import polnear as scorer

from onrecord.model import Document, Reading
from onrecord.read.attribute import find_attributions
from onrecord.read.blind import stand_ins
from onrecord.read.decode_marks import Cuts
from onrecord.read.default import default_steps
from onrecord.read.names import find_names
from onrecord.read.pipeline import assemble
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


def predicted(readings: list[Reading], marks: list, names: list, cuts: Cuts) -> list[dict]:
    """Return attributions in the scorer's format."""
    out = []
    for reading, mark, named in zip(readings, marks, names, strict=True):
        found = find_attributions(reading, mark, cuts, named)
        out.append(
            {
                "doc_id": reading.document.id,
                "attributions": [
                    {
                        "source": [[s.start, s.end] for s in item.source.spans] if item.source else None,
                        "cue": [[s.start, s.end] for s in item.cue or ()] or None,
                        "content": [[s.start, s.end] for s in item.content],
                    }
                    for item, _ in found
                ],
            }
        )
    return out


def main() -> None:
    """Search one cut at a time, twice around."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--fixed", action="store_true", help="score the shipped cuts only")
    options = parser.parse_args()
    gold = json.loads(options.gold.read_text(encoding="utf-8"))
    encoder = Encoder(options.models)
    steps = default_steps(encoder)
    before = assemble(steps[: [step.name for step in steps].index("attribute")])
    readings = [before(Document(d["doc_id"], *[None] * 7, "en", "news", d["text"], "")) for d in gold]
    started = time.perf_counter()
    texts = [reading.document.text for reading in readings]
    names = [find_names(text) for text in texts]
    marks = [encoder.mark(text, stand_ins(text, named)) for text, named in zip(texts, names, strict=True)]
    words = sum(len(d["text"].split()) for d in gold)
    print(f"{words / (time.perf_counter() - started):,.0f} words/s in the encoder", flush=True)
    best = Cuts()

    def score(cuts: Cuts) -> float:
        return float(scorer.score(gold, predicted(readings, marks, names, cuts))["attribution"]["f"])

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
    scorer.show(scorer.score(gold, predicted(readings, marks, names, best)))


if __name__ == "__main__":
    main()
