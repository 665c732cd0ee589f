"""Labels of a transcript's turns, told by their layout.

Labels are 'Q.' and 'A.', names in capitals ('MS. LUND:') and whole names ('Ada Lund:'), with a word on who it is
('ADA LUND, spokeswoman:'), offices ('THE CHAIR:') and words for anybody ('REPORTER:').  One label makes no transcript:
they have to be several, and to come back; or one line right after another, where one of them is plainly a speaker's
('REPORTER: …?' and 'MAYOR DANNER: …').
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from onrecord.model import Span
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["Turn", "bare_label", "called_label", "described", "labelled_lines", "turns_of"]

_LEAST = 3
"""Turns that make a transcript; two, where they are a question and its answer."""

_TITLED = 2
"""Words of an honorific and a surname."""

_CAPITALS = r"[A-Z][A-Z.'’-]*(?:[ ](?:[A-Z][A-Z.'’-]*|of|the|de|Mc[A-Z]+)){0,4}"
_NAME = r"(?:[A-Z][\w'’.-]*[ ]){1,3}[A-Z][\w'’-]+"
_WORD_ALONE = r"[A-Z][a-z][\w'’-]+"
_ROLE = r"(?:(?:[ ]\([^()\n]{2,40}\)){1,2}|,[ ][^\n:;.?!“”\"]{3,60})?"
_REMARK = re.compile(r"[\[(][^\[\]()\n]{1,200}[\])]")
_CALLED = re.compile(r"(?:,\s|\s\()(?P<words>[^()]+)(?:\)\s\([^()]+)?\)?\Z")


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
    every = [_turn(found) for found in _pattern().finditer(text)]
    labels = _whole_keys(every)
    counts = Counter(turn.key for turn in labels if turn.is_speaker)
    asks = {"Q", "A"} <= counts.keys()
    back = {key for key, count in counts.items() if count > 1}
    if not asks and (len(counts) < 2 or not back or counts.total() < _LEAST):
        return _exchanges(text, every)
    shouted = any(key.isupper() and len(key) > 1 for key in back)
    kept = back | ({"Q", "A"} if asks else set()) | {key for key in counts if shouted and key.isupper()}
    kept |= {turn.key for turn in labels if turn.key not in kept and _stands_elsewhere(text, turn.label)}
    return tuple(turn if turn.key in kept else replace(turn, is_speaker=False) for turn in labels)


def _exchanges(text: str, labels: Sequence[Turn]) -> tuple[Turn, ...]:
    """Return the turns of labels that stand once each, where they follow one another line by line; else none.

    One is plainly a speaker's, and either all are or a question is asked.
    """
    runs: list[list[Turn]] = []
    for turn in labels:
        line_end = text.find("\n", runs[-1][-1].start) if runs else -1
        if line_end >= 0 and not _REMARK.sub("", text[line_end : turn.label.start]).strip(" \n\r\t*_“\"'"):
            runs[-1].append(turn)
        else:
            runs.append([turn])
    kept: set[Span] = set()
    for run in runs:
        sure = [turn for turn in run if turn.is_speaker and _is_plain_speaker(text[turn.label.start : turn.label.end])]
        asked = any("?" in text[turn.start : text.find("\n", turn.start)] for turn in run[:-1])
        speakers = all(turn.is_speaker for turn in run) and len({turn.key for turn in run}) > 1
        if speakers and sure and (asked or len(sure) == len(run)):
            kept |= {turn.label for turn in run}
    return tuple(turn for turn in labels if turn.label in kept)


def _is_plain_speaker(label: str) -> bool:
    """Say whether a label is a word for somebody who speaks, an office, or begins with a title: 'MR. LOWE'."""
    words = load_lexicon("reported")["turns"]
    titles = load_lexicon("speakers")["titles"]
    bare = bare_label(label).lower()
    first, _, rest = bare.partition(" ")
    if bare.removeprefix("the ") in words["alone"] or described(label) is not None:
        return True
    return bool(rest) and first in {*titles["honorifics"], *titles["before"]}


def _stands_elsewhere(text: str, label: Span) -> bool:
    """Say whether a text has a label's words a second time: then they are more than a heading."""
    words = bare_label(text[label.start : label.end])
    return text.find(words, label.end) >= 0 or text.find(words, 0, label.start) >= 0


def _turn(found: re.Match[str]) -> Turn:
    words = load_lexicon("reported")["turns"]
    label = found["label"]
    if found["letter"]:
        key = "Q" if label in words["questions"] else "A"
    else:
        key = bare_label(label)
        key = key.rsplit(" ", 1)[-1] if key.isupper() else key.upper().title()
    is_speaker = label.lower() not in words["never"] and not label.startswith("BY ")
    return Turn(Span(*found.span("label")), Span(*found.span("mark")), found.end(), key, is_speaker)


def _whole_keys(labels: list[Turn]) -> list[Turn]:
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


def labelled_lines(text: str) -> tuple[Span, ...]:
    """Return the lines that open with the label of who speaks, in order, without the blanks around them."""
    lines = []
    for turn in turns_of(text):
        if turn.is_speaker:
            start, end = text.rfind("\n", 0, turn.label.start) + 1, text.find("\n", turn.start)
            words = text[start : end if end >= 0 else len(text)]
            lines.append(Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
    return tuple(lines)


def described(label: str) -> str | None:
    """Return how somebody is described whom a label does not name ('Q', 'REPORTER'), or None; nobody is guessed."""
    words = load_lexicon("reported")["turns"]
    if label in words["questions"]:
        return str(words["asking"])
    if label in words["answers"]:
        return str(words["answering"])
    plain = bare_label(label).lower()
    last = re.sub(r"\s(?:#\s?)?\d+\Z", "", plain).rsplit(" ", 1)[-1]
    return None if plain in words["offices"] or last not in words["anybody"] else plain.removeprefix("the ")


def bare_label(label: str) -> str:
    """Return a label without what is said of whom it names."""
    return _CALLED.sub("", label)


def called_label(label: str) -> str | None:
    """Return the words of a label that say who it names: 'spokeswoman' of 'ADA LUND, spokeswoman'."""
    found = _CALLED.search(label)
    return found["words"] if found else None
