"""Movement told without a number: arrests fell, an industry lost workers, labour is short."""

import re
from collections.abc import Iterator
from functools import cache

from onrecord.model import Polarity, Span
from onrecord.read.beside import aside_in
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.mentions import industries_in, word_regex
from onrecord.read.scene import Draft, Scene
from onrecord.read.slots import clause_of
from onrecord.read.topics import Matter, head_topic

__all__ = ["effects_in", "industry_of", "is_ahead", "trends_in"]

_REACH = 300
"""Characters to either side of an effect in which the industries it falls on are named."""

_SUBJECT = 90
"""Characters before a verb in which the noun that moves stands."""

_LIST_END = re.compile(r";\s|,\s(?=(?:a|an|the|which|who|while|but|said|according|he|she|they|it)\s)|\.\s")
_NUMBER_NEXT = re.compile(
    r"\s(?:from\s(?:an?|its|the|their)\s(?:[\w-]+\s){0,2}(?:peak|high|low|record|total|level|average)\sof\s)?(?:(?:by|to|from|about|around|roughly|nearly|almost|some|more|less|than|as|much|over|at|least|another|just|only|an?|"
    r"estimated|sharply|slightly)\s){0,5}[$€£]?(?:\d|\w*fold\b|(?:one|two|three|four|five|six|seven|eight|nine|ten|half|twice|double|"
    r"hundreds|thousands|millions|dozens|hundred|thousand|million|billion|third|quarter|fifth)\b)"
)
_OTHER_VERB = re.compile(r"(?i)\b(?:that|which|who|said|says|because|if|when|after|before|but)\b")


@cache
def _moved() -> re.Pattern[str]:
    table = load_lexicon("claims")["trend"]
    up, down = word_pattern(table["up"]), word_pattern(table["down"])
    return re.compile(
        rf"(?i)\b(?P<helped>(?:(?:has|have|had|is|are|was|were|been|be|being|kept|keep|keeps|went|continued\sto|continues\sto|began|started)\s){{0,3}})"
        rf"(?:not\s|never\s|also\s|since\s|now\s|all\s|\w+ly\s){{0,2}}(?:(?P<up>{up})|(?P<down>{down}))\b"
    )


_WEAK = re.compile(r"(?i)(?:\w+ing(?:\s(?:up|down))?|up|down|higher|lower|risen|fallen|grown|shrunk|gone\s(?:up|down))")
"""Words that say that something moved only behind a helping verb: 'are up', 'has risen', not 'lower Manhattan'."""
_NO_NOUN = re.compile(
    r"(?i)\s?(?:[,.;:!?”\"—–)]|\Z|(?:than|in|since|by|at|this|last|and|but|now|again|on|over|from|after|before|as|for|while|through|throughout|"
    r"to|under|during|today|nationwide|nationally|across|among|between|because|when|every|each|year|month|sharply|slightly|a|an|the|per|compared|"
    r"steadily|substantially|considerably|still|so|too|with|without|until|\d[\d.,%]*|[a-z]+ly)\b)"
)


def trends_in(text: str, scene: Scene, matter: Matter) -> Iterator[Draft]:
    """Yield the movements of a topic that stand without a number; one for each clause."""
    sentence = scene.span
    seen: set[tuple[Span, str]] = set()
    for found in _moved().finditer(text, sentence.start, sentence.end):
        anchor = Span(found.start(), found.end())
        clause = clause_of(text, sentence, anchor)
        topic = _mover(text, clause, found)
        fitted = matter.fit(topic)
        if (
            topic is None
            or fitted is None
            or _is_figure(scene, anchor)
            or (clause, fitted) in seen
            or _has_number(text, found, clause)
        ):
            continue
        if not _is_verb(text, found, scene) or _TOLD_BELOW.match(text, found.end()):
            continue
        seen.add((clause, fitted))
        start = max(clause.start, found.start() - _SUBJECT)
        first = word_regex("topics", topic, "nouns").search(text, start, found.start())
        span = Span(first.start() if first else found.start(), found.end())
        polarity: Polarity = "+" if found["up"] else "-"
        ahead = is_ahead(text, clause, anchor)
        yield Draft(
            span,
            anchor,
            clause,
            "forecast" if ahead else "change",
            fitted,
            population=industry_of(text, clause, fitted),
            polarity=polarity,
            why_not="forecast" if ahead else None,
        )


