"""Claims found by their triggers, before the slots around them are filled.

A number with a topic (level, target, share, change, forecast), a superlative over a stated range, a label for those
whom a measure counts, a target said to be met or missed, an effect on work told without a number.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.model import ClaimKind, Comparator, Polarity, Quantity, SegmentKind, Span, TargetStatus, Time, WhyNot
from onrecord.read.counted import rate_near
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.mentions import has_word, industries_in
from onrecord.read.slots import clause_of
from onrecord.read.topics import Matter, nearest_topic, topic_of_quantity
from onrecord.read.wording import start_with_wording

__all__ = ["Draft", "Scene", "drafts_in"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim at ``span`` found by the words at ``anchor``; ``linked`` asks for the last target of the text."""

    span: Span
    anchor: Span
    clause: Span
    kind: ClaimKind
    topic: str | None
    quantity: Quantity | None = None
    baseline: Quantity | None = None
    population: str | None = None
    polarity: Polarity = "+"
    comparator: Comparator | None = None
    target_status: TargetStatus | None = None
    why_not: WhyNot | None = None
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence in its segment, with the numbers and times in it."""

    span: Span
    segment: SegmentKind
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]


def drafts_in(text: str, scene: Scene, matter: Matter) -> Iterator[Draft]:
    """Yield the claims of one sentence by their triggers."""
    sentence = scene.span
    yield from _counted(text, scene, matter)
    labels = list(_labels(text, sentence)) if "labels" in matter.known else []
    yield from labels
    at = 0
    for draft in _ranks(text, scene, matter):
        while at < len(labels) and labels[at].span.end <= draft.anchor.start:
            at += 1
        if at == len(labels) or not draft.anchor.overlaps(labels[at].span):
            yield draft
    yield from _progress(text, sentence, matter)
    yield from _effects(text, sentence)


# --- numbers ---


def _counted(text: str, scene: Scene, matter: Matter) -> Iterator[Draft]:
    """Yield a claim for each number that a topic counts."""
    sentence, quantities = scene.span, scene.quantities
    for index, quantity in enumerate(quantities):
        anchor = Span(quantity.start, quantity.end)
        clause = clause_of(text, sentence, anchor)
        status = _target_status(text, clause, anchor)
        topic = matter.fit(topic_of_quantity(text, quantity, clause, aimed=status is not None))
        if topic is None or _is_baseline(text, quantities, index) or _IF.match(text, clause.start):
            continue
        baseline = quantities[index - 1] if index and _is_baseline(text, quantities, index - 1) else None
        span = _span_of(text, quantity, clause)
        population = _population_of(quantity, topic) or _industry_of(text, clause, topic)
        forecast = has_word(text[clause.start : quantity.start], "claims", "forecast")
        if status is not None and quantity.unit != "time":
            comparator = quantity.comparator if quantity.comparator not in {"=", "~"} else ">="
            yield Draft(span, anchor, clause, "target", topic, quantity, None, population, "+", comparator, status)
        elif forecast:
            yield Draft(span, anchor, clause, "forecast", topic, quantity, baseline, population, why_not="forecast")
        elif quantity.change in {"up", "down"} or baseline is not None:
            down = quantity.change == "down" or (baseline is not None and (baseline.low or 0) > (quantity.low or 0))
            polarity: Polarity = "-" if down else "+"
            yield Draft(
                span, anchor, clause, "change", topic, quantity, baseline, population, polarity, quantity.comparator
            )
        elif quantity.unit == "percent" and topic != "unemployment":
            span = Span(span.start, max(span.end, min(clause.end, quantity.end + 160)))
            span = Span(span.start, span.start + len(text[span.start : span.end].rstrip(' .,;:!?"”’')))
            yield Draft(span, anchor, clause, "share", topic, quantity, None, quantity.of, "+", quantity.comparator)
        else:
            yield Draft(span, anchor, clause, "level", topic, quantity, None, population, "+", quantity.comparator)


_IF = re.compile(r"(?i)[\"“‘'\s]*(?:if|whether|unless|suppose)\b")


def _target_status(text: str, clause: Span, anchor: Span) -> TargetStatus | None:
    """Return the status of the target that the clause speaks of, or None where it speaks of none."""
    near = text[clause.start : min(clause.end, anchor.end + 60)]
    statuses: tuple[TargetStatus, ...] = ("quota", "directive", "pledge", "goal")
    return next((status for status in statuses if has_word(near, "claims", "target", status)), None)


def _is_baseline(text: str, quantities: Sequence[Quantity], index: int) -> bool:
    """Say whether a number is the 'from' of the next one's 'to'."""
    quantity = quantities[index]
    if (
        index + 1 >= len(quantities)
        or re.search(r"(?i)\bfrom\s[$€£]?\Z", text[max(0, quantity.start - 8) : quantity.start]) is None
    ):
        return False
    following = quantities[index + 1]
    return re.fullmatch(r"[\w\s’'-]{0,40}\bto\s(?:[a-z]+\s){0,2}", text[quantity.end : following.start]) is not None


