"""Rules for lengths of time."""

import re

from onrecord.model import When
from onrecord.read.times.calendar import window_of
from onrecord.read.times.days import days_of, unanchored
from onrecord.read.times.frame import Frame, Meaning
from onrecord.read.times.patterns import YEAR, Rule, led_by
from onrecord.read.times.sets import is_rate
from onrecord.read.times.words import direction_of, duration_of, group, number_of, time_words, unit_code, word_before

__all__ = ["RULES"]


_ROW = re.compile(r"\s(?:in a row|running|ago|later|earlier|before|after|into)\b")
"""What tells that three quarters are a time, not a fraction."""


def read_window(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the past three weeks', 'the next few months': the days up to or from publication."""
    ahead = direction_of(group(match, "which")) == "next"
    return "DURATION", window_of(frame, number_of(match["num"]), unit_code(match["unit"]), ahead=ahead)


def read_first(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'the first three months of fiscal 2025': from the start of the year, or to its end for 'last', 'final'."""
    number, unit = number_of(match["num"]), unit_code(match["unit"])
    when = unanchored(duration_of(number, unit))
    if not match["year"] or not number.isdigit():
        return "DURATION", when
    year = days_of(f"FY{match['year']}" if match["fiscal"] else match["year"])
    last = group(match, "which") != "first"
    span = window_of(Frame(year.end if last else year.start), number, unit, ahead=not last)
    return "DURATION", When(span.start, span.end, span.grain, when.timex)


def read_duration(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'three weeks', '12-hour', 'two and a half years'; not 'two second-half goals', 'three quarters of'."""
    unit, number = group(match, "unit"), group(match, "num")
    between = match.string[match.end("num") : match.start("unit")]
    if number == "many" and word_before(match) == "as":
        return None
    if unit == "second" and number not in {"1", "one"} and "-" not in between:
        return None
    if unit.startswith("quarter") and "-" in between:
        return None
    if unit.startswith("quarter") and between.isspace() and number in {"3", "three"} and not _ROW.match(_after(match)):
        return None
    return "DURATION", unanchored(duration_of(number_of(match["num"]), unit_code(match["unit"])))


def read_described(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'three difficult years': one adjective stands between; not 'five percent years'."""
    return None if match["kind"] in time_words()["before"]["no_adjective"] else read_duration(match, frame)


def _after(match: re.Match[str]) -> str:
    return match.string[match.end() : match.end() + 12]


def read_one(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'a year', 'half an hour', 'an entire month'; not where it tells a rate."""
    number, unit = group(match, "num"), unit_code(match["unit"])
    if is_rate(match.string, match.start("num"), match.end()) or word_before(match) in {"not", "such", "what", "quite"}:
        return None
    if number.startswith("half"):
        return "DURATION", unanchored(duration_of("half", unit))
    if unit in {"Q", "TS", "WE"} or (
        unit == "D" and re.match(r"\s(?:[a-z]+\s)?(?:rate|job)", match.string[match.end() :][:20])
    ):
        return None
    return "DURATION", unanchored(duration_of("1", unit))


def read_all(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'all year', 'full-year'."""
    return "DURATION", unanchored(duration_of("1", unit_code(match["unit"])))


def read_half_unit(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'half-hour', 'half-century', 'quarter-century'."""
    unit = unit_code(match["unit"])
    if group(match, "num").startswith("quarter") and unit not in {"CE", "TH"}:
        return None
    if group(match, "num").startswith("quarter"):
        return ("DURATION", unanchored("P25Y")) if unit == "CE" else ("DURATION", unanchored("PT15M"))
    return "DURATION", unanchored(duration_of("half", unit))


def read_and_a_half(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'a year and a half', 'an hour and a half'."""
    return "DURATION", unanchored(duration_of("1.5", unit_code(match["unit"])))


def read_vague(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'for weeks', 'decades-old', 'hours after'; not 'the early hours of'."""
    if word_before(match) in time_words()["before"]["some_hours"] or group(match, "unit") == "quarters":
        return None
    return "DURATION", unanchored(duration_of("X", unit_code(match["unit"])))


def read_lasting(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'weeklong', 'year-long'."""
    return "DURATION", unanchored(str(time_words()["lasting"][group(match, "lasting").replace(" ", "-")]))


_SEVERAL = r"(?P<num><NUM>|<several>)"
_FULL = r"(?: <full>)?"

RULES: tuple[Rule, ...] = (
    (
        "unit",
        (
            rf"(?i:(?:the|these|those|its|his|her|their|our|my) )?(?P<which><last>|<next>) "
            rf"(?:(?i:nearly|almost|about|some) )?{_SEVERAL}{_FULL}[\s–-]{{1,3}}(?P<unit><PLURAL>)"
        ),
        read_window,
    ),
    (
        "unit",
        (
            rf"(?i:(?:the|its|his|her|their) )?(?P<which>(?i:first|last|final)) "
            rf"{_SEVERAL}{_FULL} (?P<unit><PLURAL>)(?: of (?P<fiscal>fiscal (?:year )?|FY\s?)?{YEAR})?"
        ),
        read_first,
    ),
    (
        "unit",
        (
            rf"(?:<about> )?(?P<num><NUM>(?i:[\s-]and[\s-]a[\s-]half)?|<several>){_FULL}"
            r"[\s–-]{1,3}(?P<unit><UNITS>)(?:[\s-](?i:old|long)\b)?"
        ),
        read_duration,
    ),
    (
        "unit",
        r"(?:<about> )?(?P<num><NUM>|<several>) (?P<kind>[a-z]{4,14})[\s–-]{1,3}(?P<unit><PLURAL>)",
        read_described,
    ),
    (
        "unit",
        r"(?:<about> )?(?P<num>(?i:half an?|half the|half))[\s-](?P<unit>(?i:hour|minute|day|year|decade|century))",
        read_one,
    ),
    (
        "unit",
        (
            r"(?:<about> )?(?P<num>(?i:an? entire|a full|a whole|another|an?|the whole|the entire)) "
            r"(?P<unit><UNIT>)(?:-long\b)?(?![’']|-)"
        ),
        read_one,
    ),
    (
        "unit",
        r"(?i:(?:an?|the) )?(?P<num>(?i:half|quarter))[\s-](?P<unit>(?i:hour|year|century|decade))",
        read_half_unit,
    ),
    ("unit", r"(?i:a )?(?P<num>(?i:quarter)) of an? (?P<unit>(?i:century|hour))", read_half_unit),
    ("unit", r"(?:<about> )?(?i:an?) (?P<unit><UNIT>) (?i:and a half)", read_and_a_half),
    (
        "unit",
        led_by(
            "for within over in after take took taken takes spent spend of last lasted lasting many and or than just"
        )
        + r"(?P<unit><PLURAL>)(?!-)",
        read_vague,
    ),
    (
        "unit",
        r"(?P<unit><PLURAL>)(?= (?i:after|before|in the making|of(?! the (?:week|month|year)))\b)",
        read_vague,
    ),
    ("unit", r"(?P<unit><PLURAL>) (?i:later|earlier)", read_vague),
    ("unit", led_by("over through down") + r"(?i:the) (?P<unit>(?i:years|decades|centuries|months|weeks))", read_vague),
    ("unit", r"(?P<unit><PLURAL>)-(?i:long|old)", read_vague),
    ("unit", r"(?P<num>(?i:all|full|whole))[\s-](?P<unit>(?i:day|week|month|year))(?! (?i:long|round)\b|-)", read_all),
    ("lasting", r"(?P<lasting><LASTING>)", read_lasting),
)
