"""What a number or a superlative is about: the topic whose nouns or verbs stand with it.

A measure names its topic by the same word, so a claim that finds none here can be set against no record.
"""

import re
from dataclasses import dataclass
from functools import cache

from onrecord.model import Quantity, Span
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.mentions import word_regex
from onrecord.read.unit_table import is_money

__all__ = ["Matter", "matter_of", "nearest_topic", "topic_of_quantity"]

_POPULATION_FROM = 10_000
"""People counted as such are a claim about a population from this number on; fewer are a crowd in a story."""

_WORKERS_FROM = 1_000
"""Jobs and workers are a claim about employment from this number on; fewer are those of one place."""

_NO_COUNT = frozenset({"point", "basis point", "degree"})


def topic_of_quantity(text: str, quantity: Quantity, clause: Span, *, aimed: bool) -> str | None:
    """Return the topic of what ``quantity`` counts, or None where it is no topic's.

    ``aimed`` says that the clause speaks of a target, so that a number with no noun of its own may take the clause's.
    """
    if quantity.ordinal or quantity.unit in _NO_COUNT or is_money((quantity.unit or "").split(" per ")[0]):
        return None
    of = (quantity.of or "").lower()
    person = quantity.unit in set(load_lexicon("claims")["people"]["units"])
    anchor = Span(quantity.start, quantity.end)
    if person:
        act = nearest_topic(text, clause, anchor, "acts", leave_out="population")
        if act is not None:
            return act
    named = _topic_in(of)
    if named is not None and named != "population":
        small = named == "employment" and not quantity.change and (quantity.low or quantity.high or 0) < _WORKERS_FROM
        return None if small and quantity.unit != "percent" else named
    if named == "population":
        lives = nearest_topic(text, clause, anchor, "acts", only="population") is not None
        large = quantity.vague or (quantity.low or quantity.high or 0) >= _POPULATION_FROM
        return "population" if (large or lives) and quantity.unit != "percent" else None
    if quantity.unit == "percent":
        if (
            quantity.change
            or re.match(r"\s?of\b", text[quantity.end : quantity.end + 4])
            or "of" in _last(text, quantity)
        ):
            return nearest_topic(text, clause, anchor, "acts") or nearest_topic(text, clause, anchor, "nouns")
        return None
    if quantity.unit == "time":
        return nearest_topic(
            text, Span(max(clause.start, anchor.start - 60), min(clause.end, anchor.end + 60)), anchor, "nouns"
        )
    if quantity.unit is None and (quantity.per is not None or aimed):
        return nearest_topic(text, clause, anchor, "nouns") or nearest_topic(text, clause, anchor, "acts")
    if quantity.unit is None and _level_before().search(text[max(clause.start, anchor.start - 40) : anchor.start]):
        return nearest_topic(text, Span(clause.start, anchor.start), anchor, "nouns")
    return None


@cache
def _level_before() -> re.Pattern[str]:
    """Return the pattern of verbs that put a level behind their subject: 'employment stood at 16.8 million'."""
    verbs = word_pattern(load_lexicon("quantities")["words"]["levels"])
    return re.compile(rf"(?i)\b{verbs}\s(?:[a-z]+\s){{0,3}}\Z")


def _last(text: str, quantity: Quantity) -> str:
    """Return the last word of the quantity's own words ('majority of')."""
    return text[quantity.start : quantity.end].rsplit(" ", 1)[-1].lower()


def _topic_in(words: str) -> str | None:
    """Return the topic whose noun ends last in ``words``: the head of the phrase."""
    best: tuple[int, int, str] | None = None
    for topic in load_lexicon("topics"):
        for found in word_regex("topics", topic, "nouns").finditer(words):
            rank = (found.end(), found.end() - found.start(), topic)
            if best is None or rank[:2] > best[:2]:
                best = rank
    return best[2] if best else None


def nearest_topic(
    text: str, stretch: Span, anchor: Span, kind: str, *, only: str | None = None, leave_out: str | None = None
) -> str | None:
    """Return the topic whose words of this kind ('nouns' or 'acts') stand nearest to ``anchor`` in ``stretch``."""
    best: tuple[int, str] | None = None
    for topic in load_lexicon("topics"):
        if topic == leave_out or (only is not None and topic != only):
            continue
        for found in word_regex("topics", topic, kind).finditer(text, stretch.start, stretch.end):
            away = max(found.start() - anchor.end, anchor.start - found.end(), 0)
            if best is None or away < best[0]:
                best = (away, topic)
    return best[1] if best else None


@dataclass(frozen=True, slots=True)
class Matter:
    """What a text speaks of: the topics (and 'labels') whose context words it has."""

    known: frozenset[str]

    def fit(self, topic: str | None) -> str | None:
        """Return the topic, or its other name where the text never speaks of the matter it belongs to."""
        if topic is None or topic in self.known:
            return topic
        return str(load_lexicon("topics")[topic]["otherwise"])


def matter_of(text: str) -> Matter:
    """Return what ``text`` speaks of."""
    known = {
        topic
        for topic, entry in load_lexicon("topics").items()
        if "context" not in entry or word_regex("topics", topic, "context").search(text) is not None
    }
    labels = word_regex("claims", "characterisation", "context").search(text) is not None
    return Matter(frozenset(known | ({"labels"} if labels else set())))
