"""The head of the phrase that names a source: its main noun, without what hangs on it.

'Two of the senator's former aides, who asked not to be named' has the head 'aides', the number two, and 'the
senator's' before it.  Of several joined by 'and' the first is taken (docs/labels.md).  By form and word lists alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.read.headcounts import is_figure, is_share, stated_count
from onrecord.read.names import Name
from onrecord.read.noun_lists import is_body, is_known, is_people, is_person, singular, titles, words
from onrecord.read.runs import is_place

__all__ = ["NounHead", "noun_head"]

_TOKEN = re.compile(r"[\w@#$](?:[\w’'./&%-]*[\w%’'])?|[^\s\w]")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?\Z|[A-Za-z]\Z")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])\Z")
_CONTRACTED = re.compile(r"['’](?:ve|ll|d|re|m|s)\Z")
_PARTICIPLE = re.compile(r"[a-z-]{2,}(?:ed|ing)\Z")
_QUOTES = frozenset("’'“”\"‘*&/")
_DASHES = frozenset("—–-")
_LINKS = frozenset(["of", "in", "on", "by", "from", "with", "for", "at", "to", "who"])
"""Words that end a noun phrase in a headline's capitals too."""

_DEEPEST = 4
"""Partitives inside one another: 'some of the members of a group of growers'."""

_BRACKETED = 5
"""Tokens of a bracket that may stand inside a name: 'Halden County (Ohio) Sheriff Per Lund'."""


@dataclass(frozen=True, slots=True)
class NounHead:
    """The head of a phrase: ``noun`` in small letters, the words ``before`` it in its own noun phrase.

    ``name`` is the name that ends with the head, ``apposed`` the person named right after ('a grower, Ada Lund'),
    ``amount`` the words of a partitive that say how many, ``rest`` what hangs on the head.
    """

    noun: str
    before: tuple[str, ...] = ()
    name: Name | None = None
    apposed: Name | None = None
    amount: tuple[str, ...] = ()
    rest: str = ""
    has_capital: bool = False

    @property
    def determiner(self) -> str:
        """The article or other word that determines the noun, 'of somebody' for a possessive, or nothing."""
        if any(word.endswith(("'s", "s'")) for word in self.before):
            return "of somebody"
        return self.before[0] if self.before and self.before[0] in words("front", "determiners") else ""

    @property
    def is_definite(self) -> bool:
        """Whether the noun is determined by 'the', a possessive or the like."""
        return self.determiner == "of somebody" or self.determiner in words("front", "definite")

    @property
    def is_plural(self) -> bool:
        """Whether the noun is the plural of one for a body: 'hotels', 'environmental groups'."""
        one = singular(self.noun)
        return one is not None and is_body(self.noun) and is_body(one)

    @property
    def count(self) -> str | None:
        """The number of people as stated ('2', 'at least 3', 'several'), or None."""
        if self.amount == ("percent",):
            return None
        return stated_count(self.amount, of=True) or stated_count(self.before)

    @property
    def title(self) -> str | None:
        """The title that the noun phrase ends in, the longest: 'secretary', 'attorney general', or None."""
        phrase = [*self.before, self.noun]
        tried = (" ".join(phrase[-length:]) for length in (3, 2, 1) if len(phrase) >= length)
        return next((words for words in tried if words in titles()), None)


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    words: str

    @property
    def lower(self) -> str:
        return self.words.lower().replace("’", "'")

    @property
    def bare(self) -> str:
        """The word in small letters, without a possessive mark."""
        return _POSSESSIVE.sub("", self.words).lower()

    @property
    def is_mark(self) -> bool:
        return not self.words[0].isalnum() and self.words[0] not in "@#$"

    @property
    def is_possessive(self) -> bool:
        return _POSSESSIVE.search(self.words) is not None


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A source's words, and where the names of the text stand in them."""

    words: str
    places: tuple[tuple[int, int, Name], ...]

    def name_at(self, at: int) -> tuple[int, int, Name] | None:
        """Return the name that covers an offset, with its place."""
        return next((place for place in self.places if place[0] <= at < place[1]), None)


def noun_head(words: str, names: Sequence[Name] = ()) -> NounHead:
    """Return the head of a source's ``words``; ``names`` are the names that stand in them, in order."""
    tokens = [_Word(found.start(), found.end(), found.group()) for found in _TOKEN.finditer(words)]
    while tokens and tokens[0].is_mark:
        tokens = tokens[1:]
    return _head(_Phrase(words, tuple(_placed(words, names))), tokens, _DEEPEST)


def _placed(words: str, names: Sequence[Name]) -> Iterator[tuple[int, int, Name]]:
    """Yield where the names stand in ``words``; one that runs on behind them, as far as they go."""
    at, lower = 0, words.lower()
    for name in names:
        first, _, more = name.words.lower().partition(" ")
        if more.startswith("of ") and is_person(first, by_ending=False):
            continue
        start = lower.find(name.words.lower(), at)
        if start >= 0:
            at = start + len(name.words)
            yield start, at, name
            continue
        start = words.find(name.words.split()[0], at)
        if start >= 0 and name.words.startswith(words[start:].rstrip()):
            yield start, len(words), name
            return


