"""Rates told by so many: '12 per 100,000 residents', '310 doctors for every 1,000 people', '8 deaths per million'.

The round number behind 'per' counts nothing; it is what the figure before it is told by, and stays within its unit.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Quantity

__all__ = ["with_denominators"]

_ROUND = frozenset({10.0**power for power in range(2, 10)})
_LINK = r"(?:\s(?!per\b)[\w’'-]+){0,5}?\s(?:per|for\s(?:every|each)|(?:out\s)?of\severy|in\severy)\s"
_PER = re.compile(rf"(?i){_LINK}")
_PER_WORD = re.compile(
    rf"(?i){_LINK}(?P<number>(?:hundred\s)?thousand|hundred|million)\b(?:\s(?P<noun>(?:live\s)?[a-z]{{3,}}s|people))?"
)
_WORDS = {"hundred": "100", "thousand": "1,000", "hundred thousand": "100,000", "million": "1,000,000"}
_NO_RATE = frozenset({"percent", "percentage point", "time", "point", "basis point"})


def with_denominators(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Return the quantities with each round number behind 'per' made part of the unit of the one before it."""
    kept: list[Quantity] = []
    taken = False
    for index, quantity in enumerate(found):
        if taken:
            taken = False
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        unit = None
        if quantity.unit not in _NO_RATE and not quantity.ordinal and " per " not in (quantity.unit or ""):
            unit = _per_number(text, quantity, following)
            taken = unit is not None
            unit = unit or _per_word(text, quantity, following.start if following else len(text))
        kept.append(quantity if unit is None else replace(quantity, unit=f"{quantity.unit or ''} {unit}".strip()))
    return kept


def _per_number(text: str, quantity: Quantity, following: Quantity | None) -> str | None:
    """Return 'per 100,000 residents' where the next number is what a quantity is told by."""
    if following is None or following.low not in _ROUND or following.low != following.high:
        return None
    if _PER.fullmatch(text, quantity.end, following.start) is None:
        return None
    noun = following.of or (f"{following.unit}s" if following.unit else "")
    return f"per {following.low:,.0f} {noun}".strip()


def _per_word(text: str, quantity: Quantity, end: int) -> str | None:
    """Return 'per 1,000,000 people' of 'per million people', which is no number by itself."""
    found = _PER_WORD.match(text, quantity.end, end)
    return f"per {_WORDS[found['number'].lower()]} {found['noun'] or ''}".strip() if found else None
