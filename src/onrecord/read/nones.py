"""Events that are said not to have happened: 'no agents entered', 'nobody has been charged', 'we signed nothing'."""

from collections.abc import Iterator

from onrecord.model import ClaimKind, Span, WhyNot
from onrecord.read.asserted import is_asserted
from onrecord.read.counted import lemma_of
from onrecord.read.scene import Draft, Scene
from onrecord.read.slots import clause_of
from onrecord.read.tokens import Word, free_topic, phrase_at, phrases, word_set

__all__ = ["nones_in"]

_NOUN_REACH = 3
"""Words behind 'no' in which its noun stands: an adjective or two before it."""

_VERBS = 3
"""Helping words before a participle: 'has ever been'."""

Found = tuple[int, ClaimKind, str | None]
"""Where an event's words end, its kind, and the noun of those whom it did not befall."""


def nones_in(text: str, scene: Scene, words: list[Word]) -> Iterator[Draft]:
    """Yield events that did not happen, or will not, to anybody or to any of a kind."""
    subjects = phrases("general", "none", "subjects")
    for at, word in enumerate(words):
        found: Found | None = None
        if word.lower == "no" and at + 1 < len(words) and words[at + 1].lower != "one":
            found = _no_noun(words, at)
        elif word.lower in subjects:
            found = _nothing(words, at) or _nobody(words, at, phrase_at(words, at, subjects))
        if found is None:
            continue
        end, kind, noun = found
        anchor = Span(word.start, end)
        if is_asserted(text, scene.span, anchor):
            why_not: WhyNot | None = "forecast" if kind == "forecast" else None
            topic = free_topic(lemma_of(noun)) if noun is not None else None
            clause = clause_of(text, scene.span, anchor)
            yield Draft(anchor, anchor, clause, kind, topic, why_not=why_not, rule="an event with none")


def _no_noun(words: list[Word], at: int) -> Found | None:
    """Return 'no agents entered'; None for what nobody counts ('no doubt') and where no verb follows."""
    for index in range(at + 1, min(len(words) - 1, at + 1 + _NOUN_REACH)):
        if words[index].cut or words[index + 1].cut or words[index].lower in word_set("general", "none", "nots"):
            return None
        if words[index].lower == "of" or words[index].lower in word_set("general", "grammar", "object_stop"):
            return None
        kind = _told(words[index + 1].lower)
        if kind is not None:
            return words[_verb_end(words, index + 1)].end, kind, words[index].lower
    return None


def _told(verb: str) -> ClaimKind | None:
    """Return the kind of event that a verb tells: done, or still to come."""
    if verb in word_set("general", "none", "ahead"):
        return "forecast"
    done = verb in word_set("general", "none", "done") or (verb.endswith("ed") and not verb.startswith("un"))
    return "event" if done else None


def _verb_end(words: list[Word], at: int) -> int:
    """Return the last word of a verb that begins at ``at`` with its helping words."""
    helping = {name: word_set("general", "none", name) for name in ("done", "ahead", "helping")}
    index = at
    while index + 1 < len(words) and not words[index + 1].cut and index - at < _VERBS:
        if not any(words[index].lower in names for names in helping.values()):
            break
        index += 1
    return index


def _nothing(words: list[Word], at: int) -> Found | None:
    """Return 'signed nothing' at the end of its clause."""
    if words[at].lower != "nothing" or at < 2 or words[at].cut:
        return None
    verb = words[at - 1].lower
    last = at + 1 == len(words) or words[at + 1].cut
    done = verb.endswith("ed") or verb in word_set("general", "none", "acts")
    return (words[at].end, "event", None) if last and done else None


def _nobody(words: list[Word], at: int, count: int) -> Found | None:
    """Return 'nobody has been charged', 'none of the men were held'; None for what nobody thinks or can."""
    after = at + count
    while after < len(words) and not words[after].cut and words[after].lower in word_set("general", "none", "whose"):
        after += 1
    if count and after > at + count and words[after - 1].lower == "the":
        after += 1
    if not count or after >= len(words) or words[after].cut:
        return None
    verb = words[after].lower
    kind = _told(verb)
    if kind is None or verb == "did" or verb in word_set("general", "none", "thought"):
        return None
    last = words[_verb_end(words, after)]
    told = last.lower.endswith(("ed", "en")) or last.lower in word_set("general", "none", "participles")
    return (last.end, kind, None) if kind == "forecast" or (told and last is not words[after]) else None
