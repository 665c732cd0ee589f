"""How a number is worded: how exact it is said to be, whether it is a change or a level, in which direction."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.model import Change, Comparator
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["Wording", "change_after", "change_between", "change_of", "start_with_wording", "wording_of"]


@dataclass(frozen=True, slots=True)
class Wording:
    """How exact a number is: 'nearly' is ``approx`` with ``<``, 'about' is ``approx`` with ``~``."""

    comparator: Comparator = "="
    approx: bool = False


@cache
def _lexicon() -> dict[str, Any]:
    return dict(load_lexicon("quantities"))


_SIGNS: tuple[Comparator, ...] = (">=", ">", "<=", "<", "~")


def wording_of(text: str, start: int, end: int) -> Wording:
    """Return how exact the number at ``text[start:end]`` is said to be."""
    found = _before().search(text[max(0, start - 40) : start])
    after = _after().match(text, end, min(len(text), end + 30))
    told = _sign_of(after)
    if found is not None and found.lastgroup is not None:
        if found.lastgroup == "nearly":
            return Wording("<", approx=True)
        sign = _sign_of(found) or "="
        return Wording(told, approx=True) if sign == "~" and told in {">=", "<="} else Wording(sign, approx=sign == "~")
    return Wording(told, approx=told == "~") if told is not None else Wording()


def _sign_of(found: re.Match[str] | None) -> Comparator | None:
    return _SIGNS[int(found.lastgroup[1:])] if found is not None and found.lastgroup is not None else None


def start_with_wording(text: str, start: int) -> int:
    """Return where the words before a number begin that tell how it is meant ('fewer than'), else ``start``."""
    window = max(0, start - 40)
    found = _before().search(text[window:start])
    return window + found.start() if found else start


@cache
def _before() -> re.Pattern[str]:
    groups = [f"(?P<g{index}>{word_pattern(_lexicon()['comparators'][sign])})" for index, sign in enumerate(_SIGNS)]
    groups.append(f"(?P<nearly>{word_pattern(_lexicon()['comparators']['nearly'])})")
    return re.compile(
        rf"(?i)(?:(?<![\w-])|(?=[<>≤≥~≈]))(?:{'|'.join(groups)})(?:\s{{1,3}}|(?<=[<>=≤≥~≈]))(?:(?:a|an|the)\s)?(?:total\sof\s)?(?:[$€£]\s?)?\Z"
    )


@cache
def _after() -> re.Pattern[str]:
    groups = [
        f"(?P<g{index}>{word_pattern(_lexicon()['after'][sign])})"
        for index, sign in enumerate(_SIGNS)
        if sign in _lexicon()["after"]
    ]
    return re.compile(rf"(?i)\s?(?:{'|'.join(groups)})(?!\w)")


def change_of(text: str, start: int, at: int) -> Change | None:
    """Return whether the number at ``at`` is a change ('rose by 12%') or what was arrived at ('to 3,000')."""
    found = _moved().search(text[max(start, at - 70) : at])
    if found is None or _particle().search(text, max(start, at - 30), at):
        return None
    if found["to"]:
        return "to"
    return "up" if found["up"] else "down"


@cache
def _particle() -> re.Pattern[str]:
    """Return the pattern of an 'up' or 'down' that is part of another verb."""
    return re.compile(
        rf"(?i)\b{word_pattern(_lexicon()['change_not']['verbs'])}\s(?:up|down)\s(?:[a-z]+\s){{0,2}}[$€£]?\Z"
    )


@cache
def _moved() -> re.Pattern[str]:
    up, down = (word_pattern(_lexicon()["change"][name]) for name in ("up", "down"))
    softener = (
        r"(?:about|around|roughly|nearly|almost|some|an?|more\sthan|less\sthan|over|at\sleast|as\smuch\sas|another)"
    )
    word = r"(?:[^\s;]{0,13}[^\s;.])"
    return re.compile(
        rf"(?i)\b(?:(?P<up>{up})|(?P<down>{down}))\b"
        rf"(?:(?P<to>(?:\s{word}){{0,6}}?\sto)|(?P<by>(?:\s[a-z]{{3,14}}){{1,3}}?\sby)|\s(?:by|of))?(?:\s{softener}){{0,2}}\s[$€£]?\Z"
    )


def change_after(text: str, at: int, end: int, *, of_unit: bool) -> Change | None:
    """Return the direction told behind a number that ends at ``at``: 'a 5% increase', '12 percent lower', '300 more'.

    ``of_unit`` says that the number has a unit, without which only 'more than' and the like tell a change.
    """
    found = _moved_after().match(text, at, min(end, at + 60)) if of_unit else None
    if found is None:
        return None
    return "up" if found["up"] else "down"


@cache
def _moved_after() -> re.Pattern[str]:
    up, down = (word_pattern(_lexicon()["change_after"][name]) for name in ("up", "down"))
    return re.compile(
        rf"(?i)[\s-](?:(?!of\b|in\b|to\b|and\b)[a-z-]{{3,14}}\s){{0,2}}?(?:(?P<up>{up})|(?P<down>{down}))\b"
    )


_MORE = re.compile(r"(?i)\s(?:(?P<down>fewer|less)|(?P<up>more|additional|extra))(?=\s)")
_OTHER_THAN = re.compile(
    r"(?i)[^.;:]{0,60}?\bthan\s(?!in\b|at\b|on\b|during\b|last\b|an?\s(?:year|month|week|decade)\b|(?:it|they|he|she|we)\s(?:did|had|was|were|made)\b|"
    r"(?:the\s)?(?:previous|prior|preceding|same|year|month|week|quarter)\b|(?:two|three|four|five|ten)\s|before\b|a\syear\b|usual\b)"
)
"""What follows 'than' where two things are set side by side and nothing moved: 'than men', 'than planned'."""

_THAN = re.compile(r"(?i)[^.;:,]{0,50}?\sthan\s")


def change_between(text: str, at: int, end: int) -> Change | None:
    """Return the direction of '40,000 fewer people' and '300 more arrests than in May', behind a number at ``at``.

    'More' by itself only adds ('three more people'); 'fewer' is always fewer than before, unless it is told than what.
    """
    found = _MORE.match(text, at, end)
    if found is None or _OTHER_THAN.match(text, found.end(), end) is not None:
        return None
    if found["down"]:
        return "down"
    return "up" if _THAN.match(text, found.end(), end) is not None else None
