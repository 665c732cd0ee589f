"""The grammar of time expressions: the rules of every kind, tried around each word of time.

Of matches that meet, the one that starts first and then the longest is read first.  Every pattern is bounded in
length and tried only near a word of time, so that the work is linear in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.read.nearby import stretches_near
from onrecord.read.times import clock, dates, durations, parts, relative, sets, terms, vague, weekdays
from onrecord.read.times.frame import Frame, Meaning
from onrecord.read.times.patterns import Reader, compile_pattern
from onrecord.read.times.words import time_words

__all__ = ["Candidate", "candidates"]

_BEFORE, _AFTER = 80, 50
"""Characters searched around a word of time: longer than any expression before or after its last or first word."""

_KINDS = (terms, dates, weekdays, clock, relative, durations, parts, sets, vague)
"""Earlier kinds go first where two matches have the same extent."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match of one rule: ``start`` and ``end`` index the text, ``read`` gives its meaning in a frame."""

    start: int
    end: int
    match: re.Match[str]
    reader: Reader

    def read(self, frame: Frame) -> Meaning | None:
        """Return what the words mean in this frame, or None where they are no time after all."""
        return self.reader(self.match, frame)

    @property
    def is_bare(self) -> bool:
        """Whether it is a clock or a part of the day without its day."""
        return self.reader in {clock.read_clock, weekdays.read_bare_part}


def candidates(text: str) -> list[Candidate]:
    """Return every match of every rule: by start, then longest first."""
    found = [
        Candidate(match.start(), match.end(), match, reader)
        for start, end in stretches_near(text, _is_trigger, _BEFORE, _AFTER)
        for pattern, reader in _rules()
        for match in pattern.finditer(text, start, end)
    ]
    found.sort(key=lambda item: (item.start, -item.end))
    return found


def _is_trigger(word: str, text: str, end: int) -> bool:
    """Say whether a word is one of those that time expressions are made of, or digits like a year or a clock."""
    if word[0].isdigit():
        return 3 <= len(word) <= 5 or text[end : end + 1] in {"/", ":"}
    return word in _trigger_words()


@cache
def _trigger_words() -> frozenset[str]:
    """Return the words of which each time expression has one, in lower case."""
    return frozenset(re.split(r"[\W_]", name)[-1] for name in _named())


def _named() -> Iterator[str]:
    words = time_words()
    for name in ("months", "short_months", "weekdays", "short_weekdays", "units", "plural_units", "seasons"):
        yield from words[name]
    for name in ("parts_of_day", "repeated", "lasting", "holidays"):
        yield from words[name]
    for name in ("present", "past", "future", "days", "alone"):
        yield from words["words"][name]
    yield from (f"{name}s" for name in words["weekdays"])


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    return tuple((compile_pattern(pattern), reader) for kind in _KINDS for pattern, reader in kind.RULES)
