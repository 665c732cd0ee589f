"""Rules for weeks, months and years counted from publication or from the time last named."""

import re
from datetime import timedelta

from onrecord.model import When
from onrecord.read.times.calendar import shift, shift_months, weekday_near, window_of
from onrecord.read.times.days import days_of, unanchored
from onrecord.read.times.frame import Frame, Meaning
from onrecord.read.times.patterns import Rule, led_by
from onrecord.read.times.words import (
    direction_of,
    duration_of,
    group,
    number_of,
    text_before,
    time_words,
    unit_code,
    weekday_number,
)

__all__ = ["RULES"]

_TOLD = ("previous", "preceding", "prior", "following", "subsequent", "same", "that")
"""Words that count from the time last named, not from publication."""

_CLOCK_UNITS = {"TS", "TM", "TH"}
_NO_CALENDAR = {*_CLOCK_UNITS, "CE"}


def _date(when: When | None) -> Meaning | None:
    return None if when is None else ("DATE", when)


def _unit(match: re.Match[str]) -> str:
    """Return the code of the unit; a fiscal year is a unit of its own."""
    code = unit_code(match["unit"])
    return "FY" if code == "Y" and group(match, "fiscal") else code


def read_shifted(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'last week', 'this year', 'the following day', 'earlier this month', 'the current fiscal year'."""
    which, unit = group(match, "which"), _unit(match)
    direction = direction_of(which.removeprefix("the "))
    if unit in _CLOCK_UNITS or (unit == "Q" and direction == "this" and frame.published is None):
        return None
    if text_before(match, 1) in {"“", '"', "'", "‘"} and match["unit"][0].isupper():
        return None
    if _is_window(match, which):
        return "DURATION", window_of(frame, "1", unit, ahead=direction == "next")
    told = which.removeprefix("the ").split()[-1] in _TOLD or which == "the next"
    base = frame
    if told:
        base = frame.at(frame.reference_day if unit in {"D", "W"} else frame.reference)
    elif unit == "D" and which == "this":
        return _date(shift(frame, "D", 0))
    elif unit == "D":
        return None if direction != "next" else _date(shift(frame.at(frame.reference_day), "D", 1))
    when = shift(base, unit, {"last": -1, "next": 1}.get(direction, 0))
    return _date(_sided(when, frame, group(match, "side")))


def _is_window(match: re.Match[str], which: str) -> bool:
    """Say whether the words mean the days up to now ('the past year', 'over the last month'), not a calendar unit."""
    if which.endswith("past"):
        return True
    return (
        which in {"the last", "the next"}
        and re.search(r"(?i)\b(?:over|in|within|during|for|throughout)\s\Z", text_before(match, 14)) is not None
    )


def _sided(when: When | None, frame: Frame, side: str) -> When | None:
    """Return the part of a stretch before or after publication, for 'earlier this month' and 'later this month'."""
    day = frame.published
    if when is None or day is None or when.start is None or when.end is None or not side:
        return when
    if side == "earlier" and when.start < day <= when.end:
        return When(when.start, day, when.grain, when.timex)
    if side == "later" and when.start <= day < when.end:
        return When(day, when.end, when.grain, when.timex)
    return when


def read_the_unit(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the end of the month', 'for the quarter', 'end the day': of publication, or as last named."""
    unit = _unit(match)
    if re.search(rf"(?i)\b{time_words()['before']['choice']}\sof\s\Z", text_before(match, 16)):
        return None
    if unit == "D":
        return _date(shift(frame.at(frame.reference_day), "D", 0))
    if unit == "Q" and frame.published is not None:
        if frame.named is not None and frame.named.grain == "quarter":
            return _date(frame.named)
        return _date(shift(frame, "Q", 0 if frame.ahead else -1))
    return _date(shift(frame, unit, 0)) if unit in {"W", "WE", "M", "Y", "FY", "DE", "CE"} else None


def read_weekend(_: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the weekend', 'over the weekend': the last one, or the coming one where the text looks ahead."""
    day = frame.published
    if day is None:
        return _date(shift(frame, "WE", 0))
    past = day - timedelta(days=day.isoweekday() % 7)
    week = (day if frame.ahead else past).isocalendar()
    return _date(days_of(f"{week.year:04d}-W{week.week:02d}-WE"))


def read_that_unit(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'that day', 'the same month', 'that year': as last named."""
    unit = _unit(match)
    if unit in _NO_CALENDAR:
        return None
    return _date(shift(frame.at(frame.reference_day if unit in {"D", "W", "WE"} else frame.reference), unit, 0))


def read_ago(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'three weeks ago', 'years ago'."""
    number, unit = number_of(match["num"] or "X"), unit_code(match["unit"])
    return _counted(number, unit, -1, frame)


def read_from_now(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'three weeks from now', 'a week from Monday'."""
    base = frame
    if match["weekday"]:
        day = weekday_near(frame, weekday_number(match["weekday"]), "").start
        base = frame.at(day)
        if unit_code(match["unit"]) == "W" and day is not None and number_of(match["num"]).isdigit():
            return _date(days_of((day + timedelta(weeks=int(number_of(match["num"])))).isoformat()))
    elif group(match, "rel") == "tomorrow" and frame.published is not None:
        base = frame.at(frame.published + timedelta(days=1))
    return _counted(number_of(match["num"]), unit_code(match["unit"]), 1, base)


def _counted(number: str, unit: str, sign: int, frame: Frame) -> Meaning | None:
    """Return the unit so many units away; PAST_REF or FUTURE_REF where their number is not told."""
    if "." in number:
        number = str(round(float(number)))
    if number == "half" and unit == "Y" and frame.published is not None:
        return _date(shift(frame.at(shift_months(frame.published, 6 * sign)), "M", 0))
    if not number.isdigit() or unit == "TS":
        return "DATE", unanchored("PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit in _CLOCK_UNITS:
        days = int(number) // 24 if unit == "TH" else 0
        return _date(shift(frame, "D", sign * days)) if days <= 40 else None
    years = {"DE": 10, "CE": 100}.get(unit)
    return _date(shift(frame, "Y" if years else unit, sign * int(number) * (years or 1)))


def read_apart(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'a year earlier', 'two days later': counted from the time last named, else a duration."""
    number, unit = number_of(match["num"]), unit_code(match["unit"])
    sign = -1 if group(match, "side") in {"earlier", "before", "previously", "prior"} else 1
    calendar = unit not in _NO_CALENDAR and number.isdigit()
    fits = unit in {"Y", "DE"} or (frame.named is not None and frame.named.grain not in {"year", "decade"})
    if not calendar or not fits or (sign > 0 and frame.named is None):
        return "DURATION", unanchored(duration_of(number, unit))
    day = frame.reference_day if unit in {"D", "W"} else frame.reference
    return _counted(number, unit, sign, frame.at(day))


def read_neighbour(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the year before', 'the day after': next to the time last named."""
    unit = unit_code(match["unit"])
    day = frame.reference_day if unit in {"D", "W"} else frame.reference
    sign = 1 if group(match, "side") in {"after", "later"} else -1
    return None if unit in _NO_CALENDAR else _date(shift(frame.at(day), unit, sign))


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
    return _date(shift(frame.at(base), code, 0))


_NUMBER = r"(?P<num><NUM>(?i: and a half)?|(?i:another|a full|an?|half an?)|<several>)"
_FISCAL = r"(?:(?P<fiscal>(?i:fiscal|financial)) )?"
_WHICH = r"(?P<which>(?i:the )?<last>|(?i:the )?<next>|<this>)"
_SAME = r"(?i:the |that )?(?i:same|similar|comparable|corresponding) (?P<unit>(?i:period|time|day|week|month|quarter))"

RULES: tuple[Rule, ...] = (
    ("unit", r"(?i:the )?(?P<unit>(?i:year|month|quarter))(?:['’]s|-) ?(?i:end)(?P<fiscal>)", read_the_unit),
    (
        "unit",
        (
            rf"(?:<PART>|(?i:(?P<side>earlier|later) ))?{_WHICH} {_FISCAL}(?P<unit><UNIT>)(?! old|-old)"
            r"(?=[-\s.,;:!?)’'\"”—–]|\Z)"
        ),
        read_shifted,
    ),
    ("unit", rf"<PART>(?i:the) {_FISCAL}(?P<unit><UNIT>)", read_the_unit),
    (
        "unit",
        r"(?<!\b[Bb]ack\sin\s)"
        + led_by("in during throughout end ended ends ending close closed finish finished started for over")
        + r"the (?P<unit>day)(?! (?i:after|before|when|that|of|he|she|they|it|we|I|to|by)\b)(?P<fiscal>)",
        read_the_unit,
    ),
    (
        "unit",
        led_by("in of for during over by through throughout end ended start began begin this finish finished")
        + rf"the {_FISCAL}(?P<unit>year|quarter|month|week|decade|century)"
        r"(?![-’']|\s(?i:ago|after|before|earlier|later|when|that|of|to|leading|prior)\b| \d)",
        read_the_unit,
    ),
    (
        "unit",
        r"(?i:the) (?P<unit>quarter)(?P<fiscal>)(?= (?:ended|was|were|also|had|and|as|from|to|by)\b|[,.;])",
        read_the_unit,
    ),
    ("unit", r"(?i:the) (?P<unit>(?i:day|week|month|year))(?= (?:before|after) [a-zA-Z])", read_next_to),
    ("unit", r"(?i:the) (?P<unit>(?i:weekend))(?! (?i:of|before|after)\b)", read_weekend),
    ("unit", r"(?i:that|the same|that same|that very) (?P<unit><UNIT>)", read_that_unit),
    ("unit", rf"(?:<about> )?(?:{_NUMBER} )?(?P<unit><UNITS>) ago", read_ago),
    (
        "unit",
        (
            rf"(?:<about> )?{_NUMBER} (?P<unit><UNITS>) "
            r"(?i:from (?:now|today|(?P<rel>tomorrow)|(?P<weekday><WEEKDAY>))|hence)"
        ),
        read_from_now,
    ),
    (
        "unit",
        rf"(?:<about> )?{_NUMBER} (?P<unit><UNITS>) (?P<side>(?i:earlier|later|previously))(?! than\b)",
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
