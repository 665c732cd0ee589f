"""Readings with attributions put in by hand, so that steps are tested without the encoder."""

from dataclasses import replace
from datetime import date

from onrecord.model import Attribution, Document, Reading, Segment, Source, Span
from onrecord.read.anchor import find_times

PUBLISHED = date(2025, 6, 19)


def find_span(text: str, words: str, after: int = 0) -> Span:
    """Return the place of ``words``; an error where they do not stand in the text."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def reading_of(text: str, *rows: tuple[str | None, str, str]) -> Reading:
    """Return a reading of ``text`` with an attribution for each (source, cue, content) row, found in text order."""
    attributions = []
    for number, (source, cue, content) in enumerate(rows):
        cue_span = find_span(text, cue)
        content_span = find_span(text, content)
        source_spans = ()
        if source is not None:
            near = [i for i in range(len(text)) if text.startswith(source, i)]
            start = min(near, key=lambda i: abs(i - cue_span.start))
            source_spans = (Span(start, start + len(source)),)
        attributions.append(
            Attribution(
                id=f"att_{number}",
                segment_kind="body",
                mode="indirect",
                source=Source(source_spans, "person") if source_spans else None,
                cue=(cue_span,),
                content=(content_span,),
                confidence=0.9,
            )
        )
    document = Document("doc_1", None, None, None, None, None, PUBLISHED, None, "en", "news", text, "0" * 64)
    reading = Reading(document, segments=(Segment(0, len(text), "body"),), times=find_times(text, PUBLISHED))
    return replace(reading, attributions=tuple(attributions))
