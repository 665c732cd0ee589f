"""Figures that bear on a characterisation or an effect in words: shown, and nothing concluded."""

from datetime import date

from onrecord.check.breakdown import break_down
from onrecord.check.case import Case
from onrecord.check.evidence import build_check, left_out_caveats, subject
from onrecord.check.held import not_held
from onrecord.check.match import characterised
from onrecord.check.weigh import Scoped, View, look, noun_of
from onrecord.check.windows import last_full, period_start
from onrecord.check.wording import counted, during, joined, number, percent, signed, signed_percent
from onrecord.model import Amount, Check, Period, SeriesLookup, WindowFinding

__all__ = ["check_characterisation", "moved_words", "show_change"]


def check_characterisation(case: Case, scoped: Scoped, series: SeriesLookup, as_of: date) -> Check | None:
    """Return the figures that bear on a characterisation: shares of every code, when said and newest."""
    found = characterised(case, scoped.measure)
    if found is None:
        return None
    if found.dimension is None:
        return _level_shown(case, look(scoped, as_of), found.note)
    table = break_down(scoped, found.dimension, series, as_of)
    if table is None:
        return None
    view = table.view
    if not view.is_held:
        return not_held(case, view)
    windows = _then_and_now(case, view)
    if not windows:
        return None
    sentences = []
    for window in windows:
        shares = table.shares(window) or {}
        sentences.append(
            f"{joined([f'{table.label(code)} {percent(share)}' for code, share in shares.items()])} {during(window)}"
        )
    return build_check(
        case,
        view,
        "shown_only",
        f"Of recorded {subject(scoped)}: {'; '.join(sentences)}. Nothing is concluded from them.",
        windows=[
            WindowFinding(
                window, Amount(view.total(window), view.total(window), scoped.measure.unit, None), "shown_only"
            )
            for window in windows
        ],
        rules=table.rules(windows[0]),
        arithmetic="; ".join(table.arithmetic(window, during(window)) for window in windows),
        caveats=[found.note, *left_out_caveats(view, windows[0])],
    )


def show_change(case: Case, scoped: Scoped, as_of: date) -> Check | None:
    """Return level at the start of the claim's year and newest, where an effect is claimed that is no quantity."""
    view = look(scoped, as_of)
    if not view.is_held:
        return not_held(case, view)
    if not view.periods:
        return None
    day = case.claim.period.start if case.claim.period and case.claim.period.start else None
    anchor = day or date((case.said or view.periods[-1].start).year, 1, 1)
    at = period_start(anchor, scoped.measure.grain)
    first = next((period for period in view.periods if period.start >= at), None)
    if first is None:
        return None
    then = last_full(view, case.said)
    last = view.periods[-1]
    points = list(dict.fromkeys([first, *([then] if then and then.start > first.start else []), last]))
    event = noun_of(scoped)
    base = view.value(first)
    steps = [f"{counted(base, event)} {during(first)}"]
    for point in points[1:]:
        value = view.value(point)
        change = f", {signed_percent((value - base) / base * 100)}" if base else ""
        steps.append(f"{number(value)} {during(point)} ({signed(value - base)}{change})")
    return build_check(
        case,
        view,
        "shown_only",
        f"Recorded {subject(scoped)}: {'; '.join(steps)}. The claim states no quantity, so nothing is concluded.",
        recorded=Amount(view.value(last), view.value(last), scoped.measure.unit, None),
        windows=[
            WindowFinding(point, Amount(view.value(point), view.value(point), scoped.measure.unit, None), "shown_only")
            for point in points
        ],
        arithmetic="; ".join(steps),
        caveats=[
            "What is claimed is no defined quantity: a level that rises or falls neither shows nor refutes it.",
            *([found.note] if (found := characterised(case, scoped.measure)) is not None else []),
        ],
    )


def moved_words(recorded: Amount) -> str:
    """Return a difference in words: "a rise of 115,000 jobs"."""
    value = recorded.low or 0.0
    told = (
        counted(abs(value), recorded.unit or "")
        if recorded.unit != "percentage point"
        else f"{number(abs(value))} points"
    )
    way = "a rise" if value > 0 else "a fall"
    return f"{way} of {told}{f' a {recorded.per}' if recorded.per else ''}" if value else "no change"


def _level_shown(case: Case, view: View, note: str) -> Check | None:
    if not view.is_held:
        return not_held(case, view)
    windows = _then_and_now(case, view)
    if not windows:
        return None
    unit = view.scoped.measure.unit
    steps = [f"{counted(view.value(window), noun_of(view.scoped))} {during(window)}" for window in windows]
    return build_check(
        case,
        view,
        "shown_only",
        f"Recorded {subject(view.scoped)}: {'; '.join(steps)}. Nothing is concluded from them.",
        windows=[
            WindowFinding(window, Amount(view.value(window), view.value(window), unit, None), "shown_only")
            for window in windows
        ],
        arithmetic="; ".join(steps),
        caveats=[note],
    )


def _then_and_now(case: Case, view: View) -> list[Period]:
    """Return the full period in which the claim was said (else the last before), and the newest."""
    if not view.periods:
        return []
    newest = view.periods[-1]
    if case.said is None:
        return [newest]
    said = case.said
    spoken = [period for period in view.periods if period.start <= said]
    return list(dict.fromkeys([spoken[-1] if spoken else newest, newest]))
