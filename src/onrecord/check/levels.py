"""A level or a rate against the record, in the window the claim names or in each natural one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.check.case import Case
from onrecord.check.countings import counting_label, other_countings
from onrecord.check.evidence import build_check, left_out_caveats, subject
from onrecord.check.held import not_held, out_of_span
from onrecord.check.lexicon import lexicon, mentions, mentions_any
from onrecord.check.tolerance import Said, compare, overall, stated
from onrecord.check.weigh import DAYS, Scoped, View, is_rate, look
from onrecord.check.windows import is_elsewhere, is_open_ended, last_full, named_window, natural_windows
from onrecord.check.wording import counted, day_words, during, number, percent, period_words, sentence_case
from onrecord.model import Amount, Check, Finding, Period, Rule, SeriesLookup, WindowFinding

__all__ = ["check_level"]

Counting = tuple[str, View]
_SHORT = 7
"""Days of the shortest window that an even share of a longer period may stand for."""
_SOON = 31
"""Days after a claim in which a stock's first count still tells of it."""
_VERB = 40
"""Characters before a figure in which 'was not' equates it with another."""
_EQUATED = re.compile(
    r"(?i)\b(?:(?:is|was|are|were)\s(?:not|never)|(?:is|was|are|were)n['’]t|stand\sat|stood\sat)\s(?:[a-z]+\s){0,2}\Z"
)
_LEAST = 0.3
"""Of the record: a figure below this share of it is taken to count a part (a firm, a raid), and there is no check."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """What was said, in its unit of time, and how a record is brought to it."""

    case: Case
    said: Said
    unit: str | None
    per: str | None
    words: str

    @property
    def pace(self) -> str:
        return f" a {self.per}" if self.per else ""

    def recorded(self, view: View, window: Period) -> float | None:
        if self.per is None:
            return view.total(window)
        rate = view.rate(window)
        return None if rate is None else rate * DAYS[self.per]

    def within(self, view: View, window: Period) -> Period:
        """Return the stretch whose value is compared: of a stock, the count in the window nearest to what was said."""
        counts = [period for period in view.inside(window) if period.end <= window.end]
        if view.is_flow or not counts:
            return window
        return min(counts, key=lambda period: (abs(view.value(period) - self.said.low), -period.start.toordinal()))

    def judge(self, view: View, window: Period) -> Finding:
        value = self.recorded(view, self.within(view, window)) or 0.0
        finding = compare(self.said, value)
        if self.case.claim.polarity == "-":
            return self._denied(value, finding)
        return finding

    def _denied(self, value: float, finding: Finding) -> Finding:
        """Return the finding of a denied figure: "did not arrest 30,000" says that fewer were arrested.

        Only where the figure itself is denied ("was not 30,000") is a higher record no contradiction.
        """
        if self.said.wording == "at_most":
            return "differs" if value <= self.said.high else "matches"
        if self.said.wording in {"plain", "at_least"} and not _is_equated(self.case):
            return "differs" if value >= self.said.low else "matches"
        return "differs" if finding in {"matches", "close"} else "matches"

    def is_of_less(self, found: Sequence[WindowFinding]) -> bool:
        """Say whether the figure is so far below every record that it surely counts only a part of it."""
        if self.said.wording in {"at_least", "range"} and self.said.high != self.said.low:
            return False
        return all(self.said.high < _LEAST * (item.recorded.low or 0.0) for item in found)

    def weigh(self, view: View, window: Period) -> WindowFinding:
        stretch = self.within(view, window)
        value = self.recorded(view, stretch)
        return WindowFinding(window, Amount(value, value, self.unit, self.per), self.judge(view, stretch))

    def remainder(self, view: View, window: Period) -> Amount | None:
        """Return what unrecorded agencies would have had to supply, per day."""
        rate = view.rate(window)
        if view.scoped.as_claimed or not view.is_flow or rate is None:
            return None
        missing = self.said.low / (DAYS[self.per] if self.per else window.days) - rate
        return Amount(missing, missing, view.scoped.measure.event, "day") if missing > 0 else None


def _is_equated(case: Case) -> bool:
    """Say whether it is denied that a figure is another: 'the number was not 30,000'."""
    quantity = case.quantity
    before = case.text[max(0, quantity.start - _VERB) : quantity.start] if quantity is not None else ""
    return _EQUATED.search(before) is not None


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
    figure = _figure(case, view)
    if figure is None or is_elsewhere(case) or (not view.is_flow and _is_averaged(case, scoped)):
        return None
    last = _stale(case, view)
    if last is not None:
        why = f"It was said long after the last full period recorded, {period_words(last)}, and names no window."
        return None if scoped.as_claimed else build_check(case, view, "not_comparable", why, because="period")
    named = named_window(case, as_of)
    countings = [
        (counting_label(scoped.parts[0]), view),
        *other_countings(scoped, series, as_of),
    ]
    if named is not None:
        others = [seen for _, seen in countings[1:] if seen.total(named) is not None]
        early = out_of_span(case, view, named) if not others else None
        early = early or _too_short(case, countings, named)
        if early is not None:
            return early
    if not view.is_held:
        return replace(not_held(case, view), qualifies=_meanwhile(figure, seconds, as_of, named))
    main, windows, caveats = _windows(case, countings, named, figure)
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


_STALE = 120
"""Days after the last full period from which on a claim without a window can no longer be meant for it."""


def _stale(case: Case, view: View) -> Period | None:
    """Return the last full period where a claim that names no window was said long after it, else ``None``."""
    last = last_full(view, case.said) if view.is_flow and named_window(case, view.as_of) is None else None
    if last is None or case.said is None or (case.said - last.last_day).days <= _STALE:
        return None
    return last


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


def _meanwhile(figure: _Figure, seconds: Sequence[Scoped], as_of: date, named: Period | None) -> tuple[str, ...]:
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


def _figure(case: Case, view: View) -> _Figure | None:
    quantity = case.quantity
    if quantity is None or (quantity.per is not None and quantity.per not in DAYS):
        return None
    said = stated(case.text, quantity)
    if said is None or ((quantity.unit or "") in lexicon("words")["units"]["percents"]) != is_rate(view.scoped):
        return None
    words = " ".join(case.text[quantity.start : quantity.end].split())
    return _Figure(case, said, quantity.unit, quantity.per if view.is_flow else None, words)


def _windows(
    case: Case, countings: Sequence[Counting], named: Period | None, figure: _Figure
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


def _no_window(view: View, named: Period | None) -> str:
    what = subject(view.scoped)
    day = day_words(view.as_of)
    if named is None or not view.periods:
        return f"No full period of {what} before the claim is visible on {day}."
    seen = f"{period_words(view.periods[0])} to {period_words(view.periods[-1])}"
    return f"The claim is about {period_words(named)}; the records of {what} visible on {day} hold {seen} in full."


def _rules(figure: _Figure, main: View, countings: Sequence[Counting], window: Period) -> tuple[list[Rule], bool]:
    """Return each counting's value in ``window``, and whether another leads to a different finding."""
    rules = []
    conflict = False
    for label, view in countings:
        value = figure.recorded(view, window)
        if value is not None:
            rules.append(Rule(label, value))
            conflict |= overall([figure.judge(main, window), figure.judge(view, window)]) == "depends_on_window"
    return (rules if len(rules) > 1 else []), conflict


