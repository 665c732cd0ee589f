"""What a figure is told as: a target, a forecast, a change, a share or a level, in this order of precedence.

The order is that of ``docs/claims.md``; what tells them apart are the words right before and behind the number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.model import ClaimKind, Polarity, Quantity, Span, TargetStatus
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.mentions import word_regex
from onrecord.read.uncounted import is_polled
from onrecord.read.unit_table import is_money

__all__ = ["Told", "is_whole", "tell_kind", "verb_start"]

_NEAR = 90
"""Characters before a number in which a word says that it is aimed at or still to come: most of a clause."""

_BEHIND = 60
"""Characters behind a number in which such a word stands: 'a $5 million goal', '10,000 are expected'."""

_RATE = 40
"""Characters around a percentage in which a noun says that it is a rate and no part: 'a jobless rate of 4%'."""

_ALL_RATE = 120
"""Characters before a percentage in which a noun stands whose percentages are always rates: 'unemployment'."""

_WHOLE = 40
"""Characters between a part and its whole: '14 fields out of the more than 60'."""

_VERB = 50
"""Characters before a number in which the verb stands that says how it moved."""

_GAP = (
    r"(?:\s(?!(?:who|that|which|with|earning|making|from|after|because|than|whose|where|when|while|paid)\b)"
    r"[\w’'$€£.-]+){0,7}?\s?[$€£]?\Z"
)
"""Words that may stand between a word that tells a kind and its number."""

_OF_WHOLE = re.compile(
    r"(?i)\s(?:[a-z-]+\s){0,3}?(?:out\s)?of\s(?:(?:the|its|their|his|her|our|all|more\sthan|about|some|nearly|those|"
    r"these|a|roughly|over)\s){0,3}\Z"
)
_IN_ALL = re.compile(r"(?i)\s(?:[a-z-]+\s){0,2}?in\s\Z")
_OUT_OF = frozenset({3, 4, 5, 6, 7, 8, 9, 10, 20, 100})
"""Wholes of 'one in five'."""

_GOES_ON = re.compile(r"(?i)\s(?:in|for|by|next|this|to)\s[\w\s]{1,25}?,?\s(?:and\s)?(?:to\s|by\s)?\Z")
"""What stands between two figures of one forecast: 'grow 1.6 percent this year and 2.2 percent next year'."""

_FROM = re.compile(r"(?i)\b(?P<moved>[a-z]+)\sfrom\s(?:about\s|around\s|roughly\s|just\s|nearly\s|a\s)?[$€£]?\Z")
_RAISED = re.compile(r"(?i)\brais(?:ed|es|e|ing)\s(?:[a-z]+\s){0,3}[$€£]?\Z")
"""Money that is raised is given, and nothing rose."""

_MAKES_UP = re.compile(
    r"(?i)\b(?:ma[dk]es?\sup|making\sup|account(?:s|ed|ing)?\sfor|compris\w+|constitut\w+|represent\w*)\s"
    r"(?:[a-z]+\s){0,4}\Z"
)
_ALSO = re.compile(
    r"(?:\s(?:at|in|for|among|on|of|from|over)\s[\w\s’'.&-]{1,30}?)?(?:,|;|\sand|,\sand)\s(?:and\s)?"
    r"(?:(?:[A-Z][\w’'.-]+\s){1,3}(?:by\s)?)?(?:nearly\s|about\s|almost\s|by\s|just\s)?\Z"
)
"""What stands between two figures of one movement: 'fell 17 percent at one mill, 5 percent at another'."""

_OTHER_MORE = re.compile(r"(?i)\s(?:with|and|while|but|as|after|plus|for|to|in)\s")
"""Behind a number these begin another phrase, whose 'more' is its own."""

_OFTEN = re.compile(
    r"(?i)\sthat\s(?:day|night|week|weekend|month|year|season)\b|\s(?!(?:as|the|more|less|larger|higher|greater|bigger|faster|that|what|its|their|his|her)\b)|[.,;]"
)
"""'44 times' tells how often, 'five times the number' how much more."""

_BORE = re.compile(r"(?i)\bsuffer(?:ed|s|ing)?\s(?:[a-z]+\s){0,3}\Z")
"""What is suffered or won is counted, and the number of it did not move: 'suffered two broken ribs'."""

_STOOD = re.compile(
    r"(?i)\b(?:averag(?:ed|es|ing)|st(?:ood|ands)\sat|hover(?:ed|s)\s(?:at|around|near))\s(?:[a-z]+\s){0,2}\Z"
)
"""A percentage that something averaged or stood at is a rate: 'a year ago it averaged 6.95%'."""

_TIMES = re.compile(r"(?i)time|fold|twice|doubl|tripl|quadrupl|halv|half")
_WILL = re.compile(r"(?i)(?:\s(?!that\b|which\b|who\b)[\w’'-]+){0,3}?\s(?:will|won['’]t|would)\s")
_CHOSEN = re.compile(
    r"(?i)\b(?:would|will|'d)\s(?:[a-z]+\s)?(?:vote|choose|pick|back|support|win|get|take|receive|lead|beat|defeat|"
    r"prefer|favor|have)\b"
)
"""What a poll's respondents would do is what it has found."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a figure is told as, by which rule; the status of a target, the direction of a change."""

    quantity: Quantity
    kind: ClaimKind
    rule: str
    status: TargetStatus | None = None
    polarity: Polarity = "+"


