"""What kind of source a phrase names, by its head: the tests of docs/labels.md (Source kind), in its order."""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.model import SourceKind
from onrecord.read.headcounts import is_figure, is_share
from onrecord.read.lexicon import load_lexicon
from onrecord.read.names import Name
from onrecord.read.noun_heads import NounHead, noun_head
from onrecord.read.noun_lists import (
    is_body,
    is_document,
    is_listed_people,
    is_people,
    is_person,
    singular,
    titles,
    words,
)
from onrecord.read.offices import canonical_title
from onrecord.read.runs import is_place

__all__ = ["kind_told", "pronoun_in", "source_kind"]

Told = tuple[SourceKind, str]

_PRONOUN: Told = ("pronoun", "a pronoun")
_DOCUMENT: Told = ("document", "a noun for a document")
_PERSON: Told = ("person", "a person's name")
_OFFICE: Told = ("office", "a title without a name")
_PARTISAN: Told = ("office", "a party's word for one who belongs to it")
_BODY: Told = ("organisation", "a noun for a body")
_NAMED_BODY: Told = ("organisation", "a body's name")
_NAMED: Told = ("organisation", "a name of neither a person nor a body")
_UNNAMED: Told = ("unnamed", "a noun for people without their names")
_TOLD_BY_TIES: Told = ("unnamed", "a phrase for sources that nobody names")
_GROUP: Told = ("group", "a noun for a group")

_SOMEBODY = re.compile(r"\s?(?:,\s)?who(?:se)?\b")
_AND_NAME = re.compile(r"\s?(?:and|or|/|,)\s?")


@cache
def _speakers(section: str, key: str) -> frozenset[str]:
    return frozenset(load_lexicon("speakers")[section][key])


def source_kind(words: str, names: Sequence[Name]) -> SourceKind:
    """Return the kind of source that ``words`` name; ``names`` are the names that stand in them."""
    return kind_told(words, names)[0]


def kind_told(words: str, names: Sequence[Name]) -> Told:
    """Return the kind of source that ``words`` name, as :func:`source_kind` does, and the rule that tells it."""
    if " ".join(words.lower().split()) in _pronouns():
        return _PRONOUN
    head = noun_head(words, names)
    tests = (_pronoun, _document, lambda head: _person(head, words, names), _body, _one, _several)
    return next((told for told in (test(head) for test in tests) if told is not None), None) or _default(head, names)


@cache
def _pronouns() -> frozenset[str]:
    listed = load_lexicon("speakers")["pronouns"]
    plain = [word for key in ("person", "plural", "thing", "self") for word in listed[key]]
    return frozenset([*plain, *words("pronouns", "more")])


def pronoun_in(phrase: str) -> str:
    """Return the pronoun that a phrase of kind pronoun turns on: 'whom' of 'most of whom', 'she' of 'she and Ada'."""
    head = noun_head(phrase)
    if head.noun in _pronouns():
        return head.noun
    return next((word for word in head.before if word in _pronouns()), phrase.lower())


def _pronoun(head: NounHead) -> Told | None:
    """Tell a pronoun: alone, in a partitive ('most of whom') or as whose eyes or voice it is."""
    if (
        head.noun in words("pronouns", "parts")
        and head.before[:1]
        and head.before[0] in _speakers("pronouns", "owners")
    ):
        return _PRONOUN
    if head.noun not in _pronouns() or head.before or head.name is not None:
        return None
    some = head.noun in {"them", "us", "you", "these", "those"} and head.amount not in {("both",), ("all",)}
    return _UNNAMED if some and _is_counted(head) else _PRONOUN


def _document(head: NounHead) -> Told | None:
    """Tell a document; 'the Post' and 'the Bureau of Labor Statistics' are bodies by name."""
    if not is_document(head.noun):
        return None
    name = head.name
    if name is None:
        return _DOCUMENT
    if name.kind == "person" or " of " in name.words or " and " in name.words:
        return None
    return None if head.noun in _speakers("organisations", "words") or is_body(head.noun) else _DOCUMENT


