"""Attributions inside others: what a rule finds joins what the encoder found, and each points to the one around it.

PolNeAR gives each word to one attribution, so the encoder has seen the outer ones only; those inside are read by rule
(``relatives``, ``inner``), and so are those that layout tells (``turns``, ``signed``).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.ids import content_id
from onrecord.model import Attribution, Reading, Span
from onrecord.read.lexicon import load_lexicon

__all__ = ["attribution_id", "in_order", "nest", "shared", "with_inner", "with_told", "without_cuts"]

NEIGHBOURS = 16
"""How many attributions to either side may hold another one: keeps nesting linear in the length of a text."""

_COORDINATED = re.compile(r",?\s(?:and|but|or)\Z")
_CONJUNCTION = 6
"""Characters in which a conjunction stands at the end of a piece, with the comma before it."""

_SAME = 0.5
"""Share of two contents' characters that both have, from which they are one content."""


def attribution_id(reading: Reading, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]) -> str:
    """Return the id of an attribution, made from its document and its spans."""
    return content_id(
        "att", reading.document.id, *([(s.start, s.end) for s in spans] for spans in (source, cue, content))
    )


def in_order(found: Sequence[Attribution]) -> list[Attribution]:
    """Return attributions in the order of the text."""
    return sorted(found, key=lambda item: (item.content[0], item.id))


def with_told(text: str, found: Sequence[Attribution], told: Sequence[Attribution]) -> list[Attribution]:
    """Return the encoder's attributions with those that layout tells, in order.

    The encoder's own go where they are the same, run over a border of two, or have the label for a cue; what a speaker
    says of himself there and then ('I think') is no attribution inside his own words.
    """
    told = sorted(told, key=lambda item: item.content[0])
    ends = [item.content[-1].end for item in told]
    pronouns = load_lexicon("speakers")["pronouns"]["self"]
    kept: list[Attribution] = []
    for item in found:
        first = min(item.content[0].start, _cue(item).start)
        last = max(item.content[-1].end, _cue(item).end)
        near: list[Attribution] = []
        for other in told[bisect_right(ends, first) :]:
            if min(_source_start(other), _cue(other).start, other.content[0].start) >= last or len(near) > 1:
                break
            near.append(other)
        if not near:
            kept.append(item)
        elif len(near) == 1 and _lies_in(item, near[0]) and shared(item, near[0]) < _SAME:
            words = text[_source_start(item) : item.source.spans[-1].end] if item.source else ""
            kept += [] if words.lower() in pronouns else [item]
    return in_order([*kept, *told])


def _cue(item: Attribution) -> Span:
    """Return the stretch of a cue, or the place where it would stand."""
    return Span(item.cue[0].start, item.cue[-1].end) if item.cue else Span(item.content[0].start, item.content[0].start)


def _source_start(item: Attribution) -> int:
    return item.source.spans[0].start if item.source else item.content[0].start


def _lies_in(item: Attribution, outer: Attribution) -> bool:
    """Say whether all of an attribution stands between the first and the last word of another's content."""
    whole = Span(outer.content[0].start, outer.content[-1].end)
    parts = (*item.content, *(item.cue or ()), *(item.source.spans if item.source else ()))
    return all(whole.contains(part) for part in parts)


def shared(one: Attribution, other: Attribution) -> float:
    """Return the share of two contents' characters that both have."""
    both = sum(
        max(0, min(left.end, right.end) - max(left.start, right.start))
        for left in one.content
        for right in other.content
    )
    either = sum(span.end - span.start for item in (one, other) for span in item.content) - both
    return both / either if either else 0.0


def with_inner(found: Sequence[Attribution], inner: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with those of ``inner`` that stand inside another's content, in order.

    One whose verb the encoder took for a cue keeps the encoder's content where that follows the verb.
    """
    starts = [item.content[0].start for item in found]
    dropped: set[str] = set()
    added: list[Attribution] = []
    for item in inner:
        cue = _cue(item)
        near = _near(found, starts, cue.start)
        known = [other for other in near if any(span.overlaps(cue) for span in other.cue or ())]
        if any(other.content[0].start >= cue.end for other in known):
            continue
        if any(_spans_around(other, cue) for other in near if other not in known):
            dropped |= {other.id for other in known}
            added.append(item)
    return in_order([*(item for item in found if item.id not in dropped), *added])


def without_cuts(reading: Reading, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions, in order, with contents whole that the sources and cues of inner ones cut in pieces."""
    starts = [item.content[0].start for item in found]
    return in_order([_joined(reading, item, _near(found, starts, item.content[0].start)) for item in found])


def _near(found: Sequence[Attribution], starts: Sequence[int], at: int) -> Sequence[Attribution]:
    """Return the attributions whose contents start about ``at``."""
    index = bisect_right(starts, at)
    return found[max(0, index - NEIGHBOURS) : index + NEIGHBOURS]


def nest(found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Point each attribution that stands in a longer one's content to the shortest such one.

    Its content lies in the other's; its source and cue at least between the other's first and last word.
    """
    outers: dict[str, str] = {}
    opened: list[Attribution] = []
    for item in sorted(found, key=lambda item: (item.content[0].start, -_size(item))):
        opened = [other for other in opened if other.content[-1].end > item.content[0].start][-2 * NEIGHBOURS :]
        around = [
            other
            for other in opened
            if _lies_in(item, other)
            and all(any(piece.contains(span) for piece in other.content) for span in item.content)
        ]
        if around:
            outers[item.id] = min(around, key=_size).id
        opened.append(item)
    return tuple(replace(item, within=outers.get(item.id)) for item in found)


def _size(item: Attribution) -> int:
    return sum(span.end - span.start for span in item.content)


def _spans_around(item: Attribution, span: Span) -> bool:
    return item.content[0].start <= span.start and span.end <= item.content[-1].end


def _joined(reading: Reading, item: Attribution, found: Sequence[Attribution]) -> Attribution:
    """Return an attribution whose content takes in the sources and cues of others that cut it in pieces."""
    if len(item.content) < 2:
        return item
    text = reading.document.text
    pieces = [item.content[0]]
    own = (*(item.source.spans if item.source else ()), *(item.cue or ()))
    for left, right in pairwise(item.content):
        gap = Span(left.end, right.start)
        inner = [
            span
            for other in found
            if other is not item
            for span in (*(other.source.spans if other.source else ()), *(other.cue or ()))
            if gap.contains(span)
        ]
        rest = "".join(char for at, char in enumerate(text[gap.start : gap.end], gap.start) if not _in_any(inner, at))
        if inner and not rest.strip(" ,") and not any(gap.overlaps(span) for span in own):
            coordinated = _COORDINATED.search(text, max(left.start, left.end - _CONJUNCTION), left.end)
            if coordinated and coordinated.start() > left.start:
                pieces[-1] = Span(pieces[-1].start, coordinated.start())
                break
            pieces[-1] = Span(pieces[-1].start, right.end)
        else:
            pieces.append(right)
    if tuple(pieces) == item.content:
        return item
    content = tuple(pieces)
    return replace(
        item,
        id=attribution_id(reading, item.source.spans if item.source else (), item.cue or (), content),
        content=content,
    )


def _in_any(spans: Sequence[Span], at: int) -> bool:
    return any(span.start <= at < span.end for span in spans)
