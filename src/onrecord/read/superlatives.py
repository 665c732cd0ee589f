"""Superlatives over a stated range: 'the largest ... in U.S. history', 'the most since 2019'."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.model import Span, Time
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.mentions import word_regex
from onrecord.read.scene import Draft, Scene
from onrecord.read.slots import clause_of
from onrecord.read.topics import Matter, head_topic, nearest_topic
from onrecord.read.trends import is_ahead

__all__ = ["ranks_in"]

_STOP = re.compile(r"[;:”\"]|,\s|(?<![A-Z])\.\s")

_SPAN_HIGH = (
    r"(?:(?:more\sthan\s(?:an?\s)?|nearly\s(?:an?\s)?|almost\s(?:an?\s)?|about\s(?:an?\s)?))?(?:\d{1,3}|multi|two|three|four|five|six|seven|eight|nine|"
    r"ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty)[\s-]?(?:year|decade|month|quarter)[\s-](?:high|low)"
)
"""'A five-year high', 'a nearly 54-year low', 'a multidecade low'."""


@cache
def _superlative() -> re.Pattern[str]:
    table = load_lexicon("claims")["rank"]
    comparatives = word_pattern(table["comparatives"])
    return re.compile(
        rf"(?i)\b(?<!\bat\s)(?:the\s|its\s|their\s)?(?:(?:single|second|third|second-|third-)\s?)?(?:(?P<level>{word_pattern(table['levels'])})|(?P<super>{word_pattern(table['superlatives'])}))\b"
        rf"|\b(?P<never>(?:never|no\s(?:other\s|single\s|previous\s)?(?:month|year|week|quarter|stretch|period))\b[^.;:]{{1,90}}?\b{comparatives})\b"
        rf"|\b(?:an?\s)?(?P<record>{word_pattern(table['records'])}|(?:new\s|all-time\s)?record\s(?:single-)?(?:daily|weekly|monthly|quarterly|yearly|annual|one-month)\s(?:high|low|total|number|count|tally)|(?:monthly|weekly|yearly|annual|daily)\s(?:record|high|low)|{_SPAN_HIGH})\b"
        rf"|\b(?P<more>{comparatives})\b(?=[^.;:]{{1,120}}\bthan\s(?:in|at|during|for)?\s?any\b)"
    )


@cache
def _over() -> re.Pattern[str]:
    over = word_pattern(load_lexicon("claims")["rank"]["over"])
    return re.compile(
        rf"(?i)\b(?:{over}|in\s(?:[\w.’'-]+\s){{0,3}}history|since\s|of\sany\s[\w-]+|in\s(?:more\sthan\s|at\sleast\s|over\s|nearly\s)?"
        rf"(?:an?\s|two\s|three\s|four\s|five\s|six\s|seven\s|eight\s|nine\s|ten\s|\d+\s)?(?:years?|decades?|months?)\b|in\s)"
    )


_MOVEMENT = re.compile(
    r"(?i)\s(?:\w+\s){0,2}(?:loss|gain|drop|increase|decline|jump|rise|fall|surge|decrease|total|number|month|level)\b"
)
_THAN = re.compile(
    r"(?i)[^.;:,]{0,80}\b(?:than\s(?:it\s(?:did|was|had|has)\s|they\s(?:did|were|had|have)\s)?(?:now\b|today\b|ever\b|before\b|(?:in|at|during|for)\s[\w’'-]+(?:\s\d{4})?)|before\b)"
)
"""What 'never ... more' is compared with: 'than it did in December 2025'."""
_COPULA = re.compile(
    r"(?i)\b(?:is|are|was|were|be|been|being|became|remains?|remained)\s(?:by\sfar\s|easily\s|among\s)?\Z"
)
_BARE = re.compile(r"(?i)\s(?:since|in|on\srecord|of|for|ever)\b")
"""What stands behind a superlative that has no noun of its own: 'the strongest since 2024'."""
_ANY = re.compile(
    r"(?i)\bthan\s(?:in|at|during|for)?\s?any\s(?:other\s|single\s|one\s|previous\s|prior\s){0,2}[\w-]+"
    r"(?:\s(?:in|since|on|of)\s(?:[\w’'.-]+\s?){1,4})?"
)


def ranks_in(text: str, scene: Scene, matter: Matter) -> Iterator[Draft]:
    """Yield superlatives whose range is stated."""
    sentence, at = scene.span, scene.span.start
    for found in _superlative().finditer(text, sentence.start, sentence.end):
        if found.start() < at:
            continue
        limit = min(sentence.end, found.end() + 140)
        stop = _STOP.search(text, found.end(), limit)
        limit = stop.start() if stop else limit
        end = _end(text, found, limit, scene.times)
        if end is None or _is_aside(text, found):
            continue
        anchor = Span(found.start(), found.end())
        span, clause = Span(found.start(), end), clause_of(text, sentence, anchor)
        topic = _topic(text, found, span, clause, sentence)
        if topic is None:
            continue
        at = end
        fitted = matter.fit(topic)
        ahead = is_ahead(text, clause, Span(found.start(), found.start()))
        if fitted is not None and ahead:
            yield Draft(span, anchor, clause, "forecast", fitted, why_not="forecast")
        elif fitted is not None:
            yield Draft(span, anchor, clause, "rank", fitted)


def _end(text: str, found: re.Match[str], limit: int, times: Sequence[Time]) -> int | None:
    """Return where the range of a superlative ends, or None where it states none."""
    if found["never"]:
        compared = _THAN.search(text, found.end(), limit)
        return compared.end() if compared else found.end()
    if found["more"]:
        compared = _ANY.search(text, found.end(), limit)
        return compared.end() if compared else None
    end = _end_of_range(text, found.end(), limit, times)
    return end if end is not None else found.end() if found["record"] else None


def _is_aside(text: str, found: re.Match[str]) -> bool:
    """Say whether 'most' or 'a record' is none: 'most of them', 'a criminal record', 'on record'."""
    after = text[found.end() : found.end() + 12].lower()
    if found["record"] and found["record"].lower() == "a record":
        return (
            re.search(
                r"(?i)\b(?:had|have|has|having|with|without|for|not)\s\Z",
                text[max(0, found.start() - 9) : found.start()],
            )
            is not None
        )
    if found["level"] and found["level"].lower() == "most":
        return after.startswith((" of ", " people", " recent", " likely"))
    return False


def _topic(text: str, found: re.Match[str], span: Span, clause: Span, sentence: Span) -> str | None:
    """Return what the superlative is of: a noun within it; for a level also the subject of its clause or sentence."""
    anchor = Span(found.start(), found.end())
    people = (
        word_regex("claims", "people", "plurals").match(text, found.end() + 1)
        if found["more"] or found["never"]
        else None
    )
    topic = nearest_topic(text, clause, anchor, "acts", leave_out="population") if people else None
    topic = topic or nearest_topic(text, span, anchor, "nouns")
    if topic in {None, "population"} and (found["more"] or found["never"]):
        topic = nearest_topic(text, clause, anchor, "acts", leave_out="population")
    if topic is None and (found["record"] or found["never"] or found["level"] or _is_level_word(found)):
        before = Span(clause.start, anchor.start)
        topic = head_topic(text, before) or nearest_topic(text, clause, anchor, "nouns")
        if topic is None and anchor.start > sentence.start:
            topic = head_topic(text, Span(sentence.start, anchor.start))
            topic = topic or nearest_topic(
                text, Span(sentence.start, anchor.start), anchor, "acts", leave_out="population"
            )
    return topic


def _is_level_word(found: re.Match[str]) -> bool:
    """Say whether a superlative is one of pace or movement, whose noun may be the subject."""
    moved = _MOVEMENT.match(found.string, found.end())
    is_said = _COPULA.search(found.string, max(0, found.start() - 20), found.start()) is not None
    is_bare = is_said and _BARE.match(found.string, found.end()) is not None
    return (
        moved is not None
        or is_bare
        or (found["super"] or "").lower()
        in {
            "fastest",
            "slowest",
            "busiest",
            "steepest",
            "sharpest",
            "quietest",
        }
    )


def _end_of_range(text: str, start: int, limit: int, times: Sequence[Time]) -> int | None:
    """Return where the range of a superlative ends ('in U.S. history', 'since 2019'), or None where it states none."""
    end = _first_range(text, start, limit, times)
    while end is not None and (more := _MORE.match(text, end, limit)) is not None:
        further = _first_range(text, more.start() + 1, min(limit, more.end() + 48), times)
        if further is None or further <= end:
            break
        end = further
    return end


_MORE = re.compile(
    r"(?i)\s(?:since|on\srecord|in\s(?:the\s)?(?:records?|data|series|history)|in\s(?:more|at|over|nearly|an?|two|three|four|five|ten|\d+))\b"
)
"""What adds to a range that was named: 'of any month since 2021'."""


def _first_range(text: str, start: int, limit: int, times: Sequence[Time]) -> int | None:
    """Return where the first range that words from ``start`` on state ends."""
    for found in _over().finditer(text, start, limit):
        word = found.group().strip().lower()
        if word not in {"in", "since", "since at least", "since the data begin", "since records began"}:
            return found.end()
        time = next((item for item in times if 0 <= item.start - found.end() <= 16), None)
        if time is not None and (word.startswith("since") or time.type == "DURATION"):
            return time.end
        if word in {"since the data begin", "since records began"}:
            return found.end()
    return None
