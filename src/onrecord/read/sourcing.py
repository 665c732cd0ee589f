"""What kind of source a phrase names, and how an unnamed one is described.

Nothing here tries to find out who an unnamed source is: it keeps the words by which the text describes it, the number
it states, the reason it gives for anonymity, and whether it claims direct knowledge.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.model import SourceKind, Span
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.names import Name
from onrecord.read.offices import canonical_title, role_in

__all__ = ["Sourcing", "anonymity_spans", "kind_told", "source_kind", "sourcing"]

_POSSESSED = re.compile(r"^(?P<owner>[^,]{2,60}?)['’]s?\s+(?P<thing>[\w\s-]{2,60})$")
_REASON = re.compile(r"(?:because|as|since|in order to|to)\s[^.;“”\"]{5,160}", re.IGNORECASE)
_CITED = re.compile(r",?\s(?:said|says|told|added|confirmed|described|and\ssaid)\b")
_BELONGING = re.compile(r"^[^,]*\s(?:to|of|for|with|from|around|in)\s(?:[^\s,]+\s){0,3}$")
_HANGING = re.compile(r"\b(?:by|from|to|against|of|on|about|for|with|in)\s{1,2}\Z")
_WORD = re.compile(r"[\w’'.&-]*\w")
_PREPOSITION = re.compile(
    r"\s\w+(?:ed|en|t)\s(?:by|in|on|with|to|at|against)(?=\s)|\s(?:of|from|for|with|against|in|at|across|among|throughout|around|outside|inside|near|who|that|which|by|on|to|familiar|close|briefed|,)(?=\s)|,"
)


@dataclass(frozen=True, slots=True)
class Sourcing:
    """How a phrase describes an unnamed source; all ``None`` where it names one."""

    described_as: str | None = None
    count: str | None = None
    anonymity_reason: str | None = None
    direct_knowledge: bool | None = None


def source_kind(words: str, names: Sequence[Name]) -> SourceKind:
    """Return the kind of source that ``words`` name; ``names`` are the names that stand in them."""
    return kind_told(words, names)[0]


def kind_told(words: str, names: Sequence[Name]) -> tuple[SourceKind, str]:
    """Return the kind of source that ``words`` name, as :func:`source_kind` does, and the rule that tells it."""
    lower = " ".join(words.lower().replace("’", "'").split())
    pronouns = _lexicon("pronouns")
    if any(lower in pronouns[key] for key in ("person", "plural", "thing", "self")):
        return "pronoun", "a pronoun"
    head = _head(lower)
    possessed = _POSSESSED.match(words.strip())
    thing = _head(possessed.group("thing").lower()) if possessed else head
    if thing in _lexicon("documents")["heads"] and not _names_person_last(words, names):
        return "document", "a noun for a document"
    people = _people_around(lower, head, names) or _modified(lower, head, names)
    if people:
        return people, "a noun that a name only qualifies"
    if any(name.kind == "person" for name in names) and (not possessed or _names_person_last(words, names)):
        return "person", "a person's name"
    if any(phrase in lower for phrase in _lexicon("unnamed")["phrases"]):
        return "unnamed", "a phrase for sources that nobody names"
    if possessed is None and role_in(head) and head not in _lexicon("unnamed")["heads"]:
        return "office", "a title without a name"
    if canonical_title(head) == "spokesperson":
        return "office", "a title without a name"
    if head in _lexicon("organisations")["nouns"]:
        return "organisation", "a noun for a body"
    if possessed and role_in(thing):
        return "office", "a title without a name"
    if head in _lexicon("unnamed")["heads"] or thing in _lexicon("unnamed")["heads"]:
        return "unnamed", "a noun for people without their names"
    if head in _lexicon("groups")["heads"]:
        return "group", "a noun for a group"
    if head in _lexicon("parties")["words"] and _is_definite(lower):
        return "office", "a party's word for one who belongs to it"
    if any(name.kind == "organisation" for name in names):
        return "organisation", "a body's name"
    if role_in(lower) and _is_definite(lower):
        return "office", "a title without a name"
    alone = words.strip()
    if not names and alone[:1].isupper() and " " not in alone and not lower.endswith("s"):
        return "person", "one word with a capital"
    return ("organisation", "a name of neither a person nor a body") if names else ("group", "a phrase without a name")


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
    return Sourcing(words.strip(" ,"), _count(lower), reason, direct)


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


def _head(lower: str) -> str:
    """Return the head noun of a phrase: the last word before its first preposition, relative clause or comma."""
    cut = _PREPOSITION.search(lower)
    front = lower[: cut.start()] if cut and cut.start() else lower
    if any(front.endswith(f" {two}") or front == two for two in ("white house", "state department")):
        return front.rsplit(" ", 2)[-2] + " " + front.rsplit(" ", 1)[-1] if " " in front else front
    found = _WORD.findall(front)
    return found[-1].removesuffix("'s") if found else ""


def _people_around(lower: str, head: str, names: Sequence[Name]) -> SourceKind | None:
    """Return the kind of people told by whose they are: in 'aides to Sen. Valk' she is not cited."""
    person = next((name for name in names if name.kind == "person"), None)
    if person is None or not _BELONGING.search(lower.partition(person.words.lower())[0]):
        return None
    if head in _lexicon("unnamed")["heads"]:
        return "unnamed"
    if canonical_title(head) == "spokesperson":
        return "office"
    return "group" if head in _lexicon("groups")["heads"] else None


def _modified(lower: str, head: str, names: Sequence[Name]) -> SourceKind | None:
    """Return the kind that a head noun tells after a name that only qualifies it: 'the Lund campaign', 'Lund aides'."""
    before = next((name.words.lower() for name in names if name.kind != "organisation"), None)
    if (
        before is None
        or head in before
        or lower.endswith(before)
        or f"{before} {head}" not in lower.replace("'s ", " ")
    ):
        return None
    if head in _lexicon("organisations")["nouns"]:
        return "organisation"
    if canonical_title(head) == "spokesperson":
        return "office"
    if head in _lexicon("unnamed")["heads"]:
        return "unnamed"
    return "group" if head in _lexicon("groups")["heads"] else None


def _is_definite(lower: str) -> bool:
    return lower.split(" ", 1)[0] in {"the", "his", "her", "its", "their", "this", "that", "an", "a"} or "'s " in lower


def _names_person_last(words: str, names: Sequence[Name]) -> bool:
    """Say whether the phrase ends in a person's name that nothing hangs on: not so in 'a suit against Lena Ortiz'."""
    if not names or names[-1].kind != "person" or not words.strip().endswith(names[-1].words):
        return False
    before = words.strip().removesuffix(names[-1].words).removesuffix(f"{names[-1].honorific or ''} ")
    return _HANGING.search(f"{before} ") is None


