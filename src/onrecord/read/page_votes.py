"""Which blocks of a page are its article, by the votes of two extractors that work differently.

trafilatura (rules over lxml, with justext and readability behind it) and Resiliparse (rules over Lexbor) each give a
text; a block of the page is voted for by the text that holds its words.  The blocks stand in the order of the page
and in the page's own words, whatever either extractor made of them.  Why two, and why these: decision 20.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read.markup import Block
from onrecord.read.page_clean import is_entry_time, is_note, is_picture_text, is_prose

__all__ = ["Choice", "choose_blocks"]

_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
"""A word, or a character of a script that is written without blanks."""

_RUN = 4
"""Words of a run by which a block is found in a text: news repeats three words often, four rarely."""

_FOUND = 0.7
"""Share of a block's runs that a text must hold: extractors lose single words at links and emphasis."""

_AGREED = 0.85
"""Share of the words on which the two must agree before nothing is said: below it, one lost or added a paragraph."""

_BEFORE_ENTRY = 2
"""Blocks by which an entry's time may stand before its first kept block: the time and a heading."""

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6", "dt", "summary"})
_NO_LEAD = frozenset(
    {"nav", "figure", "figcaption", "aside", "form", "footer", "ul", "ol", "table", "details", "button"}
)
_SHORTEST = 100
"""Characters of the shortest text by which the first extractor is believed."""

_MOST_TRIED = 20_000


@dataclass(frozen=True, slots=True)
class Choice:
    """The blocks of the article, and what a reader of it should know about how sure they are."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...]


class _Text:
    """An extractor's text, to be asked whether it holds a block."""

    def __init__(self, text: str | None) -> None:
        lines = [_words(line) for line in (text or "").splitlines()]
        self.lines = {tuple(words) for words in lines if words}
        every = _words(text or "")
        self.runs = {tuple(every[at : at + _RUN]) for at in range(len(every) - _RUN + 1)}

    def holds(self, block: Block) -> bool:
        """Say whether the text holds a block's words, in order."""
        words = _words(block.text)
        if len(words) < 2 * _RUN:
            return tuple(words) in self.lines or (len(words) >= _RUN and self._share(words) == 1)
        return self._share(words) >= _FOUND

    def _share(self, words: Sequence[str]) -> float:
        """Return the share of the runs of ``words`` that the text holds."""
        runs = [tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]
        return sum(run in self.runs for run in runs) / len(runs)


def choose_blocks(blocks: Sequence[Block], first: str | None, second: str | None) -> Choice:
    """Return the article's blocks by the votes of a first and a second extractor's text.

    Kept is what the first has, and what only the second has between two kept blocks; a lead (running text after the
    headline and before the first kept block) and notes (corrections) are kept though neither has them.
    """
    blocks = blocks[:_MOST_TRIED]
    one, two = _Text(first), _Text(second)
    by_first = [one.holds(block) for block in blocks]
    by_second = [two.holds(block) for block in blocks]
    found = sum(len(block.text) for block, vote in zip(blocks, by_first, strict=True) if vote)
    anchor = by_first if found >= _SHORTEST else by_second
    held = [index for index, vote in enumerate(anchor) if vote]
    if not held:
        return Choice((), ())
    begin, end = held[0], held[-1]
    lead = _lead(blocks, held, by_second)
    kept = [
        anchor[index]
        or index in lead
        or is_note(block.text)
        or (is_entry_time(block) and begin - _BEFORE_ENTRY <= index < end)
        or (begin < index < end and by_second[index] and (is_prose(block) or block.tag in _HEADINGS))
        for index, block in enumerate(blocks)
    ]
    chosen = tuple(block for block, is_kept in zip(blocks, kept, strict=True) if is_kept)
    return Choice(chosen, tuple(_notes(blocks, by_first, by_second, lead)))


def _lead(blocks: Sequence[Block], held: Sequence[int], by_second: Sequence[bool]) -> set[int]:
    """Return the places of running text between the headline and the first kept paragraph."""
    first_prose = next((index for index in held if is_prose(blocks[index])), held[0])
    titles = [index for index in range(first_prose) if blocks[index].tag == "h1"]
    untitled = next((index for index in range(first_prose) if by_second[index]), first_prose)
    begin = titles[-1] + 1 if titles else untitled
    return {
        index
        for index in range(begin, first_prose)
        if index not in held
        and is_prose(blocks[index])
        and not (_NO_LEAD & _tags(blocks[index]))
        and not is_picture_text(blocks[index])
    }


def _tags(block: Block) -> set[str]:
    """Return the names of a block's element and of those around it."""
    return {str(block.element.tag), *(str(element.tag) for element in block.element.iterancestors())}


def _notes(
    blocks: Sequence[Block],
    by_first: Sequence[bool],
    by_second: Sequence[bool],
    lead: set[int],
) -> list[str]:
    """Return what to say about leads put back and about disagreement."""
    said = []
    lost = [block for index, block in enumerate(blocks) if index in lead and not by_first[index]]
    if lost:
        said.append(f"the lead was put back, which extraction had left out: {_quoted(lost[0])}")
    size = agreed = 0
    apart: list[Block] = []
    for index, block in enumerate(blocks):
        if (by_first[index] or by_second[index]) and index not in lead:
            size += len(block.text)
            if by_first[index] == by_second[index]:
                agreed += len(block.text)
            else:
                apart.append(block)
    if apart and agreed < _AGREED * size:
        longest = max(apart, key=lambda block: len(block.text))
        what = f"two extractors agree on {100 * agreed // size}% of this page's text"
        said.append(f"{what}; compare it with the page, for one at {_quoted(longest)}")
    return said


def _quoted(block: Block) -> str:
    """Return the first words of a block."""
    return f"“{block.text[:60].rstrip()}{'…' if len(block.text) > 60 else ''}”"


def _words(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return _WORD.findall(text.lower())
