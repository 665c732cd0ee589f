"""A document taken apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.model.claim import Claim
from onrecord.model.quantity import Quantity
from onrecord.model.speech import Attribution, Speaker
from onrecord.model.text import Document, Segment, SegmentKind, Sentence, Span
from onrecord.model.when import Time

__all__ = ["Issue", "Reading", "Reason"]


@dataclass(frozen=True, slots=True)
class Issue:
    """What a step could not do for one input, as data: which step, what and what to do, and where."""

    step: str
    what: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an item stands in a reading: the step and the rule or head that made it, and how sure it is of it.

    ``item`` is the id of an attribution, speaker, quantity or claim, or the place ('12-40') of a segment or a time;
    ``what`` is the part of it that is explained ('content', 'act'); ``confidence`` runs from 0 to 1, ``None`` where
    a rule applies or does not; ``words`` are those of the text that decided, where the rule goes by words.
    """

    of: str
    item: str
    what: str
    step: str
    rule: str
    confidence: float | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and everything that was read in it; every offset indexes ``document.text``.

    ``origin`` holds the version of onrecord, of each step, and of the model.
    """

    document: Document
    segments: tuple[Segment, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    claims: tuple[Claim, ...] = ()
    issues: tuple[Issue, ...] = ()
    origin: Mapping[str, str] = field(default_factory=dict)
    sentences: tuple[Sentence, ...] = ()
    reasons: tuple[Reason, ...] = ()

    def segment_kind(self, span: Span) -> SegmentKind:
        """Return the kind of the segment in which ``span`` starts; ``body`` where nothing is segmented."""
        for segment in self.segments:
            if segment.start <= span.start < segment.end:
                return segment.kind
        return "body"

    def attribution(self, id_: str | None) -> Attribution | None:
        """Return the attribution with this id."""
        return next((item for item in self.attributions if item.id == id_), None)

    def speaker(self, id_: str | None) -> Speaker | None:
        """Return the speaker with this id."""
        return next((item for item in self.speakers if item.id == id_), None)

    def quantity(self, id_: str | None) -> Quantity | None:
        """Return the quantity with this id."""
        return next((item for item in self.quantities if item.id == id_), None)
