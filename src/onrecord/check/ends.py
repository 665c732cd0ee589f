"""The two stretches of time between which a change is measured."""

import re
from datetime import date, timedelta

from onrecord.check.case import Case
from onrecord.check.weigh import View
from onrecord.check.windows import is_open_ended, last_full, period_start, term_start
from onrecord.model import Grain, Period

__all__ = ["Ends", "ends_of", "level_in", "newest_end", "stretch_at", "two_stretches"]

Ends = tuple[Period, Period]
_LONGEST = 4000
"""Days of the longest stretch that is compared with the one before: no record goes back further than two of them."""
_NEAREST = 16
"""Days by which the count of a single day may lie before the day looked for: publications are two weeks apart."""
_EARLIEST, _LATEST = date(1800, 1, 1), date(2200, 1, 1)
"""Days between which a change can be measured at all."""


def ends_of(case: Case, view: View, named: Period | None) -> list[Ends]:
    """Return the pairs of stretches between which the change is measured, those with a value at both ends."""
    then = last_full(view, case.said)
    when = case.claim.period
    if named is not None and not _EARLIEST < named.start < named.end < _LATEST:
        return []
    if named is None:
        pairs = _unnamed(view, then)
    elif (back := _steps_back(case)) is not None:
        pairs = _over_past(view, then, back)
    elif is_open_ended(case):
        pairs = _since(view, named, then)
    elif when is not None and "/" in (when.timex or ""):
        pairs = _between(view, named)
    else:
        pairs = _within(view, named, case.said)
    return [pair for pair in pairs if all(level_in(view, end) is not None for end in pair)]


def _unnamed(view: View, then: Period | None) -> list[Ends]:
    """Return the last full period against that of a year before and that in which the term began.

    Of a stock also against the one before it; from month to month a flow moves by chance.
    """
    until = [period for period in view.periods if then is not None and period.end <= then.end]
    if len(until) < 13:
        return []
    last = until[-1]
    year = _at(view, _year_before(last)) if last.grain == "month" else None
    term = _at(view, term_start(last.start))
    starts = [year or until[-13], *([] if view.is_flow else until[-2:-1])]
    starts += [term] if term is not None and term.end < last.start else []
    return [(start, last) for start in dict.fromkeys(starts)]


def _year_before(period: Period) -> date:
    return date(period.start.year - 1, period.start.month, 1)


_PAST = re.compile(r"P(?P<count>\d+)(?P<unit>[MQY])")
_MONTHS = {"M": 1, "Q": 3, "Y": 12}


def _steps_back(case: Case) -> int | None:
    """Return the months of a window told as a length up to the day it was said: 12 for 'over the past year'."""
    when = case.claim.period
    if when is None or case.said is None or not (when.end is None or 0 <= (when.end - case.said).days <= 1):
        return None
    found = _PAST.fullmatch(when.timex or "")
    return int(found["count"]) * _MONTHS[found["unit"]] if found is not None else None


def _over_past(view: View, then: Period | None, months: int) -> list[Ends]:
    """Return the last full period against the one so many months before it: three movements 'in the past three months'.

    Of single days that is the count nearest before.
    """
    if then is None:
        return []
    count = then.start.year * 12 + then.start.month - 1 - months
    year, month = divmod(count, 12)
    if year < _EARLIEST.year:
        return []
    back = date(year, month + 1, min(then.start.day, 28))
    before = [period for period in view.periods if period.start <= back]
    start = before[-1] if before else None
    if start is None or (back - start.start).days > max(then.days, _NEAREST):
        return []
    return [(start, then)]


