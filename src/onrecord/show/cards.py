"""What a report says beside the text: a note for each attribution, a card for each claim with its checks.

Plain values for the template; nothing here is HTML but the charts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model import Attribution, Check, CheckedReading, Claim, Measure, Reading, Release, Span
from onrecord.show.clean import flat, is_web_link, shorten
from onrecord.show.pictures import check_chart
from onrecord.show.points import Point, counted, plot_of, recorded_words
from onrecord.show.words import (
    FindingWords,
    act_words,
    amount,
    finding_words,
    long_day,
    number,
    plain,
    span_days,
    time_words,
)

__all__ = ["Card", "Note", "claim_cards", "notes"]


@dataclass(frozen=True, slots=True)
class Note:
    """What is shown on hover, on keyboard focus and in print for one attribution or one claim of the paper."""

    key: str
    order: int
    who: str
    act: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A release that a check used, for the reader to find it."""

    agency: str
    title: str
    day: str
    url: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    """One check in words, with its chart and the chart's data."""

    check: Check
    words: FindingWords
    because: str
    day: str
    said: str
    recorded: str
    remainder: str
    reached: str
    window: str
    windows: tuple[tuple[str, str, FindingWords], ...]
    chart: str | None
    axis: str
    has_lines: bool
    points: tuple[tuple[Point, str, str, str], ...]
    measures: tuple[Measure, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ScopeView:
    """The checks of one scope, the newest first."""

    name: str
    counts: str
    as_claimed: bool
    checks: tuple[CheckView, ...]

    def on(self, day: date) -> CheckView | None:
        """Return the check as of ``day``."""
        return next((item for item in self.checks if item.check.as_of == day), None)


@dataclass(frozen=True, slots=True)
class Card:
    """One claim with everything that was found about it."""

    key: str
    order: int
    words: str
    kicker: str
    who: str
    asks: tuple[tuple[str, str], ...]
    scopes: tuple[ScopeView, ...]
    days: tuple[tuple[date, str, str], ...]

    @property
    def findings(self) -> tuple[FindingWords, ...]:
        """The distinct findings of the newest day, the one as claimed first."""
        return tuple(dict.fromkeys(scope.checks[0].words for scope in self.scopes))

    @property
    def open_part(self) -> int:
        """The place of the first covered part with a chart, which is shown open; -1 where there is none."""
        return next((at for at, scope in enumerate(self.scopes) if not scope.as_claimed and scope.checks[0].chart), -1)


def notes(reading: Reading, orders: dict[str, int]) -> tuple[Note, ...]:
    """Return a note for each attribution and each claim that no source makes; ``orders`` numbers the claims."""
    found = [
        Note(f"a{at}", at + 1, _who(item, reading), act_words(item), _rows(item, reading))
        for at, item in enumerate(reading.attributions)
    ]
    for at, claim in enumerate(reading.claims):
        if claim.attribution is None:
            rows = [("claim", f"no. {orders[claim.id]}, {plain('kind', claim.kind).lower()}")]
            if claim.hedged:
                rows.append(("wording", "hedged"))
            rows.append(("evidence", "no source is named for it"))
            found.append(Note(f"c{at}", len(found) + 1, _voice(claim).capitalize(), "", tuple(rows)))
    return tuple(found)


def claim_cards(checked: CheckedReading, measures: Sequence[Measure], name: str) -> tuple[Card, ...]:
    """Return a card for each claim, in reading order; ``name`` begins the ids of their charts."""
    return tuple(_card(at, claim, checked, measures, name) for at, claim in enumerate(checked.reading.claims))


def _voice(claim: Claim) -> str:
    return plain("voice", claim.voice)


def _who(item: Attribution, reading: Reading) -> str:
    if item.source is None:
        return "No source named"
    words = flat(reading.document.words(item.source.spans))
    speaker = reading.speaker(item.source.speaker)
    if item.source.kind == "unnamed" or speaker is None:
        return words or plain("source", item.source.kind)
    return flat(speaker.name)


def _rows(item: Attribution, reading: Reading) -> tuple[tuple[str, str], ...]:
    source, rows = item.source, []
    if source is not None:
        speaker = reading.speaker(source.speaker)
        roles = "; ".join(
            ", ".join(flat(part) for part in (role.title, role.organisation) if part)
            for role in (speaker.roles if speaker else ())
        )
        rows.append(("source", " · ".join(part for part in (plain("source", source.kind), roles) if part)))
        words = flat(reading.document.words(source.spans))
        if speaker is not None and words and words != flat(speaker.name):
            rows.append(("in the text", f"“{shorten(words, 120)}”"))
        if source.kind == "unnamed":
            rows.extend(_unnamed(item))
    rows.append(("mode", plain("mode", item.mode) + (", hedged" if item.hedged else "")))
    evidence = plain("evidence", item.evidence.status)
    if item.evidence.spans:
        evidence += f": “{shorten(reading.document.words(item.evidence.spans), 160)}”"
    rows.append(("evidence", evidence))
    if item.venue:
        rows.append(("where", shorten(item.venue, 120)))
    if item.when is not None and (item.when.start or item.when.timex):
        rows.append(("when", flat(time_words(item.when))))
    outer = reading.attribution(item.within)
    if outer is not None and outer is not item:
        rows.append(("inside", f"what {_who(outer, reading)} {act_words(outer)}"))
    return tuple(rows)


def _unnamed(item: Attribution) -> list[tuple[str, str]]:
    source, rows = item.source, []
    if source is None:
        return []
    if source.described_as:
        count = f" ({flat(source.count)})" if source.count else ""
        rows.append(("described as", flat(source.described_as) + count))
    rows.append(("reason given", flat(source.anonymity_reason) if source.anonymity_reason else "none"))
    if source.direct_knowledge is not None:
        rows.append(("direct knowledge", plain("knowledge", "direct" if source.direct_knowledge else "second_hand")))
    return rows


def _card(at: int, claim: Claim, checked: CheckedReading, measures: Sequence[Measure], name: str) -> Card:
    reading = checked.reading
    checks = [check for check in checked.checks if check.claim == claim.id]
    by_scope: dict[tuple[bool, tuple[str, ...], str], list[Check]] = {}
    for check in checks:
        counts = "" if check.scope.as_claimed else counted(check, measures)
        by_scope.setdefault((not check.scope.as_claimed, check.scope.covers, counts), []).append(check)
    scopes = tuple(
        ScopeView(
            ", ".join(flat(body) for body in covers),
            flat(counts),
            not is_part,
            _views(group, claim, measures, name),
        )
        for (is_part, covers, counts), group in sorted(by_scope.items(), key=lambda pair: pair[0][0])
    )
    days = sorted({check.as_of for check in checks})
    return Card(
        f"c{at}",
        at + 1,
        flat(reading.document.words(Span(claim.start, claim.end))),
        plain("kind", claim.kind),
        _said_by(claim, reading),
        _asks(claim, reading),
        scopes,
        tuple((day, long_day(day), _day_role(day, days, claim, reading)) for day in days),
    )


def _said_by(claim: Claim, reading: Reading) -> str:
    attribution = reading.attribution(claim.attribution)
    if attribution is None:
        return _voice(claim)
    return f"{_who(attribution, reading)} {act_words(attribution)}"


def _asks(claim: Claim, reading: Reading) -> tuple[tuple[str, str], ...]:
    """Return the claim as normalised: what is asked of the records."""
    rows = []
    quantity = reading.quantity(claim.quantity)
    if quantity is not None:
        rows.append(("figure", flat(reading.document.words(Span(quantity.start, quantity.end)))))
    rows.extend(
        (name, flat(value))
        for name, value in (
            ("about", claim.topic),
            ("by", claim.actor and re.sub(r"\AThe\b", "the", claim.actor)),
            ("covering", ", ".join(claim.scope)),
            ("among", claim.population),
            ("in", ", ".join(claim.area)),
            ("status", plain("target_status", claim.target_status)),
        )
        if value
    )
    if claim.period is not None and time_words(claim.period):
        rows.append(("period", flat(time_words(claim.period))))
    if claim.hedged:
        rows.append(("wording", "hedged"))
    return tuple(rows)


def _day_role(day: date, days: Sequence[date], claim: Claim, reading: Reading) -> str:
    attribution = reading.attribution(claim.attribution)
    said = attribution.when if attribution else None
    if said is not None and said.grain in ("hour", "day") and said.start == day:
        return "the day it was said"
    if day == reading.document.published:
        return "the day of publication"
    return "the newest releases held" if len(days) > 1 and day == days[-1] else ""


def _views(group: Sequence[Check], claim: Claim, measures: Sequence[Measure], name: str) -> tuple[CheckView, ...]:
    """Return the checks of a scope, the newest first; the newest's chart shows the oldest vintage too."""
    ordered = sorted(group, key=lambda item: item.as_of, reverse=True)
    oldest = ordered[-1] if len(ordered) > 1 else None
    return tuple(_view(item, claim, measures, name, None if at else oldest) for at, item in enumerate(ordered))


def _view(check: Check, claim: Claim, measures: Sequence[Measure], name: str, earlier: Check | None) -> CheckView:
    plot = plot_of(check, measures)
    used = {measure for measure, _ in check.series} | {check.measure}
    mark = "%" if plot.form == "share" else ""
    return CheckView(
        check,
        finding_words(check.finding),
        plain("because", check.because),
        long_day(check.as_of),
        flat(amount(check.said, claim.comparator)),
        flat(recorded_words(check, measures)),
        flat(amount(check.scope.remainder)),
        f"{check.reached.periods} of {check.reached.of} full {check.reached.grain.replace('_', ' ')}s"
        if check.reached
        else "",
        span_days(check.window) if check.window else "",
        tuple((span_days(w.window), flat(amount(w.recorded)), finding_words(w.finding)) for w in check.windows),
        check_chart(check, measures, name=f"{name}-chart", earlier=earlier),
        plot.axis,
        len(plot.lines) > 1,
        tuple(
            (point, f"{number(point.value)}{mark}", number(point.raw), plain("status", point.status))
            for point in plot.points
        ),
        tuple(measure for measure in measures if measure.id in used),
        tuple(_source(item) for item in check.releases),
    )


def _source(release: Release) -> Source:
    remarks = [f"licence: {release.licence}"] if release.licence else []
    if release.stated_day is not None:
        remarks.append(f"the release itself names {long_day(release.stated_day)}")
    if release.day_note:
        remarks.append(release.day_note)
    url = release.url if is_web_link(release.url) else None
    return Source(release.agency, release.title, long_day(release.day), url, tuple(remarks))
