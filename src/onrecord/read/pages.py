"""The article of an HTML page, by trafilatura (Barbaresi 2021, ACL demo): main text and metadata, no network.

The document's text is the extracted text, one paragraph per block; offsets index that, not the page.
"""

import logging
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.errors import InputError
from onrecord.read.decode import decode
from onrecord.read.opened import iso_day

__all__ = ["Page", "extract_page", "is_page"]

_PAGE_START = re.compile(
    r"\s{0,200}(?:<!--.{0,2000}?-->\s{0,200}){0,3}<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_SHORTEST = 40
"""A page with fewer characters of running text than this holds no article."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: its article and what the page says about it."""

    text: str
    title: str | None
    byline: str | None
    publisher: str | None
    published: date | None
    url: str | None
    note: str | None


def is_page(text: str) -> bool:
    """Say whether a text is an HTML page."""
    return _PAGE_START.match(text) is not None


def extract_page(data: bytes) -> Page:
    """Return the article of a page.

    The parser (libxml2) stops at its own limits of depth and size, and expands no entity of the page's making.

    Raises:
        InputError: the page holds no article; the message fits after "NAME: ".

    """
    import trafilatura  # noqa: PLC0415 - a second to import

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    markup, note = _decode_page(data)
    try:
        found: Any = trafilatura.bare_extraction(
            markup,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:
        raise InputError(
            f"is a page that cannot be taken apart ({type(error).__name__}); save its text as .txt"
        ) from error
    paragraphs = [line for line in (found.text or "").splitlines() if line.strip()] if found else []
    text = "\n\n".join(paragraphs)
    if found is None or len(text) < _SHORTEST:
        raise InputError(
            "is a page with no article text (it may be made by script); open it in a browser and save its text"
        )
    return Page(
        text=text,
        title=found.title or None,
        byline=found.author or None,
        publisher=found.sitename or None,
        published=iso_day(found.date[:10]) if found.date else None,
        url=found.url if found.url and re.match(r"https?://", found.url) else None,
        note=note,
    )


def _decode_page(data: bytes) -> tuple[str, str | None]:
    """Decode a page by the encoding that it declares, else as any text (WHATWG: a byte order mark goes first)."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and b"\x00" not in data:
        encoding = declared[1].decode("ascii").lower()
        encoding = "cp1252" if encoding in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else encoding
        try:
            return data.decode(encoding), None
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)
