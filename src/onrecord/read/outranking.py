"""Superlatives, firsts and records where no measure knows the topic: 'the nation's largest union'.

A superlative of size, number or rank makes a claim where its range is stated or plainly meant; one that judges ('the
best') only over a range that records have, such as history or a span of years.
"""

import re
from collections.abc import Iterator
from functools import cache

from onrecord.model import Span
from onrecord.read.asserted import is_asserted
from onrecord.read.counted import counted_after, is_plural
from onrecord.read.firsts import first_at, record_at
from onrecord.read.lexicon import load_lexicon
from onrecord.read.reach import limit_of, range_end
from onrecord.read.scene import Draft, Scene
from onrecord.read.slots import clause_of
from onrecord.read.tokens import Word, free_topic, phrase_at, phrases, word_set

__all__ = ["outranking_in"]

_RANKED = re.compile(r"(?:second|third|fourth|fifth|2nd|3rd|4th|5th)-(?:[a-z]+est|most)")
_EST = re.compile(r"[a-z-]{3,}est")
_GROUP = re.compile(
    r"\s(?:[\w’'-]+\s){0,4}?(?:in|of|among|on|to|outside|within|for|at|from|that|who|which)\s(?:(?:the|its|his|her|their|our|all)\s)?"
    r"(?:[\w’'.-]+\s){0,2}?[\w’'.-]+"
)
_BEHIND = 30
"""Characters behind a superlative in which the noun stands that it is of."""


def outranking_in(text: str, scene: Scene, words: list[Word]) -> Iterator[Draft]:
    """Yield the superlatives, firsts and records of a sentence whose range is stated or plainly meant."""
    reached, triggers = 0, _triggers()
    for at, word in enumerate(words):
        if word.start < reached or (word.lower not in triggers and not word.lower.endswith("est")):
            continue
        found = _found(text, words, at)
        anchor = Span(word.start, word.end)
        if found is None or not is_asserted(text, scene.span, anchor):
            continue
        span, rule = found
        reached = span.end
        counted = counted_after(text, word.end, min(span.end + _BEHIND, scene.span.end), single=True)
        plain = counted is not None and counted.start - word.end <= 1 and text[counted.start].islower()
        topic = counted.unit if counted is not None and plain else None
        yield Draft(span, anchor, clause_of(text, scene.span, anchor), "rank", free_topic(topic), rule=rule)


@cache
def _triggers() -> frozenset[str]:
    """Return the words that a superlative, a first or a record may begin with, those in '-est' aside."""
    table = load_lexicon("general")
    words = [*table["superlatives"]["measured"], *table["superlatives"]["judged"], *table["records"]["words"]]
    ranked = (f"{rank}-most" for rank in table["superlatives"]["rank"])
    return frozenset(word.split()[0] for word in words) | {
        *table["records"]["breaking"],
        "first",
        "first-ever",
        *ranked,
    }


def _found(text: str, words: list[Word], at: int) -> tuple[Span, str] | None:
    """Return the span that begins with the word at ``at`` or right before it, and the rule that made it."""
    span = _superlative(text, words, at)
    if span is not None:
        return span, "a superlative over a range"
    span = first_at(text, words, at)
    if span is not None:
        return span, "a first over a range"
    span = record_at(words, at)
    return (span, "a record") if span is not None else None


def _superlative(text: str, words: list[Word], at: int) -> Span | None:
    """Return the span of a superlative, or None."""
    count, is_measured = _words_of(words, at)
    if not count or at == 0 or words[at].cut:
        return None
    ranked = at > 1 and words[at - 1].lower in word_set("general", "superlatives", "rank")
    lead = words[at - 2] if ranked else words[at - 1]
    owned = lead.lower.endswith(("'s", "s'"))
    if not (owned or ranked or lead.lower in word_set("general", "superlatives", "determiners")):
        return None
    last = words[at + count - 1]
    head = words[at + count] if at + count < len(words) and not words[at + count].cut else None
    if head is not None and head.lower in word_set("general", "superlatives", "not_of"):
        return None
    limit = limit_of(text, last.end, words[-1].end)
    over = range_end(text, last.end, limit)
    if over is not None:
        return Span(lead.start, over)
    if not is_measured or head is None or not head.lower.isalpha():
        return None
    end = _meant(text, words[at : at + count + 4], count, limit, lead)
    return Span(lead.start, end) if end is not None else None


def _words_of(words: list[Word], at: int) -> tuple[int, bool]:
    """Return how many words from ``at`` on are a superlative (0: none), and whether it is one of size or number."""
    if _RANKED.fullmatch(words[at].lower):
        return 1, True
    measured = phrase_at(words, at, phrases("general", "superlatives", "measured"))
    lower = words[at].lower
    if lower == "most" and measured <= 1:
        return _most(words, at)
    if measured:
        return measured, True
    listed = lower in word_set("general", "superlatives", "judged")
    formed = _EST.fullmatch(lower) is not None and lower not in word_set("general", "superlatives", "not_est")
    return int(listed or formed), False


def _most(words: list[Word], at: int) -> tuple[int, bool]:
    """Return how many words 'most' and what it heightens are, and whether it is of number: 'the most votes'."""
    after = words[at + 1] if at + 1 < len(words) else None
    if (
        after is None
        or after.cut
        or not after.lower.replace("-", "").isalpha()
        or after.lower in {"likely", "recent", "recently"}
    ):
        return (1, True) if after is None or after.lower in {"of", "in", "since"} else (0, False)
    if after.lower in {"of", "in", "since", "ever"} or is_plural(after.lower):
        return 1, True
    return 2, False


def _meant(text: str, words: list[Word], count: int, limit: int, lead: Word) -> int | None:
    """Return where a superlative ends whose range is meant by its owner, its group or its number.

    ``words`` begin with the superlative's ``count`` words.
    """
    head = words[count]
    if words[0].lower in {"most", "fewest"} and count == 1:
        noun = next((word for word in words[1:4] if word.cut or is_plural(word.lower)), None)
        return noun.end if noun is not None and not noun.cut and lead.lower == "the" else None
    if _RANKED.fullmatch(words[0].lower):
        return head.end
    place = text[lead.start].isupper() or lead.lower in word_set("general", "firsts", "owners")
    if lead.lower.endswith(("'s", "s'")) and place:
        return head.end
    grouped = _GROUP.match(text, words[count - 1].end, limit)
    return grouped.end() if grouped is not None and lead.lower in {"the", "one", "a"} else None
