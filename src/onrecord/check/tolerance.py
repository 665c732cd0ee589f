"""How near is near enough: the table of tolerances by wording.

A figure is compared with the record to the precision and with the wording of the claim.  A relative tolerance is one
of the recorded value; percentages are compared in points, and never by more than a quarter (``matches``) or half
(``close``) of the percentage said, or "rose 3%" would be borne out by a fall.  Reasons: ``docs/method.md``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.check.lexicon import fold, lexicon, mentions_any
from onrecord.model import Finding, Quantity

__all__ = ["Said", "Wording", "compare", "overall", "stated", "stated_share", "worded_ratio", "worded_share"]

Wording = Literal["plain", "about", "nearly", "at_least", "at_most", "range", "share"]
_EPSILON = 1e-9
_BEFORE = 40  # characters before a figure that may hold "a minimum of"
_SHARE_CLOSE = 2.0  # points further either way for a share in words


@dataclass(frozen=True, slots=True)
class Said:
    """A figure as it is compared: its range, how it is worded, its last significant digit, and whether in points."""

    low: float
    high: float
    wording: Wording
    step: float = 1.0
    points: bool = False
    open: bool = False


def stated(text: str, quantity: Quantity, *, points: bool = False) -> Said | None:
    """Return ``quantity`` as it is compared, its wording read from ``text``; ``None`` where it has no figure."""
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return None
    first = low if low is not None else high
    last = high if high is not None else low
    if first is None or last is None:
        return None
    wording = _wording(text, quantity)
    if wording == "plain" and first != last and low is not None and high is not None:
        wording = "range"
    if wording == "at_least":
        last = first
    if wording == "at_most" or low is None:
        first = last
    return Said(first, last, wording, quantity.step, points)


_UP_TO = re.compile(
    r"\b(?:(?:edg|tick|inch|creep|go|mov|climb|jump|nudg|shoot|bump)(?:s|ed|es|ing)?|rise|rises|rising|grow|grows|growing|crept|went|gone|shot|rose|"
    r"risen|grew|back)\s(?:back\s)?up to$"
)
"""'Edged up to 4.4 percent' is no ceiling."""


def _wording(text: str, quantity: Quantity) -> Wording:
    before = fold(text[max(0, quantity.start - _BEFORE) : quantity.start])
    inside = fold(text[quantity.start : quantity.end])
    cues: dict[str, list[str]] = lexicon("words")["cues"]
    found = [
        (len(cue), wording)
        for wording, phrases in cues.items()
        for cue in map(fold, phrases)
        if before.endswith((f" {cue}", f" {cue} a", f" {cue} the"))
        or before in {cue, f"{cue} a", f"{cue} the"}
        or inside.startswith(f"{cue} ")
        or (cue.startswith("or ") and inside.endswith(f" {cue}"))
    ]
    if found and _UP_TO.search(before) is None:
        return max(found)[1]  # type: ignore[return-value]
    if found:
        return "plain"
    if quantity.vague or quantity.high is None or quantity.comparator in {">", ">="}:
        return "at_least"
    if quantity.low is None or quantity.comparator in {"<", "<="}:
        return "at_most"
    return "about" if quantity.approx or quantity.comparator == "~" else "plain"


def worded_share(words: str) -> Said | None:
    """Return the share that ``words`` state without a figure: ``a third`` is 30 to 37 percent."""
    told = _ORDINAL.sub(" ", fold(words))
    for row in lexicon("words")["shares"]:
        if mentions_any(told, row["words"]):
            return Said(row["low"], row["high"], "share", points=True, open=row.get("open", False))
    return None


def stated_share(text: str, quantity: Quantity) -> Said | None:
    """Return a share told in words ("a quarter", "more than half") as it is compared; ``None`` where it is a figure."""
    worded = worded_share(text[quantity.start : quantity.end])
    if worded is None:
        return None
    spoken = stated(text, quantity, points=True)
    return worded if spoken is None or spoken.wording in {"about", "plain"} or worded.open else spoken


_ORDINAL = re.compile(
    r"\ba (?:third|fourth|quarter) (?:straight|consecutive|successive|time|day|week|month|year|term|hour|century)\b"
)
"""'A third straight month' is no share."""


def worded_ratio(words: str) -> float | None:
    """Return the ratio that ``words`` state without a figure: ``doubled`` is 2."""
    for row in lexicon("words")["ratios"]:
        if mentions_any(words, row["words"]):
            return float(row["value"])
    return None


def compare(said: Said, recorded: float) -> Finding:
    """Return ``matches``, ``close``, ``above_record`` (said above recorded) or ``below_record``."""
    beyond: Finding = "above_record" if said.low > recorded else "below_record"
    if said.wording == "share":
        return _compare_share(said, recorded, beyond)
    if said.wording == "range":
        if said.low - _EPSILON <= recorded <= said.high + _EPSILON:
            return "matches"
        edge = said.low if recorded < said.low else said.high
        return "close" if abs(recorded - edge) <= _reach(said, edge, recorded, 5, 2) else beyond
    figure = said.low
    gap = abs(figure - recorded)
    if said.wording == "at_least":
        allowed = _reach(said, figure, figure, 2, 2)
        return "matches" if recorded >= figure - _EPSILON else "close" if gap <= allowed else "above_record"
    if said.wording == "at_most":
        allowed = _reach(said, figure, figure, 2, 2)
        return "matches" if recorded <= figure + _EPSILON else "close" if gap <= allowed else "below_record"
    if said.wording == "nearly":
        if recorded <= figure + _EPSILON:
            return "matches" if gap <= _reach(said, figure, figure, 10, 4) else beyond
        return "close" if gap <= _reach(said, figure, figure, 5, 2) else beyond
    if said.wording == "about":
        if gap <= _reach(said, figure, recorded, 5, 4):
            return "matches"
        return "close" if gap <= _reach(said, figure, recorded, 10, 2) else beyond
    if gap <= min(said.step / 2, _reach(said, figure, recorded, 5, 4)) + _EPSILON:
        return "matches"
    return "close" if gap <= _reach(said, figure, recorded, 5, 2) else beyond


def _compare_share(said: Said, recorded: float, beyond: Finding) -> Finding:
    inside = said.low < recorded <= said.high if said.open else said.low <= recorded <= said.high
    if inside:
        return "matches"
    return "close" if said.low - _SHARE_CLOSE <= recorded <= said.high + _SHARE_CLOSE else beyond


def _reach(said: Said, figure: float, base: float, percent: float, part: float) -> float:
    """Return how far the record may lie: ``percent`` of ``base``, or as many points (at most 1/``part`` said)."""
    if said.points:
        return min(percent, abs(figure) / part) + _EPSILON
    return abs(base) * percent / 100 + _EPSILON


def overall(findings: Sequence[Finding]) -> Finding:
    """Return the finding of several windows or countings: ``matches`` and ``close`` are not different."""
    near = {"matches", "close"}
    if len({"near" if finding in near else finding for finding in findings}) > 1:
        return "depends_on_window"
    if findings[0] in near:
        return "matches" if set(findings) == {"matches"} else "close"
    return findings[0]
