"""Attributions out of the encoder's marks: one for each cue, with the source and the content linked to it.

Decoding is cue by cue: a cue is a run of pieces labelled so; its source and content are the words whose link to it,
averaged with what their own label says, is likelier than not.  PolNeAR has exactly one cue in each attribution, which
is what makes the cue the anchor.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from onrecord.ids import content_id
from onrecord.model import Attribution, Reading, Source, Span
from onrecord.read.pipeline import Step, step
from onrecord.read.tag import LABELS, Encoder, Marks

__all__ = ["Cuts", "attributer", "find_attributions"]

Floats = npt.NDArray[np.float32]

NEIGHBOURS = 16
"""How many attributions to either side may hold another one: keeps nesting linear in the length of a text."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where decoding cuts, each chosen on PolNeAR dev (``bench/attribution.py --tune``).

    ``cue`` is the least probability of a cue's first piece; ``source`` and ``content`` the least membership of a word;
    ``label`` the weight of a word's own label beside its link; ``gap`` the number of words bridged inside a content.
    """

    cue: float = 0.4
    source: float = 0.5
    content: float = 0.5
    label: float = 0.3
    gap: int = 1


def attributer(encoder: Encoder, cuts: Cuts | None = None) -> Step:
    """Return the step that finds attributions with this encoder."""
    chosen = cuts or Cuts()

    @step("attribute", version=1, needs=("segments",), adds=("attributions",), model=encoder.version)
    def attribute(reading: Reading) -> Reading:
        """Find the attributions of a text, nested ones pointing to the one they stand in."""
        found = find_attributions(reading, encoder.mark(reading.document.text), chosen)
        return replace(reading, attributions=found)

    return attribute


def find_attributions(reading: Reading, marks: Marks, cuts: Cuts) -> tuple[Attribution, ...]:
    """Decode marks into attributions in text order.

    Nothing is taken from boilerplate and bylines: who took a picture is not who said something.
    """
    text = reading.document.text
    words = _Words(marks)
    found: list[Attribution] = []
    for first, last in _cues(marks.labels, cuts):
        link = marks.links.get(first)
        if link is None:
            continue
        cue = words.spans(range(first, last), text)
        source_members, source_sure = words.members(link.source, link.start, "source", cuts.source, cuts.label)
        content_members, content_sure = words.members(link.content, link.start, "content", cuts.content, cuts.label)
        taken = set(words.of_pieces(range(first, last)))
        source = words.span_of(_best_run(source_members - taken, source_sure), text)
        content = words.spans_of(_bridged(content_members - taken, taken | source_members, cuts.gap), text)
        if not content or not cue:
            continue
        where = reading.segment_kind(content[0])
        if where in {"boilerplate", "byline"}:
            continue
        sure = [float(marks.labels[first, LABELS.index("B-cue")]), _mean(content_sure, content_members)]
        if source:
            sure.append(_mean(source_sure, source_members))
        found.append(
            Attribution(
                id=content_id("att", reading.document.id, *(_plain(spans) for spans in (source, cue, content))),
                segment_kind=where,
                mode="indirect",
                source=Source(source, "person") if source else None,
                cue=cue,
                content=content,
                confidence=round(float(np.prod(sure)) ** (1 / len(sure)), 4),
            )
        )
    unique = {item.id: item for item in found}
    return _nest(sorted(unique.values(), key=lambda item: (item.content[0], item.id)))


class _Words:
    """Pieces grouped into the words that spans are made of."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        pieces = marks.pieces
        self.first = np.flatnonzero(np.diff(pieces.words, prepend=-1))
        self.count = len(self.first)
        self.bounds = np.append(self.first, len(pieces))

    def members(
        self, link: Floats, start: int, role: str, cut: float, label_weight: float
    ) -> tuple[set[int], dict[int, float]]:
        """Return the words likelier than ``cut`` to belong, and how likely each is."""
        pieces = slice(start, start + len(link))
        labels = self.marks.labels[pieces]
        tagged = labels[:, LABELS.index(f"B-{role}")] + labels[:, LABELS.index(f"I-{role}")]
        linked = 1 / (1 + np.exp(-link))
        likely = linked ** (1 - label_weight) * np.clip(tagged, 0.02, 1) ** label_weight
        numbers = self.marks.pieces.words[pieces]
        starts = np.flatnonzero(np.diff(numbers, prepend=-1))
        best = np.maximum.reduceat(likely, starts) if len(starts) else likely
        sure = {int(numbers[at]): float(value) for at, value in zip(starts, best, strict=True) if value >= cut}
        return set(sure), sure

    def of_pieces(self, pieces: Iterable[int]) -> list[int]:
        """Return the words that these pieces belong to."""
        return sorted({int(self.marks.pieces.words[piece]) for piece in pieces})

    def spans(self, pieces: Iterable[int], text: str) -> tuple[Span, ...]:
        """Return the spans of the whole words that these pieces belong to."""
        return self.spans_of(set(self.of_pieces(pieces)), text)

    def spans_of(self, words: set[int], text: str) -> tuple[Span, ...]:
        """Return the spans of these words; neighbours make one span, and a span without a letter or digit none."""
        spans: list[Span] = []
        for run in _runs(words):
            pieces = self.marks.pieces.offsets
            start = pieces[self.bounds[run[0]]][0]
            end = pieces[self.bounds[run[-1] + 1] - 1][1]
            if any(char.isalnum() for char in text[start:end]):
                spans.append(Span(start, end))
        return tuple(spans)

    def span_of(self, run: Sequence[int], text: str) -> tuple[Span, ...]:
        """Return the one span of a run of words."""
        return self.spans_of(set(run), text)


