"""Claims of every kind whose topic no measure knows: figures, movements, superlatives and firsts, events with none.

They stand beside the claims of known topics, which go before them wherever both speak of the same words or figure.
No record is known for them, so they are never checked; they are kept because somebody's record may have them.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.model import Reading, Span
from onrecord.read.figures import figures_in
from onrecord.read.movements import movements_in
from onrecord.read.nones import nones_in
from onrecord.read.outranking import outranking_in
from onrecord.read.scene import Draft, Scene
from onrecord.read.shares import shares_in
from onrecord.read.tokens import words_of

__all__ = ["cited_in", "general_drafts"]

_NEIGHBOURS = 12
"""Claims of known topics that begin before one and may reach into it: a sentence has no more in its place."""

_TOLD = frozenset({"body", "opinion"})
"""A headline only repeats what its story tells."""


def general_drafts(text: str, scene: Scene, known: Sequence[Draft], cited: Sequence[Span]) -> Iterator[Draft]:
    """Yield the claims of one sentence that ``known`` (those of known topics) do not make.

    ``cited`` are the spans of the sources cited in the sentence: how many are cited is no claim.
    """
    if scene.segment not in _TOLD or "{" in text[scene.span.start : scene.span.end]:
        return
    taken = frozenset(item.id for draft in known for item in (draft.quantity, draft.baseline) if item is not None)
    yield from figures_in(text, scene, taken, cited)
    words = words_of(text, scene.span)
    spans = sorted((draft.span.start, draft.span.end, draft.kind) for draft in known)
    ranks = list(outranking_in(text, scene, words))
    moves = movements_in(text, scene, words)
    for draft in (
        *ranks,
        *(move for move in moves if not any(rank.span.contains(move.span) for rank in ranks)),
        *nones_in(text, scene, words),
        *shares_in(text, scene, words),
    ):
        if not _is_known(draft, spans):
            yield draft


def _is_known(draft: Draft, spans: Sequence[tuple[int, int, str]]) -> bool:
    """Say whether a claim of a known topic and the same kind meets a draft; spans are in order of their starts."""
    at = bisect_left(spans, (draft.span.end, 0, ""))
    near = spans[max(0, at - _NEIGHBOURS) : at]
    return any(kind == draft.kind and end > draft.span.start for _, end, kind in near)


def cited_in(reading: Reading) -> list[Span]:
    """Return the spans of the sources of a reading, in text order."""
    return sorted(span for item in reading.attributions if item.source is not None for span in item.source.spans)
