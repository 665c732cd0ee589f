"""Nouns and adjectives that say that something went up or down: 'a rise in premiums', 'job losses', 'rising costs'."""

from onrecord.model import ClaimKind, Span
from onrecord.read.scene import Scene
from onrecord.read.tokens import Word, word_set
from onrecord.read.verbs_of_change import Move, form_of, is_told

__all__ = ["named_change", "paired_change"]

_BEHIND = 7
"""Words behind 'a rise in' in which what rises stands."""

_LEAD = 5
"""Words before a movement in which it is wished for, feared or still to come."""

_NUMBERED = 3
"""Words before a movement in which a number says by how much: 'a 5 percent increase in'."""

_JOINS = frozenset({"in", "of", "among", "for"})
_ENDS = frozenset({"in", "on", "by", "for", "to", "from", "with", "that"})


def named_change(scene: Scene, words: list[Word], at: int) -> Move | None:
    """Return the movement that a noun tells of another: 'a rise in premiums', 'the loss of jobs'."""
    form = form_of(words, at, ("nouns_up", "nouns_down"))
    if form is None or at == 0 or at + 2 >= len(words) or words[at + 1].cut or words[at + 1].lower not in _JOINS:
        return None
    kind = _kind(scene, words, at)
    if kind is None:
        return None
    for index in range(at + 2, min(len(words), at + 2 + _BEHIND)):
        if words[index].cut or words[index].lower in _ENDS:
            return None
        if words[index].lower in word_set("general", "counted", "nouns"):
            return Move(Span(words[at].start, words[index].end), words[index], form[0] == "nouns_up", kind)
    return None


def paired_change(scene: Scene, words: list[Word], at: int) -> Move | None:
    """Return the movement in an adjective or in the second of two nouns: 'rising costs', 'job losses'."""
    if at + 1 >= len(words) or words[at + 1].cut:
        return None
    found = _pair(words, at)
    kind = _kind(scene, words, at) if found is not None else None
    if found is None or kind is None:
        return None
    index, is_up = found
    return Move(Span(words[at].start, words[max(index, at + 1)].end), words[index], is_up, kind)


def _pair(words: list[Word], at: int) -> tuple[int, bool] | None:
    """Return the noun that moves in a pair of words that begins at ``at``, and whether it moves up."""
    first, second = words[at].lower, words[at + 1].lower
    counted = word_set("general", "counted", "nouns")
    up, down = (word_set("general", "moving", name) for name in ("up", "down"))
    if first in up or first in down:
        near = (index for index in (at + 1, at + 2) if index < len(words) and not words[index].cut)
        index = next((index for index in near if words[index].lower in counted), None)
        return None if index is None else (index, first in up)
    if first in word_set("general", "moving", "paced") and second == "growth":
        return at + 1, first not in word_set("general", "moving", "slow")
    rises, falls = (word_set("general", "moving", f"behind_{name}") for name in ("up", "down"))
    set_by_law = first in word_set("general", "moving", "policy")
    if first in counted and not set_by_law and (second in rises or second in falls):
        return at, second in rises
    return None


def _kind(scene: Scene, words: list[Word], at: int) -> ClaimKind | None:
    """Return whether a movement at ``at`` is told or to come; None where it is wished for, or a number tells it."""
    lead = {word.lower for word in words[max(0, at - _LEAD) : at]}
    if lead & word_set("general", "grammar", "wished") or (at and words[at - 1].lower == "to"):
        return None
    if is_told(scene.quantities, words[max(0, at - _NUMBERED)].start, words[at].start):
        return None
    return "forecast" if lead & word_set("general", "grammar", "ahead") else "change"
