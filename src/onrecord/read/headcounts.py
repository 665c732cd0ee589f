"""How many people a noun phrase states: 'two', 'at least a dozen', 'several'; shares and crowds state no number."""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.read.lexicon import load_lexicon
from onrecord.read.noun_lists import words

__all__ = ["is_figure", "is_share", "stated_count"]

_FIGURE = re.compile(r"\d[\d,.]*\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_SHARE = re.compile(r"\d[\d,.]*%\Z")
_LARGE = frozenset(["hundred", "thousand", "million", "billion", "dozen"])
_BEFORE_A_NUMBER = frozenset(
    ["the", "his", "her", "their", "its", "these", "those", "my", "our", "all", "other", "of", "only"]
)


@cache
def _table(key: str) -> dict[str, str]:
    return dict(load_lexicon("noun_heads")["amounts"][key])


def is_figure(word: str) -> bool:
    """Say whether a word in small letters is a number of people."""
    return word in _table("numbers") or (_FIGURE.match(word) is not None and _YEAR.match(word) is None)


def is_share(word: str) -> bool:
    """Say whether a word gives a share or a crowd: '40%', 'percent', 'quarter', 'array'."""
    return _SHARE.match(word) is not None or word.rpartition("-")[2] in words("amounts", "uncounted")


def stated_count(phrase: Sequence[str], *, of: bool = False) -> str | None:
    """Return the number that the words before a noun state, in small letters, or None; 'at least' stays with it.

    ``of`` says that an 'of' follows, so that 'third' is a part and not a place in a row.
    """
    rest = list(phrase)
    lead = next(
        (lead for lead in _leads() if tuple(rest[: len(lead)]) == lead and is_figure(" ".join(rest[len(lead) :][:1]))),
        (),
    )
    rest = rest[len(lead) :]
    while len(rest) > 1 and rest[0] in _BEFORE_A_NUMBER and (rest[0] != "all" or is_figure(rest[1])):
        rest = rest[1:]
    if any(_SHARE.match(word) or word == "percent" or (of and is_share(word)) for word in rest):
        return None
    found = _stated(rest)
    approximate = " ".join(lead)
    return f"{approximate} {found}" if lead and approximate != "some" and found and found[0].isdigit() else found


@cache
def _leads() -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(lead.split()) for lead in words("front", "approximate")), key=lambda lead: -len(lead)))


def _stated(rest: Sequence[str]) -> str | None:
    for length in (3, 2, 1):
        first = " ".join(rest[:length])
        if len(rest) >= length and first in _table("open"):
            return _table("open")[first]
        if len(rest) >= length and first in _table("numbers"):
            return _joined(_table("numbers")[first], rest[length:])
    if rest and is_figure(rest[0]):
        return _joined(rest[0].strip(".,"), rest[1:])
    if {"number", "numbers"} & set(rest):
        return "several"
    return "a handful" if "handful" in rest else None


def _joined(first: str, rest: Sequence[str]) -> str:
    """Return a number with a second one after 'or' or 'to', or a magnitude: '2 or 3', '13 million'."""
    if len(rest) > 1 and rest[0] in {"or", "to"} and is_figure(rest[1]):
        return f"{first} {rest[0]} {_table('numbers').get(rest[1], rest[1])}"
    return f"{first} {rest[0]}" if rest and rest[0] in _LARGE else first
