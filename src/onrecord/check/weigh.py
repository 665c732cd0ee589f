"""Observations in a window: totals, rates per day, sums over agencies, of one vintage.

Partial and suspect observations are left out by default and named.  Where a window cuts a period, a flow is spread
evenly over the period's days, which is said in words wherever it is used.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from onrecord.check.lexicon import lexicon
from onrecord.model import Measure, Observation, Period, Series, SeriesKey

__all__ = ["DAYS", "Part", "Scoped", "View", "counted_unit", "is_rate", "look", "noun_of", "visible_on"]

DAYS: Mapping[str, float] = {"hour": 1 / 24, "day": 1, "week": 7, "month": 365 / 12, "quarter": 365 / 4, "year": 365}
"""Days to a unit of time, by which rates are brought to one another."""
_SPREADABLE = 31
"""Days of the longest period whose value may be spread over its days: a year's says nothing of one of its months."""
_LEFT_OUT = frozenset({"partial", "suspect"})


@dataclass(frozen=True, slots=True)
class Part:
    """One series of one measure."""

    measure: Measure
    key: SeriesKey
    series: Series

    @property
    def name(self) -> tuple[str, SeriesKey]:
        """The series' name: measure and key."""
        return self.measure.id, self.key


@dataclass(frozen=True, slots=True)
class Scoped:
    """Series that are added, the agencies they cover, and whether that is the claim's own scope."""

    parts: tuple[Part, ...]
    covers: tuple[str, ...]
    as_claimed: bool

    @property
    def measure(self) -> Measure:
        """The measure of the first series."""
        return self.parts[0].measure


@dataclass(frozen=True, slots=True)
class View:
    """What a reader could see of some series on a day: values by period, in units, and what is left out."""

    scoped: Scoped
    as_of: date
    visible: tuple[Series, ...]
    values: tuple[Mapping[Period, float], ...]
    periods: tuple[Period, ...]
    left_out: tuple[Observation, ...]

    @property
    def is_held(self) -> bool:
        """Say whether each series has a release by that day."""
        return all(series.releases for series in self.visible)

    @property
    def is_flow(self) -> bool:
        """Say whether values add up over time."""
        return self.scoped.measure.kind == "flow"

    def value(self, period: Period) -> float:
        """Return the sum over the series for one full period."""
        return sum(values[period] for values in self.values)

    def by_series(self, window: Period) -> tuple[float, ...] | None:
        """Return each series' value in ``window``; ``None`` where a day of it is not covered.

        A stock's value is that of the last period that ends in the window.
        """
        inside = self.inside(window)
        if not self.is_flow:
            ended = [period for period in inside if period.end <= window.end] or inside
            return tuple(values[ended[-1]] for values in self.values) if ended else None
        if sum(_shared(period, window) for period in inside) != window.days:
            return None
        if any(period.days > _SPREADABLE and _shared(period, window) < period.days for period in inside):
            return None
        return tuple(
            sum(values[period] * _shared(period, window) / period.days for period in inside) for values in self.values
        )

    def inside(self, window: Period) -> list[Period]:
        """Return the full periods that share a day with ``window``, in order; periods do not overlap."""
        last = bisect_right(self.periods, window.end, key=lambda period: period.start)
        found: list[Period] = []
        for period in reversed(self.periods[:last]):
            if period.end <= window.start:
                break
            if period.start < window.end:
                found.append(period)
        return found[::-1]

    def total(self, window: Period) -> float | None:
        """Return the sum over the series in ``window``; ``None`` where a day of it is not covered."""
        values = self.by_series(window)
        return None if values is None else sum(values)

    def rate(self, window: Period) -> float | None:
        """Return the sum per day in ``window``."""
        total = self.total(window)
        return None if total is None else total / window.days

    def is_spread(self, window: Period) -> bool:
        """Say whether ``window`` cuts a period, whose value is then spread evenly over its days."""
        return self.is_flow and any(_shared(period, window) < period.days for period in self.inside(window))


def look(scoped: Scoped, as_of: date) -> View:
    """Return what could be seen of ``scoped`` on ``as_of``; periods are those full and sound in every series."""
    seen = [_seen(_Held(part.series), part.measure.factor, _newest_day(part.series, as_of)) for part in scoped.parts]
    if len(seen) == 1:
        periods = seen[0].periods
    else:
        periods = tuple(sorted(set(seen[0].values).intersection(*(item.values for item in seen[1:]))))
    left_out = tuple(observation for item in seen for observation in item.left_out)
    return View(
        scoped, as_of, tuple(item.visible for item in seen), tuple(item.values for item in seen), periods, left_out
    )


def noun_of(scoped: Scoped) -> str:
    """Return the noun behind a recorded figure: what is counted, or the unit of what is measured ('36.12 dollars')."""
    unit = scoped.measure.unit
    is_money = any(unit in names for names in lexicon("words")["money"].values())
    return unit if is_money else scoped.measure.event


def counted_unit(scoped: Scoped, said: str | None) -> str | None:
    """Return the unit of a recorded figure: what is counted, whatever word was said for it; a sum of two has none."""
    measure = scoped.measure
    if is_rate(scoped):
        return said
    return measure.event if len({part.measure.event for part in scoped.parts}) == 1 else None


def is_rate(scoped: Scoped) -> bool:
    """Say whether the record is itself a percentage, so that it is compared with percentages and moves in points."""
    return scoped.measure.unit == "percent"


def visible_on(series: Series, day: date) -> Series:
    """Return what a reader could see of ``series`` on ``day``."""
    return _seen(_Held(series), 1.0, _newest_day(series, day)).visible


@dataclass(frozen=True, slots=True)
class _Seen:
    """One series as it stood after a release: its values in units by full and sound period, and what is left out."""

    visible: Series
    values: Mapping[Period, float]
    periods: tuple[Period, ...]
    left_out: tuple[Observation, ...]


class _Held:
    """A series compared by identity, so that what is worked out of it once is found again without reading it."""

    __slots__ = ("series",)

    def __init__(self, series: Series) -> None:
        self.series = series

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self.series is other.series

    def __hash__(self) -> int:
        return id(self.series)


def _newest_day(series: Series, day: date) -> date:
    """Return the day of the newest release by ``day``: between two releases every day sees the same."""
    last = bisect_right(series.releases, day, key=lambda release: release.day)
    return series.releases[last - 1].day if last else date.min


@lru_cache(maxsize=1024)
def _seen(held: _Held, factor: float, day: date) -> _Seen:
    visible = held.series.as_of(day)
    values = {
        item.period: item.value * factor
        for item in visible.observations
        if item.status not in _LEFT_OUT and item.period.last_day <= day
    }
    left_out = tuple(item for item in visible.observations if item.status in _LEFT_OUT)
    return _Seen(visible, values, tuple(sorted(values)), left_out)


def _shared(period: Period, window: Period) -> int:
    return max(0, (min(period.end, window.end) - max(period.start, window.start)).days)