def _since(view: View, named: Period, then: Period | None) -> list[Ends]:
    """Return the period in which the claim begins against the last full one before it was said."""
    starts = [_at(view, named.start)]
    stretch = stretch_at(named.start, named.grain)
    if named.grain == "day" and named.start.day > 1:
        starts.append(_at(view, named.start.replace(day=1) - timedelta(days=1)))
    elif not view.is_flow and starts == [None]:
        month = stretch_at(named.start, "month") if named.grain == "day" else stretch
        inside = view.inside(month)
        starts = list(dict.fromkeys([*inside[:1], *inside[-1:]]))
    elif named.grain in {"year", "fiscal_year", "quarter"} and named.start == stretch.start:
        inside = [period for period in view.periods if stretch.start <= period.start and period.end <= stretch.end]
        starts = [stretch] if view.is_flow else list(dict.fromkeys([*inside[:1], *inside[-1:]]))
    end = then or (view.periods[-1] if view.periods else None)
    return [(start, end) for start in starts if start is not None and end is not None and end.start >= start.end]


def _between(view: View, named: Period) -> list[Ends]:
    """Return the first against the last stretch of a window with two ends."""
    if named.grain in {"day", "week"}:
        first, last = _at(view, named.start), _at(view, named.end - timedelta(days=1))
    else:
        first = stretch_at(named.start, named.grain)
        last = stretch_at(_last_start(named), named.grain)
    return [(first, last)] if first is not None and last is not None and last.start >= first.end else []


def two_stretches(case: Case, named: Period | None) -> Ends | None:
    """Return the first and the last month, quarter or year of a window that the claim names by both."""
    when = case.claim.period
    if named is None or when is None or "/" not in (when.timex or "") or named.grain in {"day", "week", "hour"}:
        return None
    first, last = stretch_at(named.start, named.grain), stretch_at(_last_start(named), named.grain)
    return (first, last) if last.start > first.start else None


def _within(view: View, named: Period, said: date | None) -> list[Ends]:
    """Return the stretch that the claim names against the one before; of a stock, the end of each."""
    if named.days < min((period.days for period in view.periods[-1:]), default=1) and named.grain in {"day", "week"}:
        return []
    if view.is_flow:
        return [(_previous(named), named)] if named.days < _LONGEST else []
    end = named.end if said is None or said >= named.end else said
    before = [period for period in view.periods if period.end <= named.start]
    inside = [period for period in view.periods if period.start >= named.start and period.end <= end]
    whole = said is not None and said < named.end
    if not before or not inside or before[-1].end != inside[0].start:
        return []
    return [(before[-1], inside[-1])] if whole or inside[-1].end == named.end else []


def _at(view: View, day: date) -> Period | None:
    """Return the full period that holds ``day``."""
    return next((period for period in view.periods if period.start <= day < period.end), None)


def stretch_at(start: date, grain: Grain) -> Period:
    """Return the calendar stretch of this grain that begins on ``start``'s first day."""
    first = period_start(start, grain)
    months = {"quarter": 3, "year": 12, "fiscal_year": 12}.get(grain, 1)
    count = first.year * 12 + first.month - 1 + months
    end = first + timedelta(days=7) if grain == "week" else date(count // 12, count % 12 + 1, 1)
    return Period(first, first + timedelta(days=1) if grain == "day" else end, grain)


def _last_start(named: Period) -> date:
    return period_start(named.end - timedelta(days=1), named.grain)


def _previous(named: Period) -> Period:
    """Return the stretch of the same kind before ``named``."""
    if named.grain in {"day", "week"} or named != stretch_at(named.start, named.grain):
        return Period(named.start - timedelta(days=named.days), named.start, named.grain)
    return stretch_at(named.start - timedelta(days=1), named.grain)


def newest_end(case: Case, view: View, span: Ends) -> Ends | None:
    """Return the same start against the newest period, where the claim runs on ("since") and one came after."""
    if not is_open_ended(case) or not view.periods or view.periods[-1].start <= span[1].start:
        return None
    return span[0], view.periods[-1]


def level_in(view: View, stretch: Period) -> float | None:
    """Return what is recorded in a stretch: of a flow, per day."""
    return view.rate(stretch) if view.is_flow else view.total(stretch)
