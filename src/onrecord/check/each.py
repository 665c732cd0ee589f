"""A figure that is said of every period, or denied of all: 'more than 30,000 every month', 'never below 4 percent'.

A mean says nothing of the single periods that it is made of, so each is tested.  Where the record is coarser than what
was said (months, for 'each day'), a period beyond the figure refutes the claim and none bears it out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.check.case import Case
from onrecord.check.ends import stretch_at
from onrecord.check.evidence import build_check, left_out_caveats, subject
from onrecord.check.figure import Figure
from onrecord.check.tolerance import Said, compare, overall
from onrecord.check.weigh import View, counted_unit, is_rate
from onrecord.check.windows import is_open_ended, last_full, natural_windows
from onrecord.check.wording import day_words, during, number, percent, period_words, plural
from onrecord.model import Amount, Because, Check, Finding, Grain, Period, WindowFinding

__all__ = [
    "Every",
    "agree_least",
    "check_each",
    "every_of",
    "how_many",
    "in_its_year",
    "is_each",
    "is_of_every",
    "is_of_first",
    "is_of_most",
    "near_words",
]

_UNIT = r"(?P<{}>day|week|month|quarter|year)"
_EACH = re.compile(
    rf"(?i)\b(?:every|each)\s(?:single\s|one\sof\sthe\s)?{_UNIT.format('one')}s?\b"
    rf"|\beach\sof\s(?:the\s|its\s)?(?:last|past|previous)\s(?P<last>[a-z]+|\d{{1,2}})\s{_UNIT.format('of_last')}s\b"
    rf"|\b(?:all|both)\s(?:of\sthe\s)?(?:[a-z]+\s)?{_UNIT.format('all')}s\b"
    rf"|\b{_UNIT.format('after')}\s(?:after|by|in,?)\s(?:day|week|month|quarter|year)(?:\sout)?\b"
    rf"|(?:\b(?P<many>[a-z]+|\d{{1,2}}[a-z]*)\s)?\b(?:straight|consecutive|successive)\s{_UNIT.format('row')}s?\b"
)
_ALWAYS = re.compile(
    r"(?i)\b(?:always|throughout|at\sall\stimes|without\sexception|consistently|invariably|at\severy\spoint|every\stime|all\s(?:year|month|week)(?:\slong)?)\b"
)
_NONE = re.compile(r"(?i)\b(?:never|not\sonce|at\sno\s(?:time|point))\b")
_NO_UNIT = re.compile(
    rf"(?i)\b(?:no|not\sone|not\sa)\s(?:single\s|one\s|other\s)?{_UNIT.format('no')}\b"
    rf"|\b(?:in|on|of|for|during)\sany\s(?:other\s|single\s|one\s)?{_UNIT.format('any')}\b"
)
_AROUND = 80
"""Characters around a claim in which the words stand that speak of every period."""
_FEW = 2
"""Periods that are no stretch of which to say that every one was so."""
_ORDER: tuple[Grain, ...] = ("day", "week", "month", "quarter", "year", "fiscal_year")


@dataclass(frozen=True, slots=True)
class Every:
    """That a figure is said of every period: of which unit, if it says so, of all time, or of how many in a row."""

    unit: Grain | None
    is_of_all: bool
    count: int | None = None


def every_of(case: Case, figure: Figure) -> Every | None:
    """Return what a figure is said of; ``None`` where it is a mean, a pace or a sum: 'about 1,000 every day'."""
    near = near_words(case)
    none, of_no, each = _NONE.search(near), _NO_UNIT.search(near), _EACH.search(near)
    if case.claim.polarity == "-":
        if none is None and of_no is None:
            return None
        return Every(_grain(_found(of_no)), is_of_all=case.claim.period is None)
    if figure.said.wording not in {"at_least", "at_most"} and (each is None or _found(each) == figure.per):
        return None
    if each is not None:
        many = each["last"] or (each["many"] if each["row"] else None)
        return Every(_grain(_found(each)), is_of_all=False, count=how_many(many) if many else None)
    return Every(None, is_of_all=False) if _ALWAYS.search(near) is not None else None


_BEFORE = re.compile(r"(?i)\b(?:never|no\s\w+|not\sonce)\s(?:[a-z]+\s){0,2}(?:before|until|till)\b")
"""'Never before had it held 70,000' tells of a time that was the first, not of none."""


def is_of_first(case: Case) -> bool:
    """Say whether a denied figure tells that a time was the first."""
    return case.claim.polarity == "-" and _BEFORE.search(near_words(case)) is not None


def is_each(case: Case, said: Said) -> bool:
    """Say whether a share is said of each period: 'in every month, most of them', 'always more than half'."""
    is_bound = said.open or said.wording in {"at_least", "at_most"}
    near = near_words(case)
    return _EACH.search(near) is not None or (is_bound and _ALWAYS.search(near) is not None)


def in_its_year(case: Case) -> Case:
    """Return a denied claim without a time of its own with the one that its sentence names: 'in no month of 2025'."""
    if case.claim.polarity == "+" or case.claim.period is not None or not is_of_every(case):
        return case
    at = case.text.find(case.sentence)
    times = {time.when for time in case.reading.times if at <= time.start < at + len(case.sentence) and time.when.end}
    return replace(case, claim=replace(case.claim, period=times.pop())) if len(times) == 1 else case


_WORDS = "two second,three third,four fourth,five fifth,six sixth,seven seventh,eight eighth,nine ninth,ten tenth"
_COUNT = {word: at for at, words in enumerate(_WORDS.split(","), start=2) for word in words.split()}
_COUNT |= {"eleven": 11, "eleventh": 11, "twelve": 12, "twelfth": 12}


def how_many(word: str) -> int | None:
    """Return the number that a word of a row states: 'third', 'six', '12'."""
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else _COUNT.get(word.lower())


def near_words(case: Case) -> str:
    """Return the words around a claim in which it is said of every period: its sentence, or what is near of it."""
    told = case.told
    return told if len(told) < 2 * _AROUND else case.text[max(0, case.claim.start - _AROUND) : case.claim.end + _AROUND]


_MOST = re.compile(
    r"(?i)\b(?:nearly|almost|virtually|practically|just\sabout|not)\s(?:every|each|all|throughout|always)\b"
    r"|\b(?:except|save\sfor|all\sbut|but\sone|other\sthan|apart\sfrom|with\sthe\sexception)\b"
    r"|\b\w+\sof\s(?:the\s)?(?:last|past|previous|first)?\s?\w+\s(?:days|weeks|months|quarters|years)\b(?<!each)"
    r"|\bmost\s(?:days|weeks|months|quarters|years)\b"
)
_EACH_OF = re.compile(r"(?i)\b(?:each|every\sone|all)\sof\s")


def is_of_most(case: Case) -> bool:
    """Say whether something is said of most periods and not of all: 'nearly every month', 'eight of the past 12'."""
    found = _MOST.search(near_words(case))
    return found is not None and _EACH_OF.match(found.group()) is None


def is_of_every(case: Case) -> bool:
    """Say whether a claim speaks of every period, or of none."""
    near = near_words(case)
    return any(words.search(near) is not None for words in (_EACH, _ALWAYS, _NONE, _NO_UNIT))


def _found(match: re.Match[str] | None) -> str | None:
    return match[match.lastgroup].lower() if match is not None and match.lastgroup else None


def _grain(unit: str | None) -> Grain | None:
    return next((grain for grain in _ORDER if grain == unit), None)


def check_each(figure: Figure, every: Every, views: Sequence[View], named: Period | None) -> Check | None:
    """Return the check of a figure said of every period, by the counting that tells most of them apart."""
    case, main = figure.case, views[0]
    view = _finest(views, every, figure, named)
    is_length = (case.claim.period.timex or "").startswith("P") if case.claim.period else False
    if every.count is not None and (
        named is None or is_length or (view.periods and named.days <= view.periods[-1].days)
    ):
        windows = _row(case, view, named, every.count)
    else:
        windows = [_reach(view, named)] if named is not None else _unnamed(case, view, every)
    tests = [_Test(figure, every, view, window) for window in windows if window is not None]
    tests = [test for test in tests if test.periods]
    if not tests:
        return build_check(
            case,
            main,
            "not_comparable",
            f"No full period of {subject(main.scoped)} that the claim can be about is visible on "
            f"{day_words(main.as_of)}.",
            because="period",
            window=named,
        )
    first = tests[0]
    finding = overall([test.finding for test in tests])
    caveats = [] if named is not None else ["The claim names no window; each period of the natural ones is compared."]
    because: Because | None = None
    why = f"Recorded {subject(view.scoped)}, {'; '.join(test.words for test in tests)} ({figure.words})."
    qualifies: list[str] = []
    if finding in {"matches", "close"} and (reason := _in_doubt(first, every, named, case)) is not None:
        qualifies, why = [why], reason
        finding, because = "not_comparable", "period"
    elif every.count is not None and named is None and finding not in {"matches", "close"}:
        why = f"The claim does not say which {every.count} are meant. {why}"
        finding, because = "not_comparable", "period"
    return build_check(
        case,
        view,
        finding,
        why,
        because=because,
        recorded=first.amount(first.worst),
        windows=first.found if named is not None else [test.whole for test in tests],
        window=named,
        arithmetic="; ".join(test.steps for test in tests),
        caveats=[*caveats, *first.gaps, *left_out_caveats(view, first.window)],
        qualifies=qualifies,
        shown=view.scoped.parts,
    )


def _in_doubt(test: "_Test", every: Every, named: Period | None, case: Case) -> str | None:
    """Return why what no period refutes is not borne out all the same: finer than the record, or beyond it."""
    grain = test.periods[0].grain
    unit = every.unit or _grain(test.figure.per)
    if unit is not None and _ORDER.index(unit) < _ORDER.index(grain):
        return (
            f"The claim is about each {unit}; {subject(test.view.scoped)} are held by {grain}, and an average of a "
            f"{grain} does not tell of its {plural(unit)}."
        )
    if every.is_of_all and named is None:
        return f"The claim is about all time; the records held begin {during(test.periods[0])}."
    if named is not None and not is_open_ended(case) and not test.covers(named):
        return (
            f"The claim is about {period_words(named)}; not all of it is recorded ({during(test.window)}), and what is "
            "recorded bears it out."
        )
    return None


def _finest(views: Sequence[View], every: Every, figure: Figure, named: Period | None) -> View:
    """Return the counting to use: of the unit that was said, else the one that tells most periods of the window."""
    unit = every.unit or _grain(figure.per)

    def told(view: View) -> tuple[bool, int]:
        inside = [period for period in view.periods if named is None or _is_in(period, named)]
        right = unit is not None and any(period.grain == unit for period in inside)
        return right, 0 if view.is_flow else len(inside)

    first = views[0]
    best = max(views, key=told)
    return best if told(best) > told(first) else first


def _is_in(period: Period, window: Period) -> bool:
    return window.start <= period.start and period.end <= window.end


def _reach(view: View, named: Period) -> Period | None:
    """Return the stretch of the named window that is held in full periods."""
    inside = [period for period in view.periods if _is_in(period, named)]
    return Period(inside[0].start, inside[-1].end, inside[0].grain) if inside else None


def _row(case: Case, view: View, named: Period | None, count: int) -> list[Period | None]:
    """Return the stretch of so many periods up to the one that is named, or to the last before the claim."""
    last = named or last_full(view, case.said)
    until = [period for period in view.periods if last is not None and period.end <= last.end][-count:]
    return [Period(until[0].start, until[-1].end, until[0].grain)] if len(until) == count else []


def _unnamed(case: Case, view: View, every: Every) -> list[Period | None]:
    if not every.is_of_all and view.is_flow:
        natural = natural_windows(case, view)
        several = [window for window in natural if len(view.inside(window)) > _FEW]
        return [*(several or natural)]
    last = last_full(view, case.said)
    until = [period for period in view.periods if last is not None and period.end <= last.end]
    until = until if every.is_of_all else until[-12:]
    return [Period(until[0].start, until[-1].end, until[0].grain)] if until else []


def agree_least(findings: Sequence[Finding]) -> Finding:
    """Return the finding of several periods of which each is said: of those that do not agree, where there are any."""
    near = {"matches", "close"}
    against = list(dict.fromkeys(item for item in findings if item not in near))
    if not against:
        return overall(findings)
    return against[0] if len(against) == 1 else "differs"


class _Test:
    """One window, period by period."""

    def __init__(self, figure: Figure, every: Every, view: View, window: Period) -> None:
        self.figure, self.view, self.window = figure, view, window
        self.periods = self._periods(every.unit)
        self.values = [self._value(period) for period in self.periods]
        self.found = [
            WindowFinding(
                period, Amount(value, value, counted_unit(view.scoped, figure.unit), figure.per), self._finding(value)
            )
            for period, value in zip(self.periods, self.values, strict=True)
        ]

    def _periods(self, unit: Grain | None) -> list[Period]:
        inside = [period for period in self.view.periods if _is_in(period, self.window)]
        if not inside or unit is None or _ORDER.index(unit) <= _ORDER.index(inside[0].grain) or not self.view.is_flow:
            return inside
        longer = dict.fromkeys(stretch_at(period.start, unit) for period in inside)
        return [period for period in longer if _is_in(period, self.window) and self.view.total(period) is not None]

    def amount(self, value: float) -> Amount:
        """Return a recorded value in its unit."""
        return Amount(value, value, counted_unit(self.view.scoped, self.figure.unit), self.figure.per)

    def _value(self, period: Period) -> float:
        total = self.view.total(period) or 0.0
        return total if self.figure.per in {None, period.grain} else self.figure.recorded(self.view, period) or 0.0

    def _finding(self, value: float) -> Finding:
        if self.figure.case.claim.polarity == "-":
            return self.figure.denied(value, compare(self.figure.said, value))
        return compare(self.figure.said, value)

    @property
    def finding(self) -> Finding:
        """The finding of the period that agrees least."""
        return agree_least([item.finding for item in self.found])

    def covers(self, named: Period) -> bool:
        """Say whether the periods reach from end to end; of a flow and of days, without a gap."""
        is_whole = self.periods[0].start <= named.start and self.periods[-1].end >= named.end
        may_miss = not self.view.is_flow and self.periods[0].grain != "day"
        return is_whole and (may_miss or all(one.end == two.start for one, two in pairwise(self.periods)))

    @property
    def gaps(self) -> list[str]:
        """A sentence for what is not held between the periods."""
        missing = [
            Period(one.end, two.start, one.grain)
            for one, two in pairwise(self.periods)
            if one.end < two.start and one.grain != "day"
        ]
        return [f"Not recorded: {'; '.join(period_words(period) for period in missing)}."] if missing else []

    @property
    def worst(self) -> float:
        """The value that decides: the highest where what was said is a ceiling, else the lowest."""
        is_ceiling = (self.figure.said.wording == "at_most") != (self.figure.case.claim.polarity == "-")
        return max(self.values) if is_ceiling else min(self.values)

    @property
    def whole(self) -> WindowFinding:
        return WindowFinding(self.window, self.amount(self.worst), self.finding)

    def _told(self, value: float) -> str:
        return f"{percent(value) if is_rate(self.view.scoped) else number(round(value, 2))}{self.figure.pace}"

    @property
    def words(self) -> str:
        """Say between what the periods lie, and how many bear the claim out."""
        if len(self.periods) == 1:
            return f"{self._told(self.values[0])} {during(self.periods[0])}"
        low, high = (pick(range(len(self.values)), key=lambda at: self.values[at]) for pick in (min, max))
        hits = sum(item.finding in {"matches", "close"} for item in self.found)
        grain = self.periods[0].grain.replace("_", " ")
        least, most = (f"{self._told(self.values[at])} {during(self.periods[at])}" for at in (low, high))
        return f"{grain} by {grain} {during(self.window)}: from {least} to {most}; {hits} of {len(self.found)} as said"

    @property
    def steps(self) -> str:
        shown = list(zip(self.periods, self.values, strict=True))
        told = [f"{self._told(value)} {during(period)}" for period, value in shown[-36:]]
        return "; ".join(told)
