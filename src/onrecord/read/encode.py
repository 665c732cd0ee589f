"""Text to the windows that the encoder reads; training and reading cut the same text the same way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from onrecord.read.blind import StandIn
from onrecord.read.lexicon import load_lexicon
from onrecord.read.plain import Plain, make_plain

__all__ = ["CASES", "PIECES", "QUOTES", "STARTS", "Pieces", "Window", "cut_pieces", "cut_windows"]

PIECES = 192
"""Length of a window with its two special pieces: a paragraph and what surrounds it.  Chosen on PolNeAR dev among 160
to 384 (``training/NOTES.md``); the encoder was trained on windows of 256, and reads longer ones worse."""

CONTEXT = 48
"""Pieces of earlier text that a window repeats, so that no sentence is read without what leads up to it."""

CASES = ("lower", "title", "upper", "inside", "other")
QUOTES = ("outside", "inside", "mark")
STARTS = ("no", "word", "paragraph")

_OPEN = "“«„‟‹"
_CLOSE = "”»›"
_STRAIGHT = '"＂'
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text in word pieces.

    ``ids`` [n]; ``offsets`` n half-open character pairs into the text; ``features`` [n, 3] (indexes into ``CASES``,
    ``QUOTES``, ``STARTS``); ``paragraphs`` [n] numbers from 0; ``words`` [n] numbers from 0.
    """

    ids: Ints
    offsets: tuple[tuple[int, int], ...]
    features: Ints
    paragraphs: Ints
    words: Ints

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.offsets)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``start`` to ``end`` of a text, read together; those from ``own`` on are new in this window."""

    start: int
    own: int
    end: int


def cut_pieces(text: str, tokenizer: Tokenizer, stand_ins: Sequence[StandIn] = ()) -> Pieces:
    """Cut a text into word pieces with their surface features; a stand-in is one piece, at its own word's place.

    What is cut is the plain text (``plain.make_plain``); the offsets index the text itself.
    """
    plain = make_plain(text)
    if not plain.edits:
        return _cut(text, tokenizer, stand_ins)
    pieces = _cut(plain.text, tokenizer, tuple(_moved(plain, stand_ins)))
    return replace(pieces, offsets=tuple(plain.back(start, end) for start, end in pieces.offsets))


def _moved(plain: Plain, stand_ins: Sequence[StandIn]) -> Iterator[StandIn]:
    """Yield stand-ins at their places in the plain text."""
    for item in stand_ins:
        yield StandIn(plain.forward(item.start), plain.forward(item.end), item.word)


def _cut(text: str, tokenizer: Tokenizer, stand_ins: Sequence[StandIn]) -> Pieces:
    """Cut a plain text into word pieces."""
    ids, offsets = _tokens(text, tokenizer, stand_ins)
    count = len(offsets)
    features = np.zeros((count, 3), dtype=np.int64)
    paragraphs = np.zeros(count, dtype=np.int64)
    words = np.zeros(count, dtype=np.int64)
    paragraph, word, at, inside = 0, -1, 0, False
    for index, (start, end) in enumerate(offsets):
        gap = text[at:start]
        new_paragraph = index == 0 or "\n" in gap
        new_word = new_paragraph or bool(gap) or not (text[start].isalnum() and text[at - 1].isalnum())
        if new_paragraph and index:
            paragraph += 1
            inside = False
        word += new_word
        surface = text[start:end]
        inside, quote = _quote_state(surface, inside)
        features[index] = (_case(surface, new_word=new_word), quote, 2 if new_paragraph else int(new_word))
        paragraphs[index] = paragraph
        words[index] = word
        at = end
    return Pieces(np.asarray(ids, dtype=np.int64), tuple(offsets), features, paragraphs, words)


def _tokens(
    text: str, tokenizer: Tokenizer, stand_ins: Sequence[StandIn]
) -> tuple[Sequence[int], Sequence[tuple[int, int]]]:
    """Return ids and places of a text's pieces, with stand-ins in place of the pieces of their words."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    if not stand_ins:
        return encoding.ids, encoding.offsets
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    coming = iter(stand_ins)
    item = next(coming, None)
    until = 0
    for piece, (start, end) in zip(encoding.ids, encoding.offsets, strict=True):
        if start < until:
            continue
        while item is not None and item.start < start:
            item = next(coming, None)
        if item is not None and item.start == start and end <= item.end:
            stand_in = tokenizer.token_to_id(item.word)
            ids.append(piece if stand_in is None else stand_in)
            offsets.append((item.start, item.end))
            until = item.end
        else:
            ids.append(piece)
            offsets.append((start, end))
    return ids, offsets


def cut_windows(pieces: Pieces, length: int = PIECES, context: int = CONTEXT) -> tuple[Window, ...]:
    """Cut pieces into windows of at most ``length - 2``, at paragraph starts where that wastes little.

    Each piece is new in exactly one window; a window repeats up to ``context`` pieces before its own.
    """
    count, room = len(pieces), length - 2
    starts = [i for i in range(count) if i == 0 or pieces.paragraphs[i] != pieces.paragraphs[i - 1]]
    windows: list[Window] = []
    own = 0
    while own < count:
        start = _context_start(starts, own, context)
        end = min(count, start + room)
        if end < count:
            end = _last_break(pieces, starts, own, end)
        windows.append(Window(start, own, end))
        own = end
    return tuple(windows)


def _context_start(starts: Sequence[int], own: int, context: int) -> int:
    """Return the first paragraph start within ``context`` pieces before ``own``, or that far back."""
    if own == 0:
        return 0
    floor = max(0, own - context)
    return next((start for start in starts if floor <= start < own), floor)


def _last_break(pieces: Pieces, starts: Sequence[int], own: int, end: int) -> int:
    """Return the last paragraph start before ``end`` that keeps half the window, else the last word start."""
    middle = own + (end - own) // 2
    for start in reversed(starts):
        if middle <= start <= end:
            return start
        if start < middle:
            break
    for index in range(end, middle, -1):
        if pieces.words[index] != pieces.words[index - 1]:
            return index
    return end


def _case(surface: str, *, new_word: bool) -> int:
    if not new_word:
        return 3
    if not surface[0].isalpha():
        return 4
    if surface.isupper() and len(surface) > 1:
        return 1 if surface in load_lexicon("blind")["abbreviations"] else 2
    return 1 if surface[0].isupper() else 0


def _quote_state(surface: str, inside: bool) -> tuple[bool, int]:
    """Return whether the text after this piece is quoted, and the piece's own state."""
    if surface[0] in _OPEN:
        return True, 2
    if surface[0] in _CLOSE:
        return False, 2
    if surface[0] in _STRAIGHT or surface in {"``", "''"}:
        return not inside, 2
    return inside, int(inside)
