"""Labels of a transcript's turns, by layout, and what they name.

Labels are 'Q.' and 'A.', names in capitals ('MS. LUND:') and whole names ('Ada Lund:'), with a word on who it is
('ADA LUND, spokeswoman:'), offices ('THE CHAIR:') and words for anybody ('REPORTER:').  One label makes no transcript:
they have to be several, and to come back.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from onrecord.model import Role, Span
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.names import Name
from onrecord.read.offices import role_in

__all__ = ["Turn", "described", "label_names", "may_hold_name", "ordinary", "turns_of"]

_LEAST = 3
"""Turns that make a transcript; two, where they are a question and its answer."""

_ACRONYM = 3
"""Letters up to which one word in capitals may be a body's, unless the text has a person of that name."""

_LONGEST_NAME = 4
_TITLED = 2
_CAPITALS = r"[A-Z][A-Z.'’-]*(?:[ ](?:[A-Z][A-Z.'’-]*|of|the|de|Mc[A-Z]+)){0,4}"
_NAME = r"(?:[A-Z][\w'’.-]*[ ]){1,3}[A-Z][\w'’-]+"
_WORD_ALONE = r"[A-Z][a-z][\w'’-]+"
_ROLE = r"(?:[ ]\([^()\n]{2,40}\)|,[ ][^\n:;.?!“”\"]{3,60})?"
_CALLED = re.compile(r"(?:,\s|\s\()(?P<words>[^()]+)\)?\Z")
_SEAT = re.compile(r"\((?P<party>[RDI])(?:-[^)]*)?\)\Z")
_PARTIES = {"R": "republican", "D": "democrat", "I": "independent"}
_PIECE = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_ROMAN = frozenset(["II", "III", "IV"])


@dataclass(frozen=True, slots=True)
class Turn:
    """A label, the stop or colon after it, and where what is said begins; ``key`` is the label as compared."""

    label: Span
    mark: Span
    start: int
    key: str
    is_speaker: bool


@lru_cache(maxsize=4)
def turns_of(text: str) -> tuple[Turn, ...]:
    """Return the turns of a transcript in order, with the labels between them that are nobody's; else none."""
    labels = _whole_keys(text, [_turn(found) for found in _pattern().finditer(text)])
    counts = Counter(turn.key for turn in labels if turn.is_speaker)
    asks = {"Q", "A"} <= counts.keys()
    back = {key for key, count in counts.items() if count > 1}
    if not asks and (len(counts) < 2 or not back or counts.total() < _LEAST):
        return ()
    shouted = any(key.isupper() and len(key) > 1 for key in back)
    kept = back | ({"Q", "A"} if asks else set()) | {key for key in counts if shouted and key.isupper()}
    kept |= {turn.key for turn in labels if turn.key not in kept and _stands_elsewhere(text, turn.label)}
    return tuple(turn if turn.key in kept else replace(turn, is_speaker=False) for turn in labels)


def _stands_elsewhere(text: str, label: Span) -> bool:
    """Say whether a text has a label's words a second time: then they are more than a heading."""
    words = _bare(text[label.start : label.end])
    return text.find(words, label.end) >= 0 or text.find(words, 0, label.start) >= 0


def _turn(found: re.Match[str]) -> Turn:
    words = load_lexicon("reported")["turns"]
    label = found["label"]
    if found["letter"]:
        key = "Q" if label in words["questions"] else "A"
    else:
        key = _bare(label)
        key = key.rsplit(" ", 1)[-1] if key.isupper() else key.upper().title()
    is_speaker = label.lower() not in words["never"] and not label.startswith("BY ")
    return Turn(Span(*found.span("label")), Span(*found.span("mark")), found.end(), key, is_speaker)


def _whole_keys(text: str, labels: list[Turn]) -> list[Turn]:
    """Return labels with the key of the longer one that a surname is short for: 'Lund' and 'Ms. Lund' for 'Ada Lund'.

    One word alone in small letters is a label only so, or as a word for anybody ('Interviewer').
    """
    anybody = load_lexicon("reported")["turns"]["anybody"]
    honorifics = load_lexicon("speakers")["titles"]["honorifics"]
    short = {turn.label: _surname(turn.key, honorifics) for turn in labels}
    longer = {turn.key.rsplit(" ", 1)[-1]: turn.key for turn in labels if short[turn.label] is None and " " in turn.key}
    whole = []
    for turn in labels:
        surname = short[turn.label]
        if surname in longer:
            whole.append(replace(turn, key=longer[surname]))
        elif surname is None or " " in turn.key or turn.key.lower() in anybody:
            whole.append(turn)
    return whole


def _surname(key: str, honorifics: Sequence[str]) -> str | None:
    """Return the surname that a label in small letters consists of, with or without an honorific, or None."""
    if key.isupper():
        return None
    words = key.split()
    return words[-1] if len(words) == 1 or (len(words) == _TITLED and words[0].lower() in honorifics) else None


