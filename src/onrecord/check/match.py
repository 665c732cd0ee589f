"""From a claim to the series that bear on it: topic, event, agencies, codes, area.

The match abstains when in doubt: candidates have a score and its reasons, and one below the threshold is dropped.
What a claim is about is never guessed from a word that merely stands near: a population that no measure knows is
no match, and a claim about one firm, or about nothing in particular, is none about a whole economy.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.check.agencies import ClaimScope, claimed_scope, is_agency
from onrecord.check.case import Case
from onrecord.check.codes import AREA, area_code, is_of_part, is_whole_area, picked_codes, series_key
from onrecord.check.lexicon import fold, lexicon, mentions, mentions_any
from onrecord.check.setters import doers_of
from onrecord.check.weigh import Part, Scoped
from onrecord.model import Characterisation, Gap, Measure, SeriesLookup

__all__ = [
    "THRESHOLD",
    "Candidate",
    "Match",
    "candidates_of",
    "characterised",
    "match_claim",
    "match_gap",
    "mistaken_for",
    "names_gap",
    "role_of",
]

THRESHOLD = 3
"""The score from which on a measure fits surely enough."""


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
    if case.claim.topic is None:
        return None
    scope = _scope(case)
    candidates = _closest(
        candidate
        for measure in measures
        if (candidate := _candidate(case, scope, measure)) is not None and candidate.score >= THRESHOLD
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


def candidates_of(case: Case, measures: Sequence[Measure]) -> Iterator[tuple[Measure, Candidate | None]]:
    """Yield each measure of the claim's topic with its candidate, of any score; ``None`` where it is ruled out."""
    scope = _scope(case)
    for measure in measures:
        if case.claim.topic is not None and role_of(case.claim.topic, measure) is not None:
            yield measure, _candidate(case, scope, measure)