def _head(phrase: _Phrase, tokens: Sequence[_Word], depth: int) -> NounHead:
    lead, tokens = _without_leads(phrase, tokens)
    end = _end(phrase, tokens)
    front = list(tokens[:end])
    if depth and front and end + 1 < len(tokens) and _is_partitive(front, tokens[end:]):
        inner = _head(phrase, tokens[end + 1 :], depth - 1)
        if inner.noun and not _keeps_its_kind(front, inner):
            said = (*lead, *(token.lower for token in front))
            if tokens[end].lower == "in" or is_figure(tokens[end + 1].lower):
                said = ("percent",) if is_figure(front[-1].lower) else said
            return replace(inner, amount=said)
    while len(front) > 1 and (front[-1].is_mark or _is_trailing(phrase, front[-1])):
        front = front[:-1]
    if not front:
        return NounHead("")
    last = front[-1]
    place = phrase.name_at(last.start)
    is_contracted = not last.is_possessive and _CONTRACTED.search(last.words) is not None
    return NounHead(
        noun=(_CONTRACTED.sub("", last.words) if is_contracted else last.bare).lower(),
        before=(*lead, *(token.lower for token in front[:-1] if not token.is_mark)),
        name=place[2] if place and last.end >= place[1] - 1 else None,
        apposed=_apposed(phrase, tokens, end),
        rest=phrase.words[last.end :].lower(),
        has_capital=last.words[0].isupper(),
    )


def _without_leads(phrase: _Phrase, tokens: Sequence[_Word]) -> tuple[tuple[str, ...], Sequence[_Word]]:
    """Return the words before a number that bear on it ('at least'), and a phrase without such words and 'both'."""
    said: tuple[str, ...] = ()
    while len(tokens) > 1 and phrase.name_at(tokens[0].start) is None:
        length = next(
            (
                length
                for length in (3, 2, 1)
                if length < len(tokens) and " ".join(word.lower for word in tokens[:length]) in words("front", "leads")
            ),
            0,
        )
        lead, after = " ".join(word.lower for word in tokens[:length]), tokens[length].lower
        counted = is_figure(after) or is_share(after) or after == "half"
        if not length or (lead in {"some", "over", "under", "close to"} and not counted):
            break
        if lead in {"both", "either"} and not {"and", "or"} & {word.lower for word in tokens[2:9]}:
            break
        said = tuple(lead.split()) if lead in words("front", "approximate") and counted else said
        tokens = tokens[length:]
    return said, tokens


def _end(phrase: _Phrase, tokens: Sequence[_Word]) -> int:
    """Return the index of the first token that is no part of the first noun phrase."""
    skip = 0
    for at, token in enumerate(tokens):
        place = phrase.name_at(token.start)
        if at < skip or (place is not None and token.start > place[0]):
            continue
        if token.is_mark:
            skip = _after_mark(phrase, tokens, at)
            if not skip:
                return at
        elif at and place is None and _ends_before(phrase, tokens, at):
            if not _is_joined(phrase, tokens, at):
                return at
            skip = at + 1
    return len(tokens)


def _after_mark(phrase: _Phrase, tokens: Sequence[_Word], at: int) -> int:
    """Return the index at which a noun phrase goes on after a mark, or 0 where it ends."""
    mark, following = tokens[at].words, tokens[at + 1] if at + 1 < len(tokens) else None
    if mark in _QUOTES:
        return at + 1
    if mark == "." and at and (_is_abbreviated(tokens[at - 1]) or (following and following.start == tokens[at].end)):
        return at + 1
    if mark == "-" and following is not None and following.start == tokens[at].end:
        return at + 1
    if mark == "(":
        close = next((index for index in range(at, min(len(tokens), at + _BRACKETED)) if tokens[index].words == ")"), 0)
        is_inside = close and close + 1 < len(tokens) and tokens[close + 1].words[0].isupper()
        return close + 1 if is_inside else 0
    if mark == "," and following is not None and following.words[0].islower():
        first = tokens[:at]
        adjectives = (
            len(first) > 1
            and first[0].lower in words("front", "determiners")
            and not any(phrase.name_at(word.start) or is_known(word.bare) for word in first)
        )
        return at + 1 if adjectives and following.lower not in words("front", "stops") else 0
    return 0


def _is_abbreviated(word: _Word) -> bool:
    abbreviations = words("front", "abbreviations") | titles()
    return f"{word.lower}." in abbreviations or _INITIALS.match(word.words) is not None


