"""When two names name one: short names, initials, nicknames, acronyms.  By form alone, with no knowledge of anybody."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from onrecord.read.lexicon import load_lexicon
from onrecord.read.naming import bare_words

__all__ = ["given_names", "is_acronym_of", "may_be_body", "may_be_person", "person_words"]

_NICKNAME = re.compile(r"[\"“‘(]\w+[\"”’)]")
_CAPITAL = re.compile(r"\b[A-Z]")


@lru_cache(maxsize=8192)
def person_words(words: str) -> tuple[str, ...]:
    """Return the words of a person's name in small letters: no nickname in marks, no 'Jr.', no full stops."""
    plain = bare_words(_NICKNAME.sub(" ", words)) or bare_words(words)
    return tuple(word.strip(".") for word in plain.split() if word.strip("."))


def may_be_person(full: Sequence[str], short: Sequence[str]) -> bool:
    """Say whether ``short`` can name the person named ``full``: words as of :func:`person_words`, either way round.

    'Lund', 'P. Lund', 'Pete Lund' and 'Per Olof Lund' can be 'Per Lund' (with Pete and Per listed as one); 'Ada Lund'
    cannot.
    """
    if len(short) > len(full):
        full, short = short, full
    if not short:
        return False
    if len(short) == 1:
        if len(short[0]) == 1:
            return False
        return short[0] == full[-1] or _is_first_name(full[0], short[0])
    if _is_tail(full, short) or tuple(full[: len(short)]) == tuple(short):
        return True
    return full[-1] == short[-1] and _is_first_name(full[0], short[0]) and _is_middle(full[1:-1], short[1:-1])


def _is_tail(full: Sequence[str], short: Sequence[str]) -> bool:
    return tuple(full[-len(short) :]) == tuple(short)


def _is_first_name(one: str, other: str) -> bool:
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    return other in given_names(one)


def given_names(word: str) -> frozenset[str]:
    """Return a given name and the short forms that are taken for it ('bob' and 'bobby' for 'robert')."""
    return _nicknames().get(word, frozenset([word]))


def _is_middle(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether middle names do not contradict one another."""
    return not one or not other or one[0][0] == other[0][0]


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for names in load_lexicon("speakers")["names"]["nicknames"]:
        for name in names:
            found[name] = found.get(name, frozenset()) | frozenset(names)
    return found


def is_acronym_of(short: str, full: str) -> bool:
    """Say whether capitals such as 'IMF' are the first letters of a longer name's words."""
    letters = short.replace(".", "")
    if len(letters) < 2 or not letters.isupper() or " " not in full:
        return False
    words = full.replace("-", " ").split()
    if words[0] in {"U.S.", "United"} and len(words) > 2:
        rest = full[len(words[0]) + 1 :].removeprefix("States ")
        if letters == "".join(_CAPITAL.findall(rest)):
            return True
    every = "".join(word[0] for word in words if word[0].isalpha()).upper()
    return letters in {"".join(_CAPITAL.findall(full)), every}


def may_be_body(full: str, short: str) -> bool:
    """Say whether ``short`` begins or ends the longer name ``full`` of a body; both as :func:`naming.stem` has them."""
    if len(short) >= len(full):
        return False
    return full.startswith(f"{short} ") or full.endswith(f" {short}")
