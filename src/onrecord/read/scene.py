"""A sentence with its numbers and times, and the claims that triggers find in it before their slots are filled."""

from dataclasses import dataclass

from onrecord.model import ClaimKind, Comparator, Polarity, Quantity, SegmentKind, Span, TargetStatus, Time, WhyNot

__all__ = ["Draft", "Scene"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim at ``span`` found by the words at ``anchor``; ``linked`` asks for the last target of the text.

    ``is_noun`` says that a movement is told as a thing ('the job gain'), not as what happened.
    ``rule`` says what made it, where no measure knows its topic.
    """

    span: Span
    anchor: Span
    clause: Span
    kind: ClaimKind
    topic: str | None
    quantity: Quantity | None = None
    baseline: Quantity | None = None
    population: str | None = None
    polarity: Polarity = "+"
    comparator: Comparator | None = None
    target_status: TargetStatus | None = None
    why_not: WhyNot | None = None
    linked: bool = False
    is_noun: bool = False
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence in its segment, with the numbers and times in it."""

    span: Span
    segment: SegmentKind
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
