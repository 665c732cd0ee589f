"""The codes of a measure's dimensions that a claim's words pick, and the series that they name."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product

from onrecord.check.agencies import is_agency
from onrecord.check.case import Case
from onrecord.check.lexicon import fold, lexicon, mentions, mentions_any
from onrecord.model import Measure, SeriesKey, SeriesLookup

__all__ = [
    "AREA",
    "COUNTINGS",
    "area_code",
    "is_of_part",
    "is_whole_area",
    "names_people",
    "picked_codes",
    "restricted_to",
    "series_key",
    "with_codes",
]

COUNTINGS = frozenset({"source", "counting"})
"""Dimensions whose codes count the same events by another rule; they are no part of what is claimed."""

AREA = "area"
"""The dimension whose codes are places (SDMX reference area), by their names."""


def picked_codes(case: Case, measure: Measure) -> Mapping[str, tuple[str, ...]]:
    """Return, for each dimension that breaks the measure down, the codes that the claim's words pick.

    A part of a code picks that code.  Else the words that name what is counted decide; where they pick none, those of
    the claim, right behind it, and of its subject; last its sentence, where no agency tells what the measure counts.
    Codes that are denied ("had never been convicted") pick all the others.
    """
    picked: dict[str, tuple[str, ...]] = {}
    texts = _texts(case, measure)
    rate = measure.rates.get(case.claim.topic or "")
    piece = is_of_part(case, measure)
    for dimension, codes in measure.code_words.items():
        if rate is not None and dimension == rate.dimension:
            picked[dimension] = (rate.part,)
            continue
        if dimension in COUNTINGS or dimension == AREA:
            continue
        whole = next((code for code, named in measure.part_words.get(dimension, {}).items() if piece in named), None)
        if whole is not None:
            picked[dimension] = (whole,)
            continue
        for text in texts:
            found = _hits(text, codes)
            if found:
                stated = tuple(code for code in found if not _is_denied(text, codes, [code]))
                picked[dimension] = stated or _others(measure, dimension, codes, found)
                break
    return picked


def _texts(case: Case, measure: Measure) -> list[str]:
    """Return the texts whose words pick codes, in the order in which they are asked."""
    return [_NONE_AT_ALL.sub(lambda found: found["no"] or "without a ", text) for text in _spoken(case, measure)]


_NONE_AT_ALL = re.compile(
    r"(?i)(?P<no>\b(?:no|a)\s)(?:known|prior|previous|past|existing)\s|\bwithout\s(?:any|a\sknown|a\sprior|known|prior|a\sprevious)\s"
)
"""'No prior criminal record', 'without any record': the words of the record, with one more."""


def _spoken(case: Case, measure: Measure) -> list[str]:
    claim = case.claim
    said = _HOLDER.sub(r"\1 ", f"{case.words}{case.tail}")
    agencies = any(is_agency(agency) for agency in measure.covers)
    if claim.kind in {"share", "characterisation"}:
        return [f"{claim.population or ''} … {said}", *([case.told] if agencies else _around(case))]
    texts = [claim.population or case.words]
    if not names_people(claim.population):
        texts += [said, " … ".join([case.subject, case.words, *claim.scope])]
    if not agencies:
        texts += _around(case)
    return texts


_HOLDER = re.compile(r"\b(in|into|to|from)\s(?:[A-Z][\w.]*\s){1,4}(?=(?:detention|custody)\b)")
"""'Into ICE detention' says where somebody was held, not who made the arrest."""


def _around(case: Case) -> list[str]:
    """Return the sentence without who says it; with it too where nothing else tells that the whole is meant."""
    whole = mentions_any(case.told, lexicon("words")["whole"]["words"])
    told, sentence = (_ASIDE.sub("", _TELLER.sub(" ", text)) for text in (case.told, case.sentence))
    return [told] if whole is not None else [told, sentence]


_TELLER = re.compile(
    r"(?i)\b(?:federal\s|u\.s\.\s|new\s|the\s){0,3}government(?:['’]s)?\s(?:data|figures|numbers|report|survey|statistics|records|officials?|economists?|"
    r"statisticians?|said|says|reported|announced)\b"
)
"""A government that reports is no industry."""


_ASIDE = re.compile(
    r"(?i),\s(?:chiefly|mostly|mainly|largely|primarily|principally|especially|particularly|notably|led\sby|driven\sby|including|with\s(?:gains|losses|most|the)|"
    r"much\sof\s(?:it|them)|most\sof\s(?:it|them)|even\sas|despite|excluding)\b[^.;]*"
)
"""What is added behind a comma: parts of what is counted, which it is not a claim about."""


_DENIED = re.compile(
    r"\b(?:no|not|never|without|neither|nor|lack|lacks|lacked|lacking|\w+n't)\b(?:\s(?!but\b|and\b)[\w']+){0,6}\s\Z"
)


def _is_denied(text: str, codes: Mapping[str, Sequence[str]], found: Sequence[str]) -> bool:
    """Say whether every code found is denied by a word shortly before it that is no part of the code's own words."""
    folded = fold(text)
    for code in found:
        hit = fold(mentions_any(text, codes[code]) or "")
        place = folded.find(hit)
        if place < 0 or hit.startswith(("no ", "without ", "non")) or _DENIED.search(folded[:place]) is None:
            return False
    return bool(found)


