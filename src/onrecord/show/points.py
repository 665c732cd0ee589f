"""What a check's chart plots, and the same values for its data table: observations in the unit of the claim.

A flow is shown as a rate over the days of its period when the claim or the record is one ('arrests a day'), a stock
as its level.  The codes of a characterisation are shown as shares of their sum, one line each; the series of an
added scope (ICE and Border Patrol) are stacked.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from onrecord.model import Check, Measure, Observation, ObservationStatus, Period
from onrecord.show.words import amount, number, period_name, plain, plural

__all__ = ["Plot", "Point", "counted", "describe", "plot_of", "recorded_words"]

_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 365.25 / 12, "quarter": 365.25 / 4, "year": 365.25}

_TOTALS = {"all", "total"}


@dataclass(frozen=True, slots=True)
class Point:
    """One period of one line: ``raw`` as released, ``value`` as plotted, from ``base`` up where lines are stacked."""

    line: str
    period: Period
    value: float
    raw: float
    status: ObservationStatus
    note: str | None
    base: float = 0.0

    @property
    def name(self) -> str:
        """The period in words."""
        return period_name(self.period)

    @property
    def middle(self) -> date:
        """The day in the middle of the period, where a line's point stands."""
        return self.period.start + (self.period.end - self.period.start) / 2


@dataclass(frozen=True, slots=True)
class Plot:
    """A check's points in order of time; ``form`` 'rate' is drawn as bars from zero, 'level' and 'share' as lines."""

    form: Literal["rate", "level", "share"]
    axis: str
    lines: tuple[str, ...]
    points: tuple[Point, ...]


def plot_of(check: Check, measures: Sequence[Measure] = ()) -> Plot:
    """Return what to plot for ``check``; ``measures`` give codes their labels and values their factor.

    A check's observations run series by series in the order of ``check.series``, each in order of time.
    """
    known = {measure.id: measure for measure in measures}
    runs = _runs(check.observations)
    if len(runs) > 1 and len(runs) == len(check.series):
        if len({measure for measure, _ in check.series}) == 1:
            return _shares(check, runs, known)
        return _stacked(check, runs, known)
    line = ", ".join(check.scope.covers) or "recorded"
    return _amounts(check, known, [(line, item) for item in check.observations])


def counted(check: Check, measures: Iterable[Measure] = ()) -> str:
    """Name the events that the series of ``check`` count: 'arrests', 'book-ins + encounters'; '' where none is used."""
    known = {measure.id: measure for measure in measures}
    names = [
        plural(known[measure].event) if measure in known else measure.rpartition("/")[2].replace("_", " ")
        for measure in dict.fromkeys([measure for measure, _ in check.series] or filter(None, [check.measure]))
    ]
    return " + ".join(names)


def recorded_words(check: Check, measures: Sequence[Measure] = ()) -> str:
    """Write what is recorded by what was counted: '1,053 book-ins a day' beside a claim about arrests.

    Where the series count something else than the unit of ``check.recorded`` says, and their measures are not known,
    no unit is written.
    """
    recorded = check.recorded
    if recorded is None or recorded.unit is None or recorded.per is None:
        return amount(recorded)
    events = counted(check, measures)
    if events == plural(recorded.unit) or (" + " not in events and recorded.unit in events):
        return amount(recorded)
    is_known = {measure for measure, _ in check.series} <= {measure.id for measure in measures}
    return amount(replace(recorded, unit=events if is_known and events else None))


def describe(plot: Plot) -> str:
    """Say in one sentence what the plot holds: first and last period, lowest and highest value, what is marked."""
    tops: dict[tuple[str, Period], Point] = {}
    for point in plot.points:
        tops[(point.line if plot.form == "share" else "", point.period)] = point
    full = [point for point in tops.values() if point.status in ("normal", "secondary")] or list(tops.values())
    if not full:
        return "No observations."
    low, high = min(full, key=_top), max(full, key=_top)
    first, last = plot.points[0].name, plot.points[-1].name
    extent = first if first == last else f"{first} to {last}"
    odd = ", ".join(sorted({plain("status", point.status) for point in plot.points} - {""}))
    words = f"{plot.axis}, {extent}: lowest {_place(low, plot)}, highest {_place(high, plot)}."
    return f"{words} Marked: {odd}." if odd else words


def _top(point: Point) -> float:
    return point.base + point.value


def _place(point: Point, plot: Plot) -> str:
    if plot.form == "share":
        return f"{number(point.value)}% ({point.line}, {point.name})"
    return f"{number(_top(point))} ({point.name})"


