"""Workbooks (xlsx) read as plain cells: no formula is run, no entity resolved, no bomb unpacked, nothing guessed.

An xlsx is a zip of XML (ECMA-376).  What it unpacks to is counted before it is read, a document type in any part is
refused (the standard has none, and entity tricks need one), and openpyxl reads the values alone, through defusedxml.
Raises ``MeasureError``.
"""

import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from onrecord.errors import MeasureError

__all__ = ["Cell", "Sheet", "Workbook", "open_workbook"]

Cell = str | float | int | bool | date | datetime | None

MAX_UNPACKED = 400_000_000
"""Bytes that a workbook may unpack to: ICE's largest unpacks to 20 million."""

MAX_RATIO = 200
"""Times that a part may grow when unpacked: ICE's parts grow 4 to 25 times, a bomb a thousand times."""

MAX_PARTS = 2_000
"""Parts of a workbook: ICE's have about 60."""

MAX_CELLS = 20_000_000
"""Cells looked at on one sheet; one of ICE's says 16,383 columns, of which all but 6 are empty."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of cells, as long as the longest that holds something."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook's sheets by name, read when asked for; ``written`` is the day on which it says it was last saved."""

    where: str
    names: tuple[str, ...]
    written: date | None
    _book: Any

    def sheet(self, name: str) -> Sheet:
        """Return a sheet; ``MeasureError`` where there is none or it is too large."""
        if name not in self.names:
            raise MeasureError(f"{self.where}: has no sheet {name!r}, only {', '.join(self.names)}; name one of them")
        return Sheet(name, tuple(self._rows(name)))

    def percent_columns(self, name: str) -> frozenset[int]:
        """Return the places of the columns whose figures are shown as percentages: 0.043 as 4.3%."""
        shown: dict[int, list[bool]] = {}
        try:
            for row in self._book[name].iter_rows(max_row=200):
                for place, cell in enumerate(row):
                    if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
                        shown.setdefault(place, []).append("%" in (cell.number_format or ""))
        except Exception as error:
            raise MeasureError(
                f"{self.where}: sheet {name!r} cannot be read ({_said(error)}); save it again"
            ) from error
        return frozenset(place for place, marks in shown.items() if all(marks))

    def _rows(self, name: str) -> Iterator[tuple[Cell, ...]]:
        looked_at = 0
        try:
            for row in self._book[name].iter_rows(values_only=True):
                looked_at += len(row)
                if looked_at > MAX_CELLS:
                    raise MeasureError(f"{self.where}: sheet {name!r} has over {MAX_CELLS:,} cells; save it as CSV")
                last = max((place for place, cell in enumerate(row) if cell is not None), default=-1)
                yield tuple(row[: last + 1])
        except MeasureError:
            raise
        except Exception as error:
            raise MeasureError(
                f"{self.where}: sheet {name!r} cannot be read ({_said(error)}); save it again"
            ) from error


def open_workbook(data: bytes, where: str) -> Workbook:
    """Return the workbook in ``data``; ``where`` names it in messages."""
    if not data.startswith(b"PK"):
        raise MeasureError(f"{where}: not an xlsx workbook ({_looks_like(data)}); save it as xlsx or CSV")
    _refuse_tricks(data, where)
    import openpyxl  # noqa: PLC0415 - slow to import, and few commands read workbooks
    from openpyxl import xml  # noqa: PLC0415 - the same

    if not xml.DEFUSEDXML:
        raise MeasureError(f"{where}: workbooks are read with defusedxml only; install it or unset OPENPYXL_DEFUSEDXML")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False, keep_vba=False
            )
    except Exception as error:
        raise MeasureError(f"{where}: not an xlsx workbook ({_said(error)}); save it again, or as CSV") from error
    written = book.properties.modified
    names = tuple(sheet.title for sheet in book.worksheets)
    return Workbook(where, names, written.date() if isinstance(written, datetime) else None, book)


def _refuse_tricks(data: bytes, where: str) -> None:
    """Unpack every part once, counting, and refuse what is too large or declares a document type."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or len({part.filename for part in parts}) < len(parts):
                raise MeasureError(f"{where}: {len(parts):,} parts, or two of one name; no workbook is made so")
            if sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise MeasureError(f"{where}: unpacks to over {MAX_UNPACKED:,} bytes; save what is needed as CSV")
            for part in parts:
                if part.file_size > MAX_RATIO * max(part.compress_size, 10_000):
                    raise MeasureError(
                        f"{where}: {part.filename} grows over {MAX_RATIO} times when unpacked; a bomb is not read"
                    )
                if part.flag_bits & 1:
                    raise MeasureError(f"{where}: is protected by a password; save it without one")
                _look_through(archive, part, where)
    except MeasureError:
        raise
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise MeasureError(f"{where}: not an xlsx workbook ({_said(error)}); save it again, or as CSV") from error
    except Exception as error:
        raise MeasureError(f"{where}: cannot be unpacked ({_said(error)}); save it again, or as CSV") from error


def _look_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo, where: str) -> None:
    """Unpack one part; the zip's own check of its length and sum is made on the way."""
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    before = b""
    with archive.open(part) as stream:
        while chunk := stream.read(1 << 20):
            if is_xml and _declares(before + chunk):
                raise MeasureError(f"{where}: {part.filename} declares a document type; no workbook needs one")
            before = chunk[-64:]


def _declares(data: bytes) -> bool:
    """Say whether XML in any of the encodings that a parser tells by its first bytes declares a document type."""
    plain = data.replace(b"\x00", b"").lower()
    return b"<!doctype" in plain or b"<!entity" in plain


def _looks_like(data: bytes) -> str:
    start = data[:200].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<?xml", b"<")):
        return "a web page"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return "an old xls workbook"
    return "something else" if start else "nothing"


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": ")[:200]
