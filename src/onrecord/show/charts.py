"""A chart for a check: what is recorded, what was said, and the window, as a Vega-Lite specification.

Colours are those of Okabe and Ito (2008), told apart by the colour-blind and on paper; lines differ by dash and point
too.  ``show.pictures`` makes SVG and PNG of it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from onrecord.model import Check, Measure
from onrecord.show.clean import flat, shorten
from onrecord.show.points import Plot, Point, describe, plot_of, recorded_words
from onrecord.show.words import amount, finding_words, long_day, span_days

__all__ = ["chart_spec", "chart_text"]

_INK, _SOFT, _GRID, _AXIS, _SHADE, _PAPER = "#1d1d1b", "#5d5d58", "#e4e2dc", "#9b9a93", "#f1ead3", "#fffffe"
_BLUE, _VERMILLION, _ORANGE, _GREEN, _PURPLE = "#0072B2", "#D55E00", "#E69F00", "#009E73", "#CC79A7"
_LINES = (_BLUE, _VERMILLION, _GREEN, _PURPLE, _ORANGE, _INK)
_DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3], [10, 4])
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
_WIDTH, _HEIGHT = 370, 175  # plot area in CSS pixels: the whole stays legible at the width of a phone
_FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"

Layer = Any
"""An Altair chart; its generated classes have no useful static type."""


def chart_spec(
    check: Check, measures: Sequence[Measure] = (), *, earlier: Check | None = None
) -> dict[str, Any] | None:
    """Return the chart of ``check`` as a Vega-Lite specification, ``None`` where nothing is recorded.

    ``earlier`` is a check of the same claim and scope against older releases: where the two can be plotted in one
    unit, a tick marks what the older release said of each period.
    """
    import altair as alt  # noqa: PLC0415 - slow to import, and only reports need it

    plot = _plotted(plot_of(check, measures))
    if not plot.points:
        return None
    bound = _bound(check, plot)
    ticks = _older(plot, earlier, measures)
    layers = [
        *_window(check, plot, bound, alt),
        *_drawn(plot, bound, alt),
        *_earlier(ticks, plot, bound, alt),
        *_doubted(plot, bound, alt),
        *_said(check, plot, bound, alt),
    ]
    title = shorten(plot.axis, 60) + (" (axis does not start at 0)" if plot.form == "level" else "")
    if ticks and earlier is not None:
        title += f"; tick: as released by {long_day(earlier.as_of)}"
    chart = alt.layer(*layers).properties(width=_WIDTH, height=_HEIGHT, title=title)
    spec: dict[str, Any] = _styled(chart).to_dict()
    return spec


def chart_text(check: Check, measures: Sequence[Measure] = (), *, earlier: Check | None = None) -> tuple[str, str]:
    """Return the chart's title and its description, which states the finding (the text for who cannot see it)."""
    plot = plot_of(check, measures)
    covers = ", ".join(check.scope.covers) or "the record"
    title = f"{finding_words(check.finding).label}: {covers}, as of {long_day(check.as_of)}"
    parts = [check.why]
    if check.said is not None:
        parts.append(f"Said: {amount(check.said)}.")
    if check.recorded is not None:
        parts.append(f"Recorded: {recorded_words(check, measures)}.")
    if check.window is not None:
        parts.append(f"Window: {span_days(check.window)}.")
    parts.append(f"Chart of {describe(plot)}")
    if earlier is not None and (ticks := _older(_plotted(plot), earlier, measures)):
        parts.append(
            f"Ticks mark {len(ticks)} period{'s' if len(ticks) > 1 else ''} as released by {long_day(earlier.as_of)}."
        )
    return flat(title), flat(" ".join(parts))


def _older(plot: Plot, earlier: Check | None, measures: Sequence[Measure]) -> list[Point]:
    """Return what older releases said of the periods plotted, where it is one line in the same unit."""
    if earlier is None or len(plot.lines) != 1:
        return []
    before = plot_of(earlier, measures)
    periods = {point.period for point in plot.points}
    if len(before.lines) != 1 or (before.form, before.axis) != (plot.form, plot.axis):
        return []
    return [point for point in before.points if point.period in periods and point.status != "suspect"]


def _plotted(plot: Plot) -> Plot:
    """Leave out the periods that a stack cannot show whole; the data table keeps them."""
    if plot.form != "rate" or len(plot.lines) < 2:
        return plot
    counts = Counter(point.period for point in plot.points)
    return replace(plot, points=tuple(point for point in plot.points if counts[point.period] == len(plot.lines)))


