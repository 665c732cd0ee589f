"""What a document is, by plain labels and shapes only: a release, a transcript, a live blog, or not known.

A label near the top says it; a transcript also shows by speakers before colons, a live blog by entries with a time.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from onrecord.model import DocumentKind
from onrecord.read.layout import layout
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["guess_kind"]

_TOP_LINES = 6
_TOP = 3000
_LONGEST_LABEL = 60
_DATELINE = re.compile(
    r"[A-Z][A-Z.’' ]{2,30}(?:,[ ][A-Z][A-Za-z. ]{1,20})?(?:[ ]\([A-Za-z ]{2,20}\))?[ ](?:—|–|--)[ ]\S"
)
"""A wire story's dateline: ``WASHINGTON (AP) — ...``."""

_BYLINE = re.compile(r"(?:By|BY)[ ][A-Z][\w.’'-]+[ ][A-Z][\w.’'-]+(?:[ ,|].{0,60})?$")
_LOOKED_AT = 30_000
_SPEAKER = re.compile(r"(?:Q|A|QUESTION|ANSWER|[A-Z][A-Z.’' -]{2,40}(?:\([A-Za-z .]{1,30}\))?)[:.][ ]\S|Q[ ][A-Z]")
_NAMED = re.compile(r"([A-Z][\w.’'-]*(?:[ ][A-Z][\w.’'-]*){0,3}):[ ]\S")
_ENTRY = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, (?:\d{4}, )?)?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s(?:[A-Z]{2,4}|Eastern|ET))?"
    r"(?:\s*(?:[—–:|-]|$)|\s+[A-Z])",
    re.IGNORECASE,
)
_FEW_TURNS = 4
_TURNS_SHARE = 0.25
"""Of a transcript's paragraphs at least this many begin with who speaks; of a story's hardly one does."""

_FEW_ENTRIES = 3


def guess_kind(text: str) -> DocumentKind:
    """Return the kind that a label, dateline, byline or shape tells, else ``unknown``."""
    words = layout()
    lines = [line.strip().strip("#*_ ") for line in text[:_TOP].splitlines() if line.strip()][:_TOP_LINES]
    labels = [line for line in lines[:3] if len(line) <= _LONGEST_LABEL]
    if any(words.release.match(line) for line in lines):
        return "release"
    if any(words.opinion_kind.match(line) for line in labels):
        return "opinion"
    shape = _shape([line.strip() for line in text[:_LOOKED_AT].splitlines() if line.strip()], lines[:3])
    if shape is not None:
        return shape
    if any(_label("briefs").fullmatch(line) for line in labels):
        return "briefs"
    if any(_label("analysis").match(line) for line in labels):
        return "analysis"
    if any(_DATELINE.match(line) or _BYLINE.match(line) for line in lines):
        return "news"
    return "unknown"


def _shape(lines: Sequence[str], top: Sequence[str]) -> DocumentKind | None:
    """Return the kind that many lines show, fewer where a label says it too."""
    named = Counter(found[1] for line in lines if (found := _NAMED.match(line)))
    turns = sum(1 for line in lines if _SPEAKER.match(line)) + sum(
        count for label, count in named.items() if count > 1 and not label.isupper()
    )
    labelled = any(_label("transcript").match(line) for line in top)
    if turns >= _FEW_TURNS and (labelled or turns >= _TURNS_SHARE * len(lines)):
        return "transcript"
    entries = sum(1 for line in lines if _ENTRY.match(line))
    labelled = any(_label("live").match(line) or _label("live").search(line[-_LONGEST_LABEL:]) for line in top)
    if entries >= _FEW_ENTRIES and labelled:
        return "live"
    return None


@cache
def _label(kind: str) -> re.Pattern[str]:
    """Return a pattern for the labels of a kind, as words of their own, with what a colon or bar brings after."""
    return re.compile(rf"\b{word_pattern(load_lexicon('kinds')[kind]['starts'])}(?!\w)(?:\s*[:|–—-].*)?", re.IGNORECASE)
