"""A delimited text (CSV, tab or semicolon separated) read as rows of text, whatever program saved it.

The letters are those of the byte order mark, else UTF-8, else Windows-1252; the separator is the one by which the most
lines have the same number of cells, or that of Excel's first line ``sep=;``.  Raises ``MeasureError``.
"""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.errors import MeasureError

__all__ = ["Delimited", "read_delimited"]

MAX_COLUMNS = 2_000
"""Cells in a row: a wide table of days of five years has 1,827."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Delimited:
    """Rows of text, what separates their cells, and what had to be guessed, in words."""

    rows: tuple[tuple[str | None, ...], ...]
    separator: str
    notes: tuple[str, ...]


def read_delimited(data: bytes, where: str, most: int) -> Delimited:
    """Return the rows of a delimited text, at most ``most`` of them; an empty cell is ``None``."""
    text, notes = _decode(data, where)
    text, said = _said_separator(text)
    separator = said or _separator(text)
    if separator != ",":
        notes = (*notes, f"cells are separated by {_SEPARATORS.get(separator, repr(separator))}")
    rows = []
    try:
        for row in _rows(text, separator):
            if len(row) > MAX_COLUMNS:
                raise MeasureError(
                    f"{where}: a row has {len(row):,} cells, {MAX_COLUMNS:,} at most are read; "
                    "keep the columns that matter, or write one row for each period"
                )
            rows.append(tuple(cell.strip() or None for cell in row))
            if len(rows) > most + 100:
                raise MeasureError(f"{where}: has over {most:,} rows; sum it up first, a measure holds aggregates")
    except csv.Error as error:
        raise MeasureError(f"{where}: not a table ({error}); write it as UTF-8 CSV with one header line") from error
    if not any(cell for row in rows for cell in row):
        raise MeasureError(f"{where}: not a table (it is empty); write one header line and rows below it")
    return Delimited(tuple(rows), separator, notes)


def _decode(data: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    start = data[:200].lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<?xml")):
        raise MeasureError(f"{where}: a web page, not a table; save the table itself")
    if start.startswith((b"\xd0\xcf\x11\xe0", b"%pdf", b"\x89png", b"{\\rtf")):
        raise MeasureError(f"{where}: not a table but another kind of file; save the table as CSV or xlsx")
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    try:
        text = data.decode(marked or "utf-8")
        notes: tuple[str, ...] = ()
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        notes = ("letters were read as Windows-1252: see that accents are right, or save the table as UTF-8",)
    if "\x00" in text:
        raise MeasureError(f"{where}: not a table (it holds NUL bytes); save it as CSV or xlsx")
    return text, notes


def _said_separator(text: str) -> tuple[str, str | None]:
    """Return the text without Excel's first line ``sep=;``, and the separator that this line names."""
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"').lower()
    return (rest, said[4]) if said.startswith("sep=") and len(said) == 5 else (text, None)


def _separator(text: str) -> str:
    """Return the separator by which the most of the first lines have one number of cells, two or more."""
    start = text[:200_000]

    def fit(separator: str) -> tuple[int, int]:
        try:
            widths = [_width(row) for _, row in zip(range(_LOOKED_AT), _rows(start, separator), strict=False)]
        except csv.Error:
            return 0, 0
        usual, count = (
            Counter(width for width in widths if width > 1).most_common(1)[0] if max(widths, default=0) > 1 else (0, 0)
        )
        return count, usual

    return max(_SEPARATORS, key=fit)


def _width(row: Sequence[str]) -> int:
    return len(row) if any(cell.strip() for cell in row) else 0


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)
