"""How a number is worded: how exact it is said to be, whether it is a change or a level, and whether it is a name."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.model import Change, Comparator
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["Wording", "change_of", "is_no_quantity", "start_with_wording", "wording_of"]


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
    if found is not None and found.lastgroup is not None:
        if found.lastgroup == "nearly":
            return Wording("<", approx=True)
        sign = _SIGNS[int(found.lastgroup[1:])]
        return Wording(sign, approx=sign == "~")
    after = _after().match(text, end, min(len(text), end + 30))
    if after is not None and after.lastgroup is not None:
        sign = _SIGNS[int(after.lastgroup[1:])]
        return Wording(sign, approx=sign == "~")
    return Wording()


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
        rf"(?i)(?<![\w-])(?:{'|'.join(groups)})\s{{1,3}}(?:(?:a|an|the)\s)?(?:total\sof\s)?(?:[$€£]\s?)?\Z"
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
    if found is None:
        return None
    if found["to"]:
        return "to"
    return "up" if found["up"] else "down"


@cache
def _moved() -> re.Pattern[str]:
    up, down = (word_pattern(_lexicon()["change"][name]) for name in ("up", "down"))
    softener = (
        r"(?:about|around|roughly|nearly|almost|some|an?|more\sthan|less\sthan|over|at\sleast|as\smuch\sas|another)"
    )
    return re.compile(
        rf"(?i)\b(?:(?P<up>{up})|(?P<down>{down}))\b"
        rf"(?P<to>(?:\s(?:by\s)?[^\s.;]{{1,12}}){{0,6}}?\sto)?(?(to)|(?:\s(?:by|of))?)(?:\s{softener}){{0,2}}\s[$€£]?\Z"
    )


def is_no_quantity(text: str, start: int, end: int, *, bare: bool) -> bool:
    """Say whether the number at ``text[start:end]`` is part of a name, an age, an address, a score or a list.

    ``bare`` says that it is plain digits with no sign, magnitude or unit.
    """
    before, after = text[max(0, start - 32) : start], text[end : end + 40]
    if re.search(r"[\w][-–’'/]\Z|[A-Za-z]\Z|\b\d{3,4}[-.]\Z", before) and not re.search(r"\d\s?[-–]\Z", before):
        return True
    lead = re.search(r"([A-Za-z][\w’'-]*)\.?\s{1,2}\Z", before)
    word = lead[1].lower() if lead else ""
    if (word in _lexicon()["not"]["before"] and bare and end - start <= 4) or re.search(
        r"(?i)\bage(?:s)? of\s\Z|\bsuper bowl\s\Z", before
    ):
        return True
    if re.match(
        r"\([a-z0-9]\)|[-–]\d{1,4}[-.]\d|(?:st|nd|rd|th)\b|s\b|[\'’]\d|['’]s\b|[-\s]year[-\s]olds?\b"
        r"|\s?years? old\b|[.,]\d",
        after,
    ):
        return True
    if after[:2].strip()[:1].isupper() and _street().match(after):
        return True
    if not bare:
        return False
    if re.search(r"(?:^|\n)[ \t(]*\Z", before) and re.match(r"[.)][ \t]", after):
        return True
    if re.search(r"[A-Z][\w’'-]+,\s\Z", before) and re.match(r",|\s?\Z|\.\s|\sof\s[A-Z]", after) and end - start <= 3:
        return True
    named = (
        lead is not None
        and lead[1][0].isupper()
        and lead.start() > 0
        and re.search(r"[\w,’”\"]\s\Z", before[: lead.start()])
    )
    return bool(named) and lead is not None and not lead[1].isupper() and re.match(r"\s[a-z%]|%|,\d", after) is None


@cache
def _street() -> re.Pattern[str]:
    streets = word_pattern(_lexicon()["not"]["street"])
    return re.compile(rf"\s(?:[NSEW]\.?\s)?(?:[A-Z][\w’'.]*\s){{0,3}}(?i:{streets})\b")
