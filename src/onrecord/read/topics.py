"""What a number or a superlative is about: the topic whose nouns or verbs stand with it.

A measure names its topic by the same word, so a claim that finds none here can be set against no record.
"""

import re
from dataclasses import dataclass
from functools import cache

from onrecord.model import Quantity, Span
from onrecord.read.beside import figure_words, soft_words
from onrecord.read.heads import is_counting, is_head
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.mentions import word_regex
from onrecord.read.moves import is_grown
from onrecord.read.unit_table import is_money

__all__ = ["Matter", "head_topic", "matter_of", "nearest_topic", "topic_of_quantity"]

_POPULATION_FROM = 10_000
"""People counted as such are a claim about a population from this number on; fewer are a crowd in a story."""

_WORKERS_FROM = 1_000
"""Jobs and workers are a claim about employment from this number on; fewer are those of one place."""

_MILLIONS = 1_000_000
"""People without papers told in such numbers are a claim about how many there are, whatever the verb."""

_OF_THAT = re.compile(r"(?i)\s?(?:of\s)?(?:that|this|it)\b(?=[\s.,;]|\Z)(?!\s[a-z]{3,}s\b)")
_NO_COUNT = frozenset({"point", "basis point", "degree"})
_OWN_PEOPLE = frozenset({"worker", "detainee", "arrestee", "employee", "deportee"})
"""Persons whose noun is itself a topic's: a verb near them says what befell them, not what is counted."""

_SENTENCE = 300
"""Characters before 'a third had no conviction' in which it is said of whom: the sentence and the one before."""

_HAVING = re.compile(r"(?i)\s(?:had|have|has|were|was|are|carried|lacked|faced)\b")
_BEHIND = 48
"""Characters behind a number in which its noun stands: a few adjectives."""

_ADJECTIVES = re.compile(
    r"(?:\s(?!(?:of|in|at|by|for|to|from|with|and|or|but|is|are|was|were|after|before|on|that|who|than|a|an|the|had|has|have|saw|made|\d[\d.,]*)\b)[\w()’'.-]+){0,4}\s"
)
_APART = 60
"""Characters that may stand between the words of an act that stand apart: 'took 40 people into custody'."""


def topic_of_quantity(text: str, quantity: Quantity, clause: Span, *, aimed: bool) -> str | None:
    """Return the topic of what ``quantity`` counts, or None where it is no topic's.

    ``aimed`` says that the clause speaks of a target, so that a number with no noun of its own may take the clause's.
    """
    if quantity.ordinal or quantity.unit in _NO_COUNT or is_money((quantity.unit or "").split(" per ")[0]):
        return None
    of = (quantity.of or "").lower()
    clause = _with_antecedent(text, clause)
    if is_grown(text, quantity, clause) is not None:
        return None if _is_few(quantity) else "employment"
    if quantity.unit == "percent" and _is_rate(text, clause, _anchor(quantity)):
        return "unemployment"
    if quantity.change in {"up", "down", "to"} and of and of not in text[quantity.end : quantity.end + 80].lower():
        subject = _subject_topic(text, Span(clause.start, quantity.start), _anchor(quantity))
        if subject not in {None, "population"}:
            return subject
    if is_person(text, quantity):
        act = _act_on(text, quantity, clause)
        if act == "employment" and _is_few(quantity):
            return None
        if act is not None and (quantity.unit not in _OWN_PEOPLE or act != "population"):
            return act
    named = _topic_in(of)
    if named is not None and named != "population":
        return None if named == "employment" and not quantity.change and _is_few(quantity) else named
    if named == "deployments" and nearest_topic(text, clause, _anchor(quantity), "acts", only="deployments") is None:
        return None
    if named == "population" and quantity.unit != "percent":
        lives = nearest_topic(text, clause, _anchor(quantity), "acts", only="population") is not None
        count = quantity.low or quantity.high or 0
        there = word_regex("figures", "there").search(text, max(clause.start, quantity.start - 60), quantity.start)
        large = count >= _MILLIONS or (there is not None and count >= _POPULATION_FROM)
        return "population" if large or lives else None
    if quantity.unit is None or (quantity.unit == "percent" and not quantity.of):
        behind = _right_behind(text, quantity, clause)
        if behind is not None:
            return behind
    if quantity.unit == "percent" and _OF_THAT.match(text, quantity.end):
        return None
    if quantity.unit == "percent":
        return _of_percent(text, quantity, clause)
    return _of_bare(text, quantity, clause, aimed=aimed)


