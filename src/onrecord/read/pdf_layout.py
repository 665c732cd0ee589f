"""The lines of a PDF's pages, with their places, as paragraphs: wrapped lines joined, running heads left out.

A PDF holds where glyphs stand, not what is a paragraph.  A new one begins where the gap to the line above is wider
than lines usually have, where the size changes, where the line above ends short, or where a line is set in.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

__all__ = ["Laid", "Line", "paragraphs"]

_WIDE = 1.35
"""Times the usual distance of lines from which a gap parts paragraphs: word processors set 1.5 and more."""

_SIZE = 1.15
_SHORT = 0.75
"""Share of the page's usual line length under which a line that ends a sentence ends its paragraph."""

_SET_IN = 12
_EDGE = 2
"""Lines at the top and bottom of a page that may be running heads."""

_REPEATED = 0.5
_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(r"(?:page\s+|[-–—]\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—])?$", re.IGNORECASE)
_ITEM = re.compile(r"(?:[•●▪◦‣*–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_STOP = re.compile(r"[.!?:;…][”\"’')\]]*$")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_HYPHEN = re.compile(r"(\w+)[-‐\u00ad]$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its page, how far from the left and how high it stands and how large it is (points), and its words."""

    page: int
    left: float
    height: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Laid:
    """The paragraphs, and what was left out or doubtful."""

    paragraphs: tuple[str, ...]
    notes: tuple[str, ...]


def paragraphs(lines: Sequence[Line]) -> Laid:
    """Return the paragraphs of lines in reading order."""
    lines = [replace(line, text=line.text.translate(_LIGATURES)) for line in lines if line.text.strip()]
    heads = _running_heads(lines)
    body = [line for line in lines if id(line) not in heads]
    usual = _usual(body)
    words = Counter(re.findall(r"[\w-]+", " ".join(line.text for line in body).lower()))
    found: list[str] = []
    above: Line | None = None
    for line in body:
        text = line.text.strip()
        if above is None or _parts(above, line, usual):
            found.append(text)
        else:
            found[-1] = _join(found[-1], text, words)
        above = line
    notes = (f"{len(heads)} running heads and page numbers were left out",) if heads else ()
    return Laid(tuple(found), notes)


@dataclass(frozen=True, slots=True)
class _Usual:
    """What most lines have: distance to the next and size (points), length of a full line (characters)."""

    distance: float
    size: float
    length: int


def _usual(lines: Sequence[Line]) -> _Usual:
    """Return what most lines have, zeros where there are none."""
    gaps = [
        one.height - two.height
        for one, two in pairwise(lines)
        if one.page == two.page and 0 < one.height - two.height < 5 * max(one.size, 1)
    ]
    lengths = sorted(len(line.text) for line in lines)
    return _Usual(
        median(gaps) if gaps else 0.0,
        median(line.size for line in lines) if lines else 0.0,
        lengths[int(len(lengths) * 0.8)] if lengths else 0,
    )


def _parts(above: Line, line: Line, usual: _Usual) -> bool:
    """Say whether a line begins a paragraph."""
    if _ITEM.match(line.text) or not _is_close(above.size, line.size):
        return True
    ends = _STOP.search(above.text.rstrip()) is not None
    is_short = len(above.text) < _SHORT * usual.length
    if above.page != line.page:
        return ends and (is_short or line.text[:1].isupper())
    gap = above.height - line.height
    if gap <= 0:
        return ends
    is_large = usual.size > 0 and line.size > _SIZE * usual.size
    expected = usual.distance * (line.size / usual.size if is_large else 1)
    if is_large or (expected and gap > _WIDE * expected):
        return gap > _WIDE * expected
    if line.left - above.left > _SET_IN and not _ITEM.match(above.text):
        return ends
    return is_short and (ends or line.text[:1].isupper())


def _is_close(one: float, two: float) -> bool:
    """Say whether two sizes are of one paragraph."""
    return not one or not two or max(one, two) <= _SIZE * min(one, two)


def _join(text: str, more: str, words: Counter[str]) -> str:
    """Return two lines of a paragraph as one; a hyphen at the break goes where the document knows the whole word."""
    broken = _HYPHEN.search(text)
    following = re.match(r"[a-z]\w*", more)
    if broken is None or following is None:
        return f"{text} {more}"
    whole = (broken[1] + following[0]).lower()
    parted = f"{broken[1]}-{following[0]}".lower()
    is_soft = text.endswith("\u00ad")
    keeps = not is_soft and words[parted] > 0 and words[whole] == 0
    return f"{text[:-1]}{'-' if keeps else ''}{more}"


def _running_heads(lines: Sequence[Line]) -> set[int]:
    """Return the identities of lines at the edges of pages that stand on most of them, and of page numbers."""
    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.page)]
    edges = [_edges(page) for page in pages]
    seen = Counter(form for edge in edges for form in {_form(line) for line in edge})
    least = max(2, _REPEATED * len(pages))
    return {
        id(line)
        for edge in edges
        for line in edge
        if (len(pages) > 1 and seen[_form(line)] >= least) or _PAGE.match(line.text.strip())
    }


def _edges(page: Sequence[Line]) -> list[Line]:
    """Return the lines that stand highest and lowest on a page."""
    heights = sorted({line.height for line in page})
    outer = {*heights[:_EDGE], *heights[-_EDGE:]}
    return [line for line in page if line.height in outer]


def _form(line: Line) -> str:
    """Return a line's words without its numbers."""
    return _DIGITS.sub("0", " ".join(line.text.split()).casefold())
