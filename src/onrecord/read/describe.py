"""How a thing was said: mode, act, hedge, evidence, venue and day of each attribution.

All from words in the text, by the guideline ``docs/labels.md``; the words are data in ``lexicon``.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from onrecord.model import Attribution, Evidence, Mode, Reading, Span, Time, When
from onrecord.read.datelines import dateline_spans
from onrecord.read.evidence import evidence_of
from onrecord.read.introduced import introductions
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.pipeline import step
from onrecord.read.quotes import is_name, quoted_share, quoted_spans
from onrecord.read.reporting import act_of
from onrecord.read.sentences import sentences
from onrecord.read.turn_labels import turns_of

__all__ = ["describe", "hedge_of", "is_turn", "stands_for_a_post"]

TURNS = 3
"""Paragraphs that open with a name and a colon from which a text is taken to hold a transcript."""

NEIGHBOURS = 12
"""How many contents before a place are asked whether they hold it: nested ones stand close together."""

_LINKS = frozenset({"that", "and", "but"})
"""Words outside the marks that leave a quotation direct."""

_TURN = re.compile(r"(?m)^[ \t*\[(\"“]*[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}(?: \([^()\n]{1,30}\))?:\s")
_COLON = re.compile(r"(?: \([^()\n]{1,30}\))?(?:\s?:|(?<=Q)\.|(?<=A)\.)\s")
_BRACKETS = re.compile(r"\[[^\]]*\]")

HEDGE_REACH = 25
"""Characters from source and cue in which a hedge is about them: three or four words."""


@step(
    "describe",
    version=4,
    needs=("attributions", "times"),
    adds=("attributions.act", "attributions.evidence", "attributions.mode", "attributions.venue", "attributions.when"),
)
def describe(reading: Reading) -> Reading:
    """Say of each attribution how, where and when it was said."""
    text = reading.document.text
    quotes = quoted_spans(text)
    speech = tuple(span for span in quotes if not is_name(text, span))
    turns = len(_TURN.findall(text))
    labels = frozenset([*(turn.label for turn in turns_of(text)), *(item.source for item in introductions(text))])
    bounds = sentences(text)
    starts = [sentence.start for sentence in bounds]
    datelines = dateline_spans(text)
    times = tuple(time for time in reading.times if not _lies_in(Span(time.start, time.end), datelines))
    time_starts = [time.start for time in times]
    contents = sorted(span for item in reading.attributions for span in item.content)
    cues = sorted(
        ((item.cue[0].start, item) for item in reading.attributions if item.cue), key=lambda pair: (pair[0], pair[1].id)
    )
    cue_starts = [start for start, _ in cues]
    described: list[Attribution] = []
    venue_before: tuple[str | None, When | None] = (None, None)
    for item in reading.attributions:
        anchor = (item.cue or item.content)[0]
        sentence = bounds[max(0, bisect_right(starts, anchor.start) - 1)] if bounds else anchor
        whole = _stretch(item, sentence)
        near_cues = cues[bisect_left(cue_starts, whole.start) : bisect_left(cue_starts, whole.end)]
        venue, platform = _venue(text, whole, item, [other for _, other in near_cues])
        near = slice(bisect_left(time_starts, sentence.start), bisect_left(time_starts, sentence.end))
        when = _when(times[near], item)
        if platform:
            venue_before = (venue, when or venue_before[1])
        elif venue is None and stands_for_a_post(text, item):
            venue, when = venue_before[0], when or venue_before[1]
        described.append(
            replace(
                item,
                mode="direct" if _is_under(item, labels) else _mode(text, item, speech, turns),
                act=act_of(text, item.cue, item.content),
                hedged=hedge_of(text, sentence, item, quotes, contents) is not None,
                venue=venue,
                when=when,
            )
        )
    evidence = evidence_of(text, described, bounds, quotes)
    return replace(
        reading,
        attributions=tuple(replace(item, evidence=evidence.get(item.id, Evidence())) for item in described),
    )


def _mode(text: str, item: Attribution, speech: tuple[Span, ...], turns: int) -> Mode:
    """Return whether the content is in its source's own words: all, a part, or none of it in marks of speech."""
    share = quoted_share(text, item.content, speech)
    if share == 1 or (turns >= TURNS and is_turn(text, item)):
        return "direct"
    if share == 0:
        return "indirect"
    rest = _BRACKETS.sub(" ", "".join(_outside(text, item.content, speech)))
    return "direct" if set(re.findall(r"\w+", rest.lower())) <= _LINKS else "mixed"


def _outside(text: str, content: tuple[Span, ...], speech: tuple[Span, ...]) -> Iterator[str]:
    """Yield the pieces of a content outside the marks of speech."""
    for piece in content:
        at = piece.start
        for quote in speech[max(0, bisect_left(speech, Span(at, at)) - 1) : bisect_left(speech, Span(piece.end, 0))]:
            yield text[at : max(at, min(quote.start, piece.end))] + " "
            at = max(at, min(quote.end, piece.end))
        yield text[at : piece.end] + " "


