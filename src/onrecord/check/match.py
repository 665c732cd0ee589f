"""From a claim to the series that bear on it: topic, event, agencies, codes.

The match abstains when in doubt: candidates have a score and its reasons, and one below the threshold is dropped.
What a claim is about is never guessed from a word that merely stands near: a population that no measure knows is
no match.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.check.agencies import ClaimScope, claimed_scope, is_agency
from onrecord.check.case import Case
from onrecord.check.lexicon import fold, lexicon, mentions, mentions_any
from onrecord.check.weigh import Part, Scoped
from onrecord.model import Characterisation, Gap, Measure, SeriesKey, SeriesLookup

__all__ = [
    "COUNTINGS",
    "Candidate",
    "Match",
    "characterised",
    "match_claim",
    "match_gap",
    "mistaken_for",
    "picked_codes",
    "with_codes",
]

_THRESHOLD = 3
COUNTINGS = frozenset({"source", "counting"})
"""Dimensions whose codes count the same events by another rule; they are no part of what is claimed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measure that may bear on a claim, what it is to it, and why."""

    measure: Measure
    role: str
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The scopes in which a claim can be checked, and the scope it states."""

    scope: ClaimScope
    scopes: tuple[Scoped, ...]
    seconds: tuple[Scoped, ...]
    candidates: tuple[Candidate, ...]

    @property
    def is_covered(self) -> bool:
        """Say whether some records hold everything that is claimed."""
        return any(scoped.as_claimed for scoped in self.scopes)


def match_claim(case: Case, measures: Sequence[Measure], series: SeriesLookup) -> Match | None:
    """Return the scopes in which the claim can be checked, or ``None`` where no measure surely fits."""
    scope = _scope(case)
    if scope.is_foreign or case.claim.topic is None:
        return None
    candidates = tuple(
        candidate
        for measure in measures
        if (candidate := _candidate(case, scope, measure)) is not None and candidate.score >= _THRESHOLD
    )
    parts = {
        role: [
            part
            for candidate in candidates
            if candidate.role == role and (part := _part(case, candidate, series)) is not None
        ]
        for role in ("own", "second", "adds")
    }
    scopes: list[Scoped] = []
    for part in parts["own"]:
        scopes.extend(_scoped(scope, (part,), parts["adds"]))
    seconds = [item for part in parts["second"] for item in _scoped(scope, (part,), parts["adds"])]
    if not scopes and not seconds:
        return None
    order = sorted(scopes, key=lambda item: len(item.parts))
    return Match(scope, tuple(order), tuple(sorted(seconds, key=lambda item: len(item.parts))), candidates)


def _scope(case: Case) -> ClaimScope:
    claim = case.claim
    stated = claimed_scope([*([claim.actor] if claim.actor else []), *claim.scope])
    if stated.is_named or stated.is_foreign:
        return stated
    in_words = claimed_scope([case.words])
    return replace(in_words, is_open=False)


def _scoped(scope: ClaimScope, parts: tuple[Part, ...], adds: Iterable[Part]) -> list[Scoped]:
    """Return the part alone, and with each series that the claim's scope lets it be added to."""
    covers = tuple(dict.fromkeys(agency for part in parts for agency in part.measure.covers))
    agencies = [agency for agency in covers if is_agency(agency)]
    if not agencies:
        return [Scoped(parts, covers, as_claimed=True)]
    found = [Scoped(parts, covers, as_claimed=scope.is_named and scope.is_within(covers))]
    for part in adds:
        more = part.measure.covers
        if part.series.grain == parts[0].series.grain and scope.takes_in(more) and not set(more) & set(covers):
            both = (*covers, *more)
            found.append(Scoped((*parts, part), both, as_claimed=scope.is_within(both)))
    return found


def _candidate(case: Case, scope: ClaimScope, measure: Measure) -> Candidate | None:
    role = _role(case.claim.topic or "", measure)
    if role is None:
        return None
    reasons = [f"topic {case.claim.topic}: {role}"]
    score = 2
    agencies = [agency for agency in measure.covers if is_agency(agency)]
    if not agencies:
        score += 1
        reasons.append("its scope is no agency's acts")
    elif scope.takes_in(agencies):
        score += 2
        reasons.append(f"the claim covers {', '.join(agencies)}")
    elif scope.is_named:
        return None
    elif characterised(case, measure) is not None:
        score += 1
        reasons.append("characterised by its words")
    elif _claims_by_phrase(case.slots, measure):
        score += 1
        reasons.append("claimed by a phrase of its own")
    elif claimed_scope([case.paragraph]).takes_in(agencies):
        score += 1
        reasons.append(f"{', '.join(agencies)} in the same paragraph")
    if not _knows_population(case, measure):
        return None
    return Candidate(measure, role, score, tuple(reasons))


