"""A level or a rate against the record, in the window the claim names or in each natural one."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.check.case import Case
from onrecord.check.countings import counting_label, other_countings
from onrecord.check.each import check_each, every_of, in_its_year, is_of_first, is_of_most
from onrecord.check.evidence import build_check, left_out_caveats, subject
from onrecord.check.figure import Figure, figure_of
from onrecord.check.held import not_held, out_of_span
from onrecord.check.lexicon import mentions, mentions_any
from onrecord.check.running import check_running
from onrecord.check.tolerance import overall
from onrecord.check.weigh import Scoped, View, is_rate, look
from onrecord.check.windows import is_elsewhere, is_open_ended, last_full, named_window, natural_windows, stale_since
from onrecord.check.wording import counted, day_words, during, joined, number, percent, period_words, sentence_case
from onrecord.model import Check, Finding, Period, Rule, SeriesLookup, WindowFinding

__all__ = ["check_level"]

Counting = tuple[str, View]
_SHORT = 7
"""Days of the shortest window that an even share of a longer period may stand for."""
_ASKED = 100
"""Characters before a figure in which it is asked for."""
_SOON = 31
"""Days after a claim in which a stock's first count still tells of it."""


_DEMANDED = re.compile(
    r"(?i)\b(?:press|push|urg|demand|ask|call|lobb|aim|order|direct|instruct|tell|told|require|task|charg|expect|hop|plan|want|vow|pledg|promis)\w*\s"
    r"(?:(?:on\s)?(?:[A-Z][\w.&’'-]*|the|its|their|officials?|agents?|officers?|leaders?|agency)\s){0,5}(?:for|to\s(?:reach|make|deliver|get|hit|produce))\s"
    r"(?:at\sleast\s|a\sminimum\sof\s|about\s|some\s|more\sthan\s|up\sto\s)?\Z"
)
"""'Pressed ICE for 3,000 arrests a day': what was asked for is no level."""


def _is_demanded(case: Case) -> bool:
    quantity = case.quantity
    before = case.text[max(0, quantity.start - _ASKED) : quantity.start] if quantity is not None else ""
    return _DEMANDED.search(before) is not None


def _is_averaged(case: Case, scoped: Scoped) -> bool:
    """Say whether a claim speaks of an average of what stands at a time, where the record is not itself an average."""
    own = [*scoped.measure.claimed_by, scoped.measure.title]
    return mentions(case.sentence, "average") and mentions_any(" … ".join(own), ["average"]) is None


def check_level(
    case: Case,
    scoped: Scoped,
    series: SeriesLookup,
    as_of: date,
    seconds: Sequence[Scoped] = (),
    *,
    is_limited: bool = False,
) -> Check | None:
    """Return the check of a level; ``None`` where it states no figure in a unit that the measure has.

    ``seconds`` are sources of a related event of the same agencies, shown as facts that qualify.
    """
    view = look(scoped, as_of)
    case = in_its_year(case)
    figure = figure_of(case, view)
    if (
        figure is None
        or is_elsewhere(case)
        or is_of_first(case)
        or is_of_most(case)
        or _is_demanded(case)
        or (not view.is_flow and _is_averaged(case, scoped))
    ):
        return None
    last = stale_since(case, view)
    if last is not None:
        why = f"It was said long after the last full period recorded, {period_words(last)}, and names no window."
        return None if scoped.as_claimed else build_check(case, view, "not_comparable", why, because="period")
    named, every = named_window(case, as_of), every_of(case, figure)
    countings = [
        (counting_label(scoped.parts[0]), view),
        *other_countings(scoped, series, as_of),
    ]
    if named is not None:
        others = [seen for _, seen in countings[1:] if seen.total(named) is not None]
        early = out_of_span(case, view, named) if not others else None
        early = early or (_too_short(case, countings, named) if every is None else None)
        if early is not None:
            return early
    if view.is_held and every is not None:
        return check_each(figure, every, [seen for _, seen in countings], named)
    if not view.is_held:
        return replace(not_held(case, view), qualifies=_meanwhile(figure, seconds, as_of, named))
    main, windows, caveats = _windows(case, countings, named, figure)
    running = (
        check_running(figure, [seen for _, seen in countings], named) if not windows and named is not None else None
    )
    if running is not None:
        return running if is_limited or not figure.is_of_less(running.windows) else None
    if not windows:
        return build_check(
            case,
            view,
            "not_comparable",
            _no_window(view, named),
            because="period",
            window=named,
            caveats=left_out_caveats(view, named),
        )
    found = [figure.weigh(main, window) for window in windows]
    if not is_limited and figure.is_of_less(found):
        return None
    finding = overall([item.finding for item in found])
    rules, conflict = _rules(figure, main, countings, windows[0])
    if conflict and finding != "depends_on_window":
        finding = "records_conflict"
    beside = [_beside(figure, look(other, as_of), found[0]) for other in seconds]
    return build_check(
        case,
        view,
        finding,
        _why(figure, main, found, finding),
        recorded=found[0].recorded,
        remainder=figure.remainder(main, windows[0]),
        windows=found,
        rules=rules,
        arithmetic="; ".join(_arithmetic(figure, main, figure.within(main, window)) for window in windows),
        caveats=[*caveats, *left_out_caveats(view, windows[0])],
        qualifies=[sentence for sentence in beside if sentence],
        shown=main.scoped.parts,
    )


