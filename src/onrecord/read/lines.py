"""JSONL in: one document per line (RFC 8259 objects, one per line), in order, each on its own.

The shape of a line is ``{"ref", "text", "published", "title", "url", "publisher"}``, of which only ``text`` must be
there.  The text stays as given.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from onrecord.errors import InputError
from onrecord.read.opened import Opened, crawl_prefix, iso_day, make_document, notes, refuse_empty

__all__ = ["are_lines", "open_lines"]

_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}\{\s{0,100}\"")
_CHUNK = 1 << 20
_WORDS = ("title", "url", "publisher")


def are_lines(stream: BinaryIO) -> bool:
    """Say whether a stream begins with a JSON object, reading nothing off it."""
    peek = getattr(stream, "peek", None)
    return peek is not None and _OBJECT.match(peek(256)) is not None


def open_lines(stream: BinaryIO, name: str, max_size: int) -> Iterator[Opened]:
    """Yield one Opened per line of more than white space; a bad line is reported and the rest go on."""
    number = 0
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
            yield _open_line(line.rstrip(b"\r\n"), f"{name}:{number}")


def _open_line(line: bytes, place: str) -> Opened:
    """Open one line; ``place`` names it where it has no ref of its own."""
    ref = place
    try:
        row = _parse(line)
        ref = str(row["ref"]) if isinstance(row.get("ref"), str | int) else place
        text = _text(row)
    except InputError as error:
        return Opened(ref, error=str(error) if ref == place else f"({place}) {error}")
    issues = notes(*(f'"{name}" is no string and was left out' for name in _WORDS if not _is_word(row.get(name))))
    words = {name: row[name] for name in _WORDS if row.get(name) and _is_word(row[name])}
    published, problem = _published(row.get("published"), text)
    document = make_document(text, line, ref=ref, published=published, **words)
    return Opened(ref, document, issues + notes(problem, _surrogates(text)))


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


def _text(row: dict[str, Any]) -> str:
    """Return the text of a line's object, or raise InputError."""
    text = row.get("text")
    if not isinstance(text, str):
        raise InputError('has no "text" that is a string; give {"ref": "...", "text": "..."} on each line')
    refuse_empty(text)
    return text


def _is_word(value: object) -> bool:
    """Say whether a field is a string or absent."""
    return value is None or isinstance(value, str)


def _published(stated: object, text: str) -> tuple[date | None, str | None]:
    """Return the publication day that a line states, else that of a crawl prefix, and what is wrong with it."""
    if isinstance(stated, str):
        day = iso_day(stated[:10])
        return day, None if day else '"published" is no day (YYYY-MM-DD) and was left out'
    problem = None if stated is None else '"published" is no string (YYYY-MM-DD) and was left out'
    prefix = crawl_prefix(text)
    return (prefix[1] if prefix else None), problem


def _surrogates(text: str) -> str | None:
    """Return a note where the text holds characters that no encoding can write."""
    lone = sum(1 for character in text if "\ud800" <= character <= "\udfff")
    return f"holds {lone} lone surrogates, which no Unicode text has; they were kept" if lone else None