def _closest(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates; a measure of a part that the claim names leaves out those of the whole."""
    found = tuple(candidates)
    if not any(item.role == "own" and item.measure.only_with for item in found):
        return found
    return tuple(item for item in found if item.role != "own" or item.measure.only_with)


def _scope(case: Case) -> ClaimScope:
    claim = case.claim
    named = [*([claim.actor] if claim.actor else []), *claim.scope]
    if claim.kind == "target" and (doers := doers_of(case.sentence, named)):
        named = doers
    stated = claimed_scope(named)
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
    of_its_own = bool(parts[0].measure.only_with) and not (scope.is_named and parts[0].measure.kind == "flow")
    found = [Scoped(parts, covers, as_claimed=of_its_own or (scope.is_named and scope.is_within(covers)))]
    for part in adds:
        more = part.measure.covers
        if part.series.grain == parts[0].series.grain and scope.takes_in(more) and not set(more) & set(covers):
            both = (*covers, *more)
            found.append(Scoped((*parts, part), both, as_claimed=scope.is_within(both)))
    return found


def _candidate(case: Case, scope: ClaimScope, measure: Measure) -> Candidate | None:
    role = role_of(case.claim.topic or "", measure)
    if role is None or (scope.is_foreign and measure.kind == "flow" and not _is_counter(case.claim.actor or "")):
        return None
    if measure.only_with and mentions_any(_about(case), measure.only_with) is None:
        return None
    reasons = [f"topic {case.claim.topic}: {role}"]
    score = 2
    agencies = [agency for agency in measure.covers if is_agency(agency)]
    if not agencies and (
        mentions_any(case.told, lexicon("words")["areas"]["abroad"]) is not None or _is_of_one(case, measure)
    ):
        return None
    if not agencies:
        why = _names_whole(case, measure)
        score += why is not None
        reasons.append(why or "names neither the whole that it counts nor a part of it")
    elif scope.takes_in(agencies):
        score += 2
        reasons.append(f"the claim covers {', '.join(agencies)}")
    elif scope.is_named:
        return None
    elif characterised(case, measure) is not None:
        score += 1
        reasons.append("characterised by its words")
    elif measure.only_with:
        score += 1
        reasons.append("named by words of its own")
    elif _claims_by_phrase(case.slots, measure) or _claims_by_phrase(case.sentence, measure):
        score += 1
        reasons.append("claimed by a phrase of its own")
    elif claimed_scope([case.paragraph]).takes_in(agencies):
        score += 1
        reasons.append(f"{', '.join(agencies)} in the same paragraph")
    if not _knows_population(case, measure):
        if not (agencies and scope.is_named):
            return None
        reasons.append(f"{case.claim.population} is not told apart")
    return Candidate(measure, role, score, tuple(reasons))


_LOCAL = re.compile(
    r"(?i)\b(?:its|their|his|her)\s(?:[a-z]+\s){0,2}(?:unemployment|jobless)|\b(?:the|that|this|a)\s(?:state|city|county|region|province|island|town|village|"
    r"territory|parish|borough|metro(?:politan)?\sarea)\b(?!['’]s\seconomy)"
)
_NAME = re.compile(r"(?:[A-Z][\w.&’'-]*|[A-Z]{2,}|&|and|of|the)(?:\s(?:[A-Z][\w.&’'-]*|&|and|of|the))*")


def _is_of_one(case: Case, measure: Measure) -> bool:
    """Say whether a claim about work is one firm's, one person's or one place's that it only points to."""
    if measure.unit == "percent":
        return _LOCAL.search(case.sentence) is not None
    actor = (case.claim.actor or "").removeprefix("The ").removeprefix("the ")
    if not actor or case.claim.area or _NAME.fullmatch(actor) is None or _is_counter(actor):
        return False
    words = [*lexicon("words")["whole"]["words"], *measure.claimed_by, *measure.dimensions.get(AREA, {}).values()]
    words += [
        word
        for named in (measure.code_words, measure.part_words)
        for codes in named.values()
        for item in codes.values()
        for word in item
    ]
    return mentions_any(actor, [*words, *measure.only_with]) is None


def _is_counter(actor: str) -> bool:
    """Say whether an actor is whoever counts, and no firm or agency of a name: 'Police recorded 361 burglaries'."""
    return fold(actor) in lexicon("words")["counters"]["words"]


def _about(case: Case) -> str:
    """Return the words that say what is counted, and where: those of the claim and its sentence."""
    return " … ".join([case.claim.population or "", *case.claim.area, case.sentence])


def _names_whole(case: Case, measure: Measure) -> str | None:
    """Return why a claim is about what a measure without agencies counts; ``None`` where it may be about less."""
    if measure.only_with:
        return "named by words of its own"
    if characterised(case, measure) is not None:
        return "characterised by its words"
    picked = picked_codes(case, measure)
    if picked or is_of_part(case, measure) is not None:
        return f"names {', '.join(code for codes in picked.values() for code in codes) or 'a part of it'}"
    if not measure.dimensions:
        return "its scope is no agency's acts"
    if measure.code_words.get(AREA) and (area := area_code(case, measure)) is not None:
        return f"names {area}"
    if measure.topic not in lexicon("words")["topics"]["read"] and _is_sum(measure) and is_whole_area(case, measure):
        return "its default series is the sum of all parts"
    if case.claim.kind == "rank" and not case.claim.area and _BY_MONTH.search(case.words) is not None:
        return "a superlative over months"
    whole = mentions_any(f"{case.claim.actor or ''} … {case.told}", lexicon("words")["whole"]["words"])
    return None if whole is None else f"speaks of the whole: {whole}"


def _is_sum(measure: Measure) -> bool:
    """Say whether the default series of a measure sums up the codes of each dimension, by its label."""
    sums = lexicon("words")["whole"]["sums"]
    labels = [fold(measure.dimensions[name][code]) for name, code in measure.key]
    return all(label in sums or label.startswith("all ") or label.endswith(" total") for label in labels)


_BY_MONTH = re.compile(r"(?i)\b(?:of|for|in|than\sin)\sany\s(?:other\s|single\s)?month\b")
"""Jobs of all months are compared by those who keep the payrolls of a whole economy, not by one firm."""


def _claims_by_phrase(text: str, measure: Measure) -> bool:
    """Say whether ``text`` has all words of a phrase that claims this measure; one word alone claims nothing."""
    phrases = [fold(words).split() for words in measure.claimed_by]
    return any(len(phrase) > 1 and all(mentions(text, word) for word in phrase) for phrase in phrases)


def role_of(topic: str, measure: Measure) -> str | None:
    """Return what a measure is to a topic: the event itself, a second source of it, one to add; ``None``: nothing."""
    if topic in measure.rates:
        return "own"
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
    if population is None or role_of(case.claim.topic or "", measure) == "adds":
        return True
    characters = [words for item in measure.characterisations for words in item.words]
    has_codes = bool(picked_codes(case, measure)) or mentions_any(population, characters) is not None
    units = lexicon("words")["units"]
    if has_codes or mentions_any(population, measure.only_with) or is_of_part(case, measure) is not None:
        return True
    known = [measure.topic, measure.unit, measure.event, *measure.claimed_by]
    if measure.unit == "job":
        return any(fold(population) in {fold(words), f"{fold(words)}s"} for words in (*known, *units["jobs"]))
    return mentions_any(population, (*known, *units["persons"])) is not None


def _part(case: Case, candidate: Candidate, series: SeriesLookup) -> Part | None:
    """Return the series of a measure that the claim is about; ``None`` where it is not held, or codes are in doubt."""
    measure = candidate.measure
    codes: dict[str, str] = {}
    if candidate.role == "own":
        picks = {} if case.claim.kind in {"share", "characterisation"} else picked_codes(case, measure)
        default = dict(measure.key)
        for dimension, found in picks.items():
            if len(found) == 1:
                codes[dimension] = found[0]
            elif default.get(dimension) not in found:
                return None
    area = area_code(case, measure)
    for more in ([{"area": area}] if area is not None else []) + [{}]:
        key = series_key(measure, {**codes, **more}, case, series)
        held = series(measure.id, key) if key is not None else None
        if key is not None and held is not None:
            return Part(measure, key, held)
    return None


def characterised(case: Case, measure: Measure) -> Characterisation | None:
    """Return the measure's characterisation whose words the claim uses."""
    text = f"{case.claim.population or ''} {case.words}"
    return next((item for item in measure.characterisations if mentions_any(text, item.words)), None)


def match_gap(case: Case, gaps: Sequence[Gap]) -> Gap | None:
    """Return the gap that the claim falls in: its topic, and a word of it in what the claim is about."""
    claim = case.claim
    if mentions_any(case.told, lexicon("words")["areas"]["abroad"]) is not None:
        return None
    about = " … ".join([claim.population or case.told, *claim.area, claim.actor or "", *claim.scope])
    hits = [
        (len(hit), gap)
        for gap in gaps
        if gap.topic == claim.topic and (hit := mentions_any(about, gap.words)) is not None
    ]
    return max(hits, key=lambda hit: hit[0])[1] if hits else None


_LEAD = 24
"""Characters before a movement in which its subject stands: 'farm payrolls have collapsed'."""


def names_gap(case: Case, gap: Gap, measures: Sequence[Measure]) -> bool:
    """Say whether the claim names what a gap is about: as its subject ('farms lost workers'), or in a rank by a phrase.

    A phrase with a noun of its own ('deportation program') goes before a measure of the same topic: how large a program
    is, no count of removals tells.
    """
    claim = case.claim
    if claim.kind != "rank":
        near = case.text[max(0, claim.start - _LEAD) : claim.start].rsplit("\n", 1)[-1]
        near = re.split(r"[.!?,;:]", near)[-1] if claim.kind == "change" else ""
        subject = re.sub(r"\bnon\s?farm\b", "", fold(f"{near} … {claim.actor or ''} … {claim.population or ''}"))
        known = [
            word
            for measure in measures
            if measure.topic == gap.topic
            for codes in measure.code_words.values()
            for named in codes.values()
            for word in named
            if word not in measure.claimed_by
        ]
        return (
            gap.topic == "employment"
            and mentions_any(subject, gap.words) is not None
            and not mentions_any(subject, known)
        )
    said = f"{case.subject} … {case.words}"
    nouns = [word for measure in measures if measure.topic == gap.topic for word in measure.claimed_by]
    phrases = [words for words in gap.words if " " in words and mentions_any(words, nouns) is not None]
    return mentions_any(said, phrases) is not None


def mistaken_for(case: Case, measures: Sequence[Measure]) -> Measure | None:
    """Return a measure of another event that the claim's own event is often mistaken for."""
    kin = lexicon("kin").get(case.claim.topic or "")
    if kin is None or case.quantity is None:
        return None
    scope = _scope(case)
    own = [measure for measure in measures if role_of(case.claim.topic or "", measure) == "own"]
    if scope.is_foreign or any(scope.takes_in(measure.covers) for measure in own):
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
