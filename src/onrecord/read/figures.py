"""Claims that a figure makes where no measure knows the topic: level, share, change, target or forecast.

The topic is free: the head noun of what is counted.  A figure that names rather than counts (a small number behind
'the', one in a turn of phrase, the length of a time, a source that is cited) makes no claim.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.model import ClaimKind, Polarity, Quantity, Span, TargetStatus, WhyNot
from onrecord.read.asserted import is_asserted
from onrecord.read.counted import counted_after, lemma_of, rate_near
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.mentions import word_regex
from onrecord.read.scene import Draft, Scene
from onrecord.read.slots import clause_of
from onrecord.read.uncounted import is_polled, is_uncounted
from onrecord.read.unit_table import is_money
from onrecord.read.wording import start_with_wording

__all__ = ["figures_in"]

_NEAR = 90
"""Characters before a number in which a word says that it is aimed at or still to come: most of a clause."""

_GAP = r"(?:\s(?!(?:who|that|which|with|earning|making|from|after|because|than|whose|where|when|while|paid)\b)[\w’'$€£.-]+){0,7}?\s?[$€£]?\Z"
"""Words that may stand between such a word and its number."""

_OF_WHOLE = re.compile(
    r"(?i)\s(?:[a-z-]+\s){0,3}?(?:out\s)?of\s(?:(?:the|its|their|his|her|our|all|more\sthan|about|some|nearly|those|these|a|roughly|over)\s){0,3}\Z"
)
_IN_ALL = re.compile(r"(?i)\s(?:[a-z-]+\s){0,2}?in\s\Z")
_NEXT_YEAR = re.compile(r"(?i)\s(?:in|for|by|next|this|to)\s[\w\s]{1,25}?,?\s(?:and\s)?(?:to\s|by\s)?\Z")
_FROM = re.compile(
    r"(?i)\b(?P<moved>up|down|[a-z]+)\sfrom\s(?:about\s|around\s|roughly\s|just\s|nearly\s|a\s)?[$€£]?\Z"
)
_RAISED = re.compile(r"(?i)\brais(?:ed|es|e|ing)\s(?:[a-z]+\s){0,3}[$€£]?\Z")
_MAKES_UP = re.compile(
    r"(?i)\b(?:ma[dk]es?\sup|making\sup|account(?:s|ed|ing)?\sfor|compris\w+|constitut\w+|represent\w*)\s(?:[a-z]+\s){0,4}\Z"
)
_TIMES = re.compile(r"(?i)time|fold|twice|doubl|tripl|quadrupl|halv|half")
_NOUN_BEHIND = re.compile(r"[\s-](?:[a-z-]+\s){0,2}?(?P<noun>[a-z][\w’'-]{2,24})")
_CHOSEN = re.compile(
    r"(?i)\b(?:would|will|'d)\s(?:[a-z]+\s)?(?:vote|choose|pick|back|support|win|get|take|receive|lead|beat|defeat|prefer|favor|have)\b"
)
_LED = re.compile(
    r"(?i)\s(?:in|of|for|on|from)\s(?:the\s|its\s|their\s|his\s|her\s|all\s)?(?![a-z]+(?:ed|ing|ly)\b|to\b|who\b)"
)
_OWN = re.compile(r"(?i)(?:\b(?:an?|the|its|their|his|her|our|this|that|of)|[’']s)\s(?:[a-z-]+\s)?\Z")
_BLANK = re.compile(r"\s(?![a-z]+(?:ed|ing|ly)\b)")
_TAIL_NOUNS = re.compile(
    r"(?i)[\s-](?:[a-z]+\s)?(?:lead|advantage|margin|edge|deficit|gap|majority|increase|decrease|decline|cut|rise|drop|surplus|fund|"
    r"approval|support|turnout|chance|raise|hike|reduction|goal|target)\b"
)


def figures_in(text: str, scene: Scene, taken: frozenset[str], cited: Sequence[Span]) -> Iterator[Draft]:
    """Yield a claim for each figure of the sentence that is asserted and is not in ``taken`` (ids of quantities).

    ``cited`` are the spans of the sources of the sentence, in order.
    """
    sentence, quantities = scene.span, scene.quantities
    told: set[tuple[float | None, float | None, str | None, str | None]] = set()
    before: tuple[Quantity, ClaimKind] | None = None
    for index, quantity in enumerate(quantities):
        if quantity.id in taken or is_uncounted(text, scene, index, cited):
            continue
        anchor = Span(quantity.start, quantity.end)
        if _is_whole(text, quantities, index) or not is_asserted(text, sentence, anchor):
            continue
        same = (quantity.low, quantity.high, quantity.unit, quantity.of)
        if quantity.of is not None and same in told:
            continue
        told.add(same)
        clause = clause_of(text, sentence, anchor)
        draft = _draft(text, scene, index, clause, before)
        before = (quantity, draft.kind)
        yield draft


def _draft(text: str, scene: Scene, index: int, clause: Span, before: tuple[Quantity, ClaimKind] | None) -> Draft:
    """Return the claim of one figure."""
    quantity = scene.quantities[index]
    anchor = Span(quantity.start, quantity.end)
    kind, rule, status, polarity = _kind(text, scene, index, clause, before)
    span = _span_of(text, quantity, clause)
    if kind == "change":
        span = Span(min(span.start, _verb_start(text, clause, quantity)), span.end)
    topic = _topic(text, quantity, clause)
    why_not: WhyNot | None = "forecast" if kind == "forecast" else None
    comparator = quantity.comparator
    if kind == "target" and comparator in {"=", "~"}:
        comparator = ">="
    population = quantity.of if quantity.of and " " in quantity.of else None
    return Draft(
        span, anchor, clause, kind, topic, quantity, None, population, polarity, comparator, status, why_not, rule=rule
    )


def _kind(
    text: str, scene: Scene, index: int, clause: Span, before: tuple[Quantity, ClaimKind] | None
) -> tuple[ClaimKind, str, TargetStatus | None, Polarity]:
    """Return the kind of a figure, the rule that told it, the status of a target, and the direction of a change.

    Of the kinds that fit the first is taken in the order of ``docs/claims.md``.
    """
    quantity = scene.quantities[index]
    lead = text[max(clause.start, quantity.start - _NEAR) : quantity.start]
    behind = text[quantity.end : min(clause.end, quantity.end + 60)]
    status = _target_status(lead, behind)
    if status is not None:
        return "target", "a figure that is aimed at", status, "+"
    if _is_ahead(quantity, lead, behind) or (
        before is not None and before[1] == "forecast" and _NEXT_YEAR.fullmatch(text[before[0].end : quantity.start])
    ):
        return "forecast", "a figure said of the future", None, "+"
    moved = _moved(text, quantity, lead, behind, clause)
    if moved is not None:
        return "change", "a figure by which something moved", None, moved
    if _is_share(text, scene.quantities, index, clause):
        return "share", "a part of a whole", None, "+"
    return "level", "a figure that counts", None, "+"


@cache
def _aimed() -> tuple[tuple[TargetStatus, re.Pattern[str]], ...]:
    table = load_lexicon("general")["target"]
    statuses: tuple[TargetStatus, ...] = ("quota", "directive", "pledge", "goal")
    return tuple((status, re.compile(rf"(?i)\b{word_pattern(table[status])}{_GAP}")) for status in statuses)


def _target_status(lead: str, behind: str) -> TargetStatus | None:
    """Return the status of the target that a figure is, or None where it is none."""
    found = next((status for status, pattern in _aimed() if pattern.search(lead)), None)
    if found is None and _aimed_behind().match(behind):
        return "goal"
    return found


@cache
def _aimed_behind() -> re.Pattern[str]:
    return re.compile(rf"(?i)[\s-](?:[a-z-]+\s){{0,3}}?{word_pattern(load_lexicon('general')['target']['behind'])}\b")


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![a-z]){word_pattern(load_lexicon('general')['forecast']['before'])}{_GAP}")


@cache
def _ahead_behind() -> re.Pattern[str]:
    return re.compile(
        rf"(?i)(?:\s[\w’'-]+){{0,3}}?\s{word_pattern(load_lexicon('general')['forecast']['behind'])}(?![\w-])"
    )


def _is_ahead(quantity: Quantity, lead: str, behind: str) -> bool:
    """Say whether a figure is said of what is to come; how many would vote for somebody is what a poll has found."""
    if word_regex("general", "forecast", "past").search(lead) is not None:
        return False
    if quantity.unit == "percent" and _CHOSEN.search(lead) is not None:
        return False
    return _ahead().search(lead) is not None or _ahead_behind().match(behind) is not None


def _moved(text: str, quantity: Quantity, lead: str, behind: str, clause: Span) -> Polarity | None:
    """Return the direction in which a figure says that something moved, or None where it says no such thing."""
    if quantity.unit == "time" and _TIMES.search(text[quantity.start : quantity.end]):
        return "-" if quantity.change == "down" else "+"
    came = _FROM.search(lead)
    if came is not None and came["moved"].lower() in _directions():
        return "-" if _directions()[came["moved"].lower()] == "down" else "+"
    if quantity.change not in {"up", "down"} or _MAKES_UP.search(lead):
        return None
    if is_money(quantity.unit) and _RAISED.search(lead):
        return None
    return "-" if quantity.change == "down" else "+"


@cache
def _directions() -> dict[str, str]:
    table = load_lexicon("quantities")["change"]
    return {word: way for way in ("up", "down") for word in table[way]}


def _is_share(text: str, quantities: Sequence[Quantity], index: int, clause: Span) -> bool:
    """Say whether a figure is a part of a whole: a percentage that is no rate, 'half of', '14 of the 60'."""
    quantity = quantities[index]
    if is_polled(text, quantities, index):
        return True
    if quantity.unit != "percent":
        return index + 1 < len(quantities) and _is_whole(text, quantities, index + 1)
    near = text[max(clause.start, quantity.start - 40) : quantity.start]
    behind = text[quantity.end : min(clause.end, quantity.end + 30)]
    return not (_rate_before().search(near) or _rate_behind().match(behind))


@cache
def _rate_before() -> re.Pattern[str]:
    nouns = word_pattern(load_lexicon("general")["rates"]["nouns"])
    return re.compile(rf"(?i)\b{nouns}\s(?:[\w’'.]+\s){{0,4}}?\Z")


@cache
def _rate_behind() -> re.Pattern[str]:
    nouns = word_pattern(load_lexicon("general")["rates"]["nouns"])
    return re.compile(rf"(?i)[\s-](?:[a-z-]+\s){{0,2}}?{nouns}\b")


def _is_whole(text: str, quantities: Sequence[Quantity], index: int) -> bool:
    """Say whether a number is the whole that the one before it is a part of: the 60 of '14 of its 60 members'."""
    if index == 0:
        return False
    quantity, part = quantities[index], quantities[index - 1]
    between = text[part.end : quantity.start]
    if len(between) > 40 or part.ordinal or part.unit in {"percentage point"} or is_money(part.unit):
        return False
    if _OF_WHOLE.fullmatch(between):
        return part.high is None or quantity.low is None or part.high <= quantity.low or part.unit == "percent"
    small = quantity.of is None and (quantity.low or 0) in {3, 4, 5, 6, 7, 8, 9, 10, 20, 100}
    return small and part.unit is None and _IN_ALL.fullmatch(between) is not None


def _span_of(text: str, quantity: Quantity, clause: Span) -> Span:
    """Return the words of a figure: how exact it is, the number, what is counted, its rate."""
    start, end = start_with_wording(text, quantity.start), quantity.end
    if quantity.of:
        last = quantity.of.rsplit(" ", 1)[-1]
        after = text.find(last, quantity.end, min(clause.end, quantity.end + 90))
        before = text.rfind(last, max(clause.start, quantity.start - 60), quantity.start)
        if after >= 0:
            end = after + len(last)
        elif before >= 0:
            start = min(start, before)
    else:
        tail = _TAIL_NOUNS.match(text, end, clause.end)
        end = tail.end() if tail else end
    rate = rate_near(text, quantity.start, quantity.end, clause.end) if quantity.per else None
    return Span(max(start, clause.start), min(max(end, rate[1] if rate else end), clause.end))


def _verb_start(text: str, clause: Span, quantity: Quantity) -> int:
    """Return where the word begins that says in which direction a number moved, to show it in the claim."""
    low = max(clause.start, quantity.start - 50)
    found = None
    for found in _moves().finditer(text, low, quantity.start):
        pass
    return found.start() if found else quantity.start


@cache
def _moves() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{word_pattern(_directions())}\b")


def _topic(text: str, quantity: Quantity, clause: Span) -> str | None:
    """Return the head noun of what is counted; of money and bare percentages, the noun that they are of."""
    unit = quantity.unit
    if unit is not None and unit not in {"percent", "percentage point", "point", "time"} and not is_money(unit):
        return unit if unit not in load_lexicon("topics") else None
    if quantity.of:
        return _free(lemma_of(quantity.of.rsplit(" ", 1)[-1]))
    led = _LED.match(text, quantity.end, clause.end)
    if led is None and _OWN.search(text, max(clause.start, quantity.start - 24), quantity.start) is not None:
        led = _BLANK.match(text, quantity.end, clause.end)
    if led is None:
        return None
    counted = counted_after(text, led.end(), clause.end, single=True)
    near = counted is not None and counted.start - led.end() <= 1 and text[counted.start].islower()
    return _free(counted.unit) if counted is not None and near else None


def _free(noun: str | None) -> str | None:
    """Return a free topic: never the word of a measure's topic, which it was not found to be about."""
    if noun is None:
        return None
    lower = noun.lower()
    return None if lower in load_lexicon("topics") else lower
