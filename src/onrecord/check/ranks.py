"""A superlative against the record: the highest or lowest over the span that the claim and the records share.

"The most since 2019" says that nothing after 2019 was higher: 2019 itself may have been.  "On record" is the span of
the records; "ever" and "in history" reach further than any.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise

from onrecord.check.across import check_across, is_across
from onrecord.check.case import Case
from onrecord.check.countings import other_countings
from onrecord.check.evidence import build_check, left_out_caveats, subject
from onrecord.check.held import not_held
from onrecord.check.lexicon import fold, lexicon, mentions_any
from onrecord.check.looking_back import ordinal, place_of, start_of_span
from onrecord.check.weigh import Scoped, View, look, noun_of
from onrecord.check.windows import last_full, stale_since
from onrecord.check.wording import counted, day_words, during, joined, period_words, plural, signed
from onrecord.model import Amount, Check, Finding, Period, SeriesLookup, Time, WindowFinding

__all__ = ["check_rank"]


@dataclass(frozen=True, slots=True)
class _Range:
    """What a superlative is taken over: from ``start`` on (``None``: all), or further than any record."""

    start: date | None
    is_named: bool
    is_beyond: bool


def check_rank(case: Case, scoped: Scoped, series: SeriesLookup, as_of: date) -> Check | None:
    """Return the check of a superlative; ``None`` where its words are not known.

    A higher period in the span that is held refutes "the highest ever"; that none is higher there cannot bear out a
    claim that reaches further back than the records.
    """
    side, place = _side(case), place_of(case.words, case.text[max(0, case.claim.start - 20) : case.claim.start])
    if side is None or place is None:
        return None
    if is_across(case):
        if place > 1:
            return None
        return check_across(case, scoped, series, as_of, side)
    view = look(scoped, as_of)
    if not view.is_held:
        return not_held(case, view)
    over = _range(case)
    finer = _finer(case, scoped)
    whole = _whole_years(case, view, series) if finer is None else {}
    period = max(whole) if whole else _period(case, view)
    if finer is not None and any(
        other.periods and other.periods[0].grain == finer for _, other in other_countings(scoped, series, as_of)
    ):
        return None
    stale = stale_since(case, view) if not whole else None
    if period is None or finer is not None or stale is not None:
        return build_check(case, view, "not_comparable", _no_period(view, finer, stale), because="period")
    moved = _moves(case, view) if not whole else None
    values = _steps(view, period, over) if moved else _values(view, period, over, series)
    values = {item: value for item, value in whole.items() if over.start is None or item.start >= over.start} or values
    if period not in values:
        return None
    if moved == "down":
        side = "highest" if side == "lowest" else "lowest"
    pick = min if side == "lowest" else max
    best = pick(values, key=lambda item: (values[item], -item.start.toordinal()))
    is_top = values[period] == values[best]
    stands = 1 + sum(1 for value in values.values() if value != values[period] and pick(value, values[period]) == value)
    borne_out = stands == place
    first = min(values)
    is_short = over.start is not None and min(whole or values).start > over.start
    is_short = is_short and not any(item.start < (over.start or date.min) for item in view.periods)
    is_beyond = (over.is_beyond or is_short) and borne_out and case.claim.polarity == "+"
    if case.claim.polarity == "-":
        borne_out = not borne_out
    finding: Finding = "not_comparable" if is_beyond else "matches" if borne_out else "differs"
    covered = Period(first.start, period.end, period.grain)
    told = partial(_told, noun=noun_of(scoped), moved=moved)
    kind = f"largest {'rise' if moved == 'up' else 'fall'}" if moved else side
    figures = f"{told(values[period])} {during(period)}"
    step = f"{kind} of {len(values)} {during(covered)}: {told(values[best])} {during(best)}"
    if place > 1:
        figures += f", the {ordinal(stands)} {kind}"
    what = f"change of {subject(scoped)}" if moved else subject(scoped)
    why = f"Recorded {what}: {figures}; {step}."
    ties = [item for item in values if item != period and values[item] == values[period]] if is_top else []
    if ties:
        why += f" It is a tie: as much is recorded {joined([during(item) for item in ties[:3]])}."
    qualifies = []
    if is_beyond:
        further = "lower" if side == "lowest" else "higher"
        others = f"only {place - 1} full period{'s are' if place > 2 else ' is'}" if place > 1 else "no full period is"
        qualifies.append(f"In the span that is held, {period_words(covered)}, {others} {further}.")
        why += " The claim reaches further back than the records."
    return build_check(
        case,
        view,
        finding,
        why,
        because="period" if is_beyond else None,
        recorded=Amount(values[period], values[period], scoped.measure.unit, None),
        windows=[
            WindowFinding(item, Amount(value, value, scoped.measure.unit, None), finding)
            for item, value in ((period, values[period]), (covered, values[best]))
        ],
        arithmetic=f"{figures}; {step}",
        caveats=[*_span_caveats(over, first), *left_out_caveats(view, covered)],
        qualifies=qualifies,
    )


def _no_period(view: View, finer: str | None, stale: Period | None) -> str:
    """Return why a superlative has no period that it can be about."""
    what = subject(view.scoped)
    if finer is not None:
        return f"The claim compares single {finer}s; {what} are held by {view.scoped.measure.grain}."
    if stale is not None:
        return f"It was said long after the last full period recorded, {period_words(stale)}, and names no window."
    return f"No full period of {what} that the claim can be about is visible on {day_words(view.as_of)}."


def _told(value: float, *, noun: str, moved: str | None) -> str:
    """Return a level or, of movements, a difference with its sign."""
    return f"{signed(value)} {plural(noun, abs(value))}" if moved and noun != "percent" else counted(value, noun)


def _side(case: Case) -> str | None:
    """Return whether the claim is about the highest or the lowest; ``None`` where its words tell neither, or both."""
    words = lexicon("words")["ranks"]
    if _THAN_FIGURE.match(case.text, case.claim.end) is not None:
        return None
    text = _NO_SIDE.sub(" ", fold(case.words))
    is_lowest = mentions_any(_LOW.sub("record low", text), words["lowest"]) is not None
    is_highest = mentions_any(_LOW.sub(" ", text), words["highest"]) is not None
    if is_lowest == is_highest:
        return None
    return "lowest" if is_lowest else "highest"


_NO_SIDE = re.compile(
    r"\bat (?:least|most)\b|\b(?:on|of|in the|since the|since) records?\b"
    r"|\b(?:more|fewer|less|higher|lower|larger|smaller) than (?:about |around |roughly |some |nearly |\$)?"
    r"(?:\d|a (?:half|third|quarter)|half|one in)"
)
_THAN_FIGURE = re.compile(r"(?<=\w)\sthan\s(?:[a-z]+\s){0,2}(?:\d|half\b|a\s(?:third|quarter)\b|one\sin\b)")
"""'Never made more' is no superlative where a figure follows: 'than 1,300'."""
_LOW = re.compile(r"\b(?:record|historic|all time) (?:\w+ )?low\b")
"""A record low is no high, whatever 'record' alone would be."""


def _since_time(case: Case) -> Time | None:
    """Return the time in the claim that its range begins with: the one behind 'since'."""
    for time in case.reading.times:
        if case.claim.start <= time.start and time.end <= case.claim.end and time.when.start is not None:
            before = fold(case.text[max(0, time.start - 40) : time.start])
            if "since" in before.split():
                return time
    return None


def _range(case: Case) -> _Range:
    """Return what the superlative is taken over."""
    words = lexicon("words")["ranks"]
    time = _since_time(case)
    if time is not None and time.when.start is not None:
        before = fold(case.text[max(0, time.start - 40) : time.start])
        if mentions_any(before, words["from"]) is not None:
            return _Range(time.when.start, is_named=True, is_beyond=False)
        return _Range(_after(time), is_named=True, is_beyond=False)
    if mentions_any(case.words, words["beyond"]) is not None:
        return _Range(None, is_named=True, is_beyond=True)
    when = case.claim.period
    until = when.end if when is not None and when.end is not None else case.said
    start = start_of_span(case.words, until) if until is not None else None
    if start is not None:
        return _Range(start, is_named=True, is_beyond=False)
    return _Range(None, is_named=mentions_any(case.words, words["recorded"]) is not None, is_beyond=False)


def _after(time: Time) -> date:
    """Return the first day after the stretch that 'since' names: the stretch itself may have been higher."""
    start, when = time.when.start or date.min, time.when
    if when.grain == "year":
        return date(start.year + 1, 1, 1)
    if when.grain == "month":
        return date(start.year + start.month // 12, start.month % 12 + 1, 1)
    if when.grain == "fiscal_year":
        return date(start.year + 1, start.month, 1)
    return start


def _finer(case: Case, scoped: Scoped) -> str | None:
    """Return the unit that the claim compares where it is shorter than the record's periods: 'in a single day'."""
    for unit in ("day", "week"):
        phrases = [
            f"single {unit}",
            f"one {unit}",
            f"any {unit}",
            f"any other {unit}",
            f"a {unit}",
            f"busiest {unit}",
            f"{unit} on record",
        ]
        if scoped.measure.grain not in {"day", unit} and mentions_any(case.words, phrases) is not None:
            return unit
    return None


