"""PolNeAR dev read up to the encoder's marks, so that decoding is tried many times over one run of the network."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.model import Attribution, Document, Reading
from onrecord.read.attribute import read_marks
from onrecord.read.blind import stand_ins
from onrecord.read.confidence import Calibration
from onrecord.read.decode_marks import Cuts
from onrecord.read.default import default_steps
from onrecord.read.names import Name
from onrecord.read.naming import typed_names
from onrecord.read.pipeline import assemble
from onrecord.read.tag import Encoder, Marks

__all__ = ["Article", "decode", "read_articles", "scorer_format"]


@dataclass(frozen=True)
class Article:
    """One article: the scorer's gold, and what reading knows of it before attributions are decoded."""

    gold: dict
    reading: Reading
    marks: Marks
    names: tuple[Name, ...]
    calibration: Calibration


def read_articles(path: Path, encoder: Encoder) -> Iterator[Article]:
    """Yield the articles of a file of the scorer's gold."""
    steps = default_steps(encoder)
    read = assemble(steps[: [step.name for step in steps].index("attribute")])
    for gold in json.loads(path.read_text(encoding="utf-8")):
        text = gold["text"]
        reading = read(Document(gold["doc_id"], *[None] * 7, "en", "news", text, ""))
        names = typed_names(text)
        marks = encoder.mark(text, stand_ins(text, names))
        yield Article(gold, reading, marks, names, encoder.calibration)


def decode(article: Article, cuts: Cuts) -> tuple[Attribution, ...]:
    """Return an article's attributions as the step ``attribute`` finds them."""
    return read_marks(article.reading, article.marks, article.names, article.calibration, cuts)[0]


def scorer_format(item: Attribution) -> dict:
    """Return an attribution in the scorer's format."""
    return {
        "source": [[span.start, span.end] for span in item.source.spans] if item.source else None,
        "cue": [[span.start, span.end] for span in item.cue or ()] or None,
        "content": [[span.start, span.end] for span in item.content],
    }
