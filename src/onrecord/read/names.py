"""Names in a text, with the titles that stand beside them.

Rules of capitals, titles and appositions over word lists: no name is guessed to be a man's or a woman's, and nothing
is known of anybody but what the text says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from onrecord.model import Role, Span
from onrecord.read.lexicon import load_lexicon
from onrecord.read.offices import part_titles, role_after, role_before, role_by_verb, role_called, status_before
from onrecord.read.runs import Token, capital_runs, is_place, names_a_body
from onrecord.read.seats import seat_after

__all__ = ["Name", "NameKind", "find_names"]

NameKind = Literal["person", "organisation", "other"]

_PARTY = re.compile(
    r"(?:,?\sof\s[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)?\s*[(,]\s?(?P<party>[RDI])"
    r"(?:-(?P<seat>(?:New|North|South|West|Rhode)\s[A-Z]\w+|[A-Z](?:\w|\.(?=\w))*\.?)|\))"
)
"""A party in brackets or between commas, with the state where one is given: '(R-Ohio)', ', D-N.J.,'."""

_PARTY_WORDS = re.compile(
    r"(?:\sof\s[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)?,\s"
    r"(?:(?:an?|the)\s(?:(?P<state>(?!Liberal|Social|Christian)[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)\s)?(?P<party>Republican|Democrat(?:ic)?|Independent)\b"
    r"|(?P<bare>Republican|Democrat(?:ic)?|Independent)(?=[,.;)]|\s(?:of|from|in)\s)"
    r"(?:\s(?:of|from)\s(?P<seat>[A-Z][\w]*(?:\s[A-Z]\w*)?))?)"
)
"""A party after a name: 'a Republican', 'the Ohio Democrat', ', Democrat of Ohio'; either party's words alike."""

_PARTY_BEFORE = re.compile(r"(?<![\w-])(?P<party>Republican|Democrat(?:ic)?|Independent)\s\Z")
_PARTIES = {"R": "republican", "D": "democrat", "I": "independent", "Democratic": "democrat"}
_ELECT = re.compile(r"-(?:elect|designate)\Z")
_LONGEST_TITLE = 4
_LONGEST_PERSON = 5
_LONGEST_BODY = 3
_WHOLE = 2
_INTRODUCED = re.compile(r",\s(?:an?|the|\d\d|who)\b|\s(?:said|says|told)\b")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at ``span`` (title not included); ``whole`` takes in the title before it and the apposition after.

    ``called`` are the words of the apposition or predicate that says who or what is named; ``sure`` tells that words
    of the text leave no doubt about the kind; ``seat`` is the state that stands with a party ('R-Ohio').
    """

    span: Span
    whole: Span
    words: str
    kind: NameKind
    role: Role | None = None
    honorific: str | None = None
    party: str | None = None
    seat: str | None = None
    called: str | None = None
    sure: bool = False


@lru_cache(maxsize=4)
def find_names(text: str) -> tuple[Name, ...]:
    """Return the names of a text in order, without overlap; several steps of a reading ask for the same."""
    return tuple(name for run in capital_runs(text) for name in _names_of(text, run))


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(load_lexicon("speakers")[section][key])


@cache
def _platforms() -> frozenset[str]:
    return frozenset(word.lower() for word in load_lexicon("describe")["venues"]["platforms"])


def _names_of(text: str, run: list[Token]) -> Iterator[Name]:
    """Yield what a run of capitalised words names: a body in whose office somebody is, and the person."""
    run = _without_openers(text, run)
    if not run:
        return
    honorific = None
    if run[0].lower in _words("titles", "honorifics") and len(run) > 1:
        honorific, run = run[0].lower, run[1:]
    place = None if names_a_body(run) and _is_ambiguous(run[0].lower) else _title_place(run)
    whole_start = run[0].start
    role: Role | None = None
    if place is not None:
        first, after = place
        own = _own_words(run[:first])
        first -= own
        organisation = text[run[0].start : run[first - 1].end] if first else None
        title, whole_end = text[run[first].start : run[after - 1].end], run[after - 1].end
        title = title.removesuffix("s") if title.lower() in _words_of_many() else title
        if first and _is_body(run[:first]):
            span = Span(run[0].start, run[first - 1].end)
            is_place_name = title.lower() in _words("titles", "local") and not names_a_body(run[:first])
            kind: NameKind = "other" if first > _LONGEST_BODY or is_place_name else "organisation"
            yield Name(span, span, text[span.start : span.end], kind)
        body, run = _after_of(run[after:], closed=_closes(text, whole_start, run[-1].end))
        if body:
            organisation = text[body[0].start : body[-1].end]
            if _is_body(body):
                span = Span(body[0].start, body[-1].end)
                yield Name(span, span, organisation, "organisation")
        part = _part_of(organisation)
        if part:
            title, organisation = f"{part} {title}", (organisation or "").removeprefix(f"{part} ")
        role = Role(status_before(text, whole_start) + title, organisation)
        if not run:
            if after - first == 1 and _is_ambiguous(title.lower()) and after == 1:
                yield Name(Span(whole_start, whole_end), Span(whole_start, whole_end), title, "other")
            return
    else:
        role, whole_start = role_before(text, whole_start)
    yield _name(text, run, role, honorific, whole_start)


def _without_openers(text: str, run: list[Token]) -> list[Token]:
    """Return a run without words that begin a sentence and name nobody, and without 'former' and its like."""
    titles = _words("titles", "before") | _words("titles", "honorifics")
    if _opens_a_name(text, run):
        return run
    while run and run[0].lower in _words("names", "never") and run[0].lower not in titles and not _opens_a_body(run):
        is_party, run = run[0].lower in _words("parties", "words"), run[1:]
        if is_party and len(run) > 1 and run[0].lower in _given():
            break
    while len(run) > 1 and run[0].lower in _words("titles", "prefixes") and not _is_partys(run):
        run = run[1:]
    while run and run[-1].lower in _words("names", "never"):
        run = run[:-1]
    return run


def _opens_a_body(run: Sequence[Token]) -> bool:
    """Say whether a word that names nobody by itself begins a body's name: 'White House', 'Democratic National'."""
    listed = _words("organisations", "nouns") | _words("organisations", "words")
    opening = [token.lower for token in run[:3]]
    return _is_partys(run) or " ".join(opening) in listed or " ".join(opening[:2]) in listed


