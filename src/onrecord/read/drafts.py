"""Claims found by their triggers, before the slots around them are filled.

A number with a topic (level, target, share, change, forecast), a superlative over a stated range, a movement or an
effect told without a number, a label for those whom a measure counts, a judgement, a target said to be met or missed.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.model import Change, Polarity, Quantity, Span, TargetStatus
from onrecord.read.counted import rate_near
from onrecord.read.labels import judgements_in, labels_in, persons_in, progress_in, vague_in
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.mentions import has_word
from onrecord.read.scene import Draft, Scene
from onrecord.read.slots import clause_of
from onrecord.read.superlatives import ranks_in
from onrecord.read.topics import Matter, topic_of_quantity
from onrecord.read.trends import effects_in, industry_of, is_ahead, trends_in
from onrecord.read.wording import start_with_wording

__all__ = ["drafts_in"]


def drafts_in(text: str, scene: Scene, matter: Matter) -> Iterator[Draft]:
    """Yield the claims of one sentence by their triggers."""
    sentence = scene.span
    counted = list(_counted(text, scene, matter))
    yield from counted
    trends = list(trends_in(text, scene, matter))
    labels = [label for label in labels_in(text, sentence) if not _is_counted(label, [*counted, *trends])]
    labels = labels if "labels" in matter.known else []
    yield from labels
    at = 0
    ranks = list(ranks_in(text, scene, matter))
    for draft in ranks:
        while at < len(labels) and labels[at].span.end <= draft.anchor.start:
            at += 1
        if at == len(labels) or not draft.anchor.overlaps(labels[at].span):
            yield draft
    yield from progress_in(text, sentence, matter)
    effects = [effect for effect in effects_in(text, scene) if not _is_ranked(effect, ranks)]
    yield from effects
    yield from (draft for draft in trends if not any(draft.anchor.overlaps(other.anchor) for other in effects))
    yield from judgements_in(text, scene, matter)
    yield from vague_in(text, scene, matter)
    yield from persons_in(text, scene, matter)


def _is_ranked(effect: Draft, ranks: Sequence[Draft]) -> bool:
    """Say whether an effect is only what a superlative is of: 'the job gain was the largest', 'the worst job loss'."""
    return any(
        effect.anchor.overlaps(rank.span) or (effect.is_noun and effect.clause == rank.clause and effect.anchor.end <= rank.anchor.start)
        for rank in ranks
    )


def _is_counted(label: Draft, counted: Sequence[Draft]) -> bool:
    """Say whether a label names those whom a number counts: then the number makes the claim."""
    return any(
        draft.span.start <= label.span.start <= draft.span.end + _BEHIND
        or (draft.kind == "change" and draft.clause.contains(label.span))
        for draft in counted
    )


def _counted(text: str, scene: Scene, matter: Matter) -> Iterator[Draft]:
    """Yield a claim for each number that a topic counts."""
    sentence, quantities = scene.span, scene.quantities
    before: str | None = None
    for index, quantity in enumerate(quantities):
        anchor = Span(quantity.start, quantity.end)
        clause = clause_of(text, sentence, anchor)
        status = _target_status(text, clause, anchor)
        topic = matter.fit(topic_of_quantity(text, quantity, clause, aimed=status is not None))
        if topic is None and before == "employment" and quantity.unit is None and _is_made(text, quantity, clause):
            topic = before
        if before is not None and index and quantity.unit == "percent" and _ELLIPSIS.search(
            text, quantities[index - 1].end, quantity.start
        ):
            topic = before
        before = topic or before
        if topic is None or _is_baseline(text, quantities, index) or _IF.match(text, clause.start):
            continue
        if (
            index
            and quantities[index - 1].unit == "percent"
            and _DENOMINATOR.search(text, clause.start, quantity.start)
        ):
            continue
        if _FROM.search(text, max(clause.start, quantity.start - 32), quantity.start):
            continue
        if _HANDLED.search(text, max(clause.start, quantity.start - 48), quantity.start) and _BY_ACT.match(
            text, quantity.end
        ):
            continue
        if _is_part_of_one(text, quantity) or _OF_ONE.match(text, quantity.end):
            continue
        baseline = quantities[index - 1] if index and _is_baseline(text, quantities, index - 1) else None
        span = _span_of(text, quantity, clause)
        population = _population_of(quantity, topic) or industry_of(text, clause, topic)
        forecast = is_ahead(text, clause, Span(clause.start, quantity.start))
        moved = _moved(text, quantity, clause, topic)
        if status is not None and quantity.unit != "time" and moved is None:
            comparator = quantity.comparator if quantity.comparator not in {"=", "~"} else ">="
            if _CEILING.search(text, clause.start, quantity.start) or topic == "unemployment":
                comparator = "<="
            yield Draft(span, anchor, clause, "target", topic, quantity, None, population, "+", comparator, status)
        elif forecast or (status is not None and moved is not None and _TO_DO.search(text, clause.start, quantity.start)):
            yield Draft(span, anchor, clause, "forecast", topic, quantity, baseline, population, why_not="forecast")
        elif moved in {"up", "down"} or baseline is not None:
            down = moved == "down" or (moved != "up" and _falls(baseline, quantity))
            polarity: Polarity = "-" if down else "+"
            span = Span(min(span.start, _verb_start(text, clause, anchor)), span.end)
            yield Draft(
                span, anchor, clause, "change", topic, quantity, baseline, population, polarity, quantity.comparator
            )
        elif quantity.unit == "percent" and topic != "unemployment":
            span = Span(span.start, max(span.end, min(clause.end, quantity.end + 160)))
            span = Span(span.start, span.start + len(text[span.start : span.end].rstrip(' .,;:!?"”’')))
            yield Draft(span, anchor, clause, "share", topic, quantity, None, quantity.of, "+", quantity.comparator)
        else:
            yield Draft(span, anchor, clause, "level", topic, quantity, None, population, "+", quantity.comparator)


_AIM = 40
"""Characters behind a number in which a word says that it is aimed at: 'a 3,000-arrest-a-day goal'."""
_BEHIND = 24
"""Characters behind a number in which a label says whom it counts: '19,000 people with no criminal record'."""
_FROM = re.compile(
    r"(?i)\b(?:(?:down|up)\sfrom|instead\sof|rather\sthan|as\sopposed\sto|compared\s(?:with|to)|versus|against|out\sof(?:\sa\stotal\sof)?)\s(?:the\s|an?\s|about\s|around\s|roughly\s|some\s|just\s|only\s|nearly\s|almost\s){0,2}\Z"
)
"""Words before a figure that another is set against: it is no claim of its own."""
_CEILING = re.compile(
    r"(?i)\b(?:down|lower\w*|cut|cutting|cuts|reduc\w+|limit\w*|cap|capped|capping|shrink\w*|drop|fall|keep|kept|keeping|hold|bring)\b[^.;:]{0,70}?"
    r"\b(?:down\sto|to|at|below|under|beneath)\s(?:about\s|around\s|roughly\s|some\s|just\s|no\smore\sthan\s|an?\s|the\s){0,2}\Z"
)
"""Words of a target that is not to be exceeded: 'bring the rate down to 4 percent'."""
_TO_DO = re.compile(r"(?i)\bto\s(?:[a-z]+ly\s)?(?:cut|lose|shed|eliminate|slash|add|create|hire|gain|generate)\s(?:[a-z]+\s){0,4}\Z")
"""What somebody plans to do with a number of jobs has not been done yet."""
_ELLIPSIS = re.compile(
    r"(?i)(?:,|\s[—–-])\s(?:or\s|which\s(?:is|was)\s|that\s(?:is|was)\s)?(?:up|down|an?\s(?:[a-z]+\s){0,2}(?:increase|rise|jump|drop|decline|fall|gain|surge)\sof)\s"
    r"(?:[a-z]+\s){0,3}\Z"
)
"""Words behind a figure that tell how it moved: 'booked 36,622 people, up 33 percent from July'."""
_TIMES = re.compile(r"(?i)(?:\stimes)?\s(?:those|that|what|as\s(?:many|high|large)|higher|more|greater|larger|the\s(?:number|figure|total|rate|level|pace|count|tally))\b")
_GROWTH = re.compile(
    r"(?i)\b(?:job|payroll|employment|jobs)\s(?:(?P<up>growth|gains?|creation)|(?P<down>loss(?:es)?|cuts))\b[^.;:]{0,60}?"
    r"(?:,\sat|\b(?:of|was|were|at|totaled|totalled|averaged|averaging|reached|hit|to))\s(?:[a-z]+\s){0,3}\Z"
)
"""'Job growth, at 185,000' is how much the number of jobs moved."""
_HANDLED = re.compile(
    r"(?i)\b(?:releas(?:e|ed|es|ing)|free(?:d|s|ing)?|interview(?:ed|s|ing)|survey(?:ed|s|ing)|represent(?:s|ed|ing)?|help(?:s|ed|ing)?|visit(?:ed|s|ing)|"
    r"track(?:ed|s|ing)|follow(?:ed|s|ing)|transfer(?:red|s|ring)|mov(?:e|ed|es|ing)|return(?:ed|s|ing)?|charg(?:e|ed|es|ing)|sued|name[sd]|"
    r"identif(?:y|ies|ied)|lawyers?\sfor|attorneys?\sfor|behalf\sof|families\sof|relatives\sof|cases\sof|names\sof|photos?\sof|lists?\sof|records\s(?:of|on)|"
    r"files\s(?:of|on)|sample\sof|examined|reviewed|studied)\s(?:the\s|all\s|some\s|about\s|nearly\s|at\sleast\s|more\sthan\s|over\s){0,3}\Z"
)
"""Words of what was done with people of whom it is only said by the way that they were arrested."""
_BY_ACT = re.compile(
    r"(?i)\s(?:[a-z]+\s){1,3}(?:(?:who|whom)\s(?:[A-Za-z]+\s){1,3})?(?:arrested|detained|held|deported|removed|booked|encountered|apprehended)\b"
)
_DONE = re.compile(
    r"(?i):\s(?:[A-Z][\w.’'-]*\s|the\s|its\s|agency\s|only\s|actual\s|[a-z]+ly\s){0,6}(?:held|was\sholding|arrested|booked|removed|deported|detained|made|"
    r"recorded|averaged|encountered|arrests|book-ins|detention|removals|deportations|encounters)\s(?:[a-z]+\s){0,4}\Z"
)
"""Behind the colon it is told what was done: 'the goal has not been met: the agency held 68,289'."""
_IF = re.compile(r"(?i)[\"“‘'\s]*(?:if|whether|unless|suppose)\b")
_MAKES_UP = re.compile(
    r"(?i)\b(?:ma[dk]es?\sup|making\sup|account(?:s|ed)?\sfor|compris\w+|constitut\w+|represent\w*)\s(?:[a-z]+\s){0,4}\Z"
)
"""'Made up 19%' is a share, and nothing rose."""
_DENOMINATOR = re.compile(r"(?i)\bof\sthe\s(?:[a-z]+\s){0,3}\Z")
_PART_OF_ONE = re.compile(
    r"(?i)\b(?:half|quarters?|thirds?|fifths?|tenths?)\s(?:of\s)?an?\s(?:hundred|thousand|million|billion)?\Z"
    r"|\b(?:half|quarter|third)\s(?:of\s)?an?\s(?:thousand|million|billion)\Z"
)
_OF_ONE = re.compile(r"(?i)\s(?:of\s)?an?\s(?:hundred|thousand|million|billion)\b")
"""'A quarter of a million' is one number, and neither a quarter nor a million."""


def _is_part_of_one(text: str, quantity: Quantity) -> bool:
    """Say whether a number is only a piece of 'a quarter of a million'; one that was read as a whole is none."""
    found = _PART_OF_ONE.search(text, max(0, quantity.start - 24), quantity.end)
    return found is not None and (found.start() < quantity.start or quantity.unit == "percent")


_VERB = 24
"""Characters before a number in which the verb that says how the number of jobs moved stands."""


def _falls(baseline: Quantity | None, quantity: Quantity) -> bool:
    return baseline is not None and (baseline.low or baseline.high or 0) > (quantity.low or quantity.high or 0)


def _moved(text: str, quantity: Quantity, clause: Span, topic: str) -> Change | None:
    """Return how the number says that something moved; jobs 'created' or 'cut' are a change of how many there are."""
    if quantity.unit == "percent" and _MAKES_UP.search(text, max(clause.start, quantity.start - 50), quantity.start):
        return None
    if quantity.unit == "time" and quantity.change is None and _TIMES.match(text, quantity.end):
        return "up"
    if topic == "employment" and quantity.unit not in {"percent", "time"}:
        grown = _GROWTH.search(text, max(clause.start, quantity.start - 110), quantity.start)
        if grown is not None:
            return "up" if grown["up"] else "down"
    if quantity.change is not None or topic != "employment" or quantity.unit in {"percent", "time"}:
        return quantity.change
    lead = text[max(clause.start, start_with_wording(text, quantity.start) - _VERB) : quantity.start]
    found = _made().search(lead)
    if found is None:
        return None
    return "up" if found["gained"] else "down"


def _is_made(text: str, quantity: Quantity, clause: Span) -> bool:
    """Say whether a bare number is what was added or shed: 'added 160,000 jobs, but shed 156,000 in February'."""
    low = max(clause.start, start_with_wording(text, quantity.start) - _VERB)
    return (quantity.low or quantity.high or 0) >= _JOBS and _made().search(text[low : quantity.start]) is not None


_JOBS = 1_000
"""Jobs that are a claim about a whole work force, from this number on."""


@cache
def _made() -> re.Pattern[str]:
    trend = load_lexicon("claims")["trend"]
    softener = (
        r"(?:\s(?:about|around|roughly|nearly|almost|some|an?|estimated|more|less|fewer|than|over|at|least|only|just|"
        r"another|as|many|net|mere|meager|paltry|scant|whopping|solid|robust|additional|combined|further|total|of|modest|measly|nonfarm))"
    )
    return re.compile(
        rf"(?i)\b(?:(?P<gained>{word_pattern(trend['gained'])})|{word_pattern(trend['lost'])}){softener}{{0,4}}\s\Z"
    )


def _verb_start(text: str, clause: Span, anchor: Span) -> int:
    """Return where the word begins that says in which direction a number moved, to show it in the claim."""
    low = max(clause.start, anchor.start - 60)
    trend = load_lexicon("claims")["trend"]
    words = word_pattern([word for name in ("up", "down", "gained", "lost") for word in trend[name]])
    found = list(re.finditer(rf"(?i)\b{words}\b", text[low : anchor.start]))
    return low + found[-1].start() if found else anchor.start


def _target_status(text: str, clause: Span, anchor: Span) -> TargetStatus | None:
    """Return the status of the target that the clause speaks of, or None where it speaks of none."""
    done = _DONE.search(text, clause.start, anchor.start)
    if done is not None:
        return None
    behind = re.split(r"[,;]", text[anchor.end : min(clause.end, anchor.end + _AIM)])[0]
    near = f"{text[clause.start : anchor.start]} # {behind}"
    statuses: tuple[TargetStatus, ...] = ("quota", "directive", "pledge", "goal")
    return next((status for status in statuses if has_word(near, "claims", "target", status)), None)


def _is_baseline(text: str, quantities: Sequence[Quantity], index: int) -> bool:
    """Say whether a number is the 'from' of the next one's 'to'."""
    quantity = quantities[index]
    if (
        index + 1 >= len(quantities)
        or re.search(
            r"(?i)\bfrom\s(?:about\s|around\s|roughly\s|some\s)?[$€£]?\Z",
            text[max(0, quantity.start - 16) : quantity.start],
        )
        is None
    ):
        return False
    following = quantities[index + 1]
    return re.fullmatch(r"[\w\s’'-]{0,60}\bto\s(?:[a-z]+\s){0,2}", text[quantity.end : following.start]) is not None


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
