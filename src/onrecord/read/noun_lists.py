"""What a noun is one for: a document, a body, one person or several.  By word lists, and persons by their endings."""

import re
from functools import cache

from onrecord.read.lexicon import load_lexicon

__all__ = [
    "is_body",
    "is_document",
    "is_known",
    "is_listed_people",
    "is_people",
    "is_person",
    "singular",
    "titles",
    "words",
]

_AGE = re.compile(r"(?:[a-z]+|\d+)-year-old\Z")
_SHORTEST = 5
"""Letters of a noun from which its ending tells a person."""


@cache
def words(section: str, key: str) -> frozenset[str]:
    """Return a list of the lexicon ``noun_heads``."""
    return frozenset(load_lexicon("noun_heads")[section][key])


@cache
def _speakers(section: str, key: str) -> frozenset[str]:
    return frozenset(load_lexicon("speakers")[section][key])


@cache
def titles() -> frozenset[str]:
    """Return the nouns that are titles or say what somebody is, beside a name."""
    return _speakers("titles", "before") | _speakers("titles", "private") | _speakers("titles", "after")


def is_known(noun: str) -> bool:
    """Say whether a noun is one for a document, a body or people."""
    return is_document(noun) or is_body(noun) or is_person(noun) or is_people(noun)


@cache
def is_document(noun: str) -> bool:
    """Say whether a noun is one for something written, published, measured or recorded."""
    return noun in _speakers("documents", "heads") or noun in words("documents", "heads")


@cache
def is_body(noun: str) -> bool:
    """Say whether a noun is one for a body or several."""
    return noun in _speakers("organisations", "nouns") or noun in words("bodies", "heads")


@cache
def is_person(noun: str, *, by_ending: bool = True) -> bool:
    """Say whether a noun is one for one person: a title, a trade, a tie of kin; else told by its ending."""
    noun = noun.removeprefix("ex-")
    if noun in titles() or noun in words("people", "singular") or noun in _speakers("unnamed", "heads"):
        return noun not in _speakers("unnamed", "plurals")
    if _AGE.match(noun):
        return True
    if not by_ending or is_document(noun) or is_body(noun) or len(noun) < _SHORTEST:
        return False
    if noun in words("people", "no_endings") or noun in _speakers("names", "peoples"):
        return False
    return noun.endswith(tuple(words("people", "endings")))


@cache
def is_people(noun: str, *, by_ending: bool = True) -> bool:
    """Say whether a noun is one for several people."""
    if noun in words("people", "singular"):
        return False
    if is_listed_people(noun):
        return True
    if is_document(noun) or is_body(noun):
        return False
    one = singular(noun)
    return one is not None and is_person(one, by_ending=by_ending)


@cache
def is_listed_people(noun: str) -> bool:
    """Say whether a noun is on a list of those for several people."""
    return noun in words("people", "plural") or noun in _speakers("groups", "heads") or noun in _plural_peoples()


@cache
def _plural_peoples() -> frozenset[str]:
    return frozenset(word for word in _speakers("names", "peoples") if word.endswith("s") and word != "swiss")


def singular(noun: str) -> str | None:
    """Return the singular of a plural, or None."""
    if noun == "people":
        return "person"
    if noun.endswith("men") and len(noun) > len("men"):
        return f"{noun[:-3]}man"
    if noun.endswith("ies") and len(noun) > len("ties"):
        return f"{noun[:-3]}y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else None
