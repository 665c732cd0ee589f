"""The grammar of time expressions: the rules of every kind, tried around each word of time.

Of matches that meet, the one that starts first and then the longest is read first.  Every pattern is bounded in
length and tried only near a word of time, so that the work is linear in the text.
"""

import re
from dataclasses import dataclass
from functools import cache

from onrecord.read.times import (
    clock,
    dates,
    durations,
    named,
    parts,
    relative,
    sets,
    terms,
    vague,
    weekdays,
    years,
)
from onrecord.read.times.frame import Frame, Meaning
from onrecord.read.times.near import stretches_by_kind
from onrecord.read.times.patterns import Reader, compile_pattern

__all__ = ["Candidate", "candidates", "rules_by_kind"]

_KINDS = (terms, dates, years, weekdays, clock, relative, named, durations, parts, sets, vague)
"""Earlier kinds go first where two matches have the same extent."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match of one rule: ``start`` and ``end`` index the text, ``read`` gives its meaning in a frame.

    ``rule`` is the name of its kind and of its reader: 'relative.ago'.
    """

    start: int
    end: int
    match: re.Match[str]
    reader: Reader
    rule: str

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
        Candidate(match.start(), match.end(), match, reader, rule)
        for near, stretches in stretches_by_kind(text, tuple(rules_by_kind())).items()
        for pattern, reader, rule in rules_by_kind()[near]
        for start, end in stretches
        for match in pattern.finditer(text, start, end)
    ]
    found.sort(key=lambda item: (item.start, -item.end))
    return found


@cache
def rules_by_kind() -> dict[str, list[tuple[re.Pattern[str], Reader, str]]]:
    """Return the rules (pattern, reader, name) by the kinds of word that they are tried near."""
    rules: dict[str, list[tuple[re.Pattern[str], Reader, str]]] = {}
    for kind in _KINDS:
        for near, pattern, reader in kind.RULES:
            name = f"{kind.__name__.rpartition('.')[2]}.{reader.__name__.removeprefix('read_')}"
            rules.setdefault(near, []).append((compile_pattern(pattern), reader, name))
    return rules
