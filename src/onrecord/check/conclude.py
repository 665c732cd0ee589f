"""From a claim to its checks: precedence, one rule of scope, two vintages.

Precedence: not checkable, definition, coverage, area, period, vintage, arithmetic.  Nothing here looks at who speaks:
a claim's checks depend on its words, its figures and its day alone (``docs/method.md``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from onrecord.check.areas import area_series
from onrecord.check.case import Case, open_case
from onrecord.check.changes import check_change
from onrecord.check.codes import names_people, picked_codes
from onrecord.check.countings import counted_otherwise
from onrecord.check.each import is_of_every
from onrecord.check.evidence import bare_check, relabel, subject_of
from onrecord.check.levels import check_level
from onrecord.check.lexicon import fold, lexicon, mentions_any
from onrecord.check.limits import is_local, limit_of, of_the_state, state_parts
from onrecord.check.match import Match, match_claim, match_gap, mistaken_for, names_gap, role_of
from onrecord.check.own_words import in_own_words
from onrecord.check.ranks import check_rank
from onrecord.check.rates import check_rate, rate_of
from onrecord.check.share_changes import check_share_change
from onrecord.check.shares import check_share
from onrecord.check.shown import check_characterisation
from onrecord.check.taken_in import counts_taken_in
from onrecord.check.targets import check_target
from onrecord.check.tolerance import worded_share
from onrecord.check.weigh import Scoped, is_rate
from onrecord.check.windows import is_open_ended, is_pointed_to, is_run_to, named_window
from onrecord.check.wording import joined, number, plural
from onrecord.model import Because, Check, Claim, Finding, Gap, Measure, Period, Reading, SeriesLookup, When

__all__ = ["check_reading", "is_of_few", "lacks_unit"]

_BECAUSE: dict[str, Because] = {
    "forecast": "forecast",
    "value_judgement": "value_judgement",
    "private_person": "private_person",
    "too_vague": "too_vague",
    "no_quantity": "too_vague",
}
_WHY: dict[Because, str] = {
    "forecast": "It speaks of what is to come; records speak of what has been.",
    "value_judgement": "It is a judgement; no record can bear it out or refute it.",
    "private_person": "It is about a private person; onrecord checks none.",
    "too_vague": "It states no quantity that a record could be set against.",
}


def check_reading(
    reading: Reading,
    measures: Sequence[Measure],
    gaps: Sequence[Gap],
    series: SeriesLookup,
    as_of: date | None = None,
) -> tuple[Check, ...]:
    """Return the checks of every claim of ``reading``, in the order of its claims.

    Each claim is set against the records as they stood on the day it was said, and again on ``as_of``, or on the
    newest release day of the series that match it.  A claim that no measure and no gap surely fits has no check.
    """
    checks: dict[str, Check] = {}
    for claim in reading.claims:
        case = in_own_words(open_case(reading, claim), measures, gaps)
        for check in _check_claim(case, measures, gaps, series, as_of):
            checks.setdefault(check.id, check)
    return tuple(checks.values())


def _check_claim(
    case: Case, measures: Sequence[Measure], gaps: Sequence[Gap], series: SeriesLookup, as_of: date | None
) -> Iterator[Check]:
    claim = case.claim
    gap = match_gap(case, gaps)
    match = None if gap is not None and names_gap(case, gap, measures) else match_claim(case, measures, series)
    if match is not None and (is_run_to(case) or is_pointed_to(case) or is_of_few(case)):
        return
    because = _not_checkable(claim)
    single = as_of or max(filter(None, (_newest(case, match, series), case.said)), default=None)
    single = single or _newest_of_all(measures, series)
    if because is not None:
        if single is not None and _is_of_records(case, measures):
            yield bare_check(case, single, "not_checkable", because, _WHY[because])
        return
    if match is None or (case.claim.topic == "employment" and is_local(case) is not None):
        day = as_of or case.said or _newest_of_all(measures, series)
        if day is not None:
            yield from _unmatched(case, measures, gaps, day)
        return
    by_day = [list(_matched(case, match, series, day)) for day in _days(case, match, series, as_of)]
    if by_day and by_day[-1]:
        is_dated = case.said is not None or as_of is not None
        for checks in by_day:
            yield from checks if is_dated else (_of_an_unknown_day(case, check) for check in checks)


def _of_an_unknown_day(case: Case, check: Check) -> Check:
    """Return a check of a text whose day nobody knows: one by a window that hangs on it contradicts nobody."""
    when = case.claim.period
    hangs = when is not None and when.start is None and (when.timex or "").startswith("XXXX")
    if check.finding in _BORNE_OUT and not hangs:
        return check
    if not hangs and named_window(case, check.as_of) is not None:
        return check
    if check.finding in _NOT_COMPARED:
        return check
    why = "The day of the text is not known, and what was said hangs on it; give the day with --published."
    return relabel(case, check, "not_comparable", "period", why, area="")


_BORNE_OUT: frozenset[Finding] = frozenset({"matches", "close", "reached"})
_NOT_COMPARED: frozenset[Finding] = frozenset(
    {"shown_only", "not_comparable", "no_record", "vintage_not_held", "not_checkable"}
)


def _not_checkable(claim: Claim) -> Because | None:
    if claim.kind == "forecast":
        return "forecast"
    return None if claim.checkable else _BECAUSE.get(claim.why_not or "too_vague")


def _is_of_records(case: Case, measures: Sequence[Measure]) -> bool:
    """Say whether a claim that cannot be checked is about something of which records exist."""
    topic = case.claim.topic
    if topic is None or mentions_any(case.told, lexicon("words")["areas"]["abroad"]) is not None:
        return False
    return any(role_of(topic, measure) is not None for measure in measures)


def _unmatched(case: Case, measures: Sequence[Measure], gaps: Sequence[Gap], day: date) -> Iterator[Check]:
    """Yield ``no_record`` for a known gap, ``not_comparable`` by definition for another event; else nothing."""
    gap = match_gap(case, gaps)
    if gap is not None:
        where = [f"Where a record would be found: {gap.where.rstrip('.')}."] if gap.where else []
        yield bare_check(case, day, "no_record", None, gap.why, caveats=where)
        return
    other = mistaken_for(case, measures)
    if other is not None:
        why = (
            f"The claim is about {case.claim.topic}; the nearest record held counts {plural(other.event)} "
            f"({other.title}), which is another event."
        )
        check = bare_check(case, day, "not_comparable", "definition", why, covers=other.covers)
        yield replace(check, measure=other.id, citations=(other.citation,))


def _days(case: Case, match: Match, series: SeriesLookup, as_of: date | None) -> tuple[date, ...]:
    """Return the day the claim was said and the second as-of day; one where the second adds nothing."""
    second = as_of or _newest(case, match, series)
    if case.said is None:
        return () if second is None else (second,)
    if second is None or (as_of is None and second <= case.said):
        return (case.said,)
    return tuple(dict.fromkeys([case.said, second]))


def _newest(case: Case, match: Match | None, series: SeriesLookup) -> date | None:
    """Return the newest release day of the series that match, of a stock's other countings, and of a city's state."""
    if match is None:
        return None
    held = [part.series for scoped in (*match.scopes, *match.seconds) for part in scoped.parts]
    for scoped in match.scopes:
        held += counted_otherwise(scoped, series) if scoped.measure.kind == "stock" else []
        held += [part.series for part in state_parts(case, scoped, series)]
        if case.claim.kind == "change" and scoped.measure.kind == "stock" and is_open_ended(case):
            held += [of_area for _, of_area in area_series(scoped, series)]
    return max((release.day for item in held for release in item.releases), default=None)


def _newest_of_all(measures: Sequence[Measure], series: SeriesLookup) -> date | None:
    found = [series(measure.id, measure.key) for measure in measures]
    return max((release.day for item in found if item is not None for release in item.releases), default=None)


def _matched(case: Case, match: Match, series: SeriesLookup, day: date) -> Iterator[Check]:
    scopes = [*match.scopes, *match.seconds] if case.claim.kind == "target" else list(match.scopes)
    scopes.sort(key=lambda scoped: len(scoped.parts))
    checks = []
    for scoped in scopes:
        limit = limit_of(case, scoped) if case.claim.kind != "characterisation" else None
        check = _evaluate(case, match, scoped, series, day, is_limited=limit is not None)
        if limit is not None and (check is None or check.finding != "shown_only"):
            because, why = limit
            if check is None:
                check = bare_check(
                    case,
                    day,
                    "not_comparable",
                    because,
                    why,
                    scopeds=[scoped],
                    covers=scoped.covers,
                    window=_window(case, day),
                )
                check = replace(check, scope=replace(check.scope, as_claimed=scoped.as_claimed))
            else:
                check = relabel(case, check, "not_comparable", because, why, area=scoped.measure.area)
            beside = of_the_state(case, scoped, series, day) if because == "area" else None
            check = replace(check, qualifies=(*check.qualifies, *([beside] if beside else [])))
        if check is not None and scoped.measure.kind == "stock" and counts_taken_in(case) and _is_another(case, check):
            why = (
                "The claim counts all who were detained over a stretch of time; the record counts "
                f"{subject_of(scoped.parts[0])} on a day."
            )
            check = relabel(case, check, "not_comparable", "definition", why, area=scoped.measure.area)
        if check is not None and check.finding in _CONTRADICTING and _reads_otherwise(case, match, scoped, series, day):
            continue
        if check is not None:
            checks.append(check)
    if checks and not match.is_covered and case.claim.kind != "characterisation":
        yield _not_covered(case, match, scopes, day)
    yield from checks


def _is_another(case: Case, check: Check) -> bool:
    """Say whether what is recorded is so far from what was said that it is another count."""
    said, recorded = case.amount, check.recorded
    if check.finding in _CONTRADICTING:
        return True
    figures = [bound for bound in (said.low, said.high) if bound is not None] if said is not None else []
    return bool(figures) and recorded is not None and (recorded.low or 0.0) > _ANOTHER * max(figures)


_ANOTHER = 1.5
_CONTRADICTING = frozenset({"above_record", "below_record", "differs"})
_FEWEST = 100
"""Events below which no record of a country counts them: a few detained in one place."""
_WEEK = 7
_COUNTED = frozenset({"arrests", "book-ins", "detention", "removals", "encounters"})


def _reads_otherwise(case: Case, match: Match, scoped: Scoped, series: SeriesLookup, day: date) -> bool:
    """Say whether a figure that its own time contradicts is borne out at another time that its sentence names.

    Then it is in doubt which of the times it was told for, and no check is made.
    """
    if case.claim.kind not in {"level", "event", "share"}:
        return False
    start, own = case.text.find(case.sentence), named_window(case, day)
    times = [
        time.when
        for time in case.reading.times
        if start <= time.start < start + len(case.sentence)
        and time.when.end is not None
        and time.when != case.claim.period
        and not (own is not None and is_of_every(case) and _is_inside(time.when, own))
    ]
    others = (replace(case, claim=replace(case.claim, period=when)) for when in times[:_TIMES])
    checks = (_evaluate(other, match, scoped, series, day, is_limited=False) for other in others)
    return any(check is not None and check.finding in {"matches", "close"} for check in checks)


def _is_inside(when: When, window: Period) -> bool:
    """Say whether a time is one of the periods of a window, of each of which a claim speaks."""
    return when.start is not None and when.end is not None and window.start <= when.start and when.end <= window.end


_TIMES = 6
"""Times of a sentence that are tried: no sentence of a paper names more."""


def is_of_few(case: Case) -> bool:
    """Say whether a claim counts so few that no record of a country is its measure: 'four more were detained'."""
    quantity = case.quantity
    if (
        quantity is None
        or quantity.per is not None
        or case.claim.kind not in {"level", "event"}
        or quantity.high is None
    ):
        return False
    return (
        case.claim.topic in _COUNTED
        and quantity.high < _FEWEST
        and quantity.unit not in lexicon("words")["units"]["percents"]
    )


def _window(case: Case, day: date) -> Period | None:
    """Return the window that the claim names; a target's runs on, and is none."""
    return named_window(case, day) if case.claim.kind != "target" else None


