"""Look-ups in the lexicon of time words, and the words before a match."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from onrecord.read.lexicon import load_lexicon

__all__ = [
    "direction_of",
    "month_number",
    "text_before",
    "time_words",
    "unit_code",
    "weekday_number",
    "word_before",
]


@cache
def time_words() -> Mapping[str, Any]:
    """Return the lexicon of time words."""
    return load_lexicon("times")


def month_number(name: str) -> int:
    """Return the number of a month from its name or short form."""
    key = name.lower().rstrip(".")
    return int(time_words()["months"].get(key) or time_words()["short_months"][key])


def weekday_number(name: str) -> int:
    """Return the number of a weekday (Monday is 1) from its name, short form or plural."""
    key = name.lower().rstrip(".").removesuffix("s") if name.lower().endswith("days") else name.lower().rstrip(".")
    return int(time_words()["weekdays"].get(key) or time_words()["short_weekdays"][key])


def unit_code(name: str) -> str:
    """Return the TIMEX3 code of a unit of time."""
    key = name.lower()
    return str(time_words()["units"].get(key) or time_words()["plural_units"][key])


def direction_of(word: str) -> str:
    """Return 'last', 'next' or 'this' for a word of those lists."""
    key = re.sub(r"\s+", " ", word.lower())
    return next((name for name in ("last", "next", "this") if key in time_words()["words"][name]), "")


def text_before(match: re.Match[str], width: int) -> str:
    """Return up to ``width`` characters before a match."""
    return match.string[max(0, match.start() - width) : match.start()]


def word_before(match: re.Match[str]) -> str:
    """Return the word before a match in lower case, or nothing."""
    found = re.search(r"([^\W\d_]+)\.?[\s-]{1,3}\Z", text_before(match, 20))
    return found[1].lower() if found else ""