def _person(head: NounHead, phrase: str, names: Sequence[Name]) -> Told | None:
    """Tell a named person: the head is a name, a title beside one, or a name stands in apposition to it."""
    name = head.name
    if name is not None and name.kind == "person":
        return None if _is_common(head, name) else _PERSON
    if name is None and head.has_capital and not is_body(head.noun) and _completes_name(head, names):
        return _PERSON
    if head.noun in words("pronouns", "parts") and head.determiner == "of somebody":
        return _PERSON
    if name is None and not is_document(head.noun) and not is_body(head.noun) and _is_titled(head, phrase, names):
        return _PERSON
    if name is not None and name.kind == "other" and not name.sure and not is_place(name.words):
        called = _is_called_somebody(head, names) or _completes_name(head, names)
        return _PERSON if called and not is_body(head.noun) else None
    if head.apposed is not None and name is None and not is_body(head.noun) and not is_document(head.noun):
        return _PERSON if head.count == "one" or not is_people(head.noun) or " and " in head.rest else None
    return None


def _is_common(head: NounHead, name: Name) -> bool:
    """Say whether what looks like a name is nouns with capitals: a headline's 'Frustrated Parents'."""
    if name.sure or name.honorific or name.party or name.role or " " not in name.words:
        return False
    prefixed = name.words.split()[0].lower() in _speakers("titles", "prefixes")
    return is_listed_people(head.noun) or (prefixed and is_person(head.noun, by_ending=False))


def _completes_name(head: NounHead, names: Sequence[Name]) -> bool:
    """Say whether a capitalised head goes on with a person's name before it, or follows an honorific."""
    if not head.before:
        return False
    if head.before[0].strip(".") in {"mr", "mrs", "ms", "dr", "sen", "rep", "gov", "pres"}:
        return True
    before = next((name for name in names if name.words.lower().split()[-1] == head.before[-1]), None)
    if before is None or is_place(before.words):
        return False
    return before.kind == "person" or (before.kind == "other" and _SOMEBODY.match(head.rest) is not None)


def _is_titled(head: NounHead, phrase: str, names: Sequence[Name]) -> bool:
    """Say whether the head is one of the titles right before a person's name: 'deputy secretary of state Per Lund'.

    Titles may be two, joined by 'and': 'the former aide and television host Per Lund'.
    """
    if head.title is None and not is_person(head.noun):
        return False
    tail = phrase[len(phrase) - len(head.rest) :] if head.rest else ""
    lower = tail.lower()
    person = next((name for name in names if name.kind == "person" and name.words.lower() in lower), None)
    if person is None:
        return False
    title = person.span.start - person.whole.start
    lead = tail[: lower.index(person.words.lower())]
    if title > len(lead):
        return True
    lead = lead[: len(lead) - title]
    if re.search(r"[,;:—(]|\b(?:who|that|for|to|with|by|in|at|from|on|an?|his|her|their|its)\b", lead):
        return False
    linked = re.match(r"\s(?P<link>of|and)\s(?P<words>.*\S)?", lead)
    if linked is None:
        return False
    if linked["link"] == "and":
        last = tail[: lower.index(person.words.lower())].lower().split()[-1]
        return last in titles() or is_person(last)
    between = [word for word in (linked["words"] or "").lower().split() if word not in _speakers("titles", "prefixes")]
    return bool(between) and between[-1] not in titles() and not is_person(between[-1], by_ending=False)


def _is_called_somebody(head: NounHead, names: Sequence[Name]) -> bool:
    """Say whether what follows a name is said of a person: 'Ditto, a grower', 'Ditto, who', 'Ditto and Ada Lund'."""
    rest = head.rest
    if _SOMEBODY.match(rest):
        return True
    if re.match(r",\s(?:an?|the|his|her|its|their|one|former)\s", rest):
        called = noun_head(rest[2:])
        return (called.title is not None or is_person(called.noun)) and not is_body(called.noun)
    joined = _AND_NAME.match(rest)
    following = rest[joined.end() :] if joined else ""
    return any(name.kind == "person" and following.startswith(name.words.lower()) for name in names)


