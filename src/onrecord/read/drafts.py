"""Claims found by their triggers, before the slots around them are filled.

A number with a topic (level, target, share, change, forecast), a superlative over a stated range, a movement or an
effect told without a number, a label for those whom a measure counts, a judgement, a target said to be met or missed.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.model import Polarity, Quantity, Span, TargetStatus
from onrecord.read.beside import is_baseline, is_beside, is_continued, is_done, is_elliptical
from onrecord.read.counted import rate_near
from onrecord.read.labels import judgements_in, labels_in, persons_in, progress_in, vague_in
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.mentions import has_word
from onrecord.read.moves import is_capped, is_made, is_to_do, moved_by, verb_start
from onrecord.read.scene import Draft, Scene
from onrecord.read.slots import clause_of
from onrecord.read.superlatives import ranks_in
from onrecord.read.topics import Matter, head_topic, topic_of_quantity
from onrecord.read.trends import effects_in, industry_of, is_ahead, trends_in
from onrecord.read.wording import start_with_wording

__all__ = ["drafts_in"]


def drafts_in(text: str, scene: Scene, matter: Matter) -> Iterator[Draft]:
    """Yield the claims of one sentence by their triggers."""
    sentence = scene.span
    counted = list(_counted(text, scene, matter))
    yield from counted
    trends = list(trends_in(text, scene, matter))
    labels = [label for label in labels_in(text, sentence) if not _is_counted(label, [*counted, *trends])]
    labels = labels if "labels" in matter.known else []
    yield from labels
    at = 0
    ranks = list(ranks_in(text, scene, matter))
    for draft in ranks:
        while at < len(labels) and labels[at].span.end <= draft.anchor.start:
            at += 1
        if at == len(labels) or not draft.anchor.overlaps(labels[at].span):
            yield draft
    yield from progress_in(text, sentence, matter)
    effects = [effect for effect in effects_in(text, scene) if not _is_ranked(effect, ranks)]
    yield from effects
    yield from (draft for draft in trends if not any(draft.anchor.overlaps(other.anchor) for other in effects))
    yield from judgements_in(text, scene, matter)
    yield from vague_in(text, scene, matter)
    yield from persons_in(text, scene, matter)


def _is_ranked(effect: Draft, ranks: Sequence[Draft]) -> bool:
    """Say whether an effect is only what a superlative is of: 'the job gain was the largest', 'the worst job loss'."""
    return any(
        effect.anchor.overlaps(rank.span)
        or (effect.is_noun and effect.clause == rank.clause and effect.anchor.end <= rank.anchor.start)
        for rank in ranks
    )


def _is_counted(label: Draft, counted: Sequence[Draft]) -> bool:
    """Say whether a label names those whom a number counts: then the number makes the claim."""
    return any(
        draft.span.start <= label.span.start <= draft.span.end + _BEHIND
        or (draft.kind == "change" and draft.clause.contains(label.span))
        for draft in counted
    )


def _counted(text: str, scene: Scene, matter: Matter) -> Iterator[Draft]:
    """Yield a claim for each number that a topic counts."""
    sentence, quantities = scene.span, scene.quantities
    before: str | None = None
    for index, quantity in enumerate(quantities):
        anchor = Span(quantity.start, quantity.end)
        clause = clause_of(text, sentence, anchor)
        status = _target_status(text, clause, anchor)
        topic = matter.fit(topic_of_quantity(text, quantity, clause, aimed=status is not None))
        topic = _carried(text, quantities, index, clause, (topic, before))
        before = topic or before
        if topic is None or is_beside(text, quantities, index, clause) or _is_on_condition(text, clause, anchor):
            continue
        baseline = quantities[index - 1] if index and is_baseline(text, quantities, index - 1) else None
        span = _span_of(text, quantity, clause)
        population = _population_of(quantity, topic) or industry_of(text, clause, topic)
        population = population or _befallen(text, quantity, clause)
        moved = moved_by(text, quantity, clause, topic)
        ahead = is_ahead(text, clause, Span(quantity.start, quantity.start))
        if status is not None and quantity.unit != "time" and moved is None:
            comparator = quantity.comparator if quantity.comparator not in {"=", "~"} else ">="
            if topic == "unemployment" or is_capped(text, quantity, clause):
                comparator = "<="
            yield Draft(span, anchor, clause, "target", topic, quantity, None, population, "+", comparator, status)
        elif ahead or (status is not None and moved is not None and is_to_do(text, quantity, clause)):
            yield Draft(span, anchor, clause, "forecast", topic, quantity, baseline, population, why_not="forecast")
        elif moved in {"up", "down"} or baseline is not None:
            down = moved == "down" or (moved != "up" and _falls(baseline, quantity))
            polarity: Polarity = "-" if down else "+"
            span = Span(min(span.start, verb_start(text, clause, anchor)), span.end)
            yield Draft(
                span, anchor, clause, "change", topic, quantity, baseline, population, polarity, quantity.comparator
            )
        elif quantity.unit == "percent" and (topic != "unemployment" or _is_part(text, quantity)):
            span = Span(span.start, max(span.end, min(clause.end, quantity.end + 160)))
            span = Span(span.start, span.start + len(text[span.start : span.end].rstrip(' .,;:!?"”’')))
            yield Draft(span, anchor, clause, "share", topic, quantity, None, quantity.of, "+", quantity.comparator)
        else:
            yield Draft(span, anchor, clause, "level", topic, quantity, None, population, "+", quantity.comparator)


_AIM = 40
"""Characters behind a number in which a word says that it is aimed at: 'a 3,000-arrest-a-day goal'."""
_BEHIND = 24
"""Characters behind a number in which a label says whom it counts: '19,000 people with no criminal record'."""
_IF = re.compile(r"(?i)[\"“‘'\s]*(?:if|whether|unless|suppose|even\sif|had\s[A-Z]\w+\s\w+ed)\b")


_AS_MANY = re.compile(r"(?i)(?:\stimes)?\s(?:as\smany|the\s(?:number|figure|total|pace|rate))\b")


_OF_WHOM = re.compile(r"(?i)\bof\s(?:whom|them|those|these)\s(?:[a-z]+\s){0,3}\Z")
"""'Of whom 10,788 had been arrested by' tells a part of those held, and counts no arrests."""


def _is_on_condition(text: str, clause: Span, anchor: Span) -> bool:
    """Say whether the clause opens with 'if', and no colon leads to what is asserted."""
    return _IF.match(text, clause.start) is not None and ": " not in text[clause.start : anchor.start]


def _carried(
    text: str, quantities: Sequence[Quantity], index: int, clause: Span, topics: tuple[str | None, str | None]
) -> str | None:
    """Return the topic of a number, that of the figure before it where it is told without: 'but shed 156,000'.

    ``topics`` are its own and that of the figure before.
    """
    topic, before = topics
    if before is not None and is_elliptical(text, quantities, index):
        return before
    quantity = quantities[index]
    is_more = is_continued(text, quantities, index) or (
        quantity.unit == "time" and _AS_MANY.match(text, quantity.end) is not None
    )
    if topic is None and before not in {None, "unemployment"} and is_more:
        return before
    if topic is None and index and is_baseline(text, quantities, index - 1):
        topic = head_topic(text, Span(clause.start, quantities[index - 1].start))
    if before in {"detention", "book-ins"} and _OF_WHOM.search(text, clause.start, quantity.start):
        return before
    bare = topic is None and quantity.unit is None and before == "employment"
    return before if bare and is_made(text, quantity, clause) else topic


def _is_part(text: str, quantity: Quantity) -> bool:
    """Say whether a part is told in words and of people, and is no rate: 'one in five job seekers'."""
    return quantity.of is not None and re.search(r"%|percent|per\scent", text[quantity.start : quantity.end]) is None


def _falls(baseline: Quantity | None, quantity: Quantity) -> bool:
    return baseline is not None and (baseline.low or baseline.high or 0) > (quantity.low or quantity.high or 0)


_ASK = 120
"""Characters before a figure in which somebody is told or pressed to reach it."""
_ASKED = re.compile(
    r"(?i)\b(?:(?P<ordered>told|ordered|orders|directed|directs|instructed|instructs|required|requires|tasked|charged)|press(?:ed|es|ing)|push(?:ed|es|ing)|urg(?:ed|es|ing))\s"
    r"(?:[\w.&’'-]+\s){1,7}?(?:to\s(?:make|reach|arrest|detain|deport|deliver|carry\sout|hit|remove|hold)|for)\s"
    r"(?:at\sleast|a\sminimum\sof|no\sfewer\sthan|more\sthan|about|some|up\sto|as\smany\sas|the\s)?\s?\Z"
)
"""'Told ICE to make at least 3,000 arrests', 'pressed the agency for 3,000 a day'."""


def _target_status(text: str, clause: Span, anchor: Span) -> TargetStatus | None:
    """Return the status of the target that the clause speaks of, or None where it speaks of none."""
    if is_done(text, clause, anchor):
        return None
    behind = re.split(r"[,;]", text[anchor.end : min(clause.end, anchor.end + _AIM)])[0]
    near = f"{text[clause.start : anchor.start]} # {behind}"
    statuses: tuple[TargetStatus, ...] = ("quota", "directive", "pledge", "goal")
    status = next((status for status in statuses if has_word(near, "claims", "target", status)), None)
    if (
        status is not None
        or (asked := _ASKED.search(text, max(clause.start, anchor.start - _ASK), anchor.start)) is None
    ):
        return status
    return "directive" if asked["ordered"] else "goal"


def _span_of(text: str, quantity: Quantity, clause: Span) -> Span:
    """Return the words of the claim: the number, what it counts, its rate, and the verb that belongs to it."""
    start, end = quantity.start, quantity.end
    if quantity.of:
        last = quantity.of.rsplit(" ", 1)[-1]
        after = text.find(last, quantity.end, min(clause.end, quantity.end + 120))
        if after >= 0:
            end = after + len(last)
        else:
            before = text.rfind(last, max(clause.start, quantity.start - 80), quantity.start)
            start = before if before >= 0 else start
    rate = rate_near(text, quantity.start, quantity.end, clause.end) if quantity.per else None
    end = max(end, rate[1]) if rate else end
    verb = _living().match(text, end, clause.end)
    return Span(min(start, start_with_wording(text, quantity.start)), verb.end() if verb else end)


@cache
def _living() -> re.Pattern[str]:
    return re.compile(rf"(?i)\s{word_pattern(load_lexicon('topics')['population']['acts'])}\b")


def _befallen(text: str, quantity: Quantity, clause: Span) -> str | None:
    """Return whom acts that are counted befell: 'encounters with Salvadorans fell to 127'."""
    found = _ACTS_OF.search(text, clause.start, quantity.start)
    if found is None or re.search(r"[;:—–]", text[found.end() : quantity.start]):
        return None
    return " ".join(found["who"].split())


_ACTS_OF = re.compile(
    r"(?i)\b(?:arrests|encounters|apprehensions|detentions|removals|deportations|book-ins)\s(?:of|with|among|involving)\s"
    r"(?P<who>(?!the\b|its\b|(?:about|over|more|nearly|fewer|less|at)\s|\d)(?:(?!(?:with|without|who)\s)[\w’'-]+\s){0,5}?[A-Za-z][\w’'-]*s)"
    r"(?=\s(?:at|in|across|by|from|during|over|near|on|for|since|have|has|had|were|rose|fell|grew|climbed|dropped|jumped|"
    r"surged|soared|declined|increased|decreased|doubled|tripled|totaled|reached|hit|averaged|more\sthan|nearly|almost|are)\b|,)"
)


def _population_of(quantity: Quantity, topic: str) -> str | None:
    """Return the people counted, where the number counts people."""
    person = quantity.unit in set(load_lexicon("claims")["people"]["units"])
    return quantity.of if quantity.of and (topic == "population" or person) else None
