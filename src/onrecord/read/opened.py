"""One source opened: its document with what was noticed on the way in, or why there is none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from onrecord.errors import InputError
from onrecord.ids import bytes_sha256, content_id
from onrecord.model import Document, DocumentKind, Issue
from onrecord.read.kind import guess_kind
from onrecord.read.language import detect_language
from onrecord.read.mojibake import mojibake

__all__ = ["Opened", "crawl_prefix", "iso_day", "make_document", "notes", "refuse_empty", "refuse_long", "text_notes"]

_PREFIX = re.compile(r"\s{0,20}date[ \t]+(\d{4}-\d\d-\d\d)(?:[ \t]+|\r?\n|\Z)")


@dataclass(frozen=True, slots=True)
class Opened:
    """One source: its name, and the document with what was noticed on the way in, or why there is none.

    ``origin`` says where the days of publication and modification stand, and which fields of a table were read.
    """

    ref: str
    document: Document | None = None
    issues: tuple[Issue, ...] = ()
    error: str | None = None
    origin: Mapping[str, str] = field(default_factory=dict)


LARGEST_TEXT = 4 * 1024 * 1024
"""Characters of the longest text that is read: in 2 GB of memory, at some 350 bytes for each beside the models."""


def make_document(
    text: str,
    received: bytes,
    *,
    ref: str | None,
    url: str | None = None,
    title: str | None = None,
    byline: str | None = None,
    publisher: str | None = None,
    published: date | None = None,
    modified: date | None = None,
    kind: DocumentKind | None = None,
) -> Document:
    """Return the document of a text; ``received`` are its bytes as they came, ``kind`` what the source says it is.

    Raises:
        InputError: the text is longer than what is read in 2 GB of memory.

    """
    refuse_long(text)
    return Document(
        id=content_id("doc", url, text),
        ref=ref,
        url=url,
        title=title,
        byline=byline,
        publisher=publisher,
        published=published,
        modified=modified,
        language=detect_language(text),
        kind=kind or guess_kind(text),
        text=text,
        sha256=bytes_sha256(received),
    )


def crawl_prefix(text: str) -> tuple[int, date | None] | None:
    """Return the length of a crawl's ``date YYYY-MM-DD`` prefix and its day (``None``: no such day), if any."""
    found = _PREFIX.match(text)
    return None if found is None else (found.end(), iso_day(found[1]))


def iso_day(stated: str) -> date | None:
    """Return the day that ``YYYY-MM-DD`` names, ``None`` where there is none."""
    try:
        return date.fromisoformat(stated)
    except ValueError:
        return None


def notes(*texts: str | None) -> tuple[Issue, ...]:
    """Return an intake issue for each text."""
    return tuple(Issue("intake", text) for text in texts if text is not None)


def refuse_empty(text: str) -> None:
    """Raise InputError where there is nothing but white space."""
    if not text.strip():
        raise InputError("is empty; there is nothing to read")


def refuse_long(text: str) -> None:
    """Raise InputError where a text is longer than what is read in 2 GB of memory."""
    if len(text) > LARGEST_TEXT:
        raise InputError(
            f"holds {len(text):,} characters, more than the {LARGEST_TEXT:,} that are read of one text; split it"
        )


def text_notes(text: str) -> tuple[Issue, ...]:
    """Return the issues of a text whose characters were damaged before it came here; all of them are kept."""
    found = list(notes(_surrogates(text)))
    broken = mojibake(text)
    if broken is not None:
        found.append(Issue("intake", broken.what, broken.start, broken.end))
    at = text.find("\ufffd")
    if at >= 0:
        what = f"holds {text.count(chr(0xFFFD))} characters that could not be read (U+FFFD); they were kept"
        found.append(Issue("intake", what, at, at + 1))
    return tuple(found)


def _surrogates(text: str) -> str | None:
    """Return a note where the text holds characters that no encoding can write."""
    lone = sum(1 for character in text if "\ud800" <= character <= "\udfff")
    return f"holds {lone} lone surrogates, which no Unicode text has; they were kept" if lone else None
