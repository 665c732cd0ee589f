"""Numbers, days and stretches of time in the plain words that a copy editor would print."""

from collections.abc import Sequence
from datetime import date

from onrecord.model import Period

__all__ = [
    "counted",
    "day_words",
    "during",
    "joined",
    "number",
    "percent",
    "period_words",
    "plural",
    "proportion",
    "sentence_case",
    "signed",
    "signed_percent",
]

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def number(value: float) -> str:
    """Return ``value`` with thousands separated, and two decimals only where it is small: ``30,494``, ``37.41``."""
    size = abs(value)
    told = f"{size:,.0f}" if size == int(size) or size >= 100 else f"{size:,.2f}".rstrip("0").rstrip(".")
    return f"−{told}" if value < 0 and told != "0" else told


def percent(value: float) -> str:
    """Return a percentage with one decimal: ``33.3%``."""
    return f"{value:.1f}%"


def signed(value: float) -> str:
    """Return a difference with its sign: ``+146,000``, ``−0.1``; nothing is no difference of either sign."""
    told = number(abs(value))
    return told if told == "0" else f"{'+' if value > 0 else '−'}{told}"


def signed_percent(value: float) -> str:
    """Return a movement in percent with its sign: ``+0.9%``, ``−5.4%``, ``0.0%``."""
    told = percent(abs(value))
    return told if told == "0.0%" else f"{'+' if value > 0 else '−'}{told}"


def proportion(part: float, whole: float) -> str:
    """Return what percentage ``part`` is of ``whole``, in whole points from 10 up: ``34%``, ``0.9%``."""
    if whole == 0:
        return "no share of 0"
    value = part / whole * 100
    return f"{value:.0f}%" if abs(value) >= 9.95 else f"{value:.1f}%"


def plural(noun: str, count: float = 2) -> str:
    """Return the plural of a regular English noun unless ``count`` is one."""
    if count == 1 or noun.endswith("s"):
        return noun
    if noun == "person" or noun.startswith("person "):
        return f"people{noun.removeprefix('person')}"
    if noun.endswith(" person"):
        return f"{noun.removesuffix('person')}people"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def counted(value: float, noun: str) -> str:
    """Return a number and its noun: ``30,494 arrests``; a rate stands in percent: ``4.3%``."""
    if noun == "percent" or noun.endswith(" rate"):
        return percent(value)
    return f"{number(value)} {plural(noun, value)}"


def joined(words: Sequence[str]) -> str:
    """Return a list in words: ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def day_words(day: date) -> str:
    """Return a day in words: ``June 19, 2025``."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def period_words(period: Period) -> str:
    """Return a stretch of time in words: ``June 2025``, ``February to May 2025``, ``the week from June 1, 2025``."""
    last = period.last_day
    if (
        period.grain == "fiscal_year"
        and (period.start.month, period.start.day) == (10, 1)
        and period.days in {365, 366}
    ):
        return f"fiscal year {last.year}"
    if period.days == 1:
        return day_words(period.start)
    if period.start.day == 1 and period.end.day == 1:
        if (period.start.year, period.start.month) == (last.year, last.month):
            return _month(period.start)
        if period.start.month == 1 and last.month == 12:
            return str(last.year) if period.start.year == last.year else f"{period.start.year} to {last.year}"
        first = _MONTHS[period.start.month - 1] if period.start.year == last.year else _month(period.start)
        return f"{first} to {_month(last)}"
    if period.grain == "week" and period.days <= 7:
        return f"the week from {day_words(period.start)}"
    if period.start.year != last.year:
        return f"{day_words(period.start)} to {day_words(last)}"
    first = f"{_MONTHS[period.start.month - 1]} {period.start.day}"
    end = str(last.day) if period.start.month == last.month else f"{_MONTHS[last.month - 1]} {last.day}"
    return f"{first} to {end}, {last.year}"


def sentence_case(words: str) -> str:
    """Return ``words`` with a capital first letter, the rest as it stands."""
    return words[:1].upper() + words[1:]


def during(period: Period) -> str:
    """Return a stretch of time with its preposition: ``in June 2025``, ``from February to May 2025``."""
    words = period_words(period)
    return f"from {words}" if " to " in words else f"on {words}" if period.days == 1 else f"in {words}"
