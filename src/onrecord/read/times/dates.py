"""Rules for days, months and years by their names and numbers."""

import re
from calendar import monthrange

from onrecord.model import When
from onrecord.read.lexicon import word_pattern
from onrecord.read.times.calendar import day_near, month_near, nth_weekday
from onrecord.read.times.days import days_of, unanchored
from onrecord.read.times.frame import Frame, Meaning, dated
from onrecord.read.times.patterns import RELATIVE_YEAR, YEAR, Rule
from onrecord.read.times.weekdays import part_of_day
from onrecord.read.times.words import (
    direction_of,
    group,
    is_told,
    month_number,
    ordinal_of,
    text_before,
    time_words,
    unit_code,
    weekday_number,
    word_before,
)

__all__ = ["RULES"]

_MONTH_BEFORE = re.compile(rf"(?i)\b{word_pattern(time_words()['months'])}\s(?:and|or)\s\Z")
_ELECTION_AFTER = re.compile(r"(?:['’]s)?\s(?:general\s|presidential\s|midterm\s)?(?:election|midterm|ballot)")
_SEPTEMBER_11 = re.compile(r"(?i),?\s(?:terror|attack|hijack|al[- ]qaeda)")


def read_iso(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read '2025-06-19', '2025-06-19T08:30'."""
    when = days_of(match["iso"])
    if when.start is None:
        return None
    if match["hour"] is None:
        return "DATE", when
    return "TIME", When(when.start, when.end, "hour", f"{when.timex}T{match['hour']}:{match['minute']}")


def read_slashes(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read '6/19/2025', month first as U.S. papers write it; day first where no month has such a number."""
    month, day, year = int(match["m"]), int(match["d"]), int(match["y"])
    if month > 12 >= day:
        month, day = day, month
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    when = days_of(f"{year:04d}-{month:02d}-{day:02d}")
    return dated(when) if when.start else None


def read_month_day(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'June 10, 2025', '10 June', 'Tuesday, June 3-5, 2025'."""
    month, day = month_number(match["month"]), int(re.sub(r"\D", "", match["day"]))
    year = match["year"] or match.groupdict().get("later")
    if year:
        when: When | None = days_of(f"{year}-{month:02d}-{day:02d}")
    elif (month, day) == (9, 11) and _SEPTEMBER_11.match(match.string, match.end(), match.end() + 12):
        when = days_of("2001-09-11")
    else:
        when = day_near(frame, month, day)
    until = match.groupdict().get("until")
    if when is None or not until or when.timex is None:
        return dated(when if when is None or when.start or not year else None)
    last = days_of(f"{when.timex[:8]}{int(until):02d}")
    if when.start is None or last.end is None or last.end <= when.start:
        return None
    return "DATE", When(when.start, last.end, "day", f"{when.timex}/{last.timex}")


def read_part_of_month_day(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the morning of March 5', 'the night of Feb. 26, 2012'."""
    day = read_month_day(match, frame)
    return None if day is None else part_of_day(match, day[1])


def read_month(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'June 2025', 'early June', 'last June', 'June of last year'."""
    month = month_number(match["month"])
    year = group(match, "year") or group(match, "later")
    if year:
        return dated(days_of(f"{year}-{month:02d}"))
    which, relative = group(match, "which"), group(match, "relyear")
    if relative:
        told = frame.year_of(relative)
        return None if told is None else dated(days_of(f"{told:04d}-{month:02d}"))
    if not which and not group(match, "part") and not _is_bare_month(match):
        return None
    if not which and month == 11 and _ELECTION_AFTER.match(match.string, match.end(), match.end() + 24):
        return dated(_election_month(frame))
    base = frame.at(frame.reference) if is_told(which) else frame
    return dated(month_near(base, month, direction_of(which.removeprefix("the "))))


def _election_month(frame: Frame) -> When:
    """Return the November of 'the November election': of the next two the one of an even year, as federal ones are."""
    day = frame.published
    if day is None:
        return unanchored("XXXX-11")
    last = day.year - (day.month < 11)
    return days_of(f"{last if last % 2 == 0 else last + 1:04d}-11")


def _is_bare_month(match: re.Match[str]) -> bool:
    """Say whether a month's name alone is a date: not the verbs 'may' and 'march', not a person's name."""
    before, month = word_before(match), match["month"].lower()
    after = match.string[match.end() : match.end() + 12]
    named = re.match(r"\s+[A-Z][a-z]", after) is not None
    if before in time_words()["before"]["month"]:
        return not named or month not in {"may", "april", "june", "august"}
    if before in {"and", "or"} and _MONTH_BEFORE.search(text_before(match, 16)):
        return True
    if month in {"may", "march", "august"}:
        determined = before in time_words()["before"]["determiner"] and match["month"][1:].islower()
        return determined and re.match(r"\s[a-z]", after) is not None and not re.match(r"\s(?:on|for|of|to)\b", after)
    return not named and re.search(r"(?<![.!?”\"]\s)\b[A-Z][a-z]+\s\Z", text_before(match, 20)) is None


def read_nth_of_month(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'the last week of March', 'the first days of June 2025', 'the second Tuesday in October'."""
    month = read_month(match, frame)
    start = None if month is None else month[1].start
    if month is None or start is None:
        return month
    nth = -1 if match["ordinal"].lower() in {"last", "final"} else ordinal_of(match["ordinal"])
    if group(match, "weekday"):
        day = nth_weekday(start.year, start.month, weekday_number(match["weekday"]), nth)
        return None if day is None else dated(days_of(day.isoformat()))
    if unit_code(match["unit"]) != "W" or not -1 <= nth <= 4:
        return month
    length = monthrange(start.year, start.month)[1]
    day = start.replace(day=length if nth < 0 else 7 * nth - 6)
    year, week, _ = day.isocalendar()
    return dated(days_of(f"{year:04d}-W{week:02d}"))


def read_day_of_month(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'on the 15th': of the month of publication, or the one before or after it."""
    published, day = frame.published, ordinal_of(match["day"])
    if published is None or not 1 <= day <= 28:
        return None
    away = published.month - (0 if frame.ahead or day <= published.day else 1)
    away += 1 if frame.ahead and day < published.day else 0
    year, month = published.year + (away - 1) // 12, (away - 1) % 12 + 1
    return dated(days_of(f"{year:04d}-{month:02d}-{day:02d}"))


def read_september_11(_: re.Match[str], __: Frame) -> Meaning | None:
    """Read '9/11', the name of a day."""
    return "DATE", days_of("2001-09-11")


def read_unknown_day(_: re.Match[str], __: Frame) -> Meaning | None:
    """Read 'a later date', 'an unspecified date'."""
    return "DATE", unanchored("FUTURE_REF")


_LATER = r"(?=\s?(?:and|to|through|until|[-–])\s?<MONTH>(?: <DAY>)?,?\s?(?P<later><YEAR>))"
_WEEKDAY = r"(?:(?:<WEEKDAY>|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b),? (?:the )?)?"
_UNTIL = r"(?:\s?[-–]\s?(?P<until>[0-3]?\d)(?:st|nd|rd|th)?\b(?![:.,]\d))?"

RULES: tuple[Rule, ...] = (
    (
        "digits",
        r"(?P<iso>\d{4}-[01]\d-[0-3]\d)(?:[T ](?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::\d\d)?Z?)?",
        read_iso,
    ),
    ("digits", r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d\d)", read_slashes),
    ("digits", r"9/11", read_september_11),
    (
        "month",
        (
            rf"(?i:the )?(?i:late |early )?(?P<partofday><PARTOFDAY>) of {_WEEKDAY}(?P<month><MONTH>) (?P<day><DAY>)"
            rf"(?:,?\s{{0,3}}(?:of )?{YEAR})?"
        ),
        read_part_of_month_day,
    ),
    ("month", rf"{_WEEKDAY}(?P<month><MONTH>) (?P<day><DAY>)(?P<year>){_LATER}", read_month_day),
    ("month", rf"{_WEEKDAY}(?P<month><MONTH>) (?P<day><DAY>){_UNTIL}(?:,?\s{{0,3}}(?:of )?{YEAR})?", read_month_day),
    ("month", rf"{_WEEKDAY}(?:the )?(?P<day><DAY>) (?:of )?(?P<month><MONTH>)(?:,? {YEAR})?", read_month_day),
    ("month", rf"(?P<part><PART>)?(?P<month><MONTH>)(?:,| of)? {YEAR}", read_month),
    ("month", rf"(?P<part><PART>)?(?P<month><MONTH>) (?:of )?{RELATIVE_YEAR}", read_month),
    ("month", rf"(?P<month><FULLMONTH>){_LATER}", read_month),
    (
        "month",
        r"(?P<part><PART>)?(?:(?P<which>(?:(?i:the) )?(?:<last>|<next>)|(?i:this)) )?(?P<month><FULLMONTH>)",
        read_month,
    ),
    (
        "month",
        (
            rf"(?i:the )?(?P<ordinal><ORDINAL>|(?i:last)) (?:(?P<unit><UNITS>)|(?P<weekday><WEEKDAY>)) (?:of|in) "
            rf"(?P<month><FULLMONTH>)(?:,? {YEAR})?(?P<part>)"
        ),
        read_nth_of_month,
    ),
    (
        "ordinal",
        r"(?<=on\s)the (?P<day>[1-3]?\d(?:st|nd|rd|th))(?=[.,;:)]|\s(?:of this month|and|at|to|for|in)\b)",
        read_day_of_month,
    ),
    ("point", r"(?i:a|an) (?i:later|unspecified|undetermined|future) (?i:date|time)", read_unknown_day),
)
