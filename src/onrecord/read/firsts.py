"""Superlatives, firsts and records where no measure knows the topic: 'the nation's largest union', 'the first since 2008'.

A superlative of size, number or rank makes a claim where its range is stated or plainly meant; one that judges ('the
best') only over a range that records have, such as history or a span of years.
"""

import re
from collections.abc import Iterator
from functools import cache

from onrecord.model import Span
from onrecord.read.asserted import is_asserted
from onrecord.read.counted import counted_after, is_plural
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.scene import Draft, Scene
from onrecord.read.slots import clause_of
from onrecord.read.tokens import Word, phrase_at, phrases

__all__ = ["firsts_in"]

_REACH = 130
"""Characters behind a superlative in which its range is stated: the rest of a noun phrase."""

_STOP = re.compile(r"[;:”\"?!—–]|,\s(?!(?:and\s)?(?:most\s\w+|\w+est)\b)|(?<![A-Z])\.(?=\s|\Z)")
_RANKED = re.compile(r"(?:second|third|fourth|fifth|2nd|3rd|4th|5th)-(?:[a-z]+est|most)")
_EST = re.compile(r"[a-z-]{3,}est\Z")
_SPAN = re.compile(
    r"(?i)\b(?:since\s|in\s(?:more\sthan\s|at\sleast\s|over\s|nearly\s|almost\s|the\s(?:past|last)\s)?"
    r"(?:an?\s|two\s|three\s|four\s|five\s|six\s|seven\s|eight\s|nine\s|ten\s|\d+\s)?(?:years?|decades?|generations?|months?|centur(?:y|ies))\b|of\sany\s[\w-]+)"
)
_GROUP = re.compile(
    r"\s(?:[\w’'-]+\s){0,4}?(?:in|of|among|on|to|outside|within|for)\s(?:(?:the|its|his|her|their|our|all)\s)?(?:[\w’'.-]+\s){0,2}?[\w’'.-]+"
)
_DOES = re.compile(
    r"\s(?:[\w’'-]+\s){1,6}?(?:to\s(?:ever\s)?(?:be\s)?[a-z]+|ever\b|(?:that|who|whose)\s[\w’']+|(?:elected|nominated|held|built|made|named|born)\b)"
)
_OF_ITS_KIND = re.compile(r"\s(?:[\w’'-]+\s){0,4}?of\s(?:its|this|that|their)\s(?:kind|nature|sort|type|size|faith)\b")
_PLACE_BEFORE = re.compile(
    r"(?i)(?:nation|country|world|state|city|county|region|america|continent|industry|party|[a-z]+)[’']s\Z"
)
_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "our", "a", "an", "my", "one", "among", "by"})


def firsts_in(text: str, scene: Scene, words: list[Word]) -> Iterator[Draft]:
    """Yield the superlatives, firsts and records of a sentence whose range is stated or plainly meant."""
    reached = 0
    for at, word in enumerate(words):
        if word.start < reached or (word.lower not in _triggers() and not word.lower.endswith("est")):
            continue
        span, rule = _superlative(text, words, at), "a superlative over a range"
        if span is None:
            span, rule = _first(text, words, at), "a first over a range"
        if span is None:
            span, rule = _record(words, at), "a record"
        if span is None:
            continue
        anchor = Span(word.start, word.end)
        if not is_asserted(text, scene.span, anchor):
            continue
        reached = span.end
        counted = counted_after(text, word.end, min(span.end + 30, scene.span.end), single=True)
        topic = counted.unit if counted is not None and counted.start - word.end <= 1 else None
        topic = None if topic in load_lexicon("topics") else topic
        yield Draft(span, anchor, clause_of(text, scene.span, anchor), "rank", topic, rule=rule)


_BREAKING = frozenset(
    {"broke", "breaking", "breaks", "broken", "set", "setting", "sets", "shattered", "shattering", "smashed"}
)


@cache
def _triggers() -> frozenset[str]:
    """Return the words that a superlative, a first or a record may begin with, those in '-est' aside."""
    table = load_lexicon("general")
    words = [*table["superlatives"]["measured"], *table["superlatives"]["judged"], *table["records"]["words"]]
    ranked = (f"{rank}-most" for rank in table["superlatives"]["rank"])
    return frozenset(word.split()[0] for word in words) | _BREAKING | {"first", "first-ever", "most", *ranked}


def _limit(text: str, start: int, end: int) -> int:
    """Return where the noun phrase of a superlative ends at the latest."""
    stop = _STOP.search(text, start, min(end, start + _REACH))
    return stop.start() if stop else min(end, start + _REACH)


@cache
def _over() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{word_pattern(load_lexicon('general')['superlatives']['over'])}\b")


def _range_end(text: str, start: int, limit: int) -> int | None:
    """Return where a stated range of history, years or a place ends, or None where none is stated."""
    found = _over().search(text, start, limit)
    spanned = _SPAN.search(text, start, limit)
    ends = [match.end() for match in (found, spanned) if match is not None]
    if not ends:
        return None
    end = max(ends)
    rest = re.compile(r"\s?(?:\w[\w’'.]*\s?){0,3}").match(text, end, limit)
    since = spanned is not None and spanned.end() == end and spanned.group().lower().startswith("since")
    return rest.end() if since and rest else end


