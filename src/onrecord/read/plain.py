"""A text as the encoder is to see it: odd marks and lines broken by hand made plain, with the way back to the text.

The encoder was taught on clean newspaper text.  Marks in a wrong encoding, marks of other countries, single marks
around speech and line breaks inside a paragraph are nothing to it; here each stands for its plain form
(``lexicon/marks.toml``).  What stands in quotation marks is told by ``quotes.quoted_spans`` alone.  The text itself
stays as it is: places in the plain text are led back to it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.read.lexicon import load_lexicon
from onrecord.read.quotes import quoted_spans
from onrecord.read.sentences import paragraphs

__all__ = ["Edit", "Plain", "make_plain"]

_LINE = re.compile(r"(?P<gap>[ \t]*\n[ \t]*)(?P<word>\S+)")
_LEAST_LINE = 45
"""Characters of a line broken by hand: a shorter one ends a paragraph, or is a heading (as in ``sentences``)."""

_NARROWEST, _WIDEST = 60, 100
"""Characters of lines broken by hand: mail is broken at 65 to 78 (RFC 5322 and older habit), and by some at 100."""

_STOPS = ".!?:;…”\"'’)]"
_OPENERS = "`\"'“‘"

_SHORTEST = 12
"""Characters in single marks from which they count as a quotation: 'ad hoc' is a word in marks."""


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` is read as ``words``; at least one character each."""

    start: int
    end: int
    words: str


class Plain:
    """A plain text, and where each of its characters stands in the text that it was made of."""

    def __init__(self, text: str, edits: Iterable[Edit] = ()) -> None:
        """Apply edits that stand in order, without overlap."""
        self.edits = tuple(edits)
        parts: list[str] = []
        self._places: list[int] = []
        at = length = 0
        for edit in self.edits:
            parts += [text[at : edit.start], edit.words]
            length += edit.start - at
            self._places.append(length)
            length += len(edit.words)
            at = edit.end
        self._starts = [edit.start for edit in self.edits]
        self.text = "".join([*parts, text[at:]])

    def forward(self, at: int) -> int:
        """Return the place in the plain text of a place in the text; inside an edit that of its beginning."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return at
        edit, place = self.edits[index], self._places[index]
        return place if at < edit.end else place + len(edit.words) + at - edit.end

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the text that a stretch of the plain text stands for; an edit counts as a whole."""
        return self._start(start), (self._start(end - 1, is_last=True) if end > start else self._start(end))

    def _start(self, place: int, *, is_last: bool = False) -> int:
        """Return where the character at ``place`` starts in the text; where it ends, if it is the last."""
        index = bisect_right(self._places, place) - 1
        if index < 0:
            return place + is_last
        edit, first = self.edits[index], self._places[index]
        if place < first + len(edit.words):
            return edit.end if is_last else edit.start
        return edit.end + place - first - len(edit.words) + is_last


def make_plain(text: str) -> Plain:
    """Return the plain text of a text; in time linear in its length."""
    mended = Plain(text, _broken(text))
    edits = {edit.start: edit for edit in mended.edits}
    if _odd().search(mended.text):
        for edit in _marks(mended.text):
            start, end = mended.back(edit.start, edit.end)
            edits[start] = Edit(start, end, edit.words)
    for edit in _line_breaks(text):
        edits.setdefault(edit.start, edit)
    return Plain(text, _apart(sorted(edits.values(), key=lambda edit: edit.start)))


def _apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield edits without those that begin inside the one before."""
    at = 0
    for edit in edits:
        if edit.start >= at:
            yield edit
            at = edit.end


@cache
def _broken_pattern() -> re.Pattern[str]:
    shapes = sorted(load_lexicon("marks")["broken"], key=lambda shape: (-len(shape), shape))
    return re.compile(
        f"(?P<shape>{'|'.join(map(re.escape, shapes))})|(?P<cut>â€)(?!\\w)|(?P<twin>'')|(?<=\\w)(?P<lost>\ufffd)(?=\\w)"
    )


def _broken(text: str) -> Iterator[Edit]:
    """Yield the sequences that stand for one mark."""
    table: dict[str, str] = load_lexicon("marks")["broken"]
    for found in _broken_pattern().finditer(text):
        start, end = found.span()
        if found["shape"]:
            words = table[found["shape"]]
        elif found["lost"]:
            words = "’"
        elif found["cut"]:
            words = "”"
        else:
            words = "”" if start and not text[start - 1].isspace() else "“"
        yield Edit(start, end, words)


@cache
def _odd() -> re.Pattern[str]:
    """Return a pattern of an odd mark that begins or ends a word from outside: an apostrophe does not."""
    marks = "".join(load_lexicon("marks")["odd"]["marks"])
    return re.compile(rf"(?<!\w)[{re.escape(marks)}]|[„‟«»‹›「」『』〝〞]")


def _marks(text: str) -> Iterator[Edit]:
    """Yield the odd marks around quotations, as the double marks that the encoder knows."""
    odd = frozenset(load_lexicon("marks")["odd"]["marks"])
    for span in quoted_spans(text):
        first, last = text[span.start], text[span.end - 1]
        if first in "‘'‚‛`" and span.end - span.start < _SHORTEST:
            continue
        if first in odd or first == "”":
            yield Edit(span.start, span.start + 1, "“")
        if (last in odd or last == "“") and span.end - span.start > 1:
            yield Edit(span.end - 1, span.end, "”")


def _line_breaks(text: str) -> Iterator[Edit]:
    """Yield the breaks inside paragraphs of a text whose lines were broken by hand, as blanks.

    A line was, where the next word would not have fitted on it, or where its sentence goes on in small letters.
    """
    if max(map(len, text.split("\n"))) > _WIDEST:
        return
    for paragraph in paragraphs(text):
        at = paragraph.start
        for found in _LINE.finditer(text, paragraph.start, paragraph.end):
            length = found.start() - at
            is_full = length + 1 + len(found["word"]) > _NARROWEST
            goes_on = found["word"].lstrip(_OPENERS)[:1].islower() and text[found.start() - 1] not in _STOPS
            if length >= _LEAST_LINE and (is_full or goes_on):
                yield Edit(found.start("gap"), found.end("gap"), " ")
            at = found.end("gap")