def _span_of(text: str, quantity: Quantity, clause: Span) -> Span:
    """Return the words of the claim: the number, what it counts, its rate, and the verb that belongs to it."""
    start, end = quantity.start, quantity.end
    if quantity.of:
        last = quantity.of.rsplit(" ", 1)[-1]
        after = text.find(last, quantity.end, min(clause.end, quantity.end + 120))
        if after >= 0:
            end = after + len(last)
        else:
            before = text.rfind(last, max(clause.start, quantity.start - 80), quantity.start)
            start = before if before >= 0 else start
    rate = rate_near(text, quantity.start, quantity.end, clause.end) if quantity.per else None
    end = max(end, rate[1]) if rate else end
    verb = _living().match(text, end, clause.end)
    return Span(min(start, start_with_wording(text, quantity.start)), verb.end() if verb else end)


@cache
def _living() -> re.Pattern[str]:
    return re.compile(rf"(?i)\s{word_pattern(load_lexicon('topics')['population']['acts'])}\b")


def _population_of(quantity: Quantity, topic: str) -> str | None:
    """Return the people counted, where the number counts people."""
    person = quantity.unit in set(load_lexicon("claims")["people"]["units"])
    return quantity.of if quantity.of and (topic == "population" or person) else None


def _industry_of(text: str, clause: Span, topic: str) -> str | None:
    """Return the industry whose work a clause speaks of, where it names just one."""
    named = industries_in(text, clause) if topic == "employment" else ()
    return named[0].group() if len(named) == 1 else None


# --- labels, ranks, progress, effects ---


@cache
def _label() -> re.Pattern[str]:
    table = load_lexicon("claims")["characterisation"]
    return re.compile(
        rf"(?i)(?<![\w-])(?:the\s)?{word_pattern(table['heads'])}(?:,?\s{word_pattern(table['tails'])}){{0,5}}(?![\w-])"
    )


def _labels(text: str, sentence: Span) -> Iterator[Draft]:
    """Yield the labels of those whom a measure counts: 'the worst of the worst'."""
    for found in _label().finditer(text, sentence.start, sentence.end):
        span = Span(found.start(), found.end())
        topic = str(load_lexicon("claims")["characterisation"]["topic"][0])
        clause = clause_of(text, sentence, span)
        words = re.sub(r"\s+", " ", found.group())
        yield Draft(span, span, clause, "characterisation", topic, population=words)


@cache
def _superlative() -> re.Pattern[str]:
    table = load_lexicon("claims")["rank"]
    return re.compile(
        rf"(?i)\b(?:the\s)?(?:(?:single|second|third|second-|third-)\s?)?(?:(?P<level>{word_pattern(table['levels'])})|{word_pattern(table['superlatives'])})\b"
        rf"|\b(?:an?\s)?(?P<record>{word_pattern(table['records'])})\b"
    )


@cache
def _over() -> re.Pattern[str]:
    over = word_pattern(load_lexicon("claims")["rank"]["over"])
    return re.compile(rf"(?i)\b(?:{over}|in\s(?:[\w.’'-]+\s){{0,3}}history|since\s|of\sany\s[\w-]+|in\s)")


_STOP = re.compile(r"[;:”\"]|,\s|(?<![A-Z])\.\s")


