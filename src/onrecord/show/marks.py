"""An article's text cut into runs at the ends of every mark, so that overlapping spans become well-formed HTML.

Marks are the source, cue, content and evidence of attributions, and claims.  Each run knows every mark that
it lies in, and the one note (attribution, or claim of the paper itself) that it shows first.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice, pairwise

from onrecord.model import Reading, Segment, SegmentKind, Span
from onrecord.show.clean import visible

__all__ = ["Block", "Run", "mark_text"]

_SPACE = " \t\r\n"  # str.strip and \s would also take control characters, which must be shown
_PARAGRAPHS = re.compile(r"[ \t\r\n]*\n[ \t\r]*\n[ \t\r\n]*")
_LINES = re.compile(r"[ \t\r\n]*\n[ \t\r\n]*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Jr|Sr|No|vs)|\b[A-Z]|\bU\.S|\bU\.N)\.\Z"
)
_REACH = 512  # characters of a stretch in which marks are looked for together
_FIRST = {"source": 0, "cue": 0, "evidence": 0, "content": 1, "claim": 2}


@dataclass(frozen=True, slots=True)
class Mark:
    """A role that a stretch of text plays in the attribution or claim ``key``."""

    start: int
    end: int
    role: str
    key: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch with the same marks throughout: ``first`` is the key of the note shown, ``is_stop`` where it starts.

    ``opens`` and ``closes`` are the keys whose first and last run it is.
    """

    text: str
    roles: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    first: str | None = None
    is_stop: bool = False
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs of one kind of segment, each a list of runs."""

    kind: SegmentKind
    paragraphs: tuple[tuple[Run, ...], ...]


def mark_text(reading: Reading, *, excerpts: bool = False) -> tuple[Block, ...]:
    """Return the text of ``reading`` in blocks of runs; keys are ``a0, a1 …`` and ``c0, c1 …`` in reading order.

    With ``excerpts`` only sentences that a mark touches are kept; a run with ``is_gap`` stands for what is left out.
    """
    text = reading.document.text
    marks = _marks(reading)
    segments = reading.segments or (Segment(0, len(text), "body"),)
    runs_of = _Sweep(text, marks, {f"c{at}" for at, claim in enumerate(reading.claims) if claim.attribution is None})
    blocks = []
    for kind, group in groupby(segments, key=lambda item: item.kind):
        pieces = [piece for segment in group for piece in _paragraphs(text, segment)]
        paragraphs = [_kept(piece, text, runs_of) if excerpts else runs_of(piece) for piece in pieces]
        if kept := tuple(tuple(paragraph) for paragraph in _join_gaps(paragraphs) if paragraph):
            blocks.append(Block(kind, kept))
    return _with_stops(_drop_double_gaps(blocks))


def _marks(reading: Reading) -> list[Mark]:
    size = len(reading.document.text)
    found: list[Mark] = []

    def add(spans: Iterable[Span], role: str, key: str) -> None:
        found.extend(
            Mark(max(span.start, 0), min(span.end, size), role, key)
            for span in spans
            if max(span.start, 0) < min(span.end, size)
        )

    for at, item in enumerate(reading.attributions):
        add(item.source.spans if item.source else (), "source", f"a{at}")
        add(item.cue or (), "cue", f"a{at}")
        add(item.content, "content", f"a{at}")
        add(item.evidence.spans, "evidence", f"a{at}")
    for at, claim in enumerate(reading.claims):
        add([Span(claim.start, claim.end)], "claim", f"c{at}")
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


def _paragraphs(text: str, segment: Segment) -> list[Span]:
    """Cut a segment at blank lines, or at every line where it has no blank line; outer white space goes."""
    words = text[segment.start : segment.end]
    inner = words.strip(_SPACE)
    if not inner:
        return []
    start = segment.start + words.index(inner)
    end = start + len(inner)
    breaks = list((_PARAGRAPHS if _PARAGRAPHS.search(inner) else _LINES).finditer(text, start, end))
    starts = [start, *(item.end() for item in breaks)]
    ends = [*(item.start() for item in breaks), end]
    return [Span(a, b) for a, b in zip(starts, ends, strict=True) if a < b]


class _Sweep:
    """Cuts a stretch of text at the ends of the marks in it; marks are found by where they lie, not one by one."""

    def __init__(self, text: str, marks: Sequence[Mark], own_claims: set[str]) -> None:
        self._text, self._own = text, own_claims
        self._near: defaultdict[int, list[Mark]] = defaultdict(list)
        for mark in marks:
            for place in range(mark.start // _REACH, (mark.end - 1) // _REACH + 1):
                self._near[place].append(mark)

    def inside(self, start: int, end: int) -> list[Mark]:
        """Return the marks that share a character with ``text[start:end]``, in order of start."""
        near = (mark for place in range(start // _REACH, (end - 1) // _REACH + 1) for mark in self._near.get(place, ()))
        return [mark for mark in dict.fromkeys(near) if mark.start < end and start < mark.end]

    def __call__(self, piece: Span) -> list[Run]:
        cuts = {piece.start, piece.end}
        for mark in self.inside(piece.start, piece.end):
            cuts.update(at for at in (mark.start, mark.end) if piece.start < at < piece.end)
        return [self._run(start, end) for start, end in pairwise(sorted(cuts))]

    def _run(self, start: int, end: int) -> Run:
        active = self.inside(start, end)
        notes = [mark for mark in active if mark.role != "claim" or mark.key in self._own]
        first = min(notes, key=lambda mark: (_FIRST[mark.role], mark.end - mark.start), default=None)
        return Run(
            visible(self._text[start:end]),
            tuple(sorted({mark.role for mark in active})),
            tuple(dict.fromkeys(mark.key for mark in active)),
            first.key if first else None,
        )


def _kept(piece: Span, text: str, runs_of: _Sweep) -> list[Run]:
    """Return the runs of the sentences that a mark touches, a gap for each stretch of others."""
    ends = [
        match.end()
        for match in _SENTENCE_END.finditer(text, piece.start, piece.end)
        if not _ABBREVIATION.search(text, max(piece.start, match.start() - 8), match.start())
    ]
    runs: list[Run] = []
    for start, end in pairwise([piece.start, *ends, piece.end]):
        if runs_of.inside(start, end):
            runs.extend(runs_of(Span(start, end)))
        elif not runs or not runs[-1].is_gap:
            runs.append(Run("[...] ", is_gap=True))
    return runs


def _join_gaps(paragraphs: Iterable[list[Run]]) -> list[list[Run]]:
    """Let one gap stand for neighbouring paragraphs that are left out whole."""
    kept: list[list[Run]] = []
    for paragraph in paragraphs:
        is_gap = all(run.is_gap for run in paragraph)
        if not (is_gap and kept and all(run.is_gap for run in kept[-1])):
            kept.append(paragraph)
    return kept


def _drop_double_gaps(blocks: Iterable[Block]) -> list[Block]:
    """Leave one gap where whole blocks in a row are left out."""
    kept: list[Block] = []
    for block in blocks:
        is_gap = all(run.is_gap for paragraph in block.paragraphs for run in paragraph)
        was_gap = bool(kept) and all(run.is_gap for run in kept[-1].paragraphs[-1])
        if not is_gap:
            kept.append(block)
        elif not was_gap:
            kept.append(replace(block, kind="body"))
    return kept


def _with_stops(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Let the first run that shows a note be its keyboard stop; a note that no run shows takes its first run."""
    runs = [run for block in blocks for paragraph in block.paragraphs for run in paragraph]
    opens = {key: at for at, run in reversed(list(enumerate(runs))) for key in run.keys}
    closes = {key: at for at, run in enumerate(runs) for key in run.keys}
    hidden = {key for key in opens if key.startswith("a")} - {run.first for run in runs}
    done: set[str] = set()

    def finish(at: int, run: Run) -> Run:
        taken = next((key for key in run.keys if key in hidden and key not in done), None)
        first = taken or run.first
        is_stop = first is not None and first not in done
        if first is not None:
            done.add(first)
        return replace(
            run,
            first=first,
            is_stop=is_stop,
            opens=tuple(key for key in run.keys if opens[key] == at),
            closes=tuple(key for key in run.keys if closes[key] == at),
        )

    finished = iter([finish(at, run) for at, run in enumerate(runs)])
    return tuple(
        replace(block, paragraphs=tuple(tuple(islice(finished, len(part))) for part in block.paragraphs))
        for block in blocks
    )