_TOLD_BELOW = re.compile(
    r"(?i)\s?:|\s(?:back\s)?to\s(?:its|the|their|an?)\s(?:new\s|all-time\s|[\w-]+-year\s)?(?:lowest|highest|record|high|low|level|peak|smallest|largest)\b"
)
"""What follows a movement that only leads to figures, or to a superlative, which say it better."""


def _is_verb(text: str, found: re.Match[str], scene: Scene) -> bool:
    """Say whether a movement is told by its verb; what "had risen" at no known time is told of another time."""
    helped, word = found["helped"].strip().lower(), found["up"] or found["down"]
    if _WEAK.fullmatch(word) and not (helped and _NO_NOUN.match(text, found.end())):
        return False
    return not (helped.startswith("had") and not any(time.when.start is not None for time in scene.times))


_TIMES = re.compile(r"\b(?:doubled|tripled|quadrupled|halved)\b")
_JOINT = re.compile(r"(?i)\b(?:and|but|while|as)\s")


def _mover(text: str, clause: Span, found: re.Match[str]) -> str | None:
    """Return the topic of the noun that moves: the subject right before the verb, with no other verb between."""
    start = max(clause.start, found.start() - _SUBJECT)
    told = [
        move.end()
        for move in (*_moved().finditer(text, start, found.start()), *_TIMES.finditer(text, start, found.start()))
    ]
    joint = _JOINT.search(text, told[-1], found.start()) if told else None
    start = joint.end() if joint is not None else start
    topic = head_topic(text, Span(start, found.start()))
    if topic is None or topic == "population":
        return None
    nouns = list(word_regex("topics", topic, "nouns").finditer(text, start, found.start()))
    between = text[nouns[-1].end() : found.start()] if nouns else ""
    growth = re.search(
        r"(?i)\b(?:growth|hiring|gains?|losses|rate|pace|speed|share|proportion|percentage|portion|wages?|pay|earnings|hours|cost|costs|price|prices)\b",
        text[start : found.start()],
    )
    return None if growth or _OTHER_VERB.search(between) or "," in between.rstrip(", ") else topic


def _is_figure(scene: Scene, anchor: Span) -> bool:
    """Say whether the movement is itself a figure ('doubled'), which makes the claim."""
    return any(item.unit == "time" and item.start < anchor.end and anchor.start < item.end for item in scene.quantities)


def _has_number(text: str, found: re.Match[str], clause: Span) -> bool:
    """Say whether a number tells by how much: then the number makes the claim."""
    return _NUMBER_NEXT.match(text, found.end(), clause.end) is not None


def is_ahead(text: str, clause: Span, anchor: Span) -> bool:
    """Say whether the clause speaks of what is to come, up to ``anchor``'s end."""
    low = max(clause.start, anchor.start - _AHEAD)
    near = [*_will().finditer(text, low, anchor.end), *_MAY.finditer(text, low, anchor.end)]
    if any(_TURN.search(text, found.end(), max(found.end(), anchor.start)) is None for found in near):
        return True
    return word_regex("claims", "forecast").search(text, clause.start, anchor.end) is not None


@cache
def _will() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w-]){word_pattern(load_lexicon('claims')['modal']['words'])}(?![\w-])")


_AHEAD = 90
"""Characters before a claim's words in which 'will' or 'may' still is their verb."""
_TURN = re.compile(
    r"(?i)[;:]|,\s(?:and|but|who|which|as|since|at|given|despite)\b|\b(?:since|because|after|where|when|who|which|while|though|although|whether|if|that|how|why)\b"
)
"""Words between 'will' and a claim with which another verb begins."""


_MAY = re.compile(r"\b(?:could|may|might)\s(?!(?:not\s|well\s|already\s)?have\b)(?:[a-z]+ly\s)?[a-z]+")
"""'Could lose' speaks of what is to come; 'may have lost' of what has been, and 'May' is a month."""


