"""What a document is, by plain labels only: a release, an opinion piece, a news story, or not known."""

import re

from onrecord.model import DocumentKind
from onrecord.read.layout import layout

__all__ = ["guess_kind"]

_TOP_LINES = 6
_TOP = 3000
_LONGEST_LABEL = 60
_DATELINE = re.compile(
    r"[A-Z][A-Z.’' ]{2,30}(?:,[ ][A-Z][A-Za-z. ]{1,20})?(?:[ ]\([A-Za-z ]{2,20}\))?[ ](?:—|–|--)[ ]\S"
)
"""A wire story's dateline: ``WASHINGTON (AP) — ...``."""

_BYLINE = re.compile(r"(?:By|BY)[ ][A-Z][\w.’'-]+[ ][A-Z][\w.’'-]+(?:[ ,|].{0,60})?$")


def guess_kind(text: str) -> DocumentKind:
    """Return the kind that a label, dateline or byline among the first lines tells, else ``unknown``."""
    words = layout()
    lines = [line.strip().strip("#*_ ") for line in text[:_TOP].splitlines() if line.strip()][:_TOP_LINES]
    if any(words.release.match(line) for line in lines):
        return "release"
    if any(len(line) <= _LONGEST_LABEL and words.opinion_kind.match(line) for line in lines[:3]):
        return "opinion"
    if any(_DATELINE.match(line) or _BYLINE.match(line) for line in lines):
        return "news"
    return "unknown"
