"""Verbs that say that something went up or down, with what moves: its subject, or what somebody raises or lowers.

No parser: a subject is the nearest counted noun before the verb and its helping words, an object the nearest behind it,
each within a few words that no preposition, relative word or mark ends.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import ClaimKind, Quantity, Span
from onrecord.read.actors import is_agent
from onrecord.read.lexicon import load_lexicon
from onrecord.read.scene import Scene
from onrecord.read.tokens import Word, phrase_at, phrases, word_set

__all__ = ["Move", "acted_on", "form_of", "is_told", "moved_by_itself"]

_BACK = 7
"""Words before a verb in which the noun that moves stands: 'support for the governor has slipped'."""

_OBJECT = 7
"""Words behind a verb in which what it raises or lowers stands: 'cut the number of jobs'."""

_HELPING = 6
"""Helping words and adverbs that one verb has at most."""

_NEXT = 12
"""Characters behind the noun that a verb raises or lowers in which a number says by how much."""

_FIGURE = 40
"""Characters behind a verb in which a number says by how much: 'rose by an estimated 12 percent'."""

_SHORTEST = 4
"""Letters of a noun that is taken for a subject by its verb alone."""


@dataclass(frozen=True, slots=True)
class Move:
    """A movement: the words that tell it, the noun that moves, its direction, and whether it is told or to come."""

    verb: Span
    noun: Word
    is_up: bool
    kind: ClaimKind


def form_of(words: list[Word], at: int, names: Sequence[str]) -> tuple[str, int] | None:
    """Return which list of ``general.moves`` the words at ``at`` stand in, and how many words they are."""
    for name in names:
        count = phrase_at(words, at, phrases("general", "moves", name))
        if count:
            return name, count
    return None


def is_told(quantities: Sequence[Quantity], start: int, end: int) -> bool:
    """Say whether a number that counts begins in a stretch of text: then the number makes the claim."""
    at = bisect_left(quantities, start, key=lambda item: item.start)
    while at < len(quantities) and quantities[at].start < end:
        if not quantities[at].ordinal:
            return True
        at += 1
    return False


def moved_by_itself(text: str, scene: Scene, words: list[Word], at: int) -> Move | None:
    """Return the movement of a subject: 'crime is falling'."""
    form = form_of(words, at, ("up", "down", "up_of", "down_of", "states_up", "states_down"))
    form = form or _passive(words, at)
    if form is None or at == 0 or _is_other_phrase(words, at, form[1]):
        return None
    name, count = form
    end = words[at + count - 1].end
    first, helped, kind = _helping(words, at)
    if kind is None or first == 0:
        return None
    carried = bool(helped & word_set("general", "grammar", "be"))
    if name not in {"up", "down", "up_of", "down_of"} and not carried:
        return None
    begun = bool(helped & word_set("general", "grammar", "begin"))
    alone = words[at].lower.endswith("ing") and not carried and not begun
    alone = alone or words[at].lower in word_set("general", "grammar", "present")
    subject = _subject(words, first, is_any=name in {"up", "down"} and not alone)
    if any(item.unit == "time" and item.start <= words[at].start < item.end for item in scene.quantities):
        return None
    if subject is not None and words[at].lower in _HARM and is_agent(words[subject].lower):
        return None
    if subject is None or (alone and subject != first - 1) or _has_figure(scene.quantities, text, end):
        return None
    return Move(Span(words[first].start, end), words[subject], "up" in name or name == "raise", kind)


_HARM = frozenset({"hurt", "killed", "damaged", "stolen", "stripped", "devastated", "crippled", "shipped"})
"""What befalls people, whose number it does not tell: 'officers were hurt'."""


def _passive(words: list[Word], at: int) -> tuple[str, int] | None:
    """Return the list of verbs of raising and lowering that a participle at ``at`` stands in: 'taxes were cut'."""
    return None if words[at].lower.endswith(("ing", "s")) else form_of(words, at, ("raise", "lower"))


def _is_other_phrase(words: list[Word], at: int, count: int) -> bool:
    """Say whether the word behind a form makes another phrase of it: 'declined to comment'."""
    after = at + count
    following = words[after].lower if after < len(words) and not words[after].cut else ""
    return following in load_lexicon("general")["grammar"]["not_before"].get(words[at].lower, ())


def _helping(words: list[Word], at: int) -> tuple[int, set[str], ClaimKind | None]:
    """Return where the verb at ``at`` begins, its helping words, and the kind of claim (None: not asserted)."""
    table = word_set("general", "moves", "auxiliaries")
    ahead, open_ = word_set("general", "grammar", "ahead"), word_set("general", "grammar", "open")
    expected, begin = word_set("general", "grammar", "expected"), word_set("general", "grammar", "begin")
    first, helped = at, set[str]()
    kind: ClaimKind | None = "change"
    while first > 0 and not words[first].cut and at - first < _HELPING:
        lower = words[first - 1].lower
        before = words[first - 2].lower if first > 1 else ""
        if lower in ahead or (lower == "to" and before in expected):
            kind = "forecast" if kind is not None else None
        elif lower in open_ or (lower == "to" and before not in begin):
            return first, helped, None
        elif not (lower in table or lower in {"to", *begin} or lower.endswith("ly")) and not (
            kind == "forecast" and lower in expected
        ):
            break
        helped.add(lower)
        first -= 1
    return first, helped, kind


def _subject(words: list[Word], first: int, *, is_any: bool) -> int | None:
    """Return which word before ``first`` moves: the nearest noun that is counted, else, with ``is_any``, any noun."""
    if words[first].cut:
        return None
    counted, stop = word_set("general", "counted", "nouns"), word_set("general", "grammar", "subject_stop")
    for index in range(first - 1, max(-1, first - 1 - _BACK), -1):
        lower = words[index].lower.removesuffix("'s")
        if lower in counted:
            return index
        if lower in stop or words[index].cut:
            break
    lower = words[first - 1].lower
    plain = lower.isalpha() and len(lower) >= _SHORTEST and not lower.endswith("ly")
    return first - 1 if is_any and plain and lower not in word_set("general", "grammar", "no_subject") else None


def _has_figure(quantities: Sequence[Quantity], text: str, end: int) -> bool:
    """Say whether a figure right behind a verb tells by how much: then the figure makes the claim."""
    at = bisect_left(quantities, end, key=lambda item: item.start)
    if at == len(quantities) or quantities[at].change not in {"up", "down"}:
        return False
    between = text[end : min(quantities[at].start, end + _FIGURE + 1)]
    return len(between) <= _FIGURE and not any(char in ",;.—" for char in between)


def acted_on(scene: Scene, words: list[Word], at: int) -> Move | None:
    """Return the movement of what somebody raises or lowers: 'the law has cut costs'."""
    form = form_of(words, at, ("raise", "lower"))
    if form is None or at == 0:
        return None
    name, count = form
    verb, before = words[at], words[at - 1].lower
    counted = word_set("general", "counted", "nouns")
    _, helped, kind = _helping(words, at)
    doing = verb.lower.endswith("ing")
    listed = doing or verb.lower.endswith(("s", "ed"))
    if kind is None or (verb.cut and not listed) or before in word_set("general", "grammar", "before_adjective"):
        return None
    if doing and not verb.cut and before not in counted and not helped & word_set("general", "grammar", "be"):
        return None
    if before in counted and verb.lower in {"cut", "cuts", "hikes"}:
        return None
    for index in range(at + count, min(len(words), at + count + _OBJECT)):
        if words[index].cut or words[index].lower in word_set("general", "grammar", "object_stop"):
            return None
        if words[index].lower in counted:
            if is_told(scene.quantities, verb.start + 1, words[index].end + _NEXT):
                return None
            last = index
            while last + 1 < len(words) and not words[last + 1].cut and words[last + 1].lower in counted:
                last += 1
            return Move(Span(verb.start, words[last].end), words[last], name == "raise", kind)
    return None
