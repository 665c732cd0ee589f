"""A share that is said to have moved from one figure to another: both ends against the record, and the direction."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.check.breakdown import Breakdown, break_down
from onrecord.check.case import Case
from onrecord.check.codes import picked_codes, with_codes
from onrecord.check.ends import two_stretches
from onrecord.check.evidence import build_check, left_out_caveats, subject
from onrecord.check.held import not_held, out_of_span
from onrecord.check.lexicon import lexicon
from onrecord.check.tolerance import Said, compare, stated
from onrecord.check.weigh import Part, Scoped
from onrecord.check.windows import named_window
from onrecord.check.wording import during, percent
from onrecord.model import Amount, Check, Finding, Period, Quantity, SeriesLookup, WindowFinding

__all__ = ["check_share_change"]

_SHARE = re.compile(r"(?i)\b(?:share|percentage|proportion|portion|fraction)\b")


def check_share_change(case: Case, scoped: Scoped, series: SeriesLookup, as_of: date) -> Check | None:
    """Return the check of "the share fell from 57% to 27%"; ``None`` where an end, a code or a figure is in doubt."""
    points = case.quantity is not None and case.quantity.unit in lexicon("words")["units"]["points"]
    said = [_said(case, quantity) for quantity in (case.baseline, case.quantity)]
    named = named_window(case, as_of)
    ends = two_stretches(case, named)
    picked = picked_codes(replace(case, claim=replace(case.claim, kind="share")), scoped.measure)
    if (
        (None in said and not points)
        or named is None
        or ends is None
        or len(picked) != 1
        or not _SHARE.search(case.told)
    ):
        return None
    dimension, codes = next(iter(picked.items()))
    scoped = _of_all(scoped, dimension, series)
    table = break_down(scoped, dimension, series, as_of)
    if table is None or not set(codes) <= set(table.views):
        return None
    if (early := out_of_span(case, table.view, named)) is not None:
        return early
    if not table.view.is_held:
        return not_held(case, table.view)
    values = [value for end in ends if (value := _share(table, codes, end)) is not None]
    if len(values) < len(ends):
        return None
    moved = stated(case.text, case.quantity) if points and case.quantity is not None else None
    size = Amount(abs(values[1] - values[0]), abs(values[1] - values[0]), "percentage point", None)
    told = [
        _Told(moved, size) if moved else _Told(spoken, Amount(value, value, "percent", None))
        for value, spoken in zip(values, said, strict=True)
    ]
    found = [
        WindowFinding(end, Amount(value, value, "percent", None), item.finding)
        for end, value, item in zip(ends, values, told, strict=True)
    ]
    finding = _overall(case, found)
    labels = " plus ".join(table.label(code) for code in codes)
    figures = "; ".join(f"{percent(item.recorded.low or 0.0)} {during(item.window)}" for item in found)
    return build_check(
        case,
        table.view,
        finding,
        f"Of recorded {subject(scoped)}, {labels}: {figures}.",
        recorded=found[-1].recorded,
        windows=found,
        rules=table.rules(ends[1]),
        arithmetic="; ".join(table.arithmetic(end, during(end), codes) for end in ends),
        caveats=[
            "All codes are shown; two are added only where the claim names both.",
            *left_out_caveats(table.view, ends[1]),
        ],
    )


def _of_all(scoped: Scoped, dimension: str, series: SeriesLookup) -> Scoped:
    """Return ``scoped`` with the series that a share is taken of, not that of its part."""
    part = scoped.parts[0]
    key = with_codes(part.key, {dimension: dict(part.measure.key)[dimension]})
    held = series(part.measure.id, key)
    return scoped if held is None else replace(scoped, parts=(Part(part.measure, key, held),))


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure as said, and the recorded amount that it is compared with."""

    said: Said | None
    recorded: Amount

    @property
    def finding(self) -> Finding:
        return compare(self.said, self.recorded.low or 0.0) if self.said is not None else "differs"


def _said(case: Case, quantity: Quantity | None) -> Said | None:
    """Return a figure as said, in percent; ``None`` where it is none."""
    if quantity is None or (quantity.unit or "") not in {"", *lexicon("words")["units"]["percents"]}:
        return None
    return stated(case.text, quantity, points=True)


def _share(table: Breakdown, codes: Sequence[str], window: Period) -> float | None:
    shares = table.shares(window)
    return None if shares is None else sum(shares[code] for code in codes)


def _overall(case: Case, found: Sequence[WindowFinding]) -> Finding:
    """Return the finding of both ends: of the direction where it is wrong, else of the end that agrees least."""
    first, last = ((item.recorded.low or 0.0) for item in found)
    if (last - first) * (1 if case.claim.polarity == "+" else -1) < 0:
        return "opposite_direction"
    order = ("matches", "close")
    return max((item.finding for item in found), key=lambda item: order.index(item) if item in order else len(order))