def _rows(plot: Plot) -> list[dict[str, object]]:
    return [
        {
            "line": shorten(point.line, 34),
            "start": point.period.start.isoformat(),
            "end": point.period.end.isoformat(),
            "middle": point.middle.isoformat(),
            "low": point.base,
            "value": point.base + point.value,
            "marked": point.status in ("partial", "suspect"),
            "doubted": point.status == "suspect",
        }
        for point in plot.points
    ]


def _extent(plot: Plot) -> tuple[date, date]:
    return min(point.period.start for point in plot.points), max(point.period.end for point in plot.points)


def _time(field: str, plot: Plot, alt: Any) -> Layer:
    """Return the axis of time; the name of a month stands under its middle."""
    first, last = _extent(plot)
    months = max((last - first).days / 30.44, 1)
    step = next((step for step, most in ((1, 6), (2, 12), (3, 18), (6, 36), (12, 96)) if months <= most), 24)
    is_monthly = all(point.period.grain == "month" for point in plot.points)
    axis = alt.Axis(
        title=None,
        format="%b %Y",
        tickCount={"interval": "month", "step": step},
        labelOffset=_WIDTH / months / 2 if is_monthly else 0,
        labelBound=14 if is_monthly else 24,
        grid=False,
        ticks=not is_monthly,
    )
    scale = alt.Scale(type="utc", domain=[first.isoformat(), last.isoformat()], nice=False)
    return alt.X(f"{field}:T", scale=scale, axis=axis)


def _values(field: str, plot: Plot, bound: float | None, alt: Any) -> Layer:
    """Return the axis of values, with room above for the line of what was said."""
    values = [point.base + point.value for point in plot.points] + ([] if bound is None else [bound])
    top, low = max(values), min(values)
    room = (top - low if plot.form == "level" else top) * 0.12 or 1.0
    floor = low - room if plot.form == "level" and low > 0 else min(low, 0.0)
    label = "format(datum.value, ',.2~f')" + ("+'%'" if plot.form == "share" else "")
    if top >= 1_000_000:
        label = "format(datum.value / 1e6, ',.2f') + ' million'"
    axis = alt.Axis(title=None, labelExpr=label, tickCount=5)
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[floor, top + room], nice=False, zero=False), axis=axis)


def _names(plot: Plot) -> list[str]:
    return [shorten(line, 34) for line in plot.lines]


def _by_line(channel: Any, plot: Plot, values: Sequence[object], alt: Any, legend: Any = None) -> Layer:
    """Encode the lines in a channel by ``values``, used again from the start where there are more lines."""
    names = _names(plot)
    scale = alt.Scale(domain=names, range=[values[at % len(values)] for at in range(len(names))])
    return channel("line:N", scale=scale, legend=legend)


def _colours(plot: Plot, alt: Any) -> Layer:
    legend = None
    if len(plot.lines) > 1:
        wide = sum(6.2 * len(name) + 34 for name in _names(plot)) > _WIDTH + 40
        legend = alt.Legend(
            title=None,
            columns=(1 if max(map(len, _names(plot))) > 24 else 2) if wide else 0,
            orient="top",
            labelLimit=260,
            symbolType="square",
            symbolDash=[1, 0],
        )
    return _by_line(alt.Color, plot, _LINES, alt, legend)


def _drawn(plot: Plot, bound: float | None, alt: Any) -> list[Layer]:
    base = alt.Chart(alt.InlineData(values=_rows(plot)))
    full, marked = "!datum.marked", "datum.marked"
    if plot.form == "rate":
        place = {
            "x": _time("start", plot, alt),
            "x2": "end:T",
            "y": _values("low", plot, bound, alt),
            "y2": "value:Q",
        }
        outline = _by_line(alt.Stroke, plot, _LINES, alt)
        bars = base.transform_filter(full).mark_rect(stroke=_PAPER, strokeWidth=1, aria=False)
        hollow = base.transform_filter(marked).mark_rect(
            fillOpacity=0.15, strokeWidth=1.2, strokeDash=[3, 2], aria=False
        )
        return [
            bars.encode(**place, color=_colours(plot, alt)),
            hollow.encode(**place, color=_colours(plot, alt), stroke=outline),
        ]
    place = {"x": _time("middle", plot, alt), "y": _values("value", plot, bound, alt), "color": _colours(plot, alt)}
    dash = _by_line(alt.StrokeDash, plot, _DASHES, alt)
    shape = _by_line(alt.Shape, plot, _SHAPES, alt)
    solid = base.transform_filter(full).mark_point(size=36, filled=True, opacity=1, aria=False)
    hollow = base.transform_filter(marked).mark_point(size=36, filled=False, opacity=1, aria=False)
    return [
        base.mark_line(strokeWidth=2.2, aria=False).encode(**place, strokeDash=dash),
        solid.encode(**place, shape=shape),
        hollow.encode(**place, shape=shape),
    ]


