"""Rules for weeks, months and years counted from publication."""

import re
from datetime import timedelta

from onrecord.model import When
from onrecord.read.times.calendar import shift, shift_months, weekday_near, window_of
from onrecord.read.times.days import days_of, unanchored
from onrecord.read.times.frame import Frame, Meaning, dated
from onrecord.read.times.patterns import Rule, led_by
from onrecord.read.times.words import (
    direction_of,
    duration_of,
    group,
    is_told,
    number_of,
    text_before,
    time_words,
    unit_code,
    weekday_number,
)

__all__ = ["NO_CALENDAR", "NUMBER", "RULES", "counted", "unit_of"]

_REACHING = re.compile(r"\s(?:since\b|(?:through|to|ended|ending)(?:\sin)?\s[A-Z])")
"""What follows a length that ends or begins there: 'the year to March', 'the week since the vote'."""

_CLOCK_UNITS = {"TS", "TM", "TH"}
NO_CALENDAR = {*_CLOCK_UNITS, "CE"}


def unit_of(match: re.Match[str]) -> str:
    """Return the code of the unit; a fiscal year is a unit of its own."""
    code = unit_code(match["unit"])
    return "FY" if code == "Y" and group(match, "fiscal") else code


def read_shifted(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'last week', 'this year', 'the following day', 'earlier this month', 'the current fiscal year'."""
    which, unit = group(match, "which"), unit_of(match)
    direction = direction_of(which.removeprefix("the "))
    if unit in _CLOCK_UNITS or (unit == "Q" and direction == "this" and frame.published is None):
        return None
    if text_before(match, 1) in {"“", '"', "'", "‘"} and match["unit"][0].isupper():
        return None
    if _is_window(match, which):
        return "DURATION", window_of(frame, "1", unit, ahead=direction == "next")
    told = is_told(which) or which == "the next"
    base = frame
    if told:
        base = frame.at(frame.reference_day if unit in {"D", "W"} else frame.reference)
    elif unit == "D" and which == "this":
        return dated(shift(frame, "D", 0))
    elif unit == "D":
        return None if direction != "next" else dated(shift(frame.at(frame.reference_day), "D", 1))
    when = shift(base, unit, {"last": -1, "next": 1}.get(direction, 0))
    return dated(_sided(when, frame, group(match, "side")))


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
    unit = unit_of(match)
    if unit != "D" and match[0][:4].lower() == "the " and _REACHING.match(match.string, match.end(), match.end() + 12):
        return "DURATION", unanchored(duration_of("1", "Y" if unit == "FY" else unit))
    if re.search(rf"(?i)\b{time_words()['before']['choice']}\sof\s\Z", text_before(match, 16)):
        return None
    if unit == "D":
        return dated(shift(frame.at(frame.reference_day), "D", 0))
    if unit == "Q" and frame.published is not None:
        if frame.named is not None and frame.named.grain == "quarter":
            return dated(frame.named)
        return dated(shift(frame, "Q", 0 if frame.ahead else -1))
    return dated(shift(frame, unit, 0)) if unit in {"W", "WE", "M", "Y", "FY", "DE", "CE"} else None


def read_weekend(_: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the weekend', 'over the weekend': the last one, or the coming one where the text looks ahead."""
    day = frame.published
    if day is None:
        return dated(shift(frame, "WE", 0))
    past = day - timedelta(days=day.isoweekday() % 7)
    week = (day if frame.ahead else past).isocalendar()
    return dated(days_of(f"{week.year:04d}-W{week.week:02d}-WE"))


def read_ago(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'three weeks ago', 'years ago'."""
    number, unit = number_of(match["num"] or "X"), unit_code(match["unit"])
    return counted(number, unit, -1, frame)


def read_from_now(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'three weeks from now', 'a week from Monday'."""
    base = frame
    if match["weekday"]:
        day = weekday_near(frame, weekday_number(match["weekday"]), "").start
        base = frame.at(day)
        if unit_code(match["unit"]) == "W" and day is not None and number_of(match["num"]).isdigit():
            return dated(days_of((day + timedelta(weeks=int(number_of(match["num"])))).isoformat()))
    elif group(match, "rel") == "tomorrow" and frame.published is not None:
        base = frame.at(frame.published + timedelta(days=1))
    return counted(number_of(match["num"]), unit_code(match["unit"]), 1, base)


def counted(number: str, unit: str, sign: int, frame: Frame) -> Meaning | None:
    """Return the unit so many units away; PAST_REF or FUTURE_REF where their number is not told."""
    if "." in number:
        number = str(round(float(number)))
    if number == "half" and unit == "Y" and frame.published is not None:
        return dated(shift(frame.at(shift_months(frame.published, 6 * sign)), "M", 0))
    if not number.isdigit() or unit == "TS":
        return "DATE", unanchored("PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit in _CLOCK_UNITS:
        days = int(number) // 24 if unit == "TH" else 0
        return dated(shift(frame, "D", sign * days)) if days <= 40 else None
    years = {"DE": 10, "CE": 100}.get(unit)
    return dated(shift(frame, "Y" if years else unit, sign * int(number) * (years or 1)))


NUMBER = r"(?P<num><NUM>(?i: and a half)?|(?i:another|a full|an?|half an?)|<several>)"
_FISCAL = r"(?:(?P<fiscal>(?i:fiscal|financial)) )?"
_WHICH = r"(?P<which>(?i:the )?<last>|(?i:the )?<next>|<this>)"
RULES: tuple[Rule, ...] = (
    ("unit", r"(?i:the )?(?P<unit>(?i:year|month|quarter))(?:['’]s |-)(?i:end)(?P<fiscal>)", read_the_unit),
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
    ("unit", r"(?i:the) (?P<unit>(?i:weekend))(?! (?i:of|before|after)\b)", read_weekend),
    ("unit", rf"(?:<about> )?(?:{NUMBER} )?(?P<unit><UNITS>) ago", read_ago),
    (
        "unit",
        (
            rf"(?:<about> )?{NUMBER} (?P<unit><UNITS>) "
            r"(?i:from (?:now|today|(?P<rel>tomorrow)|(?P<weekday><WEEKDAY>))|hence)"
        ),
        read_from_now,
    ),
)