def _superlative(text: str, words: list[Word], at: int) -> Span | None:
    """Return the span of a superlative that begins at a word, or None."""
    hyphened = _RANKED.fullmatch(words[at].lower)
    measured = 1 if hyphened else phrase_at(words, at, phrases("general", "superlatives", "measured"))
    judged = 0 if measured else _judged(words, at)
    count = measured or judged
    if not count or at == 0 or at + count > len(words):
        return None
    before = words[at - 1]
    start = before.start
    lead = before.lower
    ranked = lead in load_lexicon("general")["superlatives"]["rank"]
    if ranked and at > 1:
        lead, start = words[at - 2].lower, words[at - 2].start
    owned = lead.endswith(("'s", "s'"))
    if words[at].cut or not (lead in _DETERMINERS or owned or ranked):
        return None
    head = words[at + count] if at + count < len(words) and not words[at + count].cut else None
    last = words[at + count - 1]
    limit = _limit(text, last.end, words[-1].end)
    over = _range_end(text, last.end, limit)
    if head is not None and head.lower in load_lexicon("general")["superlatives"]["not_of"]:
        return None
    if over is not None:
        return Span(start, max(over, last.end))
    if judged or head is None or words[at].lower in {"closest"} or not head.lower.isalpha():
        return None
    if words[at].lower in {"most", "fewest"} and count == 1:
        noun = next((word for word in words[at + 1 : at + 4] if word.cut or is_plural(word.lower)), None)
        return Span(start, noun.end) if noun is not None and not noun.cut and lead == "the" else None
    if hyphened and lead in _DETERMINERS:
        return Span(start, head.end)
    if owned and not _is_person(text, words, at, ranked=ranked):
        return Span(start, head.end)
    grouped = _GROUP.match(text, last.end, limit)
    return Span(start, grouped.end()) if grouped is not None and lead in {"the", "one", "a"} else None


def _judged(words: list[Word], at: int) -> int:
    """Return how many words from ``at`` on are a superlative that judges: 'best', 'nastiest', 'most corrupt'."""
    table = load_lexicon("general")["superlatives"]
    lower = words[at].lower
    if lower == "most" and at + 1 < len(words) and not words[at + 1].cut:
        return (
            2
            if words[at + 1].lower.isalpha() and words[at + 1].lower not in {"of", "likely", "recent", "recently"}
            else 0
        )
    return int(lower in table["judged"] or (_EST.fullmatch(lower) is not None and lower not in table["not_est"]))


def _is_person(text: str, words: list[Word], at: int, *, ranked: bool) -> bool:
    """Say whether what owns a superlative is a person's name or a pronoun rather than a place or group."""
    owner = words[at - (2 if ranked else 1)]
    return owner.lower not in _OWNERS and text[owner.start].isupper() is False


_OWNERS = frozenset(
    {
        "nation's",
        "country's",
        "world's",
        "state's",
        "city's",
        "county's",
        "region's",
        "america's",
        "continent's",
        "industry's",
        "party's",
        "states'",
        "union's",
    }
)


def _first(text: str, words: list[Word], at: int) -> Span | None:
    """Return the span of 'the first ... since', 'the first woman to', 'the first time in years', or None."""
    word = words[at]
    if word.lower not in {"first", "first-ever"} or at == 0 or word.cut or at + 1 >= len(words):
        return None
    lead = words[at - 1].lower
    who = words[at + 1].lower in load_lexicon("general")["firsts"]["who"]
    if lead not in load_lexicon("general")["firsts"]["leads"] and not lead.endswith("'s") and not who:
        return None
    limit = _limit(text, word.end, words[-1].end)
    over = _range_end(text, word.end, limit)
    start = words[at - 1].start
    if over is not None:
        return Span(start, over)
    head = words[at + 1]
    if head.lower == "time":
        said = at > 1 and words[at - 2].lower in {
            "is",
            "was",
            "be",
            "been",
            "marks",
            "marked",
            "became",
            "becomes",
            "it's",
            "that's",
        }
        return Span(start, head.end) if said and lead == "the" else None
    kind = _OF_ITS_KIND.match(text, word.end, limit)
    if kind is not None:
        return Span(start, kind.end())
    if head.lower in load_lexicon("general")["firsts"]["nouns_not"] or head.cut:
        return None
    to = _DOES.match(text, word.end, limit)
    if to is not None and lead == "the":
        return Span(start, to.end())
    if who and at + 2 < len(words) and not words[at + 2].cut:
        return Span(start, words[at + 2].end)
    if word.lower == "first-ever" or (lead.endswith("'s") and lead in _OWNERS):
        return Span(start, head.end)
    return None


def _record(words: list[Word], at: int) -> Span | None:
    """Return the span of 'record turnout', 'a record high', or None."""
    table = load_lexicon("general")["records"]
    if words[at].lower in _BREAKING:
        for index in range(at + 1, min(len(words), at + 5)):
            if words[index].cut:
                return None
            if words[index].lower in {"record", "records"}:
                return Span(words[at].start, words[index].end)
        return None
    if words[at].lower not in table["words"] or at + 1 >= len(words):
        return None
    if words[at].lower == "record" and at and words[at - 1].lower in {"a", "the"} and words[at + 1].lower[0].isdigit():
        return Span(words[at].start, words[at + 1].end)
    for index in range(at + 1, min(len(words), at + 3)):
        if words[index].cut:
            return None
        if words[index].lower in table["nouns"]:
            return Span(words[at].start, words[index].end)
    return None
