"""Sources in, documents out: each text as it was published, or a plain word about why it cannot be read.

The text is never rewritten: no newline is translated, nothing normalised.  The only thing cut from a plain file is a
crawl's ``date YYYY-MM-DD`` prefix, which becomes the publication day.  What each format gives is told in its module;
a library is loaded only when a source of its kind is read.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import BinaryIO, Literal

from onrecord.errors import InputError
from onrecord.model import Document, Issue
from onrecord.read.decode import decode
from onrecord.read.fields import FieldMap
from onrecord.read.lines import are_lines, open_lines
from onrecord.read.opened import Opened, crawl_prefix, make_document, notes, refuse_empty, text_notes
from onrecord.read.pages import extract_page, is_page
from onrecord.read.segment import title_and_byline
from onrecord.read.sources import Located, locate, open_located, read_bounded
from onrecord.read.top_day import TOP_DAY, top_day

__all__ = ["MAX_SIZE", "Opened", "open_sources"]

MAX_SIZE = 2 * 1024 * 1024
"""Bytes of one document's text: the longest news texts in corpora stay below 0.3 MB."""

_CARRIED = 16
"""How many times larger a file may be that carries a text among pictures, markup or other documents."""

Format = Literal["text", "page", "pdf", "mail", "feed", "lines", "table"]

