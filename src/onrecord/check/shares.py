"""A share against the record, all codes of its dimension shown beside it."""

from datetime import date

from onrecord.check.breakdown import Breakdown, break_down
from onrecord.check.case import Case
from onrecord.check.codes import picked_codes
from onrecord.check.evidence import build_check, left_out_caveats, subject
from onrecord.check.held import not_held, out_of_span
from onrecord.check.lexicon import lexicon
from onrecord.check.tolerance import Said, compare, overall, stated, worded_share
from onrecord.check.weigh import Scoped
from onrecord.check.windows import named_window, natural_windows
from onrecord.check.wording import day_words, during, percent
from onrecord.model import Amount, Check, Finding, Period, SeriesLookup, WindowFinding

__all__ = ["check_share"]


def check_share(case: Case, scoped: Scoped, series: SeriesLookup, as_of: date) -> Check | None:
    """Return the check of a share; ``None`` where no code, or no figure, is surely meant."""
    said = _said(case)
    picked = picked_codes(case, scoped.measure)
    if said is None or len(picked) != 1:
        return None
    dimension, codes = next(iter(picked.items()))
    table = break_down(scoped, dimension, series, as_of)
    if table is None or not set(codes) <= set(table.views):
        return None
    view = table.view
    named = named_window(case, as_of)
    if named is not None and (early := out_of_span(case, view, named)) is not None:
        return early
    if not view.is_held:
        return not_held(case, view)
    windows = (named,) if named is not None else natural_windows(case, view, early=True)
    windows = tuple(window for window in windows if table.shares(window) is not None)
    if not windows:
        return build_check(
            case,
            view,
            "not_comparable",
            f"No full period of {subject(scoped)} that the claim can be about is visible on {day_words(as_of)}.",
            because="period",
            window=named,
        )
    found = [_weigh(case, said, table, codes, window) for window in windows]
    finding = overall([item.finding for item in found])
    labels = " plus ".join(table.label(code) for code in codes)
    figures = "; ".join(f"{percent(item.recorded.low or 0.0)} {during(item.window)}" for item in found)
    tail = ": the finding depends on the window" if finding == "depends_on_window" else ""
    caveats = ["All codes are shown; two are added only where the claim names both."]
    if named is None:
        caveats.append("The claim names no window; the natural ones before it was said are compared.")
    return build_check(
        case,
        view,
        finding,
        f"Of recorded {subject(scoped)}, {labels}: {figures}{tail}.",
        recorded=found[0].recorded,
        windows=found,
        rules=table.rules(windows[0]),
        arithmetic="; ".join(table.arithmetic(window, during(window), codes) for window in windows),
        caveats=[*caveats, *left_out_caveats(view, windows[0])],
    )


def _said(case: Case) -> Said | None:
    quantity = case.quantity
    if quantity is not None and (quantity.unit or "") in lexicon("words")["units"]["percents"] and not quantity.vague:
        return stated(case.text, quantity, points=True)
    return worded_share(case.words)


def _weigh(case: Case, said: Said, table: Breakdown, codes: tuple[str, ...], window: Period) -> WindowFinding:
    shares = table.shares(window) or {}
    value = sum(shares[code] for code in codes)
    finding: Finding = compare(said, value)
    if said.wording == "share" and said.open and finding == "above_record":
        finding = "differs"
    if case.claim.polarity == "-":
        finding = "differs" if finding in {"matches", "close"} else "matches"
    return WindowFinding(window, Amount(value, value, "percent", None), finding)