def is_person(text: str, quantity: Quantity) -> bool:
    """Say whether a number counts people: by its noun, by a people's ('1,600 Haitians'), or as 'U.S. citizens'."""
    if quantity.unit in set(load_lexicon("claims")["people"]["units"]) or _PEOPLE.fullmatch(quantity.of or ""):
        return True
    return quantity.unit is None and _as_such().match(text, quantity.end) is not None


@cache
def _as_such() -> re.Pattern[str]:
    return re.compile(rf"\s(?:[A-Za-z][\w.-]*\s){{0,3}}{figure_words('people')}\b")


_PEOPLE = re.compile(r"(?:[a-z-]+\s){0,2}[A-Z][a-z]+(?:ans?|is|ens|ese|os|ians|ers|ns)")


def _with_antecedent(text: str, clause: Span) -> Span:
    """Return ``clause``, a relative one with what it is about: 'the rate, which stood at 4 percent'."""
    if _RELATIVE.match(text, clause.start) is None:
        return clause
    low = max(0, clause.start - _BEFORE_WHICH)
    ends = [found.end() for found in _ENDS.finditer(text, low, clause.start)]
    return Span(ends[-1] if ends else low, clause.end)


_ENDS = re.compile(r"[.;:]\s|\n")
_RELATIVE = re.compile(r"(?i)which\b")
_BEFORE_WHICH = 100
"""Characters before a relative clause in which the noun stands that it is about."""


def _is_few(quantity: Quantity) -> bool:
    """Say whether a number of workers is that of one place, and tells of no whole work force."""
    return quantity.unit != "percent" and (quantity.low or quantity.high or 0) < _WORKERS_FROM


def _anchor(quantity: Quantity) -> Span:
    return Span(quantity.start, quantity.end)


def _right_behind(text: str, quantity: Quantity, clause: Span) -> str | None:
    """Return the topic of the noun right behind a number, where only adjectives stand between."""
    stretch = Span(quantity.end, min(clause.end, quantity.end + _BEHIND))
    best: tuple[int, str] | None = None
    for topic in load_lexicon("topics"):
        for found in word_regex("topics", topic, "nouns").finditer(text, stretch.start, stretch.end):
            between = word_regex("claims", "industries").sub("industry", text[stretch.start : found.start()])
            plain = _ADJECTIVES.fullmatch(between)
            if plain is not None and (best is None or found.start() < best[0]):
                best = (found.start(), topic)
    return best[1] if best and best[1] != "population" else None


def _of_percent(text: str, quantity: Quantity, clause: Span) -> str | None:
    """Return what a percentage is taken of: the act of a relative clause, else a noun; None where it is of neither."""
    anchor = _anchor(quantity)
    is_part = re.match(r"\s?of\b", text[quantity.end : quantity.end + 4]) is not None
    last = text[quantity.start : quantity.end].rsplit(" ", 1)[-1].lower()
    if quantity.change:
        return _subject_topic(text, Span(clause.start, anchor.start), anchor) or nearest_topic(
            text, clause, anchor, "nouns"
        )
    if not (is_part or last == "of" or quantity.of):
        if _HAVING.match(text, quantity.end) is None:
            return None
        start = text.rfind("\n", 0, anchor.start) + 1
        before = Span(max(start, anchor.start - _SENTENCE), anchor.start)
        return nearest_topic(text, before, anchor, "acts") or nearest_topic(text, before, anchor, "nouns")
    return nearest_topic(text, clause, anchor, "acts") or nearest_topic(text, clause, anchor, "nouns")


_RATE_BEHIND = re.compile(
    r"\s(?:[a-z]+\s)?(?:unemployment|joblessness|jobless\srate)\b|,\s(?:the|its)\s(?:[\w.’'-]+\s){0,2}(?:unemployment|jobless)\srate\b"
)
"""'4.3% unemployment'; 'at 4.3 percent, the nation’s jobless rate was'."""


def _is_rate(text: str, clause: Span, anchor: Span) -> bool:
    """Say whether a percentage is told of a rate by its name: 'the jobless rate, at 4.3%', '4.3% unemployment'."""
    before = Span(clause.start, anchor.start)
    if _RATE_BEHIND.match(text, anchor.end):
        return True
    near = nearest_topic(text, before, anchor, "nouns", leave_out="population")
    if "unemployment" not in {near, head_topic(text, before)}:
        return False
    nouns = list(word_regex("topics", "unemployment", "nouns").finditer(text, before.start, before.end))
    between = text[nouns[-1].end() : anchor.start]
    return _rate_at().search(between) is not None and word_regex("figures", "other_rate").search(between) is None


