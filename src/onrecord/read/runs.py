"""Runs of capitalised words: where in a text names may stand, and where one name ends and the next begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.read.lexicon import load_lexicon

__all__ = ["Token", "capital_runs", "is_place", "names_a_body"]

_WORD = re.compile(r"O['’]\s[A-Z][\w-]+|[^\W\d_](?:[\w’'&-]|\.(?=\w))*")
_POSSESSIVE = re.compile(r"['’]s?$")
_SEAT = re.compile(r"[RDI]-[A-Z]")
"""A party and a state, as in 'Ada Lund (R-Ohio)': no name."""

_THEN = re.compile(r"(?:[Tt]hen|[Ee]x|[Nn]ow)-(?=[A-Z])")
_PREFIXED = re.compile(r"(?:al|an|ar|as|at|el|ul|ibn|bin|ben|d|l|dell|dall)[-'’][^\W\d_a-z]")
"""A particle joined to a name in small letters, as in 'al-Rahman' and 'd’Arcy': part of a name like a capital."""

_LINKS = frozenset(["of", "and", "for", "the", "&"])
_OPENING = frozenset([' "', " “", " ‘", " ("])
_CLOSING = frozenset(['" ', "” ", "’ ", ") "])
_LONGEST_RUN = 24
"""Words after which a run is cut: a line in capitals is no name."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a run, without the possessive mark that ``possessive`` tells of."""

    start: int
    end: int
    words: str
    possessive: bool

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.words.lower()


def capital_runs(text: str) -> Iterator[list[Token]]:
    """Yield runs of capitalised words one space apart, cut where two names are joined by 'and' or 'of'.

    A possessive ends its run; a nickname in quotation marks or brackets belongs to the name around it.
    """
    for run in _runs(text):
        yield from _parts(run)


def _runs(text: str) -> Iterator[list[Token]]:
    run: list[Token] = []
    pending: list[Token] = []
    for token in _tokens(text):
        last = (pending or run)[-1] if run else None
        adjacent = last is not None and not run[-1].possessive and _joined(text, last, token)
        if token.words[0].isupper() or _PREFIXED.match(token.words):
            if (not adjacent or len(run) > _LONGEST_RUN) and run:
                yield run
                run, pending = [], []
            run = [*run, *pending, token]
            pending = []
        elif adjacent and len(pending) < 3 and _may_link(token.lower, pending):
            pending.append(token)
        else:
            if run:
                yield run
            run, pending = [], []
    if run:
        yield run


def _may_link(lower: str, pending: Sequence[Token]) -> bool:
    """Say whether a word in small letters may stand inside a name; 'the' only after 'of' and its like."""
    if lower == "the":
        return bool(pending) and pending[-1].lower in _LINKS
    return lower in _LINKS or lower in _words("names", "particles")


def _joined(text: str, last: Token, token: Token) -> bool:
    """Say whether a word stands one space after another, or a nickname's mark between them."""
    gap = text[last.end : token.start]
    if gap in {" ", " & "} or (gap == ", " and token.lower in _words("names", "suffixes")):
        return True
    if gap in _CLOSING:
        return text[max(0, last.start - 2) : last.start] in _OPENING
    after = text[token.end : token.end + 3]
    return gap in _OPENING and after[:2] in _CLOSING and after[2:].isupper()


def _tokens(text: str) -> Iterator[Token]:
    """Yield words; the full stop belongs to an initial or a title's abbreviation only."""
    for found in _WORD.finditer(text):
        words, start, end = found.group(), found.start(), found.end()
        prefix = _THEN.match(words)
        if prefix:
            start, words = start + prefix.end(), words[prefix.end() :]
        if end < len(text) and text[end] == "." and _keeps_stop(words):
            words, end = words + ".", end + 1
        bare = _POSSESSIVE.sub("", words)
        if bare and not _SEAT.match(bare):
            yield Token(start, end - (len(words) - len(bare)), bare, len(bare) < len(words))


def _keeps_stop(words: str) -> bool:
    return len(words) == 1 or f"{words.lower()}." in _abbreviations() or (len(words) == 3 and words[1] == ".")


@cache
def _abbreviations() -> frozenset[str]:
    lexicon = load_lexicon("speakers")
    titles = lexicon["titles"]
    listed = [*titles["before"], *titles["honorifics"], *lexicon["names"]["suffixes"]]
    return frozenset(word for word in listed if word.endswith("."))


def _parts(run: list[Token]) -> Iterator[list[Token]]:
    """Yield the names in a run that holds 'and', 'of' or 'for'; one that is a body's name stays whole."""
    start = 0
    for at, token in enumerate(run):
        if token.lower not in _LINKS or at <= start or not token.words[0].islower():
            continue
        left = run[start:at]
        right = run[at + 1 :]
        while right and right[0].lower in _LINKS:
            right = right[1:]
        if right and (_splits_and(left, right) if token.lower == "and" else _splits_of(left, token.lower)):
            yield left
            start = len(run) - len(right)
    if start < len(run):
        yield run[start:]


def _splits_and(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """Say whether 'and' joins two names ('Per Lund and Ada Ek') rather than stands in one ('Trade and Industry')."""
    cut = next((at for at, token in enumerate(right) if token.lower in _LINKS), len(right))
    right = right[:cut]
    if any(token.lower in _LINKS for token in left):
        return _is_acronym(right)
    left_body, right_body = names_a_body(left), names_a_body(right)
    if not right_body:
        return not left_body or _is_acronym(right) or len(right) > 1 or len(left) > 1
    if left_body or left[0].lower in _words("names", "institutional"):
        return _is_acronym(right)
    return len(left) > 1 or len(right) == 1


def _splits_of(left: Sequence[Token], link: str) -> bool:
    """Say whether what stands before 'of' is a name by itself: 'Patrick Leahy of Vermont', not 'Bank of Spain'."""
    if link == "for" and len(left) > 1 and names_a_body(left):
        return left[-1].lower not in _words("names", "purposeful")
    titles = [at for at, token in enumerate(left) if token.lower in _words("titles", "before")]
    if titles:
        left = left[titles[-1] + 1 :]
        return bool(left) and not names_a_body(left)
    return len(left) > 1 and not names_a_body(left) and left[0].lower not in _words("names", "institutional")


def _is_acronym(run: Sequence[Token]) -> bool:
    return len(run) == 1 and run[0].words.isupper() and len(run[0].words) > 1


def names_a_body(run: Sequence[Token]) -> bool:
    """Say whether a run has a word by which bodies are called ('Department', 'Inc.')."""
    words = _words("organisations", "words")
    lower = [token.lower for token in run]
    return any(word in words for word in lower) or " ".join(lower) in words


def is_place(words: str) -> bool:
    """Say whether a name is listed as a place's."""
    return words.lower() in _words("names", "places") or words.lower() in _words("names", "lands")


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(load_lexicon("speakers")[section][key])
