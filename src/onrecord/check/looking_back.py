"""How far a superlative looks back, and which place it claims: 'the second-most in five years', 'a four-year high'."""

import re
from datetime import date

from onrecord.check.lexicon import fold, lexicon

__all__ = ["ordinal", "place_of", "start_of_span"]

_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "generation": 360, "century": 1200}
_VAGUE = {"decades": 240, "years": 36, "generations": 720, "centuries": 2400}
"""Months of a plural without a number: 'in decades' is two of them at least."""

_IN = re.compile(
    r"\bin (?:(?:more than|over|at least|nearly|almost|about|the (?:past|last)) )?(?P<half>half )?"
    r"(?:(?P<count>\d{1,3}|[a-z]+) )?"
    r"(?P<unit>months?|quarters?|years?|decades?|generations?|century|centuries)\b"
)
_HIGH = re.compile(
    r"\b(?:(?P<count>\d{1,3}|[a-z]+) )?(?P<multi>multi ?)?(?P<unit>month|quarter|year|decade) (?:high|low)\b"
)
_SOME = re.compile(r"\b(?:one of|among) (?:the|its|their)\b")


def start_of_span(words: str, said: date) -> date | None:
    """Return the first day of the month from which a superlative counts; ``None`` where it tells no length."""
    folded = fold(words)
    found = _IN.search(folded) or _HIGH.search(folded)
    if found is None:
        return None
    months = _months(found)
    if months is None:
        return None
    count = said.year * 12 + said.month - 1 - months
    return date(count // 12, count % 12 + 1, 1) if count >= 12 else None


def _months(found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    unit, count = groups["unit"], groups["count"]
    if groups.get("multi") or count == "multi":
        return _VAGUE.get(f"{unit}s")
    singular = "century" if unit == "centuries" else unit.removesuffix("s")
    if count is None:
        return _VAGUE.get(unit)
    number = int(count) if count.isdigit() else lexicon("words")["numbers"].get(count)
    if number is None or (number == 1 and singular in {"month", "quarter"}):
        return None
    months = int(number) * _MONTHS[singular]
    return months // 2 if groups.get("half") else months


def place_of(words: str, before: str = "") -> int | None:
    """Return the place that a superlative claims: 1, or 2 for 'second-highest'; ``None`` for 'one of the highest'.

    ``before`` are the words that stand before the superlative.
    """
    folded = fold(words)
    if _SOME.search(fold(f"{before} {words}")) is not None:
        return None
    ordinals = lexicon("words")["ordinals"]
    return next((int(ordinals[word]) for word in folded.split()[:4] if word in ordinals), 1)


def ordinal(number: int) -> str:
    """Return a number as a place: '2nd', '11th', '21st'."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
