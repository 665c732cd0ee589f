"""Accusations told by their form: 'her post accused its rivals of hiding records'.

The encoder reads the noun behind ('an accusation without evidence') for the report, and misses the verb at times; what
is alleged about somebody must not be lost.  All five of this form in PolNeAR dev are attributions.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.model import Attribution, Reading, Source, Span
from onrecord.read.edges import trimmed, whole_names, whole_phrase
from onrecord.read.lexicon import load_lexicon
from onrecord.read.names import Name
from onrecord.read.nested import attribution_id
from onrecord.read.quotes import quoted_spans

__all__ = ["ACCUSATION", "accusations", "with_accusations"]

ACCUSATION = 0.8
"""Confidence in an accusation read by form: five of five on PolNeAR dev, which is few."""

_VERB = re.compile(
    r"(?<=\s)(?:(?:has|have|had)\s)?(?:(?:also|again|repeatedly|falsely|later|then|once)\s)?(?P<verb>accused|accuses)\s"
    r"(?=(?!of\b|by\b|in\b)[^.;:!?\n]{2,90}?\sof\s)"
)
_PRONOUN = re.compile(r"(?<!\w)(?:[Hh]e|[Ss]he|[Tt]hey)\Z")
_DOCUMENT = re.compile(r"(?:['’]s?|\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Tt]he|[Tt]his|[Tt]hat))\s(?P<thing>[\w-]+)\Z")
_END = re.compile(r"[,;!?\n]|\s[—–]\s|--|\.(?=\s|\Z|[”\"’'])")
_OF = re.compile(r"\sof\s")
_LONGEST = 600
"""Characters in which what somebody is accused of ends."""


def accusations(reading: Reading, names: Sequence[Name]) -> Iterator[Attribution]:
    """Yield what verbs of accusing tell: who accuses, the verb, and who is accused of what."""
    text = reading.document.text
    starts = [name.span.start for name in names]
    quotes: tuple[Span, ...] | None = None
    for found in _VERB.finditer(text):
        source = _accuser(text, found.start() - 1, names, starts)
        if source is None or reading.segment_kind(source) in {"heading", "byline", "boilerplate"}:
            continue
        quotes = quoted_spans(text) if quotes is None else quotes
        cue = (Span(found.start("verb"), found.end("verb")),)
        content = (trimmed(Span(found.end(), _end(text, found.end(), quotes)), text),)
        if not _OF.search(text, content[0].start, content[0].end):
            continue
        yield Attribution(
            id=attribution_id(reading, (source,), cue, content),
            segment_kind=reading.segment_kind(source),
            mode="indirect",
            source=Source((source,), "person"),
            cue=cue,
            content=content,
            confidence=ACCUSATION,
        )


def with_accusations(found: Sequence[Attribution], told: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with those of ``told`` whose verb is a cue of none, in order.

    One that has hold of the same words by another cue (the noun behind) gives way.
    """
    taken = {edge for item in found for span in item.cue or () for edge in (span.start, span.end)}
    new = [item for item in told if item.cue and not {item.cue[0].start, item.cue[0].end} & taken]
    whole = {item.content for item in new}
    kept = [item for item in found if item.content not in whole]
    return sorted([*kept, *new], key=lambda item: (item.content[0], item.id))


def _accuser(text: str, end: int, names: Sequence[Name], starts: Sequence[int]) -> Span | None:
    """Return the name, pronoun or document that ends at ``end``."""
    line = max(text.rfind("\n", 0, end) + 1, end - 120)
    pronoun = _PRONOUN.search(text, line, end)
    if pronoun:
        return Span(pronoun.start(), end)
    document = _DOCUMENT.search(text, line, end)
    owner_end = end
    if document:
        if document["thing"].lower() not in load_lexicon("speakers")["documents"]["heads"]:
            return None
        owner_end = document.start()
        if text[owner_end] not in "'’":
            return Span(owner_end, end)
    index = bisect_left(starts, owner_end) - 1
    if index < 0 or abs(names[index].span.end - owner_end) > len("’s"):
        return None
    near = names[max(0, index - 1) : index + 1]
    return Span(whole_names(text, whole_phrase(text, names[index].span), near).start, end)


def _end(text: str, start: int, quotes: Sequence[Span]) -> int:
    """Return where a clause ends, outside quotation marks; with a mark closed right before its end."""
    last = start
    for found in _END.finditer(text, start, start + _LONGEST):
        before = bisect_left(quotes, Span(found.start(), 0)) - 1
        if before < 0 or quotes[before].end <= found.start():
            return found.start()
        quote = quotes[before]
        last = quote.end
        if found.end() >= quote.end - 1:
            return quote.end
    return max(last, min(len(text), start + _LONGEST))
