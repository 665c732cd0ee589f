"""Makes text from an article safe to show: what would steer a terminal or reorder a line becomes visible.

Nothing is dropped: a control character is shown as its picture (Unicode block Control Pictures) or its code point.
The set follows Unicode TR 36 (bidirectional spoofing) and ECMA-48 (control sequences, C0 and C1).
"""

import re

__all__ = ["flat", "is_web_link", "shorten", "visible"]

_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 without tab and newlines, DEL, C1
    "\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # bidi, invisible, separators
    "\ud800-\udfff\U000e0000-\U000e007f]"  # lone surrogates, tags
)
_WEB_LINK = re.compile(r"https?://[^\s\"'<>\\]+\Z", re.IGNORECASE)


def visible(text: str) -> str:
    """Return ``text`` with every steering character replaced by something that can be seen.

    Tab, line feed and carriage return stay; the result can be written as UTF-8.
    """
    return _STEERING.sub(_picture, text)


def flat(text: str) -> str:
    """Return ``text`` visible and on one line, each run of white space one space."""
    return " ".join(visible(text).split())


def shorten(text: str, limit: int) -> str:
    """Return ``text`` flat and at most ``limit`` characters long, cut at a word where one ends nearby."""
    line = flat(text)
    if len(line) <= limit:
        return line
    cut = line[: max(limit - 1, 1)]
    head, space, _ = cut.rpartition(" ")
    return f"{head if space and len(head) > limit // 2 else cut}…"


def is_web_link(url: str | None) -> bool:
    """Say whether ``url`` is an http or https address with nothing in it that could end an attribute."""
    return url is not None and _WEB_LINK.match(url) is not None and visible(url) == url


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"⟨U+{code:04X}⟩"
