"""Attributions out of the encoder's marks: one for each cue, with the source and the content that belong to it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from onrecord.ids import content_id
from onrecord.model import Attribution, Reading, Source, Span
from onrecord.read.decode_marks import CueMark, Cuts, decode_marks
from onrecord.read.encode import Pieces
from onrecord.read.pipeline import Step, step
from onrecord.read.tag import Encoder, Marks

__all__ = ["attributer", "find_attributions"]

NEIGHBOURS = 16
"""How many attributions to either side may hold another one: keeps nesting linear in the length of a text."""

_NEVER_FIRST = ",;:.!?)]}”’ "
_NEVER_LAST = "([{“‘—–- "


def attributer(encoder: Encoder, cuts: Cuts | None = None) -> Step:
    """Return the step that finds attributions with this encoder."""
    chosen = cuts or Cuts()

    @step("attribute", version=1, needs=("segments",), adds=("attributions",), model=encoder.version)
    def attribute(reading: Reading) -> Reading:
        """Find the attributions of a text, nested ones pointing to the one they stand in."""
        if reading.document.language not in {None, "en"}:
            return reading
        found = find_attributions(reading, encoder.mark(reading.document.text), chosen)
        return replace(reading, attributions=found)

    return attribute


def find_attributions(reading: Reading, marks: Marks, cuts: Cuts) -> tuple[Attribution, ...]:
    """Decode marks into attributions in text order.

    Nothing is taken from boilerplate and bylines: who took a picture is not who said something.
    """
    bounds = _word_bounds(marks.pieces)
    found: dict[str, Attribution] = {}
    for mark in decode_marks(marks, cuts):
        item = _attribution(reading, mark, bounds)
        if item is not None:
            found[item.id] = item
    return _nest(sorted(found.values(), key=lambda item: (item.content[0], item.id)))


def _attribution(reading: Reading, mark: CueMark, bounds: Sequence[Span]) -> Attribution | None:
    """Return the attribution of one cue, or None where its words hold nothing that was said."""
    text = reading.document.text
    source, cue, content = (_spans(words, bounds, text) for words in (mark.source, mark.cue, mark.content))
    if not content or not cue:
        return None
    where = reading.segment_kind(content[0])
    if where in {"boilerplate", "byline"}:
        return None
    sure = [mark.sure, mark.content_sure, *([mark.source_sure] if source else [])]
    return Attribution(
        id=content_id("att", reading.document.id, *(_plain(spans) for spans in (source, cue, content))),
        segment_kind=where,
        mode="indirect",
        source=Source(source, "person") if source else None,
        cue=cue,
        content=content,
        confidence=round(float(np.prod(sure)) ** (1 / len(sure)), 4),
    )


def _word_bounds(pieces: Pieces) -> list[Span]:
    """Return each word's place in the text."""
    starts = np.flatnonzero(np.diff(pieces.words, prepend=-1))
    ends = np.append(starts[1:], len(pieces))
    return [
        Span(pieces.offsets[first][0], pieces.offsets[last - 1][1]) for first, last in zip(starts, ends, strict=True)
    ]


def _spans(words: Iterable[int], bounds: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Return the spans of some words: neighbours make one, and a span without a letter or digit is none."""
    spans: list[Span] = []
    before = None
    for word in sorted(words):
        place = bounds[word]
        if before is not None and word == before + 1:
            spans[-1] = Span(spans[-1].start, place.end)
        else:
            spans.append(place)
        before = word
    trimmed = (_trimmed(span, text) for span in spans)
    return tuple(span for span in trimmed if any(char.isalnum() for char in text[span.start : span.end]))


def _trimmed(span: Span, text: str) -> Span:
    """Return the span without marks at its edges that belong to what stands outside it."""
    start, end = span.start, span.end
    while start < end and text[start] in _NEVER_FIRST:
        start += 1
    while end > start and text[end - 1] in _NEVER_LAST:
        end -= 1
    return Span(start, end)


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
