"""The day that a line near the top of a text states: 'May 8, 2026', 'By Dana Ruiz | Published 8 May 2026'."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice

from onrecord.read.stated import stated_day

__all__ = ["TOP_DAY", "top_day"]

TOP_DAY = "a line near the top"
"""What the origin of a document says of a day found so."""

_TOP = 12
"""Lines among which a text states its day."""

_LONGEST_DAY = 40
_LONGEST_LINE = 110
"""Characters of a line in which a day may follow a byline; a longer one is running text."""

_LABEL = re.compile(
    r"(?i)\A[\s*_#(\[]*(?:(?:for\s+immediate\s+release|release\s+date|first\s+published|date\s+published|released?|published|posted|"
    r"embargoed\s+until|date|filed|issued)(?:\s+on)?)(?!\w)[\s:*_\-–—|,]*"
)
_RUNS_ON = re.compile(r"\d{4}\s+(?!at\b)[a-z]")
"""A sentence that begins with a day: 'May 8, 2026 was the last day'."""

_PARTS = re.compile(r"\s+[|•·–—-]\s+|\s*[|•·]\s*|\t+|\s{3,}")
"""What stands between a byline and a day."""

_DATELINE = re.compile(
    r"\A[A-Z][A-Z .'’-]{2,40}(?:,\s[A-Z][\w. ]{1,20})?,?\s(?:\(\w+\)\s)?(?P<day>[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s\d{4})"
    r"(?:\s*(?:\([^)]{2,40}\)|/[\w ]{2,30}/))?\s*(?:[-–—]{1,2}|:)\s"
)
"""'PORT ELLIS, May 8, 2026 (Wire) — ' or 'PORT ELLIS, Ohio, May 8, 2026 /Newswire/ -- '."""


def top_day(lines: Iterable[str]) -> date | None:
    """Return the day that one of the first lines states: alone, behind a label or a byline, or in a dateline."""
    kept = (line.strip() for line in lines)
    for line in islice((line for line in kept if line), _TOP):
        if (dateline := _DATELINE.match(line)) is not None:
            return stated_day(dateline["day"])
        if len(line) > _LONGEST_LINE:
            return None
        for part in _PARTS.split(line):
            words = _LABEL.sub("", part).strip(" *_()[].")
            if len(words) > _LONGEST_DAY or words.isdigit() or _RUNS_ON.search(words):
                continue
            if (day := stated_day(words)) is not None:
                return day
    return None