def tell_kind(text: str, quantities: Sequence[Quantity], index: int, clause: Span, before: Told | None) -> Told:
    """Return what a figure is told as; ``before`` is the figure told before it in its sentence."""
    quantity = quantities[index]
    lead = text[max(clause.start, quantity.start - _NEAR) : quantity.start]
    behind = text[quantity.end : min(clause.end, quantity.end + _BEHIND)]
    status = _target_status(lead, behind)
    if status is not None:
        return Told(quantity, "target", "a figure that is aimed at", status)
    goes_on = before is not None and before.kind == "forecast"
    if _is_ahead(quantity, lead, behind) or (
        goes_on and before is not None and _GOES_ON.fullmatch(text[before.quantity.end : quantity.start])
    ):
        return Told(quantity, "forecast", "a figure said of the future")
    moved = _moved(text, quantity, lead, behind)
    if moved is None and before is not None and before.kind == "change":
        between = text[before.quantity.end : quantity.start]
        moved = before.polarity if quantity.unit == before.quantity.unit and _ALSO.fullmatch(between) else None
    if moved is not None:
        return Told(quantity, "change", "a figure by which something moved", polarity=moved)
    if _is_share(text, quantities, index, clause):
        return Told(quantity, "share", "a part of a whole")
    return Told(quantity, "level", "a figure that counts")


def _target_status(lead: str, behind: str) -> TargetStatus | None:
    """Return the status of the target that a figure is, or None where it is none."""
    found = next((status for status, pattern in _aimed() if pattern.search(lead)), None)
    return "goal" if found is None and _aimed_behind().match(behind) else found


@cache
def _aimed() -> tuple[tuple[TargetStatus, re.Pattern[str]], ...]:
    table = load_lexicon("general")["target"]
    statuses: tuple[TargetStatus, ...] = ("quota", "directive", "pledge", "goal")
    return tuple((status, re.compile(rf"(?i)\b{word_pattern(table[status])}{_GAP}")) for status in statuses)


@cache
def _aimed_behind() -> re.Pattern[str]:
    return re.compile(rf"(?i)[\s-](?:[a-z-]+\s){{0,3}}?{word_pattern(load_lexicon('general')['target']['behind'])}\b")


def _is_ahead(quantity: Quantity, lead: str, behind: str) -> bool:
    """Say whether a figure is said of what is to come."""
    if word_regex("general", "forecast", "past").search(lead) is not None:
        return False
    if quantity.unit == "percent" and _CHOSEN.search(lead) is not None:
        return False
    if quantity.unit != "percent" and _WILL.match(behind) is not None:
        return True
    return _ahead().search(lead) is not None or _ahead_behind().match(behind) is not None


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![a-z]){word_pattern(load_lexicon('general')['forecast']['before'])}{_GAP}")


@cache
def _ahead_behind() -> re.Pattern[str]:
    behind = word_pattern(load_lexicon("general")["forecast"]["behind"])
    return re.compile(rf"(?i)(?:\s[\w’'-]+){{0,3}}?\s{behind}(?![\w-])")