def _runs(observations: Sequence[Observation]) -> list[list[Observation]]:
    """Split observations where time does not go on: one run for each series."""
    runs: list[list[Observation]] = []
    for item in observations:
        if not runs or item.period <= runs[-1][-1].period:
            runs.append([])
        runs[-1].append(item)
    return runs


def _amounts(check: Check, known: Mapping[str, Measure], items: Iterable[tuple[str, Observation]]) -> Plot:
    """Plot values in the unit of the claim, as a rate where the claim, the record or the measure is one."""
    measure = known.get(check.measure or "")
    shown = check.recorded or check.said
    if shown is not None and shown.unit in ("percent", "percentage point"):
        shown = None
    unit = (shown.unit if shown else None) or (measure.unit if measure else None)
    factor = measure.factor if measure else 1.0
    per = shown.per if shown else None
    days = _DAYS.get(per or "")
    points = [
        Point(line, item.period, item.value * factor * _share_of(days, item.period), item.value, item.status, item.note)
        for line, item in items
    ]
    points.sort(key=lambda point: point.period)
    lines = tuple(dict.fromkeys(point.line for point in points))
    name = plural(unit) if unit else "as released"
    if days:
        name = counted(check, known.values()) if {item for item, _ in check.series} <= set(known) else name
        return Plot("rate", f"{name} a{'n' if per == 'hour' else ''} {per}", lines, tuple(points))
    grains = {point.period.grain for point in points}
    if measure is not None and measure.kind == "flow" and len(grains) == 1:
        return Plot("rate", f"{name} a {grains.pop().replace('_', ' ')}", lines, tuple(points))
    return Plot("level", name, lines, tuple(points))


def _share_of(days: float | None, period: Period) -> float:
    return days / period.days if days and period.days > 0 else 1.0


def _stacked(check: Check, runs: Sequence[Sequence[Observation]], known: Mapping[str, Measure]) -> Plot:
    """Stack the series of an added scope; a period that one of them lacks is marked partial."""
    lines = tuple(known[measure].title if measure in known else measure for measure, _ in check.series)
    items = [(line, item) for line, run in zip(lines, runs, strict=True) for item in run]
    plot = _amounts(check, known, items)
    counts = Counter(item.period for _, item in items)
    tops: defaultdict[Period, float] = defaultdict(float)
    points = []
    for point in sorted(plot.points, key=lambda item: (item.period, lines.index(item.line))):
        lacking = counts[point.period] < len(lines)
        points.append(
            replace(
                point,
                base=tops[point.period],
                status="partial" if lacking and point.status == "normal" else point.status,
                note="not every series added has this period" if lacking else point.note,
            )
        )
        tops[point.period] += point.value
    return replace(plot, lines=lines, points=tuple(points))


def _shares(check: Check, runs: Sequence[Sequence[Observation]], known: Mapping[str, Measure]) -> Plot:
    """Plot each code's share of the series of the total where it is among those shown, else of their sum."""
    lines = _codes(check, known)
    totals: defaultdict[Period, float] = defaultdict(float)
    whole = next((at for at, (_, key) in enumerate(check.series) if _TOTALS & {code for _, code in key}), None)
    for at, run in enumerate(runs):
        for item in run:
            totals[item.period] += item.value if whole in (None, at) else 0.0
    points = [
        Point(lines[at], item.period, 100 * item.value / totals[item.period], item.value, item.status, item.note)
        for at, run in enumerate(runs)
        for item in run
        if at != whole and totals[item.period]
    ]
    points.sort(key=lambda point: (point.period, lines.index(point.line)))
    measure = known.get(check.measure or "")
    of = plural(measure.unit) if measure else "all shown"
    return Plot("share", f"percent of {of}", tuple(line for at, line in enumerate(lines) if at != whole), tuple(points))


def _codes(check: Check, known: Mapping[str, Measure]) -> tuple[str, ...]:
    """Name each series of one measure by the codes in which they differ."""
    keys = [dict(key) for _, key in check.series]
    differing = [name for name in keys[0] if len({key.get(name) for key in keys}) > 1]
    measure = known.get(check.series[0][0])
    labels = measure.dimensions if measure else {}
    return tuple(
        ", ".join(
            labels.get(name, {}).get(key.get(name, "")) or key.get(name, "").replace("_", " ") for name in differing
        )
        or str(order)
        for order, key in enumerate(keys, start=1)
    )
