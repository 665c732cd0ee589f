"""Claims that no number carries: labels, judgements, numbers too vague to compare, targets said to be met or missed."""

import re
from collections.abc import Iterator
from functools import cache

from onrecord.model import Span
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.mentions import word_regex
from onrecord.read.scene import Draft, Scene
from onrecord.read.slots import clause_of
from onrecord.read.topics import Matter, head_topic, nearest_topic

__all__ = ["judgements_in", "labels_in", "persons_in", "progress_in", "vague_in"]

_REACH = 80
"""Characters between what is judged and the word that judges it: the rest of a short clause."""


@cache
def _label() -> re.Pattern[str]:
    table = load_lexicon("claims")["characterisation"]
    return re.compile(
        rf"(?i)(?<![\w-])(?:the\s)?{word_pattern(table['heads'])}(?:,?\s{word_pattern(table['tails'])}){{0,5}}(?![\w-])"
    )


def labels_in(text: str, sentence: Span) -> Iterator[Draft]:
    """Yield the labels of those whom a measure counts: 'the worst of the worst'; one for each clause.

    A label behind 'rather than' or 'not' is what somebody is not called, and is no claim of its own.
    """
    ends: list[Span] = []
    for found in _label().finditer(text, sentence.start, sentence.end):
        span = Span(found.start(), found.end())
        clause = clause_of(text, sentence, span)
        if clause in ends or re.search(
            r"(?i)\b(?:rather\sthan|instead\sof|not)\s\Z", text[span.start - 16 : span.start]
        ):
            continue
        ends.append(clause)
        topic = str(load_lexicon("claims")["characterisation"]["topic"][0])
        words = re.sub(r"\s+", " ", found.group())
        yield Draft(span, span, clause, "characterisation", topic, population=words)


@cache
def _met() -> re.Pattern[str]:
    table = load_lexicon("claims")["progress"]
    verbs, links, nouns = (word_pattern(table[name]) for name in ("verbs", "links", "nouns"))
    return re.compile(
        rf"(?i)\b{verbs}\s(?:[a-z]{{1,20}}\s)?(?:{links}\s)?(?:these|those|the|its|their|that|this|his|her|our)\s"
        rf"(?:[\w-]{{1,24}}\s){{0,3}}{nouns}\b"
    )


_WHO = re.compile(
    r"(?i)(?<![\w’'-])(?:(?:the|federal|its|their|senior|local|these)\s)?[a-z’'-]{1,30}\s"
    r"(?:(?:is|are|was|were|has|have|had|been)\s){0,2}\Z"
)


def progress_in(text: str, sentence: Span, matter: Matter) -> Iterator[Draft]:
    """Yield judgements of whether a target is met: 'struggling to meet these quotas'."""
    for found in _met().finditer(text, sentence.start, sentence.end):
        low = max(sentence.start, found.start() - 60)
        who = _WHO.search(text[low : found.start()])
        span = Span(low + who.start() if who else found.start(), found.end())
        clause = clause_of(text, sentence, span)
        topic = matter.fit(nearest_topic(text, clause, span, "nouns"))
        anchor = Span(found.start(), found.end())
        yield Draft(span, anchor, clause, "characterisation", topic, why_not="too_vague", linked=True)


@cache
def _judged() -> re.Pattern[str]:
    table = load_lexicon("claims")["judgement"]
    words, verbs, called = (word_pattern(table[key]) for key in ("words", "verbs", "called"))
    between = rf"[^.;:!?\d]{{0,{_REACH}}}?"
    return re.compile(
        rf"(?i)\b(?:(?P<verb>{verbs})\s(?:[\w’'-]+\s){{0,4}}?|(?P<called>{called})\s{between}\b(?:a|an|as|the)\s(?:\w+\s){{0,2}}?)"
        rf"(?P<word>{words})\b"
    )


def judgements_in(text: str, scene: Scene, matter: Matter) -> Iterator[Draft]:
    """Yield judgements of what a measure counts: 'the arrests are a disgrace'."""
    sentence = scene.span
    for found in _judged().finditer(text, sentence.start, sentence.end):
        anchor = Span(found.start(), found.end())
        clause = clause_of(text, sentence, anchor)
        before = Span(max(clause.start, found.start() - _REACH), found.start())
        about = Span(found.start(), found.start("word")) if found["called"] else before
        subject = _judged_thing(text, about, matter)
        inside = Span(about.start, found.end())
        if subject is None or any(inside.start <= item.start < inside.end for item in scene.quantities):
            continue
        start, topic = subject
        span = Span(min(start, found.start()), found.end())
        yield Draft(span, anchor, clause, "characterisation", topic, why_not="value_judgement")
        return


def _judged_thing(text: str, stretch: Span, matter: Matter) -> tuple[int, str] | None:
    """Return where the thing that is judged begins, and its topic."""
    thing = word_regex("claims", "judgement", "things").search(text, stretch.start, stretch.end)
    topic = head_topic(text, stretch)
    fitted = matter.fit(topic)
    if topic is not None and fitted == topic and topic not in {"crime", "population", "elections"}:
        first = word_regex("topics", topic, "nouns").search(text, stretch.start, stretch.end)
        return (first.start() if first else stretch.start), topic
    if thing is None:
        return None
    work = re.search(r"(?i)job|labor|employment", thing.group())
    return thing.start(), "employment" if work else "arrests" if "deport" not in thing.group().lower() else "removals"


