"""Names and parties as the encoder sees them: stand-ins, so that who speaks cannot change how a text is read.

The first person named in a text is 'smith' to the encoder, the second 'jones', whoever they are; a Democrat and a
Republican are one word.  A clause on why somebody is not named is one word.  The text itself stays as it
is: only the pieces that the encoder is given change (``encode.cut_pieces``), in training as in reading.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from onrecord.model import Span
from onrecord.read.anonymity import anonymity_clauses
from onrecord.read.lexicon import load_lexicon
from onrecord.read.names import Name

__all__ = ["StandIn", "aside_spans", "stand_ins"]

_PARTY_LETTER = re.compile(r"[(,]\s?([RD])-[A-Z]")
_WORD = re.compile(r"[^\W\d_](?:[\w-]|['’](?=[^\W\d_]{2}))*")
_ASIDE = "here"
"""What stands in for a clause on anonymity: of some words, what lost no source of invented sentences."""

_LEAST = 2
"""Letters of a word of a name: an initial is left as it is."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """The word that the encoder reads in place of ``text[start:end]``; one piece of its vocabulary."""

    start: int
    end: int
    word: str


def stand_ins(text: str, names: Sequence[Name]) -> tuple[StandIn, ...]:
    """Return the stand-ins of a text in order: for every word of its people's names, and for its parties.

    A word that the text also writes in small letters ('May', 'Will') stands for a name only within a whole name.
    """
    people = [name for name in names if name.kind == "person"]
    chosen = _choose(people)
    plain = {found[0] for found in _WORD.finditer(text) if found[0][0].islower()}
    asides = [StandIn(span.start, span.end, _ASIDE) for span in aside_spans(text)]
    starts = [aside.start for aside in asides]
    words = [
        item
        for item in _found(text, people, chosen, plain)
        if not (at := bisect_right(starts, item.start)) or asides[at - 1].end <= item.start
    ]
    return tuple(sorted([*words, *asides], key=lambda item: item.start))


def aside_spans(text: str) -> tuple[Span, ...]:
    """Return the clauses on anonymity that hang on who is cited, from their first word or mark on."""
    spans = [clause.span for clause in anonymity_clauses(text) if clause.has_opener]
    return tuple(Span(span.start + (text[span.start] == " "), span.end) for span in spans)


def _choose(people: Sequence[Name]) -> dict[str, str]:
    """Return the stand-in of each word of a person's name, in small letters."""
    words = load_lexicon("blind")
    given, stand_in = words["given"], cycle(words["surnames"])
    chosen: dict[str, str] = {}
    for name in people:
        parts = [part[0].lower() for part in _WORD.finditer(name.words) if part[0][0].isupper()]
        parts = [part for part in parts if len(part) >= _LEAST]
        for part in parts[:-1]:
            chosen.setdefault(part, given)
        if parts and parts[-1] not in chosen:
            chosen[parts[-1]] = next(stand_in)
    return chosen


def _found(text: str, people: Sequence[Name], chosen: dict[str, str], plain: set[str]) -> Iterator[StandIn]:
    parties: dict[str, str] = load_lexicon("blind")["parties"]
    whole = iter(people)
    name = next(whole, None)
    for found in _WORD.finditer(text):
        while name is not None and name.span.end <= found.start():
            name = next(whole, None)
        lower = found[0].lower()
        if lower in parties:
            yield StandIn(found.start(), found.end(), parties[lower])
        elif lower in chosen and found[0][0].isupper():
            inside = name is not None and name.span.start <= found.start()
            if inside or lower not in plain:
                yield StandIn(found.start(), found.end(), chosen[lower])
    for letter in _PARTY_LETTER.finditer(text):
        yield StandIn(letter.start(1), letter.end(1), "r")
