"""Who speaks under the label of a transcript's turn: somebody named, an office, or somebody who has no name there.

'Q' is whoever asks; who that is nobody guesses.  'A' is the one person of whom the text says that these are his
answers ('an interview with Ada Lund'), else whoever answers.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.model import SourceKind, Span
from onrecord.read.cast import Cast, Member
from onrecord.read.label_names import ordinary
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.names import Name
from onrecord.read.source_kinds import source_kind
from onrecord.read.turn_labels import described, turns_of

__all__ = ["Caller", "callers"]

_LEAD = re.compile(r"(?:(?:the|an?|our|its|former)\s)?(?:[\w-]+\s){0,3}\Z")
_BEFORE = 80
"""Characters before a name in which words say that he is interviewed."""


@dataclass(frozen=True, slots=True)
class Caller:
    """What kind of source a label is, the words by which it is looked up, and who it is where that is settled."""

    kind: SourceKind
    words: str
    member: Member | None = None


def callers(text: str, names: Sequence[Name], cast: Cast) -> Mapping[Span, Caller]:
    """Return who speaks under each label of a text that is a transcript."""
    turns = [turn for turn in turns_of(text) if turn.is_speaker]
    if not turns:
        return {}
    answerer = _answerer(text[: turns[0].label.start], names, cast)
    return {turn.label: _caller(text, turn.label, names, cast, answerer) for turn in turns}


def _caller(text: str, label: Span, names: Sequence[Name], cast: Cast, answerer: Member | None) -> Caller:
    words = text[label.start : label.end]
    first = bisect_left(names, label.start, key=lambda name: name.span.start)
    within = names[first : bisect_left(names, label.end, key=lambda name: name.span.start)]
    person = next((name for name in within if name.kind == "person"), None)
    if person is not None:
        return Caller("person", words, cast.at.get(person.span.start))
    phrase = described(words)
    if phrase is None:
        plain = words.lower() if words.startswith("THE ") else ordinary(text, words)
        kind = source_kind(plain, within)
        is_body = kind == "organisation" and not within
        return Caller(kind, plain, cast.body(plain) if is_body else None)
    if words in load_lexicon("reported")["turns"]["answers"] and answerer is not None:
        return Caller("person", words, answerer)
    holders = cast.holders(phrase)
    return Caller("person", words, holders[0]) if len(holders) == 1 else Caller("unnamed", phrase)


def _answerer(before: str, names: Sequence[Name], cast: Cast) -> Member | None:
    """Return the one person whose answers a text says, before the first turn, that it has; None where it names two."""
    found: dict[int, Member] = {}
    for name in names:
        if name.span.start >= len(before):
            break
        member = cast.at.get(name.span.start)
        if name.kind != "person" or member is None:
            continue
        lead = before[max(0, name.whole.start - _BEFORE) : name.whole.start]
        said = list(_interviews().finditer(lead))
        if said and _LEAD.fullmatch(lead, said[-1].end()):
            found[member.index] = member
    return next(iter(found.values())) if len(found) == 1 else None


@cache
def _interviews() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w){word_pattern(load_lexicon('reported')['turns']['interviews'])}\s")
