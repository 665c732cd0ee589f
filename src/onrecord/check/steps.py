"""A movement said of every period, tested step by step: 'grew every month', 'fell for a third straight month'."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.check.case import Case
from onrecord.check.each import agree_least, how_many, near_words
from onrecord.check.ends import stretch_at
from onrecord.check.evidence import build_check, left_out_caveats, subject
from onrecord.check.tolerance import Said, compare
from onrecord.check.weigh import View
from onrecord.check.windows import is_open_ended, last_full
from onrecord.check.wording import during, joined, period_words, plural, signed
from onrecord.model import Amount, Because, Check, Finding, Grain, Period, WindowFinding

__all__ = ["Stepwise", "check_steps", "stepwise_of"]

_ROW = re.compile(
    r"(?i)(?:\b(?P<many>[a-z]+|\d{1,2}(?:st|nd|rd|th)?)\s)?(?:straight|consecutive|successive)\s(?P<unit>day|week|month|quarter|year)s?\b"
    r"|\beach\sof\s(?:the\s|its\s)?(?:last|past|previous)\s(?P<last>[a-z]+|\d{1,2})\s(?P<of_last>day|week|month|quarter|year)s\b"
    r"|\b(?P<count>[a-z]+|\d{1,2})\s(?P<of>day|week|month|quarter|year)s\s(?:in\sa\srow|running)\b"
)
_EACH = re.compile(
    r"(?i)\b(?:every|each)\s(?:single\s)?(?P<one>day|week|month|quarter|year)\b"
    r"|\b(?P<after>day|week|month|quarter|year)\s(?:after|by|on)\s(?P=after)\b"
)
_ORDER: tuple[Grain, ...] = ("day", "week", "month", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Stepwise:
    """The unit of which a movement is said, and how many of them in a row (``None``: all of a window)."""

    unit: Grain
    count: int | None
    is_row: bool


def stepwise_of(case: Case) -> Stepwise | None:
    """Return of which periods a movement is said; ``None`` where it is said of a stretch as a whole."""
    near = near_words(case)
    if (row := _ROW.search(near)) is not None:
        unit = (row["unit"] or row["of"] or row["of_last"]).lower()
        return Stepwise(_grain(unit), how_many(row["many"] or row["count"] or row["last"] or ""), is_row=True)
    each = _EACH.search(near)
    return None if each is None else Stepwise(_grain((each["one"] or each["after"]).lower()), None, is_row=False)


def _grain(unit: str) -> Grain:
    return next(grain for grain in _ORDER if grain == unit)


def check_steps(
    case: Case, view: View, every: Stepwise, sign: int, *, named: Period | None, said: Said | None
) -> Check | None:
    """Return the check of a movement said of every period; ``None`` where the record does not tell its periods apart.

    A flow's step agrees where it does by the period as it stands or by its days; one of a survey's rate within the
    error that the survey publishes says nothing.
    """
    grain = view.scoped.measure.grain
    if every.unit not in _ORDER or grain not in _ORDER or _ORDER.index(every.unit) < _ORDER.index(grain):
        return None
    steps = _steps(case, view, named, every)
    if not steps or (every.is_row and every.count is not None and len(steps) < every.count):
        return None
    moves = [(before, after, _moved(view, before, after, sign)) for before, after in steps]
    found = [
        WindowFinding(after, Amount(moved, moved, view.scoped.measure.event, None), _finding(view, moved, sign, said))
        for _, after, moved in moves
    ]
    telling = [item.finding for item in found if item.finding != "shown_only"]
    finding: Finding = agree_least(telling) if telling else "shown_only"
    if telling and len(telling) < len(found) and finding in {"matches", "close"}:
        finding = "shown_only"
    window = Period(steps[0][1].start, steps[-1][1].end, every.unit)
    is_named = named is not None or every.is_row
    because: Because | None = None
    against = [item.window for item in found if item.finding not in {"matches", "close", "shown_only"}]
    way = "rose" if sign > 0 else "fell"
    hits = len(found) - len(against) - (len(found) - len(telling))
    why = (
        f"Recorded {subject(view.scoped)} {way} in {hits} of {len(found)} {plural(every.unit, len(found))}, "
        f"{during(window)}"
    )
    why += f"; not as said: {joined([period_words(item) for item in against[:6]])}." if against else "."
    if finding == "shown_only":
        why += f" Some steps are within the survey's published error, {view.scoped.measure.change_error:g} points."
    if not is_named and (against or not _is_all(view, window)):
        finding, because = "not_comparable", "period"
        why = f"The claim does not say since when. {why}"
    return build_check(
        case,
        view,
        finding,
        why,
        because=because,
        recorded=found[-1].recorded,
        windows=found if because is None else [],
        window=window,
        arithmetic="; ".join(f"{signed(moved)} {during(after)}" for _, after, moved in moves[-36:]),
        caveats=[*_missing(view, window), *left_out_caveats(view, window)],
    )


def _is_all(view: View, window: Period) -> bool:
    return window.start <= view.periods[min(1, len(view.periods) - 1)].start


def _steps(case: Case, view: View, named: Period | None, every: Stepwise) -> list[tuple[Period, Period]]:
    """Return the neighbouring periods between which a claim says that something moved, in order."""
    periods = _by_unit(view, every.unit)
    until = last_full(view, case.said)
    if until is not None:
        periods = [period for period in periods if period.end <= until.end or _is_within(period, named)]
    pairs = [(one, two) for one, two in pairwise(periods) if one.end == two.start]
    when = case.claim.period
    if every.is_row:
        ended = pairs if named is None or is_open_ended(case) else [pair for pair in pairs if pair[1].end <= named.end]
        is_one = named is None or named.days <= 31 or every.count is not None
        return ended[-(every.count or 2) :] if is_one else [pair for pair in ended if _is_within(pair[1], named)]
    if named is None:
        return pairs[-12:]
    has_ends = is_open_ended(case) or (when is not None and "/" in (when.timex or ""))
    reach = [(one, two) for one, two in pairs if _is_within(two, named, case)]
    return [pair for pair in reach if pair[0].start >= named.start] if has_ends else reach


def _is_within(period: Period, named: Period | None, case: Case | None = None) -> bool:
    if named is None:
        return False
    is_open = case is not None and is_open_ended(case)
    return named.start <= period.start and (period.end <= named.end or is_open)


def _by_unit(view: View, unit: Grain) -> list[Period]:
    if unit == view.scoped.measure.grain:
        return list(view.periods)
    found = dict.fromkeys(stretch_at(period.start, unit) for period in view.periods)
    if view.is_flow:
        return [period for period in found if view.total(period) is not None]
    ends = {period.end for period in view.periods}
    return [period for period in found if period.end in ends]


def _moved(view: View, before: Period, after: Period, sign: int) -> float:
    """Return by how much a period differs from the one before, of a flow per day where only that is as said."""
    moved = (view.total(after) or 0.0) - (view.total(before) or 0.0)
    daily = ((view.rate(after) or 0.0) - (view.rate(before) or 0.0)) * after.days if view.is_flow else moved
    return moved if moved * sign > 0 or daily * sign <= 0 else daily


def _finding(view: View, moved: float, sign: int, said: Said | None) -> Finding:
    error = view.scoped.measure.change_error
    if error and moved * sign <= 0 and abs(moved) <= error + 1e-9:
        return "shown_only"
    if said is not None:
        return compare(said, moved * sign)
    return "matches" if moved * sign > 0 else "differs"


def _missing(view: View, window: Period) -> Sequence[str]:
    inside = [period for period in view.periods if window.start <= period.start and period.end <= window.end]
    gaps = [Period(one.end, two.start, one.grain) for one, two in pairwise(inside) if one.end < two.start]
    return [f"Not recorded: {joined([period_words(gap) for gap in gaps])}."] if gaps else []
