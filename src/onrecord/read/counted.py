"""What a number counts: the words that name it, its unit, and the period that it is told for.

No parser: the phrase after a number ends at the first word that cannot stand inside it, and its head is its first
plural.  Where nothing follows, the plural before the number is taken ('arrests of 3,000', 'arrests rose to 3,000').
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from onrecord.model import Per
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["Counted", "counted_after", "counted_before", "lemma_of", "rate_near"]

_WORD = re.compile(r"\s{0,3}(?P<open>[\"“‘'])?(?P<word>[^\W\d_](?:[\w&]|[-’'.](?=\w)){0,40})")
_MOST_WORDS = 7
"""Words of a phrase that are looked through for its head: longer noun phrases are rare in news."""

_REACH = 60
"""Characters before a number in which the plural that it counts may stand."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The phrase at ``text[start:end]`` that names what is counted, the lemma of its head, and a rate inside it."""

    start: int
    end: int
    words: str
    unit: str | None
    per: Per | None = None


@cache
def _lexicon() -> dict[str, Any]:
    return dict(load_lexicon("quantities"))


@cache
def _stops() -> frozenset[str]:
    return frozenset(_lexicon()["not"]["stop"])


def lemma_of(word: str) -> str:
    """Return the singular of a plural noun, lower case: 'arrests' -> 'arrest', 'people' -> 'person'."""
    lower = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    last = lower.rsplit("-", 1)[-1]
    if last in _lexicon()["plurals"]:
        return str(_lexicon()["plurals"][last])
    if not is_plural(lower):
        return lower
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zes")):
        return lower[:-2]
    return lower[:-1]


def is_plural(word: str) -> bool:
    """Say whether a word has the form of a plural noun."""
    lower = word.lower()
    last = lower.rsplit("-", 1)[-1]
    if last in _lexicon()["plurals"]:
        return True
    return (
        len(lower) > 3
        and lower[-1] == "s"
        and lower[-2] not in "su'’"
        and lower not in _lexicon()["words"]["not_plural"]
    )


def counted_after(text: str, at: int, end: int, *, single: bool, tied: bool = False) -> Counted | None:
    """Return what the phrase at ``at`` (after a number, or after its 'of') names, not reaching ``end``.

    ``single`` says that the number is one, so that the head need be no plural; ``tied`` that a hyphen joins them, so
    that the next word is the head ('four-cylinder engine').
    """
    words: list[re.Match[str]] = []
    per: Per | None = None
    head: int | None = None
    position = at
    while len(words) < _MOST_WORDS:
        found = _WORD.match(text, position, end)
        if found is None or (words and found["open"]):
            break
        word = found["word"].lower()
        if word in _stops() or (words and word.endswith("ly")):
            break
        if word in _lexicon()["rates"]:
            per = _per(_lexicon()["rates"][word])
        words.append(found)
        position = found.end()
        if tied:
            break
        if is_plural(word):
            head = len(words) - 1
            following = _WORD.match(text, position, end)
            if following is None or not is_plural(following["word"]) or following["word"].lower() in _stops():
                break
    if not words:
        return None
    if head is None:
        if not single or (len(words) == 1 and words[0]["word"].endswith("ed") and not tied):
            return None
        told = next((index for index, match in enumerate(words) if index and match["word"].endswith("ed")), len(words))
        head = told - 1 if told < 4 else 0
    kept = [match for match in words[: head + 1] if match["word"].lower() not in _lexicon()["rates"]]
    if not kept:
        return None
    start, stop = kept[0].start("word"), kept[-1].end("word")
    phrase = text[start:stop] if len(kept) == head + 1 else " ".join(match["word"] for match in kept)
    return Counted(start, stop, re.sub(r"\s+", " ", phrase), lemma_of(kept[-1]["word"]), per)


