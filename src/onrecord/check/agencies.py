"""Whose acts a claim covers, and whether the records cover as much: one rule of scope for everybody.

Speakers and parties play no part: 'the administration' is read the same whoever heads it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.check.lexicon import lexicon, mentions_any

__all__ = ["ClaimScope", "claimed_scope", "is_agency"]


@dataclass(frozen=True, slots=True)
class ClaimScope:
    """The agencies a claim names, whether it covers more than can be listed, and the words that say so."""

    agencies: frozenset[str] = frozenset()
    is_open: bool = False
    is_foreign: bool = False
    words: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """Say whether the claim tells whose acts it is about."""
        return bool(self.agencies) or self.is_open

    def takes_in(self, covers: Iterable[str]) -> bool:
        """Say whether agencies that ``covers`` names are among those claimed, or belong to a body that is."""
        return self.is_open or any(self.agencies & {agency, *_bodies(agency)} for agency in covers)

    def is_within(self, covers: Iterable[str]) -> bool:
        """Say whether records of ``covers`` hold everything that is claimed: each agency, or every part of it."""
        held = set(covers)
        return not self.is_open and all(_is_held(agency, held) for agency in self.agencies)


def claimed_scope(statements: Iterable[str]) -> ClaimScope:
    """Return the scope that the words of a claim's actor and scope state."""
    agencies: set[str] = set()
    is_open = is_foreign = False
    words: list[str] = []
    for statement in statements:
        named = _named(statement)
        rest = _without_names(statement)
        opened = mentions_any(rest, lexicon("agencies")["open"]["words"]) is not None
        foreign = mentions_any(rest, lexicon("agencies")["foreign"]["words"]) is not None
        agencies |= named
        is_open |= opened
        is_foreign |= foreign and not named
        if named or opened or foreign:
            words.append(statement)
    return ClaimScope(frozenset(agencies), is_open, is_foreign, tuple(dict.fromkeys(words)))


def is_agency(name: str) -> bool:
    """Say whether ``name`` is one of the agencies listed."""
    return name in _patterns()


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return a pattern for each agency; the longest name first, short forms with their capitals."""
    return {
        row["name"]: re.compile(
            "|".join(
                rf"(?<!\w){re.escape(name) if name.isupper() else f'(?i:{re.escape(name)})'}(?!\w)"
                for name in sorted(row["names"], key=len, reverse=True)
            )
        )
        for row in lexicon("agencies")["agencies"]
    }


def _named(statement: str) -> set[str]:
    """Return the agencies named; a name inside a longer one ('Homeland Security Investigations') counts once."""
    hits = [
        (match.start(), match.end(), agency)
        for agency, pattern in _patterns().items()
        for match in pattern.finditer(statement)
    ]
    return {
        agency
        for start, end, agency in hits
        if not any(a <= start and end <= b and (b - a) > (end - start) for a, b, _ in hits)
    }


def _without_names(statement: str) -> str:
    for pattern in _patterns().values():
        statement = pattern.sub(" ", statement)
    return statement


def _is_held(agency: str, held: set[str]) -> bool:
    """Say whether ``held`` names an agency, or both and all of the parts whose records make up its own."""
    parts = [
        part for row in lexicon("agencies")["agencies"] if row["name"] == agency for part in row.get("made_of", [])
    ]
    return agency in held or (bool(parts) and held.issuperset(parts))


@cache
def _bodies(agency: str) -> frozenset[str]:
    """Return the bodies that an agency belongs to, however far up."""
    within = {row["name"]: row.get("within") for row in lexicon("agencies")["agencies"]}
    bodies: set[str] = set()
    body = within.get(agency)
    while body and body not in bodies:
        bodies.add(body)
        body = within.get(body)
    return frozenset(bodies)
