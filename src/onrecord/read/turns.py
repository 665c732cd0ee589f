"""Turns of a transcript, told by their layout: a label at the start of a line, and what is said up to the next.

The encoder was taught on news, where nearly nobody speaks by label.  Labels are 'Q.' and 'A.', names in capitals
('MS. LUND:') and whole names ('Ada Lund:'), with a word on who it is ('ADA LUND, spokeswoman:').  One label makes no
transcript: they have to be several, and to come back.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.model import Attribution, Reading, Source, Span
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.nested import attribution_id

__all__ = ["TURN", "turn_attributions"]

TURN = 0.9
"""Confidence in a turn: about the share that was right among the transcripts of ``bench/own``."""

_LEAST = 3
"""Turns that make a transcript; two, where they are a question and its answer."""

_LONGEST = 20_000
"""Characters of a turn: what goes on longer is no answer but the rest of the text."""

_CAPITALS = r"[A-Z][A-Z.'’-]*(?:[ ](?:[A-Z][A-Z.'’-]*|of|the|de|Mc[A-Z]+)){0,4}"
_NAME = r"(?:[A-Z][\w'’.-]*[ ]){1,3}[A-Z][\w'’-]+"
_ROLE = r"(?:[ ]\([^()\n]{2,40}\)|,[ ][^\n:;.?!“”\"]{3,60})?"
_REMARK = re.compile(r"[\[(][^\[\]()\n]{1,200}[\])]")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class _Turn:
    """A label, the stop or colon after it, and where what is said begins; ``key`` is the label as compared."""

    label: Span
    mark: Span
    start: int
    key: str
    is_speaker: bool


def turn_attributions(reading: Reading) -> Iterator[Attribution]:
    """Yield an attribution for each turn of a text that is a transcript, or has one in it."""
    text = reading.document.text
    turns = list(_turns(text))
    for number, turn in enumerate(turns):
        following = turns[number + 1] if number + 1 < len(turns) else None
        content = tuple(_said(reading, turn.start, following.label.start if following else None))
        if not turn.is_speaker or not content:
            continue
        yield Attribution(
            id=attribution_id(reading, (turn.label,), (turn.mark,), content),
            segment_kind=reading.segment_kind(content[0]),
            mode="indirect",
            source=Source((turn.label,), "person"),
            cue=(turn.mark,),
            content=content,
            confidence=TURN,
        )


def _turns(text: str) -> list[_Turn]:
    """Return the turns of a transcript in order, with the labels between them that are nobody's; else none."""
    labels = [_turn(found) for found in _pattern().finditer(text)]
    counts = Counter(turn.key for turn in labels if turn.is_speaker)
    asks = {"Q", "A"} <= counts.keys()
    back = {key for key, count in counts.items() if count > 1}
    if not asks and (len(counts) < 2 or not back or counts.total() < _LEAST):
        return []
    shouted = any(key.isupper() and len(key) > 1 for key in back)
    kept = back | ({"Q", "A"} if asks else set()) | {key for key in counts if shouted and key.isupper()}
    return [turn for turn in labels if not turn.is_speaker or turn.key in kept]


def _turn(found: re.Match[str]) -> _Turn:
    words = load_lexicon("reported")["turns"]
    label = found["label"]
    if found["letter"]:
        key = "Q" if label in words["questions"] else "A"
    else:
        key = label.partition(",")[0].partition(" (")[0]
        key = key.rsplit(" ", 1)[-1] if key.isupper() else key.upper().title()
    is_speaker = label.lower() not in words["never"]
    return _Turn(Span(*found.span("label")), Span(*found.span("mark")), found.end(), key, is_speaker)


@cache
def _pattern() -> re.Pattern[str]:
    words = load_lexicon("reported")["turns"]
    letters = word_pattern([*words["questions"], *words["answers"]])
    return re.compile(
        rf"(?m)^[ \t]*[*_“\"']*(?P<label>(?P<letter>{letters})(?=[.:])|(?:{_CAPITALS}|{_NAME}){_ROLE}(?=[*_]{{0,2}}:))"
        rf"[*_]{{0,2}}(?P<mark>[.:])[*_]{{0,2}}(?=\s)[ \t]*"
    )


def _said(reading: Reading, start: int, end: int | None) -> Iterator[Span]:
    """Yield the paragraphs that are said in a turn; of the last one only the first, since nothing tells its end."""
    text = reading.document.text
    is_last = end is None or end - start > _LONGEST
    for line in _LINE.finditer(text, start, start + _LONGEST if end is None or is_last else end):
        words = line[0].strip()
        if not any(map(str.isalnum, words)) or _REMARK.fullmatch(words):
            continue
        at = line.start() + line[0].index(words)
        span = Span(at, at + len(words))
        if reading.segment_kind(span) == "boilerplate":
            return
        yield span
        if is_last:
            return
