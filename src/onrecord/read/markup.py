"""HTML to blocks of text: paragraphs, headings, list items and cells in the order of the page.

Parsed by libxml2 (through lxml), which stops at its own limits of depth and size and expands no entity of the page's
making; walked without recursion, so that no nesting can exhaust the stack.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from onrecord.errors import InputError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Block", "blocks_of", "has_markup", "parse_markup", "plain_text", "tame", "weight"]

_MARKUP = re.compile(
    r"</(?:p|div|span|a|b|i|em|strong|ul|ol|li|blockquote|h[1-6]|table|body|html)\s*>|<(?:p|br|hr)\b[^<>]{0,400}>",
    re.IGNORECASE,
)
_LONG_TAG = re.compile(r"<([a-z][\w:-]{0,40})[\s/][^<>]{4000,}", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 400
"""An element with more has them cut off: parsers take the square of their number in time."""

_APART = frozenset({"h-card", "quote-inline"})
"""Classes of Mastodon-like sites: an account that is named in a post, and the address of a post that it quotes."""

_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_BREAK = re.compile(r"\n{2,}")
_UNSEEN = {ord(character): None for character in "\u00ad\u200b\u2060\ufeff"}
"""Soft hyphens, zero-width spaces and joiners: they show nothing, and part words for every reader of the text."""

_SKIPPED = frozenset(
    {
        "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "embed", "button", "select",
        "textarea", "input", "head", "title", "meta", "link", "audio", "video", "canvas", "map",
    }
)  # fmt: skip
_BLOCK = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
        "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul", "caption",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, item or cell.

    ``element`` is the block element that holds it; ``link_share`` the share of its characters that stand in links.
    """

    text: str
    element: Any
    link_share: float = 0.0

    @property
    def tag(self) -> str:
        """The element's name."""
        return str(self.element.tag)


@dataclass(slots=True)
class _Draft:
    """A block while it is read: its pieces in order (``None``: a line break), and how much of them is linked."""

    element: Any
    pieces: list[str | None] = field(default_factory=list)
    linked: int = 0


def has_markup(text: str) -> bool:
    """Say whether a text holds HTML tags."""
    return _MARKUP.search(text) is not None


def plain_text(text: str) -> str:
    """Return a fragment of HTML as text, one paragraph per block; empty where it has no words.

    Raises:
        InputError: libxml2 makes nothing of it; the message fits after "NAME: ".

    """
    return "\n\n".join(block.text for block in blocks_of(parse_markup(text))) if text.strip() else ""


def weight(text: str) -> int:
    """Return the characters of a page without its scripts and styles, which cost a parser nothing."""
    lower = text.lower()
    size = len(lower)
    for name in ("script", "style"):
        at = 0
        while (begin := lower.find(f"<{name}", at)) >= 0 and (end := lower.find(f"</{name}", begin)) >= 0:
            size -= end - begin
            at = end + 1
    return size


def tame(text: str) -> str:
    """Return markup in which no element has more attributes than a parser takes in no time."""
    return _LONG_TAG.sub(_shorten, text)


def _shorten(found: re.Match[str]) -> str:
    """Return a long tag as it is, or its name alone where it has too many attributes."""
    return found[0] if len(_QUOTED.sub("", found[0]).split()) <= _MOST_ATTRIBUTES else f"<{found[1]} "


def parse_markup(text: str) -> "HtmlElement":
    """Return the tree of a page or fragment.

    Raises:
        InputError: libxml2 makes nothing of it; the message fits after "NAME: ".

    """
    from lxml import etree, html  # noqa: PLC0415 - a tenth of a second to import

    data = tame(text).replace("\x00", "").encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise InputError("is markup that cannot be taken apart; save its text as .txt") from None
    return root


def blocks_of(root: "HtmlElement") -> list[Block]:
    """Return the blocks of a tree in order, none of them empty."""
    found: list[Block] = []
    draft = _Draft(root)
    holders: list[Any] = [root]
    links = 0
    for element, step in _walk(root):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCK and step != "skip" and element is not root:
            found += _finish(draft)
            if step == "open":
                holders.append(element)
            else:
                holders.pop()
            draft = _Draft(holders[-1])
        elif tag == "br" and step == "open":
            draft.pieces.append(None)
        elif tag == "a" and step != "skip":
            links += 1 if step == "open" else -1
        if tag == "q" and step != "skip":
            draft.pieces.append("“" if step == "open" else "”")
        words = element.text if step == "open" else element.tail if element is not root else None
        if words and step == "close" and words[0].isalnum() and _stands_apart(element):
            words = f" {words}"
        if words:
            draft.pieces.append(words)
            draft.linked += len(_SPACE.sub(" ", words)) if links else 0
    return found + _finish(draft)


def _stands_apart(element: "HtmlElement") -> bool:
    """Say whether a page shows an element apart from the word behind it: a post's account or address."""
    classes = (element.get("class") or "").split()
    is_address = element.tag == "a" and "".join(element.itertext()).lstrip().startswith(("http://", "https://"))
    return is_address or not _APART.isdisjoint(classes)


def _walk(root: "HtmlElement") -> Iterator[tuple[Any, Literal["open", "close", "skip"]]]:
    """Yield every element as it opens and as it closes; one that no reader sees is skipped whole."""
    pending: list[tuple[Any, Literal["open", "close"]]] = [(root, "open")]
    while pending:
        element, step = pending.pop()
        if step == "close":
            yield element, "close"
        elif not isinstance(element.tag, str) or element.tag in _SKIPPED or _is_hidden(element):
            yield element, "skip"
        else:
            yield element, "open"
            pending.append((element, "close"))
            pending.extend((child, "open") for child in reversed(element))


def _is_hidden(element: "HtmlElement") -> bool:
    """Say whether an element is marked as not shown."""
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _finish(draft: _Draft) -> list[Block]:
    """Return the paragraphs of a draft: a ``br`` ends a line, two end a paragraph, a newline is white space."""
    lines: list[list[str]] = [[]]
    for piece in draft.pieces:
        if piece is None:
            lines.append([])
        else:
            lines[-1].append(piece)
    tidy = "\n".join(_SPACE.sub(" ", "".join(line).translate(_UNSEEN)).strip() for line in lines)
    paragraphs = [paragraph.strip() for paragraph in _BREAK.split(tidy) if paragraph.strip()]
    share = min(1.0, draft.linked / max(1, sum(map(len, paragraphs))))
    return [Block(paragraph, draft.element, share) for paragraph in paragraphs]
