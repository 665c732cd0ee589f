"""The Check itself: the finding with everything that must stand beside it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from onrecord.check.agencies import is_agency
from onrecord.check.case import Case
from onrecord.check.codes import AREA, COUNTINGS
from onrecord.check.lexicon import mentions_any
from onrecord.check.weigh import Part, Scoped, View, visible_on
from onrecord.check.wording import joined, period_words, plural, sentence_case
from onrecord.ids import content_id
from onrecord.model import (
    Amount,
    Because,
    Check,
    Finding,
    Measure,
    Observation,
    Period,
    Reached,
    Release,
    Rule,
    Scope,
    WindowFinding,
)

__all__ = ["bare_check", "build_check", "left_out_caveats", "relabel", "subject", "subject_of"]

_BEFORE = 15
"""Periods shown before the first window, so that a chart has a past."""
_CAVEATS = 4
"""Caveats kept of one measure, beside what it leaves out: more are not read."""


def subject_of(part: Part) -> str:
    """Return what a series counts in words: ``arrests by ICE``, ``jobs, leisure and hospitality``."""
    measure = part.measure
    words = plural(measure.event) if measure.unit != "percent" else measure.event
    agencies = [agency for agency in measure.covers if is_agency(agency)]
    if agencies:
        words = f"{words} by {joined(agencies)}"
    elif measure.only_with:
        return _of_whom(part, words)
    default = dict(measure.key)
    labels = [
        measure.dimensions.get(dimension, {}).get(code, code)
        for dimension, code in part.key
        if default.get(dimension) != code and dimension not in COUNTINGS
    ]
    return ", ".join([words, *labels])


def _of_whom(part: Part, words: str) -> str:
    """Return what a measure of a part counts, every code named: ``foreign-born employed people``."""
    labels = [part.measure.dimensions.get(name, {}).get(code, code) for name, code in part.key if name not in COUNTINGS]
    before = [label for label in labels if " " not in label]
    behind = [label for label in labels if " " in label]
    return " ".join([*before, words, *behind])


def subject(scoped: Scoped) -> str:
    """Return what is counted in words; sums as such: ``arrests by ICE plus encounters by Border Patrol``."""
    return " plus ".join(subject_of(part) for part in scoped.parts)


def build_check(
    case: Case,
    view: View,
    finding: Finding,
    why: str,
    *,
    because: Because | None = None,
    recorded: Amount | None = None,
    remainder: Amount | None = None,
    windows: Sequence[WindowFinding] = (),
    window: Period | None = None,
    reached: Reached | None = None,
    rules: Sequence[Rule] = (),
    arithmetic: str | None = None,
    caveats: Sequence[str] = (),
    qualifies: Sequence[str] = (),
    shown: Sequence[Part] | None = None,
) -> Check:
    """Return the check of ``case`` against what is visible in ``view``.

    ``observations`` run series by series in the order of ``series``, each in order of time, from some periods before
    the first window to the newest visible.  ``shown`` names the series used where they are not those of the view.
    """
    scoped = view.scoped
    parts = tuple(shown) if shown is not None else scoped.parts
    first = min([item.window.start for item in windows] + ([window.start] if window else []), default=None)
    observations: list[Observation] = []
    releases: dict[str, Release] = {}
    for part in parts:
        visible = visible_on(part.series, view.as_of)
        kept = _span(visible.observations, first) if finding != "vintage_not_held" else ()
        observations.extend(kept)
        used = {item.release for item in kept}
        releases.update({item.id: item for item in visible.releases if item.id in used})
    key = tuple(part.name for part in parts)
    return Check(
        id=_check_id(
            case, key=key, covers=scoped.covers, as_of=view.as_of, finding=finding, releases=releases.values()
        ),
        claim=case.claim.id,
        measure=scoped.measure.id,
        series=key,
        scope=Scope(scoped.covers, scoped.as_claimed, remainder),
        as_of=view.as_of,
        finding=finding,
        because=because,
        why=why,
        said=case.amount,
        recorded=recorded,
        window=window or (windows[0].window if windows else None),
        windows=tuple(windows),
        reached=reached,
        rules=tuple(rules),
        observations=tuple(observations),
        factors=tuple(part.measure.factor for part in parts),
        arithmetic=arithmetic,
        caveats=_unique([*caveats, *_standing_caveats(parts, observations, _compared(windows, window))]),
        qualifies=tuple(qualifies),
        citations=_unique(
            [*(item.citation for item in releases.values())] or [part.measure.citation for part in parts]
        ),
        releases=tuple(sorted(releases.values(), key=lambda item: (item.day, item.id))),
    )


def _compared(windows: Sequence[WindowFinding], window: Period | None) -> tuple[date, date] | None:
    """Return the first and the last day of what is compared."""
    spans = [item.window for item in windows] or ([window] if window is not None else [])
    return (min(span.start for span in spans), max(span.last_day for span in spans)) if spans else None


def bare_check(
    case: Case,
    as_of: date,
    finding: Finding,
    because: Because | None,
    why: str,
    *,
    scopeds: Sequence[Scoped] = (),
    covers: tuple[str, ...] = (),
    caveats: Sequence[str] = (),
    window: Period | None = None,
) -> Check:
    """Return a check that rests on no observation: nothing to compare, or nothing that may be compared."""
    key = tuple(dict.fromkeys(part.name for scoped in scopeds for part in scoped.parts))
    return Check(
        id=_check_id(case, key=key, covers=covers, as_of=as_of, finding=finding, releases=()),
        claim=case.claim.id,
        measure=scopeds[0].measure.id if scopeds else None,
        series=key,
        scope=Scope(covers, as_claimed=True),
        as_of=as_of,
        finding=finding,
        because=because,
        why=why,
        said=case.amount,
        window=window,
        caveats=tuple(caveats),
        citations=_unique(part.measure.citation for scoped in scopeds for part in scoped.parts),
    )


def left_out_caveats(view: View, window: Period | None, *, to_newest: bool = False) -> list[str]:
    """Return a sentence for each observation that was left out in ``window`` or right behind it, with its reason.

    ``to_newest`` takes in all that came after, where what is compared runs to the newest period.
    """
    caveats = []
    for item in view.left_out:
        is_before = window is not None and item.period.end <= window.start
        is_behind = window is not None and not to_newest and item.period.start > window.end
        if not is_before and not is_behind:
            reason = item.note or ("it counts only a part of it" if item.status == "partial" else "it is suspect")
            caveats.append(f"{period_words(item.period)} is left out: {reason.rstrip('.')}.")
    return caveats[:6]


def _span(observations: Sequence[Observation], first: date | None) -> Sequence[Observation]:
    """Return the observations from some periods before ``first`` on; without it, the newest of them."""
    if first is None:
        return observations[-2 * _BEFORE :]
    place = next((i for i, item in enumerate(observations) if item.period.end > first), len(observations))
    return observations[max(0, place - _BEFORE) :]


def _standing_caveats(
    parts: Sequence[Part], observations: Sequence[Observation], span: tuple[date, date] | None
) -> list[str]:
    """Return what the measures leave out, and what they warn of that touches the series and the time used."""
    if not observations:
        return []
    caveats: list[str] = []
    seen: set[str] = set()
    for part in parts:
        measure = part.measure
        if measure.id in seen:
            continue
        seen.add(measure.id)
        used = [dict(other.key) for other in parts if other.measure.id == measure.id]
        if measure.leaves_out:
            caveats.append(f"{measure.title} leaves out: {'; '.join(measure.leaves_out)}.")
        touching = [sentence for sentence in measure.caveats if _touches(sentence, measure, used, span)]
        breaks = [sentence for sentence in measure.breaks if _touches(sentence, measure, used, span)]
        caveats += [*touching[:_CAVEATS], *breaks]
    if any(item.status == "secondary" for item in observations) and "secondary" not in " ".join(caveats):
        caveats.append("Figures marked secondary were published by others from the agency's release.")
    return caveats


_COUNTS = re.compile(r"(?i)\b(?P<grain>weekly|monthly|daily)\scounts?\b")
_OF_STATES = re.compile(r"(?i)\bstates?\b(?!\s(?:as|that|the)\b)")
_NEAR = timedelta(days=62)
"""How far from what is compared a day may lie that a caveat speaks of."""


def _touches(
    sentence: str, measure: Measure, used: Sequence[Mapping[str, str]], span: tuple[date, date] | None
) -> bool:
    """Say whether a sentence of a measure speaks of the series used and of about the time compared."""
    default = dict(measure.key)
    sources = {key.get("source", "") for key in used}
    counts = _COUNTS.match(sentence)
    if counts is not None and any(sources) and not any(counts["grain"].lower() in source for source in sources):
        return False
    is_whole = all(key.get(AREA) == default.get(AREA) for key in used)
    if AREA in default and is_whole and _OF_STATES.search(sentence.replace("United States", "")) is not None:
        return False
    for dimension, codes in measure.code_words.items():
        named = sum(mentions_any(sentence, words) is not None for words in codes.values())
        if named > 1 and all(key.get(dimension) == default.get(dimension) for key in used):
            return False
    if span is None:
        return True
    days = [date.fromisoformat(day) for day in re.findall(r"\b(?:19|20)\d\d-\d\d-\d\d\b", sentence)]
    if days:
        return any(span[0] - _NEAR <= day <= span[1] + _NEAR for day in days)
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", sentence)]
    return not years or (min(years) <= span[1].year and span[0].year <= max(years))


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _check_id(
    case: Case,
    *,
    key: tuple[tuple[str, object], ...],
    covers: tuple[str, ...],
    as_of: date,
    finding: Finding,
    releases: Iterable[Release],
) -> str:
    return content_id(
        "check", case.claim.id, key, covers, as_of.isoformat(), finding, sorted(item.sha256 for item in releases)
    )


def relabel(case: Case, check: Check, finding: Finding, because: Because, why: str, *, area: str) -> Check:
    """Return ``check`` with a finding that takes precedence; what its figures would say qualifies.

    Of another area only the figures are told: what they agree with or are above says nothing of a place within it.
    """
    figures = (check.arithmetic or "").partition("; said ")[0]
    qualifies = check.qualifies if check.finding == "vintage_not_held" else (check.why, *check.qualifies)
    if because == "area":
        qualifies = (f"{sentence_case(area)} as a whole: {figures}.",) if figures else ()
    return replace(
        check,
        id=_check_id(
            case,
            key=check.series,
            covers=check.scope.covers,
            as_of=check.as_of,
            finding=finding,
            releases=check.releases,
        ),
        finding=finding,
        because=because,
        why=why,
        windows=tuple(replace(item, finding=finding) for item in check.windows),
        reached=None,
        scope=replace(check.scope, remainder=None),
        qualifies=qualifies,
    )