def _ends_before(phrase: _Phrase, tokens: Sequence[_Word], at: int) -> bool:
    """Say whether a noun phrase ends before the token at this index."""
    token, before = tokens[at], tokens[at - 1]
    lower = token.lower
    if lower in words("front", "stops") and (token.words[0].islower() or lower in _LINKS):
        return True
    if lower in {"the", "a", "an"} and before.lower not in {"all", "both", "half", "such", "many"}:
        return True
    is_noun = phrase.name_at(before.start) is not None or is_known(before.bare)
    if not is_noun or before.is_possessive or not token.words[0].islower():
        return is_noun and lower in words("front", "days") and not before.is_possessive
    if lower in words("front", "after_noun"):
        return True
    after = [word.lower for word in tokens[at + 1 : at + 3]]
    if lower in words("front", "adverbs") or lower.endswith("ly"):
        return bool(after) and not is_known(after[0])
    if not _PARTICIPLE.match(lower) or is_known(lower):
        return False
    if not after or after[0] in words("front", "after_participle") or not after[0][0].isalnum():
        return True
    return lower.endswith("ing") and not any(is_known(word) for word in after)


def _is_joined(phrase: _Phrase, tokens: Sequence[_Word], at: int) -> bool:
    """Say whether 'and' joins two words before one noun: 'current and former officials', 'fire and police chiefs'."""
    if tokens[at].lower not in {"and", "or", "to"} or at + 2 >= len(tokens):
        return False
    if is_figure(tokens[at - 1].lower) and is_figure(tokens[at + 1].lower):
        return True
    if tokens[at].lower == "to":
        return False
    determiners = words("front", "determiners")
    left = [word for word in tokens[:at] if word.lower not in determiners and not is_figure(word.lower)]
    if not left or len(left) > 2 or left[-1].is_possessive:
        return False
    if left[-1].lower not in words("front", "joined"):
        return False
    right = tokens[at + 1 : at + 1 + _end(phrase, tokens[at + 1 :])]
    return len(right) > 1 and not {word.lower for word in right} & determiners


def _is_trailing(phrase: _Phrase, token: _Word) -> bool:
    """Say whether a word at the end of a noun phrase is none of it: a day, 'himself'."""
    return phrase.name_at(token.start) is None and token.lower in words("front", "days")


def _is_partitive(front: Sequence[_Word], after: Sequence[_Word]) -> bool:
    """Say whether words before 'of' (or 'in': 'one in five') say only how many or what share."""
    last, link = front[-1], after[0].lower
    if link not in {"of", "in"} or last.is_possessive:
        return False
    if link == "in":
        return is_figure(last.lower) and is_figure(after[1].lower)
    return is_figure(last.lower) or is_share(last.lower) or last.lower in words("amounts", "partitives")


def _keeps_its_kind(front: Sequence[_Word], inner: NounHead) -> bool:
    """Say whether a noun before 'of' is a head of its own: 'a member of the council', not 'a group of growers'."""
    noun = front[-1].lower
    if noun in {"member", "members", "list", "part", "score", "average", "share"}:
        return True
    return noun in words("amounts", "heads_of_one") and not is_people(inner.noun) and inner.name is None


def _apposed(phrase: _Phrase, tokens: Sequence[_Word], end: int) -> Name | None:
    """Return the person named in an apposition: 'the author of the book, Ada Lund', 'his wife, Ada'.

    After 'a spokesman for the senator, Ada Lund' nobody can tell who of the two is named.
    """
    rest = tokens[end:]
    for at, token in enumerate(rest):
        if token.words not in _DASHES | {",", "("} or (at and _is_somebody(rest[at - 1].bare)):
            continue
        segment = _segment(phrase, rest[at + 1 :])
        place = next((place for place in phrase.places if segment and place[0] <= segment[-1].start < place[1]), None)
        if place is None or any(word.lower in words("front", "stops") for word in segment if word.end <= place[0]):
            continue
        between = [word for word in segment if word.end <= place[0] and not word.is_mark]
        if between and not (_is_somebody(between[-1].bare) or _is_abbreviated(between[-1])):
            continue
        if _may_be_person(phrase, place):
            return place[2]
    return None


def _segment(phrase: _Phrase, rest: Sequence[_Word]) -> Sequence[_Word]:
    """Return the words of an apposition, up to the next mark or the end of its last name."""
    for at, token in enumerate(rest):
        place = phrase.name_at(token.start)
        if token.is_mark and place is None and not (token.words == "." and at and _is_abbreviated(rest[at - 1])):
            return rest[:at]
        if token.lower in {"of", "who", "and"} and place is None and at:
            return rest[:at]
    return rest


def _is_somebody(noun: str) -> bool:
    return noun in titles() or is_person(noun, by_ending=False)


def _may_be_person(phrase: _Phrase, place: tuple[int, int, Name]) -> bool:
    """Say whether an apposition's name is a person's: by its kind, or one word that ends the apposition."""
    name = place[2]
    if name.kind == "person":
        return place[1] >= place[0] + len(name.words)
    after = phrase.words[place[1] :].lstrip()
    return name.kind == "other" and not name.sure and not is_place(name.words) and after[:1] in {"", ",", "—", ")"}
