"""How a thing was said: mode, act, hedge, evidence, venue and day of each attribution.

All from words in the text, kept as data in ``lexicon/cues.toml`` and ``lexicon/describe.toml``.  Evidence is printed
about somebody, so ``none_offered`` is set only by the reporter's own words: never by what a source says of another.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from onrecord.model import Act, Attribution, Evidence, Mode, Reading, Span, Time, When
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.pipeline import step
from onrecord.read.quotes import quoted_share, quoted_spans
from onrecord.read.sentences import sentences

__all__ = ["act_of", "describe"]

DIRECT = 0.9
"""Share of a content inside quotation marks from which it is direct; names cut out of a quote keep it below 1."""

_BETWEEN = r"(?:\s\S{1,40}){0,3}?\s"


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


def act_of(text: str, cue: tuple[Span, ...] | None) -> Act:
    """Return the act that a cue performs; ``assert`` where its words are not known, ``other`` without a cue."""
    if not cue:
        return "other"
    words = " ".join(text[span.start : span.end] for span in cue).lower().replace("’", "'")
    for act, pattern in _act_patterns().items():
        if pattern.search(words):
            return act
    return "assert"


@cache
def _act_patterns() -> Mapping[Act, re.Pattern[str]]:
    lexicon = load_lexicon("cues")
    irregular: Mapping[str, list[str]] = lexicon["irregular"]
    patterns: dict[Act, re.Pattern[str]] = {}
    for act, entry in lexicon["acts"].items():
        forms = {form for verb in entry["verbs"] for form in _inflect(verb, irregular.get(verb, []))}
        patterns[act] = re.compile(rf"(?<!\w){word_pattern(forms | set(entry.get('words', [])))}(?!\w)")
    return patterns


def _inflect(verb: str, irregular: list[str]) -> set[str]:
    """Return the forms of an English verb, regular ones by rule; the first word of a phrase is the verb."""
    head, _, rest = verb.partition(" ")
    stem = head.removesuffix("e")
    if head.endswith("y") and head[-2] not in "aeiou":
        forms = {head, head[:-1] + "ies", head[:-1] + "ied", head + "ing"}
    elif head.endswith(("s", "sh", "ch", "x", "z")):
        forms = {head, head + "es", head + "ed", head + "ing"}
    else:
        forms = {head, head + "s", stem + "ed", stem + "ing"}
    return {f"{form} {rest}".strip() for form in forms | set(irregular)}


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
    """Say whether the reporter hedges: a hedge in the cue's sentence, outside quotation marks and other contents."""
    for found in _hedges().finditer(text, sentence.start, sentence.end):
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
    remark = _patterns()["remark"].search(text, whole.start, whole.end)
    if remark and remark.start() > item.content[0].start:
        return Evidence("none_offered", (Span(remark.start("words"), remark.end("words")),))
    for status in ("none_offered", "offered"):
        for found in _patterns()[status].finditer(text, whole.start, whole.end):
            span = Span(found.start(), found.end())
            if not any(content.contains(span) for content in contents if content.start < whole.end):
                return Evidence("none_offered" if status == "none_offered" else "offered", (span,))
    return Evidence()


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    evidence = load_lexicon("describe")["evidence"]
    none = _with_gaps(evidence["none_offered"])
    return {
        "none_offered": re.compile(rf"(?<!\w){none}(?!\w)", re.IGNORECASE),
        "offered": re.compile(rf"(?<!\w){_with_gaps(evidence['offered'])}(?!\w)", re.IGNORECASE),
        "remark": re.compile(
            rf"[,;—–]\s*[”\"’]?\s*(?P<words>{word_pattern(evidence['remarks'])}(?:\s\w+){{0,4}}?\s{none})(?!\w)",
            re.IGNORECASE,
        ),
    }


def _with_gaps(phrases: list[str]) -> str:
    """Return a pattern of phrases in which ``*`` stands for up to three words."""
    plain = word_pattern([phrase for phrase in phrases if "*" not in phrase])
    gapped = [
        _BETWEEN.join(re.escape(part.strip()).replace(r"\ ", r"\s") for part in phrase.split("*"))
        for phrase in phrases
        if "*" in phrase
    ]
    return f"(?:{'|'.join([*gapped, plain])})"


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
