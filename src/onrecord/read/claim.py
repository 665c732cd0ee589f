"""Claims: the checkable assertions of a text, normalised for matching with measures.

Triggers are found sentence by sentence in reporting and opinion; byline, caption, boilerplate and notes make no claims.
Who speaks is told by the innermost attribution around a claim; an author's own words in opinion are ``opinion``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from onrecord.ids import content_id
from onrecord.model import (
    Attribution,
    Claim,
    ClaimKind,
    Document,
    Polarity,
    Quantity,
    Reading,
    Segment,
    SegmentKind,
    Span,
    TargetStatus,
    Time,
    Voice,
    When,
    WhyNot,
)
from onrecord.read.actors import actor_of, subject_verb
from onrecord.read.asserted import is_asked, is_open, part_before
from onrecord.read.baselines import Baseline, set_against, with_topics
from onrecord.read.carried import carry_sources
from onrecord.read.claim_reasons import claim_reasons, rule_of
from onrecord.read.drafts import drafts_in
from onrecord.read.general import cited_in, general_drafts
from onrecord.read.mentions import has_word
from onrecord.read.periods import change_period, period_of, since_before
from onrecord.read.pipeline import step
from onrecord.read.respective import dealt_out
from onrecord.read.scene import Draft, Scene
from onrecord.read.sentences import sentences
from onrecord.read.slots import (
    Sayings,
    area_of,
    asides_in,
    is_hedged,
    is_negated,
    is_of_nobody,
    is_uncounted,
    is_unsaid,
    said_in,
    scope_of,
)
from onrecord.read.telling import telling_in
from onrecord.read.topics import matter_of

__all__ = ["find_claims"]

Placed = TypeVar("Placed", Quantity, Time, Span)

_SPEAKING: frozenset[SegmentKind] = frozenset({"headline", "heading", "body", "opinion"})
"""Segments that assert; a caption, a byline or a credit does not."""

_TAIL = ' \n\t,;:!?"”’'
"""Marks and white space that a claim does not end in."""

_LONGEST = 1000
"""Characters before a claim in which the subject of its sentence stands: no sentence of a paper is longer."""

_LONGEST = 4000
"""Characters of the longest sentence whose claims are read as one: time grows with the square of a sentence."""

_ACTOR_KINDS = frozenset({"target", "level", "forecast", "change"})
_NEGATABLE = frozenset({"target", "level", "share", "rank", "change"})


@step("claim", version=4, needs=("segments", "times", "quantities", "attributions"), adds=("claims",))
def find_claims(reading: Reading) -> Reading:
    """Return the reading with its claims, in text order."""
    claims: dict[str, Claim] = {}
    rules: dict[str, str] = {}
    target: tuple[Quantity, str | None] | None = None
    text = reading.document.text
    matter, sayings, cited = matter_of(text), Sayings(reading), _Sweep(cited_in(reading))
    for scene in _scenes(reading):
        drafts = [draft for draft in drafts_in(text, scene, matter) if _is_asserted(text, scene, draft)]
        drafts += general_drafts(text, scene, drafts, cited.within(scene.span))
        others = _Others([draft.span for draft in drafts if draft.kind == "rank"], set_against(text, scene))
        for draft in with_topics(drafts, others.against):
            linked = _link(draft, target)
            if linked is None:
                continue
            claim = _finish(reading.document, scene, linked, sayings.around(linked.anchor), others)
            if claim is None:
                continue
            if claim.kind == "target" and linked.quantity is not None:
                target = (linked.quantity, claim.topic)
            if claim.id not in claims:
                claims[claim.id] = claim
                rules[claim.id] = rule_of(linked)
    ordered = sorted(claims.values(), key=lambda claim: (claim.start, claim.end, claim.population or ""))
    carried, why = carry_sources(reading, ordered)
    reasons = claim_reasons(carried, rules, why)
    return replace(reading, claims=carried, reasons=(*reading.reasons, *reasons))


@dataclass(frozen=True, slots=True)
class _Others:
    """What else a sentence tells: where its superlatives stand, and its figures that another is set against."""

    ranks: Sequence[Span]
    against: Mapping[str, Baseline]


def _is_asserted(text: str, scene: Scene, draft: Draft) -> bool:
    """Say whether a draft is asserted: not asked, not on condition, and no word of who is cited for the rest.

    A goal stands whether or not it is asked if it was met; not so an order of which it is asked if it was given.
    """
    if is_asked(text, scene.span, draft.anchor):
        return False
    if draft.quantity is None and _HOW_MANY.search(
        part_before(text, scene.span, draft.anchor.start) + text[draft.anchor.start : draft.anchor.end]
    ):
        return False
    if draft.target_status not in {"goal", "quota"} and is_open(text, scene.span, draft.anchor):
        return False
    return not any(piece.contains(draft.anchor) for piece in telling_in(text, scene.span))


_HOW_MANY = re.compile(r"(?i)\bhow\s(?:many|much|often)\b")


def _scenes(reading: Reading) -> Iterator[Scene]:
    """Yield the sentences of the segments that assert something, with their numbers and times."""
    text = reading.document.text
    segments = reading.segments or (Segment(0, len(text), "body"),)
    quantities, times = _Sweep(reading.quantities), _Sweep(reading.times)
    for segment in segments:
        if segment.kind in _SPEAKING:
            for sentence in sentences(text, segment.start, segment.end):
                for span in _pieces(text, sentence):
                    yield Scene(span, segment.kind, quantities.within(span), times.within(span))


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    """Yield a sentence, or one longer than any is written in pieces, each up to a comma or a blank."""
    start = sentence.start
    while sentence.end - start > _LONGEST:
        places = (text.rfind(mark, start + 1, start + _LONGEST) for mark in (", ", " "))
        end = next((place + 1 for place in places if place > 0), start + _LONGEST)
        yield Span(start, end)
        start = end
    yield Span(start, sentence.end)


class _Sweep(Generic[Placed]):
    """Items in text order, handed out sentence by sentence."""

    def __init__(self, items: Sequence[Placed]) -> None:
        self._items: Sequence[Placed] = items
        self._at = 0

    def within(self, span: Span) -> tuple[Placed, ...]:
        """Return the items inside ``span``; spans are asked for in text order."""
        while self._at < len(self._items) and self._items[self._at].start < span.start:
            self._at += 1
        first = self._at
        while self._at < len(self._items) and self._items[self._at].end <= span.end:
            self._at += 1
        return tuple(self._items[first : self._at])


def _link(draft: Draft, target: tuple[Quantity, str | None] | None) -> Draft | None:
    """Return the draft with the text's last target where it asks for one; None where there is none to ask for."""
    if not draft.linked:
        return draft
    if target is not None:
        return replace(draft, quantity=target[0], topic=target[1])
    return draft if draft.topic is not None else None