def _earlier(ticks: Sequence[Point], plot: Plot, bound: float | None, alt: Any) -> list[Layer]:
    """Mark what an older release said of each period by a tick across it."""
    if not ticks:
        return []
    rows = [
        {"start": p.period.start.isoformat(), "end": p.period.end.isoformat(), "value": p.base + p.value} for p in ticks
    ]
    rule = alt.Chart(alt.InlineData(values=rows)).mark_rule(color=_ORANGE, strokeWidth=2.4, aria=False)
    return [rule.encode(x=_time("start", plot, alt), x2="end:T", y=_values("value", plot, bound, alt))]


def _doubted(plot: Plot, bound: float | None, alt: Any) -> list[Layer]:
    """Set a question mark over each observation that its release makes doubtful."""
    rows = [row for row in _rows(plot) if row["doubted"]]
    if not rows:
        return []
    mark = alt.Chart(alt.InlineData(values=rows)).mark_text(
        text="?", dy=-8, fontSize=13, fontWeight="bold", color=_VERMILLION, aria=False
    )
    return [mark.encode(x=_time("middle", plot, alt), y=_values("value", plot, bound, alt))]


def _window(check: Check, plot: Plot, bound: float | None, alt: Any) -> list[Layer]:
    """Shade the window of the finding, where it is narrower than what is plotted."""
    if check.window is None:
        return []
    first, last = _extent(plot)
    start, end = max(check.window.start, first), min(check.window.end, last)
    if start >= end or (start, end) == (first, last):
        return []
    data = alt.InlineData(values=[{"start": start.isoformat(), "end": end.isoformat(), "word": "window"}])
    shade = alt.Chart(data).mark_rect(color=_SHADE, aria=False)
    word = alt.Chart(data).mark_text(
        align="left", dx=3, dy=8, fontSize=10.5, color=_SOFT, fontStyle="italic", aria=False
    )
    x = _time("start", plot, alt)
    return [shade.encode(x=x, x2="end:T"), word.encode(x=x, y=alt.value(0 if bound is None else 26), text="word:N")]


def _bound(check: Check, plot: Plot) -> float | None:
    """Return the figure of what was said, where it is in the unit of the plot."""
    said = check.said
    if said is None or (plot.form == "share") != (said.unit == "percent"):
        return None
    if check.recorded is not None and (check.recorded.unit, check.recorded.per) != (said.unit, said.per):
        return None
    return said.low if said.low is not None else said.high


def _said(check: Check, plot: Plot, bound: float | None, alt: Any) -> list[Layer]:
    """Rule a line at what was said."""
    if bound is None:
        return []
    data = alt.InlineData(values=[{"said": bound, "word": f"said: {shorten(amount(check.said), 46)}"}])
    rule = alt.Chart(data).mark_rule(color=_INK, strokeWidth=1.8, strokeDash=[7, 3], aria=False)
    text = alt.Chart(data).mark_text(
        align="right", baseline="bottom", dy=-4, fontSize=12, fontWeight="bold", color=_INK, aria=False
    )
    y = _values("said", plot, bound, alt)
    return [rule.encode(y=y), text.encode(x=alt.value(_WIDTH), y=y, text="word:N")]


def _styled(chart: Layer) -> Layer:
    return (
        chart.configure(background="transparent", font=_FONT, padding={"left": 2, "right": 8, "top": 4, "bottom": 2})
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=_SOFT,
            titleColor=_SOFT,
            labelFontSize=11.5,
            titleFontSize=11.5,
            titleFontWeight="normal",
            gridColor=_GRID,
            domainColor=_AXIS,
            tickColor=_AXIS,
            labelFlush=False,
        )
        .configure_axisY(domain=False, ticks=False)
        .configure_title(anchor="start", frame="group", color=_SOFT, fontSize=12, fontWeight="normal", offset=8)
        .configure_legend(labelFontSize=11.5, labelColor=_INK, offset=6, columnPadding=14, symbolSize=110)
    )
