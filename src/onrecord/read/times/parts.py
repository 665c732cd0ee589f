"""Rules for parts of the year: quarters, halves, seasons, holidays; and for fiscal years."""

import re
from datetime import date, timedelta

from onrecord.model import When
from onrecord.read.times.calendar import day_near, easter, nth_weekday, shift
from onrecord.read.times.days import days_of, unanchored
from onrecord.read.times.frame import Frame, Meaning, dated
from onrecord.read.times.patterns import RELATIVE_YEAR, YEAR, Rule, led_by
from onrecord.read.times.words import direction_of, group, ordinal_of, time_words

__all__ = ["RULES"]


_JUST = 60
"""Days after its end in which the season before is still meant by 'last spring'."""


def _year_of(match: re.Match[str], frame: Frame, quarter: int) -> int | None:
    """Return the year of the quarter that the words name, or None where it is not known."""
    if group(match, "year"):
        return int(match["year"][-4:])
    if group(match, "relyear"):
        return frame.year_of(group(match, "relyear"))
    if frame.published is None:
        return None
    return frame.published.year - (not frame.ahead and quarter > (frame.published.month + 2) // 3)


def read_quarter(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the third quarter of 2025', 'Q3', 'fiscal first quarter', 'the latest quarter'."""
    word = group(match, "ordinal") or group(match, "number")
    if word in {"last", "latest", "most recent"} and not group(match, "year"):
        return dated(shift(frame, "Q", -1))
    number = 4 if word == "last" else ordinal_of(word)
    if not 1 <= number <= 4:
        return None
    if group(match, "fiscal") or group(match, "fiscalyear"):
        current = shift(frame, "FY", 0)
        named = (
            group(match, "fiscalyear") or group(match, "year") or ("" if current is None else str(current.timex)[2:])
        )
        return dated(days_of(f"FY{named or 'XXXX'}-Q{number}"))
    year = _year_of(match, frame, number)
    return dated(days_of(f"{year:04d}-Q{number}") if year else unanchored(f"XXXX-Q{number}"))


def read_half(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the first half of 2025', 'the second half of the year'."""
    number = 1 if group(match, "ordinal") == "first" else 2
    year = _year_of(match, frame, 1)
    return dated(days_of(f"{year:04d}-H{number}") if year else unanchored(f"XXXX-H{number}"))


def read_season(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'last summer', 'spring 2025', 'the winter': a winter is named by the year in which it begins."""
    code = str(time_words()["seasons"][group(match, "season")])
    if group(match, "year"):
        return dated(days_of(f"{match['year']}-{code}"))
    if group(match, "relyear"):
        told = frame.year_of(group(match, "relyear"))
        return dated(days_of(f"{told}-{code}") if told else unanchored(f"XXXX-{code}"))
    if frame.published is None:
        return dated(unanchored(f"XXXX-{code}"))
    which = direction_of(group(match, "which").removeprefix("the "))
    year = frame.published.year
    options = [days_of(f"{year + by}-{code}") for by in (-2, -1, 0, 1)]
    begun = [item for item in options if item.start is not None and item.start <= frame.published]
    coming = [item for item in options if item.start is not None and item.start > frame.published]
    now = begun[-1] if begun and begun[-1].end is not None and begun[-1].end > frame.published else None
    if which == "next" or (not which and frame.ahead and now is None):
        return dated(coming[0] if coming else None)
    if which == "last":
        ended = begun[-1].end
        just = ended is not None and (frame.published - ended).days < _JUST
        return dated(begun[-2] if just else begun[-1])
    if which == "this" and now is None:
        this_year = next(item for item in options if item.timex == f"{year}-{code}")
        return dated(this_year)
    return dated(begun[-1])


def read_bare_season(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'summer' where no thing of the season follows: not 'summer school'."""
    after = re.match(r"\s([a-z]+)", match.string[match.end() : match.end() + 16])
    return None if after and after[1] in time_words()["before"]["season_thing"] else read_season(match, frame)


def read_holiday(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'Labor Day', 'Christmas 2024', 'Good Friday', 'Inauguration Day'."""
    key = group(match, "holiday").replace("’", "'")
    rule = str(time_words()["holidays"][key])
    published = frame.published
    if re.fullmatch(r"\d\d-\d\d", rule):
        month, day = int(rule[:2]), int(rule[3:])
        return dated(days_of(f"{match['year']}-{rule}") if match["year"] else day_near(frame, month, day))
    if match["year"]:
        return dated(_holiday_in(rule, int(match["year"])))
    if published is None:
        return "DATE", unanchored("XXXX-XX-XX")
    which = direction_of(group(match, "which"))
    years = range(max(1, published.year - 4), min(9998, published.year + 4) + 1)
    days = [when for year in years if (when := _holiday_in(rule, year)) is not None and when.start is not None]
    near = [when for when in days if when.start and abs((when.start - published).days) <= 100]
    past = [when for when in days if when.start and when.start <= published]
    coming = [when for when in days if when.start and when.start >= published]
    if which == "next" or (not which and frame.ahead):
        return dated(coming[0] if coming else None)
    if which == "last":
        return dated(past[-1] if past else None)
    return dated(near[-1] if near and not which and near[-1] not in past else past[-1] if past else None)


def _holiday_in(rule: str, year: int) -> When | None:
    """Return a holiday's day in a year by its rule: ``easter:-2``, or month, weekday and which: ``11:4:4``."""
    name, *numbers = rule.split(":")
    if name == "easter":
        return days_of((easter(year) + timedelta(days=int(numbers[0]))).isoformat())
    if name == "election":
        monday = nth_weekday(year, 11, 1, 1)
        return None if monday is None else days_of((monday + timedelta(days=1)).isoformat())
    if name == "inauguration":
        return days_of(date(year, 1, 20).isoformat()) if year % 4 == 1 else None
    if re.fullmatch(r"\d\d-\d\d", name):
        return days_of(f"{year:04d}-{name}")
    day = nth_weekday(year, int(name), int(numbers[0]), int(numbers[1]))
    return None if day is None else days_of(day.isoformat())


def read_fiscal(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'fiscal year 2025', 'FY25', 'the 2025 fiscal year'."""
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
    return dated(days_of(f"FY{year}"))


_OF_YEAR = rf"(?:,? (?:of |in )?(?:{YEAR}|{RELATIVE_YEAR}|(?i:the year)))"

RULES: tuple[Rule, ...] = (
    (
        "unit",
        (
            rf"<PART>?(?i:(?:the|its|their|this|a) )?(?:(?P<fiscal>(?i:fiscal)) )?"
            r"(?P<ordinal><ORDINAL>|(?i:last|latest|most recent))[\s-](?:(?:fiscal|calendar) )?(?i:quarter)"
            rf"(?:{_OF_YEAR}|(?: of)? (?:fiscal|FY)\s?(?:year )?(?P<fiscalyear><YEAR>))?(?!-?final)"
        ),
        read_quarter,
    ),
    ("quarter", rf"Q(?P<number>[1-4])(?:,? (?:of )?(?:{YEAR}|{RELATIVE_YEAR}))?", read_quarter),
    ("quarter", rf"{YEAR}[- ]Q(?P<number>[1-4])", read_quarter),
    ("quarter", rf"(?P<number>[1-4])Q(?: (?:of )?{YEAR})?(?P<relyear>)", read_quarter),
    (
        "half",
        (
            r"(?i:the )?(?P<ordinal>(?i:first|second|latter|last))[\s-](?i:half) of "
            rf"(?:{YEAR}|{RELATIVE_YEAR}|(?i:the year))"
        ),
        read_half,
    ),
    ("season", rf"<PART>?(?i:the )?(?P<season><SEASON>)(?: of)?,? {YEAR}", read_season),
    ("season", rf"(?i:the )?(?P<season><SEASON>) (?:of )?{RELATIVE_YEAR}", read_season),
    (
        "season",
        r"<PART>?(?P<which>(?i:(?:the )?(?:last|this|next|past|previous|following|coming))) (?P<season><SEASON>)",
        read_season,
    ),
    (
        "season",
        led_by("in since by until during over through this of for")
        + r"(?i:the )?<PART>?(?P<season><SEASON>)(?! of\b|s\b)",
        read_season,
    ),
    ("season", r"<PART>(?P<season><SEASON>)", read_season),
    ("season", r"(?:(?i:the) )?(?P<season><SEASON>)(?= (?:and|or) <SEASON>)", read_season),
    (
        "season",
        r"(?P<season>(?:winter|summer|autumn))(?!-)",
        read_bare_season,
    ),
    ("holiday", rf"(?:(?P<which><last>|<next>|(?i:this)) )?(?P<holiday><HOLIDAY>)(?:,? {YEAR})?", read_holiday),
    ("fiscal", r"(?i:the )?(?i:fiscal|financial)(?:[\s-](?i:year))?(?: of| ending in)? (?P<year><YEAR>)", read_fiscal),
    ("fiscal", r"(?i:the )?(?P<year><YEAR>) (?i:fiscal|financial) (?i:year)", read_fiscal),
    ("fiscal", r"FY\s?['’]?(?P<year><YEAR>|\d\d)", read_fiscal),
)