def industry_of(text: str, clause: Span, topic: str) -> str | None:
    """Return the industry whose work a clause speaks of, where it names just one; a government that reports is none."""
    clause = Span(clause.start, aside_in(text, clause))
    named = industries_in(text, clause) if topic == "employment" else ()
    named = tuple(found for found in named if not _TELLS.match(text, found.end()))
    return named[0].group() if len(named) == 1 else None


_TELLS = re.compile(
    r"(?i)(?:['’]s)?\s(?:said|says|reported|reports|announced|data|figures|report|statistics|officials?|survey|shutdown|told|records|economists?|agency|agencies|lawyers?|spokes\w+)\b"
)


@cache
def _hit() -> re.Pattern[str]:
    table = load_lexicon("claims")["effect"]
    things, falls, rises, lost, gained = (
        word_pattern(table[key]) for key in ("things", "falls", "rises", "lost", "gained")
    )
    industries = word_pattern(load_lexicon("claims")["industries"]["names"])
    return re.compile(
        rf"(?i)\b(?:{things}[\s-](?:(?P<fall>{falls})|(?P<rise>{rises}))"
        rf"|(?P<of>{falls})\s(?:to|in|of|among|for|across|within)\s(?:(?:the|its|their|our|farm|skilled)\s)?(?:(?:{industries}|[a-z]{{1,20}})\s(?:and\s)?){{0,3}}?{things}"
        rf"|(?:(?P<lost>{lost})|(?P<gained>{gained}))\s(?:(?:many|some|its|their|most|thousands\sof|more|the)\s)?(?:[a-z]{{1,20}}\s)?(?:workers|jobs|staff|employees))\b"
    )


_OWN_JOB = re.compile(r"(?i)\b(?:their|his|her|my|our|your)\s(?:[a-z]+\s)?(?:jobs|job)\b")
_BROUGHT = re.compile(
    r"(?i)\b(?:back|replace\w*|recover\w*|restore\w*|regain\w*|reclaim\w*|for|of|the|these|those|to|about|both)\s\Z"
)
_SIZED = re.compile(
    r"(?i)\b(?:loss|losses|cuts|decline|declines|drop|slump|collapse|growth|gains?|boom|recovery|surge|increase|increases)\b"
)


def _is_other_loss(text: str, found: re.Match[str]) -> bool:
    """Say whether a loss or gain is told as a thing ('the loss of jobs'), as one's own or as a quality.

    Such words name an event and not how the number of jobs moved; a shortage or a disruption is an effect of its own.
    """
    if found["lost"] or found["gained"]:
        return _OWN_JOB.search(found.group()) is not None or _BROUGHT.search(text, 0, found.start()) is not None
    return _SIZED.search(found.group()) is not None


def effects_in(text: str, scene: Scene) -> Iterator[Draft]:
    """Yield effects on work told without a number, one for each industry named."""
    sentence = scene.span
    for found in _hit().finditer(text, sentence.start, sentence.end):
        anchor = Span(found.start(), found.end())
        limit = min(sentence.end, found.end() + _REACH)
        stop = _LIST_END.search(text, found.end(), limit)
        after = industries_in(text, Span(found.end(), stop.start() if stop else limit))
        named = industries_in(text, anchor) or after
        named = named or industries_in(text, Span(max(sentence.start, found.start() - _REACH), found.start()))
        ends = [anchor.start, anchor.end, *(place for match in named for place in match.span())]
        span, clause = Span(min(ends), max(ends)), clause_of(text, sentence, anchor)
        if any(anchor.start <= item.start < anchor.end for item in scene.quantities):
            continue
        if re.search(r"(?i)\b(?:fewer|less|more)\b", found.group()) and re.search(
            r"(?i)\bthan\b", text[found.end() : clause.end]
        ):
            continue
        if _is_other_loss(text, found):
            continue
        polarity: Polarity = "-" if found["fall"] or found["of"] or found["lost"] else "+"
        if found["rise"] and not named:
            continue
        populations: list[str | None] = [match.group() for match in named]
        ahead = is_ahead(text, clause, anchor)
        for population in populations or [None]:
            yield Draft(
                span,
                anchor,
                clause,
                "forecast" if ahead else "change",
                "employment",
                population=population,
                polarity=polarity,
                why_not="forecast" if ahead else None,
                is_noun=not (found["lost"] or found["gained"]),
            )
