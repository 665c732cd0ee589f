"""Sentences told by voice: furniture, speech and comment (NewsDiscourse), and the subjective (NewsSD).

NewsDiscourse (Choubey et al., ACL 2020) labels each sentence of an article with its role; NA is what belongs to no
discourse: captions, credits, editor's lines.  NewsSD-ENG (Antici et al., LREC-COLING 2024) labels single sentences as
subjective or objective.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["VOICES", "Voiced", "load_discourse", "load_subjective"]

VOICES = ("furniture", "speech", "comment", "subjective")
_LABELS = {"NA": 0, "Speech": 1, "Distant_Evaluation": 2}
_SENTENCE = re.compile(r"(?m)^(S\d+|H) (?=\S)")


@dataclass(frozen=True)
class Voiced:
    """A text with sentences (start, end) and, for each, a target per voice: 1, 0, or -1 where it is not told."""

    text: str
    sentences: list[tuple[int, int]]
    targets: list[tuple[int, int, int, int]]


def load_discourse(folder: Path) -> list[Voiced]:
    """Read the articles below ``newsdiscourse/train`` or ``newsdiscourse/validation``."""
    return [_article(path) for path in sorted(folder.rglob("*.ann"))]


def _article(path: Path) -> Voiced:
    raw = path.with_suffix(".txt").read_text(encoding="utf-8")
    marks: dict[str, set[int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if parts[0].startswith("T"):
            marks.setdefault(parts[2].strip(), set()).add(_LABELS.get(parts[1].split()[0], -1))
    text, sentences, targets = "", [], []
    found = list(_SENTENCE.finditer(raw))
    for index, mark in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(raw)
        words = raw[mark.end() : end]
        start = len(text)
        text += words
        if mark[1] == "H" or mark[1] not in marks:
            continue
        sentences.append((start, start + len(words.rstrip())))
        labels = marks[mark[1]]
        targets.append((int(0 in labels), int(1 in labels), int(2 in labels), -1))
    return Voiced(text, sentences, targets)


def load_subjective(table: Path) -> list[Voiced]:
    """Read a CSV of NewsSD: each sentence a text of its own."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = [(row["Sentence"].strip(), row["Label"]) for row in csv.DictReader(file)]
    return [Voiced(text, [(0, len(text))], [(-1, -1, -1, int(label == "SUBJ"))]) for text, label in rows]
