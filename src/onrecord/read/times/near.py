"""Stretches of text around words of time, by the kind of word, so that each rule runs only where it can match."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from onrecord.read.times.words import time_words

__all__ = ["KINDS", "stretches_by_kind"]

KINDS: dict[str, tuple[int, int]] = {
    "administration": (30, 5),
    "clock": (25, 45),
    "digits": (10, 25),
    "fiscal": (15, 40),
    "half": (20, 40),
    "holiday": (30, 15),
    "lasting": (10, 5),
    "month": (60, 60),
    "ordinal": (10, 20),
    "partofday": (45, 15),
    "point": (35, 45),
    "quarter": (8, 30),
    "reference": (20, 25),
    "repeated": (5, 5),
    "season": (50, 40),
    "today": (25, 30),
    "unit": (75, 60),
    "weekday": (45, 45),
    "weekend": (5, 5),
    "year": (45, 12),
}
"""Kinds of word of time, and the characters before and after one that an expression with it takes at most."""

_TOKEN = re.compile(r"[^\W_]++")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\ds?|[2-9]0s")
_ORDINAL = re.compile(r"[1-3]?\d(?:st|nd|rd|th)")
_FISCAL = re.compile(r"FY\d{2}(?:\d\d)?")
_GLUED_CLOCK = re.compile(r"\d{1,2}[ap]m")
_MARKED = frozenset("/:-.")


def stretches_by_kind(text: str, wanted: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    """Return, for each of ``wanted`` (kinds with blanks between), the stretches around words of any of them.

    They are in order and apart, and end at white space where there is some near.
    """
    tokens: dict[str, list[tuple[int, int]]] = {kind: [] for kind in KINDS}
    for token in _TOKEN.finditer(text):
        for kind in _kinds_of(token.group(), text, token.start(), token.end()):
            tokens[kind].append(token.span())
    found = {}
    for near in wanted:
        kinds = near.split()
        spans = sorted(span for kind in kinds for span in tokens[kind]) if len(kinds) > 1 else tokens[near]
        before, after = (max(KINDS[kind][side] for kind in kinds) for side in (0, 1))
        found[near] = _widened(text, spans, before, after)
    return found


def _widened(text: str, spans: Sequence[tuple[int, int]], before: int, after: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, last in spans:
        start, end = max(0, first - before), min(len(text), last + after)
        while start and not text[start].isspace() and first - start < 2 * before:
            start -= 1
        while end < len(text) and not text[end].isspace() and end - last < 2 * after:
            end += 1
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _kinds_of(word: str, text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the kinds of word that a token is: by the lexicon, or by its digits and the marks around it."""
    if not word[0].isdigit():
        kinds = _lexicon().get(word.lower(), ())
        if not kinds and _FISCAL.fullmatch(word):
            return ("fiscal",)
        return kinds if word not in {"m", "M"} or text[max(0, start - 1) : start] == "." else ()
    mark = text[end : end + 1]
    if _YEAR.fullmatch(word):
        return ("year", "digits") if mark == "-" else ("year",)
    if len(word) <= 2 and mark in _MARKED:
        return ("digits", "clock") if mark in "/:" else ()
    if _GLUED_CLOCK.fullmatch(word.lower()):
        return ("clock",)
    if _ORDINAL.fullmatch(word):
        return ("ordinal",)
    return ("quarter",) if word.lower() in {"1q", "2q", "3q", "4q"} else ()


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    """Return the kinds of each word of time, in lower case; of several words the last one counts."""
    words = time_words()
    lists: dict[str, list[str]] = {
        "month": [*words["months"], *words["short_months"]],
        "weekday": [*words["weekdays"], *words["short_weekdays"], *(f"{name}s" for name in words["weekdays"])],
        "unit": [*words["units"], *words["plural_units"]],
        "season": [*words["seasons"]],
        "partofday": [*words["parts_of_day"]],
        "holiday": [*words["holidays"]],
        "repeated": [*words["repeated"]],
        "lasting": [*words["lasting"]],
        "today": words["words"]["days"],
        "reference": [*words["words"]["present"], *words["words"]["past"], *words["words"]["future"]],
        **words["near"],
    }
    kinds: dict[str, list[str]] = {}
    for kind, names in lists.items():
        for name in names:
            key = re.split(r"[\W_]", name)[-1]
            if kind not in kinds.setdefault(key, []):
                kinds[key].append(kind)
    return {word: tuple(names) for word, names in kinds.items()}
