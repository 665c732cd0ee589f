"""Whose a surname is that several people of a text bear: who was named just before, and 'he' or 'she' beside it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.model import Span
from onrecord.read.genders import gender_of_pronoun

if TYPE_CHECKING:
    from onrecord.read.cast import Member

__all__ = ["gender_after", "gender_hint", "is_called_by_surname", "named_just_before"]

_PRONOUN = re.compile(r"(?i)\b(?:he|she|his|her|him)\b")
_SAID = re.compile(r"\s(?:said|says|told\s\w+|added)\s(?:that\s)?(?P<word>he|she)\b")
_GOVERNED = re.compile(r"\b(?:of|to|for|about|against)\s(?:(?:the|former|late|his|her)\s|[A-Z][\w.]*\s){0,3}\Z")
_REACH = 60
"""Characters before a name in which the preposition stands that governs it, with the titles between."""

_HINTED = 140
"""Characters after a name in which the first pronoun is taken to be about it, where no other name comes between."""

_LOOKED_AT = 24
"""Mentions of one member looked at: keeps a text that is one list of names linear."""


def named_just_before(text: str, members: Sequence["Member"], at: int) -> list["Member"]:
    """Return who of some members is named in the paragraph before an offset, not only as whose somebody is.

    In 'Ada Lund, the widow of Per Lund' that is Ada Lund.
    """
    start = text.rfind("\n", 0, at) + 1
    return [
        member
        for member in members
        if any(
            not _GOVERNED.search(text, max(start, span.start - _REACH), span.start)
            for span in _between(member, start, at)
        )
    ]


def is_called_by_surname(text: str, members: Sequence["Member"], at: int) -> bool:
    """Say whether one of some members is called by one word alone somewhere before an offset."""
    return any(" " not in text[span.start : span.end] for member in members for span in _between(member, 0, at))


def _between(member: "Member", start: int, end: int) -> Sequence[Span]:
    """Return a member's mentions in a stretch, the last ones of many."""
    first, last = bisect_left(member.mentions, Span(start, start)), bisect_left(member.mentions, Span(end, end))
    return member.mentions[max(first, last - _LOOKED_AT) : last]


def gender_after(text: str, end: int) -> str | None:
    """Return the gender of the pronoun by which a name's own words go on: 'Lund said he was sorry'."""
    found = _SAID.match(text, end)
    return gender_of_pronoun(found["word"]) if found else None


def gender_hint(text: str, member: "Member", starts: Sequence[int]) -> str | None:
    """Return the gender of the first pronoun after a member's first names; ``starts`` are where names begin."""
    for span in islice(member.mentions, 3):
        follower = bisect_right(starts, span.start)
        stop = starts[follower] if follower < len(starts) else len(text)
        found = _PRONOUN.search(text, span.end, min(stop, span.end + _HINTED))
        if found:
            return gender_of_pronoun(found.group().lower())
    return None
