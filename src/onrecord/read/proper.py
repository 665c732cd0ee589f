"""Number words that are part of a proper name by their capital: 'Three Mile Island', 'the Five Eyes'."""

import re

from onrecord.read.counted import is_plural

__all__ = ["is_proper"]

_NEAR = 80
"""Characters to either side in which a line shows whether it is a title, where every word has a capital."""

_RUN = re.compile(r"[\s-](?P<run>[A-Z][\w’']*(?:\s[A-Z][\w’']*){0,3})(?P<rest>(?:\s[a-z]+){0,3})")
_OPENS = re.compile(r"(?:\A|\n|[.!?:;…][\"”’)]{0,2}\s{1,3}|[—–]\s?|[\"“‘(])[ \t]*\Z")
_SMALL = re.compile(r"(?<![\w’'-])[a-z]{4,}(?![\w’'])")
_NTH = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_WORDED = re.compile(r"(?!A\b|An\b|One\b)[A-Z][a-z]+(?:[\s-][A-Za-z]+)*")
_PEOPLE = re.compile(r"[A-Z]\w+(?:ans?|ese|ish|ists?|ats?)")


def is_proper(text: str, start: int, end: int) -> bool:
    """Say whether the number at ``text[start:end]`` begins a name: it has a capital for no other reason.

    At the start of a sentence it counts where a plural follows ('Three Border Patrol agents', 'Six Republicans').
    """
    word = text[start:end]
    nth = _NTH.fullmatch(word) is not None
    if not nth and _WORDED.fullmatch(word) is None:
        return False
    found = _RUN.match(text, end, end + _NEAR)
    if found is None or (nth and _PEOPLE.fullmatch(found["run"].split()[0])) or _is_title(text, start, end):
        return False
    if nth or _OPENS.search(text, max(0, start - 6), start) is None:
        return True
    behind = [found["run"].split()[-1], *found["rest"].split()]
    return not any(is_plural(item) or item == "of" for item in behind)


def _is_title(text: str, start: int, end: int) -> bool:
    """Say whether the line around a number writes every long word with a capital."""
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    high = len(text) if high < 0 else high
    return _SMALL.search(text, max(low, start - _NEAR), min(high, end + _NEAR)) is None
