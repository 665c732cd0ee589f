"""One published text and its structural parts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = ["Document", "DocumentKind", "Segment", "SegmentKind", "Sentence", "Span"]

SegmentKind = Literal["headline", "heading", "body", "opinion", "caption", "byline", "note", "boilerplate"]
DocumentKind = Literal["news", "opinion", "analysis", "statement", "release", "transcript", "live", "briefs", "unknown"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: half-open offsets in Python ``str`` characters.

    Exported as the W3C Web Annotation model's text position and text quote selectors.
    """

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Say whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Segment:
    """A structural part of a document.  The segments of a reading tile its text in order."""

    start: int
    end: int
    kind: SegmentKind

    @property
    def span(self) -> Span:
        """The segment's place."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the story with how likely it is furniture of the page, and how likely subjective (0 to 1)."""

    start: int
    end: int
    furniture: float
    subjective: float


@dataclass(frozen=True, slots=True)
class Document:
    """One published text as read; an edited page is another Document with the same url.

    ``text`` is the article's own text, never rewritten; every offset in a reading indexes it.  ``sha256`` is
    that of the bytes as received.
    """

    id: str
    ref: str | None
    url: str | None
    title: str | None
    byline: str | None
    publisher: str | None
    published: date | None
    modified: date | None
    language: str | None
    kind: DocumentKind
    text: str
    sha256: str

    def words(self, spans: Span | Iterable[Span]) -> str:
        """Return the exact words of a span; the pieces of several are joined by a space."""
        if isinstance(spans, Span):
            return self.text[spans.start : spans.end]
        return " ".join(self.text[span.start : span.end] for span in spans)