def _too_short(case: Case, countings: Sequence[Counting], named: Period) -> Check | None:
    """Return ``not_comparable`` by period where the claim is about less than the shortest period that is recorded."""
    view = countings[0][1]
    shortest = min((seen.periods[-1].days for _, seen in countings if seen.periods), default=0)
    exact = any(seen.total(named) is not None and not seen.is_spread(named) for _, seen in countings)
    if not view.is_flow or exact or named.days >= min(shortest, _SHORT):
        return None
    grain = view.scoped.measure.grain
    why = f"The claim is about {period_words(named)}; {subject(view.scoped)} are held by {grain} or week at best."
    return build_check(case, view, "not_comparable", why, because="period", window=named)


def _meanwhile(figure: Figure, seconds: Sequence[Scoped], as_of: date, named: Period | None) -> tuple[str, ...]:
    """Return what a related source already showed on a day for which no release of the first is held."""
    sentences = []
    for other in seconds:
        view = look(other, as_of)
        window = named or last_full(view, figure.case.said)
        value = figure.recorded(view, window) if view.is_held and window is not None and figure.per else None
        if value is not None and window is not None and len(other.parts) == 1:
            sentences.append(
                f"{sentence_case(subject(other))}, another event, {during(window)}: {number(value)}{figure.pace}."
            )
    return tuple(sentences)


def _windows(
    case: Case, countings: Sequence[Counting], named: Period | None, figure: Figure
) -> tuple[View, tuple[Period, ...], list[str]]:
    """Return the counting to use, the windows it covers, and what has to be said about them."""
    view = countings[0][1]
    if named is None:
        if not view.is_flow:
            last = last_full(view, case.said)
            if last is None and case.said is not None:
                return _next(view, case.said)
            return view, (last,) if last else (), []
        natural = natural_windows(case, view, totals=figure.per is None)
        covered = tuple(window for window in natural if view.total(window) is not None)
        return view, covered, [_no_window_named(case, view)]
    able = [(label, seen) for label, seen in countings if seen.total(named) is not None]
    exact = [item for item in able if not item[1].is_spread(named)]
    if exact:
        return exact[0][1], (named,), []
    if able:
        label, seen = min(able, key=lambda item: item[1].periods[0].days)
        grain = seen.periods[0].grain
        return (
            seen,
            (named,),
            [f"{period_words(named)} cuts a {grain}, whose count is spread evenly over its days ({label})."],
        )
    inside = [period for period in view.periods if named.start <= period.start and period.end <= named.end]
    if figure.per is None or not is_open_ended(case) or not inside:
        return view, (), []
    trimmed = Period(inside[0].start, inside[-1].end, inside[0].grain)
    if view.total(trimmed) is None:
        return view, (), []
    held = f"the records visible on {day_words(view.as_of)} hold {period_words(trimmed)} in full"
    return view, (trimmed,), [f"Of {period_words(named)} {held}."]


def _next(view: View, said: date) -> tuple[View, tuple[Period, ...], list[str]]:
    """Return the first count after the day a stock was told, where none is held before and it is a month at most."""
    after = next((period for period in view.periods if 0 <= (period.start - said).days <= _SOON), None)
    if after is None:
        return view, (), []
    return view, (after,), [f"The nearest count held is that of {day_words(after.start)}, after it was said."]


def _no_window_named(case: Case, view: View) -> str:
    if case.said is None:
        return f"The claim names no window and its day is not known; windows end before {day_words(view.as_of)}."
    return "The claim names no window; the natural ones before it was said are compared."


_LACKS = "No count of {what} {when} is held that was out by {day}."


def _nearest(view: View, named: Period) -> str:
    """Return the counts before and after a stretch of which none is held."""
    before = [period for period in view.periods if period.end <= named.start][-1:]
    after = [period for period in view.periods if period.start >= named.end][:1]
    told = [f"{number(view.value(period))} {during(period)}" for period in (*before, *after)]
    return f"The nearest counts: {joined(told)}."