@cache
def _rate_at() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{figure_words('rate_at')}\s(?:[a-z]+\s){{0,3}}\Z")


def _of_bare(text: str, quantity: Quantity, clause: Span, *, aimed: bool) -> str | None:
    """Return the topic of a number that names nothing: that of the subject before its verb."""
    anchor = _anchor(quantity)
    before = Span(clause.start, anchor.start)
    if quantity.unit == "time":
        near = Span(max(clause.start, anchor.start - 60), min(clause.end, anchor.end + 60))
        named = nearest_topic(text, near, anchor, "nouns") or head_topic(text, before)
        return named or nearest_topic(text, near, anchor, "acts", leave_out="population")
    if quantity.unit == "percentage point" and quantity.change in {"up", "down"}:
        topic = _subject_topic(text, before, anchor)
        return topic if topic == "unemployment" or _OF_SHARE.search(text, before.start, before.end) else None
    if quantity.unit is not None and not (quantity.change in {"up", "down", "to"} and _topic_in(quantity.unit)):
        return None
    lead = text[max(clause.start, anchor.start - 60) : anchor.start]
    acted = _acted_on(text, quantity, clause)
    if acted is not None:
        return acted
    told = lead.endswith((", at ", ": ")) or _level_before().search(lead) or _reaching().search(lead)
    if quantity.change in {"up", "down", "to"} or told:
        topic = _subject_topic(text, before, anchor)
        few = topic == "employment" and (quantity.low or quantity.high or 0) < _WORKERS_FROM
        if few or topic is not None or quantity.per is None:
            return None if few else topic
    if quantity.per is not None or aimed:
        named = nearest_topic(text, clause, anchor, "nouns") or nearest_topic(text, clause, anchor, "acts")
        return named or _apart(text, anchor, before)
    return None


_OF_SHARE = re.compile(r"(?i)\b(?:share|percentage|proportion|portion|fraction)\sof\b")


def _acted_on(text: str, quantity: Quantity, clause: Span) -> str | None:
    """Return the topic of the verb right before a bare number: 'the agency removed 271,484'."""
    low = max(clause.start, quantity.start - _APART)
    for topic in ("arrests", "removals", "book-ins", "encounters", "detention"):
        for found in word_regex("topics", topic, "acts").finditer(text, low, quantity.start):
            verb = found.group().lower().split()[0]
            between = re.fullmatch(rf"(?i)\s{soft_words()}{{0,5}}", text[found.end() : quantity.start])
            if between and verb.endswith(("ed", "ing", "held", "holds", "hold")):
                return topic
    return None


@cache
def _level_before() -> re.Pattern[str]:
    """Return the pattern of verbs that put a level behind their subject: 'employment stood at 16.8 million'."""
    verbs = word_pattern(load_lexicon("claims")["levels"]["verbs"])
    return re.compile(rf"(?i)\b{verbs}\s(?:[a-z]+\s){{0,4}}\Z")


@cache
def _reaching() -> re.Pattern[str]:
    verbs = word_pattern(load_lexicon("claims")["levels"]["reaching"])
    return re.compile(rf"(?i)\b{verbs}\s(?:[a-z]+\s){{0,3}}\Z")


def head_topic(text: str, stretch: Span) -> str | None:
    """Return the topic of the first noun in ``stretch``: the head of a subject, not what stands after its 'of'.

    'Book-ins to detention after an arrest reached ...' is about book-ins; the longer of two heads at one place wins.
    """
    best: tuple[int, int, str] | None = None
    for topic in load_lexicon("topics"):
        for found in word_regex("topics", topic, "nouns").finditer(text, stretch.start, stretch.end):
            rank = (found.start(), -found.end(), topic)
            if best is None or rank[:2] < best[:2]:
                best = rank
    return best[2] if best and is_head(text, best[0], -best[1]) else None


def _subject_topic(text: str, before: Span, anchor: Span) -> str | None:
    """Return the topic of a subject; of people as such, that of what they did: 'migrants caught crossing'."""
    topic = head_topic(text, before)
    if topic not in {None, "population"}:
        return topic
    return nearest_topic(text, before, anchor, "acts", leave_out="population") or topic


def _act_on(text: str, quantity: Quantity, clause: Span) -> str | None:
    """Return the topic of what the counted persons do or suffer.

    A participle right behind them only says which persons are meant where a passive follows: 'people arrested by the
    agency were booked into detention' counts book-ins.
    """
    anchor = _anchor(quantity)
    passive = _passive(text, Span(anchor.end, clause.end))
    nearest = nearest_topic(text, clause, anchor, "acts", leave_out="population")
    if passive is not None and nearest is not None and quantity.unit != "percent":
        return passive
    return nearest or _apart(text, anchor, clause)


