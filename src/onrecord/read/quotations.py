"""Quotations that run on: full sentences in marks, with no cue of their own, right after their speaker was cited.

'Danner said the plan was late. “We were not told.”': the quotation is his, in the same paragraph or alone in the next
one.  After PolNeAR's guideline it belongs to the cue that it goes on from.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.model import Attribution, Reading, Span
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.nested import attribution_id, in_order
from onrecord.read.quotes import speech_spans
from onrecord.read.sentences import paragraphs, sentences

__all__ = ["with_running_quotations"]

_LEAST_WORDS = 4
"""Words of a quotation that is a sentence by itself: fewer are as often a slogan or a name."""

_OPENS = re.compile(r"[“\"‘'«„]+(?:\.\.\.|…)?\s?[A-Z0-9]")
_CLOSES = re.compile(r"[.!?…][”\"’'»“]+\Z")
_FOLLOWED = re.compile(r"\s+(?=[A-Z“\"‘'«]|\Z)|\Z")
_BORDER = re.compile(r"[.!?…][”\"’'»]{1,2}(?P<gap>\s*\n\s*)[“\"‘'«]")
_PAIRS = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "“"}
_SHORT = 70
"""Characters of a sentence behind a quotation that may tell whose it is: '…” That was Rusk’s answer.'"""


def with_running_quotations(reading: Reading, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions, in order, each with the quotations that go on from it and are nobody's yet.

    One that the encoder gave to who speaks in the next paragraph is the last speaker's too.
    """
    text = reading.document.text
    bounds = sentences(text)
    starts = [sentence.start for sentence in bounds]
    alone = frozenset(paragraphs(text))
    held = sorted(span for item in found for span in item.content)
    owners = _speakers(text, found, held, starts)
    found = _before_paragraphs(reading, found, owners, starts)
    held = sorted(span for item in found for span in item.content)
    holders = {span: item for item in found for span in item.content if item.source and item.cue}
    added: dict[str, list[Span]] = {}
    for quote in speech_spans(text):
        at = bisect_right(starts, quote.start) - 1
        last = bisect_right(starts, quote.end - 1) - 1
        if quote in holders:
            owners.setdefault(last, holders[quote])
        if at < 1 or starts[at] != quote.start or not _is_sentence(text, quote) or _is_held(quote, held):
            continue
        before = bounds[at - 1]
        gap = text[before.end : quote.start]
        owner = owners.get(at - 1)
        if owner is None or gap.strip() or ("\n" in gap and quote not in alone):
            continue
        if _is_told(text, bounds, last) or reading.segment_kind(quote) != reading.segment_kind(before):
            continue
        added.setdefault(owner.id, []).append(quote)
        owners[last] = owner
    return in_order([_with(reading, item, (*item.content, *added.get(item.id, ()))) for item in found])


def _speakers(
    text: str, found: Sequence[Attribution], held: Sequence[Span], starts: Sequence[int]
) -> dict[int, Attribution]:
    """Return by sentence the last who is cited in it by a word, not by a transcript's colon or a signature's dash."""
    return {
        bisect_right(starts, item.cue[0].start) - 1: item
        for item in found
        if item.source and item.cue and text[item.cue[0].start].isalpha() and not _is_inside(item.cue[0], held)
    }


def _before_paragraphs(
    reading: Reading, found: Sequence[Attribution], owners: dict[int, Attribution], starts: Sequence[int]
) -> list[Attribution]:
    """Return the attributions, each quotation of an earlier paragraph than its cue given to who was speaking there."""
    text = reading.document.text
    moved: dict[str, list[Span]] = {}
    rest: dict[str, tuple[Span, ...]] = {}
    for item in found:
        kept: list[Span] = []
        for piece in item.content:
            border = _BORDER.search(text, piece.start, piece.end)
            at = bisect_right(starts, piece.start) - 1
            owner = owners.get(at - 1)
            is_first = border is not None and item.cue is not None and border.end() <= item.cue[0].start
            is_his = owner is not None and owner.id != item.id and starts[at] == piece.start
            if border and owner and is_first and is_his and "\n" not in text[starts[at - 1] : piece.start]:
                moved.setdefault(owner.id, []).append(Span(piece.start, border.start("gap")))
                piece = Span(border.end("gap"), piece.end)  # noqa: PLW2901 - the rest of it
            kept.append(piece)
        rest[item.id] = tuple(kept)
    if not moved:
        return list(found)
    whole = [_with(reading, item, (*rest[item.id], *moved.get(item.id, ()))) for item in found]
    changed = {old.id: new for old, new in zip(found, whole, strict=True)}
    owners.update({at: changed[item.id] for at, item in owners.items()})
    return in_order(whole)


def _with(reading: Reading, item: Attribution, content: tuple[Span, ...]) -> Attribution:
    content = tuple(sorted(content))
    if content == item.content:
        return item
    source = item.source.spans if item.source else ()
    return replace(item, id=attribution_id(reading, source, item.cue or (), content), content=content)


def _is_inside(span: Span, others: Sequence[Span]) -> bool:
    at = bisect_right(others, Span(span.start, 1 << 62))
    return any(other.contains(span) for other in others[max(0, at - 6) : at])


def _is_held(quote: Span, held: Sequence[Span]) -> bool:
    """Say whether a quotation shares words with a content."""
    at = bisect_left(held, Span(quote.end, 0))
    return any(other.overlaps(quote) for other in held[max(0, at - 8) : at])


def _is_sentence(text: str, quote: Span) -> bool:
    """Say whether a quotation is one sentence or more, by itself."""
    words = text[quote.start : quote.end]
    return (
        len(words.split()) >= _LEAST_WORDS
        and _OPENS.match(words) is not None
        and _CLOSES.search(words) is not None
        and _FOLLOWED.match(text, quote.end) is not None
        and _PAIRS.get(words[0]) == words[-1]
    )


def _is_told(text: str, bounds: Sequence[Span], last: int) -> bool:
    """Say whether a short sentence behind a quotation, or what begins the same way, tells whose it is."""
    if last + 1 >= len(bounds):
        return False
    following = bounds[last + 1]
    gap = text[bounds[last].end : following.start]
    if "\n" in gap or following.end - following.start > _SHORT:
        return False
    return _telling().search(text, following.start, following.end) is not None


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{word_pattern(load_lexicon('reported')['inner']['verbs'])})(?!\w)|[Tt]hat was\s")
