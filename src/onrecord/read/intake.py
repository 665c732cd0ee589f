"""Sources in, documents out: each text as it was published, or a plain word about why it cannot be read.

The text is never rewritten: no newline is translated, nothing normalised.  The only thing cut from a file is a
crawl's ``date YYYY-MM-DD`` prefix, which becomes the publication day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from onrecord.errors import InputError
from onrecord.model import Issue
from onrecord.read.decode import decode
from onrecord.read.lines import are_lines, open_lines
from onrecord.read.opened import Opened, crawl_prefix, make_document, notes, refuse_empty
from onrecord.read.pages import extract_page, is_page
from onrecord.read.sources import Located, locate, open_located, read_bounded

__all__ = ["MAX_SIZE", "Opened", "open_sources"]

MAX_SIZE = 2 * 1024 * 1024
"""Bytes of one document: the longest news texts in corpora stay below 0.3 MB."""

_PAGES = (".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson")
_NOT_READ = {
    ".pdf": "is a PDF, which this version does not read yet; save its text as .txt",
    ".eml": "is an e-mail, which this version does not read yet; save its text as .txt",
    ".json": "is JSON; give one document per line in a .jsonl file",
}


def open_sources(
    sources: Sequence[str], *, max_size: int = MAX_SIZE, published: date | None = None
) -> Iterator[Opened]:
    """Yield one Opened per document of ``sources``, in order; never raises for one of them.

    ``sources`` are files, directories and ``-``; ``published`` goes before what a document says of itself.
    """
    for located in locate(sources):
        for opened in _open_located(located, max_size):
            yield opened if published is None else _publish(opened, published)


def _open_located(located: Located, max_size: int) -> Iterator[Opened]:
    """Yield the documents of one file."""
    suffix = Path(located.ref).suffix.lower()
    try:
        _refuse_suffix(located, suffix)
        with open_located(located) as stream:
            if suffix in _LINES or (located.path is None and are_lines(stream)):
                yield from open_lines(stream, located.ref, max_size)
            else:
                data = read_bounded(stream, max_size)
                yield _open_page(data, located.ref) if suffix in _PAGES else _open_text(data, located.ref)
    except InputError as error:
        yield Opened(located.ref, error=str(error))
    except Exception as error:  # noqa: BLE001 - whatever a decoder or parser does, the other sources are read
        yield Opened(located.ref, error=f"cannot be read ({type(error).__name__})")


def _refuse_suffix(located: Located, suffix: str) -> None:
    """Raise InputError where a name tells of a format that is not read."""
    if located.error is None and suffix in _NOT_READ:
        raise InputError(_NOT_READ[suffix])


def _open_text(data: bytes, ref: str) -> Opened:
    """Open plain text or Markdown, or a page under another name."""
    text, note = decode(data)
    if is_page(text):
        return _open_page(data, ref)
    issues = notes(note)
    published = None
    prefix = crawl_prefix(text)
    if prefix is not None and prefix[1] is not None:
        text, published = text[prefix[0] :], prefix[1]
    elif prefix is not None:
        issues += notes("the text begins with a date that is no day of the calendar; it was left there")
    refuse_empty(text)
    return Opened(ref, make_document(text, data, ref=ref, published=published), issues)


def _open_page(data: bytes, ref: str) -> Opened:
    """Open an HTML page."""
    if not data.strip():
        raise InputError("is empty; there is nothing to read")
    page = extract_page(data)
    document = make_document(
        page.text,
        data,
        ref=ref,
        url=page.url,
        title=page.title,
        byline=page.byline,
        publisher=page.publisher,
        published=page.published,
    )
    return Opened(ref, document, notes(page.note))


def _publish(opened: Opened, published: date) -> Opened:
    """Set the publication day that the user gave, and say so where the document gives another."""
    document = opened.document
    if document is None or document.published == published:
        return opened
    issues = opened.issues
    if document.published is not None:
        issues += (Issue("intake", f"published {published} as given; the document itself says {document.published}"),)
    return replace(opened, document=replace(document, published=published), issues=issues)
