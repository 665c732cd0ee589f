"""Whether a topic's noun is what a phrase is about: 'deaths in detention' are no detention, 'job openings' no jobs."""

import re
from functools import cache

from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["is_counting", "is_head"]

_BACK = 80
"""Characters before a noun in which the head stands that governs it."""


def is_head(text: str, start: int, end: int) -> bool:
    """Say whether the noun at ``text[start:end]`` is the head of its phrase, or counted by one ('the number of')."""
    if _tail().match(text, end):
        return False
    low = max(0, start - _BACK)
    found = _governed().search(text, low, start)
    return found is None or _counting().fullmatch(found["head"]) is not None


def is_counting(word: str) -> bool:
    """Say whether a word counts what it governs, or ends the phrase before it: 'number', 'people', 'that'."""
    return _counting().fullmatch(word) is not None


@cache
def _tail() -> re.Pattern[str]:
    tails = word_pattern(load_lexicon("claims")["heads"]["tails"])
    return re.compile(rf"(?i)\s{tails}\b")


@cache
def _governed() -> re.Pattern[str]:
    """Return the pattern of a noun and preposition before what they govern; verb, number or comma end the phrase."""
    heads = load_lexicon("claims")["heads"]
    prepositions, stops = word_pattern(heads["prepositions"]), word_pattern(heads["stops"])
    return re.compile(
        rf"(?<![\w’'-])(?P<head>[A-Za-z][a-z’'-]+)\s{prepositions}\s(?:(?!{stops}\b)[A-Za-z][\w.’'&-]*\s){{0,4}}\Z",
    )


@cache
def _counting() -> re.Pattern[str]:
    heads = load_lexicon("claims")["heads"]
    return re.compile(rf"(?i){word_pattern([*heads['counting'], *heads['stops']])}")
