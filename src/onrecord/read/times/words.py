"""The lexicon of time words: look-ups, numbers, and the words around a match."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from onrecord.read.lexicon import load_lexicon

__all__ = [
    "direction_of",
    "duration_of",
    "group",
    "is_told",
    "month_number",
    "number_of",
    "ordinal_of",
    "text_before",
    "time_words",
    "unit_code",
    "weekday_number",
    "word_before",
]

_TOLD = frozenset({"previous", "preceding", "prior", "following", "subsequent", "same", "that"})
_EIGHTHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75}
_HALVES = {"TH": "PT30M", "TM": "PT30S", "D": "PT12H", "Y": "P6M", "DE": "P5Y", "CE": "P50Y"}
"""Half a unit in whole ones of the next."""


@cache
def time_words() -> Mapping[str, Any]:
    """Return the lexicon of time words."""
    return load_lexicon("times")


def group(match: re.Match[str], name: str) -> str:
    """Return a named group of a match in lower case with single blanks; nothing where it has no such group."""
    return re.sub(r"\s+", " ", (match.groupdict().get(name) or "").lower())


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
    """Return 'last', 'next' or 'this' for a word of those lists, else nothing."""
    return next((name for name in ("last", "next", "this") if word in time_words()["words"][name]), "")


def is_told(which: str) -> bool:
    """Say whether a word such as 'following' counts from the time last named, not from publication."""
    return not _TOLD.isdisjoint(which.split()[-1:])


def ordinal_of(word: str) -> int:
    """Return the number of an ordinal in words or digits, 0 where it is none."""
    key = word.lower()
    digits = re.match(r"\d+", key)
    return int(digits[0]) if digits else int(time_words()["ordinals"].get(key, 0))


def number_of(words: str) -> str:
    """Return the number that ``words`` write, as TIMEX3 digits; ``half``, or ``X`` where they are vague."""
    words = re.sub(r"[\s-]+", " ", words.strip().lower())
    half = 0.5 if re.search(r"\band a half$", words) else 0.0
    words = re.sub(r" and a half$", "", words)
    if words in {"half", "half a", "half an", "half the"}:
        return "half"
    fraction = re.fullmatch(r"(\d+) ?(½|¼|¾|1/2|1/4|3/4)", words)
    if fraction:
        value = int(fraction[1]) + _EIGHTHS[fraction[2]]
    elif re.fullmatch(r"\d[\d,]*(?:\.\d+)?", words):
        value = float(words.replace(",", ""))
    elif words in {"a", "an", "the", "the whole", "an entire", "a full", "a whole", "the entire", "another"}:
        value = 1.0
    else:
        parts = [time_words()["numbers"].get(word) for word in words.split()]
        if not parts or None in parts:
            return "X"
        value = 0.0
        for part in parts:
            value = value * part if part in {100, 1000} and value else value + float(part)
    return f"{value + half:.12g}"


def duration_of(number: str, unit: str) -> str:
    """Return the TIMEX3 duration of ``number`` units of this code: ``P3W``, ``PT2H``, ``PXY``; ``PT30M`` for 'half'."""
    if number == "half":
        return _HALVES.get(unit, f"P0.5{unit}")
    return f"PT{number}{unit[1]}" if unit in {"TS", "TM", "TH"} else f"P{number}{unit}"


def text_before(match: re.Match[str], width: int) -> str:
    """Return up to ``width`` characters before a match."""
    return match.string[max(0, match.start() - width) : match.start()]


def word_before(match: re.Match[str]) -> str:
    """Return the word before a match in lower case, or nothing."""
    found = re.search(r"([^\W\d_]+)\.?[\s-]{1,3}\Z", text_before(match, 20))
    return found[1].lower() if found else ""