def _passive(text: str, stretch: Span) -> str | None:
    """Return the topic of the first passive act in ``stretch``: 'were booked', 'have been deported'."""
    best: tuple[int, str] | None = None
    for topic in load_lexicon("topics"):
        if topic == "population":
            continue
        for found in word_regex("topics", topic, "acts").finditer(text, stretch.start, stretch.end):
            if re.search(
                r"(?i)\b(?:was|were|been|being|are|is)\s(?:\w+ly\s)?\Z", text[stretch.start : found.start()]
            ) and (best is None or found.start() < best[0]):
                best = (found.start(), topic)
    return best[1] if best else None


def _apart(text: str, anchor: Span, clause: Span) -> str | None:
    """Return the topic of an act whose words stand on both sides of ``anchor``: 'took 40 people into custody'."""
    before = text[max(clause.start, anchor.start - _APART) : anchor.start].lower()
    after = text[anchor.end : min(clause.end, anchor.end + _APART)].lower()
    if clause.end <= anchor.start:
        before, after = (text[clause.start : anchor.start].lower(),) * 2
    for topic, entry in load_lexicon("topics").items():
        for first, last in entry.get("apart", ()):
            if re.search(rf"\b{first}\b", before) and re.search(rf"\b{last}\b", after):
                return str(topic)
    return None


def _topic_in(words: str) -> str | None:
    """Return the topic whose noun ends last in ``words``: the head of the phrase."""
    best: tuple[int, int, str] | None = None
    for topic in load_lexicon("topics"):
        for found in word_regex("topics", topic, "nouns").finditer(words):
            if not is_head(words, found.start(), found.end()):
                continue
            rank = (found.end(), found.end() - found.start(), topic)
            if best is None or rank[:2] > best[:2]:
                best = rank
    return best[2] if best else None


def nearest_topic(
    text: str, stretch: Span, anchor: Span, kind: str, *, only: str | None = None, leave_out: str | None = None
) -> str | None:
    """Return the topic whose words of this kind ('nouns' or 'acts') stand nearest to ``anchor`` in ``stretch``."""
    best: tuple[int, int, str] | None = None
    for topic in load_lexicon("topics"):
        if topic == leave_out or (only is not None and topic != only):
            continue
        for found in word_regex("topics", topic, kind).finditer(text, stretch.start, stretch.end):
            if not _is_meant(text, found, topic, kind):
                continue
            away = max(found.start() - anchor.end, anchor.start - found.end(), 0)
            rank = (away, found.start() - found.end(), topic)
            if best is None or rank[:2] < best[:2]:
                best = rank
    return best[2] if best else None


def _is_meant(text: str, found: re.Match[str], topic: str, kind: str) -> bool:
    """Say whether a word of a topic is what its phrase is about; a verb always is, 'in detention' where people are."""
    if kind == "acts" and found.group().lower().startswith("in "):
        before = _WORD_BEFORE.search(text, max(0, found.start() - 24), found.start())
        return before is None or is_counting(before.group(1)) or _STATE.fullmatch(before.group(1)) is not None
    is_plural = found.group().lower().endswith("s")
    noun = kind == "nouns" or (is_plural and word_regex("topics", topic, "nouns").fullmatch(found.group()) is not None)
    return not noun or is_head(text, found.start(), found.end())


_WORD_BEFORE = re.compile(r"([A-Za-z’'-]+)\s\Z")
_STATE = re.compile(
    r"(?i)\w+(?:ed|ing|ly)|held|kept|now|still|already|else|was|were|is|are|been|be|remain|remains|immigrants?|put|left|stuck"
)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a text speaks of: the topics (and 'labels') whose context words it has."""

    known: frozenset[str]

    def fit(self, topic: str | None) -> str | None:
        """Return the topic, or its other name (none, where that is empty) where the text never speaks of its matter."""
        if topic is None or topic in self.known:
            return topic
        return str(load_lexicon("topics")[topic]["otherwise"]) or None


def matter_of(text: str) -> Matter:
    """Return what ``text`` speaks of."""
    known = {
        topic
        for topic, entry in load_lexicon("topics").items()
        if "context" not in entry or word_regex("topics", topic, "context").search(text) is not None
    }
    labels = word_regex("claims", "characterisation", "context").search(text) is not None
    return Matter(frozenset(known | ({"labels"} if labels else set())))