def _others(
    measure: Measure, dimension: str, codes: Mapping[str, Sequence[str]], found: Sequence[str]
) -> tuple[str, ...]:
    """Return the codes of a dimension other than those found and its total."""
    total = dict(measure.key).get(dimension)
    return tuple(code for code in codes if code not in found and code != total)


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


def restricted_to(case: Case, measure: Measure) -> str | None:
    """Return the words that narrow what is counted to something of which the measure tells nothing; ``None``: none do.

    'Venezuelan migrants', 'people with children', 'violent criminals': none of them is a code.
    """
    population = case.claim.population
    characters = [word for item in measure.characterisations for word in item.words]
    if population and mentions_any(population, characters) and not picked_codes(case, measure):
        return population
    said = f"{case.words}{case.tail}"
    known = [word for codes in measure.code_words.values() for named in codes.values() for word in named]
    known += [*measure.claimed_by, *measure.only_with, measure.event, measure.unit]
    longer = [word for word in known if len(word.split()) > 1]
    left = fold(said)
    for phrase in sorted(map(fold, longer), key=len, reverse=True):
        left = left.replace(phrase, " ")
    finer = mentions_any(left, lexicon("words")["finer"]["words"])
    if finer is not None and mentions_any(finer, known) is None:
        return finer
    people = _people().search(case.told if case.claim.kind == "share" else said)
    if people is not None and mentions_any(people.group(), known) is None:
        return people.group()
    group = mentions_any(case.told, lexicon("words")["finer"]["groups"]) if case.claim.topic == "unemployment" else None
    if group is not None:
        return group
    if case.claim.kind in {"level", "event"} and not picked_codes(case, measure):
        behind = _RESTRICTED.match(case.tail)
        at = case.claim.end
        timed = any(at <= time.start < at + len(case.tail) and time.start - at < _NEAR for time in case.reading.times)
        if behind is not None and not timed and mentions_any(case.tail, measure.only_with) is None:
            return " ".join(case.tail.split()[:6])
    return _unknown(case, measure)


@cache
def _people() -> re.Pattern[str]:
    """Return the pattern of people from one country: 'Venezuelans', 'Haitian migrants', not 'the Mexican border'."""
    finer = lexicon("words")["finer"]
    stems, behind = ("|".join(map(re.escape, finer[name])) for name in ("peoples", "peoples_behind"))
    return re.compile(rf"\b(?:{stems})(?:s\b|(?:\sand\s\w+)?\s(?:{behind})s?\b)")


_NEAR = 16
"""Characters behind a claim in which a time begins that its preposition leads to: 'from July', 'over the last week'."""

_RESTRICTED = re.compile(
    r"\s(?:with|who|whose|without|aged|suspected|accused|wanted|from\s[A-Z]|of\s[A-Z]|as\syoung|in\s(?:their|courthouses))\b"
)


