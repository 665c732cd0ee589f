"""Whose a title can be: who holds an office, and whose calling is another."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.model import Role
from onrecord.read.lexicon import load_lexicon
from onrecord.read.offices import canonical_title, more_of, status_of

if TYPE_CHECKING:
    from onrecord.read.cast import Member

__all__ = ["may_hold", "of_title"]


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
