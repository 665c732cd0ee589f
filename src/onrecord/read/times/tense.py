"""Whether the words around a time expression look ahead: the verb nearest to it in its sentence decides.

A report's weekdays and dates lie in the past unless the words around them look ahead (Strötgen and Gertz 2010,
HeidelTime).
"""

import re
from functools import cache

from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["looks_ahead"]

_NEAR = 90
"""Characters on each side in which a word may say that a time lies ahead: a clause or two."""

_CLAUSE = re.compile(r"[“\"]|\b(?:that|who|which|when|while|because|after|before)\b")
"""Where the clause of the expression ends on its right."""

_STOP = re.compile(r"[.!?]\s+(?=[A-Z“\"])|\n\s*\n")
_DEADLINE = re.compile(r"(?i)\b(?:by|until|till)\s(?:at\sleast\s)?(?:(?:the\s)?[a-z]{3,9}\s(?:of\s)?)?\Z")


@cache
def _tense() -> re.Pattern[str]:
    tense = load_lexicon("times")["tense"]
    ahead, past = word_pattern(tense["future"]), word_pattern(tense["past"])
    planned, infinitive = word_pattern(tense["planned"]), r"\sto\s[a-z]{2,15}"
    filling = r"(?:(?:\s[a-z]{2,12}){0,3}?\s[a-z]{2,12}(?:ed|en)\b)?"
    return re.compile(
        rf"\b(?:(?P<ahead>{ahead}{filling}|{planned}{infinitive})|(?<!\bto\s){past}|[a-z]{{2,12}}ed)\b|['’](?P<will>ll)\b"
    )


def looks_ahead(text: str, start: int, end: int) -> bool:
    """Say whether the verb nearest to ``text[start:end]`` in its sentence looks to the future."""
    low, high = max(0, start - _NEAR), min(len(text), end + _NEAR)
    for stop in _STOP.finditer(text, low, start):
        low = stop.end()
    stop_after = _STOP.search(text, end, high)
    high = stop_after.start() if stop_after else high
    clause = _CLAUSE.search(text, end, high)
    high = clause.start() if clause else high
    before = None
    for found in _tense().finditer(text, low, start):
        before = found
    after = _tense().search(text, end, high)
    if _DEADLINE.search(text, max(low, start - 24), start):
        nearest = before or after
        return nearest is None or nearest.lastgroup in {"ahead", "will"}
    if before is None:
        nearest = after
    elif after is None or start - before.end() <= 2 * (after.start() - end) + 6:
        nearest = before
    else:
        nearest = after
    return nearest is not None and nearest.lastgroup in {"ahead", "will"}
