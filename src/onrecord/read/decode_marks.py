"""From the encoder's marks to cues with the words of their sources and contents.

A cue is a run of pieces labelled so, and the anchor of an attribution: PolNeAR has exactly one in each.  Words labelled
source or content form runs; a run of content goes to the cue that it is linked to most, a cue takes the run of source
that it is linked to most, and words linked to a cue beyond doubt join whatever their label, which is how words that
belong to two attributions, one inside the other, are found.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from onrecord.read.encode import PIECES
from onrecord.read.surroundings import BARRED, Surroundings, no_surroundings
from onrecord.read.tag import LABELS, Link, Marks

__all__ = ["CueMark", "Cuts", "decode_marks"]

Floats = npt.NDArray[np.float32]

BELIEF = 8.0
"""Log-odds beyond this count no more: one very sure word must not outweigh a run."""

LINKED = 0.4
"""Least mean link of a weak cue's source."""

MUTE = 0.6
"""Share of a run in words on evidence or times from which nothing is said in it ('which he offered no evidence')."""

CLAUSE = 8
"""Words of one clause, no mark among them, bridged inside a content: 3 to 15 do alike on PolNeAR dev, where four in a
thousand more contents are exact by it."""

INNER_GAP = 2
"""Words that may stand between a cue and what it reports inside another's content ('described as')."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where decoding cuts, chosen on PolNeAR dev (``training/tune.py``).

    ``cue``: least probability that a piece begins a cue, ``weak`` the same for a known reporting verb that has a source
    and a content of its own; ``tag``: least probability of a word's label to stand in a run; ``content`` and
    ``source``: least mean link, as log-odds, of a run to its cue; ``link``: least probability of a link by which a word
    joins without a label; ``inner``: the same inside another's content; ``far``: what each word between a cue and
    a source takes off their link; ``gap``: words bridged inside a content.
    """

    cue: float = 0.5
    weak: float = 0.3
    tag: float = 0.3
    content: float = -0.25
    source: float = -2.0
    link: float = 0.9
    inner: float = 0.4
    far: float = 0.2
    gap: int = 1


@dataclass(slots=True)
class CueMark:
    """A cue with the words of its source and content, as word numbers, and how sure each part is."""

    first: int
    last: int
    cue: frozenset[int]
    sure: float
    source: frozenset[int] = frozenset()
    source_sure: float = 0.0
    content: frozenset[int] = frozenset()
    content_sure: float = 0.0
    runs: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    """A cue's links by word: numbers of the words of its window, and log-odds of each."""

    first: int
    source: Floats
    content: Floats

    def mean(self, values: Floats, run: tuple[int, int]) -> float | None:
        """Return the mean log-odds over a half-open run of words, or None where the window does not hold it."""
        start, end = max(run[0] - self.first, 0), run[1] - self.first
        if end <= 0 or start >= len(values) or end - start < (run[1] - run[0] + 1) // 2:
            return None
        return float(np.clip(values[start:end], -BELIEF, BELIEF).mean())


def decode_marks(marks: Marks, cuts: Cuts, around: Surroundings | None = None) -> list[CueMark]:
    """Return the cues of a text with their words, in text order.

    A cue takes nothing from another part of the article, and nothing unquoted from another paragraph.  A sure one may
    come without a content.
    """
    words = marks.pieces.words
    if not len(words):
        return []
    starts = np.flatnonzero(np.diff(words, prepend=-1))
    around = around or no_surroundings(len(starts))
    cues = [
        _cue_mark(marks, first, last)
        for first, last in _cues(marks.labels, cuts, words, around)
        if first in marks.links
    ]
    rows = [_row(marks.links[cue.first], words) for cue in cues]
    taken = frozenset(word for cue in cues if cue.sure >= cuts.cue for word in cue.cue)
    contents = _runs(marks.labels, starts, "content", cuts.tag, around)
    spoken = [run for run in contents if around.no_cue[run[0] : run[1]].mean() < MUTE]
    _share_contents(cues, rows, spoken, cuts, around)
    sources = _runs(marks.labels, starts, "source", cuts.tag, around)
    for cue, row in zip(cues, rows, strict=True):
        _take_source(cue, row, sources, cuts)
        _take_inner(cue, row, cuts, around)
        words_left = set(cue.content) - cue.cue - cue.source
        cue.content = frozenset(_bridged(words_left, taken | cue.source | cue.cue, cuts.gap, around))
        cue.content_sure = _belief(row, row.content, words_left)
    return [cue for cue in cues if cue.sure >= cuts.cue or (cue.content and cue.source and cue.source_sure >= LINKED)]