def _moved(text: str, quantity: Quantity, lead: str, behind: str) -> Polarity | None:
    """Return the direction in which a figure says that something moved, or None where it says no such thing."""
    words = text[quantity.start : quantity.end]
    is_verb = quantity.change in {"up", "down"} and re.search(r"(?i)times|twice", words) is None
    if quantity.unit == "time" and _TIMES.search(words) and (is_verb or not _OFTEN.match(behind)):
        return "-" if quantity.change == "down" else "+"
    came = _FROM.search(lead)
    if came is not None and came["moved"].lower() in _directions():
        return "-" if _directions()[came["moved"].lower()] == "down" else "+"
    told = _told_move().search(lead)
    if told is not None and quantity.change is None and not (_BORE.search(lead) and quantity.of is not None):
        return "+" if told["up"] else "-"
    if quantity.change not in {"up", "down"} or _MAKES_UP.search(lead):
        return None
    if _OTHER_MORE.match(behind) and _moves().search(lead) is None:
        return None
    if is_money(quantity.unit) and _RAISED.search(lead) and not lead.endswith("by "):
        return None
    return "-" if quantity.change == "down" else "+"


@cache
def _told_move() -> re.Pattern[str]:
    """Return the pattern of a verb right before a number that says how it moved: 'dipping 1.3 percent'."""
    moves, change = load_lexicon("general")["moves"], load_lexicon("quantities")["change"]
    up, down = (word_pattern([*moves[way], *moves[f"{way}_of"], *change[way]]) for way in ("up", "down"))
    return re.compile(
        rf"(?i)\b(?:(?P<up>{up})|(?P<down>{down}|off))\s(?:by\s|between\s|from\s|another\s|an\s|estimated\s|about\s|around\s|roughly\s|"
        rf"nearly\s|almost\s|some\s|just\s|only\s|as\smuch\sas\s|more\sthan\s|less\sthan\s|at\sleast\s|over\s){{0,3}}[$€£]?\Z"
    )


@cache
def _directions() -> dict[str, str]:
    table = load_lexicon("quantities")["change"]
    return {word: way for way in ("up", "down") for word in table[way]}


def verb_start(text: str, clause: Span, quantity: Quantity) -> int:
    """Return where the word begins that says in which direction a number moved, to show it in the claim."""
    low = max(clause.start, quantity.start - _VERB)
    starts = [found.start() for found in _moves().finditer(text, low, quantity.start)]
    return starts[-1] if starts else quantity.start


@cache
def _moves() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{word_pattern(_directions())}\b")


def _is_share(text: str, quantities: Sequence[Quantity], index: int, clause: Span) -> bool:
    """Say whether a figure is a part of a whole: a percentage that is no rate, 'half of', '14 of the 60'."""
    quantity = quantities[index]
    if is_polled(text, quantities, index):
        return True
    if quantity.unit != "percent":
        return index + 1 < len(quantities) and is_whole(text, quantities, index + 1)
    if _rate_of_all().search(text, max(clause.start, quantity.start - _ALL_RATE), quantity.start):
        return False
    near = text[max(clause.start, quantity.start - _RATE) : quantity.start]
    if _STOOD.search(near) and quantity.of is None:
        return False
    behind = text[quantity.end : min(clause.end, quantity.end + _RATE)]
    return not (_rate_before().search(near) or _rate_behind().match(behind))


@cache
def _rate_of_all() -> re.Pattern[str]:
    return word_regex("general", "rates", "always")


@cache
def _rate_before() -> re.Pattern[str]:
    nouns = word_pattern(load_lexicon("general")["rates"]["nouns"])
    return re.compile(rf"(?i)\b{nouns}\s(?:[\w’'.]+\s){{0,4}}?\Z")


@cache
def _rate_behind() -> re.Pattern[str]:
    nouns = word_pattern(load_lexicon("general")["rates"]["nouns"])
    return re.compile(rf"(?i)[\s-](?:[a-z-]+\s){{0,2}}?{nouns}\b")


def is_whole(text: str, quantities: Sequence[Quantity], index: int) -> bool:
    """Say whether a number is the whole that the one before it is a part of: the 60 of '14 of its 60 members'."""
    if index == 0:
        return False
    quantity, part = quantities[index], quantities[index - 1]
    between = text[part.end : quantity.start]
    if len(between) > _WHOLE or part.ordinal or part.unit == "percentage point" or is_money(part.unit):
        return False
    if _OF_WHOLE.fullmatch(between):
        return part.high is None or quantity.low is None or part.high <= quantity.low or part.unit == "percent"
    small = quantity.of is None and quantity.low in _OUT_OF
    return small and part.unit is None and _IN_ALL.fullmatch(between) is not None
