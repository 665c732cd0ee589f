"""Claims that a figure makes where no measure knows the topic: level, share, change, target or forecast.

The topic is free: the head noun of what is counted.  A figure that names rather than counts (a small number behind
'the', one in a turn of phrase, the length of a time, a source that is cited) makes no claim.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model import Quantity, Span, WhyNot
from onrecord.read.asserted import is_asserted
from onrecord.read.beside import is_baseline
from onrecord.read.counted import counted_after, lemma_of, rate_near
from onrecord.read.figure_kinds import Told, is_whole, tell_kind, verb_start
from onrecord.read.scene import Draft, Scene
from onrecord.read.slots import clause_of
from onrecord.read.tokens import free_topic, word_set
from onrecord.read.uncounted import is_uncounted
from onrecord.read.unit_table import is_money
from onrecord.read.wording import start_with_wording

__all__ = ["figures_in"]

_AFTER, _BEFORE = 90, 60
"""Characters behind and before a number in which the noun stands that it counts."""

_OWNER = 24
"""Characters before a number in which an article or an owner stands: 'a $2.4 million fund'."""

_NO_TOPIC = frozenset({"percent", "percentage point", "point", "time"})
_WORD = re.compile(r"[A-Za-z][A-Za-z-]+")
_LED = re.compile(
    r"(?i)\s(?:in|of|for|on|from)\s(?:the\s|its\s|their\s|his\s|her\s|all\s)?(?![a-z]+(?:ed|ing|ly)\b|to\b|who\b)"
)
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


def _draft(text: str, quantity: Quantity, clause: Span, told: Told) -> Draft:
    """Return the claim of one figure."""
    span = _span_of(text, quantity, clause)
    if told.kind == "change":
        span = Span(min(span.start, verb_start(text, clause, quantity)), span.end)
    why_not: WhyNot | None = "forecast" if told.kind == "forecast" else None
    comparator = ">=" if told.kind == "target" and quantity.comparator in {"=", "~"} else quantity.comparator
    topic = _topic(text, quantity, clause)
    if told.kind == "change" and (topic is None or quantity.unit in _NO_TOPIC):
        topic = _mover(text, clause, span.start) or topic
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


def _mover(text: str, clause: Span, verb: int) -> str | None:
    """Return the counted noun nearest before the verb that says how a figure moved."""
    found = _WORD.findall(text, max(clause.start, verb - _BEFORE), verb)
    counted = word_set("general", "counted", "nouns")
    noun = next((word.lower() for word in reversed(found) if word.lower() in counted), None)
    return free_topic(lemma_of(noun)) if noun is not None else None


def _topic(text: str, quantity: Quantity, clause: Span) -> str | None:
    """Return the head noun of what is counted; of money and bare percentages, the noun that they are of."""
    unit = quantity.unit
    if unit is not None and unit not in _NO_TOPIC and not is_money(unit):
        return free_topic(unit)
    if quantity.of:
        return free_topic(lemma_of(quantity.of.rsplit(" ", 1)[-1]))
    led = _LED.match(text, quantity.end, clause.end)
    if led is None and _OWN.search(text, max(clause.start, quantity.start - _OWNER), quantity.start) is not None:
        led = _BLANK.match(text, quantity.end, clause.end)
    if led is None:
        return None
    counted = counted_after(text, led.end(), clause.end, single=True)
    if counted is None or counted.start - led.end() > 1 or not text[counted.start].islower():
        return None
    return free_topic(counted.unit)
