"""Why a claim was set against a measure or against none: each candidate with its score and reasons, and the abstention.

Asked for by ``--explain`` alone; the checks themselves do not change.
"""

from collections.abc import Iterator, Sequence

from onrecord.check.case import Case, open_case
from onrecord.check.conclude import is_of_few, lacks_unit
from onrecord.check.match import THRESHOLD, candidates_of, match_claim, match_gap
from onrecord.check.own_words import in_own_words
from onrecord.check.weigh import look
from onrecord.check.windows import is_elsewhere, is_from_untold, is_pointed_to, is_run_to, last_full, named_window
from onrecord.model import Check, Gap, Measure, Reading, Reason, SeriesLookup

__all__ = ["check_reasons"]


def check_reasons(
    reading: Reading, checks: Sequence[Check], measures: Sequence[Measure], gaps: Sequence[Gap], series: SeriesLookup
) -> tuple[Reason, ...]:
    """Return for each claim the measures that came into question, and why no check was made where none was."""
    checked = {check.claim for check in checks}
    reasons: list[Reason] = []
    for claim in reading.claims:
        case = in_own_words(open_case(reading, claim), measures, gaps)
        reasons.extend(_candidates(case, measures))
        if claim.id not in checked:
            rule, words = _abstained(case, measures, gaps, series)
            reasons.append(Reason("claim", claim.id, "no check", "check", rule, None, words))
    return tuple(reasons)


def _candidates(case: Case, measures: Sequence[Measure]) -> Iterator[Reason]:
    for measure, candidate in candidates_of(case, measures):
        if candidate is None:
            rule, words = "a measure of the topic that the claim's words rule out", None
        else:
            fits = candidate.score >= THRESHOLD
            rule = "a measure that fits surely enough" if fits else "a measure that does not fit surely enough"
            words = f"score {candidate.score}, {THRESHOLD} needed: {'; '.join(candidate.reasons)}"
        yield Reason("claim", case.claim.id, measure.id, "check", rule, None, words)


def _abstained(
    case: Case, measures: Sequence[Measure], gaps: Sequence[Gap], series: SeriesLookup
) -> tuple[str, str | None]:
    """Return the rule by which no check was made, and the words that it goes by."""
    match = match_claim(case, measures, series)
    if match is None or not match.scopes:
        if match_gap(case, gaps) is None and not any(True for _ in candidates_of(case, measures)):
            return "no measure held counts what is claimed", case.claim.topic
        return "no measure fits surely enough", None
    if is_run_to(case):
        return "the time is only where a window ends, and its start is not told", None
    if is_pointed_to(case):
        return "the time only points to one told before", None
    if is_of_few(case):
        return "so few are no national record", None
    if is_elsewhere(case):
        return "a time is told of which no day is known", None
    if case.claim.kind == "change" and (words := is_from_untold(case)) is not None:
        return "it is measured from a time of which no day is known", words
    if case.claim.kind in {"level", "event", "target"} and lacks_unit(case, match):
        return "its unit is not what the measure counts", case.quantity.unit if case.quantity else None
    if case.claim.kind in {"level", "event"} and _is_stale(case, match.scopes[0].parts[0].measure, series):
        return "it was said long after the last full period recorded, and names no window", None
    return "what would be compared is in doubt, or the figure is far from all that is recorded", None


def _is_stale(case: Case, measure: Measure, series: SeriesLookup) -> bool:
    match = match_claim(case, [measure], series)
    if match is None or case.said is None or named_window(case, case.said) is not None or measure.kind != "flow":
        return False
    last = last_full(look(match.scopes[0], case.said), case.said) if match.scopes else None
    return last is None or (case.said - last.last_day).days > _LONG


_LONG = 120
