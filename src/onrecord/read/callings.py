"""Whose a title or a 'Jr.' can be: who holds an office, whose calling is another, and who is the son."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.model import Role
from onrecord.read.lexicon import load_lexicon
from onrecord.read.offices import canonical_title, more_of, status_of

if TYPE_CHECKING:
    from onrecord.read.cast import Member

__all__ = ["may_hold", "of_generation", "of_title"]


def may_hold(member: "Member", title: str, *, status: str | None = None) -> bool:
    """Say whether an office of a member can be meant by a title: 'the treasurer' is 'the county treasurer'."""
    more = more_of(title)
    return any(
        canonical_title(role.title) == canonical_title(title)
        and (status is None or status_of(role.title) == status)
        and (not more or not more_of(role.title) or more == more_of(role.title))
        for role in member.roles
        if role.title
    )


def of_title(members: Sequence["Member"], role: Role | None) -> list["Member"]:
    """Return who can be meant by a title and a surname: its holders, else nobody of another calling.

    'Judge Lund' is not Senator Lund, nor 'Officer Lund'.
    """
    if role is None or not role.title:
        return list(members)
    title = canonical_title(role.title)
    same = [member for member in members if any(canonical_title(held.title or "") == title for held in member.roles)]
    calling = _calling(title)
    if same or calling is None:
        return same or list(members)
    return [
        member
        for member in members
        if not (others := {_calling(canonical_title(held.title or "")) for held in member.roles} - {None})
        or calling in others
    ]


def _calling(title: str) -> str | None:
    """Return the calling of an office, where nobody has two of them at a time: the bench, the police, a legislature."""
    callings: Mapping[str, Sequence[str]] = load_lexicon("speakers")["titles"]["callings"]
    return next((calling for calling, titles in callings.items() if title in titles), None)


def of_generation(members: Sequence["Member"], words: str) -> list["Member"]:
    """Return who can be meant by a name with 'Jr.' or 'Sr.': who has the same, else who has none."""
    suffix = _suffix(words)
    if not suffix:
        return list(members)
    same = [member for member in members if _suffix(member.name) == suffix]
    return same or [member for member in members if not _suffix(member.name)]


def _suffix(words: str) -> str:
    """Return the suffix of a name without its stop, or nothing."""
    last = words.lower().rsplit(" ", 1)[-1]
    return last.rstrip(".") if last in load_lexicon("speakers")["names"]["suffixes"] else ""
