"""How an unnamed source is described.

Nothing here tries to find out who an unnamed source is: it keeps the words by which the text describes it, the number
it states, the reason it gives for anonymity, and whether it claims direct knowledge.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.read.anonymity import anonymity_clauses, reason_in
from onrecord.read.headcounts import stated_count
from onrecord.read.lexicon import load_lexicon
from onrecord.read.noun_heads import noun_head
from onrecord.read.noun_lists import is_people
from onrecord.read.noun_lists import words as words_of

__all__ = ["Sourcing", "sourcing"]


@dataclass(frozen=True, slots=True)
class Sourcing:
    """How a phrase describes an unnamed source; all ``None`` where it names one."""

    described_as: str | None = None
    count: str | None = None
    anonymity_reason: str | None = None
    direct_knowledge: bool | None = None


def sourcing(words: str, sentence: str, following: str = "") -> Sourcing:
    """Return how an unnamed source is described, from its own words and the sentence it stands in.

    The sentence that follows is read where it takes the source up: 'The officials spoke on condition of ...'.
    """
    unnamed = _lexicon("unnamed")
    lower = " ".join(words.lower().split())
    around = sentence.lower()
    direct = None
    if any(phrase in around for phrase in unnamed["direct"]):
        direct = True
    elif any(phrase in around for phrase in unnamed["indirect"]):
        direct = False
    reason = _reason(sentence)
    if reason is None and _takes_up(lower, following):
        reason = _reason(following)
    return Sourcing(words.strip(" ,"), _count(words), reason, direct)


def _reason(sentence: str) -> str | None:
    """Return the words that give a reason for anonymity, where the sentence speaks of it and gives one."""
    told = (reason_in(sentence, clause) for clause in anonymity_clauses(sentence))
    return next((reason for reason in told if reason), None)


def _takes_up(lower: str, following: str) -> bool:
    """Say whether a sentence begins with a pronoun or 'the' and the head of what is described."""
    found = re.match(r"(?:The|Those|Both|All|Each)\s(?:\w+\s){0,2}?(\w+)|(?:He|She|They)\b", following)
    return found is not None and (
        found[1] is None or found[1].rstrip("s") in {word.rstrip("s") for word in lower.split()}
    )


@cache
def _lexicon(section: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = load_lexicon("speakers")[section]
    return found


def _count(words: str) -> str | None:
    """Return the number as stated; a bare plural is several."""
    head = noun_head(words)
    if head.noun in words_of("pronouns", "persons"):
        return "one"
    return head.count or stated_count([head.noun]) or ("several" if is_people(head.noun) else None)