def _count(lower: str) -> str | None:
    """Return the number as stated; a bare plural is several."""
    counts: Mapping[str, str] = _lexicon("unnamed")["counts"]
    for length in (2, 1):
        first = " ".join(lower.split()[:length])
        if first in counts:
            return counts[first]
    number = re.match(r"\d{1,3}\b", lower)
    if number:
        return number.group()
    head = _head(lower)
    return "several" if head in _lexicon("unnamed")["plurals"] else None


def _reason(sentence: str) -> str | None:
    """Return the words that give a reason for anonymity, where the sentence speaks of it and gives one."""
    found = _anonymity().search(sentence)
    if found is None:
        return None
    if found.group().lower().startswith("not auth"):
        return re.split(r"[.,]", sentence[found.start() :], maxsplit=1)[0].strip(' ”"')
    reason = _REASON.search(sentence, found.end())
    return _CITED.split(reason.group())[0].strip(' ,”"') if reason else None


def anonymity_spans(text: str) -> tuple[Span, ...]:
    """Return the words by which sources ask not to be named, in order: what they ask there is no statement."""
    return tuple(Span(found.start(), found.end()) for found in _anonymity().finditer(text))


@cache
def _anonymity() -> re.Pattern[str]:
    return re.compile(word_pattern(_lexicon("unnamed")["reasons"]), re.IGNORECASE)
