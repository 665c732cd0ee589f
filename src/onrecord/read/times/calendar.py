"""Where a time lies on the calendar, counted from a day: units, weekdays, months, dates without their year.

Without a day to count from, the unknown digits stay ``X``.
"""

from calendar import monthrange
from datetime import date, timedelta

from onrecord.model import Grain, When
from onrecord.read.times.days import days_of, month_after, unanchored
from onrecord.read.times.frame import Frame
from onrecord.read.times.words import duration_of

__all__ = ["day_near", "easter", "month_near", "nth_weekday", "shift", "shift_months", "weekday_near", "window_of"]

_GRAINS: dict[str, Grain] = {"TH": "hour", "D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year"}
_FAR = 10
"""Months ahead from which on a bare month is the one just past: 'by the end of January', in February."""

_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}


def shift(frame: Frame, unit: str, by: int) -> When | None:
    """Return the unit that lies ``by`` units from the day of the frame; None where the unit has no calendar."""
    day = frame.published
    if day is None:
        blank = {
            "D": "XXXX-XX-XX",
            "W": "XXXX-WXX",
            "WE": "XXXX-WXX-WE",
            "M": "XXXX-XX",
            "Q": "XXXX-QX",
            "Y": "XXXX",
            "FY": "FYXXXX",
        }
        return unanchored(blank[unit]) if unit in blank else None
    try:
        return _shift(day, unit, by)
    except (OverflowError, ValueError):
        return None


def shift_months(day: date, months: int) -> date:
    """Return the same day of the month ``months`` later, or its last day where it has no such day."""
    first = month_after(day, months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def _shift(day: date, unit: str, by: int) -> When | None:
    match unit:
        case "D":
            return days_of((day + timedelta(days=by)).isoformat())
        case "W" | "WE":
            year, week, _ = (day + timedelta(weeks=by)).isocalendar()
            return days_of(f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else ""))
        case "M":
            return days_of(f"{month_after(day, by):%Y-%m}")
        case "Q":
            first = month_after(day, 3 * by)
            return days_of(f"{first.year:04d}-Q{(first.month + 2) // 3}")
        case "Y":
            return days_of(f"{date(day.year + by, 1, 1).year:04d}")
        case "FY":
            return days_of(f"FY{date(day.year + by + (day.month >= 10), 1, 1).year:04d}")
        case "DE":
            return days_of(f"{date(day.year + 10 * by, 1, 1).year // 10:03d}")
        case "CE":
            return days_of(f"{date(day.year + 100 * by, 1, 1).year // 100:02d}")
    return None


def window_of(frame: Frame, number: str, unit: str, *, ahead: bool) -> When:
    """Return the duration of so many units that ends (or begins) on the day of publication."""
    when = unanchored(duration_of(number, unit))
    day, per_unit = frame.published, {"D": 1, "W": 7}
    if day is None or not number.isdigit():
        return when
    count = int(number) * (1 if ahead else -1)
    try:
        if unit in per_unit:
            other = day + timedelta(days=count * per_unit[unit])
        else:
            other = shift_months(day, count * _MONTHS[unit])
    except (KeyError, OverflowError, ValueError):
        return when
    start, end = (day, other) if ahead else (other, day)
    return When(start, end, _GRAINS.get(unit, "year"), when.timex)


def weekday_near(frame: Frame, weekday: int, which: str = "") -> When:
    """Return the day that a weekday (Monday is 1) names: ``which`` is 'last', 'next', 'this' or nothing."""
    day = frame.published
    if day is None:
        return unanchored(f"XXXX-WXX-{weekday}")
    back = (day.isoweekday() - weekday) % 7
    if which == "next":
        by = 7 - day.isoweekday() + weekday
    elif which == "this":
        by = weekday - day.isoweekday()
    elif which == "last":
        by = -(back or 7)
    elif frame.ahead:
        by = (weekday - day.isoweekday()) % 7
    else:
        by = -back
    return days_of((day + timedelta(days=by)).isoformat())


def month_near(frame: Frame, month: int, which: str = "") -> When:
    """Return the month that its bare name means: the last one begun, or the next where the text looks ahead."""
    day = frame.published
    if day is None:
        return unanchored(f"XXXX-{month:02d}")
    year = day.year
    if which == "last":
        year -= month >= day.month
    elif which == "next" or (not which and frame.ahead and (month - day.month) % 12 < _FAR):
        year += month < day.month + (which == "next")
    elif not which:
        year -= month > day.month
    return days_of(f"{year:04d}-{month:02d}")


def day_near(frame: Frame, month: int, day: int) -> When | None:
    """Return the day that a date without its year means, or None where no year has it."""
    published = frame.published
    if published is None:
        return unanchored(f"XXXX-{month:02d}-{day:02d}")
    years = range(max(1, published.year - 4), min(9999, published.year + 4) + 1)
    options = [date(year, month, day) for year in years if day <= monthrange(year, month)[1]]
    if not options:
        return None
    ahead = frame.ahead
    wanted = [item for item in options if (item >= published if ahead else item <= published)]
    nearest = min(options, key=lambda item: abs((item - published).days))
    chosen = min(wanted, key=lambda item: abs((item - published).days), default=nearest)
    if abs((nearest - published).days) <= 60 and abs((chosen - published).days) > 240:
        chosen = nearest
    return days_of(chosen.isoformat())


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """Return the ``nth`` weekday (Monday is 1) of a month, -1 for its last; None where it has no such day."""
    length = monthrange(year, month)[1]
    days = [day for day in range(1, length + 1) if date(year, month, day).isoweekday() == weekday]
    return date(year, month, days[nth - 1 if nth > 0 else nth]) if abs(nth) <= len(days) else None


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
