"""Noun cues told by their form: 'Danner's claim that the bridge was safe was disputed'.

A noun of telling with whom it belongs to, and a clause with 'that' or, for promises and the like, an infinitive.
Without an owner nobody is cited, and only nouns that mean nothing but telling count ('the allegation that he did').
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.model import Attribution, Reading, Source, Span
from onrecord.read.edges import trimmed
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.nested import attribution_id
from onrecord.read.quotes import quoted_spans

__all__ = ["NOUN", "noun_attributions", "noun_cue"]

NOUN = 0.5
"""Confidence in a noun cue read by form: about the share right among those of ``bench/own`` and PolNeAR dev."""

_LONGEST = 300
"""Characters in which a clause behind a noun ends: what goes on longer is not told by form."""

_STOP = re.compile(r"(?<![A-Z])[.?!;:](?=[”\"']*(?:\s|\Z))|[\n—,]|\s–\s")
_THING = re.compile(r"to\s(?:[A-Z\d“\"]|(?:the|an?|his|her|its|their|our|those|all|any|every|this|\w+ern)\s)")
"""Behind a noun's 'to': a thing and no verb."""
_FINITE = re.compile(
    r"(?<=\s)(?:\w{2,}ed|took|gave|got|hid|paid|stole|lied|lost|won|knew|saw|kept|ran|broke|spent|wants?|needs?)(?=[\s.,])"
)
_NO_SUBJECT = re.compile(
    r"that\s(?:is|are|was|were|has|have|had|will|would|could|can|may|might|must|should|\w+ed|\w+ly|won|took|gave|made|led|came|went)\s"
)
_OPENS = re.compile(r"(?:\A|[.!?:;,\n“\"]\s*|(?:\A|[.!?\n]\s*)(?:And|But|Yet|So)\s)\Z")
_NOT_PARTS = frozenset({"heading", "byline", "boilerplate"})
_OWNER_REACH = 60

Noun = tuple[Span | None, Span, Span]
"""Source, cue and content."""