@cache
def _given() -> frozenset[str]:
    return frozenset(word for names in load_lexicon("speakers")["names"]["nicknames"] for word in names)


def _opens_a_name(text: str, run: Sequence[Token]) -> bool:
    """Say whether a word that mostly opens sentences is a given name: 'Will Lund, a nurse,' and 'May Lund said'."""
    return (
        len(run) == _WHOLE
        and run[0].lower in _words("names", "openers_given")
        and _INTRODUCED.match(text, run[-1].end) is not None
    )


def _is_partys(run: Sequence[Token]) -> bool:
    """Say whether a run is a body's name that begins with a party or people: 'Republican National Committee'.

    Not so 'Republican Sen. Lund' and 'American Airlines pilot Lund' without a word for a body.
    """
    place = _title_place(run)
    first = run[0].lower
    begins = first in _words("parties", "words") or first in _words("names", "institutional")
    return begins and len(run) > 1 and names_a_body(run[1:] if place is None else run[1 : place[0]])


def _name(text: str, run: list[Token], role: Role | None, honorific: str | None, whole_start: int) -> Name:
    span = Span(run[0].start, run[-1].end)
    words = text[span.start : span.end]
    kind = "organisation" if " & " in words else _kind(run, titled=role is not None or honorific is not None)
    said = role_after(text, span.end)
    called = said[0] if said else None
    if kind == "organisation":
        return Name(span, span, words, kind, called=called)
    party, seat, whole_end = None, None, span.end
    role = role or (role_by_verb(text, span.end) if kind == "person" else None)
    found = _PARTY.match(text, span.end) or _PARTY_WORDS.match(text, span.end)
    if found and not is_place(words):
        told = found.groupdict()
        seat = told["seat"] or told.get("state")
        word = told["party"] or told["bare"]
        party = _party(word)
        kind = "person"
    if role is not None and role.organisation and role.organisation.lower() in _words("parties", "words"):
        party = party or _party(role.organisation)
        role = Role(role.title, None)
    before = _PARTY_BEFORE.search(text, max(0, whole_start - 16), whole_start)
    if before and kind == "person":
        party = party or _party(before["party"])
        role = role or Role(before["party"], seat)
    if role is not None and role.organisation is None and kind == "person":
        role = Role(role.title, seat or seat_after(text, span.end))
    if (
        kind == "other"
        and called is not None
        and called.startswith(("a ", "an "))
        and role_called(called)
        and len(run) > 1
    ):
        kind = "person"
    if called is not None and said is not None and (kind == "person" or len(run) == 1):
        stated = role_called(called)
        if stated is None and _calls_a_body(called):
            return Name(span, Span(whole_start, whole_end), words, "organisation", called=called)
        if stated is not None and kind == "person" and text[span.end : span.end + 1] not in {" ", ""}:
            whole_end = said[1]
        if stated is not None and role is None:
            role = stated
    return Name(span, Span(whole_start, whole_end), words, kind, role, honorific, party, seat, called)


def _party(word: str) -> str | None:
    """Return the party that a letter or a word stands for: 'D' and 'Democratic' for 'democrat'; none for a leaning."""
    party = _PARTIES.get(word, word.lower())
    return party if party in _PARTIES.values() else None


def _calls_a_body(called: str) -> bool:
    """Say whether a phrase calls what it follows a body: 'Innkeepers United, a trade group'."""
    words = re.split(r"\s(?:of|for|in|that|which|with|based|dedicated|at|on)\s", called.lower())[0].split()
    return len(words) > 1 and words[0] in {"a", "an", "the"} and words[-1] in _words("organisations", "nouns")


