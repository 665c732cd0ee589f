"""Rules for times counted from the one named before: 'a year earlier', 'that day', 'the same month last year'."""

import re

from onrecord.read.times.calendar import shift, shift_months
from onrecord.read.times.days import unanchored
from onrecord.read.times.frame import Frame, Meaning, dated
from onrecord.read.times.patterns import Rule
from onrecord.read.times.relative import NO_CALENDAR, NUMBER, counted, unit_of
from onrecord.read.times.words import duration_of, group, number_of, unit_code

__all__ = ["RULES"]

_SAME = r"(?i:the |that )?(?i:same|similar|comparable|corresponding) (?P<unit>(?i:period|time|day|week|month|quarter))"


def read_that_unit(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'that day', 'the same month', 'that year': as last named."""
    unit = unit_of(match)
    if unit in NO_CALENDAR:
        return None
    return dated(shift(frame.at(frame.reference_day if unit in {"D", "W", "WE"} else frame.reference), unit, 0))


def read_apart(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'a year earlier', 'two days later': counted from the time last named, else a duration."""
    number, unit = number_of(match["num"]), unit_code(match["unit"])
    sign = -1 if group(match, "side") in {"earlier", "before", "previously", "prior"} else 1
    calendar = unit not in NO_CALENDAR and number.isdigit()
    fits = unit in {"Y", "DE"} or (frame.named is not None and frame.named.grain not in {"year", "decade"})
    if not calendar or not fits or (sign > 0 and frame.named is None):
        return "DURATION", unanchored(duration_of(number, unit))
    day = frame.reference_day if unit in {"D", "W"} else frame.reference
    return counted(number, unit, sign, frame.at(day))


def read_neighbour(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the year before', 'the day after': next to the time last named."""
    unit = unit_code(match["unit"])
    day = frame.reference_day if unit in {"D", "W"} else frame.reference
    sign = 1 if group(match, "side") in {"after", "later"} else -1
    return None if unit in NO_CALENDAR else dated(shift(frame.at(day), unit, sign))


def read_next_to(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'the day' of 'the day after the vote': a length, as in 'two days after'."""
    return "DURATION", unanchored(duration_of("1", unit_code(match["unit"])))


def read_year_ago(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the year-ago quarter', 'the same month last year': a year before the time last named."""
    day, unit = frame.published, group(match, "unit")
    if day is None:
        return None
    named = frame.named if frame.named is not None and frame.named.start is not None else None
    year = int(match["year"]) if group(match, "year") else None
    code = unit_code(unit) if unit and unit not in {"period", "time"} else None
    if code is None:
        code = {"month": "M", "quarter": "Q", "week": "W"}.get(named.grain or "" if named else "", "Y")
    base = named.start if named is not None and named.start is not None and code != "Y" else day
    try:
        base = base.replace(year=year) if year else shift_months(base, -12)
    except ValueError:
        return None
    return dated(shift(frame.at(base), code, 0))


RULES: tuple[Rule, ...] = (
    ("unit", r"(?i:the) (?P<unit>(?i:day|week|month|year))(?= (?:before|after) [a-zA-Z])", read_next_to),
    ("unit", r"(?i:that|the same|that same|that very) (?P<unit><UNIT>)", read_that_unit),
    (
        "unit",
        rf"(?:<about> )?{NUMBER} (?P<unit><UNITS>) (?P<side>(?i:earlier|later|previously))(?! than\b)",
        read_apart,
    ),
    (
        "unit",
        (
            r"(?i:the) (?P<unit>(?i:day|week|month|quarter|year)) (?P<side>(?i:before|earlier|prior|after|later))"
            r"(?=\s?[.,;:)”\"]|\s(?:and|but|when|in|at|by|with|from)\b|\s?\Z)"
        ),
        read_neighbour,
    ),
    (
        "unit",
        r"(?i:the |its |a )?(?i:year-ago|year-earlier)(?: (?P<unit>(?i:period|quarter|month|week)))?",
        read_year_ago,
    ),
    (
        "unit point",
        (
            rf"{_SAME} (?i:(?:a|one) year (?:ago|earlier|before|previously)|last year|"
            r"(?:in|of) (?:the previous year|last year))"
        ),
        read_year_ago,
    ),
    ("unit point", rf"{_SAME} (?i:in|of) (?P<year><YEAR>)", read_year_ago),
)
