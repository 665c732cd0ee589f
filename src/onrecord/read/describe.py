"""How a thing was said: mode, act, hedge, evidence, venue and day of each attribution.

All from words in the text, kept as data in ``lexicon/cues.toml`` and ``lexicon/describe.toml``.  Evidence is printed
about somebody, so ``none_offered`` is set only by the reporter's own words: never by what a source says of another.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cache

from onrecord.model import Attribution, Evidence, Mode, Reading, Span, Time, When
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.pipeline import step
from onrecord.read.quotes import quoted_share, quoted_spans
from onrecord.read.reporting import act_of, evidence_patterns
from onrecord.read.sentences import sentences

__all__ = ["describe"]

DIRECT = 0.9
"""Share of a content inside quotation marks from which it is direct; names cut out of a quote keep it below 1."""

HEDGE_REACH = 25
"""Characters from source and cue in which a hedge is about them: three or four words."""


@step(
    "describe",
    version=1,
    needs=("attributions", "times"),
    adds=("attributions.act", "attributions.evidence", "attributions.mode", "attributions.venue", "attributions.when"),
)
def describe(reading: Reading) -> Reading:
    """Say of each attribution how, where and when it was said."""
    text = reading.document.text
    quotes = quoted_spans(text)
    bounds = sentences(text)
    starts = [sentence.start for sentence in bounds]
    time_starts = [time.start for time in reading.times]
    contents = sorted(span for item in reading.attributions for span in item.content)
    described: list[Attribution] = []
    venue_before: tuple[str | None, When | None] = (None, None)
    for item in reading.attributions:
        anchor = (item.cue or item.content)[0]
        sentence = bounds[max(0, bisect_right(starts, anchor.start) - 1)] if bounds else anchor
        whole = _stretch(item, sentence)
        evidence = _evidence(text, whole, item, contents)
        venue, platform = _venue(text, whole, item)
        near = slice(bisect_left(time_starts, sentence.start), bisect_left(time_starts, sentence.end))
        when = _when(reading.times[near], item)
        if platform:
            venue_before = (venue, when or venue_before[1])
        elif venue is None and _stands_for_a_post(text, item):
            venue, when = venue_before[0], when or venue_before[1]
        described.append(
            replace(
                item,
                mode=_mode(text, item.content, quotes),
                act=act_of(text, item.cue),
                hedged=_is_hedged(text, sentence, item, quotes),
                evidence=evidence,
                venue=venue,
                when=when,
            )
        )
    return replace(reading, attributions=tuple(described))


def _mode(text: str, content: tuple[Span, ...], quotes: tuple[Span, ...]) -> Mode:
    share = quoted_share(text, content, quotes)
    if share >= DIRECT:
        return "direct"
    return "mixed" if share > 0 else "indirect"


def _stretch(item: Attribution, sentence: Span) -> Span:
    """Return the sentence of the cue, widened to the end of a content that runs on in it."""
    end = max([sentence.end, *(span.end for span in item.content if sentence.overlaps(span))])
    return Span(sentence.start, end)


def _is_hedged(text: str, sentence: Span, item: Attribution, quotes: tuple[Span, ...]) -> bool:
    """Say whether the reporter hedges the reporting: a hedge beside source and cue, outside quotation marks."""
    spans = [*(item.source.spans if item.source else ()), *(item.cue or item.content[:1])]
    start = max(sentence.start, min(span.start for span in spans) - HEDGE_REACH)
    end = min(sentence.end, max(span.end for span in spans) + HEDGE_REACH)
    for found in _hedges().finditer(text, start, end):
        span = Span(found.start(), found.end())
        if any(quote.contains(span) for quote in quotes):
            continue
        if not any(piece.contains(span) for piece in item.content):
            return True
    return False


@cache
def _hedges() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){word_pattern(load_lexicon('describe')['hedges'])}(?!\w)", re.IGNORECASE)


def _evidence(text: str, whole: Span, item: Attribution, contents: list[Span]) -> Evidence:
    """Return what the reporter's words say of the evidence; words inside anybody's content are not the reporter's.

    One shape is the reporter's even where it runs on from a content: a closing remark on the claim ('..., allegations
    made without evidence').
    """
    remark = evidence_patterns()["remark"].search(text, whole.start, whole.end)
    if remark and remark.start() > item.content[0].start:
        return Evidence("none_offered", (Span(remark.start("words"), remark.end("words")),))
    for status in ("none_offered", "offered"):
        for found in evidence_patterns()[status].finditer(text, whole.start, whole.end):
            span = Span(found.start(), found.end())
            if not any(content.contains(span) for content in contents if content.start < whole.end):
                return Evidence("none_offered" if status == "none_offered" else "offered", (span,))
    return Evidence()


def _venue(text: str, whole: Span, item: Attribution) -> tuple[str | None, bool]:
    """Return the venue as stated and whether it is a platform on which posts are made."""
    for found in _venue_pattern().finditer(text, whole.start, whole.end):
        span = Span(found.start("venue"), found.end("venue"))
        if any(piece.contains(span) for piece in item.content):
            continue
        platform = found.group("platform") or found.group("post_on")
        return (platform, True) if platform else (found.group("form"), False)
    return None, False


@cache
def _venue_pattern() -> re.Pattern[str]:
    venues = load_lexicon("describe")["venues"]
    platforms, posts = word_pattern(venues["platforms"]), word_pattern(venues["posts"])
    before = word_pattern(venues["prepositions"])
    adjectives = r"(?:[a-z][\w-]*\s){0,2}?"
    return re.compile(
        rf"(?<!\w)(?i:{before})\s(?P<venue>"
        rf"(?:(?:an?|the|his|her|their)\s)?(?P<platform>{platforms})(?:\s{posts})?(?!\w)"
        rf"|(?:an?|the|his|her|their)\s{adjectives}{posts}\son\s(?P<post_on>{platforms})(?!\w)"
        rf"|(?P<form>(?:an?|the|his|her|their)\s{adjectives}{word_pattern(venues['forms'])})(?!\w))"
    )


def _stands_for_a_post(text: str, item: Attribution) -> bool:
    """Say whether the source is a post whose platform was named before ('her post accused ...')."""
    if item.source is None:
        return False
    words = text[item.source.spans[0].start : item.source.spans[-1].end].lower().split()
    return bool(words) and words[-1] in load_lexicon("describe")["venues"]["posts"]


def _when(times: tuple[Time, ...], item: Attribution) -> When | None:
    """Return the day on which it was said: of its sentence's times the day nearest to the cue, outside the content."""
    anchor = (item.cue or item.content)[0]
    days = [
        time
        for time in times
        if time.type in {"DATE", "TIME"}
        and time.when.grain in {"day", "hour"}
        and time.when.start is not None
        and time.when.end is not None
        and not any(piece.start <= time.start < piece.end for piece in item.content)
    ]
    nearest = min(days, key=lambda time: min(abs(time.start - anchor.end), abs(anchor.start - time.end)), default=None)
    return nearest.when if nearest else None
