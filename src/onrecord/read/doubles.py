"""Attributions that come twice, and those inside another's words that were given to the outer speaker.

Two cues with one content and one source ('responded by saying that …') are one attribution; and in 'she told the court
that the supervisor replied that …' it is the supervisor who replied.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Attribution, Reading, Source, Span
from onrecord.read.nested import attribution_id, in_order, shared
from onrecord.read.reporting import is_reporting
from onrecord.read.reports import subject_before

__all__ = ["with_own_subjects", "without_doubles"]

_SAME = 0.9
"""Share of two contents' characters that both have, from which they are one."""

_NEIGHBOURS = 8


def without_doubles(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions, in order, each content of one source once: the one whose cue is a reporting verb."""
    items = in_order(found)
    dropped: set[str] = set()
    for number, item in enumerate(items):
        for other in items[number + 1 : number + 1 + _NEIGHBOURS]:
            if item.id in dropped or other.id in dropped or item.content[-1].end <= other.content[0].start:
                continue
            if _words(text, item) == _words(text, other) and shared(item, other) >= _SAME:
                worse = min(item, other, key=lambda each: (_reports(text, each), each.confidence))
                dropped.add(worse.id)
    return [item for item in items if item.id not in dropped]


def _words(text: str, item: Attribution) -> str | None:
    source = item.source.spans if item.source else ()
    return text[source[0].start : source[-1].end].lower() if source else None


def _reports(text: str, item: Attribution) -> bool:
    """Say whether a cue holds a form of a reporting verb."""
    cue = item.cue or ()
    return any(is_reporting(word) for span in cue for word in text[span.start : span.end].split())


def with_own_subjects(reading: Reading, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions, in order, those inside another's content with the subject that stands right there."""
    text = reading.document.text
    items = in_order(found)
    whole: list[Attribution] = []
    for number, item in enumerate(items):
        outer = _outer(items[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS], item)
        source = subject_before(text, outer, item.cue[0].start) if outer and item.cue else None
        if source is None or item.cue is None:
            whole.append(item)
        else:
            spans = (source,)
            ident = attribution_id(reading, spans, item.cue, item.content)
            whole.append(replace(item, id=ident, source=Source(spans, "person")))
    return in_order(whole)


def _outer(near: Sequence[Attribution], item: Attribution) -> Span | None:
    """Return the piece of another's content that holds an attribution's cue but not the source it was given."""
    if not item.cue or not item.source:
        return None
    for other in near:
        for piece in other.content:
            if other is not item and piece.contains(item.cue[0]) and not piece.overlaps(item.source.spans[0]):
                return piece
    return None
