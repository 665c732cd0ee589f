"""How a number says that something moved: 'rose by 3,000', 'added 185,000 jobs', 'four times those of May'."""

import re
from functools import cache

from onrecord.model import Change, Quantity, Span
from onrecord.read.beside import figure_words, soft_words
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.wording import start_with_wording

__all__ = ["is_capped", "is_grown", "is_made", "is_to_do", "moved_by", "verb_start"]

_VERB = 24
"""Characters before a number in which the verb that says how the number of jobs moved stands."""
_JOBS = 1_000
"""Jobs that are a claim about a whole work force, from this number on."""
_THING = 110
"""Characters before a number in which 'job growth' stands, with the month that it is told of between."""
_MAKES_UP = re.compile(
    r"(?i)\b(?:ma[dk]es?\sup|making\sup|account(?:s|ed)?\sfor|compris\w+|constitut\w+|represent\w*)\s(?:[a-z]+\s){0,4}\Z"
)
"""'Made up 19%' is a share, and nothing rose."""


def moved_by(text: str, quantity: Quantity, clause: Span, topic: str) -> Change | None:
    """Return how the number says that something moved; jobs 'created' or 'cut' are a change of how many there are."""
    if quantity.unit == "percent" and _MAKES_UP.search(text, max(clause.start, quantity.start - 50), quantity.start):
        return None
    if quantity.unit == "time" and quantity.change is None and _multiple().match(text, quantity.end):
        return "up"
    grown = is_grown(text, quantity, clause) if topic == "employment" else None
    if grown is not None:
        return grown
    if quantity.change is not None or topic != "employment" or quantity.unit in {"percent", "time"}:
        return quantity.change
    return is_made(text, quantity, clause)


@cache
def _multiple() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?:\stimes)?\s{figure_words('multiple')}\b")


def is_grown(text: str, quantity: Quantity, clause: Span) -> Change | None:
    """Return how jobs moved where that is told as a thing: 'job growth in March, at 185,000'."""
    if quantity.unit in {"percent", "time"}:
        return None
    found = _grown().search(text, max(clause.start, quantity.start - _THING), quantity.start)
    if found is None:
        return None
    return "up" if found["up"] else "down"


@cache
def _grown() -> re.Pattern[str]:
    up, down = figure_words("grown"), figure_words("shrunk")
    return re.compile(
        rf"(?i)\b(?:job|payroll|employment|jobs)\s(?:(?P<up>{up})|(?P<down>{down}))\b(?:(?!,\d{{3}})[^.;:]){{0,60}}?"
        r"(?:,\sat|\b(?:of|was|were|at|totaled|totalled|averaged|averaging|reached|hit|to))\s(?:[a-z]+\s){0,3}\Z"
    )


def is_made(text: str, quantity: Quantity, clause: Span) -> Change | None:
    """Return how jobs moved where the verb before the number says so: 'added a mere 116,000', 'but shed 156,000'."""
    low = max(clause.start, start_with_wording(text, quantity.start) - _VERB)
    found = _made().search(text[low : quantity.start])
    if found is None or (quantity.low or quantity.high or 0) < _JOBS:
        return None
    return "up" if found["gained"] else "down"


@cache
def _made() -> re.Pattern[str]:
    trend = load_lexicon("claims")["trend"]
    gained, lost = word_pattern(trend["gained"]), word_pattern(trend["lost"])
    return re.compile(rf"(?i)\b(?:(?P<gained>{gained}|gain\sof)|{lost}|loss\sof)\s{soft_words()}{{0,4}}\Z")


def is_to_do(text: str, quantity: Quantity, clause: Span) -> bool:
    """Say whether jobs are only planned to be cut or made: 'plans to cut 30,000 jobs'."""
    return _to_do().search(text, clause.start, quantity.start) is not None


@cache
def _to_do() -> re.Pattern[str]:
    return re.compile(rf"(?i)\bto\s(?:[a-z]+ly\s)?{figure_words('to_do')}\s(?:[a-z]+\s){{0,4}}\Z")


def is_capped(text: str, quantity: Quantity, clause: Span) -> bool:
    """Say whether a target is not to be exceeded: 'bring the rate down to 4 percent'."""
    return _capped().search(text, clause.start, quantity.start) is not None


@cache
def _capped() -> re.Pattern[str]:
    lowered, beneath = figure_words("lowered"), figure_words("beneath")
    return re.compile(rf"(?i)\b{lowered}\b[^.;:]{{0,70}}?\b{beneath}\s{soft_words()}{{0,3}}\Z")


def verb_start(text: str, clause: Span, anchor: Span) -> int:
    """Return where the word begins that says in which direction a number moved, to show it in the claim."""
    low = max(clause.start, anchor.start - 60)
    trend = load_lexicon("claims")["trend"]
    words = word_pattern([word for name in ("up", "down", "gained", "lost") for word in trend[name]])
    found = list(re.finditer(rf"(?i)\b{words}\b", text[low : anchor.start]))
    return low + found[-1].start() if found else anchor.start
