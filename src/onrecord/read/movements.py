"""Changes told without a figure where no measure knows the topic: 'premiums have gone up', 'a rise in violence'.

A movement makes a claim where what moves is counted as such ('premiums', 'turnout'), or where its verb is said of
nothing else ('skyrocketed').  What somebody wants, could or should bring about is none; what will come is a forecast.
"""

from collections.abc import Iterator
from functools import cache

from onrecord.model import Polarity, Span, WhyNot
from onrecord.read.asserted import is_asserted
from onrecord.read.counted import lemma_of
from onrecord.read.lexicon import load_lexicon
from onrecord.read.nouns_of_change import named_change, paired_change
from onrecord.read.scene import Draft, Scene
from onrecord.read.slots import clause_of
from onrecord.read.tokens import Word, free_topic, word_set
from onrecord.read.verbs_of_change import Move, acted_on, moved_by_itself

__all__ = ["movements_in"]


def movements_in(text: str, scene: Scene, words: list[Word]) -> Iterator[Draft]:
    """Yield the movements of a sentence that no figure tells; one for each noun and direction."""
    seen: set[tuple[str, Polarity]] = set()
    triggers = _triggers()
    for at, word in enumerate(words):
        if word.lower not in triggers:
            continue
        move = (
            moved_by_itself(text, scene, words, at)
            or acted_on(scene, words, at)
            or named_change(scene, words, at)
            or paired_change(scene, words, at)
        )
        if move is None or not is_asserted(text, scene.span, move.verb):
            continue
        draft = _draft(text, scene, move)
        if (draft.topic or "", draft.polarity) not in seen:
            seen.add((draft.topic or "", draft.polarity))
            yield draft


@cache
def _triggers() -> frozenset[str]:
    """Return the words that a movement may begin with."""
    table = load_lexicon("general")
    moves = [word for name, words in table["moves"].items() if name != "auxiliaries" for word in words]
    moving = [word for name in ("up", "down", "paced") for word in table["moving"][name]]
    first = frozenset(word.split()[0] for word in (*moves, *moving))
    return first | word_set("general", "counted", "nouns")


def _draft(text: str, scene: Scene, move: Move) -> Draft:
    """Return the claim of a movement."""
    why_not: WhyNot | None = "forecast" if move.kind == "forecast" else None
    return Draft(
        Span(min(move.noun.start, move.verb.start), max(move.verb.end, move.noun.end)),
        move.verb,
        clause_of(text, scene.span, move.verb),
        move.kind,
        free_topic(lemma_of(move.noun.lower)),
        polarity="+" if move.is_up else "-",
        why_not=why_not,
        rule="a movement with no figure",
    )
