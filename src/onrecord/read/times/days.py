"""What stretch of days a TIMEX3 value names.

Values are those of TimeML 1.2.1 (ISO 8601 with seasons, quarters, halves, weekends and parts of the day); fiscal years
are those of the U.S. federal government, October to September (31 U.S.C. 1102), named by the year in which they end.
"""

import re
from datetime import date, timedelta

from onrecord.model import When

__all__ = ["days_of", "month_after", "unanchored"]

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T.*)?\Z")
_MONTH = re.compile(r"(\d{4})-(\d\d)\Z")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?\Z")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)\Z")
_FISCAL = re.compile(r"FY(\d{4})(?:-Q([1-4]))?\Z")
_YEARS = re.compile(r"\d{2,4}\Z")

_FIRST_MONTH = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3), "H1": (1, 6), "H2": (7, 6)}
"""First month and length: meteorological seasons, halves of the year."""


def days_of(timex: str) -> When:
    """Return the stretch of days that ``timex`` names, open on both sides where it names none."""
    try:
        return _read_date(timex)
    except (ValueError, OverflowError):
        return unanchored(timex)


def unanchored(timex: str | None) -> When:
    """Return a When that names no days."""
    return When(None, None, None, timex)


def month_after(day: date, months: int) -> date:
    """Return the first day of the month ``months`` after that of ``day`` (before it where negative)."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _read_date(timex: str) -> When:
    """Return the days of a value; ValueError where it names a day that no calendar has."""
    if found := _DAY.match(timex):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return When(day, day + timedelta(days=1), "hour" if found[4] else "day", timex)
    if found := _MONTH.match(timex):
        first = date(int(found[1]), int(found[2]), 1)
        return When(first, month_after(first, 1), "month", timex)
    if found := _WEEK.match(timex):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        start = monday + timedelta(days=5) if found[3] else monday
        return When(start, monday + timedelta(days=7), "day" if found[3] else "week", timex)
    if found := _PART.match(timex):
        if found[2][0] == "Q":
            first = date(int(found[1]), int(found[2][1]) * 3 - 2, 1)
            return When(first, month_after(first, 3), "quarter", timex)
        month, length = _FIRST_MONTH[found[2]]
        first = date(int(found[1]), month, 1)
        return When(first, month_after(first, length), "quarter" if length == 3 else "month", timex)
    if found := _FISCAL.match(timex):
        first = date(int(found[1]) - 1, 10, 1)
        if found[2]:
            first = month_after(first, 3 * int(found[2]) - 3)
            return When(first, month_after(first, 3), "quarter", timex)
        return When(first, month_after(first, 12), "fiscal_year", timex)
    if _YEARS.match(timex):
        length = 10 ** (4 - len(timex))
        first = date(int(timex) * length, 1, 1)
        return When(first, date(first.year + length, 1, 1), "year" if length == 1 else "decade", timex)
    return unanchored(timex)