def _body(head: NounHead) -> Told | None:
    """Tell a body: by its noun, by its name, or a place that stands for its government."""
    name = head.name
    if name is not None:
        if is_body(head.noun):
            return _BODY if name.kind != "organisation" else _NAMED_BODY
        if name.kind == "organisation":
            return None if _is_of_people(name, head.noun) else _NAMED_BODY
        if is_place(name.words):
            return _NAMED
        listed = is_people(head.noun, by_ending=False) or is_person(head.noun, by_ending=False) or head.title
        return None if listed or head.noun in _demonyms() else _NAMED
    two = " ".join((*head.before[-1:], head.noun))
    if two in words("bodies", "heads"):
        return _BODY
    if not is_body(head.noun) or (is_person(head.noun, by_ending=False) and head.determiner in {"a", "an", "one"}):
        return None
    return _BODY


def _is_of_people(name: Name, noun: str) -> bool:
    """Say whether what looks like a body's name is a noun of people with capitals: 'Growers', 'Senate Adviser'."""
    if " " not in name.words:
        return is_listed_people(noun)
    return noun in words("people", "cited") or noun in _speakers("unnamed", "heads")


@cache
def _demonyms() -> frozenset[str]:
    return _speakers("names", "peoples") | _speakers("parties", "words")


def _one(head: NounHead) -> Told | None:
    """Tell one person without a name: an office or function, or somebody."""
    noun, title = head.noun, head.title
    if noun in words("pronouns", "persons") and not head.before:
        return _UNNAMED
    if any(phrase in head.rest for phrase in _speakers("unnamed", "phrases")) or "unnamed" in head.before:
        return _TOLD_BY_TIES
    if "anonymous" in head.before:
        return _TOLD_BY_TIES
    if noun in words("people", "office_always") or canonical_title(title or "") == "spokesperson":
        return _OFFICE
    by_ending = not head.has_capital
    is_one = is_person(noun, by_ending=by_ending) or title is not None or _is_one_of_people(head)
    if not is_one or (is_people(noun, by_ending=by_ending) and title is None):
        return None
    if head.determiner in {"every", "each", "any", "no"} or (head.amount and head.count is None):
        return _GROUP
    if title in words("people", "held_by_one") and (head.is_definite or not head.determiner):
        return _OFFICE
    if head.is_definite and noun not in words("people", "plain") and noun not in words("people", "cited"):
        return _PARTISAN if noun in _speakers("parties", "words") else _OFFICE
    return _UNNAMED


def _is_one_of_people(head: NounHead) -> bool:
    """Say whether one of a people or party is told: 'one Canadian', 'another Democrat'."""
    return head.noun in _demonyms() and head.determiner in {"a", "an", "one", "another"}


def _several(head: NounHead) -> Told | None:
    """Tell several people: a number that is stated and officials or aides are unnamed, other plurals a group."""
    noun = head.noun
    if is_figure(noun) and noun.isalpha() and not head.amount and head.determiner not in {"no", "any", "every"}:
        return _UNNAMED
    if (noun in words("pronouns", "groups") and not head.before) or is_figure(noun) or is_share(noun):
        return _GROUP
    if not is_people(noun, by_ending=not head.has_capital):
        return None
    if _is_counted(head) and (singular(noun) is not None) and noun not in words("people", "plural") - {"people", "men"}:
        return _UNNAMED
    if noun in words("people", "plural") & {"people", "men", "women", "children", "kids"} and _is_counted(head):
        return _UNNAMED
    two = " ".join((*head.before[-1:], noun))
    return _UNNAMED if noun in words("people", "cited") or two in words("people", "cited") else _GROUP


def _is_counted(head: NounHead) -> bool:
    """Say whether the number of people is stated: 'two', 'at least 3', not 'some' and 'dozens'."""
    count = head.count
    if count == "one":
        return "one" in head.amount or singular(head.noun) is None
    return count is not None and any(letter.isdigit() for letter in count)


def _default(head: NounHead, names: Sequence[Name]) -> Told:
    """Return the kind of what no list tells: a word with a capital is a name, all else a group."""
    if head.noun in _demonyms() or is_people(head.noun, by_ending=False):
        return _GROUP
    if head.name is not None or (head.has_capital and names):
        return _NAMED
    if head.has_capital and not head.before and not head.rest.strip() and not head.noun.endswith("s"):
        return "person", "one word with a capital"
    return "group", "a phrase without a name"
