"""A rate against the record: one code of a measure in percent of another, the unemployed of the labor force."""

from datetime import date

from onrecord.check.case import Case
from onrecord.check.codes import picked_codes, with_codes
from onrecord.check.evidence import build_check, left_out_caveats, subject_of
from onrecord.check.held import not_held, out_of_span
from onrecord.check.tolerance import compare, overall, stated
from onrecord.check.weigh import Part, Scoped, look
from onrecord.check.windows import is_elsewhere, last_full, named_window
from onrecord.check.wording import counted, day_words, during, number, percent
from onrecord.model import Amount, Check, Rate, SeriesLookup, WindowFinding

__all__ = ["check_rate", "rate_of"]


def rate_of(case: Case, scoped: Scoped) -> Rate | None:
    """Return the rate that the claim's topic is of the measure; ``None`` where it is none."""
    return scoped.measure.rates.get(case.claim.topic or "")


def check_rate(case: Case, scoped: Scoped, series: SeriesLookup, as_of: date) -> Check | None:
    """Return the check of a rate in the window that the claim names, else in the last full period before it was said.

    A rate is a level, so a plain figure is close within five percent of it, not within five points.
    """
    rate, quantity, measure = rate_of(case, scoped), case.quantity, scoped.measure
    said = stated(case.text, quantity) if quantity is not None else None
    if rate is None or said is None or is_elsewhere(case):
        return None
    picked = picked_codes(case, measure)
    if any(len(codes) != 1 for name, codes in picked.items() if name != rate.dimension):
        return None
    codes = {name: found[0] for name, found in picked.items() if name != rate.dimension}
    keys = [with_codes(scoped.parts[0].key, {**codes, rate.dimension: code}) for code in (rate.part, rate.whole)]
    held = [(key, series(measure.id, key)) for key in keys]
    parts = [Part(measure, key, found) for key, found in held if found is not None]
    if len(parts) < len(keys):
        return None
    part, whole = (look(Scoped((item,), scoped.covers, scoped.as_claimed), as_of) for item in parts)
    named = named_window(case, as_of)
    if named is not None and (early := out_of_span(case, whole, named)) is not None:
        return early
    if not whole.is_held:
        return not_held(case, whole)
    last = last_full(whole, case.said)
    windows = [named] if named is not None else [last] if last is not None else []
    inside = [period for window in windows for period in whole.inside(window) if period.end <= window.end]
    values = [(period, part.total(period), whole.total(period)) for period in inside]
    rates = [(period, over / under * 100, over, under) for period, over, under in values if over is not None and under]
    if not rates:
        why = f"No full period of {subject_of(parts[1])} that the claim can be about is visible on {day_words(as_of)}."
        return build_check(case, whole, "not_comparable", why, because="period", window=named)
    findings = [compare(said, value) for _, value, _, _ in rates]
    finding = overall(findings)
    if case.claim.polarity == "-" and finding != "depends_on_window":
        finding = "differs" if finding in {"matches", "close"} else "matches"
    figures = "; ".join(f"{percent(value)} {during(period)}" for period, value, _, _ in rates)
    label, of = (measure.dimensions[rate.dimension][code] for code in (rate.part, rate.whole))
    who = ", ".join(measure.dimensions[name][code] for name, code in codes.items())
    spans = [
        WindowFinding(period, Amount(value, value, "percent", None), found)
        for (period, value, _, _), found in zip(rates, findings, strict=True)
    ]
    return build_check(
        case,
        whole,
        finding,
        f"Recorded: {label} as a share of those {of}, {who}: {figures}.",
        recorded=spans[0].recorded,
        windows=spans,
        arithmetic="; ".join(
            f"{label} {number(over)} / {counted(under, measure.unit)} {of} = {percent(value)} {during(period)}"
            for period, value, over, under in rates
        ),
        caveats=left_out_caveats(whole, spans[0].window),
        shown=parts,
    )
