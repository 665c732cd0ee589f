"""The plain words for the model's terms, and numbers and days as a reader writes them."""

import math
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from onrecord.model import Amount, Attribution, Comparator, Finding, Period, When

__all__ = [
    "FindingWords",
    "act_words",
    "amount",
    "finding_words",
    "long_day",
    "number",
    "period_name",
    "plain",
    "plural",
    "span_days",
    "time_words",
]


@dataclass(frozen=True, slots=True)
class FindingWords:
    """How a finding is shown: ``label``, a ``mark`` beside it, a ``tone`` for its style, its ``meaning``."""

    label: str
    mark: str
    tone: str
    meaning: str


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables = tomllib.loads(files("onrecord.show").joinpath("words.toml").read_text("utf-8"))
    return {name: table for name, table in tables.items() if name != "finding"}


@cache
def finding_words(finding: Finding) -> FindingWords:
    """Return the words for ``finding``."""
    tables = tomllib.loads(files("onrecord.show").joinpath("words.toml").read_text("utf-8"))
    return FindingWords(**tables["finding"][finding])


def act_words(item: Attribution) -> str:
    """Return the verb for what a source does: several people say, one says."""
    source = item.source
    several = source is not None and (source.kind == "group" or source.count not in {None, "one", "1"})
    return plain("act_of_several" if several else "act", item.act)


def plain(table: str, term: str | None) -> str:
    """Return the words for ``term`` in a table of words.toml; the term itself where it has none, '' for ``None``."""
    if term is None:
        return ""
    return _tables()[table].get(term, term)


_MONEY = frozenset({"USD", "EUR", "GBP", "dollar", "euro", "pound"})
_WHOLE = 1_000
"""Money from which cents tell nothing."""


def number(value: float) -> str:
    """Write a number for people: thousands with commas, whole from 100 up, else two decimals at most."""
    if not math.isfinite(value):
        return str(value)
    size = abs(value)
    told = f"{size:,.0f}" if size == round(size) or size >= 100 else f"{size:,.{1 if size >= 10 else 2}f}"
    told = told.rstrip("0").rstrip(".") if "." in told else told
    return f"−{told}" if value < 0 and told != "0" else told


def _money(value: float) -> str:
    """Write a sum: to the cent where it is small and not whole."""
    return f"{value:,.2f}" if value != round(value) and abs(value) < _WHOLE else number(value)


def plural(unit: str, *, of_one: bool = False) -> str:
    """Return the unit's plural, or the unit for exactly one."""
    if of_one:
        return unit
    return _tables()["plural"].get(unit) or (unit if unit.endswith("s") else f"{unit}s")


def amount(value: Amount | None, comparator: Comparator | None = None) -> str:
    """Write an amount: '3,000 or more arrests a day', '33.3%', '1,016 to 1,030 arrests a day'; '' for ``None``."""
    if value is None:
        return ""
    low, high = value.low, value.high
    before = plain("comparator", comparator)
    if low is None and high is None:
        return "no figure"
    if low is not None and high is not None:
        write = _money if value.unit in _MONEY else number
        figure = _with_unit(write(low) if low == high else f"{write(low)} to {write(high)}", value, one=high == 1)
        return f"{before} {figure}" if before and low == high else figure
    if low is not None:
        if before in ("at least", "more than", "about"):
            return f"{before} {_with_unit(number(low), value)}"
        return (
            f"{number(low)}% or more"
            if value.unit == "percent" and not value.per
            else _with_unit(f"{number(low)} or more", value)
        )
    return f"{before or 'up to'} {_with_unit(number(high or 0), value)}"


def _with_unit(figure: str, value: Amount, *, one: bool = False) -> str:
    unit = value.unit
    if unit == "percent":
        figure += "%"
    elif unit == "USD":
        figure = f"${figure}"
    elif unit:
        figure = f"{figure} {plural(unit, of_one=one)}"
    if value.per == "person":
        return f"{figure} per person"
    return f"{figure} a{'n' if value.per == 'hour' else ''} {value.per}" if value.per else figure


def long_day(day: date) -> str:
    """Write a day in full: 'June 19, 2025'."""
    return f"{day:%B} {day.day}, {day.year}"


def span_days(period: Period) -> str:
    """Write a period by its first and last day and their number: 'June 1 to 30, 2025 (30 days)'."""
    first, last = period.start, period.last_day
    if period.days <= 1:
        return long_day(first)
    if first.year != last.year:
        return f"{long_day(first)} to {long_day(last)} ({period.days} days)"
    end = str(last.day) if first.month == last.month else f"{last:%B} {last.day}"
    return f"{first:%B} {first.day} to {end}, {last.year} ({period.days} days)"


_REFERENCES = {"PRESENT_REF": "now", "PAST_REF": "in the past", "FUTURE_REF": "in the future"}
_QUARTERS = ("first", "second", "third", "fourth")


def time_words(when: When) -> str:
    """Write a time as a text states it: 'June 2025', 'week of June 16, 2025', 'since June 15, 2025', 'now'."""
    first, end = when.start, when.end
    if first is None:
        return (
            f"until {long_day(end - timedelta(days=1))}" if end else _REFERENCES.get(when.timex or "", when.timex or "")
        )
    if end is None:
        return f"since {long_day(first)}"
    days = (end - first).days
    if days <= 1:
        return long_day(first)
    if when.grain == "week" and days == 7:
        return f"week of {long_day(first)}"
    if when.grain == "month" and days <= 31:
        return f"{first:%B} {first.year}"
    if when.grain == "quarter" and days <= 92:
        return f"{_QUARTERS[(first.month - 1) // 3]} quarter of {first.year}"
    if when.grain == "year" and days <= 366 and (first.month, first.day) == (1, 1):
        return str(first.year)
    if when.grain == "fiscal_year" and days <= 366:
        return f"fiscal {(end - timedelta(days=1)).year}"
    return span_days(Period(first, end, "day")).rpartition(" (")[0]


def period_name(period: Period) -> str:
    """Write the period of an observation shortly: 'June 2025', 'week of June 1, 2025', '2025'."""
    if period.label == f"{period.start:%Y-%m}":
        return f"{period.start:%B %Y}"
    if period.label == f"{period.start:%Y}" or period.grain == "fiscal_year":
        return period.label
    if period.grain == "week" and period.days == 7:
        return f"week of {long_day(period.start)}"
    return span_days(period)
