"""The codes of a measure's dimensions that a claim's words pick, and the series that they name."""

from collections.abc import Mapping, Sequence
from itertools import product

from onrecord.check.case import Case
from onrecord.check.lexicon import fold, lexicon, mentions, mentions_any
from onrecord.model import Measure, SeriesKey, SeriesLookup

__all__ = ["AREA", "COUNTINGS", "area_code", "is_of_part", "is_whole_area", "picked_codes", "series_key", "with_codes"]

COUNTINGS = frozenset({"source", "counting"})
"""Dimensions whose codes count the same events by another rule; they are no part of what is claimed."""

AREA = "area"
"""The dimension whose codes are places (SDMX reference area), by their names."""


def picked_codes(case: Case, measure: Measure) -> Mapping[str, tuple[str, ...]]:
    """Return, for each dimension that breaks the measure down, the codes that the claim's words pick.

    The words that name what is counted decide; where they pick none, those of the claim and of its subject; last its
    sentence, where no agency tells what the measure counts.
    """
    claim = case.claim
    texts = [claim.population or case.words]
    if claim.kind in {"share", "characterisation"}:
        texts = [f"{claim.population or ''} {case.words}"]
    if not _names_people(claim.population):
        texts += [f"{claim.actor or ''} … {case.words}", case.sentence]
    picked: dict[str, tuple[str, ...]] = {}
    for dimension, codes in measure.code_words.items():
        if dimension in COUNTINGS or dimension == AREA:
            continue
        for text in texts:
            found = _hits(text, codes)
            if found:
                picked[dimension] = found
                break
    return picked


def _names_people(population: str | None) -> bool:
    """Say whether a population is named that says which people or jobs are meant: 'people' alone does not."""
    units = lexicon("words")["units"]
    known = {fold(word) for name in ("persons", "jobs") for word in units[name]}
    return population is not None and not {fold(population), fold(population).rstrip("s")} & known


def _hits(text: str, codes: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the codes whose words ``text`` has.

    A phrase inside a longer one that picks another code is that one's: 'no criminal conviction'.
    """
    hits = {code: hit for code, words in codes.items() if (hit := mentions_any(text, words))}
    return tuple(
        code
        for code, hit in hits.items()
        if not any(other != code and fold(hit) != fold(long) and mentions(long, hit) for other, long in hits.items())
    )


def is_of_part(case: Case, measure: Measure) -> str | None:
    """Return the words by which a claim counts only a part of one code: hotels, of leisure and hospitality."""
    population = case.claim.population
    text = population or f"{case.claim.actor or ''} … {case.words}"
    words = [word for codes in measure.part_words.values() for named in codes.values() for word in named]
    whole = [word for codes in measure.code_words.values() for named in codes.values() for word in named]
    for about in (text,) if _names_people(population) else (text, case.sentence):
        part = mentions_any(about, words)
        if part is not None:
            longer = mentions_any(about, whole)
            return None if longer is not None and mentions(longer, part) else part
        if mentions_any(about, whole) is not None:
            return None
    return None


def is_whole_area(case: Case, measure: Measure) -> bool:
    """Say whether the claim is about the area that the measure counts by default."""
    areas = case.claim.area
    national = lexicon("words")["areas"]["national"]
    own = {fold(measure.area), *national, *(fold(words) for words in measure.only_with)}
    return not areas or any(fold(area) in own for area in areas)


def area_code(case: Case, measure: Measure) -> str | None:
    """Return the code of the one area that the claim names; ``None`` where it names none, several, or one not counted."""
    if is_whole_area(case, measure) or len(case.claim.area) != 1:
        return None
    name = fold(case.claim.area[0])
    labels = measure.dimensions.get(AREA, {})
    return next((code for code, label in labels.items() if fold(label) == name), None)


def with_codes(key: SeriesKey, codes: Mapping[str, str]) -> SeriesKey:
    """Return ``key`` with other codes, in name order."""
    return tuple(sorted({**dict(key), **codes}.items()))


def series_key(measure: Measure, codes: Mapping[str, str], case: Case, series: SeriesLookup) -> SeriesKey | None:
    """Return the key of the series with these codes, by the first counting that holds one; ``None`` where none does.

    Where the claim names a period, a counting whose periods hold it goes first.
    """
    countings = [name for name in sorted(COUNTINGS) if name in dict(measure.key)]
    ways = [
        dict(zip(countings, choice, strict=True))
        for choice in product(*(measure.dimensions[name] for name in countings))
    ]
    ways.sort(key=lambda way: any(dict(measure.key)[name] != code for name, code in way.items()))
    first: SeriesKey | None = None
    for way in ways:
        key = with_codes(measure.key, {**codes, **way})
        held = series(measure.id, key)
        if held is None or not held.observations:
            continue
        when = case.claim.period
        if first is None:
            first = key
        if AREA not in codes or when is None or when.start is None:
            break
        starts = min(item.period.start for item in held.observations)
        ends = max(item.period.end for item in held.observations)
        if starts <= when.start and (when.end is None or when.end <= ends):
            return key
    return first