def _cues(labels: Floats, cuts: Cuts) -> list[tuple[int, int]]:
    """Return cues as half-open piece ranges: a likely beginning and what continues it."""
    begin, inside = labels[:, LABELS.index("B-cue")], labels[:, LABELS.index("I-cue")]
    cues: list[tuple[int, int]] = []
    index = 0
    while index < len(labels):
        if begin[index] >= cuts.cue:
            end = index + 1
            while end < len(labels) and inside[end] >= cuts.cue and inside[end] > begin[end]:
                end += 1
            cues.append((index, end))
            index = end
        else:
            index += 1
    return cues


def _runs(words: Iterable[int]) -> list[list[int]]:
    """Return neighbouring numbers as runs, in order."""
    runs: list[list[int]] = []
    for word in sorted(words):
        if runs and word == runs[-1][-1] + 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _best_run(words: set[int], sure: dict[int, float]) -> list[int]:
    """Return the run of words that weighs most: a source is one phrase in all but a few cases."""
    runs = _runs(_bridged(words, set(), 1))
    return max(runs, key=lambda run: sum(sure.get(word, 0.0) for word in run), default=[])


def _bridged(words: set[int], taken: set[int], gap: int) -> set[int]:
    """Return ``words`` with gaps of at most ``gap`` untaken words filled."""
    ordered = sorted(words)
    filled = set(words)
    for left, right in pairwise(ordered):
        between = set(range(left + 1, right))
        if len(between) <= gap and not between & taken:
            filled |= between
    return filled


def _mean(sure: dict[int, float], words: set[int]) -> float:
    return float(np.mean([sure[word] for word in words])) if words else 0.0


def _plain(spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _nest(found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Point each attribution whose words all lie in a longer one's content to the shortest such one."""
    nested: list[Attribution] = []
    for index, item in enumerate(found):
        own = (*(item.source.spans if item.source else ()), *(item.cue or ()), *item.content)
        outer = [
            other
            for other in found[max(0, index - NEIGHBOURS) : index + NEIGHBOURS]
            if other is not item and all(any(piece.contains(span) for piece in other.content) for span in own)
        ]
        closest = min(outer, key=lambda other: sum(span.end - span.start for span in other.content), default=None)
        nested.append(replace(item, within=closest.id if closest else None))
    return tuple(nested)
