"""Names in a text, with the titles that stand beside them.

Rules of capitals, titles and appositions over word lists: no name is guessed to be a man's or a woman's, and nothing
is known of anybody but what the text says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.model import Role, Span
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["Name", "canonical_title", "find_names", "role_in"]

NameKind = Literal["person", "organisation", "other"]

_WORD = re.compile(r"[^\W\d_](?:[\w’'&-]|\.(?=\w))*")
_POSSESSIVE = re.compile(r"['’]s?$")
_APPOSITION = re.compile(r"\s*,\s+(?P<words>[^,.;:“”\"()\n]{3,110})(?=[,.;)\n]|$)")
_PARTY = re.compile(r"\s*[(,]\s?(?P<party>[RDI])-[A-Z]")
_OF = re.compile(r"\s+(?:for|of|at|with|from)\s+(?:the\s+)?(?P<organisation>.+)$")
_LONGEST_TITLE = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name at ``span`` (title not included); ``whole`` takes in the title before it and the apposition after."""

    span: Span
    whole: Span
    words: str
    kind: NameKind
    role: Role | None = None
    honorific: str | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    words: str
    possessive: bool


def canonical_title(words: str) -> str:
    """Return the form of a title by which it is compared: 'Sen.' and 'senator' are one."""
    plain = " ".join(words.lower().split()).removeprefix("former ").removeprefix("acting ")
    synonyms: dict[str, str] = load_lexicon("speakers")["titles"]["synonyms"]
    return synonyms.get(plain, plain)


def find_names(text: str) -> tuple[Name, ...]:
    """Return the names of a text in order, without overlap."""
    names: list[Name] = []
    for run in _capital_runs(text):
        name = _name_of(text, run)
        if name is not None:
            names.append(name)
    return tuple(names)


def role_in(words: str) -> Role | None:
    """Return the office that a phrase states ('a spokesman for the agency'), or None."""
    found = _title_pattern().search(words)
    if found is None:
        return None
    title = found.group().strip()
    after = _OF.match(words[found.end() :])
    if after:
        return Role(title, after.group("organisation").strip())
    before = words[: found.start()].strip()
    before = re.sub(r"^(?:an?|the|its|his|her|their|former|then)\s+", "", before, flags=re.IGNORECASE).strip()
    named = before if before and before[0].isupper() else None
    return Role(title, named)


@cache
def _title_pattern() -> re.Pattern[str]:
    titles = load_lexicon("speakers")["titles"]
    words = [*titles["before"], *titles["private"]]
    return re.compile(rf"(?<![\w.]){word_pattern(words)}(?!\w)", re.IGNORECASE)


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(load_lexicon("speakers")[section][key])


@cache
def _platforms() -> frozenset[str]:
    return frozenset(word.lower() for word in load_lexicon("describe")["venues"]["platforms"])


def _capital_runs(text: str) -> Iterator[list[_Token]]:
    """Yield runs of capitalised words that stand one space apart; a possessive ends its run."""
    run: list[_Token] = []
    pending: list[_Token] = []
    for token in _tokens(text):
        adjacent = bool(run) and text[(pending or run)[-1].end : token.start] == " " and not run[-1].possessive
        lower = token.words.lower()
        if token.words[0].isupper():
            if not adjacent:
                if run:
                    yield run
                run, pending = [], []
            run = [*run, *pending, token]
            pending = []
        elif adjacent and len(pending) < 3 and lower in _words("names", "particles") | {"of", "and", "for", "the", "&"}:
            pending.append(token)
        else:
            if run:
                yield run
            run, pending = [], []
    if run:
        yield run


def _tokens(text: str) -> Iterator[_Token]:
    """Yield words; the full stop belongs to an initial or a title's abbreviation only."""
    for found in _WORD.finditer(text):
        words, end = found.group(), found.end()
        if end < len(text) and text[end] == "." and (len(words) == 1 or f"{words.lower()}." in _abbreviations()):
            words, end = words + ".", end + 1
        bare = _POSSESSIVE.sub("", words)
        if not bare:
            continue
        yield _Token(found.start(), end - (len(words) - len(bare)), bare, len(bare) < len(words))