def _claims_by_phrase(text: str, measure: Measure) -> bool:
    """Say whether ``text`` has all words of a phrase that claims this measure; one word alone claims nothing."""
    phrases = [fold(words).split() for words in measure.claimed_by]
    return any(len(phrase) > 1 and all(mentions(text, word) for word in phrase) for phrase in phrases)


def _role(topic: str, measure: Measure) -> str | None:
    """Return what a measure is to a topic: the event itself, a second source of it, one to add; ``None``: nothing."""
    kin: dict[str, list[str]] | None = lexicon("kin").get(topic)
    if kin is None:
        return "own" if measure.topic == topic else None
    for role in ("own", "second", "adds"):
        if measure.event in kin[role]:
            return role
    return "own" if measure.topic == topic else None


def _knows_population(case: Case, measure: Measure) -> bool:
    """Say whether what the claim counts is what the measure counts, whole or by one of its codes."""
    population = case.claim.population
    if population is None:
        return True
    known = [measure.topic, measure.unit, measure.event, *measure.claimed_by, *lexicon("words")["units"]["persons"]]
    if _role(case.claim.topic or "", measure) == "adds":
        return True
    characters = [words for item in measure.characterisations for words in item.words]
    has_codes = bool(picked_codes(case, measure)) or mentions_any(population, characters) is not None
    if measure.unit == "job":
        known = [measure.topic, measure.unit, measure.event, *measure.claimed_by]
        return has_codes or any(fold(population) == fold(words) for words in known)
    return has_codes or mentions_any(population, known) is not None


def picked_codes(case: Case, measure: Measure) -> Mapping[str, tuple[str, ...]]:
    """Return, for each dimension that breaks the measure down, the codes that the claim's words pick."""
    text = case.claim.population or case.words
    if case.claim.kind == "share":
        text = f"{case.claim.population or ''} {case.words}"
    picked: dict[str, tuple[str, ...]] = {}
    for dimension, codes in measure.code_words.items():
        if dimension in COUNTINGS:
            continue
        hits = {code: hit for code, words in codes.items() if (hit := mentions_any(text, words))}
        # a phrase inside a longer one that picks another code is that one's: "no criminal conviction"
        found = tuple(
            code
            for code, hit in hits.items()
            if not any(
                other != code and fold(hit) != fold(long) and mentions(long, hit) for other, long in hits.items()
            )
        )
        if found:
            picked[dimension] = found
    return picked


def with_codes(key: SeriesKey, codes: Mapping[str, str]) -> SeriesKey:
    """Return ``key`` with other codes, in name order."""
    return tuple(sorted({**dict(key), **codes}.items()))


def _part(case: Case, candidate: Candidate, series: SeriesLookup) -> Part | None:
    """Return the series of a measure that the claim is about; ``None`` where it is not held, or codes are in doubt."""
    measure = candidate.measure
    key = measure.key
    if candidate.role == "own" and case.claim.kind not in {"share", "characterisation"}:
        default = dict(measure.key)
        for dimension, codes in picked_codes(case, measure).items():
            if len(codes) == 1:
                key = with_codes(key, {dimension: codes[0]})
            elif default.get(dimension) not in codes:
                return None
    found = series(measure.id, key)
    return None if found is None else Part(measure, key, found)


def characterised(case: Case, measure: Measure) -> Characterisation | None:
    """Return the measure's characterisation whose words the claim uses."""
    text = f"{case.claim.population or ''} {case.words}"
    return next((item for item in measure.characterisations if mentions_any(text, item.words)), None)


def match_gap(case: Case, gaps: Sequence[Gap]) -> Gap | None:
    """Return the gap that the claim falls in: its topic, and a word of it in what the claim is about."""
    claim = case.claim
    about = " … ".join([claim.population or case.words, *claim.area, claim.actor or "", *claim.scope])
    hits = [
        (len(hit), gap)
        for gap in gaps
        if gap.topic == claim.topic and (hit := mentions_any(about, gap.words)) is not None
    ]
    return max(hits, key=lambda hit: hit[0])[1] if hits else None


def mistaken_for(case: Case, measures: Sequence[Measure]) -> Measure | None:
    """Return a measure of another event that the claim's own event is often mistaken for."""
    kin = lexicon("kin").get(case.claim.topic or "")
    if kin is None or case.quantity is None:
        return None
    scope = _scope(case)
    own = [measure for measure in measures if _role(case.claim.topic or "", measure) == "own"]
    if any(scope.takes_in(measure.covers) for measure in own):
        return None
    return next(
        (
            measure
            for event in (*kin["other"], *kin["adds"])
            for measure in measures
            if measure.event == event and scope.takes_in(measure.covers) and _knows_population(case, measure)
        ),
        None,
    )
