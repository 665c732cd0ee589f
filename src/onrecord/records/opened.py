"""The table in a file of any kind that newsrooms keep, all text: CSV, xlsx, Parquet.  Raises ``MeasureError``."""

from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import MeasureError
from onrecord.ids import bytes_sha256
from onrecord.records.delimited import read_delimited
from onrecord.records.grid import Grid, read_grid
from onrecord.records.spreadsheet import Cell, Workbook, open_workbook

__all__ = ["Opened", "read_file"]

MAX_FILE = 64_000_000
MAX_ROWS = 200_000
_FORMULAS = (
    "Where figures of a workbook are formulas, open it in a spreadsheet program and save it, so that their results "
    "are stored"
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A table, whether its commas are likely decimal, what was guessed on the way, and the hash of its file."""

    grid: Grid
    is_comma_likely: bool
    notes: tuple[str, ...]
    sha256: str


def _bytes(file: Path) -> bytes:
    if not file.is_file():
        raise MeasureError(f"{file}: no such file; name a csv, xlsx or parquet table")
    try:
        if file.stat().st_size > MAX_FILE:
            raise MeasureError(f"{file}: larger than {MAX_FILE:,} bytes; sum it up first, a measure holds aggregates")
        return file.read_bytes()
    except OSError as error:
        raise MeasureError(f"{file}: cannot be read ({error.strerror}); see that you may read it") from error


def read_file(file: Path, sheet: str | None) -> Opened:
    """Return the table in a CSV, xlsx or Parquet file, of a workbook that of ``sheet`` or of the first with one."""
    data, name = _bytes(file), file.name
    notes: tuple[str, ...] = ()
    is_comma_likely = False
    if data.startswith(b"PK"):
        book = open_workbook(data, name)
        chosen = sheet or _first_sheet(book)
        cells = book.sheet(chosen).rows
        shown = book.percent_columns(chosen)
        rows = [tuple(_text(cell, is_percent=place in shown) for place, cell in enumerate(row)) for row in cells]
        others = [other for other in book.names if other != chosen]
        if others and sheet is None:
            notes = (f"sheet {chosen!r} was read; say --sheet for another: {', '.join(map(repr, others[:6]))}",)
    elif data.startswith(b"PAR1"):
        from onrecord.records.tables import read_any  # noqa: PLC0415 - slow to import

        frame = read_any(data, name)
        if frame.height > MAX_ROWS:
            raise MeasureError(f"{name}: has {frame.height:,} rows; sum it up first, a measure holds aggregates")
        rows = [tuple(frame.columns), *(tuple(cell and cell.strip() for cell in row) for row in frame.iter_rows())]
        rows = [tuple(cell or None for cell in row) for row in rows]
    else:
        text = read_delimited(data, name, MAX_ROWS)
        rows, notes, is_comma_likely = list(text.rows), text.notes, text.separator == ";"
    if len(rows) > MAX_ROWS + 100:
        raise MeasureError(f"{name}: has {len(rows):,} rows; sum it up first, a measure holds aggregates")
    try:
        grid = read_grid(rows, name)
    except MeasureError as error:
        if not data.startswith(b"PK"):
            raise
        raise MeasureError(f"{error}. {_FORMULAS}") from None
    if len(grid.rows) > MAX_ROWS:
        raise MeasureError(f"{name}: has {len(grid.rows):,} rows; sum it up first, a measure holds aggregates")
    return Opened(grid, is_comma_likely, notes, bytes_sha256(data))


def _first_sheet(book: Workbook) -> str:
    """Return the first sheet that holds two columns and two rows, else the first."""
    for name in book.names[:12]:
        rows = [row for row in book.sheet(name).rows if sum(cell is not None for cell in row) > 1]
        if len(rows) > 1:
            return name
    return book.names[0]


def _text(cell: Cell, *, is_percent: bool) -> str | None:
    if cell is None or isinstance(cell, bool):
        return None if cell is None else str(cell).lower()
    if isinstance(cell, (int, float)):
        number = f"{cell * 100 if is_percent else cell:.12g}"
        number = f"{cell * 100 if is_percent else cell:.0f}" if "e+" in number else number
        return f"{number}%" if is_percent else number
    isoformat = getattr(cell, "isoformat", None)
    text = str(isoformat())[:10] if isoformat is not None else str(cell)
    return " ".join(text.split()) or None
