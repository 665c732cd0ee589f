"""A series as a chart of characters: one column for each period or stretch, levels in eighths of a line.

What is partial stands as ``░`` columns, what is suspect as ``?`` at the foot: neither is read as a level.
"""

from collections.abc import Sequence

from onrecord.model import Measure, Observation, Series

__all__ = ["draw_series"]

_LEVELS = " ▁▂▃▄▅▆▇█"
_PLAIN = " .:-=+*#@"
_HEIGHT = 8


def draw_series(measure: Measure, series: Series, width: int, *, plain: bool = False) -> list[str]:
    """Return the lines of a chart of ``series``, at most ``width`` wide; ``plain`` keeps to ASCII's own shades.

    More periods than columns: each column is the mean of a stretch, and the heading says so.
    """
    shown = [item for item in series.observations if item.status != "suspect"]
    doubtful = len(series.observations) - len(shown)
    if not shown:
        return [f"every value of {series.measure} is suspect: nothing is drawn"]
    values = [_rate(item, measure) for item in shown]
    top = max(values)
    label = max(len(_short(top)), 1)
    columns = _columns(shown, values, max(width - label - 2, 8))
    levels = _PLAIN if plain else _LEVELS
    lines = [_heading(measure, series, len(shown), len(columns))]
    for row in reversed(range(_HEIGHT)):
        name = _short(top) if row == _HEIGHT - 1 else ("0" if row == 0 else "")
        cells = "".join(_cell(value, top, row, levels, is_partial=is_partial) for value, is_partial in columns)
        lines.append(f"{name:>{label}} |{cells}".rstrip())
    first, last = shown[0].period, shown[-1].period
    foot = f"{first.label}{last.label:>{max(len(columns) - len(first.label), len(last.label) + 1)}}"
    lines.append(" " * (label + 2) + foot)
    notes = []
    if any(is_partial for _, is_partial in columns):
        notes.append(f"{'o' if plain else '░'} counts a part of its period")
    if doubtful:
        notes.append(f"{doubtful} suspect value{'' if doubtful == 1 else 's'} left out")
    return [*lines, *([" " * (label + 2) + "; ".join(notes)] if notes else [])]


def _rate(item: Observation, measure: Measure) -> float:
    """Return a flow per day, so that months and stretches compare, and a stock as it stands."""
    value = item.value * measure.factor
    return value / item.period.days if measure.kind == "flow" else value


def _columns(shown: Sequence[Observation], values: Sequence[float], room: int) -> list[tuple[float, bool]]:
    """Return each column's value and whether it is partial."""
    step = -(-len(shown) // room)
    found = []
    for start in range(0, len(shown), step):
        stretch = values[start : start + step]
        is_partial = step == 1 and shown[start].status == "partial"
        found.append((sum(stretch) / len(stretch), is_partial))
    return found


def _cell(value: float, top: float, row: int, levels: str, *, is_partial: bool) -> str:
    filled = value / top * _HEIGHT * 8 if top > 0 else 0
    eighths = min(max(round(filled - row * 8), 0), 8)
    if is_partial and eighths:
        return "░" if levels is _LEVELS else "o"
    return levels[eighths]


def _heading(measure: Measure, series: Series, held: int, drawn: int) -> str:
    what = f"{measure.unit}s a day" if measure.kind == "flow" else f"{measure.unit}s"
    codes = ", ".join(measure.dimensions[name].get(code, code) for name, code in series.key)
    stretch = "" if drawn == held else f", each column the mean of {-(-held // drawn)}"
    return f"{measure.title} ({codes}): {what}{stretch}" if codes else f"{measure.title}: {what}{stretch}"


def _short(value: float) -> str:
    for limit, unit in ((1e9, "bn"), (1e6, "m"), (1e4, "k")):
        if value >= limit:
            return f"{value / {'bn': 1e9, 'm': 1e6, 'k': 1e3}[unit]:,.1f}{unit}"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