def _is_under(item: Attribution, labels: frozenset[Span]) -> bool:
    """Say whether an attribution stands under a label of a transcript or a line that introduces a statement."""
    return item.source is not None and item.source.spans[0] in labels and item.content[0] > item.source.spans[-1]


def is_turn(text: str, item: Attribution) -> bool:
    """Say whether the content is a turn of a transcript: its paragraph opens with its source and a colon."""
    if item.source is None or not item.source.spans:
        return False
    source = item.source.spans[0]
    opens = not text[text.rfind("\n", 0, source.start) + 1 : source.start].strip(' *[("“')
    return opens and _COLON.match(text, source.end) is not None and item.content[0].start > source.end


def _stretch(item: Attribution, sentence: Span) -> Span:
    """Return the sentence of the cue, widened to the end of a content that runs on in it."""
    end = max([sentence.end, *(span.end for span in item.content if sentence.overlaps(span))])
    return Span(sentence.start, end)


def hedge_of(
    text: str, sentence: Span, item: Attribution, quotes: tuple[Span, ...], contents: Sequence[Span]
) -> Span | None:
    """Return the words by which the writer hedges the report: beside source and cue, not in quotation or content.

    Where no source is marked, a hedge that opens the content is the writer's too.
    """
    spans = [*(item.source.spans if item.source else ()), *(item.cue or item.content[:1])]
    start = max(sentence.start, min(span.start for span in spans) - HEDGE_REACH)
    end = min(sentence.end, max(span.end for span in spans) + HEDGE_REACH)
    semblance, hedges = _hedges()
    cue = item.cue[0] if item.cue else None
    seems = semblance.search(text, max(start, cue.start - HEDGE_REACH), cue.end) if cue else None
    if cue and seems and not _lies_in(cue, quotes):
        return Span(seems.start(), seems.end())
    for found in hedges.finditer(text, start, end):
        span = Span(found.start(), found.end())
        opens = item.source is None and any(0 <= span.start - piece.start <= 2 for piece in item.content)
        if not _lies_in(span, quotes) and (opens or not _lies_in(span, contents)):
            return span
    return None


def _lies_in(span: Span, others: Sequence[Span]) -> bool:
    """Say whether a span lies in one of the ordered ``others``."""
    at = bisect_right(others, Span(span.start, span.end))
    return any(other.contains(span) for other in others[max(0, at - NEIGHBOURS) : at + 1])


@cache
def _hedges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of a semblance up to the end of a cue, and that of any hedge."""
    words = load_lexicon("describe")
    return (
        re.compile(rf"(?<!\w){word_pattern(words['semblance'])}\s(?:have\s)?\w+(?:\s\w+)?\Z", re.IGNORECASE),
        re.compile(rf"(?<!\w){word_pattern(words['hedges'])}(?!\w)", re.IGNORECASE),
    )


def _venue(text: str, whole: Span, item: Attribution, near: Sequence[Attribution]) -> tuple[str | None, bool]:
    """Return the venue as stated and whether it is a platform on which posts are made.

    It belongs to the nearest cue of those ``near``, and to what the same source says in its sentence.
    """
    shared: tuple[str | None, bool] = (None, False)
    for found in _venue_pattern().finditer(text, whole.start, whole.end):
        span = Span(found.start("venue"), found.end("venue"))
        if any(piece.contains(span) for piece in item.content):
            continue
        owner = min(near, key=lambda other: _distance(other, span), default=item)
        platform = found.group("platform") or found.group("post_on")
        venue = (platform, True) if platform else (found.group("form"), False)
        if owner is item:
            return venue
        if shared == (None, False) and _shares_source(text, item, owner):
            shared = venue
    return shared


def _distance(item: Attribution, place: Span) -> int:
    """Return how many characters lie between a cue and a place."""
    cue = (item.cue or item.content)[0]
    return max(cue.start - place.end, place.start - cue.end, 0)


def _shares_source(text: str, item: Attribution, other: Attribution) -> bool:
    """Say whether two attributions of a sentence have one source: the same words, or a pronoun in its place."""
    if item.source is None or other.source is None:
        return False
    one, two = (text[source.spans[0].start : source.spans[-1].end].lower() for source in (item.source, other.source))
    pronouns = load_lexicon("speakers")["pronouns"]
    return one == two or one in (*pronouns["person"], *pronouns["plural"], "it")


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


def stands_for_a_post(text: str, item: Attribution) -> bool:
    """Say whether the source is a post whose platform was named before ('her post accused ...')."""
    if item.source is None or not item.source.spans:
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
