"""What stands around each word, by which decoding is held to the shape of an article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from onrecord.model import Reading, Span
from onrecord.read.anonymity import anonymity_spans
from onrecord.read.blind import aside_spans
from onrecord.read.datelines import dateline_spans
from onrecord.read.encode import Pieces
from onrecord.read.evidence_words import evidence_spans, remark_spans
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.quotes import quoted_spans
from onrecord.read.reporting import is_reporting
from onrecord.read.sentences import sentences

__all__ = ["BARRED", "Surroundings", "is_a_place_undergoing", "no_surroundings", "surroundings", "word_bounds"]

BARRED = -1
"""Part of a word that belongs to no attribution: in a heading, byline, boilerplate, remark on evidence or clause on
anonymity."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\bpic\.twitter\.com/\S+")
"""Addresses of the web, whose words are nobody's: '.../mayor-says-no-deal'."""

MARKS = frozenset(',.;:!?…()[]“”"‘«»„—–-/|')
"""Marks that part clauses, or what is said from who says it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Arrays by word.

    Its part of the article (``BARRED`` or a number), its paragraph and sentence, whether it stands in quotation marks,
    whether it is a form of a reporting verb, and whether it can be no cue: a word of a time, of the reporter's words on
    evidence, or of a wish not to be named; and whether it is a mark that parts clauses.
    """

    parts: npt.NDArray[np.int64]
    paragraphs: npt.NDArray[np.int64]
    sentences: npt.NDArray[np.int64]
    quoted: npt.NDArray[np.bool_]
    reporting: npt.NDArray[np.bool_]
    no_cue: npt.NDArray[np.bool_]
    marks: npt.NDArray[np.bool_]


def word_bounds(pieces: Pieces) -> list[Span]:
    """Return each word's place in the text."""
    starts = np.flatnonzero(np.diff(pieces.words, prepend=-1))
    ends = np.append(starts[1:], len(pieces))
    return [
        Span(pieces.offsets[first][0], pieces.offsets[last - 1][1]) for first, last in zip(starts, ends, strict=True)
    ]


def no_surroundings(count: int) -> Surroundings:
    """Return surroundings that hold nothing back, for ``count`` words of one paragraph."""
    zeros = np.zeros(count, dtype=np.int64)
    no = zeros.astype(bool)
    return Surroundings(zeros, zeros, zeros, no, no, no, no)


def surroundings(reading: Reading, pieces: Pieces, bounds: Sequence[Span]) -> Surroundings:
    """Return what stands around each word of a text."""
    text = reading.document.text
    starts = np.flatnonzero(np.diff(pieces.words, prepend=-1))
    quotes = quoted_spans(text)
    addresses = (Span(found.start(), found.end()) for found in _ADDRESS.finditer(text))
    barred = sorted((*remark_spans(text), *dateline_spans(text), *aside_spans(text), *addresses))
    times = (Span(time.start, time.end) for time in reading.times)
    mute = sorted((*evidence_spans(text), *anonymity_spans(text), *qualifier_spans(text), *times))
    firsts = np.fromiter((bound.start for bound in bounds), dtype=np.int64, count=len(bounds))
    parts = np.where(_inside(barred, firsts), BARRED, _numbers(_parts(reading), firsts))
    reporting = np.fromiter((is_reporting(text[bound.start : bound.end]) for bound in bounds), bool, len(bounds))
    marks = np.fromiter((text[bound.start] in MARKS for bound in bounds), bool, len(bounds))
    ends = np.fromiter((span.end for span in sentences(text)), dtype=np.int64)
    sentence = np.searchsorted(ends, firsts, side="right")
    quoted, no_cue = _inside(quotes, firsts), _inside(mute, firsts)
    return Surroundings(parts, pieces.paragraphs[starts], sentence, quoted, reporting, no_cue, marks)


def qualifier_spans(text: str) -> tuple[Span, ...]:
    """Return the words that begin a description of an unnamed source ('briefed on'): they report nothing."""
    return tuple(Span(found.start(), found.end()) for found in _qualifiers().finditer(text))


@cache
def _qualifiers() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){word_pattern(load_lexicon('reported')['source']['qualifiers'])}(?!\w)")


def _parts(reading: Reading) -> list[tuple[int, int]]:
    """Return where each part starts, and its number: body is one part, wherever headings stand in it."""
    kinds: dict[str, int] = {}
    places = []
    for segment in reading.segments:
        if segment.kind in {"heading", "byline", "boilerplate"}:
            number = BARRED
        elif segment.kind in {"body", "opinion"}:
            number = kinds.setdefault(segment.kind, len(kinds))
        else:
            number = 100 + segment.start
        places.append((segment.start, number))
    return places


def _numbers(places: Sequence[tuple[int, int]], at: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the number of the part that each place lies in, 0 before the first."""
    starts = np.fromiter((start for start, _ in places), np.int64, len(places))
    numbers = np.fromiter((0, *(number for _, number in places)), np.int64, len(places) + 1)
    return numbers[np.searchsorted(starts, at, side="right")]


def _inside(spans: Sequence[Span], at: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return of each place whether the last of ``spans``, which are sorted, that begins by there holds it."""
    starts = np.fromiter((span.start for span in spans), np.int64, len(spans))
    ends = np.fromiter((-1, *(span.end for span in spans)), np.int64, len(spans) + 1)
    return ends[np.searchsorted(starts, at, side="right")] > at


@cache
def _places() -> frozenset[str]:
    return frozenset(load_lexicon("speakers")["names"]["places"])


@cache
def _undergoing() -> re.Pattern[str]:
    return re.compile(r"(?i)\b(?:saw|sees|seen|seeing|faced|faces|experienced|felt)\b")


def is_a_place_undergoing(source: str, cue: str) -> bool:
    """Say whether 'a place saw something': nobody is cited there."""
    return source.lower().strip() in _places() and _undergoing().search(cue) is not None