def _finish(
    document: Document,
    scene: Scene,
    draft: Draft,
    attribution: Attribution | None,
    others: "_Others",
) -> Claim | None:
    """Return the claim of a draft with its slots filled, or None where it is only asked about."""
    text, sentence = document.text, scene.span
    if attribution is not None and (attribution.act == "ask" or is_unsaid(text, attribution)):
        return None
    said = said_in(attribution, draft.anchor, sentence)
    start, end = max(draft.span.start, said.start), min(draft.span.end, said.end)
    span = Span(start, start + len(text[start:end].rstrip(_TAIL)))
    clause = Span(max(draft.clause.start, said.start), min(draft.clause.end, said.end))
    kind, status, why_not = _kind(draft, attribution)
    negated = kind in _NEGATABLE and _is_negated(text, draft, kind, clause, attribution)
    if kind == "target" and (negated or (attribution is not None and attribution.act == "deny")):
        status, negated = "denied", False
    quantity = draft.quantity.id if draft.quantity else None
    return Claim(
        id=content_id("claim", document.id, span.start, span.end, kind, draft.topic, draft.population, quantity),
        start=span.start,
        end=span.end,
        attribution=attribution.id if attribution else None,
        speaker=attribution.source.speaker if attribution and attribution.source else None,
        voice=_voice(scene, attribution),
        kind=kind,
        topic=draft.topic,
        quantity=quantity,
        baseline=draft.baseline.id if draft.baseline else None,
        actor=_actor(text, draft, said, sentence, attribution) if kind in _ACTOR_KINDS else None,
        scope=scope_of(text, attribution, draft.anchor, sentence, draft.clause),
        population=_population(text, draft, said),
        area=area_of(text, span, draft.clause, sentence, attribution),
        period=since_before(_period(text, scene, draft, clause, others), document.published),
        comparator=draft.comparator if kind != "target" else draft.comparator or ">=",
        polarity=_polarity(kind, draft, is_denied=negated or _is_denied(text, attribution, kind)),
        hedged=is_hedged(text, clause, attribution),
        target_status=status,
        checkable=why_not is None,
        why_not=why_not,
    )


def _is_negated(text: str, draft: Draft, kind: ClaimKind, clause: Span, attribution: Attribution | None) -> bool:
    """Say whether a claim denies what it tells: by its own words, or by those taken for the words of reporting."""
    if attribution is not None and is_uncounted(text, attribution):
        return True
    if kind != "change":
        return is_negated(text, clause, draft.anchor)
    verb = Span(min(draft.anchor.start, draft.span.start), draft.anchor.end) if draft.quantity else draft.anchor
    return is_negated(text, clause, verb, 12) or has_word(text[verb.start : verb.end], "claims", "denial")