def _evaluate(
    case: Case, match: Match, scoped: Scoped, series: SeriesLookup, day: date, *, is_limited: bool
) -> Check | None:
    """Return the check of one scope by the claim's kind; ``None`` where the kind cannot be weighed.

    ``is_limited`` says that the claim is known to count less than the record, so that a small figure is no doubt.
    """
    kind = case.claim.kind
    if kind == "target":
        return check_target(case, scoped, series, day) if _has_unit(case, match) else None
    if kind == "characterisation":
        return check_characterisation(case, scoped, series, day) if len(scoped.parts) == 1 else None
    if kind == "share" or (kind in {"level", "event"} and _is_share(case) and not is_rate(scoped)):
        if len(scoped.parts) > 1:
            return None
        if rate_of(case, scoped) is not None:
            return check_rate(case, scoped, series, day)
        return check_share(case, scoped, series, day) or check_characterisation(case, scoped, series, day)
    if kind == "change":
        check = check_share_change(case, scoped, series, day) if len(scoped.parts) == 1 else None
        return check or check_change(case, scoped, series, day)
    if kind == "rank":
        return check_rank(case, scoped, series, day)
    if kind in {"level", "event"} and _has_unit(case, match):
        seconds = [other for other in match.seconds if other.covers == scoped.covers]
        return check_level(case, scoped, series, day, seconds, is_limited=is_limited)
    return None