@cache
def _abbreviations() -> frozenset[str]:
    titles = load_lexicon("speakers")["titles"]
    return frozenset(word for key in ("before", "honorifics") for word in titles[key] if word.endswith("."))


def _name_of(text: str, run: list[_Token]) -> Name | None:
    """Return what a run of capitalised words names."""
    while run and run[0].words.lower() in _words("names", "never"):
        if canonical_title(run[0].words) != run[0].words.lower() or run[0].words.lower() in _honorifics():
            break
        run = run[1:]
    if not run:
        return None
    honorific = None
    if run[0].words.lower() in _honorifics() and len(run) > 1:
        honorific, run = run[0].words.lower(), run[1:]
    place = _title_place(run)
    whole_start = run[0].start
    role: Role | None = None
    if place is not None:
        first, after = place
        if after == len(run):
            return None
        organisation = text[run[0].start : run[first - 1].end] if first else None
        role = Role(text[run[first].start : run[after - 1].end], organisation)
        run = run[after:]
    elif honorific is None:
        role, whole_start = _title_before(text, run[0].start)
    span = Span(run[0].start, run[-1].end)
    words = text[span.start : span.end]
    kind = _kind(run, titled=role is not None or honorific is not None)
    if kind == "organisation":
        return Name(span, Span(span.start, span.end), words, kind)
    whole_end = span.end
    party = None
    found = _PARTY.match(text, span.end)
    if found:
        party = {"R": "republican", "D": "democrat", "I": "independent"}[found.group("party")]
    if kind == "person" and role is None:
        apposition = _APPOSITION.match(text, span.end)
        role = role_in(apposition.group("words")) if apposition else None
        if role is None and apposition is not None and _names_a_body(apposition.group("words")):
            return Name(span, Span(whole_start, whole_end), words, "organisation")
        if role is not None and apposition is not None:
            whole_end = apposition.end("words")
    return Name(span, Span(whole_start, whole_end), words, kind, role, honorific, party)


def _names_a_body(apposition: str) -> bool:
    """Say whether an apposition calls what it follows a body: 'Innkeepers United, a trade group'."""
    words = re.split(r"\s(?:of|for|in|that|which|with)\s", apposition.lower())[0].split()
    return words[0] in {"a", "an", "the"} and words[-1] in _words("organisations", "nouns")


@cache
def _honorifics() -> frozenset[str]:
    return _words("titles", "honorifics")


def _title_place(run: Sequence[_Token]) -> tuple[int, int] | None:
    """Return where in a run a title stands (half-open token indexes); the longest that starts first."""
    titles = _words("titles", "before")
    for first in range(len(run)):
        for length in range(_LONGEST_TITLE, 0, -1):
            words = " ".join(token.words.lower() for token in run[first : first + length])
            if first + length <= len(run) and words in titles:
                return first, first + length
    return None


def _title_before(text: str, start: int) -> tuple[Role | None, int]:
    """Return the office written in small letters right before a name, and where that phrase starts."""
    before = text[max(0, start - 90) : start]
    found = _small_title().search(before)
    if found is None:
        return None, start
    at = start - len(before) + found.start()
    organisation = (found.group("organisation") or "").strip()
    return Role(found.group("title"), organisation or None), at


@cache
def _small_title() -> re.Pattern[str]:
    titles = word_pattern(load_lexicon("speakers")["titles"]["before"])
    return re.compile(rf"(?P<organisation>(?:[A-Z][\w&.’'-]*\s){{0,5}})(?P<title>{titles}),?\s$")


def _kind(run: Sequence[_Token], *, titled: bool) -> NameKind:
    lower = [token.words.lower() for token in run]
    words = " ".join(lower)
    if words in _words("names", "places") or words in _platforms():
        return "other"
    if any(word in _words("organisations", "words") for word in lower) or words in _words("organisations", "words"):
        return "organisation"
    if {"of", "and", "for", "the"} & set(lower):
        return "organisation"
    if titled:
        return "person"
    if len(run) == 1:
        return "organisation" if len(words) > 1 and run[0].words.isupper() else "other"
    return "person" if len(run) <= 4 else "other"
