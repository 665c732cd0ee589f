"""What a time expression means on the day of publication: TIMEX3 types and values from matches of the grammar.

Relative expressions are resolved against the publication date; "that day" and its like against the last day that the
text names.  Without a publication date the unknown digits stay ``X``.  A report's weekdays and dates lie in the past
unless the words around them look ahead (Strötgen and Gertz 2010, HeidelTime).
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from onrecord.model import Grain, TimeType, When
from onrecord.read.days import days_of, month_after, unanchored
from onrecord.read.lexicon import load_lexicon

__all__ = [
    "Frame",
    "Meaning",
    "clock_of",
    "day_near",
    "duration_of",
    "month_near",
    "number_of",
    "shift",
    "weekday_near",
    "window_of",
]

Meaning = tuple[TimeType, When]

_GRAINS: dict[str, Grain] = {"TH": "hour", "D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What an expression is resolved against: the publication date, the last day named, and where the text looks."""

    published: date | None
    reference: date | None = None
    looks_ahead: Callable[[], bool] = bool

    @property
    def ahead(self) -> bool:
        """Whether the words around the expression look to the future."""
        return self.looks_ahead()

    def at(self, reference: date | None) -> "Frame":
        """Return the frame with another day to count from."""
        return replace(self, published=reference)


def number_of(words: str) -> str:
    """Return the number that ``words`` write, as TIMEX3 digits; ``X`` where they are vague."""
    words = re.sub(r"[\s-]+", " ", words.strip().lower())
    half = words.endswith(" and a half")
    words = words.removesuffix(" and a half")
    if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", words):
        value = float(words.replace(",", ""))
    elif words in {"a", "an", "the"}:
        value = 1.0
    elif words in {"half a", "half an"}:
        value = 0.5
    else:
        parts = [_numbers().get(word) for word in words.split()]
        if not parts or None in parts:
            return "X"
        value = 0.0
        for part in parts:
            value = value * 100 if part == 100 and value else value + float(part or 0)
    return f"{value + 0.5 * half:g}"


def duration_of(number: str, unit: str) -> str:
    """Return the TIMEX3 duration of ``number`` units of this code: ``P3W``, ``PT2H``, ``PXY``."""
    return f"PT{number}{unit[1]}" if unit in {"TS", "TM", "TH"} else f"P{number}{unit}"


def shift(frame: Frame, unit: str, by: int) -> When | None:
    """Return the unit that lies ``by`` units from the day of the frame; None where the unit has no calendar."""
    day = frame.published
    if day is None:
        blank = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}
        return unanchored(blank[unit]) if unit in blank else None
    try:
        return _shift(day, unit, by)
    except (OverflowError, ValueError):
        return None


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
        case "DE":
            return days_of(f"{date(day.year + 10 * by, 1, 1).year // 10:03d}")
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
            other = _same_day(day, count * {"M": 1, "Q": 3, "Y": 12, "DE": 120}[unit])
    except (KeyError, OverflowError, ValueError):
        return when
    start, end = (day, other) if ahead else (other, day)
    return When(start, end, _GRAINS.get(unit, "year"), when.timex)


def _same_day(day: date, months: int) -> date:
    first = month_after(day, months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


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
    elif which == "next" or (not which and frame.ahead):
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
    wanted = [item for item in options if (item >= published if frame.ahead else item <= published)]
    nearest = min(options, key=lambda item: abs((item - published).days))
    chosen = min(wanted, key=lambda item: abs((item - published).days), default=nearest)
    if abs((nearest - published).days) <= 60 and abs((chosen - published).days) > 240:
        chosen = nearest
    return days_of(chosen.isoformat())


def clock_of(words: str) -> str | None:
    """Return ``hh:mm`` (with Z for UTC) for words of a clock, or None where no clock shows them."""
    lower = words.lower().replace(".", "")
    zone = "Z" if re.search(r"\b(?:utc|gmt)\b", lower) else ""
    if "noon" in lower or "midnight" in lower:
        return ("12:00" if "noon" in lower else "00:00") + zone
    found = re.match(r"\s*(\d{1,2})(?::?(\d\d))?", lower)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if re.search(r"\d\s*pm\b", lower) and hour < 12:
        hour += 12
    elif re.search(r"\d\s*am\b", lower) and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}{zone}" if hour < 25 and minute < 60 else None


@cache
def _numbers() -> dict[str, int]:
    return dict(load_lexicon("times")["numbers"])