def counted_before(text: str, start: int, at: int) -> Counted | None:
    """Return the plural before a number at ``at`` that it counts: 'arrests of 3,000', not reaching before ``start``."""
    low = max(start, at - _REACH)
    found = _before().search(text[low:at])
    if found is None:
        return None
    phrase = found["phrase"]
    words = [word for word in phrase.split() if word.lower() not in _lexicon()["rates"]]
    rate = next((word for word in phrase.split() if word.lower() in _lexicon()["rates"]), None)
    if not words or words[-1].lower() in {*_stops(), *_lexicon()["words"]["no_thing"]} or not is_plural(words[-1]):
        return None
    head = _head().search(text, max(start, low - _REACH), low + found.start("phrase"))
    if head is not None and is_plural(head["head"]) and head["head"].lower() not in _no_head():
        at = head.start("head")
        return Counted(
            at,
            head.end("head"),
            head["head"],
            lemma_of(head["head"]),
            _per(_lexicon()["rates"][rate.lower()]) if rate else None,
        )
    if words[-1].lower() in _no_head():
        return None
    opening = text[start : low + found.start("phrase")].strip("\"“”‘' ")
    if words[-1][0].isupper() and opening:
        return None
    per = _per(_lexicon()["rates"][rate.lower()]) if rate else None
    return Counted(low + found.start("phrase"), low + found.end("phrase"), words[-1], lemma_of(words[-1]), per)


@cache
def _head() -> re.Pattern[str]:
    """Return the pattern of the noun that the phrase before a number hangs on: 'claims for benefits rose to'."""
    return re.compile(
        r"(?i)(?<![\w’'-])(?P<head>[a-z][a-z’'-]{2,30})\s(?:for|of|from|by|among|against)\s"
        r"(?:(?!the\b)[a-z][a-z’'-]*\s){0,3}\Z"
    )


@cache
def _no_head() -> frozenset[str]:
    """Return the plurals that are no noun of what is counted: numbers ('hundreds of') and words for counts."""
    return frozenset([*_lexicon()["vague"], *_lexicon()["words"]["no_thing"]])


@cache
def _before() -> re.Pattern[str]:
    counts = word_pattern(_lexicon()["words"]["counts"])
    moves = word_pattern(_lexicon()["change"]["up"] + _lexicon()["change"]["down"])
    rates = word_pattern(_lexicon()["rates"])
    return re.compile(
        rf"(?i)(?P<phrase>(?:\b{rates}\s)?\b[a-z][a-z’'-]{{2,30}})\s(?:(?:have|has|had)\s)?"
        rf"(?:{moves}\s)?(?:(?:by|from)\s\S{{1,9}}\s(?:percent\s)?)?(?:{counts}\s){{1,2}}(?:[a-z]+\s){{0,3}}\Z"
    )


def rate_near(text: str, start: int, at: int, end: int) -> tuple[Per, int] | None:
    """Return the period of the rate within a few words after ``at``, and where it ends; else that before ``start``."""
    found = _rate_after().match(text, at, end)
    if found is not None:
        word = (found["per"] or found["rate"]).lower()
        table = _lexicon()["per"] if found["per"] else _lexicon()["rates"]
        per = _per(table[word])
        return (per, found.end()) if per else None
    found = _rate_before().search(text[max(0, start - 50) : start])
    if found is not None:
        per = _per(_lexicon()["rates"][found["rate"].lower()])
        return (per, start) if per else None
    found = _ON_AVERAGE.search(text[max(0, start - _AVERAGE) : start])
    per = _per(found["per"].lower()) if found else None
    return (per, start) if per else None


_AVERAGE = 90
"""Characters before a number in which the day stands that it is told of: a date and a subject come between."""

_ON_AVERAGE = re.compile(
    r"(?i)\b(?:on|in)\san?\s(?:average|typical|ordinary|normal)\s(?P<per>day|week|month)\b(?:(?!\d,\d{3})[^.;:])*\Z"
)
"""A day that stands for all: 'on an average day in January, 1,229 people'."""


@cache
def _rate_after() -> re.Pattern[str]:
    per, rates = word_pattern(_lexicon()["per"]), word_pattern(_lexicon()["rates"])
    late = r"(?!(?:in|within|after|over|about|than|from|until|since|and|or)\s(?:a|an|each|every)\b)"
    gap = rf"(?:\s{late}[\w’'.-]{{1,24}}){{0,4}}?"
    once = rf"(?:\s(?:per|a|an|each|every)\s|/)(?P<per>{per})\b(?!\s(?:ago|earlier|later|before|after))"
    return re.compile(rf"(?i){gap}{once}|\s(?P<rate>{rates})\b")


@cache
def _rate_before() -> re.Pattern[str]:
    rates = word_pattern(_lexicon()["rates"])
    return re.compile(
        rf"(?i)\b(?P<rate>{rates})\s(?:[a-z-]{{2,20}}\s){{0,2}}(?:of|to|at|is|was|were)\s(?:[a-z]+\s){{0,3}}\Z"
    )


def _per(word: str) -> Per | None:
    return next((per for per in get_args(Per) if per == word), None)
