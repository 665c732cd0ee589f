"""The marks of quotation in a text, of any shape, and what the place of each tells it to do.

Before a word a mark opens, after one it closes; only where the place does not tell does its shape.  So marks turned
the wrong way, straight ones and ones broken by a wrong encoding are read alike.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Span

__all__ = ["Mark", "find_marks"]

_DOUBLE_OPEN = ("“", "„", "‟", "``", ",,", "â€œ", "â€ž", "\x93", "\x84", "&ldquo;", "&#8220;", "「", "『", "〝")
_DOUBLE_CLOSE = ("”", "´´", "â€\x9d", "â€�", "\x94", "&rdquo;", "&#8221;", "」", "』", "〞")
_DOUBLE_EITHER = ('"', "''", "＂", "″", "&quot;", "&#34;", "�")
_ANGLE_OPEN = ("«", "&laquo;")
_ANGLE_CLOSE = ("»", "&raquo;")
_SINGLE_OPEN = ("‘", "‛", "‚", "`", "‹", "â€˜", "\x91", "&lsquo;", "'")
_SINGLE_CLOSE = ("’", "´", "›", "â€™", "\x92", "&rsquo;")

_SHAPES = {
    **dict.fromkeys(_DOUBLE_OPEN, ("double", "open")),
    **dict.fromkeys(_DOUBLE_CLOSE, ("double", "close")),
    **dict.fromkeys(_DOUBLE_EITHER, ("double", "either")),
    **dict.fromkeys(_ANGLE_OPEN, ("angle", "open")),
    **dict.fromkeys(_ANGLE_CLOSE, ("angle", "close")),
    **dict.fromkeys(_SINGLE_OPEN, ("single", "open")),
    **dict.fromkeys(_SINGLE_CLOSE, ("single", "close")),
}
_CUT_SHORT = "â€"
"""A closing mark in the wrong encoding whose third character was lost."""

_NO_MARKS = r"â€[”“¦¢]"
"""Dashes, dots and bullets in the wrong encoding: the third character of some looks like a quotation mark."""

_MARK = re.compile(
    f"(?P<none>{_NO_MARKS})|"
    + "|".join(re.escape(shape) for shape in sorted(_SHAPES, key=lambda shape: (-len(shape), shape)))
    + rf"|{_CUT_SHORT}(?!\w)"
)
_LEFT_FREE = frozenset("([{<—–-/=>…:")
_RIGHT_FREE = frozenset(",.;:!?)]}—–…")
_MARK_CHARACTERS = frozenset("".join(_SHAPES)) - frozenset("".join(shape for shape in _SHAPES if shape[0] in ",&â"))
_FEET = re.compile(r"\d\s?['’′]\s?\d{1,2}(?:\.\d)?\s?\Z")
_TIGHT = frozenset({",,", "�"})
"""Shapes that are quotation marks only where their place says so."""

_ON_DIGITS = frozenset({'"', "''", "″", "”", "’", "'", "＂"})


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: where it stands, its family, what it does, and whether its place alone tells that."""

    start: int
    end: int
    family: Literal["double", "angle", "single"]
    does: Literal["open", "close", "either"]
    is_placed: bool
    shape: str
    is_measure: bool
    """It follows a digit and may mean inches or feet."""


def find_marks(text: str, within: Span) -> Iterator[Mark]:
    """Yield the marks of a stretch in order: not the apostrophes inside words, nor the inches after feet."""
    for found in _MARK.finditer(text, within.start, within.end):
        shape = found.group()
        if found.group("none"):
            continue
        family, does = _SHAPES.get(shape, ("double", "close"))
        start, end = found.span()
        before = text[start - 1] if start > within.start else " "
        after = text[end] if end < within.end else " "
        is_free = before.isspace() or before in _LEFT_FREE or before in _MARK_CHARACTERS
        is_word = not after.isspace() and after not in _RIGHT_FREE and (after not in _MARK_CHARACTERS or is_free)
        is_placed = is_free == is_word
        if is_placed:
            does = "open" if is_word else "close"
        elif shape in _TIGHT:
            continue
        if family == "single" and before.isalnum() and after.isalnum():
            continue
        is_measure = before.isdigit() and shape in _ON_DIGITS
        if is_measure and family == "double" and _FEET.search(text, max(within.start, start - 9), start):
            continue
        yield Mark(start, end, family, does, is_placed, shape, is_measure)  # type: ignore[arg-type]
