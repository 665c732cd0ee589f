"""Relative clauses that report: 'what he described as the largest', said in what somebody else is told."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.model import Act, Attribution, Reading, Source, Span
from onrecord.read.names import Name
from onrecord.read.nested import attribution_id
from onrecord.read.reporting import act_of, is_reporting

__all__ = ["RELATIVE", "relative_attributions"]

RELATIVE = 0.6
"""Confidence in a relative clause read by rule: about the share that was right among those on PolNeAR dev."""

_OPENER = re.compile(r"\b(?:what|where|which|who|whom)\s", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:he|she|they|it)(?=\s)", re.IGNORECASE)
_TELLING: frozenset[Act] = frozenset({"assert", "describe", "allege", "accuse", "acknowledge", "deny"})
"""Acts that a relative clause tells of; what somebody plans or thinks ('what she expects') is told otherwise."""

_CUE = re.compile(
    r"(?:(?:has|had|have|once|now|also|then|repeatedly|falsely)\s)*+(?P<verb>[a-z]+)(?P<as>\s(?:as|to\sbe))?\s"
)
_END = re.compile(r"[,;:!?”\n]|\s[—–-]\s|--|\.(?=[”\"’']|\s+[A-Z“\"]|\s*\Z)")
_SHORTEST = 3
_LONGEST = 300
"""Characters in which a clause ends: what goes on longer is no relative clause."""


def relative_attributions(reading: Reading, names: Sequence[Name]) -> Iterator[Attribution]:
    """Yield what relative clauses tell: a source, a reporting verb and the words up to the clause's end."""
    text = reading.document.text
    starts = [name.span.start for name in names]
    for opener in _OPENER.finditer(text):
        source = _source_at(text, opener.end(), names, starts)
        if source is None:
            continue
        cue = _CUE.match(text, source.end + 1)
        if cue is None or not is_reporting(cue["verb"]):
            continue
        cues = (Span(cue.start("verb"), cue.end() - 1),)
        end = _clause_end(text, cue.end())
        if end - cue.end() < _SHORTEST or act_of(text, cues) not in _TELLING:
            continue
        content = (Span(cue.end(), end),)
        yield Attribution(
            id=attribution_id(reading, (source,), cues, content),
            segment_kind=reading.segment_kind(source),
            mode="indirect",
            source=Source((source,), "pronoun" if _SUBJECT.match(text, source.start) else "person"),
            cue=cues,
            content=content,
            confidence=RELATIVE,
        )


def _clause_end(text: str, start: int) -> int:
    """Return where a clause ends that starts at ``start``: ``start`` itself where that is too far to tell."""
    found = _END.search(text, start, start + _LONGEST)
    if found is None:
        return start
    closes = found[0] == "”" and "“" in text[start : found.start()]
    return found.end() if closes else found.start()


def _source_at(text: str, at: int, names: Sequence[Name], starts: Sequence[int]) -> Span | None:
    """Return the pronoun or the name that stands at ``at``, one space before the next word."""
    pronoun = _SUBJECT.match(text, at)
    if pronoun:
        return Span(at, pronoun.end())
    index = bisect_right(starts, at) - 1
    for name in names[max(0, index) : index + 2]:
        titled = name.whole.start <= at <= name.span.start
        if name.kind == "person" and titled and text[name.span.end : name.span.end + 1] == " ":
            return Span(at, name.span.end)
    return None
