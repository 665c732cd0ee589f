"""Who said what: attributions and speakers."""

from dataclasses import dataclass
from typing import Literal

from onrecord.model.text import SegmentKind, Span
from onrecord.model.when import When

__all__ = [
    "Act",
    "Attribution",
    "Evidence",
    "EvidenceStatus",
    "Mode",
    "Role",
    "Source",
    "SourceKind",
    "Speaker",
    "SpeakerKind",
]

Mode = Literal["direct", "indirect", "mixed"]
SourceKind = Literal["person", "office", "organisation", "unnamed", "document", "pronoun", "group"]
SpeakerKind = Literal["person", "organisation", "group", "unnamed"]
EvidenceStatus = Literal["offered", "none_offered", "unstated"]
Act = Literal[
    "assert",
    "deny",
    "allege",
    "accuse",
    "order",
    "urge",
    "request",
    "promise",
    "threaten",
    "predict",
    "propose",
    "acknowledge",
    "describe",
    "praise",
    "criticise",
    "ask",
    "think",
    "other",
]


@dataclass(frozen=True, slots=True)
class Source:
    """The words that name who is cited, as the text has them.

    ``speaker`` is the id of the resolved speaker (for a document: its author, where the text names one);
    ``described_as``, ``count``, ``anonymity_reason`` and ``direct_knowledge`` speak of unnamed sources only.
    """

    spans: tuple[Span, ...]
    kind: SourceKind
    speaker: str | None = None
    described_as: str | None = None
    count: str | None = None
    anonymity_reason: str | None = None
    direct_knowledge: bool | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the text says of the evidence offered; ``spans`` are the words that say so."""

    status: EvidenceStatus = "unstated"
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, a cue and a content (PARC 3.0; PolNeAR).

    Spans are lists of pieces in text order: each may be discontinuous, source and cue may be absent.
    ``within`` is the id of the attribution that this one is nested in; ``confidence`` runs from 0 to 1.
    """

    id: str
    segment_kind: SegmentKind
    mode: Mode
    source: Source | None
    cue: tuple[Span, ...] | None
    content: tuple[Span, ...]
    confidence: float
    within: str | None = None
    act: Act = "other"
    hedged: bool = False
    evidence: Evidence = Evidence()
    venue: str | None = None
    when: When | None = None

    def told(self, sentence: Span) -> tuple[Span, ...]:
        """Return the parts of ``sentence`` that tell what is said, not who says it, when and where.

        What stands on the far side of the content together with source or cue ("..., Smith said at a rally in Dallas")
        belongs to the telling; a stretch beside the content with neither is part of what is told.
        """
        inside = [piece for piece in self.content if piece.overlaps(sentence)]
        telling = [*(self.source.spans if self.source else ()), *(self.cue or ())]
        if not inside:
            return (sentence,)
        pieces, at = [], sentence.start
        for piece in inside:
            start, end = max(piece.start, sentence.start), min(piece.end, sentence.end)
            gap = Span(at, max(at, start))
            pieces += [] if any(words.overlaps(gap) for words in telling) else [gap]
            pieces.append(Span(start, end))
            at = max(at, end)
        rest = Span(at, max(at, sentence.end))
        pieces += [] if any(words.overlaps(rest) for words in telling) else [rest]
        joined: list[Span] = []
        for piece in pieces:
            if joined and joined[-1].end == piece.start:
                joined[-1] = Span(joined[-1].start, piece.end)
            elif piece.start < piece.end:
                joined.append(piece)
        return tuple(joined)


@dataclass(frozen=True, slots=True)
class Role:
    """An office as the text states it."""

    title: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved person or body, with the offices stated in the text.

    ``public_role`` is false for private people: their names never leave the reading of their article.
    """

    id: str
    name: str
    kind: SpeakerKind
    roles: tuple[Role, ...] = ()
    public_role: bool = False
    mentions: tuple[Span, ...] = ()