def _no_window(view: View, named: Period | None) -> str:
    what = subject(view.scoped)
    day = day_words(view.as_of)
    if named is None and view.periods and not view.is_flow:
        first = view.periods[0]
        return f"The first count of {what} held is of {day_words(first.start)}: {number(view.value(first))}."
    if named is None or not view.periods:
        return f"No full period of {what} before the claim is visible on {day}."
    if not view.is_flow:
        return f"{_nearest(view, named)} {_LACKS.format(what=what, when=during(named), day=day)}"
    seen = f"{period_words(view.periods[0])} to {period_words(view.periods[-1])}"
    return f"The claim is about {period_words(named)}; the records of {what} visible on {day} hold {seen} in full."


def _rules(figure: Figure, main: View, countings: Sequence[Counting], window: Period) -> tuple[list[Rule], bool]:
    """Return each counting's value in ``window``, and whether another leads to a different finding."""
    rules = []
    conflict = False
    for label, view in countings:
        value = figure.recorded(view, window)
        if value is not None:
            rules.append(Rule(label, value))
            conflict |= overall([figure.judge(main, window), figure.judge(view, window)]) == "depends_on_window"
    return (rules if len(rules) > 1 else []), conflict


def _arithmetic(figure: Figure, view: View, window: Period) -> str:
    if is_rate(view.scoped):
        return f"{percent(view.total(window) or 0.0)} {during(window)}; said {percent(figure.said.low)}"
    values = view.by_series(window) or ()
    terms = [counted(round(value), part.measure.event) for value, part in zip(values, view.scoped.parts, strict=True)]
    sentence = " + ".join(terms)
    said = f"said {number(figure.said.low)}{figure.pace}{_said_a_day(figure, view, window)}"
    if len(terms) > 1:
        sentence += f" = {number(round(sum(values)))}"
    if not view.is_flow:
        return f"{sentence} {during(window)}; {said}"
    sentence += f" in {window.days} days ({period_words(window)}) = {number(view.rate(window) or 0.0)} a day"
    if figure.per not in {None, "day"}:
        sentence += f" = {number(figure.recorded(view, window) or 0.0)}{figure.pace}"
    return f"{sentence}; {said}"


def _said_a_day(figure: Figure, view: View, window: Period) -> str:
    """Return a total that was said as so many a day, of a flow in more than one day."""
    if not view.is_flow or figure.per is not None or window.days < _SHORT:
        return ""
    return f" = {number(figure.said.low / window.days)} a day"


def _without_last(figure: Figure, view: View, window: Period) -> str:
    """Return what a window of days has without its last day, which words like "between" may leave out."""
    if window.grain != "day" or not view.is_flow or figure.per is not None or is_open_ended(figure.case):
        return ""
    shorter = replace(window, end=window.last_day)
    value = view.total(shorter) if shorter.days >= _SHORT else None
    return "" if value is None else f" ({number(value)} without the last day)"


def _why(figure: Figure, view: View, found: Sequence[WindowFinding], finding: Finding) -> str:
    told = percent if is_rate(view.scoped) else number
    figures = "; ".join(
        f"{told(item.recorded.low or 0.0)}{figure.pace} {during(figure.within(view, item.window))}"
        f"{_without_last(figure, view, item.window)}"
        for item in found
    )
    tail = {
        "matches": "in agreement with what was said",
        "close": "close to what was said",
        "above_record": "less than was said",
        "below_record": "more than was said",
        "depends_on_window": "so that the finding depends on the window",
        "records_conflict": "and another counting leads to a different finding",
    }.get(finding, "which does not bear the claim out")
    left = figure.remainder(view, found[0].window)
    rest = f" Left for the other agencies: {number(left.low or 0.0)} a day." if left is not None else ""
    said = f"{figure.words}{_said_a_day(figure, view, found[0].window) if left is not None else ''}"
    return f"Recorded {subject(view.scoped)}: {figures}{_pace_of(figure, view, found)}, {tail} ({said}).{rest}"


def _pace_of(figure: Figure, view: View, found: Sequence[WindowFinding]) -> str:
    """Return a total as so many a day, where a remainder stands beside it."""
    rate = view.rate(found[0].window) if figure.per is None and not view.scoped.as_claimed else None
    return f" = {number(rate)} a day" if rate is not None and view.is_flow and len(found) == 1 else ""


def _beside(figure: Figure, view: View, first: WindowFinding) -> str | None:
    """Return a sentence on a related event of the same agencies in the same window."""
    value = figure.recorded(view, first.window) if view.is_held else None
    if value is None or len(view.scoped.parts) > 1:
        return None
    return (
        f"{sentence_case(subject(view.scoped))}, another event, {during(first.window)}: "
        f"{number(value)}{figure.pace} (beside {number(first.recorded.low or 0.0)}{figure.pace})."
    )