def _cues(labels: Floats, cuts: Cuts, words: npt.NDArray[np.int64], around: Surroundings) -> list[tuple[int, int]]:
    """Return cues as half-open piece ranges: a likely beginning and what continues it."""
    begin, inside = labels[:, LABELS.index("B-cue")], labels[:, LABELS.index("I-cue")]
    cues: list[tuple[int, int]] = []
    for index in np.flatnonzero(begin >= min(cuts.cue, cuts.weak)):
        word = words[index]
        if (
            around.parts[word] == BARRED
            or around.no_cue[word]
            or (begin[index] < cuts.cue and not around.reporting[word])
        ):
            continue
        if cues and index < cues[-1][1]:
            continue
        end = int(index) + 1
        while end < len(labels) and inside[end] >= cuts.cue and inside[end] > begin[end]:
            end += 1
        cues.append((int(index), end))
    return cues


def _cue_mark(marks: Marks, first: int, last: int) -> CueMark:
    cue = frozenset(int(word) for word in marks.pieces.words[first:last])
    return CueMark(first, last, cue, float(marks.labels[first, LABELS.index("B-cue")]))


def _row(link: Link, words: npt.NDArray[np.int64]) -> _Row:
    """Return a link by word: the greatest of its pieces' log-odds."""
    numbers = words[link.start : link.start + len(link.source)]
    starts = np.flatnonzero(np.diff(numbers, prepend=-1))
    return _Row(int(numbers[0]), np.maximum.reduceat(link.source, starts), np.maximum.reduceat(link.content, starts))


def _runs(
    labels: Floats, starts: npt.NDArray[np.int64], role: str, least: float, around: Surroundings
) -> list[tuple[int, int]]:
    """Return half-open runs of words labelled ``role``, none over a border of parts.

    A word that rather begins a run than continues one parts two, and so does a new paragraph outside quotation marks;
    one unlabelled word (a full stop after a title, say) does not, where the next word continues.
    """
    begin, inside = labels[:, LABELS.index(f"B-{role}")], labels[:, LABELS.index(f"I-{role}")]
    likely = np.maximum.reduceat(begin + inside, starts)
    begins = begin[starts] > inside[starts]
    runs: list[tuple[int, int]] = []
    for word in np.flatnonzero((likely >= least) & (around.parts != BARRED)):
        last = runs[-1][1] - 1 if runs else -9
        joins = word - last <= 2 and not begins[word] and around.parts[word] == around.parts[last]
        if joins and (around.quoted[word] or around.sentences[word] == around.sentences[last]):
            runs[-1] = (runs[-1][0], int(word) + 1)
        else:
            runs.append((int(word), int(word) + 1))
    return runs


def _share_contents(
    cues: list[CueMark], rows: list[_Row], runs: list[tuple[int, int]], cuts: Cuts, around: Surroundings
) -> None:
    """Give each run of content to the sure cue that it is linked to most, else to the weak one."""
    firsts = [row.first for row in rows]
    for run in runs:
        near = range(bisect_right(firsts, run[0] - PIECES), bisect_right(firsts, run[0]))
        scored = [
            (cues[index].sure >= cuts.cue, score, index)
            for index in near
            if _may_hold(cues[index], run, around)
            and (score := rows[index].mean(rows[index].content, run)) is not None
            and score >= cuts.content
        ]
        if scored:
            cues[max(scored)[2]].runs.append(run)
    for cue in cues:
        cue.content = frozenset(word for run in cue.runs for word in range(*run))


