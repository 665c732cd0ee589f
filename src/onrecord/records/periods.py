"""The periods that a column of a table names: days, weeks, months, quarters, fiscal years, years."""

import itertools
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from onrecord.model import Grain, Period

__all__ = ["is_day_first", "read_months", "read_periods", "read_quarters"]

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def read_periods(
    cells: Sequence[str | None], *, day_first: bool | None = None
) -> tuple[tuple[Period | None, ...], Grain] | None:
    """Return the period of each cell and their grain; ``None`` where a cell that is filled names none.

    Days that are all the first of their months are months, days seven apart weeks, as tables usually write them.  A row
    without a period is left out (``None``).  ``day_first`` says how 1/2/2029 is read; unsaid, it is told by the cells.
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
    order = is_day_first(filled)[0] if day_first is None else day_first
    days = [_day(cell, day_first=order) for cell in filled]
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


_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:[T ]0?0:00(?::00)?)?")


def is_day_first(cells: Sequence[str | None]) -> tuple[bool, bool]:
    """Say whether days such as 1/2/2029 begin with the day, and whether the cells leave no doubt of it.

    A first number above 12 is a day, a second one a month's day; with dots the day goes first.  Else firsts of
    successive months are likelier than the first days of one month; and else the month goes first, as in the U.S.
    """
    found = [match for cell in cells if cell is not None and (match := _SLASHED.fullmatch(cell.strip()))]
    if not found:
        return False, True
    firsts, seconds = {int(item[1]) for item in found}, {int(item[3]) for item in found}
    if max(firsts) > 12 or max(seconds) > 12:
        return max(firsts) > 12, True
    if all(item[2] == "." for item in found):
        return True, True
    return firsts == {1} and len(seconds) >= 3, all(int(item[1]) == int(item[3]) for item in found)


def _day(cell: str, *, day_first: bool) -> date | None:
    order = (2, 1, 0) if day_first else (2, 0, 1)
    found = re.fullmatch(
        r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?|(\d{4})(\d{2})(\d{2})", cell
    )
    slashed = _SLASHED.fullmatch(cell)
    named = re.fullmatch(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})|(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4})", cell)
    if found:
        parts = [int(part) for part in found.groups() if part is not None]
    elif slashed:
        numbers = (int(slashed[1]), int(slashed[3]), int(slashed[4]) + (2000 if len(slashed[4]) == 2 else 0))
        parts = [numbers[place] for place in order]
    elif named and (month := _named(named[1] or named[5])):
        parts = [int(named[3] or named[6]), month, int(named[2] or named[4])]
    else:
        return None
    try:
        return date(*parts) if parts[0] < 9000 else None
    except ValueError:
        return None


def _named(word: str) -> int | None:
    """Return the number of a month by its name, whole or shortened."""
    known = word.lower()
    return next(
        (
            at + 1
            for at, name in enumerate(_MONTHS)
            if name == known or (name[:3] == known[:3] and len(known) in {3, 4} and name.startswith(known))
        ),
        None,
    )


def read_months(cells: Sequence[str | None]) -> tuple[int | None, ...] | None:
    """Return the months that cells name without a year (January, Feb., 3, 03); ``None`` where one names none."""
    return _numbers(
        cells, lambda cell: _named(cell.rstrip(".")) or (int(cell) if re.fullmatch(r"0?[1-9]|1[0-2]", cell) else None)
    )


def read_quarters(cells: Sequence[str | None]) -> tuple[int | None, ...] | None:
    """Return the quarters that cells name without a year (Q1, 1, 1st quarter); ``None`` where one names none."""
    return _numbers(cells, _quarter_alone)


def _quarter_alone(cell: str) -> int | None:
    found = re.fullmatch(
        r"(?:q|qtr|quarter)?[ .-]*([1-4])(?:st|nd|rd|th)?(?:[ -]*(?:q|qtr|quarter)\.?)?"
        r"|(first|second|third|fourth)(?: quarter)?",
        cell.lower(),
    )
    if found is None:
        return None
    return int(found[1]) if found[1] else ("first", "second", "third", "fourth").index(found[2]) + 1


def _numbers(cells: Sequence[str | None], read: Callable[[str], int | None]) -> tuple[int | None, ...] | None:
    found = [None if cell is None else read(cell.strip()) for cell in cells]
    is_whole = all(number is not None for number, cell in zip(found, cells, strict=True) if cell is not None)
    return tuple(found) if is_whole and any(cell is not None for cell in cells) else None


def _month(cell: str) -> Period | None:
    found = re.fullmatch(r"(\d{4})[-/](\d{1,2})|(\d{4})-?M(\d{1,2})|(\d{1,2})/(\d{4})", cell)
    named = re.fullmatch(
        r"([A-Za-z]{3,9})\.?[ -]*(\d{4})|(\d{4})[ -]*([A-Za-z]{3,9})\.?|([A-Za-z]{3,9})\.?[-' ’]+(\d{2})", cell
    )
    if found:
        year, month = int(found[1] or found[3] or found[6]), int(found[2] or found[4] or found[5])
    elif named and (number := _named(named[1] or named[4] or named[5])):
        year = int(named[2] or named[3]) if not named[6] else 2000 + int(named[6])
        month = number
    else:
        return None
    if not (1 <= month <= 12 and 1000 <= year <= 9000):
        return None
    first = date(year, month, 1)
    return Period(first, _months_later(first, 1), "month")


def _quarter(cell: str) -> Period | None:
    found = re.fullmatch(
        r"(\d{4})[-/ ]?(?:Q|qtr |quarter )([1-4])|(?:Q|qtr |quarter )([1-4])[-/, ]*(\d{4})"
        r"|([1-4])(?:Q|(?:st|nd|rd|th) (?:quarter|qtr)),?[-/ ]?(\d{4})",
        cell,
        re.IGNORECASE,
    )
    if not found:
        return None
    year, quarter = int(found[1] or found[4] or found[6]), int(found[2] or found[3] or found[5])
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