def _period(text: str, scene: Scene, draft: Draft, clause: Span, others: "_Others") -> When | None:
    """Return the period of a claim; a superlative's is that of its subject, else its own range.

    The time of a figure that another is set against is its own alone.
    """
    if draft.quantity is not None and draft.quantity.id in others.against:
        return others.against[draft.quantity.id].when
    dealt = dealt_out(text, scene, draft.quantity)
    dealt = dealt or _before_when(text, scene, draft.anchor)
    if dealt is not None:
        return dealt
    told = [*others.ranks, *telling_in(text, scene.span), *asides_in(text, scene.span, draft.anchor)]
    ranks = [*told, *(item.place for item in others.against.values() if item.place is not None)]
    period = period_of(text, scene.times, clause, draft.anchor, ranks)
    if period is None and clause != draft.clause and draft.kind != "rank":
        clause = draft.clause
        period = period_of(text, scene.times, clause, draft.anchor, ranks)
    if period is None and draft.kind == "rank":
        period = period_of(text, scene.times, scene.span, draft.anchor, ranks)
        return period or period_of(text, scene.times, draft.span, draft.anchor)
    if period is None and clause != scene.span:
        lead = Span(scene.span.start, clause.start)
        period = period_of(text, scene.times, lead, draft.anchor, ranks) if clause.start > lead.start else None
    return change_period(text, scene.times, clause, period, told) if draft.kind == "change" else period


_WHEN = re.compile(r"(?:,\s|\s[—–-]\s)?when\s")
_CLAUSE = 120
"""Characters between 'when' and the figure that it leads to."""


def _before_when(text: str, scene: Scene, anchor: Span) -> When | None:
    """Return the time that 'when' takes up: 'from fiscal 2019, when the agency removed 267,258 people'."""
    low = max(scene.span.start, anchor.start - _CLAUSE)
    leads = list(_WHEN.finditer(text, low, anchor.start))
    if not leads or re.search(r"[;:]|,\s(?:and|but|then)\b", text[leads[-1].end() : anchor.start]):
        return None
    at = leads[-1]
    if any(at.end() <= time.start <= anchor.end + 32 and time.type != "SET" for time in scene.times):
        return None
    return next((time.when for time in scene.times if time.end == at.start() and time.when.end is not None), None)


def _kind(draft: Draft, attribution: Attribution | None) -> tuple[ClaimKind, TargetStatus | None, WhyNot | None]:
    """Return the kind of claim that the act of reporting makes of a draft: a number that is promised is a target."""
    act = attribution.act if attribution else None
    to_come = draft.kind == "forecast" or (draft.kind == "level" and draft.quantity and draft.quantity.per is not None)
    if draft.quantity is not None and to_come:
        if act in {"promise", "threaten"} and draft.kind == "forecast":
            return "target", "pledge", None
        if act in {"order", "urge", "request"}:
            return "target", "directive", None
    if act == "predict" and draft.kind != "characterisation" and draft.rule is None:
        return "forecast", None, "forecast"
    return draft.kind, draft.target_status, draft.why_not


def _population(text: str, draft: Draft, said: Span) -> str | None:
    """Return whom or what a claim counts; an industry that only the words around what is said name is not it."""
    if draft.topic == "employment" and draft.population and draft.population not in text[said.start : said.end]:
        return None
    return draft.population


def _polarity(kind: ClaimKind, draft: Draft, *, is_denied: bool) -> Polarity:
    """Return the polarity: of a change its direction, which a denial turns round; else whether it is denied."""
    if kind == "change" and is_denied:
        return "+" if draft.polarity == "-" else "-"
    return "-" if is_denied else draft.polarity


def _is_denied(text: str, attribution: Attribution | None, kind: ClaimKind) -> bool:
    """Say whether the claim is what its source denies; a denied target says so by its status."""
    if attribution is None or attribution.act != "deny" or kind == "target":
        return False
    return not is_of_nobody(text, attribution)


def _voice(scene: Scene, attribution: Attribution | None) -> Voice:
    """Return who speaks: a source, the author in opinion, or the paper."""
    if attribution is not None:
        return "attributed"
    return "opinion" if scene.segment == "opinion" else "reported"


def _actor(text: str, draft: Draft, said: Span, sentence: Span, attribution: Attribution | None) -> str | None:
    """Return the subject of the claim's clause, else of its sentence where nobody is cited.

    Who "promised to" do something is who is to do it.
    """
    if draft.quantity is None:
        return None
    if (
        attribution is not None
        and attribution.source is not None
        and text[said.start : said.start + 3].lower() == "to "
    ):
        return " ".join(text[piece.start : piece.end] for piece in attribution.source.spans)
    if _is_subject(text, draft):
        return None
    found = actor_of(text, max(draft.clause.start, said.start), draft.anchor.start)
    if found is None and said == sentence:
        found = actor_of(text, max(sentence.start, draft.anchor.start - _LONGEST), draft.anchor.start)
    return found


def _is_subject(text: str, draft: Draft) -> bool:
    """Say whether what is counted is itself the subject: of 'Six were hurt and two people died', the two."""
    if (
        re.search(
            r"(?i)(?:,\s|\band\s|\bbut\s|\bwhile\s|\bthat\s)\Z", text[max(0, draft.span.start - 8) : draft.span.start]
        )
        is None
    ):
        return False
    return subject_verb().match(text, draft.span.end, draft.span.end + 40) is not None
