"""Events that are said not to have happened, and parts of a whole told without a numeral.

'No agents entered', 'nobody has been charged'; 'nearly all of the farms'.
"""

from collections.abc import Iterator

from onrecord.model import ClaimKind, Span, WhyNot
from onrecord.read.asserted import is_asserted
from onrecord.read.counted import is_plural, lemma_of
from onrecord.read.lexicon import load_lexicon
from onrecord.read.scene import Draft, Scene
from onrecord.read.slots import clause_of
from onrecord.read.tokens import Word, phrase_at, phrases

__all__ = ["nones_in", "parts_in"]

_DONE = frozenset({"was", "were", "has", "have", "had", "did", "been"})
_AHEAD = frozenset({"will", "'ll", "would"})
_THOUGHT = frozenset({"know", "knows", "knew", "believe", "believes", "think", "thinks", "want", "wants", "cares", "care", "likes", "like", "can", "could", "should", "would", "is", "are",
                      "may", "might", "must", "needs", "wanted", "thought", "believed"})  # fmt: skip
_NOUN_REACH = 3


def nones_in(text: str, scene: Scene, words: list[Word]) -> Iterator[Draft]:
    """Yield events that did not happen, or will not, to anybody or to any of a kind."""
    table = load_lexicon("general")["none"]
    for at, word in enumerate(words):
        if word.lower == "no" and at + 2 < len(words):
            found = _no_noun(words, at, frozenset(table["nots"]))
        elif phrase_at(words, at, phrases("general", "none", "subjects")):
            found = _nobody(words, at)
        else:
            continue
        if found is None:
            continue
        end, kind, noun = found
        anchor = Span(word.start, end)
        if is_asserted(text, scene.span, anchor):
            why_not: WhyNot | None = "forecast" if kind == "forecast" else None
            topic = None if noun is None or lemma_of(noun) in load_lexicon("topics") else lemma_of(noun)
            clause = clause_of(text, scene.span, anchor)
            yield Draft(anchor, anchor, clause, kind, topic, why_not=why_not, rule="an event with none")


def _no_noun(words: list[Word], at: int, nots: frozenset[str]) -> tuple[int, ClaimKind, str | None] | None:
    """Return the end, kind and noun of 'no agents entered'."""
    for index in range(at + 1, min(len(words) - 1, at + 1 + _NOUN_REACH)):
        if words[index].cut or words[index].lower in nots:
            return None
        verb = words[index + 1]
        if verb.cut:
            return None
        kind = _told(words, index + 1)
        if kind is not None:
            return _verb_end(words, index + 1), kind, words[index].lower
    return None


def _told(words: list[Word], at: int) -> ClaimKind | None:
    """Return the kind of event that the verb at ``at`` tells: done, or still to come."""
    lower = words[at].lower
    if lower in _AHEAD:
        return "forecast"
    return "event" if lower in _DONE or (lower.endswith("ed") and not is_plural(lower)) else None


def _verb_end(words: list[Word], at: int) -> int:
    """Return where a verb ends, with the helping words before it."""
    index = at
    while (
        index + 1 < len(words)
        and not words[index + 1].cut
        and index - at < 3
        and words[index].lower in {*_DONE, *_AHEAD, "be", "ever", "yet"}
    ):
        index += 1
    return words[index].end


def _nobody(words: list[Word], at: int) -> tuple[int, ClaimKind, str | None] | None:
    """Return the end, kind and noun of 'nobody has been charged', 'we signed nothing'."""
    count = phrase_at(words, at, phrases("general", "none", "subjects"))
    after = at + count
    if words[at].lower == "nothing":
        before = words[at - 1].lower if at else ""
        last = at + 1 == len(words) or words[at + 1].cut
        if (
            at > 1
            and last
            and not words[at].cut
            and (before.endswith("ed") or before in {"done", "seen", "found", "got", "won", "gave"})
        ):
            return words[at].end, "event", None
    while (
        after < len(words)
        and words[after].lower in {"of", "the", "them", "these", "those", "us", "his", "her", "their"}
        and not words[after].cut
    ):
        after += 1
    if after >= len(words) or words[after].cut or words[after].lower in _THOUGHT:
        return None
    if after > at + count and words[after - 1].lower == "the":
        after += 1
    if after >= len(words) or words[after].cut:
        return None
    kind = _told(words, after)
    if kind is None or words[after].lower == "did":
        return None
    end = _verb_end(words, after)
    last = next(word.lower for word in words[after:] if word.end == end)
    told = last.endswith(("ed", "en", "wn")) or last in {
        "made",
        "told",
        "held",
        "found",
        "said",
        "won",
        "lost",
        "met",
        "paid",
        "sent",
        "come",
        "gone",
        "done",
    }
    return (end, kind, None) if kind == "forecast" or told else None


def parts_in(text: str, scene: Scene, words: list[Word]) -> Iterator[Draft]:
    """Yield parts of a whole told by words that are no numeral: 'nearly all voters', 'a plurality of'."""
    table = load_lexicon("general")["part"]
    known = {item.start for item in scene.quantities}
    for at, word in enumerate(words):
        count = phrase_at(words, at, phrases("general", "part", "leads"))
        if not count or at + count >= len(words):
            continue
        head = words[at + count]
        if any(words[i].start in known for i in range(at, at + count)) or head.cut or head.lower in table["not_after"]:
            continue
        owned = at > 0 and words[at - 1].lower in {"the", "his", "her", "its", "their", "our", "at", "two", "three"}
        if count == 1 and (owned or not _noun_follows(words, at + 1)):
            continue
        end = _noun_end(words, at + count)
        anchor = Span(word.start, end)
        if is_asserted(text, scene.span, anchor):
            yield Draft(anchor, anchor, clause_of(text, scene.span, anchor), "share", None, rule="a part of a whole")


def _noun_follows(words: list[Word], at: int) -> bool:
    """Say whether a plural follows within two words: 'most registered voters'."""
    return any(is_plural(word.lower) for word in words[at : at + 2])


def _noun_end(words: list[Word], at: int) -> int:
    """Return where the noun phrase at ``at`` ends: its first plural, within a few words."""
    for index in range(at, min(len(words), at + 5)):
        if words[index].cut and index > at:
            break
        if is_plural(words[index].lower):
            return words[index].end
    return words[at].end
