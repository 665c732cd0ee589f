"""A share against the record, all codes of its dimension shown beside it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from onrecord.check.agencies import is_agency
from onrecord.check.breakdown import Breakdown, break_down
from onrecord.check.case import Case
from onrecord.check.codes import picked_codes, with_codes
from onrecord.check.each import agree_least, is_each, is_of_most
from onrecord.check.evidence import build_check, left_out_caveats, subject
from onrecord.check.held import not_held, out_of_span
from onrecord.check.lexicon import fold, lexicon
from onrecord.check.tolerance import Said, compare, overall, stated, stated_share, worded_share
from onrecord.check.weigh import Part, Scoped
from onrecord.check.windows import is_elsewhere, is_open_ended, named_window, natural_windows
from onrecord.check.wording import day_words, during, percent
from onrecord.model import Amount, Check, Finding, Measure, Period, SeriesLookup, WindowFinding

__all__ = ["check_share"]


def check_share(case: Case, scoped: Scoped, series: SeriesLookup, as_of: date) -> Check | None:
    """Return the check of a share; ``None`` where no code, or no figure, is surely meant."""
    said = _said(case)
    picked = picked_codes(case, scoped.measure)
    if said is None or not picked or is_elsewhere(case) or is_of_most(case) or not _is_stated(case, scoped.measure):
        return None
    dimension, fixed = _of_what(case, scoped.measure, picked)
    if dimension is None:
        return None
    codes = picked[dimension]
    scoped = _within(scoped, fixed, series)
    table = break_down(scoped, dimension, series, as_of)
    if table is None or not set(codes) <= set(table.views):
        return None
    view = table.view
    named = named_window(case, as_of)
    if named is not None and (early := out_of_span(case, view, named)) is not None:
        return early
    if not view.is_held:
        return not_held(case, view)
    windows = (_held(case, table, named),) if named is not None else natural_windows(case, view, early=True)
    windows = tuple(window for window in windows if table.shares(window) is not None)
    if named is not None and windows and is_each(case, said):
        windows = tuple(item for item in table.periods if named.start <= item.start and item.end <= windows[0].end)
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
    findings = [item.finding for item in found]
    finding = agree_least(findings) if named is not None else overall(findings)
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
        window=named,
        rules=table.rules(windows[0]),
        arithmetic="; ".join(table.arithmetic(window, during(window), codes) for window in windows),
        caveats=[*caveats, *left_out_caveats(view, windows[0])],
    )


def _held(case: Case, table: Breakdown, named: Period) -> Period:
    """Return the window that is named, one that runs on ("since January") up to the last full period that is held."""
    inside = [period for period in table.periods if named.start <= period.start and period.end <= named.end]
    if not is_open_ended(case) or not inside or table.shares(named) is not None:
        return named
    return Period(named.start, inside[-1].end, named.grain)


_MADE_UP = re.compile(
    r"(?i)\b(?:ma[dk]es?\sup|making\sup|account(?:s|ed|ing)?\sfor|compris\w+|constitut\w+|represent\w*|work(?:s|ed)?\sin|"
    r"(?:is|are|was|were)\s(?:[a-z]+\s){0,2}(?:in|employed|held|filled|foreign|native|immigrants|born|part|accounted))\b"
)


def _is_stated(case: Case, measure: Measure) -> bool:
    """Say whether something is said to be a share of work: "most of the jobs that were lost" only says how many."""
    return any(is_agency(agency) for agency in measure.covers) or _MADE_UP.search(case.told) is not None


def _of_what(
    case: Case, measure: Measure, picked: Mapping[str, tuple[str, ...]]
) -> tuple[str | None, Mapping[str, str]]:
    """Return the dimension that the share is by, and the codes of what it is taken of: '19% of the labor force'."""
    if len(picked) == 1:
        return next(iter(picked)), {}
    of = fold(case.text[case.quantity.end : case.claim.end] if case.quantity is not None else case.words)
    fixed = {
        dimension: codes[0]
        for dimension, codes in picked.items()
        if len(codes) == 1
        and any(
            of.startswith((fold(word), f"of {fold(word)}", f"of the {fold(word)}", f"of all {fold(word)}"))
            for word in measure.code_words[dimension][codes[0]]
        )
    }
    by = [dimension for dimension in picked if dimension not in fixed]
    return (by[0], fixed) if len(by) == 1 else (None, {})


def _within(scoped: Scoped, fixed: Mapping[str, str], series: SeriesLookup) -> Scoped:
    """Return ``scoped`` with its series at the codes that say what the share is of."""
    part = scoped.parts[0]
    key = with_codes(part.key, fixed)
    held = series(part.measure.id, key) if fixed else None
    return scoped if held is None else replace(scoped, parts=(Part(part.measure, key, held), *scoped.parts[1:]))


def _said(case: Case) -> Said | None:
    quantity = case.quantity
    if quantity is not None and (worded := stated_share(case.text, quantity)) is not None:
        return worded
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