def _is_share(case: Case) -> bool:
    if case.quantity is None:
        return worded_share(case.words) is not None
    return (case.quantity.unit or "") in lexicon("words")["units"]["percents"]


def lacks_unit(case: Case, match: Match) -> bool:
    """Say whether the claim's unit is one that no measure that fits counts."""
    return not _has_unit(case, match)


def _has_unit(case: Case, match: Match) -> bool:
    """Say whether the claim's unit is one that is counted: arrests are counted in people, not in dollars."""
    unit = fold(case.quantity.unit or "") if case.quantity is not None else ""
    if not unit:
        return True
    units = lexicon("words")["units"]
    known = [
        word
        for measure in (candidate.measure for candidate in match.candidates)
        for word in (
            *(measure.unit, measure.event, measure.topic, *measure.claimed_by),
            *units["jobs" if measure.topic == "employment" else "persons"],
            *units.get(measure.topic, ()),
        )
    ]
    measures = [candidate.measure for candidate in match.candidates]
    return mentions_any(unit, known) is not None or any(
        picked_codes(case, measure) and names_people(case.claim.population) for measure in measures
    )


def _said_a_day(case: Case, day: date) -> str:
    """Return a total that was said of a window as so many a day, to be set beside the covered part."""
    window, quantity = _window(case, day), case.quantity
    if window is None or quantity is None or quantity.low is None or quantity.per is not None or window.days < _WEEK:
        return ""
    if case.claim.kind not in {"level", "event"} or case.claim.topic not in _COUNTED - {"detention"} or _is_share(case):
        return ""
    return f" {number(quantity.low)} in {window.days} days are {number(quantity.low / window.days)} a day."


def _not_covered(case: Case, match: Match, scopes: Sequence[Scoped], day: date) -> Check:
    """Return the finding as claimed where the claim covers more than the records: the same for every speaker."""
    held = joined(list(dict.fromkeys(subject_of(part) for scoped in scopes for part in scoped.parts)))
    if match.scope.is_named:
        stated = joined([f"“{words}”" for words in match.scope.words])
        why = f"The claim covers {stated}; the records held count {held}, not all that is claimed."
    else:
        why = f"The claim does not say whose acts it counts; the records held count {held}."
    why += f"{_said_a_day(case, day)} The covered part is checked beside it."
    covers = tuple(dict.fromkeys(agency for scoped in scopes for agency in scoped.covers))
    return bare_check(
        case, day, "not_comparable", "coverage", why, scopeds=scopes, covers=covers, window=_window(case, day)
    )
