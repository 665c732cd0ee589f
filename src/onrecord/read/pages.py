"""The article of an HTML page: two extractors vote on its blocks, and the page tells what it is.

The document's text is the page's own words, one paragraph per block, in the order of the page; offsets index that,
not the page.  No network.
"""

import logging
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from onrecord.errors import InputError
from onrecord.read.decode import decode
from onrecord.read.markup import blocks_of, parse_markup, tame, weight
from onrecord.read.page_about import About, about_page
from onrecord.read.page_clean import clean_page, is_live
from onrecord.read.page_votes import Choice, choose_blocks

if TYPE_CHECKING:
    from onrecord.model import DocumentKind

__all__ = ["Page", "extract_page", "is_page"]

_PAGE_START = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}\?>\s{0,200})?(?:<!--.{0,2000}?-->\s{0,200}){0,3}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_SHORTEST = 40
"""A page with fewer characters of running text than this holds no article."""

_MARKUP = 2
"""Times more markup than text that a page may have beside its scripts: what two extractors read in half a minute."""

_NO_ARTICLE = "is a page with no article text (it may be made by script); open it in a browser and save its text"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: its article, what the page says about it, and what to know about the reading of it."""

    text: str
    about: About
    notes: tuple[str, ...]


def is_page(text: str) -> bool:
    """Say whether a text is an HTML page."""
    return _PAGE_START.match(text) is not None


def extract_page(data: bytes, charset: str | None, max_size: int) -> Page:
    """Return the article of a page; ``charset`` is what the server called its encoding, ``max_size`` is in bytes.

    Raises:
        InputError: the page holds no article, or one that is too large; the message fits after "NAME: ".

    """
    markup, note = _decode_page(data, charset)
    if weight(markup) > _MARKUP * max_size:
        raise InputError(f"holds more markup than {_MARKUP * max_size:,} characters; raise the limit with --max-size")
    root = parse_markup(markup)
    about = about_page(root, tame(markup))
    kind: DocumentKind | None = "live" if is_live(root) else about.kind
    clean_page(root)
    choice = _choose(root)
    text = "\n\n".join(block.text for block in choice.blocks)
    if len(text) < _SHORTEST:
        raise InputError(_NO_ARTICLE)
    if len(text) > max_size:
        raise InputError(f"holds more text than the limit of {max_size:,} bytes; raise it with --max-size")
    notes = (*(() if note is None else (note,)), *about.notes, *choice.notes)
    return Page(text, replace(about, kind=kind), notes)


def _choose(root: Any) -> Choice:
    """Return the article's blocks of a cleaned tree."""
    from lxml import html  # noqa: PLC0415 - loaded with the parser

    blocks = blocks_of(root)
    if sum(len(block.text) for block in blocks) < _SHORTEST:
        return Choice((), ())
    markup = html.tostring(root, encoding="unicode")
    return choose_blocks(blocks, _first_text(markup), _second_text(markup))


def _first_text(markup: str) -> str | None:
    """Return what trafilatura takes for the article (Barbaresi 2021, ACL demonstrations)."""
    import trafilatura  # noqa: PLC0415 - a second to import

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found: Any = trafilatura.bare_extraction(markup, with_metadata=False, include_comments=False)
    except Exception:  # noqa: BLE001 - the second extractor remains
        return None
    return found.text if found else None


def _second_text(markup: str) -> str | None:
    """Return what Resiliparse takes for the article (Bevendorff et al. 2018, ECIR; 2023, SIGIR on extraction)."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - only for pages

    try:
        return str(extract_plain_text(markup, main_content=True, alt_texts=False, list_bullets=False))
    except Exception:  # noqa: BLE001 - the first extractor remains
        return None


def _decode_page(data: bytes, charset: str | None) -> tuple[str, str | None]:
    """Decode a page by a byte order mark, what the server said, what it declares itself, else as any text (WHATWG)."""
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and b"\x00" not in data:
        declared = _CHARSET.search(data[:4096])
        for stated in (charset, declared[1].decode("ascii") if declared else None):
            encoding = (stated or "").lower()
            encoding = "cp1252" if encoding in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else encoding
            try:
                return data.decode(encoding), None
            except (LookupError, UnicodeDecodeError, ValueError):
                continue
    return decode(data)
