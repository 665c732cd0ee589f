"""RSS and Atom in: one document per item (RSS 2.0 and 1.0, RFC 4287), in order, each on its own.

Read item by item with lxml, so that a feed of any length takes the memory of one item; no entity of the feed's making
is expanded, no address is fetched.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from onrecord.errors import InputError
from onrecord.ids import bytes_sha256
from onrecord.read.markup import plain_text
from onrecord.read.opened import Opened, make_document, notes, text_notes
from onrecord.read.stated import stated_day

__all__ = ["open_feed"]

_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]{0,999}(?:\[.*?\]\s*)?>", re.DOTALL)
"""Where a document declares entities: cut off before it is parsed, so that none is known."""

_MOST_ITEMS = 10_000
"""Items of one feed: the feeds of agencies and papers hold 10 to 200."""

_ITEMS = frozenset({"item", "entry"})
_HOLDERS = frozenset({"channel", "feed", "RDF", "rss"})
_TEXTS = ("encoded", "content", "description", "summary")
_PUBLISHED = ("pubDate", "published", "issued", "date")
_MODIFIED = ("updated", "modified", "lastBuildDate")
_AUTHORS = ("author", "creator")
_WHOLE = ("encoded", "content")
_MEDIA = "http://search.yahoo.com/mrss/"


@dataclass(frozen=True, slots=True)
class _Feed:
    """What holds for each item: the hash of the whole feed as received, limits, and what to say with the first."""

    sha256: str
    max_size: int
    note: str | None
    publisher: str | None = None


def open_feed(data: bytes, name: str, url: str | None, max_size: int) -> Iterator[Opened]:
    """Yield one Opened per item; an item without text is reported and the rest go on.

    Raises:
        InputError: it is no feed, or holds no item; the message fits after "NAME: ".

    """
    from lxml import etree  # noqa: PLC0415 - a tenth of a second to import

    options = {"recover": True, "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    number = 0
    note = "declares entities of its own, which were left out" if b"<!ENTITY" in data else None
    feed = _Feed(bytes_sha256(data), max_size, note)
    try:
        for _, element in etree.iterparse(io.BytesIO(_DOCTYPE.sub(b"", data, count=1)), events=("end",), **options):
            term = _term(element)
            parent = element.getparent()
            if term == "title" and parent is not None and _term(parent) in _HOLDERS:
                feed = replace(feed, publisher=feed.publisher or _plain(element))
            if term not in _ITEMS:
                continue
            number += 1
            if number > _MOST_ITEMS:
                what = f"holds more than {_MOST_ITEMS:,} items; the rest were not read, split the feed"
                yield Opened(f"{name}:{number}", error=what)
                return
            yield _open_item(element, f"{name}:{number}", feed)
            feed = replace(feed, note=None)
            _forget(element)
    except etree.XMLSyntaxError as error:
        raise InputError(f"is no feed that can be read on ({error.msg}); give RSS or Atom") from None
    if not number:
        raise InputError(f"is XML without an RSS item or Atom entry{f', from {url}' if url else ''}; give a feed")


def _open_item(item: Any, place: str, feed: _Feed) -> Opened:
    """Return the document of one item."""
    parts: dict[str, Any] = {}
    for child in item:
        if isinstance(child.tag, str) and not child.tag.startswith("{" + _MEDIA):
            parts.setdefault(_term(child), child)
    link = _link(item)
    ref = next((word for term in ("guid", "id") if term in parts and (word := _plain(parts[term]))), link or place)
    term, text = next(((term, text) for term in _TEXTS if term in parts and (text := _text(parts[term]))), ("", ""))
    if not text:
        return Opened(ref, error="is an item without text; read its page instead" + (f": {link}" if link else ""))
    if len(text) > feed.max_size:
        return Opened(ref, error=f"holds more text than the limit of {feed.max_size:,} bytes; raise it with --max-size")
    origin: dict[str, str] = {}
    days: dict[str, Any] = {}
    for name, terms in (("published", _PUBLISHED), ("modified", _MODIFIED)):
        for stated in terms:
            day = stated_day(_plain(parts[stated])) if stated in parts else None
            if day and name not in days:
                days[name], origin[name] = day, f"feed {stated}"
    source = parts.get("source")
    document = make_document(
        text,
        b"",
        ref=ref,
        url=link,
        title=_plain(parts["title"]) if "title" in parts else None,
        byline=next((_author(parts[name]) for name in _AUTHORS if name in parts), None),
        publisher=(_plain(source) if source is not None and not len(source) else None) or feed.publisher,
        **days,
    )
    is_part = term not in _WHOLE and link is not None
    said = notes(
        feed.note,
        f"the feed gives its {term} only; the whole stands at {link}" if is_part else None,
        "the feed says when it was updated, not when it was published" if set(days) == {"modified"} else None,
    )
    return Opened(ref, replace(document, sha256=feed.sha256), said + text_notes(text), origin=origin)


def _term(element: Any) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _plain(element: Any) -> str | None:
    """Return the words of an element on one line, without markup."""
    words = "".join(element.itertext(with_tail=False))
    if "<" in words or "&" in words:
        words = plain_text(words)
    return " ".join(words.split())[:1000] or None


def _text(element: Any) -> str:
    """Return the words of a text, HTML (escaped or in place) as blocks."""
    from lxml import etree  # noqa: PLC0415 - loaded with the parser

    markup = element.text or ""
    for child in element:
        is_element = isinstance(child.tag, str)
        markup += etree.tostring(child, encoding="unicode") if is_element else child.tail or ""
    if element.get("type") == "text" or not markup.strip():
        return markup.strip()
    return plain_text(markup)


def _link(item: Any) -> str | None:
    """Return the address of an item's page: an element's text (RSS) or its ``href`` (Atom)."""
    for element in item:
        if _term(element) == "link" and element.get("rel", "alternate") == "alternate":
            address = (element.get("href") or element.text or "").strip()
            if address.startswith(("http://", "https://")):
                return address
    return None


def _author(element: Any) -> str | None:
    """Return the name of an author: ``name`` inside (Atom), or the words, without an address of e-mail (RSS)."""
    for child in element:
        if _term(child) == "name":
            return _plain(child)
    words = _plain(element) or ""
    if "@" in words:
        words = words[words.find("(") + 1 : words.rfind(")")] if "(" in words else ""
    return words or None


def _forget(element: Any) -> None:
    """Free an item that was read, and those before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
