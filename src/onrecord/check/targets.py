"""A target, period by period: reached only if every full period since its announcement reaches it."""

import re
from collections.abc import Sequence
from datetime import date

from onrecord.check.case import Case
from onrecord.check.countings import counting_label, other_countings
from onrecord.check.evidence import build_check, left_out_caveats, subject
from onrecord.check.held import not_held
from onrecord.check.weigh import DAYS, Scoped, View, counted_unit, look
from onrecord.check.windows import last_full, period_start
from onrecord.check.wording import counted, day_words, during, number, period_words, plural, proportion
from onrecord.model import Amount, Check, Finding, Period, Reached, Rule, SeriesLookup, WindowFinding

__all__ = ["check_target"]

_QUARTER = 92
"""Days of the longest period before its announcement with which a target is compared: a year before tells nothing."""
_NEAR = 40
"""Characters behind a figure in which the time stands that it is set for."""


_EACH = re.compile(
    r"(?i)[^.;:,]{0,40}?\b(?:for|from|in|at|by|per)\s(?:each|every)?\s?(?:of\s)?(?:its|the|their)?\s?(?:\d+\s)?(?:field\s)?(?:office|agent|officer|team|squad|state|city)s?\b"
)
"""'75 arrests a day for each of its field offices': a goal of a part, of which no record tells."""


def check_target(case: Case, scoped: Scoped, series: SeriesLookup, as_of: date) -> Check | None:
    """Return the check of a target against one scope; ``None`` where it states no figure or no pace."""
    goal = _Goal.of(case, scoped)
    if goal is None or _EACH.match(case.text, case.quantity.end if case.quantity else 0) is not None:
        return None
    view = look(scoped, as_of)
    if not view.is_held:
        return not_held(case, view)
    periods, caveats = _periods(case, view)
    if not periods:
        return build_check(
            case,
            view,
            "not_comparable",
            f"No full {scoped.measure.grain.replace('_', ' ')} of {subject(scoped)} in which the target was to be "
            f"reached had been released by {day_words(as_of)}.",
            because="period",
        )
    windows = [WindowFinding(period, goal.amount(view, period), goal.finding(view, period)) for period in periods]
    hits = sum(item.finding == "reached" for item in windows)
    finding: Finding = "reached" if hits == len(windows) else "not_reached"
    rules, beside, conflicts = _countings(goal, view, series, periods)
    if conflicts:
        finding = "records_conflict"
    first = windows[0]
    rate = goal.recorded(view, first.window)
    spoken = f"{number(goal.figure)}{goal.pace}"
    grain = scoped.measure.grain.replace("_", " ")
    if case.claim.target_status == "denied":
        caveats.append("That this target was set is denied; the figure is set against the record all the same.")
    why = (
        f"Recorded {subject(scoped)} {goal.verb} {number(rate)}{goal.pace} {during(first.window)}, "
        f"{proportion(rate, goal.figure)} of {spoken}; {hits} of {len(windows)} full {plural(grain, len(windows))} "
        f"{'kept to it' if goal.is_ceiling else 'reached it'}."
    )
    if finding == "records_conflict":
        why += " Another counting of the same events leads to the other finding."
    return build_check(
        case,
        view,
        finding,
        why,
        recorded=first.recorded,
        remainder=goal.remainder(scoped, rate),
        windows=windows,
        reached=Reached(hits, len(windows), scoped.measure.grain),
        rules=rules,
        arithmetic=_arithmetic(goal, view, windows, hits) + beside,
        caveats=[*caveats, *left_out_caveats(view, periods[0], to_newest=True)],
    )


class _Goal:
    """What a target asks for, in its own unit of time."""

    def __init__(self, case: Case, figure: float, per: str | None, *, is_ceiling: bool, is_flow: bool) -> None:
        self.unit = case.quantity.unit if case.quantity is not None else None
        self.figure = figure
        self.per = per
        self.is_ceiling = is_ceiling
        self.is_flow = is_flow
        self.pace = f" a {per}" if per else ""
        self.verb = "ran at" if is_flow else "stood at"

    @classmethod
    def of(cls, case: Case, scoped: Scoped) -> "_Goal | None":
        quantity = case.quantity
        if quantity is None:
            return None
        comparator = case.claim.comparator or quantity.comparator
        is_ceiling = comparator in {"<", "<="}
        figure = quantity.high if is_ceiling else quantity.low
        figure = figure if figure is not None else (quantity.low if is_ceiling else quantity.high)
        is_flow = scoped.measure.kind == "flow"
        per = (quantity.per or _pace_beside(case)) if is_flow else None
        when = case.claim.period
        if figure is None or (per is not None and per not in DAYS):
            return None
        if is_flow and per is None:
            if when is None or when.start is None or when.end is None or when.end <= when.start or not _is_by(case):
                return None
            return cls(case, figure / (when.end - when.start).days, "day", is_ceiling=is_ceiling, is_flow=True)
        return cls(case, figure, per, is_ceiling=is_ceiling, is_flow=is_flow)

    def recorded(self, view: View, window: Period) -> float:
        """Return what is recorded in ``window`` in the target's unit of time."""
        if not self.is_flow or self.per is None:
            return view.total(window) or 0.0
        return (view.rate(window) or 0.0) * DAYS[self.per]

    def amount(self, view: View, window: Period) -> Amount:
        value = self.recorded(view, window)
        return Amount(value, value, counted_unit(view.scoped, self.unit), self.per)

    def is_met(self, value: float) -> bool:
        return value <= self.figure if self.is_ceiling else value >= self.figure

    def finding(self, view: View, window: Period) -> Finding:
        return "reached" if self.is_met(self.recorded(view, window)) else "not_reached"

    def remainder(self, scoped: Scoped, rate: float) -> Amount | None:
        """Return what unrecorded agencies would have had to supply, per day."""
        if scoped.as_claimed or self.is_ceiling or self.per is None or rate >= self.figure:
            return None
        missing = (self.figure - rate) / DAYS[self.per]
        return Amount(missing, missing, self.unit, "day")


