"""A superlative over the codes of a measure, not over time: the industry that added the most jobs of all."""

from datetime import date

from onrecord.check.case import Case
from onrecord.check.codes import picked_codes, with_codes
from onrecord.check.ends import ends_of, level_in
from onrecord.check.evidence import build_check, subject
from onrecord.check.held import not_held
from onrecord.check.lexicon import lexicon, mentions_any
from onrecord.check.weigh import Part, Scoped, look
from onrecord.check.windows import named_window
from onrecord.check.wording import during, signed
from onrecord.model import Amount, Check, Finding, Period, SeriesLookup, WindowFinding

__all__ = ["check_across", "is_across"]

_TOTALS = "total"
"""How the names of codes begin that add others up: they stand in no ranking of what they are made of."""


def is_across(case: Case) -> bool:
    """Say whether a superlative compares places or industries, and not times."""
    ranks = lexicon("words")["ranks"]
    return mentions_any(case.words, [*ranks["across"], *ranks["industries"]]) is not None


def check_across(case: Case, scoped: Scoped, series: SeriesLookup, as_of: date, side: str) -> Check | None:
    """Return the check of a movement that is said to be the largest of all industries; else ``None``.

    Abstains where the claim names no window, no single code, or a level or a pace: which of these is meant by
    "biggest" is then a guess.
    """
    words = lexicon("words")
    moves = words["moves"]
    up, down = (mentions_any(case.told, moves[way]) is not None for way in ("up", "down"))
    named = named_window(case, as_of)
    picked = {dimension: codes for dimension, codes in picked_codes(case, scoped.measure).items() if len(codes) == 1}
    if (
        mentions_any(case.words, words["ranks"]["industries"]) is None
        or up == down
        or named is None
        or len(picked) != 1
    ):
        return None
    (dimension, (own,)) = next(iter(picked.items()))
    view = look(scoped, as_of)
    if not view.is_held:
        return not_held(case, view)
    ends = ends_of(case, view, named)
    if scoped.measure.kind == "flow" or side == "lowest" or not ends:
        return None
    first, last = ends[0]
    moved: dict[str, float] = {}
    for code in scoped.measure.dimensions[dimension]:
        key = with_codes(scoped.parts[0].key, {dimension: code})
        held = series(scoped.measure.id, key)
        if code.startswith(_TOTALS) or held is None:
            continue
        other = look(Scoped((Part(scoped.measure, key, held),), scoped.covers, scoped.as_claimed), as_of)
        start, end = level_in(other, first), level_in(other, last)
        if start is None or end is None:
            return None
        moved[code] = (end - start) * (1 if up else -1)
    if own not in moved:
        return None
    best = max(moved, key=lambda code: moved[code])
    is_best = moved[own] == moved[best] and moved[own] > 0
    finding: Finding = "matches" if is_best == (case.claim.polarity == "+") else "differs"
    labels = scoped.measure.dimensions[dimension]
    window = Period(first.start, last.end, first.grain)
    ordered = sorted(moved, key=lambda code: -moved[code])
    sign = 1 if up else -1
    figures = "; ".join(f"{labels[code]} {signed(moved[code] * sign)}" for code in ordered)
    rank = ordered.index(own) + 1
    return build_check(
        case,
        view,
        finding,
        f"Recorded change {during(window)} of {subject(scoped)}: {signed(moved[own] * sign)}, number {rank} of "
        f"{len(moved)}; the {'largest rise' if up else 'largest fall'}: {labels[best]}, "
        f"{signed(moved[best] * sign)}.",
        recorded=Amount(moved[own] * sign, moved[own] * sign, scoped.measure.unit, None),
        windows=[
            WindowFinding(window, Amount(moved[own] * sign, moved[own] * sign, scoped.measure.unit, None), finding)
        ],
        arithmetic=figures,
        caveats=[f"Compared by number, among the {len(moved)} parts that the record tells apart."],
    )