@cache
def _vague() -> re.Pattern[str]:
    words = word_pattern(load_lexicon("claims")["vague"]["words"])
    return re.compile(rf"(?i)(?<![\w-]){words}\s(?P<rest>(?:[a-z’'-]+\s?){{1,4}})")


def vague_in(text: str, scene: Scene, matter: Matter) -> Iterator[Draft]:
    """Yield numbers that no figure could be set against: 'a huge number of people' were arrested."""
    sentence = scene.span
    people = word_regex("claims", "people", "plurals")
    for found in _vague().finditer(text, sentence.start, sentence.end):
        span = Span(found.start(), found.end("rest"))
        if text[found.start() - 3 : found.start()].lower() == "as ":
            continue
        clause = clause_of(text, sentence, span)
        rest = Span(found.start("rest"), found.end("rest"))
        topic = head_topic(text, rest)
        person = people.search(text, rest.start, rest.end)
        if topic in {None, "population"} and person is not None:
            span = Span(span.start, person.end())
            topic = nearest_topic(text, clause, span, "acts", leave_out="population")
        fitted = matter.fit(topic)
        if topic is None or fitted != topic or topic not in _VAGUE_TOPICS:
            continue
        yield Draft(span, span, clause, "level", topic, why_not="too_vague")


_VAGUE_TOPICS = frozenset({"arrests", "removals", "encounters", "book-ins", "detention"})
"""What is counted by measures of acts: a crowd or a work force told as 'many' is no claim about a record."""


_NAME = r"[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]+){1,3}"
_BEEN = r"(?:was|is|has\sbeen|had\sbeen|is\sbeing|was\sbeing|got|gets)\s(?:[a-z]+\s){0,2}"
_ACTIVE = r"(?:arrested|detained|deported|removed|picked\sup|booked|locked\sup|apprehended|sent\sback)"


@cache
def _person() -> re.Pattern[str]:
    kin = word_pattern(load_lexicon("claims")["private"]["kin"])
    who = word_pattern(load_lexicon("claims")["private"]["who"])
    told = rf"(?:\d{{1,3}}(?:-year-old\b[^,]{{0,50}})?|an?\s(?:[\w-]+\s){{0,4}}{kin}\b[^,]{{0,40}})"
    one = (
        rf"(?:(?i:his|her|my|their|our|your|an?|the|one|another)\s(?:[A-Za-z0-9-]+\s){{0,3}}(?:{kin}|{who})\b"
        rf"|{_NAME}['’]s\s(?:[a-z-]+\s){{0,2}}{kin}\b)"
    )
    aside = (
        r"(?:\sof\s(?:one|two|three|four|five|six|seven|eight|\d)\b)?"
        r"(?:\s(?:who|from|in|with|at)\s[^,.;]{1,60}?)?(?:,\s[^.;]{1,90},)?"
    )
    return re.compile(
        rf"(?:(?:{_NAME},\s{told},\s(?:who\s[^,]{{1,60}},\s)?|\b{one}{aside}\s){_BEEN})"
        rf"|\b{one}(?:\sof\s(?:\w+))?,\s(?P<held>{_ACTIVE})\s(?:by|on|in|at|last|outside|during|after)\b"
        rf"|\b(?P<act>{_ACTIVE})\s(?:{_NAME},\s(?:an?\s|\d)|(?:his|her|my|their|our|an?|the)\s(?:[a-z0-9-]+\s){{0,3}}(?:{kin})\b)"
    )


def _befell(text: str, stretch: Span, matter: Matter) -> tuple[str, re.Match[str]] | None:
    """Return the first act in ``stretch`` that a measure counts, with its topic."""
    return next(
        (
            (topic, match)
            for topic in ("arrests", "detention", "removals")
            for match in word_regex("topics", topic, "acts").finditer(text, stretch.start, stretch.end)
            if matter.fit(topic) == topic
        ),
        None,
    )


def persons_in(text: str, scene: Scene, matter: Matter) -> Iterator[Draft]:
    """Yield what befell one private person: 'Ana Ruiz, a 41-year-old cleaner, was arrested'; no record speaks of it."""
    sentence, at = scene.span, scene.span.start
    for found in _person().finditer(text, sentence.start, sentence.end):
        low = Span(max(sentence.start, found.end() - 24), min(sentence.end, found.end() + 24))
        if found["act"]:
            low = Span(found.start(), found.end("act"))
        act = _befell(text, low, matter) or _befell(text, Span(found.start(), found.end()), matter)
        if act is None:
            continue
        if found.start() < at:
            continue
        at = max(found.end(), act[1].end())
        topic, match = act
        span = Span(found.start(), max(found.end(), match.end()))
        anchor = Span(match.start(), match.end())
        yield Draft(span, anchor, clause_of(text, sentence, span), "event", topic, why_not="private_person")