def _may_hold(cue: CueMark, run: tuple[int, int], around: Surroundings) -> bool:
    """Say whether a cue may take a run: of its own part, and of its own paragraph unless the run is quoted."""
    word = min(cue.cue)
    if around.parts[word] != around.parts[run[0]]:
        return False
    same = around.paragraphs[run[0]] <= around.paragraphs[word] <= around.paragraphs[run[1] - 1]
    return bool(same or around.quoted[run[0] : run[1]].any())


def _take_inner(cue: CueMark, row: _Row, cuts: Cuts, around: Surroundings) -> None:
    """Give a cue without a run what it reports inside another's content: the linked words that follow it.

    'What he described as the largest' and 'where he claims millions live' stand inside what somebody else is told.
    """
    if cue.content:
        return
    linked = _linked(row, row.content, cuts.inner)
    last = max(cue.cue)
    following: set[int] = set()
    word = last + 1
    while word < row.first + len(row.content):
        if word in linked and _beside(word, last, around):
            following.add(word)
        elif following or word - last > INNER_GAP:
            break
        word += 1
    if len(following) > 1:
        cue.content = frozenset(following)
        return
    cue.content = frozenset(word for word in _linked(row, row.content, cuts.link) if _beside(word, last, around))


def _beside(word: int, other: int, around: Surroundings) -> bool:
    """Say whether two words stand in one paragraph of one part."""
    return bool(around.paragraphs[word] == around.paragraphs[other] and around.parts[word] == around.parts[other])


def _take_source(cue: CueMark, row: _Row, runs: list[tuple[int, int]], cuts: Cuts) -> None:
    """Give the cue the run of source that it is linked to most, else the words linked to it beyond doubt."""
    near = runs[bisect_left(runs, (row.first, 0)) : bisect_left(runs, (row.first + len(row.source), 0))]
    scored = [
        (score - cuts.far * max(run[0] - max(cue.cue), min(cue.cue) - run[1], 0), run)
        for run in near
        if (score := row.mean(row.source, run)) is not None and score >= cuts.source
    ]
    words = set(range(*max(scored)[1])) if scored else set()
    if _belief(row, row.source, words) < LINKED:
        words = _longest(_linked(row, row.source, cuts.link if cue.sure >= cuts.cue else LINKED)) or words
    words -= cue.cue
    cue.source, cue.source_sure = frozenset(words), _belief(row, row.source, words)


def _linked(row: _Row, values: Floats, least: float) -> set[int]:
    return {row.first + int(index) for index in np.flatnonzero(_probability(values) >= least)}


def _longest(words: set[int]) -> set[int]:
    """Return the longest stretch of neighbouring words: a source is one phrase in all but a few cases."""
    best: list[int] = []
    run: list[int] = []
    for word in sorted(words):
        run = [*run, word] if run and word == run[-1] + 1 else [word]
        best = run if len(run) > len(best) else best
    return set(best)


def _bridged(words: set[int], taken: Iterable[int], gap: int, around: Surroundings) -> set[int]:
    """Return ``words`` with gaps of at most ``gap`` untaken words filled, and those inside one clause."""
    filled, barred = set(words), set(taken)
    for left, right in pairwise(sorted(words)):
        between = set(range(left + 1, right))
        if len(between) <= gap:
            filled |= between - barred
        elif (
            len(between) <= CLAUSE
            and not between & barred
            and not around.marks[left + 1 : right].any()
            and _beside(left, right, around)
        ):
            filled |= between
    return filled


def _probability(values: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -30, 30))), dtype=np.float32)


def _belief(row: _Row, values: Floats, words: Iterable[int]) -> float:
    """Return the mean probability of the links of some words."""
    inside = [word - row.first for word in words if 0 <= word - row.first < len(values)]
    return float(_probability(values[inside]).mean()) if inside else 0.0
