"""A total of the year so far against a record that is itself a running total: 'so far this fiscal year'.

What is recorded up to the last day counted is the least that the total can be; twice its pace over the days that are
missing gives the most.  A finding stands where it is the same at both ends.  A year that has ended and was not counted
to its end is not compared; what is recorded of it is told.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.check.evidence import build_check, left_out_caveats, subject
from onrecord.check.figure import Figure
from onrecord.check.tolerance import compare
from onrecord.check.weigh import View
from onrecord.check.wording import day_words, during, number
from onrecord.model import Amount, Check, Finding, Period, WindowFinding

__all__ = ["check_running"]

_YEARS = frozenset({"year", "fiscal_year"})
_COVERED = 0.5
"""Of the window: a total of which less is recorded is not compared."""
_GAP = 45
"""Days that a release may lag behind what is said from it: 'has deported 234,236 people so far this fiscal year'."""
_NEAR: frozenset[Finding] = frozenset({"matches", "close"})


def check_running(figure: Figure, views: Sequence[View], named: Period) -> Check | None:
    """Return the check of a total in ``named``, of which the records of each view cover the beginning at most.

    ``None`` where too little of it is recorded, the figure is no total, or the record no running total of a year.
    """
    case, said = figure.case, figure.case.said
    if figure.per is not None or case.claim.polarity == "-" or views[0].scoped.measure.grain not in _YEARS:
        return None
    until = named.end if said is None else min(named.end, said + timedelta(days=1))
    able = [(part, view) for view in views if (part := _recorded_part(view, named, until)) is not None]
    if not able:
        return None
    part, view = max(able, key=lambda item: item[0].end)
    least = view.total(part) or 0.0
    missing = (until - part.end).days
    most = least + 2 * missing * least / part.days
    runs_on = said is not None and named.end > said
    finding = _finding(figure, least, most, is_told=missing <= _GAP) if runs_on else "not_comparable"
    held = f"{number(least)} {during(part)}"
    by = day_words(until - timedelta(days=1))
    amount = Amount(least, least, view.scoped.measure.unit, None)
    return build_check(
        case,
        view,
        finding,
        f"Recorded {subject(view.scoped)}: {held}, {_TAIL[finding]} ({figure.words}); {missing} days of what is "
        "claimed are not recorded.",
        because="period" if finding == "not_comparable" else None,
        recorded=amount,
        windows=[WindowFinding(part, amount, finding)],
        arithmetic=f"{held}; at twice that pace {number(round(most))} by {by}; said {number(figure.said.low)}",
        caveats=left_out_caveats(view, part),
        shown=view.scoped.parts,
    )


_TAIL: dict[Finding, str] = {
    "matches": "in agreement with what was said",
    "close": "close to what was said",
    "above_record": "less than was said, and at twice that pace still less",
    "below_record": "already more than was said",
    "not_comparable": "so that what was said can be neither borne out nor refuted",
}


def _recorded_part(view: View, named: Period, until: date) -> Period | None:
    """Return the stretch from the start of ``named`` to the last full period by ``until``, if all of it is recorded."""
    ends = [period.end for period in view.inside(named) if period.end <= until]
    if not view.is_flow or not ends:
        return None
    part = Period(named.start, max(ends), named.grain)
    covered = part.days >= _COVERED * (until - named.start).days
    return part if covered and view.total(part) is not None else None


def _finding(figure: Figure, least: float, most: float, *, is_told: bool) -> Finding:
    """Return the finding that holds at both ends, or that of the last release that could be told of."""
    low, high = compare(figure.said, least), compare(figure.said, most)
    if low == "below_record" or (low == high == "above_record"):
        return low
    if low in _NEAR and high in _NEAR:
        return "close" if "close" in {low, high} else "matches"
    return low if is_told and low in _NEAR else "not_comparable"