def _period(case: Case, view: View) -> Period | None:
    """Return the full period that is said to be highest: the one the claim names, else the last before it was said."""
    when = case.claim.period
    time = _since_time(case)
    last = last_full(view, case.said)
    if when is None or when.start is None or (time is not None and when == time.when):
        return last
    if when.end is None:
        return last
    inside = [item for item in view.periods if item.start >= when.start and item.end <= when.end]
    if len(inside) == 1:
        return inside[0]
    holding = [item for item in view.periods if item.start <= when.start and when.end <= item.end]
    return holding[0] if holding and not inside else None


def _whole_years(case: Case, view: View, series: SeriesLookup) -> Mapping[Period, float]:
    """Return the sums of the year that a superlative names and of those before it, of a flow held by the month.

    Empty where the claim names no year, speaks of months, or its year is not held in full.
    """
    when = case.claim.period
    by_month = mentions_any(case.words, ["month", "months", "monthly"]) is not None
    if when is None or when.start is None or when.end is None or when.grain not in {"year", "fiscal_year"}:
        return {}
    if by_month or not view.is_flow or view.scoped.measure.grain != "month":
        return {}
    views = [view, *(other for _, other in other_countings(view.scoped, series, view.as_of))]
    sums: dict[Period, float] = {}
    stretch = Period(when.start, when.end, when.grain)
    while (value := next((total for seen in views if (total := seen.total(stretch)) is not None), None)) is not None:
        sums[stretch] = value
        stretch = Period(stretch.start.replace(year=stretch.start.year - 1), stretch.start, when.grain)
    return sums if len(sums) > 1 else {}


