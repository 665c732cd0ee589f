"""A superlative against the record: the highest or lowest over the span that the claim and the records share."""

from datetime import date

from onrecord.check.case import Case
from onrecord.check.evidence import build_check, left_out_caveats, subject
from onrecord.check.held import not_held
from onrecord.check.lexicon import lexicon, mentions_any
from onrecord.check.weigh import Scoped, View, look
from onrecord.check.windows import last_full
from onrecord.check.wording import counted, day_words, during, period_words
from onrecord.model import Amount, Check, Finding, Period, WindowFinding

__all__ = ["check_rank"]


def check_rank(case: Case, scoped: Scoped, as_of: date) -> Check | None:
    """Return the check of a superlative; ``None`` where its words are not known.

    A higher period in the span that is held refutes "the highest ever"; that none is higher there cannot bear out a
    claim that reaches further back than the records.
    """
    words = lexicon("words")["ranks"]
    is_lowest = mentions_any(case.words, words["lowest"]) is not None
    if not is_lowest and mentions_any(case.words, words["highest"]) is None:
        return None
    view = look(scoped, as_of)
    if not view.is_held:
        return not_held(case, view)
    period, since = _period(case, view)
    span = _span(view, period, since)
    if period is None or not span:
        return build_check(
            case,
            view,
            "not_comparable",
            f"No full period of {subject(scoped)} that the claim can be about is visible on {day_words(as_of)}.",
            because="period",
        )
    pick = min if is_lowest else max
    best = pick(span, key=view.value)
    beyond = mentions_any(case.words, words["beyond"]) is not None and since is None
    early = since is not None and since < view.periods[0].start
    borne_out = view.value(period) == view.value(best)
    if case.claim.polarity == "-":
        borne_out = not borne_out
    finding: Finding = "matches" if borne_out else "differs"
    covered = Period(span[0].start, span[-1].end, span[0].grain)
    side = "lowest" if is_lowest else "highest"
    event = scoped.measure.event
    figures = f"{counted(view.value(period), event)} {during(period)}"
    step = f"{side} of {len(span)} {during(covered)}: {counted(view.value(best), event)} {during(best)}"
    is_beyond = (beyond or early) and borne_out and case.claim.polarity == "+"
    why = f"Recorded {subject(scoped)}: {figures}; {step}."
    qualifies = []
    if is_beyond:
        finding = "not_comparable"
        qualifies.append(f"In the span that is held, {period_words(covered)}, no full period is {_further(is_lowest)}.")
        why += " The claim reaches further back than the records."
    value = view.value(period)
    return build_check(
        case,
        view,
        finding,
        why,
        because="period" if is_beyond else None,
        recorded=Amount(value, value, scoped.measure.unit, None),
        windows=[
            WindowFinding(covered, Amount(view.value(best), view.value(best), scoped.measure.unit, None), finding)
        ],
        arithmetic=f"{figures}; {step}",
        caveats=[
            *([] if since or beyond else ["The claim names no span; the one that the records cover is used."]),
            *left_out_caveats(view, covered),
        ],
        qualifies=qualifies,
    )


def _span(view: View, period: Period | None, since: date | None) -> list[Period]:
    """Return the full periods up to ``period`` and from ``since`` on."""
    last = view.as_of if period is None else period.end
    return [item for item in view.periods if item.end <= last and (since is None or item.start >= since)]


def _period(case: Case, view: View) -> tuple[Period | None, date | None]:
    """Return the period that is said to be highest, and the day from which ("since 2019")."""
    when = case.claim.period
    last = last_full(view, case.said)
    if when is None or when.start is None:
        return last, None
    if when.end is None:
        return last, when.start
    inside = [item for item in view.periods if item.start >= when.start and item.end <= when.end]
    if len(inside) == 1:
        return inside[0], None
    is_since = mentions_any(case.words, ["since"]) is not None
    return (last, when.start) if is_since else (None, None)


def _further(is_lowest: bool) -> str:
    return "lower" if is_lowest else "higher"
