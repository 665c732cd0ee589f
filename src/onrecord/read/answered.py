"""What a message answers: the quoted reply below or between a sender's own words, which are not the sender's.

'On Tue, Jun 3, 2025, Ada Lund wrote:' and lines with '>' (RFC 3676 calls it quoting), '-----Original Message-----' and
what follows it, and in HTML the elements in which mailers put it.  A message that is nothing else is kept whole.
"""

import re
from typing import TYPE_CHECKING

from onrecord.read.markup import blocks_of, parse_markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["own_html", "own_words"]

_WROTE = r"[ \t]*(?:On\s[^\n]{5,160}(?:\n[^\n]{1,120}?)?\swrote:|[^\n:]{2,120}\s(?:wrote|writes):)[ \t]*"
_QUOTED = re.compile(rf"(?m)(?:^{_WROTE}\n(?:[ \t]*\n){{0,3}})?(?:^[ \t]*>[^\n]*(?:\n|\Z))+")
_LEFT_ALONE = re.compile(rf"(?:\A|\n){_WROTE}\s*\Z")
_ORIGINAL = re.compile(
    r"(?im)^[ \t]*(?:-{3,}[ \t]*original message[ \t]*-{3,}|_{10,}[ \t]*\n(?=[ \t]*from:)"
    r"|(?=from:[^\n]+\n(?:sent|date):[^\n]+\n(?:to|cc|subject):))"
)
_IN_HTML = ("blockquote[@type='cite']", "*[contains(@class, 'gmail_quote')]", "*[contains(@class, 'yahoo_quoted')]")


def own_words(text: str) -> tuple[str, bool]:
    """Return a message's text without what it answers, and whether anything was left out."""
    original = _ORIGINAL.search(text)
    own = text[: original.start()] if original and text[: original.start()].strip() else text
    own = _LEFT_ALONE.sub("\n", _QUOTED.sub("\n", own)) if own.strip() else own
    if not own.strip() or own == text:
        return text, False
    return own.strip("\n"), True


def own_html(text: str) -> tuple[str, bool]:
    """Return the words of a message's HTML without what it answers, and whether anything was left out."""
    if not text.strip():
        return "", False
    root = parse_markup(text)
    whole = _words(root)
    for path in _IN_HTML:
        for element in root.xpath(f"//{path}"):
            element.drop_tree()
    own, _ = own_words(_words(root))
    return (own, True) if own.strip() and own != whole else (whole, False)


def _words(root: "HtmlElement") -> str:
    return "\n\n".join(block.text for block in blocks_of(root))
