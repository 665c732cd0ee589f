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
_SHORT = 70
"""Characters of a sentence behind a quotation that may tell whose it is: '…” That was Rusk’s answer.'"""


def with_running_quotations(reading: Reading, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions, in order, each with the quotations that go on from it and are nobody's yet."""
    text = reading.document.text
    bounds = sentences(text)
    starts = [sentence.start for sentence in bounds]
    alone = frozenset(paragraphs(text))
    held = sorted(span for item in found for span in item.content)
    speakers: dict[int, Attribution] = {}
    """By the sentence of their cue, a word: the colon of a transcript and the dash before a signature run nothing on."""
    for item in found:
        if (
            item.source is not None
            and item.cue
            and text[item.cue[0].start].isalpha()
            and not _is_inside(item.cue[0], held)
        ):
            speakers[bisect_right(starts, item.cue[0].start) - 1] = item
    added: dict[str, list[Span]] = {}
    owners = {at: item.id for at, item in speakers.items()}
    for quote in speech_spans(text):
        at = bisect_right(starts, quote.start) - 1
        if at < 1 or starts[at] != quote.start or not _is_sentence(text, quote) or _is_held(quote, held):
            continue
        last = bisect_right(starts, quote.end - 1) - 1
        before = bounds[at - 1]
        gap = text[before.end : quote.start]
        owner = owners.get(at - 1)
        if owner is None or gap.strip() or ("\n" in gap and quote not in alone):
            continue
        if _is_told(text, bounds, last) or reading.segment_kind(quote) != reading.segment_kind(before):
            continue
        added.setdefault(owner, []).append(quote)
        owners[last] = owner
    return in_order([_longer(reading, item, added.get(item.id, ())) for item in found])


def _longer(reading: Reading, item: Attribution, quotes: Sequence[Span]) -> Attribution:
    if not quotes:
        return item
    content = tuple(sorted((*item.content, *quotes)))
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