def noun_attributions(reading: Reading, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield what nouns of telling report, where none of it is in a source, cue or content of ``found``.

    What stands wholly inside a content is yielded where somebody owns it.
    """
    text = reading.document.text
    contents = sorted(span for item in found for span in item.content)
    taken = sorted(
        span for item in found for spans in (item.cue or (), item.source.spans if item.source else ()) for span in spans
    )
    quotes: tuple[Span, ...] | None = None
    for noun in _noun().finditer(text):
        if reading.segment_kind(Span(noun.start(), noun.end())) in _NOT_PARTS:
            continue
        quotes = quoted_spans(text) if quotes is None else quotes
        told = noun_cue(text, noun, quotes)
        if told is None:
            continue
        source, cue, content = told
        whole = Span((source or cue).start, content.end)
        if any(span.overlaps(Span(whole.start, cue.end)) for span in _near(taken, whole)):
            continue
        outer = [span for span in _near(contents, whole) if span.overlaps(whole)]
        if outer and (source is None or not all(span.contains(whole) for span in outer)):
            continue
        if any(quote.overlaps(cue) for quote in _near(quotes, cue)):
            continue
        yield Attribution(
            id=attribution_id(reading, (source,) if source else (), (cue,), (content,)),
            segment_kind=reading.segment_kind(cue),
            mode="indirect",
            source=Source((source,), "person") if source else None,
            cue=(cue,),
            content=(content,),
            confidence=NOUN,
        )


def _near(spans: Sequence[Span], place: Span) -> Sequence[Span]:
    """Return those of some ordered spans that may share words with a place."""
    return spans[max(0, bisect_right(spans, place) - 8) : bisect_left(spans, Span(place.end, place.end))]


def noun_cue(text: str, noun: re.Match[str], quotes: Sequence[Span] = ()) -> Noun | None:
    """Return source, cue and content of a noun and what stands around it, or None."""
    words = load_lexicon("reported")["nouns"]
    word = noun["noun"].lower()
    owner = _owner().search(text, max(0, noun.start() - _OWNER_REACH), noun.start())
    if owner is not None:
        content = _content(text, noun, quotes, owner.start("owner"))
        return (
            (Span(*owner.span("owner")), Span(owner.end("owner") + 1, noun.end("noun")), content) if content else None
        )
    article = _article().search(text, max(0, noun.start() - _OWNER_REACH), noun.start())
    opens = article is not None and article["opening"] is not None
    allowed = [*words["bare"], *words["unarticled"]] if opens else words["bare"]
    if article is None or word not in allowed or noun["opener"] != "that":
        return None
    content = _content(text, noun, quotes, article.start())
    return (None, Span(*noun.span("noun")), content) if content else None


def _content(text: str, noun: re.Match[str], quotes: Sequence[Span], first: int) -> Span | None:
    """Return the clause or the infinitive behind a noun, up to the verb whose subject the noun is.

    ``first`` is where the noun's owner or its article begins.
    """
    words = load_lexicon("reported")["nouns"]
    start, infinitive = noun.start("opener"), noun["opener"] == "to"
    if infinitive and noun["noun"].lower() not in words["infinitive"]:
        return None
    quotes = _near(quotes, Span(start, start + _LONGEST))
    stops = (stop.start() for stop in _STOP.finditer(text, start, start + _LONGEST))
    end = next((stop for stop in stops if not _is_inside(quotes, stop)), len(text))
    if end - start > _LONGEST:
        return None
    verbs = [
        found
        for found in _verbs().finditer(text, noun.end(), end)
        if not found["joined"] and not _is_inside(quotes, found.start("verb"))
    ]
    if infinitive and _THING.match(text, start):
        return None
    if not infinitive:
        finite = _FINITE.search(text, start + len("that "), end)
        first_end = min([found.end("verb") for found in verbs[:1]] + ([finite.end()] if finite else []), default=end)
        if first_end == end or _NO_SUBJECT.match(text, start):
            return None
        verbs = [found for found in verbs if found.start("verb") >= first_end]
    if verbs:
        end = verbs[0].start("verb")
    elif _is_subject(text, first):
        return None
    content = trimmed(Span(start, start + len(text[start:end].rstrip(" ,"))), text)
    return content if len(text[content.start : content.end].split()) > 2 else None


def _is_inside(quotes: Sequence[Span], at: int) -> bool:
    """Say whether a place lies inside a quotation, before its last mark."""
    return any(quote.start < at < quote.end - 1 for quote in quotes)


def _is_subject(text: str, first: int) -> bool:
    """Say whether a phrase opens its clause, as its subject: then a verb must follow that ends what is told."""
    return _OPENS.search(text, max(0, first - 12), first) is not None


@cache
def _noun() -> re.Pattern[str]:
    words = load_lexicon("reported")["nouns"]
    nouns = word_pattern([*words["owned"], *words["infinitive"]])
    return re.compile(rf"(?<![\w’'-])(?P<noun>(?i:{nouns}))\s(?P<opener>that|to)\s")


@cache
def _owner() -> re.Pattern[str]:
    return re.compile(
        r"(?P<owner>(?<![\w’'-])(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[Oo]ur)"
        r"|(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ne)\s(?:[a-z-]+\s)?)?(?:[A-Z][\w.-]*\s(?:(?:of|for|and|the)\s)*){0,4}[\w.-]+(?:['’]s|s['’]))"
        r"\s(?:[a-z-]+\s){0,2}\Z"
    )


@cache
def _article() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<!\w)(?:[Tt]he|[Aa]n?|[Aa]ny|[Aa]mid|[Dd]espite|[Ff]ollowing|of|by|on|over)\s(?:[a-z-]+\s)?"
        r"|(?P<opening>\A|\n|[.!?]\s))\Z"
    )


@cache
def _verbs() -> re.Pattern[str]:
    """Return the pattern of a finite verb; ``joined``: one of a clause inside, or joined to the one before."""
    words = load_lexicon("reported")
    verbs = word_pattern([*words["content"]["auxiliaries"], *words["nouns"]["verbs"], *words["inner"]["past"]])
    return re.compile(
        rf"(?<=\s)(?P<joined>(?:and|or|who|which|that|what|where|when|if)\s(?:[\w’'-]+\s){{0,3}}?)?(?P<verb>{verbs})(?=[\s.,]|\Z)"
    )