def _unknown(case: Case, measure: Measure) -> str | None:
    """Return the words of the population that neither the measure nor plain words for people explain."""
    population = case.claim.population
    if population is None or case.claim.kind not in {"level", "event", "change", "rank", "target"}:
        return None
    words = lexicon("words")
    known = [measure.topic, measure.unit, measure.event, *measure.claimed_by, *measure.only_with]
    known += [word for codes in measure.code_words.values() for named in codes.values() for word in named]
    known += [word for codes in measure.part_words.values() for named in codes.values() for word in named]
    known += [word for item in measure.characterisations for word in item.words]
    known += [*words["units"]["jobs" if measure.unit == "job" else "persons"], *words["finer"]["plain"]]
    left = fold(population)
    for phrase in sorted({fold(word) for word in known}, key=len, reverse=True):
        left = re.sub(rf"(?<!\w){re.escape(phrase)}(?:e?s)?(?!\w)", " ", left)
    left = " ".join(word for word in left.split() if not word.isdigit() and len(word) > 1)
    return population if left else None


def names_people(population: str | None) -> bool:
    """Say whether a population is named that says which people or jobs are meant: 'people' alone does not."""
    units = lexicon("words")["units"]
    known = {fold(word) for name in ("persons", "jobs") for word in units[name]}
    return population is not None and not {fold(population), fold(population).rstrip("s")} & known


_AND_REST = re.compile(r"(?i)\b(?:the\srest\sof|others?\sin|the\swhole\sof|all\sof)\sthe\b")
"""'Hotels, bars and the rest of the leisure and hospitality industry' is the whole of it."""


def is_of_part(case: Case, measure: Measure) -> str | None:
    """Return the words by which a claim counts only a part of one code: hotels, of leisure and hospitality."""
    population = case.claim.population
    text = population or f"{case.claim.actor or ''} … {case.words}"
    words = [word for codes in measure.part_words.values() for named in codes.values() for word in named]
    whole = [word for codes in measure.code_words.values() for named in codes.values() for word in named]
    for about in (text,) if names_people(population) else (text, _ASIDE.sub("", case.told)):
        part = mentions_any(about, words)
        if part is not None and _AND_REST.search(about) is None:
            longer = mentions_any(about, whole)
            return None if longer is not None and mentions(longer, part) else part
        if mentions_any(about, whole) is not None:
            return None
    return None


_BEFORE = 60
"""Characters before a figure in which it is said to be the nation's."""
_NATION = re.compile(
    r"(?i)\b(?:(?:the\s)?(?:nation|country)['’]s|national|nationwide|U\.S\.)\s(?:[a-z]+\s){0,3}(?:of\s)?(?:about\s|nearly\s)?\Z"
)
"""'In California 5.5 percent, well above the nation's 4.4 percent'."""


def is_whole_area(case: Case, measure: Measure) -> bool:
    """Say whether the claim is about the area that the measure counts by default."""
    areas, quantity = case.claim.area, case.quantity
    if quantity is not None and _NATION.search(case.text, max(0, quantity.start - _BEFORE), quantity.start) is not None:
        return True
    national = lexicon("words")["areas"]["national"]
    own = {fold(measure.area), *national, *(fold(words) for words in measure.only_with)}
    return not areas or any(fold(area) in own for area in areas)


def area_code(case: Case, measure: Measure) -> str | None:
    """Return the code of the one area that the claim names; ``None`` where it is not one, or not counted.

    A place that reading does not know (a district, a borough) is named by its words in the measure.
    """
    if not case.claim.area:
        return _named_area(case, measure)
    if is_whole_area(case, measure) or len(case.claim.area) != 1:
        return None
    name = fold(case.claim.area[0])
    labels = measure.dimensions.get(AREA, {})
    return next((code for code, label in labels.items() if fold(label) == name), None)


def _named_area(case: Case, measure: Measure) -> str | None:
    """Return the code of the one area whose words, with a capital, stand in what the claim is about."""
    words = measure.code_words.get(AREA, {})
    if not words:
        return None
    found: set[str] = set()
    for text in (case.claim.actor or "", case.words, f"{case.words}{case.tail}", case.told):
        found = {code for code in _hits(text, words) if any(word in text for word in words[code])}
        if found:
            break
    return next(iter(found)) if len(found) == 1 else None


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
        if any(
            when.start <= item.period.start and (when.end is None or item.period.end <= when.end)
            for item in held.observations
        ):
            return key
    return first
