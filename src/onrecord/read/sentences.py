"""Sentences and paragraphs as spans, so that steps can ask what stands together.

Rules of punctuation with a list of abbreviations (after Kiss and Strunk 2006, whose finding is that abbreviations are
nearly the whole problem); linear in the length of the text.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from onrecord.model import Span
from onrecord.read.lexicon import load_lexicon

__all__ = ["paragraphs", "sentences"]

_LONG_LINE = 120
"""A text with a line longer than this is not wrapped by hand: each of its lines is a paragraph."""

_SHORT_LINE = 45
"""In wrapped text a line shorter than this is a heading or the last line of its paragraph."""

_LOOK_BACK = 24
"""Characters in which the word before a full stop is looked for: longer than any abbreviation."""

_CLOSERS = "\"'”’»)]"
_STOP = re.compile(rf"[.!?…]++[{re.escape(_CLOSERS)}]*+")
_BREAK = re.compile(r"[\n\r\u2028\u2029]++")
_LAST_WORD = re.compile(r"[^\s(\[\"“‘']+\Z")
_OPENERS = "\"'“‘«([—–- "
_BULLET = re.compile(r"[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]")


def paragraphs(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the paragraphs of ``text[start:end]``, without the white space around them.

    They part at blank lines; at every line break where lines are long or short enough not to be wrapped text.
    """
    end = len(text) if end is None else min(end, len(text))
    unwrapped = any(len(line) > _LONG_LINE for line in text[start:end].split("\n"))
    cuts = [start]
    for found in _BREAK.finditer(text, start, end):
        line_start = max(text.rfind("\n", start, found.start()) + 1, cuts[-1])
        short = found.start() - line_start < _SHORT_LINE
        blank = found.group().count("\n") > 1 or "\u2029" in found.group()
        if blank or unwrapped or short or _BULLET.match(text, found.end()):
            cuts.append(found.end())
    cuts.append(end)
    trimmed = (_trim(text, first, last) for first, last in pairwise(cuts))
    return tuple(span for span in trimmed if span is not None)


@lru_cache(maxsize=4)
def _whole(text: str) -> tuple[Span, ...]:
    """Return the sentences of a whole text, for which several steps of a reading ask."""
    return tuple(span for paragraph in paragraphs(text) for span in _split(text, paragraph))


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the sentences of ``text[start:end]`` in order; closing quote marks belong to the sentence they close."""
    if start == 0 and end is None:
        return _whole(text)
    return tuple(span for paragraph in paragraphs(text, start, end) for span in _split(text, paragraph))


def _split(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the sentences of one paragraph."""
    at = paragraph.start
    for found in _STOP.finditer(text, paragraph.start, paragraph.end):
        if found.end() < paragraph.end and _is_final(text, found.start(), found.end(), paragraph):
            span = _trim(text, at, found.end())
            if span is not None:
                yield span
            at = found.end()
    span = _trim(text, at, paragraph.end)
    if span is not None:
        yield span


def _is_final(text: str, stop: int, after: int, paragraph: Span) -> bool:
    """Say whether the stop mark at ``stop``, whose closing marks end at ``after``, ends its sentence."""
    if not text[after].isspace():
        return False
    following = text[after : min(after + 60, paragraph.end)].lstrip().lstrip(_OPENERS)
    if not following or following[0].islower():
        return False
    if text[stop] != "." or after - stop > 1 + sum(text[i] in _CLOSERS for i in range(stop, after)):
        return True
    before = _LAST_WORD.search(text[max(paragraph.start, stop - _LOOK_BACK) : stop])
    word = before.group().lower() if before else ""
    next_word = re.match(r"[^\W\d_]+", following)
    starts = next_word is not None and next_word.group().lower() in _words("starters")
    if word in _words("never_final"):
        return False
    if word in _words("may_be_final") or (len(word) == 1 and word.isalpha() and word != "i"):
        return starts or after - stop > 1
    return True


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("sentences")[name])


def _trim(text: str, start: int, end: int) -> Span | None:
    """Return the span without white space at its ends, or None where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
