"""Where one speaker's words end and the next begin inside a sentence, by what joins its clauses.

'A said fares would rise and promised that no line would close': a second verb begins another statement of the same
speaker.  'A says no; B says yes': what B says is none of A's words.  'Fares will rise, A said, though …': a speaker
named behind a clause reports the clause.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.model import Attribution, Reading, Span
from onrecord.read.lexicon import load_lexicon
from onrecord.read.nested import attribution_id, in_order
from onrecord.read.reporting import is_reporting
from onrecord.read.sentences import sentences

__all__ = ["SECOND", "parted"]

SECOND = 0.7
"""Confidence in a second verb: about the share that was right among those of ``bench/own`` and PolNeAR dev."""

_LEAST_WORDS = 4
"""Words of a clause that its speaker follows: fewer are an adverb ('On Monday, A said')."""

_NEAR = 6
"""Characters between a cue and a content that follows it."""

_MARKS = re.compile(r"[“”\"«»„]|''|``")
_BUT = re.compile(r",\s(?:but|and|while|though|yet)\s\Z")
_ASIDE = 4
"""Characters behind a content in which the cue of who speaks next follows an aside that the content took in."""

_AFTER_COMMA = re.compile(r",\s\Z")
_CONTINUES = re.compile(r"[.,;](?!\s?[“\"'‘«])")
_JOIN = re.compile(r"[\s,;]*(?:and\s|but\s)?")


def parted(reading: Reading, found: Sequence[Attribution]) -> tuple[list[Attribution], list[Attribution]]:
    """Return the attributions with each content in its own clause, in order, and those added for second verbs."""
    text = reading.document.text
    bounds = sentences(text)
    cues = sorted(span for item in found for span in item.cue or ())
    sources = sorted(item.source.spans[0] for item in found if item.source)
    whole: list[Attribution] = []
    added: list[Attribution] = []
    for item in found:
        content = _before_others(text, item, item.content, cues, sources)
        content = _clause_before(text, item, content, bounds, cues)
        content, second = _second_verb(text, item, content, cues)
        whole.append(_with_content(reading, item, content))
        if second:
            cue, rest = second
            added.append(replace(_with_content(reading, replace(item, cue=(cue,)), (rest,)), confidence=SECOND))
    return in_order([*whole, *added]), added


def _with_content(reading: Reading, item: Attribution, content: tuple[Span, ...]) -> Attribution:
    source = item.source.spans if item.source else ()
    return replace(item, id=attribution_id(reading, source, item.cue or (), content), content=content)


def _inside(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Return those of some spans, in order, that begin in a stretch."""
    return spans[bisect_left(spans, Span(start, start)) : bisect_left(spans, Span(end, end))]


def _before_others(
    text: str, item: Attribution, content: tuple[Span, ...], cues: Sequence[Span], sources: Sequence[Span]
) -> tuple[Span, ...]:
    """Return a content that ends at a semicolon behind which somebody else's cue stands, or before who speaks next."""
    own = set(item.cue or ())
    pieces = []
    for piece in content:
        at = text.find("; ", piece.start, piece.end)
        others = at > piece.start and any(cue not in own for cue in _inside(cues, at, piece.end))
        end = at if others else _next_speaker(text, piece, cues, sources)
        pieces.append(piece if _MARKS.search(text, piece.start, piece.end) else Span(piece.start, end))
    return tuple(pieces)


def _next_speaker(text: str, piece: Span, cues: Sequence[Span], sources: Sequence[Span]) -> int:
    """Return where the next speaker begins (', but Ada Lund, citing the log,'), else where the content ends."""
    for source in _inside(sources, piece.start, piece.end):
        joined = _BUT.search(text, max(piece.start + 1, source.start - 8), source.start)
        if joined and _inside(cues, piece.end, piece.end + _ASIDE):
            return joined.start()
    return piece.end


def _clause_before(
    text: str, item: Attribution, content: tuple[Span, ...], bounds: Sequence[Span], cues: Sequence[Span]
) -> tuple[Span, ...]:
    """Return the clause that a speaker is named behind, where the content has none of it, or another's words too."""
    if item.source is None or item.cue is None or len(item.cue) > 1:
        return content
    start, cue = item.source.spans[0].start, item.cue[0]
    named_behind = 0 <= cue.start - item.source.spans[-1].end <= 1 and _AFTER_COMMA.search(
        text, max(0, start - 2), start
    )
    if not named_behind or not _CONTINUES.match(text, cue.end):
        return content
    sentence = bounds[max(0, bisect_right(bounds, Span(start, len(text))) - 1)]
    before = _inside(cues, sentence.start, start)
    joined = _JOIN.match(text, before[-1].end, start) if before else None
    first = joined.end() if joined else sentence.start
    clause = Span(first, len(text[:start].rstrip(" ,"))) if first < start else Span(start, start)
    if len(text[clause.start : clause.end].split()) < _LEAST_WORDS or any(
        _MARKS.search(text, span.start, span.end) for span in (clause, *content)
    ):
        return content
    held = [piece for piece in content if piece.start < start and piece.end > sentence.start]
    takes_more = bool(before) and bool(held) and held[0].start < first
    return (clause,) if (not held and content[0].start > start) or takes_more else content


def _second_verb(
    text: str, item: Attribution, content: tuple[Span, ...], cues: Sequence[Span]
) -> tuple[tuple[Span, ...], tuple[Span, Span] | None]:
    """Return a content up to a second verb of its speaker, with that verb and what it reports, if there is one."""
    if not item.cue or not item.source or item.source.spans[0].start > item.cue[0].start:
        return content, None
    piece = content[-1]
    if not 0 <= piece.start - item.cue[-1].end <= _NEAR and len(content) == 1:
        return content, None
    for found in _joined_verb().finditer(text, piece.start, piece.end):
        verb = Span(*found.span("verb"))
        if (
            is_reporting(found["verb"])
            and _form(found["verb"]) == _form(text[item.cue[-1].start : item.cue[-1].end].rsplit(" ", 1)[-1])
            and len(_MARKS.findall(text, piece.start, verb.start)) % 2 == 0
        ):
            rest = None if _inside(cues, verb.start, verb.end) else (verb, Span(found.end(), piece.end))
            return (*content[:-1], Span(piece.start, found.start())), rest
    return content, None


@cache
def _joined_verb() -> re.Pattern[str]:
    return re.compile(
        r",?\s(?:and|but)\s(?:also\s|then\s|\w+ly\s)?(?P<verb>[a-z]+)"
        r"(?:,\s[a-z][^,.;:“”\"]{3,60},|\swithout\s(?:\w+\s){0,3}?(?:evidence|proof))?\s(?=(?:that|to|not\sto)\s)"
    )


def _form(verb: str) -> str:
    """Return by what a verb's form is told: two verbs of one subject share it."""
    if verb.endswith("ing"):
        return "ing"
    if verb.endswith("ed") or verb in _past_forms():
        return "past"
    return "s" if verb.endswith("s") else "plain"


@cache
def _past_forms() -> frozenset[str]:
    forms = (form for forms in load_lexicon("cues")["irregular"].values() for form in forms)
    return frozenset(form for form in forms if not form.endswith(("s", "ing")))