def _values(view: View, period: Period, over: _Range, series: SeriesLookup) -> Mapping[Period, float]:
    """Return the value of every full period up to ``period``; before the default counting begins, those of another."""
    values = {item: view.value(item) for item in view.periods if item.end <= period.end}
    first = min(values)
    if over.start is None or over.start < first.start:
        for _, other in other_countings(view.scoped, series, view.as_of):
            if other.periods and other.periods[0].grain == first.grain:
                earlier = {item: other.value(item) for item in other.periods if item.end <= first.start}
                values = {**earlier, **values}
                first = min(values)
    start = over.start
    return {item: value for item, value in values.items() if start is None or item.start >= start or item == period}


def _moves(case: Case, view: View) -> str | None:
    """Return "up" or "down" where the superlative is one of movement: the most jobs added, the largest drop."""
    words = lexicon("words")["moves"]
    text = case.told if not view.is_flow else case.words
    up, down = (mentions_any(text, words[side]) is not None for side in ("up", "down"))
    if not view.is_flow and mentions_any(case.words, words["level"]) is not None:
        return None
    return None if up == down else "up" if up else "down"


def _steps(view: View, period: Period, over: _Range) -> Mapping[Period, float]:
    """Return the movement of each full period from the one before; of a flow, of what is recorded in it."""
    return {
        after: view.value(after) - view.value(before)
        for before, after in pairwise(view.periods)
        if before.end == after.start
        and after.end <= period.end
        and (over.start is None or after.start >= over.start or after == period)
    }


def _span_caveats(over: _Range, first: Period) -> list[str]:
    begin = f"records in this measure begin, {first.start:%B %Y}"
    if over.start is None and not over.is_beyond:
        lead = "“On record” is read as since" if over.is_named else "The claim names no span; it is read as since"
        return [f"{lead} {begin}."]
    return []