def _own_words(before: Sequence[Token]) -> int:
    """Return how many words before a title belong to it: 1 in 'County Commissioner', 2 in 'Assistant U.S. Attorney'."""
    lower = [token.lower for token in before]
    if lower and set(lower) <= _words("titles", "kinds") | _words("titles", "courts"):
        return len(lower)
    return (
        len(lower)
        if lower and lower[0] in part_titles() and set(lower[1:]) <= {"u.s.", "state", "county", "city"}
        else 0
    )


def _part_of(organisation: str | None) -> str | None:
    """Return the word that a title begins with before its body: 'Deputy' of 'Deputy ICE Director'."""
    first, _, rest = (organisation or "").partition(" ")
    return first if rest and first.lower() in part_titles() else None


def _is_ambiguous(word: str) -> bool:
    """Say whether a title is as well a surname or part of a body's name: King, Major, General."""
    return word in _words("titles", "ambiguous")


def _title_place(run: Sequence[Token]) -> tuple[int, int] | None:
    """Return where in a run a title stands (half-open token indexes); the longest that starts first."""
    titles = _words("titles", "before")
    for first in range(len(run)):
        for length in range(_LONGEST_TITLE, 0, -1):
            after = first + length
            words = _ELECT.sub("", " ".join(token.lower for token in run[first:after]))
            words = words if first or after == len(run) else _words_of_many().get(words, words)
            private = words in _words("titles", "private") or words in _words("titles", "trades")
            told = private and not first and len(run) - after >= _WHOLE
            told = told and run[after].lower not in _words("names", "never")
            if after > len(run) or not (words in titles or told):
                continue
            left = len(run) - after
            has_body = names_a_body(run[:first]) or _own_words(run[:first]) == first
            if (
                first
                and _is_ambiguous(words)
                and ((length == 1 and left < _WHOLE) or not has_body)
                and (length == 1 or not left)
            ):
                continue
            return first, after
    return None


@cache
def _words_of_many() -> dict[str, str]:
    """Return the titles of several at once, each with the title of one: 'Senators Ada Lund and Per Ek'."""
    return {f"{title}s": title for title in load_lexicon("speakers")["titles"]["several"]}


def _closes(text: str, start: int, end: int) -> bool:
    """Say whether a title stands in an apposition that ends with it: ', president and CEO of Norbank Freight,'."""
    return text[max(0, start - 4) : start].endswith((", ", "and ")) and text[end : end + 1] in {",", ".", ";", ")"}


def _after_of(run: list[Token], *, closed: bool) -> tuple[list[Token], list[Token]]:
    """Return the body and the person after a title: 'of State' and 'John F. Kerry', 'of Mexico' and nobody."""
    if not run or run[0].lower not in {"of", "for"}:
        return [], run
    rest = run[1:]
    while rest and rest[0].lower in {"the", "and"}:
        rest = rest[1:]
    length = 2
    while length < len(rest) and (rest[-length].words.endswith(".") or rest[-length].words[0].islower()):
        length += 1
    if closed or len(rest) <= length or names_a_body(rest[-2:]):
        return rest, []
    return rest[:-length], rest[-length:]


def _is_body(run: Sequence[Token]) -> bool:
    """Say whether the words before a title are a body's name, not a place, a people or a party."""
    words = " ".join(token.lower for token in run)
    if is_place(words) or run[-1].lower in _words("names", "never"):
        return False
    return names_a_body(run) or len(run) > 1 or (run[0].words.isupper() and len(run[0].words) > 1)


def _kind(run: Sequence[Token], *, titled: bool) -> NameKind:
    lower = [token.lower for token in run]
    words = " ".join(lower)
    if is_place(words) or words in _platforms():
        return "other"
    if names_a_body(run):
        return "organisation"
    if {"of", "and", "for", "the", "&"} & {token.words for token in run}:
        return "organisation"
    if titled:
        return "person"
    if len(run) == 1:
        return "organisation" if len(words) > 1 and run[0].words.isupper() else "other"
    if len(run) > _LONGEST_PERSON or _is_shouted(run) or _is_placelike(lower):
        return "other"
    suffixes = _words("names", "suffixes")
    return "other" if any(_is_acronym(token) for token in run if token.lower not in suffixes) else "person"


def _is_placelike(lower: Sequence[str]) -> bool:
    """Say whether a name is a place's by its form: 'East Los Angeles', 'Mill Street'."""
    if lower[0] in _words("names", "directions") and is_place(" ".join(lower[1:])):
        return True
    return lower[-1] in _words("names", "grounds")


def _is_acronym(token: Token) -> bool:
    """Say whether a word is capitals alone and no initials of somebody's ('NASA', not 'JD' and not 'F.')."""
    return token.words.isupper() and len(token.words) > 2 and "." not in token.words


def _is_shouted(run: Sequence[Token]) -> bool:
    """Say whether a run stands in capitals, as headings and datelines do."""
    return all(_is_acronym(token) for token in run)