_SUFFIXES: Mapping[str, Format] = MappingProxyType(
    {
        ".html": "page", ".htm": "page", ".xhtml": "page", ".jsonl": "lines", ".ndjson": "lines", ".pdf": "pdf",
        ".eml": "mail", ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".xml": "feed", ".csv": "table",
        ".tsv": "table",
    }
)  # fmt: skip
_NOT_READ = {".json": "is JSON; give one document per line in a .jsonl file"}
_HEAD = 2048
_TOP_OF_TEXT = 4096
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}\?>)?(?:\s|<!--.{0,900}?-->|<\?[^>]{0,200}\?>){0,20}<(?:rss|feed|rdf:RDF|channel)\b",
    re.DOTALL,
)
_HEADER = re.compile(
    rb"(?:from|to|date|subject|message-id|received|return-path|mime-version|delivered-to): ?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Given:
    """What the user says of all sources: the largest document in bytes, and the map of fields of tables."""

    max_size: int
    fields: FieldMap


@dataclass(frozen=True, slots=True)
class _Received:
    """A source's bytes as they came: its name, format if that is known, and for a web page address and charset."""

    ref: str
    stream: BinaryIO
    format: Format | None = None
    url: str | None = None
    charset: str | None = None


def open_sources(
    sources: Sequence[str],
    *,
    max_size: int = MAX_SIZE,
    published: date | None = None,
    fields: FieldMap | None = None,
) -> Iterator[Opened]:
    """Yield one Opened per document of ``sources``, in order; never raises for one of them.

    ``sources`` are files, directories, addresses and ``-``; ``published`` goes before what a document says of itself;
    ``fields`` says which field of a table's rows is which of a document.
    """
    given = _Given(max_size, fields or FieldMap())
    for located in locate(sources):
        for opened in _open_located(located, given):
            yield opened if published is None else _publish(opened, published)


def _open_located(located: Located, given: _Given) -> Iterator[Opened]:
    """Yield the documents of one source."""
    try:
        with _receive(located, given) as received:
            yield from _open_received(received, given)
    except InputError as error:
        yield Opened(located.ref, error=str(error))
    except Exception as error:  # noqa: BLE001 - whatever a decoder or parser does, the other sources are read
        yield Opened(located.ref, error=f"cannot be read ({type(error).__name__})")


@contextmanager
def _receive(located: Located, given: _Given) -> Iterator[_Received]:
    """Open a file, or fetch an address, or raise InputError."""
    if located.address is not None:
        from onrecord.read.fetch import fetch  # noqa: PLC0415 - only for addresses

        answer = fetch(located.address, _CARRIED * given.max_size)
        body: BinaryIO = io.BufferedReader(io.BytesIO(answer.body))
        yield _Received(located.ref, body, answer.format, answer.url, answer.charset)
        return
    suffix = PurePosixPath(located.ref).suffix.lower()
    if located.error is None and suffix in _NOT_READ:
        raise InputError(_NOT_READ[suffix])
    with open_located(located) as stream:
        yield _Received(located.ref, stream, _SUFFIXES.get(suffix))


def _open_received(received: _Received, given: _Given) -> Iterator[Opened]:
    """Yield the documents of bytes in the format that is known, or that they show."""
    kind = received.format or _shown(received)
    ref, stream = received.ref, received.stream
    if kind == "lines":
        yield from open_lines(stream, ref, given.max_size, given.fields)
    elif kind == "table":
        from onrecord.read.csvrows import open_rows  # noqa: PLC0415 - only for tables

        yield from open_rows(stream, ref, given.max_size, given.fields)
    elif kind == "text":
        yield _open_text(read_bounded(stream, given.max_size), received, given)
    elif kind == "page":
        yield _open_page(read_bounded(stream, _CARRIED * given.max_size), received, given)
    else:
        yield from _open_carrier(kind, received, given)


def _open_carrier(kind: Format, received: _Received, given: _Given) -> Iterator[Opened]:
    """Yield the documents of a file that carries text among other things."""
    data = read_bounded(received.stream, _CARRIED * given.max_size)
    if not data.strip():
        raise InputError("is empty; there is nothing to read")
    if kind == "pdf":
        from onrecord.read.pdf import open_pdf  # noqa: PLC0415 - only for PDF

        yield open_pdf(data, received.ref, received.url, given.max_size)
    elif kind == "mail":
        from onrecord.read.mail import open_mail  # noqa: PLC0415 - only for e-mail

        yield open_mail(data, received.ref, given.max_size)
    else:
        from onrecord.read.feeds import open_feed  # noqa: PLC0415 - only for feeds

        yield from open_feed(data, received.ref, received.url, given.max_size)


def _shown(received: _Received) -> Format:
    """Return the format that the first bytes show; standard input may also be lines or an e-mail."""
    peek = getattr(received.stream, "peek", None)
    if peek is None:
        return "text"
    head = peek(_HEAD)[:_HEAD]
    if head.startswith(b"%PDF-"):
        return "pdf"
    if _FEED.match(head):
        return "feed"
    is_stdin = received.ref == "stdin"
    if is_stdin and are_lines(received.stream):
        return "lines"
    lines = head.split(b"\n")[:20]
    return "mail" if is_stdin and sum(1 for line in lines if _HEADER.match(line)) >= 3 else "text"


def _open_text(data: bytes, received: _Received, given: _Given) -> Opened:
    """Open plain text or Markdown, or a page under another name."""
    text, note = decode(data)
    if is_page(text):
        return _open_page(data, received, given)
    issues = notes(note)
    published, place = top_day(text[:_TOP_OF_TEXT].splitlines()), TOP_DAY
    prefix = crawl_prefix(text)
    if prefix is not None and prefix[1] is not None:
        text, published, place = text[prefix[0] :], prefix[1], "crawl prefix"
    elif prefix is not None:
        issues += notes("the text begins with a date that is no day of the calendar; it was left there")
    refuse_empty(text)
    document = make_document(text, data, ref=received.ref, url=received.url, published=published)
    title, byline = title_and_byline(document)
    document = replace(document, title=title, byline=byline)
    origin = {"published": place} if published else {}
    return Opened(received.ref, document, issues + text_notes(text), origin=origin)


def _open_page(data: bytes, received: _Received, given: _Given) -> Opened:
    """Open an HTML page."""
    if not data.strip():
        raise InputError("is empty; there is nothing to read")
    page = extract_page(data, received.charset, given.max_size)
    about = page.about
    document = make_document(
        page.text,
        data,
        ref=received.ref,
        url=_own_address(about.url, received.url),
        title=about.title,
        byline=about.byline,
        publisher=about.publisher,
        published=about.published,
        modified=about.modified,
        kind=about.kind,
    )
    days = {"published": about.published_from, "modified": about.modified_from}
    origin = {name: place for name, place in days.items() if place is not None}
    return Opened(received.ref, document, notes(*page.notes) + text_notes(page.text), origin=origin)


def _own_address(stated: str | None, fetched: str | None) -> str | None:
    """Return the address that a page calls its own, but that from which it came where the two differ in host."""
    if fetched is None or stated is None:
        return stated or fetched
    hosts = [
        re.sub(r"\Ahttps?://(?:www\.|amp\.|m\.)?([^/:?#]*).*", r"\1", address).lower() for address in (stated, fetched)
    ]
    return stated if hosts[0] == hosts[1] else fetched


def _publish(opened: Opened, published: date) -> Opened:
    """Set the publication day that the user gave, and say so where the document gives another."""
    document: Document | None = opened.document
    if document is None:
        return opened
    origin = {**opened.origin, "published": "given"}
    if document.published == published:
        return replace(opened, origin=origin)
    issues = opened.issues
    if document.published is not None:
        issues += (Issue("intake", f"published {published} as given; the document itself says {document.published}"),)
    return replace(opened, document=replace(document, published=published), issues=issues, origin=origin)
