"""One row for each period, whatever way a table tells its periods.

A year in one column and a month or quarter in another become one; columns that are years, months or quarters become
rows.  What is a column of periods already is found by its cells.  Raises ``MeasureError``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.errors import MeasureError
from onrecord.model import Grain, Period
from onrecord.records.grid import Grid
from onrecord.records.periods import is_day_first, read_months, read_periods, read_quarters

__all__ = ["Gathered", "gather_periods"]

_TIME = re.compile(
    r"(?i)(?:^|[^a-z])(?:date|datum|fecha|day|week|month|quarter|qtr|year|yr|period|time|fy|as of)s?(?:[^a-z]|$)"
)
_YEAR = re.compile(r"(?i)(?:calendar |fiscal |school )?(?:year|yr|fy)")
_MONTH = re.compile(r"(?i)(?:calendar )?(?:month|mon|mo)\b.*")
_QUARTER = re.compile(r"(?i)(?:calendar |fiscal )?(?:quarter|qtr|qtr\.|q)")
_SUM = re.compile(
    r"(?i)(?:grand |sub-?|annual |year(?:ly)? )?(?:total|sum|average|mean|median|ytd|year to date|annual|all|change|"
    r"percent change|% change|difference)s?\b.*"
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """A table, the column of its periods, the period of each row, their grain, and what was guessed or left out."""

    grid: Grid
    column: str
    periods: tuple[Period | None, ...]
    grain: Grain
    notes: tuple[str, ...]


def gather_periods(grid: Grid, where: str, value: str, wished: str | None, *, day_first: bool | None) -> Gathered:
    """Return the table with one period in each row; figures that stood under periods get the name ``value``."""
    if wished is not None and wished not in grid.names:
        raise MeasureError(f"{where}: has no column {wished!r}, only {', '.join(grid.names[:20])}")
    notes: tuple[str, ...] = ()
    if wished is None:
        grid, notes = _across(grid, value)
        joined = _joined(grid)
        if joined is not None:
            grid, wished, more = joined
            notes += more
    named = sorted(grid.names, key=lambda name: _TIME.search(name) is None)
    for column in [wished] if wished else named:
        cells = grid.column(column)
        kept, left_out = _without_sums(cells, day_first)
        found = read_periods(kept, day_first=day_first)
        if found is not None:
            return Gathered(grid, column, *found, (*notes, *left_out, *_on_days(cells, day_first)))
    raise MeasureError(_no_periods(grid, where, wished))


def _no_periods(grid: Grid, where: str, wished: str | None) -> str:
    what = f"column {wished!r} holds no periods" if wished else "no column holds periods"
    near = wished or next((name for name in grid.names if _TIME.search(name)), None)
    cells = [cell for cell in grid.column(near) if cell is not None and read_periods([cell]) is None] if near else []
    shown = f" ({near!r} holds {', '.join(repr(cell) for cell in dict.fromkeys(cells[:3]))})" if cells else ""
    return (
        f"{where}: {what}{shown}; write days as 2025-06-19, months as 2025-06, quarters as 2025-Q2, years as 2025, or "
        "put the year and the month or quarter in columns so named"
    )


def _without_sums(cells: Sequence[str | None], day_first: bool | None) -> tuple[list[str | None], tuple[str, ...]]:
    """Return the cells without sums and notes, where two or more, and three of four, are periods."""
    if read_periods(cells, day_first=day_first) is not None:
        return list(cells), ()
    wrong = [
        at for at, cell in enumerate(cells) if cell is not None and read_periods([cell], day_first=day_first) is None
    ]
    filled = sum(cell is not None for cell in cells)
    are_sums = all(_SUM.fullmatch(str(cells[at]).strip()) for at in wrong)
    if filled - len(wrong) < 2 or (not are_sums and len(wrong) * 4 > filled):
        return list(cells), ()
    kept = [None if at in set(wrong) else cell for at, cell in enumerate(cells)]
    shown = ", ".join(repr(cells[at]) for at in wrong[:3])
    more = f" and {len(wrong) - 3} more" if len(wrong) > 3 else ""
    return kept, (f"left out, no period: {shown}{more}",)


def _on_days(cells: Sequence[str | None], day_first: bool | None) -> tuple[str, ...]:
    order, is_sure = is_day_first(cells)
    if day_first is not None or is_sure:
        return ()
    sample = next(cell for cell in cells if cell is not None and re.match(r"\d{1,2}[/.-]\d{1,2}[/.-]", cell))
    read, other, option = ("day", "month", "month-first") if order else ("month", "day", "day-first")
    return (f"days such as {sample} were read {read} first; if they have the {other} first, say --dates {option}",)


def _across(grid: Grid, value: str) -> tuple[Grid, tuple[str, ...]]:
    """Return a table whose columns are periods with one row for each of them; any other as it is."""
    heads = [name for name in grid.names if read_periods([name]) is not None]
    parts: tuple[int | None, ...] | None = None
    is_by_month = False
    year = _year(grid)
    if len(heads) < 2 or read_periods(heads) is None:
        months = [name for name in grid.names if not name.isdigit() and read_months([name]) is not None]
        quarters = [name for name in grid.names if not name.isdigit() and read_quarters([name]) is not None]
        is_by_month = len(months) >= 2
        heads = months if is_by_month else quarters
        parts = (read_months if is_by_month else read_quarters)(heads)
        if len(heads) < 2 or parts is None or year is None:
            return grid, ()
    others = [name for name in grid.names if name not in heads]
    sums = [name for name in others if _SUM.fullmatch(name)]
    others = [name for name in others if name not in sums and (parts is None or name != year)]
    mark = "M{:02}" if is_by_month else "-Q{}"
    rows: list[tuple[str | None, ...]] = []
    lines: list[int] = []
    place = {name: at for at, name in enumerate(grid.names)}
    for line, row in zip(grid.lines, grid.rows, strict=True):
        own = [row[place[name]] for name in others]
        for at, head in enumerate(heads):
            period = head if parts is None or year is None else _with_year(row[place[year]], mark.format(parts[at]))
            rows.append((*own, period, row[place[head]]))
            lines.append(line)
    taken = set(others)
    named = "period" if "period" not in taken else "period of the column"
    figure = value if value not in {*taken, named} else f"{value} figure"
    note = f"columns {heads[0]} to {heads[-1]} were read as periods, their cells as {figure!r}"
    left = (f"left out, a sum of others: {', '.join(sums)}",) if sums else ()
    return Grid((*others, named, figure), tuple(rows), tuple(lines), grid.notes), (note, *left)


def _with_year(year: str | None, part: str) -> str | None:
    return None if year is None else f"{year.removesuffix('.0')}{part}"


def _year(grid: Grid) -> str | None:
    """Return the column of years: one so named, or the first column where it holds nothing else."""
    for name in (*(name for name in grid.names if _YEAR.fullmatch(name.strip())), grid.names[0]):
        found = read_periods(_without_sums(grid.column(name), None)[0])
        if found is not None and found[1] in {"year", "fiscal_year"}:
            return name
    return None


def _joined(grid: Grid) -> tuple[Grid, str, tuple[str, ...]] | None:
    """Return a table with the year and the month or quarter of two columns in one."""
    year = _year(grid)
    if year is None:
        return None
    part = next(
        (
            (name, found, mark)
            for name in grid.names
            if name != year
            for form, read, mark in ((_MONTH, read_months, "M{:02}"), (_QUARTER, read_quarters, "-Q{}"))
            if (form.fullmatch(name.strip()) or not any(str(cell).isdigit() for cell in grid.column(name)))
            and (found := read(_parts_only(grid.column(name)))) is not None
        ),
        None,
    )
    if part is None:
        return None
    name, found, mark = part
    whole = grid.column(year)
    cells = [
        None
        if at is None or when is None
        else _with_year(re.sub(r"(?i)^(?:fy|fiscal year)[ -]?", "", when), mark.format(at))
        for when, at in zip(whole, found, strict=True)
    ]
    skip = {grid.names.index(year), grid.names.index(name)}
    rows = tuple(
        (cell, *(old for at, old in enumerate(row) if at not in skip))
        for cell, row in zip(cells, grid.rows, strict=True)
    )
    joined = f"{year} and {name}"
    names = (joined, *(old for at, old in enumerate(grid.names) if at not in skip))
    notes = [f"columns {year!r} and {name!r} were read as one"]
    left = sum(cell is None for cell in cells)
    notes += [f"left out: {left} row{'s' * (left != 1)} without a year and {name}"] if left else []
    if re.search(r"(?i)fiscal|fy", year):
        notes.append("months and quarters were read as those of the calendar, not of a fiscal year")
    return replace(grid, names=names, rows=rows), joined, tuple(notes)


def _parts_only(cells: Sequence[str | None]) -> list[str | None]:
    return [None if cell is None or _SUM.fullmatch(cell.strip()) else cell for cell in cells]
