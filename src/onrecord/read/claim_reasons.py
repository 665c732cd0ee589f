"""Why a claim stands in a reading: the rule that made it, and what told whose it is."""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.model import Claim, ClaimKind, Reason
from onrecord.read.scene import Draft

__all__ = ["claim_reasons", "rule_of"]

_KNOWN: dict[ClaimKind, str] = {
    "target": "a figure that is aimed at, of a measure's topic",
    "forecast": "said of the future, of a measure's topic",
    "change": "a movement of a measure's topic",
    "share": "a part of a measure's topic",
    "rank": "a superlative over a range, of a measure's topic",
    "level": "a figure that counts a measure's topic",
    "event": "what befell one person",
    "characterisation": "a label or a judgement",
}
"""What makes a claim of each kind of a topic that a measure knows."""


def rule_of(draft: Draft) -> str:
    """Return the rule that made a claim: a draft's own, or that of its kind where a measure knows the topic."""
    return draft.rule or _KNOWN[draft.kind]


def claim_reasons(claims: Sequence[Claim], rules: Mapping[str, str], carried: Mapping[str, str]) -> Iterator[Reason]:
    """Yield which rule made each claim, and which told whose it is; both mappings are by the claims' ids."""
    for claim in claims:
        yield Reason("claim", claim.id, "kind", "claim", rules[claim.id])
        if claim.id in carried:
            voice = carried[claim.id]
        elif claim.attribution is not None:
            voice = "inside what a source says"
        else:
            voice = "the author's section" if claim.voice == "opinion" else "nobody is cited for it"
        yield Reason("claim", claim.id, "voice", "claim", voice)