def _arithmetic(figure: _Figure, view: View, window: Period) -> str:
    if is_rate(view.scoped):
        return f"{percent(view.total(window) or 0.0)} {during(window)}; said {percent(figure.said.low)}"
    values = view.by_series(window) or ()
    terms = [counted(round(value), part.measure.event) for value, part in zip(values, view.scoped.parts, strict=True)]
    sentence = " + ".join(terms)
    said = f"said {number(figure.said.low)}{figure.pace}"
    if len(terms) > 1:
        sentence += f" = {number(round(sum(values)))}"
    if not view.is_flow:
        return f"{sentence} {during(window)}; {said}"
    sentence += f" in {window.days} days ({period_words(window)}) = {number(view.rate(window) or 0.0)} a day"
    if figure.per not in {None, "day"}:
        sentence += f" = {number(figure.recorded(view, window) or 0.0)}{figure.pace}"
    return f"{sentence}; {said}"


def _why(figure: _Figure, view: View, found: Sequence[WindowFinding], finding: Finding) -> str:
    told = percent if is_rate(view.scoped) else number
    figures = "; ".join(
        f"{told(item.recorded.low or 0.0)}{figure.pace} {during(figure.within(view, item.window))}" for item in found
    )
    tail = {
        "matches": "in agreement with what was said",
        "close": "close to what was said",
        "above_record": "less than was said",
        "below_record": "more than was said",
        "depends_on_window": "so that the finding depends on the window",
        "records_conflict": "and another counting leads to a different finding",
    }.get(finding, "which does not bear the claim out")
    return f"Recorded {subject(view.scoped)}: {figures}, {tail} ({figure.words})."


def _beside(figure: _Figure, view: View, first: WindowFinding) -> str | None:
    """Return a sentence on a related event of the same agencies in the same window."""
    value = figure.recorded(view, first.window) if view.is_held else None
    if value is None or len(view.scoped.parts) > 1:
        return None
    return (
        f"{sentence_case(subject(view.scoped))}, another event, {during(first.window)}: "
        f"{number(value)}{figure.pace} (beside {number(first.recorded.low or 0.0)}{figure.pace})."
    )
