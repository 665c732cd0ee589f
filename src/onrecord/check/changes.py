"""A change against the record: its direction, and its size where one is stated."""

from datetime import date
from typing import Literal

from onrecord.check.case import Case
from onrecord.check.evidence import build_check, left_out_caveats, subject
from onrecord.check.held import not_held, out_of_span
from onrecord.check.lexicon import lexicon, mentions_any
from onrecord.check.shown import number_signed, show_change
from onrecord.check.tolerance import Said, compare, overall, stated, worded_ratio
from onrecord.check.weigh import Scoped, View, look
from onrecord.check.windows import is_open_ended, last_full, named_window, period_start
from onrecord.check.wording import counted, day_words, during, number
from onrecord.model import Amount, Check, Finding, Period, WindowFinding

__all__ = ["check_change"]

Size = Literal["percent", "ratio", "difference", "none"]


def check_change(case: Case, scoped: Scoped, as_of: date) -> Check | None:
    """Return the check of a change; one in words that state no direction ("disruption") is shown only."""
    size, said = _size(case)
    sign = _direction(case, size, said)
    if sign == 0:
        return show_change(case, scoped, as_of)
    view = look(scoped, as_of)
    named = named_window(case, as_of)
    if named is not None:
        start = Period(period_start(named.start, scoped.measure.grain), named.end, named.grain)
        if (early := out_of_span(case, view, start)) is not None:
            return early
    if not view.is_held:
        return not_held(case, view)
    spans = _spans(case, view, named)
    if not spans:
        return build_check(
            case,
            view,
            "not_comparable",
            f"No two full periods of {subject(scoped)} between which the change can be measured are visible on "
            f"{day_words(as_of)}.",
            because="period",
            window=named,
        )
    found = [_weigh(view, span, size, said, sign) for span in spans]
    finding = overall([item.finding for item in found])
    steps = [_step(view, span) for span in spans]
    claimed = "a rise" if sign > 0 else "a fall"
    caveats = [] if named is not None else ["The claim names no start; the twelve periods before it was said are used."]
    if scoped.measure.kind == "flow":
        caveats.append("Flows of periods of different length are compared per day.")
    return build_check(
        case,
        view,
        finding,
        f"Said: {claimed}. Recorded {subject(scoped)}: {'; '.join(steps)}.",
        recorded=found[0].recorded,
        windows=found,
        arithmetic="; ".join(steps),
        caveats=[*caveats, *left_out_caveats(view, spans[0][0])],
    )


def _size(case: Case) -> tuple[Size, Said | None]:
    quantity = case.quantity
    units = lexicon("words")["units"]
    if quantity is None or quantity.vague:
        ratio = worded_ratio(case.words)
        return ("ratio", Said(ratio, ratio, "plain", 2.0)) if ratio is not None else ("none", None)
    unit = quantity.unit or ""
    if unit in units["percents"]:
        return "percent", stated(case.text, quantity, points=True)
    if unit in units["ratios"]:
        said = stated(case.text, quantity)
        return ("ratio", said) if said is not None and said.low > 0 else ("none", None)
    return "difference", stated(case.text, quantity)


def _direction(case: Case, size: Size, said: Said | None) -> int:
    """Return +1 for a rise, -1 for a fall, 0 where the words state neither surely."""
    quantity = case.quantity
    if quantity is not None and quantity.change in {"up", "down"}:
        return 1 if quantity.change == "up" else -1
    if size == "ratio" and said is not None:
        return 1 if said.low > 1 else -1
    directions = lexicon("words")["directions"]
    up = mentions_any(case.words, directions["up"]) is not None
    down = mentions_any(case.words, directions["down"]) is not None
    if up == down:
        return 0
    sign = 1 if up else -1
    return sign if (case.claim.polarity == "+") == (sign > 0) or size != "none" else 0


def _spans(case: Case, view: View, named: Period | None) -> list[tuple[Period, Period]]:
    """Return the pairs of periods between which the change is measured."""
    periods = view.periods
    then = last_full(view, case.said)
    if named is None:
        until = [period for period in periods if then is not None and period.end <= then.end]
        return [(until[-13], until[-1])] if len(until) > 12 else []
    at = period_start(named.start, view.scoped.measure.grain)
    inside = [period for period in periods if period.start >= at]
    if not inside or inside[0].start != at:
        return []
    if is_open_ended(case):
        ends = [inside[-1]] if then is None else [then, inside[-1]]
        return list(dict.fromkeys((inside[0], end) for end in ends if end.start > inside[0].start))
    until = [period for period in inside if period.end <= named.end or period.start < named.end]
    if len(until) > 1:
        return [(until[0], until[-1])]
    before = [period for period in periods if period.end == until[0].start] if until else []
    return [(before[0], until[0])] if before else []


def _level(view: View, period: Period) -> float:
    return view.value(period) / period.days if view.is_flow else view.value(period)


def _weigh(view: View, span: tuple[Period, Period], size: Size, said: Said | None, sign: int) -> WindowFinding:
    first, last = (_level(view, period) for period in span)
    window = Period(span[0].start, span[1].end, span[0].grain)
    change = last - first
    percentage = change / first * 100 if first else 0.0
    recorded = Amount(percentage, percentage, "percent", None)
    finding: Finding
    if change * sign < 0:
        finding = "opposite_direction"
    elif change == 0:
        finding = "differs"
    elif size == "none" or said is None:
        finding = "matches"
    elif size == "percent":
        finding = compare(said, abs(percentage))
    elif size == "ratio":
        value = last / first if first else 0.0
        recorded = Amount(value, value, "times", None)
        finding = _ratio(said, value)
    else:
        total = view.value(span[1]) - view.value(span[0])
        recorded = Amount(total, total, view.scoped.measure.event, None)
        finding = compare(said, abs(total))
    return WindowFinding(window, recorded, finding)


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


def _step(view: View, span: tuple[Period, Period]) -> str:
    first, last = span
    start, end = view.value(first), view.value(last)
    event = view.scoped.measure.event
    if not view.is_flow:
        change = f", {(end - start) / start * 100:+.1f}%" if start else ""
        return (
            f"{counted(start, event)} {during(first)}, {number(end)} {during(last)} "
            f"({number_signed(end - start)}{change})"
        )
    rates = [_level(view, period) for period in span]
    change = f" ({(rates[1] - rates[0]) / rates[0] * 100:+.1f}%)" if rates[0] else ""
    return (
        f"{counted(start, event)} {during(first)} = {number(rates[0])} a day, {number(end)} "
        f"{during(last)} = {number(rates[1])} a day{change}"
    )
