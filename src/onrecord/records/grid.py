"""The table within the rows of a sheet: its header, however many lines it has, and the rows below; no titles, no notes.

A header has at least two cells and no figure that is no year; a title above it and a note below the rows have one cell.
Whatever is left out is said.  Raises ``MeasureError``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.errors import MeasureError
from onrecord.records.figures import is_missing, read_figures
from onrecord.records.periods import read_periods

__all__ = ["Grid", "read_grid"]

_LOOKED_AT = 50
_NOTE = re.compile(
    r"(?i)(?:source|notes?|footnotes?|data|last updated|updated|prepared by|contact|\*|†|\(?\d\)|\[\d\])\b[:\s]?"
)

Row = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of text: names of its columns, its rows with the line each stood in, and what was left out, in words."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    lines: tuple[int, ...]
    notes: tuple[str, ...]

    def column(self, name: str) -> tuple[str | None, ...]:
        """Return the cells of a column."""
        place = self.names.index(name)
        return tuple(row[place] for row in self.rows)


def read_grid(rows: Sequence[Row], where: str) -> Grid:
    """Return the table in these rows, or raise where there is none."""
    top = _header(rows, where)
    depth = _depth(rows, top)
    width = max(len(row) for row in rows[top : top + 200] if _filled(row) > 1)
    names = _names([_padded(row, width) for row in rows[top : top + depth]], width)
    notes = [f"left out above the header: {_quoted(row)}" for row in rows[:top] if _filled(row)][:3]
    notes += [f"the header has {depth} lines, read as one: {names[-1]!r} is the last column"] if depth > 1 else []
    kept: list[Row] = []
    lines: list[int] = []
    dropped: list[str] = []
    for line, row in enumerate(rows[top + depth :], start=top + depth + 1):
        cells = _padded(row, width)
        if not _filled(cells) or cells == _padded(rows[top], width):
            continue
        if _filled(cells) == 1 and (width > 2 or _is_note(cells)) and cells[-1] is None:
            dropped.append(f"row {line}: {_quoted(cells)}")
            continue
        kept.append(cells)
        lines.append(line)
    notes += [f"left out, no row of figures: {words}" for words in dropped[:3]]
    notes += [f"and {len(dropped) - 3} more such lines"] if len(dropped) > 3 else []
    used = [place for place in range(width) if any(row[place] for row in kept)]
    if not kept or len(used) < 2:
        raise MeasureError(f"{where}: holds no table of a period and a figure; write one header line and rows below it")
    return Grid(
        tuple(names[place] for place in used),
        tuple(tuple(row[place] for place in used) for row in kept),
        tuple(lines),
        tuple(notes),
    )


def _header(rows: Sequence[Row], where: str) -> int:
    for at, row in enumerate(rows[:_LOOKED_AT]):
        if _filled(row) < 2 or any(_is_figure(cell) for cell in row):
            continue
        below = next((later for later in rows[at + 1 :] if _filled(later)), None)
        if below is not None:
            return at
    if sum(_filled(row) > 1 for row in rows) > 1:
        raise MeasureError(
            f"{where}: no header row in the first {_LOOKED_AT} rows; write one with a name for each column"
        )
    raise MeasureError(f"{where}: holds no table of a period and a figure; write one header line and rows below it")


def _depth(rows: Sequence[Row], top: int) -> int:
    """Return how many lines the header has: a further one names columns under a heading that spans them."""
    depth = 1
    while top + depth + 1 < len(rows) and depth < 4:
        row, above = rows[top + depth], rows[top]
        is_open = bool(row) and (not row[0] or not above[0])
        spans = len(row) > 1 and any(
            cell and (place >= len(above) or not above[place]) for place, cell in enumerate(row)
        )
        if not (is_open and spans and _filled(row)) or any(_is_figure(cell) for cell in row):
            break
        depth += 1
    return depth


def _names(lines: Sequence[Row], width: int) -> list[str]:
    """Return one name for each column; a heading over several columns stands before each of their names."""
    parts: list[list[str]] = [[] for _ in range(width)]
    for depth, line in enumerate(lines):
        held: str | None = None
        for place, cell in enumerate(line):
            held = cell or (held if depth < len(lines) - 1 and place else None)
            below = any(later[place] for later in lines[depth + 1 :])
            if held and (cell or below):
                parts[place].append(" ".join(held.split()))
    names = [" ".join(dict.fromkeys(part)) or f"column {place + 1}" for place, part in enumerate(parts)]
    return [name if names.index(name) == place else f"{name} {place + 1}" for place, name in enumerate(names)]


def _is_figure(cell: str | None) -> bool:
    return not is_missing(cell) and read_figures([cell])[0] is not None and read_periods([cell]) is None


def _is_note(cells: Row) -> bool:
    return any(cell and (_NOTE.match(cell) or len(cell) > 40) for cell in cells)


def _filled(row: Row) -> int:
    return sum(1 for cell in row if cell)


def _padded(row: Row, width: int) -> Row:
    return (*row[:width], *(None,) * (width - len(row)))


def _quoted(row: Row) -> str:
    words = " ".join(next(cell for cell in row if cell).split())
    return f"“{words[:60]}{'…' if len(words) > 60 else ''}”"