def _ranks(text: str, scene: Scene, matter: Matter) -> Iterator[Draft]:
    """Yield superlatives whose range is stated: 'the largest ... in U.S. history', 'the most since 2019'."""
    sentence, at = scene.span, scene.span.start
    for found in _superlative().finditer(text, sentence.start, sentence.end):
        if found.start() < at:
            continue
        limit = min(sentence.end, found.end() + 140)
        stop = _STOP.search(text, found.end(), limit)
        limit = stop.start() if stop else limit
        end = found.end() if found["record"] else _end_of_range(text, found.end(), limit, scene.times)
        if end is None:
            continue
        anchor = Span(found.start(), found.end())
        span, clause = Span(found.start(), end), clause_of(text, sentence, anchor)
        topic = nearest_topic(text, span, anchor, "nouns")
        if topic is None and (found["record"] or found["level"]):
            topic = nearest_topic(text, clause, anchor, "nouns")
        if topic is None:
            continue
        at = end
        yield Draft(span, anchor, clause, "rank", matter.fit(topic))


def _end_of_range(text: str, start: int, limit: int, times: Sequence[Time]) -> int | None:
    """Return where the range of a superlative ends ('in U.S. history', 'since 2019'), or None where it states none."""
    for found in _over().finditer(text, start, limit):
        word = found.group().strip().lower()
        if word not in {"in", "since"}:
            return found.end()
        time = next((item for item in times if 0 <= item.start - found.end() <= 12), None)
        if time is not None and (word == "since" or time.type == "DURATION"):
            return time.end
    return None


@cache
def _met() -> re.Pattern[str]:
    table = load_lexicon("claims")["progress"]
    verbs, links, nouns = (word_pattern(table[name]) for name in ("verbs", "links", "nouns"))
    return re.compile(
        rf"(?i)\b{verbs}\s(?:[a-z]{{1,20}}\s)?(?:{links}\s)?(?:these|those|the|its|their|that|this|his|her|our)\s"
        rf"(?:[\w-]{{1,24}}\s){{0,3}}{nouns}\b"
    )


_WHO = re.compile(
    r"(?i)(?<![\w’'-])(?:(?:the|federal|its|their|senior|local|these)\s)?[a-z’'-]{1,30}\s"
    r"(?:(?:is|are|was|were|has|have|had|been)\s){0,2}\Z"
)


def _progress(text: str, sentence: Span, matter: Matter) -> Iterator[Draft]:
    """Yield judgements of whether a target is met: 'struggling to meet these quotas'."""
    for found in _met().finditer(text, sentence.start, sentence.end):
        low = max(sentence.start, found.start() - 60)
        who = _WHO.search(text[low : found.start()])
        span = Span(low + who.start() if who else found.start(), found.end())
        clause = clause_of(text, sentence, span)
        topic = matter.fit(nearest_topic(text, clause, span, "nouns"))
        anchor = Span(found.start(), found.end())
        yield Draft(span, anchor, clause, "characterisation", topic, why_not="too_vague", linked=True)


@cache
def _hit() -> re.Pattern[str]:
    table = load_lexicon("claims")["effect"]
    things, falls, rises, lost, gained = (
        word_pattern(table[key]) for key in ("things", "falls", "rises", "lost", "gained")
    )
    return re.compile(
        rf"(?i)\b(?:{things}[\s-](?:(?P<fall>{falls})|(?P<rise>{rises}))"
        rf"|(?:(?P<lost>{lost})|(?P<gained>{gained}))\s(?:(?:many|some|its|their|most|thousands\sof|more|the)\s)?(?:[a-z]{{1,20}}\s)?(?:workers|jobs|staff|employees))\b"
    )


_REACH = 300
"""Characters to either side of an effect in which the industries it falls on are named."""

_LIST_END = re.compile(r";\s|,\s(?=(?:a|an|the|which|who|while|but|said|according|he|she|they|it)\s)|\.\s")


def _effects(text: str, sentence: Span) -> Iterator[Draft]:
    """Yield effects on work told without a number, one for each industry named."""
    for found in _hit().finditer(text, sentence.start, sentence.end):
        anchor = Span(found.start(), found.end())
        limit = min(sentence.end, found.end() + _REACH)
        stop = _LIST_END.search(text, found.end(), limit)
        after = industries_in(text, Span(found.end(), stop.start() if stop else limit))
        named = after or industries_in(text, Span(max(sentence.start, found.start() - _REACH), found.start()))
        ends = [anchor.start, anchor.end, *(place for match in named for place in match.span())]
        span, clause = Span(min(ends), max(ends)), clause_of(text, sentence, anchor)
        polarity: Polarity = "-" if found["fall"] or found["lost"] else "+"
        populations: list[str | None] = [match.group() for match in named]
        for population in populations or [None]:
            yield Draft(span, anchor, clause, "change", "employment", population=population, polarity=polarity)
