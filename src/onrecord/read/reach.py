"""The range that a superlative is taken over: history, a span of years, a place, a group."""

import re
from functools import cache

from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["limit_of", "range_end"]

_REACH = 130
"""Characters behind a superlative in which its range is stated: the rest of a noun phrase."""

_STOP = re.compile(r"[;:“”\"?!—–]|,\s(?!(?:and\s)?(?:most\s\w+|\w+est)\b)|(?<![A-Z])\.(?=\s|\Z)")
_SPAN = re.compile(
    r"(?i)\b(?:since\s|in\s(?:more\sthan\s|at\sleast\s|over\s|nearly\s|almost\s|the\s(?:past|last)\s)?"
    r"(?:an?\s|two\s|three\s|four\s|five\s|six\s|seven\s|eight\s|nine\s|ten\s|\d+\s)?"
    r"(?:years?|decades?|generations?|months?|centur(?:y|ies))\b|of\sany\s[\w-]+|in\s(?:[\w.’'-]+\s){0,4}history\b"
    r"|in\s(?:the\s)?(?-i:(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)[A-Z][\w.’'-]+)|ever\s(?:[a-z]+ed|seen|known|had|made|held|built)\b)"
)
_REST = re.compile(r"\s?(?:\w[\w’'.]*\s?){0,3}")
"""The words behind 'since' that name a time."""


def limit_of(text: str, start: int, end: int) -> int:
    """Return where the noun phrase of a superlative that ends at ``start`` is over at the latest."""
    limit = min(end, start + _REACH)
    stop = _STOP.search(text, start, limit)
    return stop.start() if stop else limit


def range_end(text: str, start: int, limit: int) -> int | None:
    """Return where a stated range of history, years or a place ends, or None where none is stated."""
    spanned = _SPAN.search(text, start, limit)
    ends = [match.end() for match in (_over().search(text, start, limit), spanned) if match is not None]
    if not ends:
        return None
    end = max(ends)
    since = spanned is not None and spanned.end() == end and spanned.group().lower().startswith("since")
    rest = _REST.match(text, end, limit) if since else None
    return rest.end() if rest else end


@cache
def _over() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{word_pattern(load_lexicon('general')['superlatives']['over'])}\b")