def _pace_beside(case: Case) -> str | None:
    """Return the unit of time of another figure in the sentence: '1,016 a day, far short of its goal of 3,000'."""
    at = case.text.find(case.sentence, max(0, case.claim.start - len(case.sentence)))
    inside = [item for item in case.reading.quantities if at <= item.start < at + len(case.sentence) and item.per]
    return inside[0].per if inside else None


def _is_by(case: Case) -> bool:
    """Say whether a time stands right behind the figure, so that it is the stretch in which it is to be reached."""
    quantity = case.quantity
    return quantity is not None and any(0 <= time.start - quantity.end < _NEAR for time in case.reading.times)


def _periods(case: Case, view: View) -> tuple[list[Period], list[str]]:
    """Return the full periods since the announcement, its own first; else the last one released, and a caveat.

    A target for a stretch to come ("next year") is compared with no period before that.
    """
    announced = case.said
    when = case.claim.period
    is_to_come = when is not None and when.start is not None and announced is not None and when.start > announced
    if when is not None and when.start is not None:
        announced = when.start
    if announced is None:
        last = last_full(view, None)
        return ([last] if last else []), ["When the target was announced is not known; the last full period is used."]
    start = period_start(announced, view.scoped.measure.grain)
    since = [period for period in view.periods if period.end > start and period.start >= start]
    if since:
        return since, []
    last = last_full(view, None)
    if last is None or is_to_come or last.days > _QUARTER:
        return [], []
    grain = view.scoped.measure.grain
    caveat = (
        f"No full {grain} since the target was announced had been released by {day_words(view.as_of)}; "
        f"the last one released, {period_words(last)}, is used."
    )
    return [last], [caveat]


def _arithmetic(goal: _Goal, view: View, windows: Sequence[WindowFinding], hits: int) -> str:
    first = windows[0].window
    rate = goal.recorded(view, first)
    values = view.by_series(first) or ()
    parts = view.scoped.parts
    terms = [counted(value, part.measure.event) for value, part in zip(values, parts, strict=True)]
    sentence = " + ".join(terms)
    if len(terms) > 1:
        sentence += f" = {number(sum(values))}"
    if goal.is_flow:
        sentence += f" in {first.days} days of {period_words(first)} = {number(rate)}{goal.pace}"
    else:
        sentence += f" {during(first)}"
    steps = [sentence, f"{number(rate)} / {number(goal.figure)} = {proportion(rate, goal.figure)}"]
    if len(windows) > 1:
        pick = min if goal.is_ceiling else max
        best = pick(windows, key=lambda item: item.recorded.low or 0.0)
        top = best.recorded.low or 0.0
        steps.append(
            f"{'lowest' if goal.is_ceiling else 'highest'} {best.window.grain} {period_words(best.window)}: "
            f"{number(top)}{goal.pace} ({proportion(top, goal.figure)})"
        )
    grain = view.scoped.measure.grain.replace("_", " ")
    steps.append(f"reached in {hits} of {len(windows)} {plural(grain, len(windows))}")
    return "; ".join(steps)


def _countings(
    goal: _Goal, view: View, series: SeriesLookup, periods: Sequence[Period]
) -> tuple[list[Rule], str, bool]:
    """Return each counting's value in the first window, a sentence on them, and whether their findings conflict."""
    rules: list[Rule] = []
    beside = ""
    conflicts = False
    first = periods[0]
    for label, other in other_countings(view.scoped, series, view.as_of):
        covered = [period for period in periods if other.total(period) is not None]
        if not covered:
            continue
        own = all(goal.is_met(goal.recorded(view, period)) for period in covered)
        conflicts |= own != all(goal.is_met(goal.recorded(other, period)) for period in covered)
        if covered[0] == first:
            rules.append(Rule(label, goal.recorded(other, first)))
            beside += f"; {label}: {number(rules[-1].value)}{goal.pace} {during(first)}"
        inside = [period for period in other.periods if period.start >= first.start and period.end <= periods[-1].end]
        if inside and inside[0].days < first.days and not goal.is_ceiling:
            best = max(inside, key=lambda period: goal.recorded(other, period))
            top = goal.recorded(other, best)
            beside += (
                f"; highest {best.grain} by the {label}, {period_words(best)}: {number(top)}{goal.pace} "
                f"({proportion(top, goal.figure)})"
            )
    if rules:
        rules.insert(0, Rule(counting_label(view.scoped.parts[0]), goal.recorded(view, first)))
    return rules, beside, conflicts
