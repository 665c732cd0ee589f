"""One source opened: its document with what was noticed on the way in, or why there is none."""

import re
from dataclasses import dataclass
from datetime import date

from onrecord.errors import InputError
from onrecord.ids import bytes_sha256, content_id
from onrecord.model import Document, Issue
from onrecord.read.kind import guess_kind
from onrecord.read.language import detect_language

__all__ = ["Opened", "crawl_prefix", "iso_day", "make_document", "notes", "refuse_empty"]

_PREFIX = re.compile(r"\s{0,20}date[ \t]+(\d{4}-\d\d-\d\d)(?:[ \t]+|\r?\n|\Z)")


@dataclass(frozen=True, slots=True)
class Opened:
    """One source: its name, and the document with what was noticed on the way in, or why there is none."""

    ref: str
    document: Document | None = None
    issues: tuple[Issue, ...] = ()
    error: str | None = None


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
) -> Document:
    """Return the document of a text; ``received`` are the bytes that it came in."""
    return Document(
        id=content_id("doc", url, text),
        ref=ref,
        url=url,
        title=title,
        byline=byline,
        publisher=publisher,
        published=published,
        modified=None,
        language=detect_language(text),
        kind=guess_kind(text),
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
