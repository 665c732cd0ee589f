"""Claims that a figure makes where no measure knows the topic: level, share, change, target or forecast.

The topic is free: the head noun of what is counted.  A figure that names rather than counts (a small number behind
'the', one in a turn of phrase, the length of a time, a source that is cited) makes no claim.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from onrecord.model import Quantity, Span, WhyNot
from onrecord.read.actors import actor_of, is_agent
from onrecord.read.asserted import is_asserted
from onrecord.read.beside import is_baseline
from onrecord.read.counted import counted_after, lemma_of, rate_near
from onrecord.read.figure_kinds import Told, is_whole, tell_kind, verb_start
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.privates import is_of_private_person
from onrecord.read.scene import Draft, Scene
from onrecord.read.slots import clause_of, none_start
from onrecord.read.tokens import free_topic, word_set
from onrecord.read.uncounted import is_uncounted
from onrecord.read.unit_table import is_money
from onrecord.read.wording import start_with_wording

__all__ = ["figures_in"]

_AFTER, _BEFORE = 90, 60
"""Characters behind and before a number in which the noun stands that it counts."""

_CLAUSE = 160
"""Characters before ', to 31' in which the verb stands that leads there: 'fell 22 percent in the first half'."""

_MORE_THAN = re.compile(r"(?i)\s(?:more|fewer|less)\sthan\b")
"""'412 guns, 38 more than in May' are guns."""

_ARRIVED = re.compile(r",\sto\s\Z")
_VERB = 60
"""Characters before a number in which the verb stands by which it was reached."""

_OWNER = 24
"""Characters before a number in which an article or an owner stands: 'a $2.4 million fund'."""

_NO_TOPIC = frozenset({"percent", "percentage point", "point", "time"})
_HEAD = re.compile(
    r"([A-Za-z][a-z’'-]{2,})\s(?:in|for|from|at|among|across|on)\s(?:[\w.’'-]+\s){1,4}(?:(?:has|have|had|also|now|since|[a-z]+ly)\s){0,2}\Z"
)
"""The noun of a subject with its place behind it: 'enrollment in Halden fell'."""
_LAST = re.compile(
    r"(?<!\bhad\s)(?<!\bhas\s)(?<!\bwas\s)(?<!\bhave\s)(?<!\bwere\s)(?<![\w’'-])([A-Za-z][a-z’'-]{2,})"
    r"(?:,\s(?:though|however|too|meanwhile),)?\s(?:(?:has|have|had|also|now|since|[a-z]+ly)\s){0,2}\Z"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z-]+")
_LED = re.compile(
    r"(?i)\s(?:in|of|for|on|from)\s(?:the\s|its\s|their\s|his\s|her\s|all\s)?(?![a-z]+(?:ed|ing|ly)\b|to\b|who\b)"
)
_OF_IT = re.compile(r"(?<![\w’'-])(?P<noun>[A-Za-z][a-z-]{2,})\sof\s\Z")
_OF = re.compile(r"(?i)\sof\s(?:the\s|its\s|their\s)?")
_OWN = re.compile(r"(?i)(?:\b(?:an?|the|its|their|his|her|our|this|that|of)|[’']s)\s(?:[a-z-]+\s)?\Z")
_BLANK = re.compile(r"\s(?![a-z]+(?:ed|ing|ly)\b)")
_PART = re.compile(r"\s(?:of\s)?(?:[\w’'-]+\s){0,3}?[a-z][\w’'-]*s\b")
"""The noun whose part 'most of' is: its first plural."""

_TAIL = re.compile(
    r"(?i)[\s-](?:[a-z]+\s)?(?:lead|advantage|margin|edge|deficit|gap|majority|increase|decrease|decline|cut|rise|drop|"
    r"surplus|fund|approval|support|turnout|chance|raise|hike|reduction|goal|target)\b"
)
"""A noun right behind a percentage or a sum of money that says what it is of."""


def figures_in(text: str, scene: Scene, taken: frozenset[str], cited: Sequence[Span]) -> Iterator[Draft]:
    """Yield a claim for each figure of the sentence that is asserted and is not in ``taken`` (ids of quantities).

    ``cited`` are the spans of the sources of the sentence, in order.
    """
    told: set[tuple[float | None, float | None, str | None, str]] = set()
    before: Told | None = None
    begun: Draft | None = None
    for index, quantity in enumerate(scene.quantities):
        if quantity.id in taken or is_uncounted(text, scene, index, cited):
            continue
        anchor = Span(quantity.start, quantity.end)
        if is_whole(text, scene.quantities, index) or not is_asserted(text, scene.span, anchor):
            continue
        if quantity.of is not None:
            same = (quantity.low, quantity.high, quantity.unit, quantity.of)
            if same in told:
                continue
            told.add(same)
        clause = clause_of(text, scene.span, anchor)
        if begun is not None and begun.quantity is scene.quantities[index - 1]:
            yield _to_end(begun, _draft(text, quantity, clause, Told(quantity, "level", "the end of a movement")))
            begun = None
            continue
        before = tell_kind(text, scene.quantities, index, clause, before)
        draft = _draft(text, quantity, clause, before)
        if index and _MORE_THAN.match(text, quantity.end) and _is_bare(quantity):
            draft = replace(draft, topic=_topic(text, scene.quantities[index - 1], clause) or draft.topic)
        if draft.why_not is None and is_of_private_person(text, scene.span, anchor):
            draft = replace(draft, why_not="private_person")
        if before.kind == "change" and _leads_to_next(text, scene, index, clause, taken, cited):
            begun = draft
        else:
            yield draft


def _leads_to_next(  # noqa: PLR0917 - what is asked of the figure and of the next one
    text: str, scene: Scene, index: int, clause: Span, taken: frozenset[str], cited: Sequence[Span]
) -> bool:
    """Say whether a figure is where a movement began, and the next one where it ended: 'from 388 in May to 325'."""
    if not is_baseline(text, scene.quantities, index):
        return False
    quantity, following = scene.quantities[index], scene.quantities[index + 1]
    anchor = Span(following.start, following.end)
    return (
        following.unit in {None, quantity.unit}
        and following.id not in taken
        and following.end <= clause.end
        and not is_uncounted(text, scene, index + 1, cited)
        and not is_whole(text, scene.quantities, index + 1)
        and is_asserted(text, scene.span, anchor)
    )


def _to_end(begun: Draft, ended: Draft) -> Draft:
    """Return the movement between the figure where it began and the one where it ended."""
    return replace(
        begun,
        span=Span(begun.span.start, max(begun.span.end, ended.span.end)),
        anchor=ended.anchor,
        quantity=ended.quantity,
        baseline=begun.quantity,
        comparator=ended.comparator,
    )


def _is_bare(quantity: Quantity) -> bool:
    return quantity.unit is None and quantity.of is None


def _draft(text: str, quantity: Quantity, clause: Span, told: Told) -> Draft:
    """Return the claim of one figure."""
    span = _span_of(text, quantity, clause)
    if told.kind == "change":
        span = Span(min(span.start, verb_start(text, clause, quantity)), span.end)
    why_not: WhyNot | None = "forecast" if told.kind == "forecast" else None
    comparator = ">=" if told.kind == "target" and quantity.comparator in {"=", "~"} else quantity.comparator
    topic = _topic(text, quantity, clause)
    if told.kind == "change" and (topic is None or quantity.unit in _NO_TOPIC):
        topic = _mover(text, clause, span.start) or topic or _subject(text, clause, span.start)
    if topic is None and told.kind == "level":
        topic = _reached(text, quantity, clause)
    return Draft(
        span,
        Span(quantity.start, quantity.end),
        clause,
        told.kind,
        topic,
        quantity,
        population=quantity.of if quantity.of and " " in quantity.of else None,
        polarity=told.polarity,
        comparator=comparator,
        target_status=told.status,
        why_not=why_not,
        rule=told.rule,
    )


def _span_of(text: str, quantity: Quantity, clause: Span) -> Span:
    """Return the words of a figure: how exact it is, the number, what is counted, its rate."""
    start, end = start_with_wording(text, quantity.start), quantity.end
    start = none_start(text, start)
    if quantity.of:
        last = quantity.of.rsplit(" ", 1)[-1]
        after = text.find(last, quantity.end, min(clause.end, quantity.end + _AFTER))
        before = text.rfind(last, max(clause.start, quantity.start - _BEFORE), quantity.start)
        if after >= 0:
            end = after + len(last)
        elif before >= 0:
            start = min(start, before)
    else:
        tail = (_PART if quantity.vague and quantity.unit == "percent" else _TAIL).match(text, end, clause.end)
        end = tail.end() if tail else end
    rate = rate_near(text, quantity.start, quantity.end, clause.end) if quantity.per else None
    return Span(max(start, clause.start), min(max(end, rate[1] if rate else end), clause.end))


def _reached(text: str, quantity: Quantity, clause: Span) -> str | None:
    """Return what arrived at a figure, or stands at it: the revenue of 'revenue rose to $3 billion'."""
    begins = start_with_wording(text, quantity.start)
    if _ARRIVED.search(text, max(clause.start, begins - 6), begins) is not None:
        moves = list(_moved().finditer(text, max(clause.start, begins - _CLAUSE), begins))
        return _mover(text, clause, moves[-1].start()) if moves else None
    verb = _levels().search(text, max(clause.start, quantity.start - _VERB), begins)
    if verb is None:
        return _mover(text, clause, quantity.start) if quantity.change == "to" else None
    return _subject(text, clause, verb.start())


@cache
def _no_subject() -> frozenset[str]:
    """Return the words that are no noun: pronouns, conjunctions and forms of helping verbs."""
    grammar = load_lexicon("general")["grammar"]
    return frozenset(
        [*grammar["no_subject"], *grammar["be"], *grammar["begin"], *grammar["ahead"], "had", "has", "have"]
    )


def _subject(text: str, clause: Span, verb: int) -> str | None:
    """Return the noun right before a verb, where it is no actor: the beds of 'shelter beds have quadrupled'."""
    noun = _HEAD.search(text, clause.start, verb) or _LAST.search(text, clause.start, verb)
    if noun is not None and noun.group(1).lower() in _no_subject():
        return None
    if noun is None or (noun.start(1) > clause.start and not noun.group(1).islower()):
        return None
    if actor_of(text, clause.start, verb + _VERB) is not None or is_agent(noun.group(1).lower()):
        return None
    return free_topic(lemma_of(noun.group(1)))


@cache
def _moved() -> re.Pattern[str]:
    change = load_lexicon("quantities")["change"]
    return re.compile(rf"(?i)\b{word_pattern([*change['up'], *change['down']])}\b")


@cache
def _levels() -> re.Pattern[str]:
    verbs = word_pattern(load_lexicon("quantities")["words"]["levels"])
    moves = word_pattern(load_lexicon("quantities")["change"]["up"] + load_lexicon("quantities")["change"]["down"])
    return re.compile(rf"(?i)\b(?:{verbs}|{moves}\s(?:[a-z]+\s){{0,2}}to)\s(?:an?\s|the\s)?\Z")


def _mover(text: str, clause: Span, verb: int) -> str | None:
    """Return the counted noun nearest before the verb that says how a figure moved."""
    found = _WORD.findall(text, max(clause.start, verb - _BEFORE), verb)
    counted = word_set("general", "counted", "nouns")
    noun = next((word.lower() for word in reversed(found) if word.lower() in counted), None)
    return free_topic(lemma_of(noun)) if noun is not None else None


def _topic(text: str, quantity: Quantity, clause: Span) -> str | None:
    """Return the head noun of what is counted; of money and bare percentages, the noun that they are of."""
    unit = (quantity.unit or "").split(" per ")[0].removeprefix("per ")
    if (quantity.unit or "").startswith("per "):
        return None
    if unit and unit not in _NO_TOPIC and not is_money(unit):
        return free_topic(unit) or _of_which(text, quantity, clause)
    if quantity.of:
        return free_topic(lemma_of(quantity.of.rsplit(" ", 1)[-1]))
    owner = _OF_IT.search(text, max(clause.start, quantity.start - _BEFORE), start_with_wording(text, quantity.start))
    if owner is not None and free_topic(owner["noun"]) is not None and owner["noun"].lower() not in _movements():
        return free_topic(lemma_of(owner["noun"]))
    led = _LED.match(text, quantity.end, clause.end)
    if led is None and _OWN.search(text, max(clause.start, quantity.start - _OWNER), quantity.start) is not None:
        led = _BLANK.match(text, quantity.end, clause.end)
    if led is None:
        return None
    counted = counted_after(text, led.end(), clause.end, single=True)
    if counted is None or counted.start - led.end() > 1 or not text[counted.start].islower():
        return None
    return free_topic(counted.unit)


@cache
def _movements() -> frozenset[str]:
    """Return the words of change: 'an increase of $3' is of no increase."""
    tables = (load_lexicon("quantities")[name] for name in ("change", "change_after"))
    return frozenset(word for table in tables for way in ("up", "down") for word in table[way])


def _of_which(text: str, quantity: Quantity, clause: Span) -> str | None:
    """Return what is measured in a unit: the cocaine of '40 pounds of cocaine'."""
    led = _OF.match(text, quantity.end, clause.end)
    counted = counted_after(text, led.end(), clause.end, single=True) if led is not None else None
    return free_topic(counted.unit) if counted is not None else None
