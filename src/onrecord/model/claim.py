"""What can be checked: normalised claims."""

from dataclasses import dataclass
from typing import Literal

from onrecord.model.quantity import Comparator
from onrecord.model.when import When

__all__ = ["Claim", "ClaimKind", "Polarity", "TargetStatus", "Voice", "WhyNot"]

ClaimKind = Literal["target", "level", "change", "share", "rank", "event", "characterisation", "forecast"]
Voice = Literal["attributed", "reported", "opinion"]
Polarity = Literal["+", "-"]
TargetStatus = Literal["goal", "directive", "quota", "pledge", "denied"]
WhyNot = Literal["forecast", "value_judgement", "private_person", "too_vague", "no_quantity", "no_measure"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkable assertion at ``text[start:end]`` (schema.org ``Claim``).

    ``voice`` tells who speaks: a source (``attribution`` and ``speaker`` are then ids), the paper, or the author.
    ``topic`` is a measure's word for what is counted ('arrests', 'employment') or free; ``quantity`` and
    ``baseline`` are quantity ids; ``scope`` the agencies or groups covered, as stated; ``period`` is ``None``
    where the claim names none.
    """

    id: str
    start: int
    end: int
    attribution: str | None
    speaker: str | None
    voice: Voice
    kind: ClaimKind
    topic: str | None
    quantity: str | None = None
    baseline: str | None = None
    actor: str | None = None
    scope: tuple[str, ...] = ()
    population: str | None = None
    area: tuple[str, ...] = ()
    period: When | None = None
    comparator: Comparator | None = None
    polarity: Polarity = "+"
    hedged: bool = False
    target_status: TargetStatus | None = None
    checkable: bool = True
    why_not: WhyNot | None = None
