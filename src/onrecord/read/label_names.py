"""What the labels of a transcript's turns name: people, in ordinary letters and with their titles, or nobody."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from onrecord.model import Role, Span
from onrecord.read.lexicon import load_lexicon
from onrecord.read.names import Name
from onrecord.read.offices import role_in
from onrecord.read.turn_labels import Turn, bare_label, called_label, described, turns_of

__all__ = ["label_names", "may_hold_name", "ordinary"]

_ACRONYM = 3
"""Letters up to which one word in capitals may be a body's, unless the text has a person of that name."""

_LONGEST_NAME = 4
_SEAT = re.compile(r"\((?P<party>[RDI])(?:-(?P<state>[^)]*))?\)\Z")
_PARTIES = {"R": "republican", "D": "democrat", "I": "independent"}
_PIECE = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_ROMAN = frozenset(["II", "III", "IV"])


def ordinary(text: str, words: str) -> str:
    """Return words in capitals as they are written elsewhere in the text, else with a capital each; same length."""
    if not words.isupper():
        return words
    return _WORD.sub(lambda found: _ordinary_word(text, found[0]), words)


def _ordinary_word(text: str, word: str) -> str:
    plain = word.rstrip(".")
    if plain in _ROMAN or (len(plain) < len(word) and len(plain) == 1):
        return word
    spelt = _spelt(text).get(plain.lower())
    if spelt:
        return spelt + word[len(plain) :]
    capital = _PIECE.sub(lambda piece: piece[0].capitalize(), word)
    return f"Mc{capital[2].upper()}{capital[3:]}" if word.startswith("MC") and len(plain) > _LONGEST_NAME else capital


@lru_cache(maxsize=4)
def _spelt(text: str) -> dict[str, str]:
    """Return how words are written that stand with some capitals and some small letters, most often, by small ones."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for found in _WORD.finditer(text):
        word = found[0].rstrip(".'’-")
        if not word.isupper() and not word.islower():
            forms[word.lower()][word] += 1
    return {lower: counts.most_common(1)[0][0] for lower, counts in forms.items() if len(lower) > 1}


def may_hold_name(label: str) -> bool:
    """Say whether a label that is no person's may hold a body's name: 'NPR', not 'THE COURT' and not 'REPORTER'."""
    return described(label) is None and not label.startswith("THE ")


def label_names(text: str, names: Sequence[Name]) -> dict[Span, Name | None]:
    """Return whom each label of a text names, or None where it names an office, anybody, or a body.

    ``names`` are those of the text as found without regard to its layout.
    """
    surnames = {name.words.rsplit(" ", 1)[-1].lower() for name in names if " " in name.words and name.kind == "person"}
    turns = [turn for turn in turns_of(text) if turn.is_speaker]
    surnames |= {
        words[-1] for turn in turns if _may_end_in_surname(words := bare_label(_words(text, turn)).lower().split())
    }
    return {turn.label: _label_name(text, turn.label, surnames) for turn in turns}


def _words(text: str, turn: Turn) -> str:
    return text[turn.label.start : turn.label.end]


def _may_end_in_surname(words: list[str]) -> bool:
    """Say whether a label may end in a surname: not 'THE CHAIR', 'MADAM CHAIR' or 'AUDIENCE MEMBER'."""
    titles = load_lexicon("speakers")["titles"]
    listed = {*titles["before"], *titles["honorifics"], *titles["prefixes"], "the", "madam", "mister", "vice"}
    return len(words) > 1 and not (words[-1] in listed and words[0] in listed) and described(" ".join(words)) is None


def _label_name(text: str, label: Span, surnames: set[str]) -> Name | None:
    whole = text[label.start : label.end]
    bare = bare_label(whole)
    words = bare.split()
    alone = len(words) == 1 and words[0].lower() in surnames
    if (described(whole) and not alone) or words[0].lower() == "the":
        return None
    honorific = words[0].lower() if words[0].lower() in load_lexicon("speakers")["titles"]["honorifics"] else None
    first = 1 if honorific else 0
    length = 0 if alone else _title_length([word.lower() for word in words[first:]], titled=honorific is not None)
    title = ordinary(text, " ".join(words[first : first + length])) or None
    rest = words[first + length :]
    if not _may_be_person(rest, titled=first + length > 0, surnames=surnames):
        return None
    span = Span(label.start + len(bare) - len(" ".join(rest)), label.start + len(bare))
    called = called_label(whole)
    role = (role_in(called) if called else None) or (Role(title, None) if title else None)
    seat = _SEAT.search(whole)
    party = _PARTIES[seat["party"]] if seat else None
    state = seat["state"] if seat else None
    sure = bool(honorific or role or party)
    if bare != bare.upper() and not sure:
        return None
    name = ordinary(text, text[span.start : span.end])
    return Name(span, Span(label.start, span.end), name, "person", role, honorific, party, state, called, sure=sure)


def _title_length(words: list[str], *, titled: bool) -> int:
    """Return how many words in small letters are a title before a name; after 'MR.' 'KING' alone is a surname."""
    titles = load_lexicon("speakers")["titles"]
    known = {*titles["before"], *titles["private"]}
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        at = " ".join(words[:length])
        if at in known and not (titled and length == len(words) and at in titles["ambiguous"]):
            return length
    return 0


def _may_be_person(rest: list[str], *, titled: bool, surnames: set[str]) -> bool:
    """Say whether the words of a label can be a person's name: none by which bodies or places are called."""
    lexicon = load_lexicon("speakers")
    lower = [word.lower() for word in rest]
    if not 0 < len(rest) <= _LONGEST_NAME:
        return False
    no_name = {"and", "the", "&", "for", *lexicon["organisations"]["words"], *lexicon["organisations"]["nouns"]}
    if titled or lower[-1] in surnames:
        return not {"and", "&"} & set(lower)
    if no_name & set(lower) or " ".join(lower) in {*lexicon["names"]["places"], *lexicon["names"]["lands"]}:
        return False
    return len(rest) > 1 or len(rest[0]) > _ACRONYM
