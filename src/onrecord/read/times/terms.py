"""Rules for terms of office and the anchors of policy news, from a table of U.S. presidential terms.

A term begins at noon on January 20 (20th Amendment); which of them began a new administration is a fact of record,
the same for every party, and kept without names in the lexicon.
"""

import re
from datetime import date, timedelta
from functools import cache

from onrecord.model import When
from onrecord.read.times.days import unanchored
from onrecord.read.times.frame import Frame, Meaning
from onrecord.read.times.patterns import Rule
from onrecord.read.times.words import duration_of, group, number_of, time_words, unit_code

__all__ = ["RULES"]

_FEDERAL = re.compile(r"(?i)\b(?:president|presidential|white house|federal|administration|inaugurat)")
_OTHER = re.compile(
    r"(?i)\b(?:mayor|governor|gov\.|chief executive|coach|premier|minister|pope|bishop|commissioner|city council)\b"
)


@cache
def _starts() -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in time_words()["terms"]["administrations"])


def _bounds(day: date | None, back: int) -> tuple[date | None, date | None]:
    """Return first day and day after the last of the administration of ``day``, or of one before it."""
    if day is None or day >= date.fromisoformat(time_words()["terms"]["known_until"]):
        return None, None
    begun = [start for start in _starts() if start <= day]
    if len(begun) <= back:
        return None, None
    index = len(begun) - 1 - back
    return begun[index], _starts()[index + 1] if index + 1 < len(_starts()) else None


def _is_federal(match: re.Match[str]) -> bool:
    """Say whether the words around speak of the federal government, and of no other office with terms."""
    around = match.string[max(0, match.start() - 160) : match.end() + 160]
    return _FEDERAL.search(around) is not None and _OTHER.search(around) is None


def read_administration(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the previous administration': open at its start, as the text does not say how far it looks back."""
    if not _is_federal(match):
        return "DATE", unanchored("PAST_REF")
    _, end = _bounds(frame.published, 1)
    return "DATE", When(None, end, None if end is None else "day", "PAST_REF")


def read_first_days(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the first 100 days', anchored where the words say that they are those of a presidential term."""
    number, unit = number_of(match["num"]), unit_code(match["unit"])
    timex = duration_of(number, unit)
    term = group(match, "term") or group(match, "whose")
    start = None
    if term and number.isdigit() and unit in {"D", "W"} and _is_federal(match) and frame.published is not None:
        start = max((day for day in _terms() if day <= frame.published), default=None)
    if start is None:
        return "DURATION", unanchored(timex)
    days = int(number) * (7 if unit == "W" else 1)
    return "DURATION", When(start, start + timedelta(days=days), "day" if unit == "D" else "week", timex)


@cache
def _terms() -> tuple[date, ...]:
    return tuple(date(year, 1, 20) for year in range(1937, 2101, 4))


RULES: tuple[Rule, ...] = (
    ("administration", r"(?i:the) (?i:previous|prior|last|preceding|former) (?i:administration)", read_administration),
    (
        "unit",
        (
            r"(?i:(?:the|his|her|its|their) )?(?P<whose>(?i:(?:president|administration)['’]s) )?(?i:first) "
            r"(?P<num><NUM>) (?P<unit>(?i:days|weeks|months))"
            r"(?=(?P<term> (?i:in office|of (?:the|his|her|a|its) (?:(?:new|current|second|first|president['’]s) ){0,2}"
            r"(?:[A-Z]\w{1,20} )?(?:administration|presidency|term)))?)"
        ),
        read_first_days,
    ),
)
