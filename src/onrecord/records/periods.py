"""The periods that a column of a table names: days, weeks, months, quarters, fiscal years, years."""

import itertools
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from onrecord.model import Grain, Period

__all__ = ["read_periods"]

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_periods(cells: Sequence[str | None]) -> tuple[tuple[Period | None, ...], Grain] | None:
    """Return the period of each cell and their grain; ``None`` where a cell that is filled names none.

    Days that are all the first of their months are months, days seven apart weeks, as tables usually write them.  A row
    without a period is left out (``None``).
    """
    filled = [cell.strip() for cell in cells if cell is not None]
    if not filled:
        return None
    for read in (_month, _quarter, _fiscal_year, _year):
        found = [read(cell) for cell in filled]
        if all(found):
            kept = iter(found)
            grain = next(item.grain for item in found if item is not None)
            return tuple(next(kept) if cell is not None else None for cell in cells), grain
    days = [_day(cell) for cell in filled]
    if any(day is None for day in days):
        return None
    known = [day for day in days if day is not None]
    grain, make = _grain_of(known)
    kept_days = iter(known)
    return tuple(make(next(kept_days)) if cell is not None else None for cell in cells), grain


def _grain_of(days: Sequence[date]) -> tuple[Grain, Callable[[date], Period]]:
    unique = sorted(set(days))
    steps = {(later - earlier).days for earlier, later in itertools.pairwise(unique)}
    if all(day.day == 1 for day in unique):
        months = {(day.month - 1) % 3 for day in unique}
        if len(unique) > 2 and len(months) == 1 and min(steps) >= 89 and max(steps) <= 92:
            return "quarter", lambda day: Period(day, _months_later(day, 3), "quarter")
        if len(unique) > 1 and all(day.month == 1 for day in unique):
            return "year", lambda day: Period(day, date(day.year + 1, 1, 1), "year")
        return "month", lambda day: Period(day, _months_later(day, 1), "month")
    if steps and all(step % 7 == 0 for step in steps):
        return "week", lambda day: Period(day, day + timedelta(days=7), "week")
    return "day", lambda day: Period(day, day + timedelta(days=1), "day")


def _day(cell: str) -> date | None:
    for pattern, order in (
        (r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", (0, 1, 2)),
        (r"(\d{1,2})/(\d{1,2})/(\d{4})", (2, 0, 1)),
        (r"(\d{4})(\d{2})(\d{2})", (0, 1, 2)),
    ):
        found = re.fullmatch(pattern, cell)
        if found:
            try:
                return date(*(int(found.groups()[place]) for place in order))
            except ValueError:
                return None
    return None


def _month(cell: str) -> Period | None:
    found = re.fullmatch(r"(\d{4})[-/](\d{1,2})|(\d{4})-?M(\d{1,2})", cell)
    named = re.fullmatch(r"([A-Za-z]{3,9})\.?[ -]*(\d{4})|(\d{4})[ -]*([A-Za-z]{3,9})\.?", cell)
    if found:
        year, month = int(found[1] or found[3]), int(found[2] or found[4])
    elif named:
        word = (named[1] or named[4]).lower()
        if word[:3] not in _NAMES:
            return None
        year, month = int(named[2] or named[3]), _NAMES.index(word[:3]) + 1
    else:
        return None
    if not (1 <= month <= 12 and 1000 <= year <= 9000):
        return None
    first = date(year, month, 1)
    return Period(first, _months_later(first, 1), "month")


def _quarter(cell: str) -> Period | None:
    found = re.fullmatch(r"(\d{4})[- ]?Q([1-4])|Q([1-4])[- ]?(\d{4})", cell, re.IGNORECASE)
    if not found:
        return None
    year, quarter = int(found[1] or found[4]), int(found[2] or found[3])
    first = date(max(year, 1), quarter * 3 - 2, 1)
    return Period(first, _months_later(first, 3), "quarter")


def _fiscal_year(cell: str) -> Period | None:
    found = re.fullmatch(r"(?:FY|fiscal year)[ -]?(\d{4}|\d{2})", cell, re.IGNORECASE)
    if not found:
        return None
    year = int(found[1]) + (2000 if len(found[1]) == 2 else 0)
    return Period(date(max(year, 2) - 1, 10, 1), date(max(year, 2), 10, 1), "fiscal_year")


def _year(cell: str) -> Period | None:
    found = re.fullmatch(r"(1[6-9]\d\d|20\d\d|21\d\d)(?:\.0)?", cell)
    return Period(date(int(found[1]), 1, 1), date(int(found[1]) + 1, 1, 1), "year") if found else None


def _months_later(first: date, months: int) -> date:
    place = first.year * 12 + first.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)
