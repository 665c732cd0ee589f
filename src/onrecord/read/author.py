"""A statement's author says what it says: posts, messages, and releases under somebody's name (decision 40).

Where the document is a statement and says by a field whose it is (byline, the account of a post, a message's sender, or
a title such as 'Statement from Ada Lund'), its text is one attribution to that author, with no words of the text for a
source; what stands in it in the author's own voice is the author's claim.  A post handed on ('RT @name') is said by
whom it names.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from onrecord.ids import content_id
from onrecord.model import Attribution, Claim, Document, Reading, Reason, Source, SourceKind, Span, Speaker, When
from onrecord.read.introduced import author_in
from onrecord.read.lexicon import load_lexicon
from onrecord.read.names import find_names
from onrecord.read.nested import attribution_id, in_order
from onrecord.read.pipeline import step
from onrecord.read.source_kinds import source_kind

__all__ = ["AUTHOR", "tell_author"]

AUTHOR = 0.9
"""Confidence in an author whom a field names: that of what layout tells."""

_HANDED_ON = re.compile(r"\s*RT[ :]{1,2}(?P<who>@[\w.-]{1,60}):?\s*")
_PARAGRAPH = re.compile(r"[^\n\r]*\S[^\n\r]*")


@step(
    "author",
    version=1,
    needs=("segments", "attributions", "speakers", "claims"),
    adds=("attributions.author",),
)
def tell_author(reading: Reading) -> Reading:
    """Attribute a statement to its author: its text, 'I' and 'we' in it, and the claims that nobody else makes."""
    document = reading.document
    handed_on = _HANDED_ON.match(document.text) if document.kind == "statement" else None
    name = handed_on["who"] if handed_on else _author(document)
    content = _content(reading, handed_on.end() if handed_on else 0) if name else ()
    if name is None or not content or (not handed_on and _is_introduced(reading, content)):
        return reading
    kind, speaker = _speaker(reading, name)
    spans = (Span(*handed_on.span("who")),) if handed_on else ()
    item = Attribution(
        id=attribution_id(reading, spans, (), content),
        segment_kind="body",
        mode="direct",
        source=Source(spans, kind, speaker.id),
        cue=None,
        content=content,
        confidence=AUTHOR,
        act="assert",
        venue=document.publisher if document.kind == "statement" else None,
        when=_day(document),
    )
    inner = tuple(_inside(reading, other, item) for other in reading.attributions)
    claims = tuple(_own(claim, item, inner) for claim in reading.claims)
    rule = "the account that a post hands on" if handed_on else "the author of a statement, by the document's fields"
    return replace(
        reading,
        attributions=tuple(in_order([item, *inner])),
        speakers=reading.speakers if speaker in reading.speakers else (*reading.speakers, speaker),
        claims=claims,
        reasons=(*reading.reasons, Reason("attribution", item.id, "all", "author", rule, AUTHOR, name)),
    )


def _author(document: Document) -> str | None:
    """Return who is said to have made a statement: its byline, or whom its title names."""
    if document.kind not in {"statement", "release"}:
        return None
    by_title = author_in(document.title or "")
    return document.byline or by_title if document.kind == "statement" else by_title


def _content(reading: Reading, start: int) -> tuple[Span, ...]:
    """Return the paragraphs of the body from ``start`` on."""
    text = reading.document.text
    return tuple(
        Span(found.start() + len(found[0]) - len(found[0].lstrip()), found.start() + len(found[0].rstrip()))
        for segment in reading.segments
        if segment.kind == "body" and segment.end > start
        for found in _PARAGRAPH.finditer(text, max(start, segment.start), segment.end)
        if any(map(str.isalnum, found[0]))
    )


def _is_introduced(reading: Reading, content: Sequence[Span]) -> bool:
    """Say whether somebody else's statement is the whole text: a line of it introduces what follows."""
    whole = sum(span.end - span.start for span in content)
    said = (sum(span.end - span.start for span in item.content) for item in reading.attributions if item.within is None)
    return reading.document.kind == "release" and any(size > whole / 2 for size in said)


def _speaker(reading: Reading, name: str) -> tuple[SourceKind, Speaker]:
    """Return the kind of an author and the speaker: the one of that name in the text, else a new one without office."""
    plain = name.casefold()
    for speaker in reading.speakers:
        if plain == speaker.name.casefold() or plain.endswith(f" {speaker.name.casefold()}"):
            return ("organisation" if speaker.kind == "organisation" else "person"), speaker
    is_body = source_kind(name, find_names(name)) == "organisation"
    kind: SourceKind = "organisation" if is_body else "person"
    id_ = content_id("speaker", reading.document.id, kind, name, "author")
    return kind, Speaker(id_, name, "organisation" if is_body else "person", public_role=is_body)


def _day(document: Document) -> When | None:
    day = document.published
    return When(day, day + timedelta(days=1), "day", day.isoformat()) if day and document.kind == "statement" else None


def _inside(reading: Reading, item: Attribution, outer: Attribution) -> Attribution:
    """Return an attribution as standing in its author's words, where it does; 'I' there is the author."""
    pieces = (*item.content, *(item.cue or ()), *(item.source.spans if item.source else ()))
    is_held = all(any(whole.contains(piece) for whole in outer.content) for piece in pieces)
    if item.within is not None or not is_held:
        return item
    is_self = item.source is not None and _is_self(reading.document.words(item.source.spans))
    source = (
        replace(item.source, speaker=outer.source.speaker) if is_self and item.source and outer.source else item.source
    )
    return replace(item, within=outer.id, source=source)


def _is_self(words: str) -> bool:
    return words.lower() in load_lexicon("speakers")["pronouns"]["self"]


def _own(claim: Claim, item: Attribution, inner: Sequence[Attribution]) -> Claim:
    """Return a claim with its speaker: the author, where nobody else is cited for it and it stands in his words."""
    if item.source is None:
        return claim
    if claim.attribution is not None:
        told = next((other for other in inner if other.id == claim.attribution), None)
        return replace(claim, speaker=told.source.speaker) if told is not None and told.source else claim
    if claim.voice != "reported" or not any(
        piece.start <= claim.start and claim.end <= piece.end for piece in item.content
    ):
        return claim
    return replace(claim, attribution=item.id, speaker=item.source.speaker, voice="attributed")
