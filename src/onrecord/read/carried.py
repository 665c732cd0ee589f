"""Whose claim a figure is where its own sentence cites nobody: a poll named in it, or the source of the run it goes on.

'Among men, 48 percent chose the mayor' is the poll's, whether the sentence names the poll or goes on from one that
does.
A run is broken by a claim of the paper's own, by another segment, and by a stretch of text with no figure in it.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.model import Attribution, Claim, ClaimKind, Reading, Span
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.mentions import word_regex
from onrecord.read.quotes import speech_spans

__all__ = ["carry_sources"]

_KINDS: frozenset[ClaimKind] = frozenset({"share", "change", "forecast"})
"""What a source goes on to tell; of levels the paper has many of its own (how many were asked)."""

_REACH = 320
"""Characters between two claims of one run: about two sentences."""

_QUOTATION = 30
"""Characters of the shortest quotation: what is shorter is a word or two in marks."""

_LOOK = 400
"""Characters to either side of a claim in which its sentence begins and ends."""

_END = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])[.!?][\"”’')]{0,2}\s+(?=[\"“‘'(]?[A-Z0-9])|\n")


def carry_sources(reading: Reading, claims: Sequence[Claim]) -> tuple[tuple[Claim, ...], dict[str, str]]:
    """Return the claims, in text order, with what told the voice of those that take that of a source that goes on.

    Each takes an attribution with it: that of the run, else the nearest one to it; where there is none, it stays.
    """
    text = reading.document.text
    starts = [segment.start for segment in reading.segments]
    sourced = [(item.source.spans[0].start, item) for item in reading.attributions if item.source is not None]
    cited = sorted(sourced, key=lambda pair: pair[0])
    told: list[Claim] = []
    why: dict[str, str] = {}
    last: Claim | None = None
    quotes = [span for span in speech_spans(text) if span.end - span.start >= _QUOTATION]
    for claim in claims:
        carried = claim
        quoted = _nearest(cited, _quotation(quotes, claim), starts) if claim.voice != "attributed" else None
        if quoted is not None:
            carried, why[claim.id] = _of(claim, quoted), "inside a quotation of somebody cited beside it"
        elif claim.voice == "reported" and claim.kind in _KINDS and _may_be(claim):
            if _names_document(text, claim) or (claim.kind == "share" and _polled(text, claim, starts)):
                near = _nearest(cited, Span(claim.start, claim.end), starts)
                if near is not None:
                    carried, why[claim.id] = _of(claim, near), "a document named in or before its sentence"
            elif last is not None and _goes_on(text, last, claim, starts):
                carried = replace(claim, voice="attributed", attribution=last.attribution, speaker=last.speaker)
                why[claim.id] = "goes on from the source cited before"
        told.append(carried)
        if carried.voice != "attributed":
            last = None if carried.kind in _KINDS else last
        elif carried.kind in _KINDS:
            last = carried
    return tuple(told), why


def _of(claim: Claim, attribution: Attribution) -> Claim:
    """Return the claim as one of an attribution's source."""
    speaker = attribution.source.speaker if attribution.source is not None else None
    return replace(claim, voice="attributed", attribution=attribution.id, speaker=speaker)


def _quotation(quotes: Sequence[Span], claim: Claim) -> Span | None:
    """Return the quotation that a claim stands in; a few words in marks are none."""
    at = bisect_right(quotes, claim.start, key=lambda span: span.start) - 1
    return quotes[at] if at >= 0 and claim.end <= quotes[at].end else None


def _nearest(cited: Sequence[tuple[int, Attribution]], place: Span | None, starts: Sequence[int]) -> Attribution | None:
    """Return the attribution whose source stands nearest to a place in its segment, within reach of it."""
    if place is None:
        return None
    segment = bisect_right(starts, place.start)
    first = bisect_right(cited, place.start - _LOOK, key=lambda pair: pair[0])
    last = bisect_right(cited, place.end + _LOOK // 2, key=lambda pair: pair[0])
    near = [
        (max(place.start - at, at - place.end), at, item)
        for at, item in cited[first:last]
        if bisect_right(starts, at) == segment
    ]
    return min(near, key=lambda found: found[:2])[2] if near else None


def _may_be(claim: Claim) -> bool:
    """Say whether a claim is one that a document tells: a change without a figure is as often the paper's own."""
    return claim.kind != "change" or claim.quantity is not None


def _goes_on(text: str, last: Claim, claim: Claim, starts: Sequence[int]) -> bool:
    """Say whether a claim goes on from the last one in the same segment."""
    if claim.start - last.end > _REACH or "”" in text[last.end : claim.start]:
        return False
    return bisect_right(starts, claim.start) == bisect_right(starts, last.start)


def _names_document(text: str, claim: Claim) -> bool:
    """Say whether a claim's sentence names a poll, a survey or figures as what tells it."""
    low = max(0, claim.start - _LOOK)
    start = max((found.end() for found in _END.finditer(text, low, claim.start)), default=low)
    after = _END.search(text, claim.end, claim.end + _LOOK)
    return _document().search(text, start, after.start() if after else min(len(text), claim.end + _LOOK)) is not None


def _polled(text: str, claim: Claim, starts: Sequence[int]) -> bool:
    """Say whether a poll or a survey stands shortly before a share, in the same segment."""
    at = bisect_right(starts, claim.start)
    start = starts[at - 1] if at else 0
    low = max(start, claim.start - _REACH)
    return word_regex("general", "documents", "polls").search(text, low, claim.start) is not None


@cache
def _document() -> re.Pattern[str]:
    table = load_lexicon("general")["documents"]
    nouns, verbs = word_pattern(table["nouns"]), word_pattern(table["verbs"])
    return re.compile(
        rf"(?i)\b(?:(?:in|according\sto|per)\s(?:the|a|an|that|this|its|their|another|one|[A-Z][\w./’'-]*)\s(?:[\w./’'&-]+\s){{0,6}}?{nouns}\b"
        rf"|{nouns}\s(?:[\w./’',-]+\s){{0,8}}?{verbs}\b|according\sto\s)"
    )
