"""Attributions inside others: 'what he described as the largest', said in what somebody else is told.

PolNeAR gives each word to one attribution, so the encoder has seen the outer ones only.  A relative clause with a
reporting verb, inside another's content, is read by rule; what stands inside another's content points to it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.ids import content_id
from onrecord.model import Act, Attribution, Reading, Source, Span
from onrecord.read.names import Name
from onrecord.read.reporting import act_of, is_reporting

__all__ = ["attribution_id", "nest", "relative_attributions", "with_relatives"]

NEIGHBOURS = 16
"""How many attributions to either side may hold another one: keeps nesting linear in the length of a text."""

RULE = 0.6
"""Confidence in a relative clause read by rule: about the share that was right among those on PolNeAR dev."""

_OPENER = re.compile(r"\b(?:what|where|which|who|whom)\s", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:he|she|they|it)(?=\s)", re.IGNORECASE)
_TELLING: frozenset[Act] = frozenset({"assert", "describe", "allege", "accuse", "acknowledge", "deny"})
"""Acts that a relative clause tells of; what somebody plans or thinks ('what she expects') is told otherwise."""

_CUE = re.compile(
    r"(?:(?:has|had|have|once|now|also|then|repeatedly|falsely)\s)*+(?P<verb>[a-z]+)(?P<as>\s(?:as|to\sbe))?\s"
)
_END = re.compile(r"[,;:!?”\n]|\s[—–-]\s|--|\.(?=[”\"’']|\s+[A-Z“\"]|\s*\Z)")
_SHORTEST = 3
_LONGEST = 300
"""Characters in which a clause ends: what goes on longer is no relative clause."""


def attribution_id(reading: Reading, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]) -> str:
    """Return the id of an attribution, made from its document and its spans."""
    return content_id(
        "att", reading.document.id, *([(s.start, s.end) for s in spans] for spans in (source, cue, content))
    )


def relative_attributions(reading: Reading, names: Sequence[Name]) -> Iterator[Attribution]:
    """Yield what relative clauses tell: a source, a reporting verb and the words up to the clause's end."""
    text = reading.document.text
    starts = [name.span.start for name in names]
    for opener in _OPENER.finditer(text):
        source = _source_at(text, opener.end(), names, starts)
        if source is None:
            continue
        cue = _CUE.match(text, source.end + 1)
        if cue is None or not is_reporting(cue["verb"]):
            continue
        cues = (Span(cue.start("verb"), cue.end() - 1),)
        end = _clause_end(text, cue.end())
        if end - cue.end() < _SHORTEST or act_of(text, cues) not in _TELLING:
            continue
        content = (Span(cue.end(), end),)
        yield Attribution(
            id=attribution_id(reading, (source,), cues, content),
            segment_kind=reading.segment_kind(source),
            mode="indirect",
            source=Source((source,), "pronoun" if _SUBJECT.match(text, source.start) else "person"),
            cue=cues,
            content=content,
            confidence=RULE,
        )


def _clause_end(text: str, start: int) -> int:
    """Return where a clause ends that starts at ``start``: ``start`` itself where that is too far to tell."""
    found = _END.search(text, start, start + _LONGEST)
    if found is None:
        return start
    closes = found[0] == "”" and "“" in text[start : found.start()]
    return found.end() if closes else found.start()


def with_relatives(
    reading: Reading, found: Sequence[Attribution], relatives: Sequence[Attribution]
) -> list[Attribution]:
    """Return the attributions with those of relative clauses inside another's content.

    A clause whose verb the encoder took for a cue keeps the encoder's content where that follows the verb.
    """
    starts = [item.content[0].start for item in found]
    dropped: set[str] = set()
    added: list[Attribution] = []
    for item in relatives:
        cue = (item.cue or ())[0]
        near = _near(found, starts, cue.start)
        known = [other for other in near if any(span.overlaps(cue) for span in other.cue or ())]
        if any(other.content[0].start >= cue.end for other in known):
            continue
        if any(_spans_around(other, cue) for other in near if other not in known):
            dropped |= {other.id for other in known}
            added.append(item)
    kept = [item for item in found if item.id not in dropped]
    kept = sorted([*kept, *added], key=lambda item: (item.content[0], item.id))
    starts = [item.content[0].start for item in kept]
    whole = [_joined(reading, item, _near(kept, starts, item.content[0].start)) for item in kept]
    return sorted(whole, key=lambda item: (item.content[0], item.id))


def _near(found: Sequence[Attribution], starts: Sequence[int], at: int) -> Sequence[Attribution]:
    """Return the attributions whose contents start about ``at``."""
    index = bisect_right(starts, at)
    return found[max(0, index - NEIGHBOURS) : index + NEIGHBOURS]


def nest(found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Point each attribution that stands in a longer one's content to the shortest such one.

    Its content lies in the other's; its source and cue at least between the other's first and last word.
    """
    nested: list[Attribution] = []
    for index, item in enumerate(found):
        around = (*(item.source.spans if item.source else ()), *(item.cue or ()))
        outer = [
            other
            for other in found[max(0, index - NEIGHBOURS) : index + NEIGHBOURS]
            if other is not item
            and all(any(piece.contains(span) for piece in other.content) for span in item.content)
            and all(Span(other.content[0].start, other.content[-1].end).contains(span) for span in around)
        ]
        closest = min(outer, key=lambda other: sum(span.end - span.start for span in other.content), default=None)
        nested.append(replace(item, within=closest.id if closest else None))
    return tuple(nested)


def _source_at(text: str, at: int, names: Sequence[Name], starts: Sequence[int]) -> Span | None:
    """Return the pronoun or the name that stands at ``at``, one space before the next word."""
    pronoun = _SUBJECT.match(text, at)
    if pronoun:
        return Span(at, pronoun.end())
    index = bisect_right(starts, at) - 1
    for name in names[max(0, index) : index + 2]:
        titled = name.whole.start <= at <= name.span.start
        if name.kind == "person" and titled and text[name.span.end : name.span.end + 1] == " ":
            return Span(at, name.span.end)
    return None


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
            pieces[-1] = Span(pieces[-1].start, right.end)
        else:
            pieces.append(right)
    if len(pieces) == len(item.content):
        return item
    content = tuple(pieces)
    return replace(
        item,
        id=attribution_id(reading, item.source.spans if item.source else (), item.cue or (), content),
        content=content,
    )


def _in_any(spans: Sequence[Span], at: int) -> bool:
    return any(span.start <= at < span.end for span in spans)
