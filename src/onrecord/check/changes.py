"""A change against the record: its direction, and its size where one is stated.

A change has two ends, each a stretch of time: the first and the last period of a window ("between January and
August"), the same stretch a year or a period before ("in June", of arrests: from May), or the last one before a stretch
("in April", of jobs: from the end of March).
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from onrecord.check.against import is_against_other
from onrecord.check.areas import of_the_areas
from onrecord.check.case import Case
from onrecord.check.countings import other_countings
from onrecord.check.each import is_of_most
from onrecord.check.ends import Ends, ends_of, level_in, newest_end
from onrecord.check.evidence import build_check, left_out_caveats, subject
from onrecord.check.held import not_held, out_of_span
from onrecord.check.lexicon import lexicon, mentions_any
from onrecord.check.shown import moved_words, show_change
from onrecord.check.steps import check_steps, stepwise_of
from onrecord.check.tolerance import Said, compare, overall, stated, stated_share, worded_ratio
from onrecord.check.weigh import DAYS, Scoped, View, is_rate, look, noun_of
from onrecord.check.windows import is_from_untold, is_open_ended, named_window, period_start
from onrecord.check.wording import (
    counted,
    day_words,
    during,
    number,
    percent,
    signed,
    signed_percent,
)
from onrecord.model import Amount, Check, Finding, Period, SeriesLookup, WindowFinding

__all__ = ["check_change"]

_ROUNDING = 1e-9
Size = Literal["percent", "ratio", "difference", "ends", "none"]


@dataclass(frozen=True, slots=True)
class _Change:
    """What was said to change: its size, the figure (of two ends, the last), and +1 for a rise or -1 for a fall."""

    size: Size
    said: Said | None
    sign: int
    per: str | None = None
    first: Said | None = None
    is_denied: bool = False


def check_change(case: Case, scoped: Scoped, series: SeriesLookup, as_of: date) -> Check | None:
    """Return the check of a change; one in words that state no direction ("disruption") is shown only."""
    if not _is_of_two_rates(case, scoped) and (_is_of_share(case) or _is_other_unit(case, scoped)):
        return None
    change = _change(case)
    if change is not None and is_against_other(case, is_ratio=change.size == "ratio"):
        return None
    if change is None:
        return show_change(case, scoped, as_of)
    is_level = change.is_denied and _PAST.search(case.told) is not None
    if is_of_most(case) or is_level or is_from_untold(case) is not None:
        return None
    view = look(scoped, as_of)
    named = named_window(case, as_of)
    if named is not None:
        start = replace(named, start=period_start(named.start, scoped.measure.grain))
        if (early := out_of_span(case, view, start)) is not None:
            return early
    if not view.is_held:
        return not_held(case, view)
    if (every := stepwise_of(case)) is not None:
        said = change.said if change.size == "difference" else None
        stepped = None if change.is_denied else check_steps(case, view, every, change.sign, named=named, said=said)
        if stepped is None or change.size in {"difference", "none"} or stepped.finding not in {"matches", "close"}:
            return stepped
    spans = ends_of(case, view, named)
    if not spans and not view.is_flow:
        others = [other for _, other in other_countings(scoped, series, as_of)]
        view = next((other for other in others if ends_of(case, other, named)), view)
        spans = ends_of(case, view, named)
    if not spans:
        return _no_ends(case, view, named)
    found = [_weigh(view, span, change) for span in spans]
    finding = overall([item.finding for item in found])
    claimed = f"{'no ' if change.is_denied else 'a '}{'rise' if (change.sign > 0) != change.is_denied else 'fall'}"
    steps = [_step(view, span) for span in spans]
    moves = ""
    if change.size == "difference" and case.quantity is not None:
        claimed += f" of {' '.join(case.text[case.quantity.start : case.quantity.end].split())}"
        moves = f"{'; '.join(moved_words(item.recorded) for item in found)}: "
    since = newest_end(case, view, spans[0])
    caveats = (
        [] if named is not None else ["The claim names no start; the natural ones before it was said are compared."]
    )
    if scoped.measure.kind == "flow":
        caveats.append("Flows of periods of different length are compared per day.")
    if finding in {"matches", "close"} and any(_is_within_error(view, _difference(view, span)) for span in spans):
        caveats.append(f"The recorded change is {_within_error(view)}.")
    later = [_step(view, since)] if since is not None else []
    gap = _difference(view, spans[0])
    by_area = of_the_areas(case, scoped, series, as_of, (gap > 0) - (gap < 0))
    check = build_check(
        case,
        view,
        finding,
        f"Said: {claimed}. Recorded {subject(scoped)}: {moves}{'; '.join(steps)}{_tail(view, finding)}.",
        recorded=found[0].recorded,
        windows=found,
        arithmetic="; ".join([*steps, *later]),
        caveats=[*caveats, *left_out_caveats(view, spans[0][0])],
        qualifies=[*(f"To the newest period: {step}." for step in later), *([by_area[0]] if by_area else [])],
    )
    return check if by_area is None else replace(check, citations=(*check.citations, by_area[1]))


_SUBJECT = 140
"""Characters before a movement in which its subject begins, with what tells whom it counts."""

_SHARE = re.compile(r"(?i)\b(?:share|percentage|proportion|portion|fraction)\sof\b(?:(?![.!?;]\s)[^\n])*\Z")


def _is_of_share(case: Case) -> bool:
    """Say whether a share, not a number, is said to have moved: "fell from 57% to 27%"; no check is made of that."""
    quantity = case.quantity
    if _SHARE.search(case.text, max(0, case.claim.start - _SUBJECT), case.claim.start) is not None:
        return True
    if quantity is None or (quantity.unit or "") not in lexicon("words")["units"]["percents"]:
        return False
    return quantity.change == "to" or case.baseline is not None


def _is_of_two_rates(case: Case, scoped: Scoped) -> bool:
    """Say whether a rate is told at both ends: 'unemployment rose from 4 percent to 4.3 percent'."""
    percents = lexicon("words")["units"]["percents"]
    ends = (case.baseline, case.quantity)
    return is_rate(scoped) and all(end is not None and (end.unit or "") in {"", *percents} for end in ends)


def _is_other_unit(case: Case, scoped: Scoped) -> bool:
    """Say whether the size is told in a unit that is in doubt: a rate moves in points, a number never does."""
    unit = case.quantity.unit or "" if case.quantity is not None else ""
    points = unit in lexicon("words")["units"]["points"]
    if is_rate(scoped):
        return bool(unit) and not points
    return points or (case.claim.topic in scoped.measure.rates and unit in {"", *lexicon("words")["units"]["percents"]})


_PAST = re.compile(
    r"(?i)\b(?:rise|rose|risen|climb(?:ed)?|go|gone|went|top(?:ped)?|fall|fell|fallen|dip(?:ped)?|drop(?:ped)?|sink|sank|sunk)\s"
    r"(?:back\s)?(?:above|below|over|under|past|beyond)\s(?:\$|about\s|around\s)?\d"
)
"""'Never rose above 4.2 percent' tells of a level, not of a movement."""


def _tail(view: View, finding: Finding) -> str:
    if finding == "depends_on_window":
        return ": the finding depends on what it is compared with"
    if finding == "shown_only":
        return f": {_within_error(view)}, so nothing is concluded"
    return ""


def _within_error(view: View) -> str:
    measure = view.scoped.measure
    return f"within the survey's sampling error ({measure.change_error:g} points from one {measure.grain} to the next)"


def _lacks(case: Case, view: View, named: Period | None) -> str:
    """Say what is not held: a count at one of two ends, or the period that a movement is measured from."""
    what, day = subject(view.scoped), day_words(view.as_of)
    if named is None:
        return f"No two periods of {what} before the claim were out by {day}."
    if is_open_ended(case) or "/" in ((case.claim.period.timex if case.claim.period else "") or ""):
        first, last = (day_words(end) for end in (named.start, named.last_day))
        grain = "count" if not view.is_flow else f"full {view.scoped.measure.grain}"
        return f"No {grain} of {what} for both ends of what was said, {first} and {last}, was out by {day}."
    return (
        f"How {what} moved {during(named)} is told by the {named.grain.replace('_', ' ')} before and by that one; "
        f"not both of them were out by {day} and are held."
    )


def _no_ends(case: Case, view: View, named: Period | None) -> Check:
    return build_check(
        case,
        view,
        "not_comparable",
        _lacks(case, view, named),
        because="period",
        window=named,
    )


def _change(case: Case) -> _Change | None:
    """Return what was said to change; ``None`` where its words state no direction surely."""
    size, said = _size(case)
    sign = _direction(case, size, said)
    per = case.quantity.per if case.quantity is not None and size in {"difference", "ends"} else None
    if sign == 0 or (per is not None and per not in DAYS):
        return None
    if size == "none" and _is_denied(case):
        return _Change(size, None, sign, is_denied=True)
    first = stated(case.text, case.baseline) if size == "ends" and case.baseline is not None else None
    return _Change(size, said, sign, per, first)


def _size(case: Case) -> tuple[Size, Said | None]:
    quantity = case.quantity
    units = lexicon("words")["units"]
    if quantity is None or quantity.vague:
        ratio = worded_ratio(case.words)
        return ("ratio", Said(ratio, ratio, "plain", 2.0)) if ratio is not None else ("none", None)
    unit = quantity.unit or ""
    if unit in units["points"]:
        return "difference", stated(case.text, quantity)
    if unit in units["percents"] and case.baseline is None:
        return "percent", stated_share(case.text, quantity) or stated(case.text, quantity, points=True)
    if unit in units["ratios"]:
        said = stated(case.text, quantity)
        return ("ratio", said) if said is not None and said.low > 0 else ("none", None)
    if case.baseline is not None:
        named = case.claim.period
        two = named is not None and "/" in (named.timex or "")
        return ("ends", stated(case.text, quantity)) if two else ("none", None)
    if quantity.change == "to":
        return "none", None
    return "difference", stated(case.text, quantity)


def _direction(case: Case, size: Size, said: Said | None) -> int:
    """Return +1 for a rise, -1 for a fall, 0 where the words state neither surely, or deny it."""
    quantity = case.quantity
    spoken = 1 if case.claim.polarity == "+" else -1
    sign = 0
    if quantity is not None and quantity.change in {"up", "down"}:
        sign = 1 if quantity.change == "up" else -1
    elif size == "ratio" and said is not None:
        sign = 1 if said.low > 1 else -1
    elif case.baseline is not None or (quantity is not None and size == "difference"):
        sign = spoken
    else:
        directions = lexicon("words")["directions"]
        up = mentions_any(case.words, directions["up"]) is not None
        down = mentions_any(case.words, directions["down"]) is not None
        sign = 0 if up == down else 1 if up else -1
    if size == "none" and sign == -spoken and _is_denied(case):
        return spoken
    return sign if sign == spoken else 0


def _is_denied(case: Case) -> bool:
    """Say whether the claim says that something did not move: 'has not lost workers'."""
    return mentions_any(case.words, lexicon("words")["directions"]["denied"]) is not None


# --- how much ---


def _weigh(view: View, span: Ends, change: _Change) -> WindowFinding:
    """Return the finding per day, or by the whole stretches where that is what agrees with the claim.

    "Fell 21% from January to February" may be said of the months as they stand or of their days: a reading that bears
    the claim out is taken before one that does not.
    """
    daily = _weighed(view, span, change, per_day=True)
    if not view.is_flow or change.per is not None or span[0].days == span[1].days or span[0].grain != span[1].grain:
        return daily
    whole = _weighed(view, span, change, per_day=False)
    order: tuple[Finding, ...] = ("matches", "close")
    ranked = sorted((daily, whole), key=lambda item: order.index(item.finding) if item.finding in order else len(order))
    if ranked[0].finding in order or daily.finding == whole.finding:
        return ranked[0]
    return next((item for item in (daily, whole) if item.finding != "opposite_direction"), daily)


def _weighed(view: View, span: Ends, change: _Change, *, per_day: bool) -> WindowFinding:
    first, last = ((level_in(view, end) if per_day else view.total(end)) or 0.0 for end in span)
    moved = last - first
    percentage = moved / first * 100 if first else 0.0
    gap = _gap(view, span, change)
    said = change.said
    finding: Finding
    if change.is_denied:
        finding = "matches" if moved * change.sign >= 0 else "differs"
    elif moved * change.sign < 0:
        finding = "opposite_direction"
    elif moved == 0:
        finding = "differs"
    elif change.size == "none" or said is None:
        finding = "matches"
    elif change.size == "ends":
        finding = _of_ends(view, span, change)
    elif change.size == "percent":
        finding = compare(said, abs(percentage))
    elif change.size == "ratio":
        finding = _ratio(said, last / first if first else 0.0)
    else:
        finding = compare(said, abs(gap))
    if finding in {"opposite_direction", "differs"} and _is_within_error(view, moved):
        finding = "shown_only"
    recorded = _recorded(view, span, change, percentage=percentage, ratio=last / first if first else 0.0, gap=gap)
    return WindowFinding(Period(span[0].start, span[1].end, span[0].grain), recorded, finding)


def _recorded(view: View, span: Ends, change: _Change, *, percentage: float, ratio: float, gap: float) -> Amount:
    """Return what is recorded in the unit of what was said: a difference for a difference, a level for two ends."""
    unit = "percentage point" if is_rate(view.scoped) else view.scoped.measure.event
    if change.size == "difference" or (change.size == "none" and is_rate(view.scoped)):
        return Amount(gap, gap, unit, change.per)
    if change.size == "ends":
        value = _level(view, span[1], change)
        return Amount(value, value, "percent" if is_rate(view.scoped) else unit, change.per)
    if change.size == "ratio":
        return Amount(ratio, ratio, "times", None)
    return Amount(percentage, percentage, "percent", None)


def _is_within_error(view: View, moved: float) -> bool:
    """Say whether a movement is no larger than the error that the survey publishes of one."""
    error = view.scoped.measure.change_error
    return error > 0 and abs(moved) <= error + _ROUNDING


def _gap(view: View, span: Ends, change: _Change) -> float:
    """Return the difference of the two ends, by the unit of time that was said."""
    if change.per and view.is_flow:
        first, last = (level_in(view, end) or 0.0 for end in span)
        return (last - first) * DAYS[change.per]
    gap = _difference(view, span)
    return gap / _units(span, change.per) if change.per and span[1].end > span[0].end else gap


def _of_ends(view: View, span: Ends, change: _Change) -> Finding:
    """Return the finding of "from 17,911 to 30,494": that of the end that is further off."""
    found = []
    for said, end in ((change.said, span[1]), (change.first, span[0])):
        found.append(compare(said, _level(view, end, change)) if said is not None else "matches")
    near = {"matches", "close"}
    return next((item for item in found if item not in near), overall(found))


def _level(view: View, end: Period, change: _Change) -> float:
    return (view.rate(end) or 0.0) * DAYS[change.per] if change.per and view.is_flow else view.total(end) or 0.0


def _units(span: Ends, per: str) -> float:
    """Return how many units of time lie between the ends of a span; months and longer ones by the calendar."""
    first, last = span[0].end, span[1].end
    months = (last.year - first.year) * 12 + last.month - first.month
    each = {"month": 1, "quarter": 3, "year": 12}.get(per)
    return months / each if each and first.day == last.day == 1 and months else (last - first).days / DAYS[per]


def _difference(view: View, span: Ends) -> float:
    return (view.total(span[1]) or 0.0) - (view.total(span[0]) or 0.0)


def _ratio(said: Said, value: float) -> Finding:
    """Return the finding of a ratio: within 5 percent of it, above it, or 90 to 100 percent of it, as worded."""
    if said.wording == "plain":
        off = abs(value - said.low) / said.low
        if off <= 0.05:
            return "matches"
        if off <= 0.10:
            return "close"
        return "above_record" if said.low > value else "below_record"
    return compare(said, value)


def _step(view: View, span: Ends) -> str:
    first, last = span
    start, end = view.total(first) or 0.0, view.total(last) or 0.0
    event = noun_of(view.scoped)
    if is_rate(view.scoped):
        return f"{percent(start)} {during(first)}, {percent(end)} {during(last)} ({signed(end - start)} points)"
    if not view.is_flow:
        change = f", {signed_percent((end - start) / start * 100)}" if start else ""
        return f"{counted(start, event)} {during(first)}, {number(end)} {during(last)} ({signed(end - start)}{change})"
    rates = [level_in(view, end) or 0.0 for end in span]
    change = f" ({signed_percent((rates[1] - rates[0]) / rates[0] * 100)})" if rates[0] else ""
    return (
        f"{counted(start, event)} {during(first)} = {number(rates[0])} a day, {number(end)} "
        f"{during(last)} = {number(rates[1])} a day{change}"
    )
