"""JSONL in: one document per line (RFC 8259 objects, one per line), in order, each on its own.

The shape of a line is ``{"ref", "text", "published", "title", "url", "publisher"}``, of which only ``text`` must be
there; ``text`` stays as given.  Lines of another shape are read by a map of fields, given or guessed.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from onrecord.errors import InputError
from onrecord.read.fields import FIELDS, FieldMap, guess_fields, guess_note
from onrecord.read.opened import Opened
from onrecord.read.rows import RowReader

__all__ = ["are_lines", "open_lines"]

_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}\{\s{0,100}\"")
_CHUNK = 1 << 20


def are_lines(stream: BinaryIO) -> bool:
    """Say whether a stream begins with a JSON object, reading nothing off it."""
    peek = getattr(stream, "peek", None)
    return peek is not None and _OBJECT.match(peek(256)) is not None


def open_lines(stream: BinaryIO, name: str, max_size: int, given: FieldMap) -> Iterator[Opened]:
    """Yield one Opened per line of more than white space; a bad line is reported and the rest go on."""
    number = 0
    guesses = _Guesses(given)
    while True:
        try:
            line = stream.readline(max_size + 1)
            number += 1
            too_long = len(line) > max_size
            while too_long and not line.endswith(b"\n") and (line := stream.readline(_CHUNK)):
                pass
        except OSError as error:
            yield Opened(f"{name}:{number}", error=f"cannot be read ({error.strerror or error})")
            return
        if too_long:
            what = f"is a line larger than the limit of {max_size:,} bytes; raise it with --max-size"
            yield Opened(f"{name}:{number}", error=what)
        elif not line:
            return
        elif line.strip():
            yield _open_line(line.rstrip(b"\r\n"), f"{name}:{number}", guesses)


class _Guesses:
    """The map of a file's lines: as given where any is given, its own where a line has "text", else guessed."""

    def __init__(self, given: FieldMap) -> None:
        self._given = given
        own = {name: name for name in FIELDS if name not in given.values}
        self._own = FieldMap(own | dict(given.names), given.values)
        self._said: set[str] = set()

    def reader(self, row: dict[str, Any]) -> RowReader:
        """Return the reader of a row; a map that was guessed is told with the first row read by it."""
        if "text" in self._given.names or "text" in row:
            return RowReader(self._own, as_given="text", is_told=bool(self._given.names))
        guessed = guess_fields(list(row), self._given)
        if "text" not in guessed.names:
            return RowReader(self._own)
        is_new = str(guessed) not in self._said
        self._said.add(str(guessed))
        return RowReader(guessed, is_told=True, note=guess_note(guessed) if is_new else None)


def _open_line(line: bytes, place: str, guesses: _Guesses) -> Opened:
    """Open one line; ``place`` names it where it has no ref of its own."""
    try:
        row = _parse(line)
    except InputError as error:
        return Opened(place, error=str(error))
    return guesses.reader(row).open_row(row, line, place)


def _parse(line: bytes) -> dict[str, Any]:
    """Return the object of a line, or raise InputError."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError("is not UTF-8; JSONL is (RFC 8259)") from None
    except RecursionError:
        raise InputError("is nested too deeply; give one flat object per line") from None
    except ValueError as error:
        what = f"{error.msg}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else "a number too long"
        raise InputError(f"is no JSON ({what}); give one object per line") from None
    if not isinstance(row, dict):
        raise InputError('is no JSON object; give {"ref": "...", "text": "..."} on each line')
    return row
