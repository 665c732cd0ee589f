"""Claims about what reading has no topic for, taken to a newsroom's own measure by the words that claim it.

Reading knows the topics of the shipped measures.  A measure of any other topic says in ``claimed_by`` by which words a
claim means it; they have to stand in what the claim is about, and its unit has to be the measure's.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.check.case import Case
from onrecord.check.lexicon import fold, lexicon, mentions_any
from onrecord.check.wording import plural
from onrecord.model import Gap, Measure, Quantity

__all__ = ["in_own_words"]

_BEFORE = 60
"""Characters before a movement in which its subject stands."""
_SET_AGAINST = re.compile(r"(?i)\b(?:from|than|with|against|versus|below|above)\s(?:[a-z]+\s){0,2}\Z")
"""'From 8,085 in August': what another figure is set against is told for a time of its own."""
_PUT = re.compile(
    r"(?i)\b(?:puts?|putting|pegged|pegs|placed)\s(?:the\s)?(?P<what>[^.;,]{3,60}?)\sat\s(?:[a-z]+\s){0,3}\Z"
)
"""'Federal figures put ICE arrests for January at just over 38,000'."""
_TO_FIGURE = re.compile(r"\s(?:back\s)?to\s(?:[a-z]+\s){0,2}\d")
"""'Fell to 4.3 percent' is told by the figure."""
_MONEY = re.compile(r"[A-Z]{3}")
_BREAK = re.compile(r"[;:—–]|,\s(?:and|but|while|as)\s|\s(?:but|while|whereas)\s")


def in_own_words(case: Case, measures: Sequence[Measure], gaps: Sequence[Gap]) -> Case:
    """Return the case with the topic and unit of the measure that the claim's words mean, else the case as it is.

    Two measures that are meant by words of one length are a doubt, and there is no match.
    """
    read = set(lexicon("words")["topics"]["read"])
    if (headed := _headed(case, [measure for measure in measures if measure.topic in read])) is not None:
        return replace(case, claim=replace(case.claim, topic=headed.topic, population=None))
    own = [measure for measure in measures if measure.topic not in read]
    if not own or case.claim.topic in read | {gap.topic for gap in gaps}:
        return case
    fitting = [measure for measure in own if _fits(case, measure)]
    found = sorted(
        ((len(words), measure.id, measure) for measure in fitting if (words := _meant(case, measure))),
        key=lambda item: item[:2],
    )
    if not found or (len(found) > 1 and found[-1][0] == found[-2][0]):
        return case
    measure = found[-1][2]
    return replace(
        case,
        claim=replace(case.claim, topic=measure.topic, population=_population(case, measure)),
        quantity=_in_unit(case, measure),
    )


def _headed(case: Case, measures: Sequence[Measure]) -> Measure | None:
    """Return the measure claimed by a phrase of its own where reading knew no topic, or only a word of it.

    'The unemployment rate' was read as a rate, 'the number of people in ICE detention' as people.
    """
    claim, quantity = case.claim, case.quantity
    topic, actor = claim.topic or "", case.subject
    if topic in lexicon("words")["topics"]["read"]:
        counted = _subject(actor, measures)
        return counted if counted is not None and counted.topic != topic else None
    if quantity is not None and _SET_AGAINST.search(case.text, max(0, quantity.start - _BEFORE), quantity.start):
        return None
    if claim.kind == "change" and (
        _TO_FIGURE.match(case.text, claim.end) is not None
        or (quantity is not None and quantity.change not in {"up", "down", "by"})
    ):
        return None
    before = case.text[max(0, claim.start - _BEFORE) : claim.start].rsplit("\n", 1)[-1]
    about = " … ".join([actor, claim.population or "", f"{re.split(r'[.!?;,]', before)[-1]}{case.words}"])
    put = _PUT.search(
        case.text, max(0, (quantity.start if quantity else 0) - 2 * _BEFORE), quantity.start if quantity else 0
    )
    if not topic and put is not None:
        named = {item.topic: item for item in measures if mentions_any(put["what"], [item.event, item.topic])}
        return next(iter(named.values())) if len(named) == 1 else None
    found = {}
    for measure in measures:
        phrases = [words for words in measure.claimed_by if " " in words]
        by_head = mentions_any(about, [words for words in phrases if topic and words.endswith(f" {topic}")])
        by_actor = mentions_any(f"{actor} … {_head(case)}", phrases) if topic in {"", measure.unit} else None
        if by_head or by_actor:
            found[measure.topic] = measure
    return next(iter(found.values())) if len(found) == 1 else None


def _head(case: Case) -> str:
    """Return the words up to the first comma of the sentence of a bare figure told for a time of its own."""
    claim, quantity = case.claim, case.quantity
    is_bare = claim.kind == "level" and claim.topic is None and quantity is not None and quantity.unit is None
    is_dated = claim.period is not None and "/" not in (claim.period.timex or "/")
    return re.split(r"[,;:]", case.sentence)[0][:_BEFORE] if is_bare and is_dated else ""


def _subject(actor: str, measures: Sequence[Measure]) -> Measure | None:
    """Return the measure whose event begins the subject of a claim: 'book-ins after arrests' are no arrests."""
    first = fold(actor)
    if " " not in first:
        return None
    found = {
        measure.topic: measure
        for measure in measures
        if first.startswith((f"{fold(measure.event)} ", f"{plural(fold(measure.event))} ")) and not measure.only_with
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _meant(case: Case, measure: Measure) -> str | None:
    """Return the words in what a claim is about, its subject and its part of the sentence, that claim the measure."""
    claim = case.claim
    before = case.text[max(0, claim.start - 120) : claim.start].rsplit("\n", 1)[-1]
    before = re.split(r"[.!?]\s", before)[-1]
    near = _BREAK.split(before)[-1]
    about = " … ".join([claim.actor or "", claim.population or "", f"{near}{case.words}", case.tail.split(" and ")[0]])
    words = mentions_any(about, measure.claimed_by)
    return None if words is None or _is_of_one(case, words, measure) else words


def _is_of_one(case: Case, words: str, measure: Measure) -> bool:
    """Say whether the words are somebody's whom the measure does not know: 'earnings of Acme', 'Acme's earnings'."""
    form = rf"{re.escape(words)}\w*"
    found = re.search(
        rf"(?i:\b{form}\s(?:of|at|for|by)\s(?:the\s)?)(?P<of>[A-Z][\w.&-]*)"
        rf"|(?P<whose>[A-Z][\w.&-]*)['’]s?\s(?:[a-z-]+\s){{0,2}}(?i:{form})",
        case.sentence,
    )
    if found is None:
        return False
    known = [*lexicon("words")["whole"]["words"], *lexicon("words")["areas"]["national"], measure.area, *measure.covers]
    known += [word for codes in measure.code_words.values() for named in codes.values() for word in named]
    return mentions_any(found["of"] or found["whose"], known) is None


def _fits(case: Case, measure: Measure) -> bool:
    """Say whether a claim's figure, if it has one, is in the measure's unit, or a part or change of it in percent."""
    quantity = case.quantity
    if quantity is None or quantity.unit is None:
        return True
    if fold(quantity.unit) in lexicon("words")["units"]["percents"]:
        return measure.unit == "percent" or case.claim.kind in {"change", "share"}
    if measure.unit == "percent":
        return False
    if _MONEY.fullmatch(quantity.unit):
        per = [quantity.per] if quantity.per else []
        rates = {words: [fold(words), f"{fold(words)}ly"] for words in per}
        named = all(mentions_any(" ".join([*measure.claimed_by, measure.unit]), forms) for forms in rates.values())
        return _is_money(quantity.unit, measure) and named
    names = [measure.unit, measure.event, measure.topic, *measure.claimed_by]
    return mentions_any(quantity.unit, names) is not None


def _is_money(code: str, measure: Measure) -> bool:
    """Say whether a measure counts money of this ISO code."""
    names = lexicon("words")["money"].get(code, [code.lower()])
    return fold(measure.unit) in {fold(name) for name in names}


def _in_unit(case: Case, measure: Measure) -> Quantity | None:
    """Return the figure in the measure's own unit: 'USD per hour' of hourly earnings is the measure's dollar."""
    quantity = case.quantity
    if quantity is None or quantity.unit is None or not _MONEY.fullmatch(quantity.unit):
        return quantity
    return replace(quantity, unit=measure.unit, per=None)


def _population(case: Case, measure: Measure) -> str | None:
    """Return what is counted, or ``None`` where that is what the measure counts."""
    population = case.claim.population
    return None if population and mentions_any(population, [measure.unit, *measure.claimed_by]) else population