@cache
def _pattern() -> re.Pattern[str]:
    words = load_lexicon("reported")["turns"]
    letters = word_pattern([*words["questions"], *words["answers"]])
    return re.compile(
        rf"(?m)^[ \t]*[*_“\"']*(?P<label>(?P<letter>{letters})(?=[.:])"
        rf"|(?:{_CAPITALS}|{_NAME}|{_WORD_ALONE}){_ROLE}(?=[*_]{{0,2}}:))"
        rf"[*_]{{0,2}}(?P<mark>[.:])[*_]{{0,2}}(?=\s)[ \t]*"
    )


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
    return f"Mc{capital[2:].capitalize()}" if word.startswith("MC") and len(plain) > _LONGEST_NAME else capital


@lru_cache(maxsize=4)
def _spelt(text: str) -> dict[str, str]:
    """Return how words are written that stand with some capitals and some small letters, most often, by small ones."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for found in _WORD.finditer(text):
        word = found[0].rstrip(".'’-")
        if not word.isupper() and not word.islower():
            forms[word.lower()][word] += 1
    return {lower: counts.most_common(1)[0][0] for lower, counts in forms.items() if len(lower) > 1}


def described(label: str) -> str | None:
    """Return how somebody is described whom a label does not name ('Q', 'REPORTER'), or None; nobody is guessed."""
    words = load_lexicon("reported")["turns"]
    if label in words["questions"]:
        return str(words["asking"])
    if label in words["answers"]:
        return str(words["answering"])
    plain = _bare(label).lower()
    last = re.sub(r"\s(?:#\s?)?\d+\Z", "", plain).rsplit(" ", 1)[-1]
    return None if plain in words["offices"] or last not in words["anybody"] else plain.removeprefix("the ")


def may_hold_name(label: str) -> bool:
    """Say whether a label that is no person's may hold a body's name: 'NPR', not 'THE COURT' and not 'REPORTER'."""
    return described(label) is None and not label.startswith("THE ")


def _bare(label: str) -> str:
    """Return a label without what is said of whom it names."""
    return _CALLED.sub("", label)


def label_names(text: str, names: tuple[Name, ...]) -> dict[Span, Name | None]:
    """Return whom each label of a text names, or None where it names an office, anybody, or a body.

    ``names`` are those of the text as found without regard to its layout.
    """
    surnames = {name.words.rsplit(" ", 1)[-1].lower() for name in names if " " in name.words and name.kind == "person"}
    turns = [turn for turn in turns_of(text) if turn.is_speaker]
    surnames |= {words[-1] for turn in turns if _may_end_in_surname(words := _bare(_words(text, turn)).lower().split())}
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
    bare = _bare(whole)
    lexicon = load_lexicon("speakers")
    titles = {*lexicon["titles"]["before"], *lexicon["titles"]["private"]}
    words = bare.lower().split()
    alone = len(words) == 1 and words[0] in surnames
    if described(whole) and not alone:
        return None
    honorific, title, first = None, None, 0
    if words[0] in lexicon["titles"]["honorifics"]:
        honorific, first = words[0], 1
    for length in range(_LONGEST_NAME, 0, -1):
        at = " ".join(words[first : first + length])
        is_surname = alone or (honorific is not None and at in lexicon["titles"]["ambiguous"])
        if at in titles and not (is_surname and first + length == len(words)) and first + length <= len(words):
            title, first = ordinary(text, " ".join(bare.split()[first : first + length])), first + length
            break
    rest = bare.split()[first:]
    if not rest or words[0] == "the" or len(rest) > _LONGEST_NAME or not _may_be_person(rest, titled=first > 0, surnames=surnames):
        return None
    start = label.start + len(bare) - len(" ".join(rest))
    span = Span(start, label.start + len(bare))
    said = _CALLED.search(whole)
    called = said["words"] if said else None
    role = (role_in(called) if called else None) or (Role(title, None) if title else None)
    seat = _SEAT.search(whole)
    party = _PARTIES[seat["party"]] if seat else None
    name = ordinary(text, text[span.start : span.end])
    sure = bool(honorific or role or party)
    if bare != bare.upper() and not sure:
        return None
    return Name(span, Span(label.start, span.end), name, "person", role, honorific, party, called, sure=sure)


def _may_be_person(rest: list[str], *, titled: bool, surnames: set[str]) -> bool:
    """Say whether the words of a label can be a person's name: none by which bodies or places are called."""
    lexicon = load_lexicon("speakers")
    lower = [word.lower() for word in rest]
    no_name = {"and", "the", "&", "for", *lexicon["organisations"]["words"], *lexicon["organisations"]["nouns"]}
    if titled or lower[-1] in surnames:
        return not {"and", "&"} & set(lower)
    if no_name & set(lower) or " ".join(lower) in {*lexicon["names"]["places"], *lexicon["names"]["lands"]}:
        return False
    return len(rest) > 1 or len(rest[0]) > _ACRONYM
