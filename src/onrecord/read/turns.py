"""Turns of a transcript: what is said after each label at the start of a line (``turn_labels``), up to the next.

The encoder was taught on news, where nearly nobody speaks by label.
"""

import re
from collections.abc import Iterator

from onrecord.model import Attribution, Reading, Source, Span
from onrecord.read.nested import attribution_id
from onrecord.read.turn_labels import turns_of

__all__ = ["TURN", "turn_attributions"]

TURN = 0.9
"""Confidence in a turn: about the share that was right among the transcripts of ``bench/own``."""

_LONGEST = 20_000
"""Characters of a turn: what goes on longer is no answer but the rest of the text."""

_REMARK = re.compile(r"[\[(][^\[\]()\n]{1,200}[\])]")
_LINE = re.compile(r"[^\n]+")


def turn_attributions(reading: Reading) -> Iterator[Attribution]:
    """Yield an attribution for each turn of a text that is a transcript, or has one in it."""
    text = reading.document.text
    turns = turns_of(text)
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
