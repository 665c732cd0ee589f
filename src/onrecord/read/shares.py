"""Parts of a whole told by words that are no numeral: 'most voters', 'nearly all of the farms', 'a plurality of'."""

from collections.abc import Iterator

from onrecord.model import Span
from onrecord.read.asserted import is_asserted
from onrecord.read.counted import is_plural
from onrecord.read.scene import Draft, Scene
from onrecord.read.slots import clause_of
from onrecord.read.tokens import Word, phrase_at, phrases, word_set

__all__ = ["shares_in"]

_NOUN = 5
"""Words behind 'most' in which the noun stands whose part it is."""


def shares_in(text: str, scene: Scene, words: list[Word]) -> Iterator[Draft]:
    """Yield the parts of a whole of a sentence that are no quantity."""
    leads = phrases("general", "part", "leads")
    known = {item.start for item in scene.quantities} if any(word.lower in leads for word in words) else set()
    for at, word in enumerate(words):
        count = phrase_at(words, at, leads) if word.lower in leads else 0
        if not count or at + count >= len(words) or known & {item.start for item in words[at : at + count]}:
            continue
        head = words[at + count]
        if head.cut or head.lower in word_set("general", "part", "not_after"):
            continue
        if count == 1 and not _is_part(words, at):
            continue
        anchor = Span(word.start, _noun_end(words, at + count))
        if is_asserted(text, scene.span, anchor):
            yield Draft(anchor, anchor, clause_of(text, scene.span, anchor), "share", None, rule="a part of a whole")


def _is_part(words: list[Word], at: int) -> bool:
    """Say whether 'most' is a part of a plural ('most registered voters') and no superlative ('the most votes')."""
    owned = at > 0 and words[at - 1].lower in word_set("general", "part", "not_before")
    return not owned and any(is_plural(word.lower) for word in words[at + 1 : at + 3])


def _noun_end(words: list[Word], at: int) -> int:
    """Return where the noun phrase at ``at`` ends: its first plural, within a few words."""
    for index in range(at, min(len(words), at + _NOUN)):
        if words[index].cut and index > at:
            break
        if is_plural(words[index].lower):
            return words[index].end
    return words[at].end
