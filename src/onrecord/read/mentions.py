"""Agencies, places and industries that a stretch of text names, in the words of the text."""

import re
from functools import cache

from onrecord.model import Span
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["agencies_in", "has_word", "industries_in", "places_in", "word_regex"]


@cache
def word_regex(lexicon: str, *path: str, case: bool = False) -> re.Pattern[str]:
    """Return the pattern of the list (or all lists) at ``path`` of a lexicon; words stand alone."""
    node: object = load_lexicon(lexicon)
    for key in path:
        node = node[key]  # type: ignore[index]  # a lexicon is a tree of tables
    words = node if isinstance(node, list) else [word for part in node.values() for word in part]  # type: ignore[attr-defined]
    flags = re.NOFLAG if case else re.IGNORECASE
    return re.compile(rf"(?<![\w-]){word_pattern(words)}(?![\w-])", flags)


def has_word(text: str, lexicon: str, *path: str) -> bool:
    """Say whether ``text`` has a word of the list at ``path`` of a lexicon."""
    return word_regex(lexicon, *path).search(text) is not None


def agencies_in(text: str, span: Span) -> tuple[str, ...]:
    """Return the agencies named in ``span`` as it names them, each once, in order."""
    names: dict[str, str] = {}
    for found in word_regex("agencies", "agencies", case=True).finditer(text, span.start, span.end):
        names.setdefault(_agency_keys()[re.sub(r"\s+", " ", found.group()).lower()], found.group())
    return tuple(names.values())


@cache
def _agency_keys() -> dict[str, str]:
    return {name.lower(): key for key, names in load_lexicon("agencies")["agencies"].items() for name in names}


def places_in(text: str, span: Span) -> tuple[str, ...]:
    """Return the areas named in ``span``, each once, in order."""
    found = [match.group() for match in _places().finditer(text, span.start, span.end)]
    return tuple(dict.fromkeys(re.sub(r"\Athe\s", "", name) for name in found))


@cache
def _places() -> re.Pattern[str]:
    """Return the pattern of areas; a place in a longer name ('Dallas Morning News', 'University of Texas') is none."""
    places = word_pattern(name for names in load_lexicon("places").values() for name in names)
    bodies = word_pattern(load_lexicon("namesakes")["bodies"])
    before = "".join(rf"(?<!\b{re.escape(words)}\s)" for words in load_lexicon("namesakes")["before"])
    return re.compile(rf"(?<![\w-]){before}{places}(?![\w])(?!\s(?:[A-Z][\w.&’'-]*\s){{0,2}}{bodies}(?!\w))")


def industries_in(text: str, span: Span) -> tuple[re.Match[str], ...]:
    """Return the matches of industries named in ``span``, each industry once."""
    found: dict[str, re.Match[str]] = {}
    for match in word_regex("claims", "industries").finditer(text, span.start, span.end):
        found.setdefault(match.group().lower(), match)
    return tuple(found.values())
