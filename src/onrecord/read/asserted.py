"""Whether a stretch of a sentence is asserted: not asked, not on condition, not what a rule would allow."""

import re
from functools import cache

from onrecord.model import Span
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.mentions import word_regex

__all__ = ["is_asked", "is_asserted", "is_open", "part_before"]

_ASKED = re.compile(r"[^.!?\"”]*+(?:\.(?=\w)[^.!?\"”]*+)*+\?")
_PART = re.compile(r"[,;:—–“\"(]")
_REACH = 160
"""Characters before a claim in which its part of the sentence begins: few clauses are longer."""

_AFTER = 300
"""Characters behind a claim in which its question mark stands."""


def part_before(text: str, sentence: Span, at: int) -> str:
    """Return the words before ``at`` back to the last comma, colon, dash or opening mark of its sentence."""
    before = text[max(sentence.start, at - _REACH) : at]
    cuts = list(_PART.finditer(before))
    cut = next((found.end() for found in reversed(cuts) if not _is_thousands(before, found)), 0)
    return before[cut:]


def _is_thousands(before: str, found: re.Match[str]) -> bool:
    """Say whether a comma stands inside a number."""
    return found.group() == "," and before[found.end() : found.end() + 1].isdigit()


def is_asked(text: str, sentence: Span, anchor: Span) -> bool:
    """Say whether the words at ``anchor`` are asked: a question mark ends what they stand in."""
    return _ASKED.match(text, anchor.end, min(sentence.end, anchor.end + _AFTER)) is not None


def is_open(text: str, sentence: Span, anchor: Span) -> bool:
    """Say whether the words at ``anchor`` stand on condition, or are told as a question: 'asked whether'.

    So does what is turned round with no question mark: 'by no stretch has the agency arrested a million'.
    """
    before = part_before(text, sentence, anchor.start)
    if word_regex("general", "condition").search(before) is not None or _INVERTED.match(before):
        return True
    return _SUPPOSED.match(text, sentence.start, sentence.end) is not None


_INVERTED = re.compile(
    r"\s?(?:[Hh]as|[Hh]ave|[Hh]ad|[Dd]id|[Dd]oes|[Dd]o)\s(?:[A-Z][\w.]*|the\s[a-z]+|it|they|we)\s(?:ever\s)?[a-z]+\s"
)
_SUPPOSED = re.compile(r"(?i)[\"“'‘\s]*(?:suppose|supposing|imagine)\b")


def is_asserted(text: str, sentence: Span, anchor: Span) -> bool:
    """Say whether the words at ``anchor`` are asserted where they stand."""
    if is_asked(text, sentence, anchor) or is_open(text, sentence, anchor):
        return False
    return not _is_allowed(part_before(text, sentence, anchor.start))


def _is_allowed(before: str) -> bool:
    """Say whether a number is the most that a rule allows: 'fines of up to'."""
    found = _limit().search(before)
    return found is not None and word_regex("general", "allowance", "words").search(before[: found.start()]) is not None


@cache
def _limit() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{word_pattern(load_lexicon('general')['allowance']['limits'])}\s[$€£]?\Z")
