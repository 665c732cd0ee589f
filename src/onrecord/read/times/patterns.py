"""The parts that patterns of time expressions are written with, and how a pattern is compiled.

In a pattern a blank stands for white space of one to three characters and ``<NAME>`` for a part below, or for any
word of the list ``[words] NAME`` of the lexicon in either case.  Every part is bounded in length.
"""

import re
from collections.abc import Callable
from functools import cache

from onrecord.read.lexicon import word_pattern
from onrecord.read.times.days import unanchored
from onrecord.read.times.frame import Frame, Meaning
from onrecord.read.times.words import time_words

__all__ = ["RELATIVE_YEAR", "YEAR", "Reader", "Rule", "compile_pattern", "led_by", "refers"]

Reader = Callable[[re.Match[str], Frame], Meaning | None]
"""Takes a match, whose named groups are the parts of the expression; None where the words are no time after all."""

Rule = tuple[str, str, Reader]
"""The kinds of word that it is tried near (names of ``near.KINDS``, blanks between), its pattern, its reader."""

YEAR = r"(?P<year><YEAR>)"
RELATIVE_YEAR = r"(?P<relyear>(?i:last|next|this|that|the current|the same|the previous|the following|the next)) year"


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Return the pattern with its parts filled in; a match stands between word boundaries."""
    spaced = pattern.replace(" ", r"\s{1,3}")
    filled = re.sub(r"(?<!\?P)<([A-Za-z_]+)>", lambda found: _parts()[found[1]], spaced)
    return re.compile(rf"(?<![\w$€£#])(?<!\w['’])(?:{filled})(?!\w)")


def led_by(words: str) -> str:
    """Return a pattern that is true after any of these words and a blank."""
    behind = "|".join(rf"(?<={word}\s)|(?<={word.capitalize()}\s)" for word in words.split())
    return f"(?:{behind})"


def refers(value: str) -> Reader:
    """Return a reader for words that only say past, present or future."""

    def read_reference(_: re.Match[str], __: Frame) -> Meaning | None:
        return "DATE", unanchored(value)

    return read_reference


def _any_case(name: str) -> str:
    return f"(?i:{word_pattern(time_words()[name])})"


def _capitalised(name: str) -> str:
    names = list(time_words()[name])
    return word_pattern([name.title() for name in names] + [name.upper() for name in names])


@cache
def _parts() -> dict[str, str]:
    words = time_words()["words"]
    number = word_pattern(time_words()["numbers"])
    listed = {name: f"(?i:{word_pattern(words[name])})" for name in words}
    digits = r"(?:\d{1,3}(?:,\d{3}){0,3}|\d{4})(?:\.\d{1,3}|\s?[½¼¾]|\s[13]/[24])?"
    holidays = [name.title().replace("'S", "'s").replace("Of", "of") for name in time_words()["holidays"]]
    return {
        **listed,
        "MONTH": rf"(?:{_capitalised('months')}\b|{_capitalised('short_months')}\b\.?)",
        "FULLMONTH": rf"(?:{_capitalised('months')})",
        "WEEKDAY": rf"(?:{_capitalised('weekdays')}\b|{_capitalised('short_weekdays')}\b(?:\.|(?=,)))",
        "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?![:.]\d|%)",
        "YEAR": r"(?:1[5-9]|20)\d\d(?!\d|[.,]\d)",
        "UNIT": rf"{_any_case('units')}\b",
        "PLURAL": rf"{_any_case('plural_units')}\b",
        "UNITS": rf"(?:{_any_case('plural_units')}|{_any_case('units')})\b",
        "SEASON": _any_case("seasons"),
        "PARTOFDAY": _any_case("parts_of_day"),
        "NUM": rf"(?:{digits}|(?i:{number}(?:[\s-]{{1,3}}(?:and\s)?{number}){{0,3}}))",
        "ORDINAL": rf"(?i:{word_pattern(time_words()['ordinals'])})",
        "PART": rf"(?:(?i:the\s{{1,3}})?{listed['early']}(?:\s{{1,3}}|-))",
        "REPEATED": _any_case("repeated"),
        "LASTING": _any_case("lasting"),
        "ZONE": (
            r"(?:\s?(?:UTC|GMT|E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T|BST|CEST|CET|EEST|IST|JST)\b|\s(?:Eastern|Central|Mountain|Pacific)(?:\s[Tt]ime)?\b|\s?\(GMT\s?[+-]\d{1,2}\))"
        ),
        "HOLIDAY": word_pattern(holidays),
    }
