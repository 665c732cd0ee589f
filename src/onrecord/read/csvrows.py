"""CSV in (RFC 4180, and what spreadsheets make of it): one document per row, in order, each on its own.

The first row names the columns; which of them is the text, the day and the rest is said by a map or guessed by name.
HTML in the text column is read as blocks.
"""

import csv
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from onrecord.errors import InputError
from onrecord.read.decode import decode
from onrecord.read.fields import FieldMap, guess_fields, guess_note
from onrecord.read.opened import Opened, notes
from onrecord.read.rows import RowReader

__all__ = ["open_rows"]

_CHUNK = 1 << 20
_SEPARATORS = ",;\t|"
_MOST_COLUMNS = 1000


class _Lines:
    """The lines of a stream as text, with the bytes of those taken since last asked for."""

    def __init__(self, stream: BinaryIO, max_size: int) -> None:
        self._stream = stream
        self._max_size = max_size
        self._received: list[bytes] = []
        self._size = 0
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Return the next line; raises InputError once a row has grown too large."""
        line = self._stream.readline(self._max_size + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self._size += len(line)
        if self._size > self._max_size:
            self._skip(line)
            what = f"is a row larger than the limit of {self._max_size:,} bytes"
            raise InputError(f"{what}; close its quotation marks, or raise the limit with --max-size")
        self._received.append(line)
        if self.number == 1:
            if line.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise InputError("is UTF-16; save it as UTF-8 (in a spreadsheet: CSV UTF-8)")
            return decode(line)[0]
        try:
            return line.decode("utf-8").replace("\x00", "")
        except UnicodeDecodeError:
            return decode(line.replace(b"\x00", b""))[0]

    def take(self) -> bytes:
        """Return the bytes of the lines since the last call."""
        received = b"".join(self._received)
        self._received.clear()
        self._size = 0
        return received

    def _skip(self, line: bytes) -> None:
        """Read on to the end of an endless line."""
        self._received.clear()
        self._size = 0
        while not line.endswith(b"\n") and (line := self._stream.readline(_CHUNK)):
            pass


def open_rows(stream: BinaryIO, name: str, max_size: int, given: FieldMap) -> Iterator[Opened]:
    """Yield one Opened per row; a bad row is reported and the rest go on.

    Raises:
        InputError: there is no row of column names, or none of them is the text; the message fits after "NAME: ".

    """
    csv.field_size_limit(max(csv.field_size_limit(), max_size))
    lines = _Lines(stream, max_size)
    columns, separator = _columns(lines)
    fields = guess_fields(columns, given)
    if "text" not in fields.names and "text" not in fields.values:
        what = f"has no column that looks like the text among {', '.join(columns[:20])}"
        raise InputError(f"{what}; say which with --map text=NAME")
    missing = [column for column in fields.names.values() if column not in columns]
    if missing:
        raise InputError(f"has no column '{missing[0]}'; it has {', '.join(columns[:20])}")
    note = guess_note(fields) if fields != given else None
    rows = csv.reader(lines, delimiter=separator)
    while True:
        place = f"{name}:{lines.number + 1}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except (InputError, csv.Error) as error:
            lines.take()
            rows = csv.reader(lines, delimiter=separator)
            yield Opened(place, error=str(error) if isinstance(error, InputError) else f"is no row of CSV ({error})")
            continue
        except OSError as error:
            yield Opened(place, error=f"cannot be read ({error.strerror or error})")
            return
        received = lines.take().rstrip(b"\r\n")
        if not any(cell.strip() for cell in row):
            continue
        reader = RowReader(fields, is_told=True, note=note)
        note = None
        opened = reader.open_row(dict(zip(columns, row, strict=False)), received, place)
        yield opened if len(row) == len(columns) else _with_width(opened, len(row), len(columns))


def _columns(lines: _Lines) -> tuple[list[str], str]:
    """Return the names of the columns and what parts them, or raise InputError."""
    first = next(lines, "")
    separator = max(_SEPARATORS, key=first.count)
    try:
        columns = [column.strip() for column in next(csv.reader([first], delimiter=separator), [])]
    except csv.Error as error:
        raise InputError(f"has no row of column names ({error}); give it one") from None
    lines.take()
    if not any(columns):
        raise InputError("is empty; there is nothing to read" if not first.strip() else "has no column names")
    if len(columns) > _MOST_COLUMNS:
        raise InputError(f"has {len(columns):,} columns, more than any table of texts; is it CSV?")
    return columns, separator


def _with_width(opened: Opened, found: int, expected: int) -> Opened:
    """Return an Opened with an issue of a row that is shorter or longer than the first."""
    what = f"the row has {found} cells where the first row names {expected}; they were taken in order"
    return replace(opened, issues=opened.issues + notes(what))
