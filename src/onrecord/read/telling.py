"""Who is cited behind a statement, told by form: '..., the agency announced on Aug. 1', 'according to a lawyer'.

Stands in where no attribution was found, so that nothing said of who speaks is taken for what is said.
"""

import re
from functools import cache, lru_cache

from onrecord.model import Span
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["outside", "telling_in"]

_LONGEST = 600
"""Characters of a sentence that are searched: a telling behind more is not met in papers."""


def telling_in(text: str, sentence: Span) -> tuple[Span, ...]:
    """Return the stretches of a sentence that tell who says the rest, in text order."""
    at = sentence.start
    return tuple(Span(at + start, at + end) for start, end in _places(text[at : min(sentence.end, at + _LONGEST)]))


@lru_cache(maxsize=256)
def _places(sentence: str) -> tuple[tuple[int, int], ...]:
    found = _telling().finditer(sentence)
    return tuple((match.start("who" if match["who"] else "told"), match.end()) for match in found)


@cache
def _telling() -> re.Pattern[str]:
    words = load_lexicon("figures")["telling"]
    verbs = word_pattern(load_lexicon("reported")["inner"]["verbs"])
    not_who, whom, when = (word_pattern(words[name]) for name in ("not_who", "whom", "when"))
    days = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    return re.compile(
        rf"(?P<who>\b(?i:according\sto)\s[^,.;:“”\"]{{2,90}}(?:\.[A-Z][^,.;:“”\"]{{0,60}})*(?:,\s(?:who|whose|which)\b[^,.;:“”\"]{{2,90}})?)"
        rf"|,[\"”’']{{0,2}}\s(?P<told>(?!(?i:{not_who})\b)[^,;:“”\"()]{{2,110}}?)\s(?:also\s|later\s|has\s|have\s)?(?:{verbs})\b"
        rf"(?:\s(?:(?i:{whom})\b[^,;“”\"]{{0,60}}?)?(?=\s?[,.]|\Z)"
        rf"|(?=\s?[\"”’']{{0,2}}(?:[.,]|\Z))|(?=\s(?:(?i:{when})|{days})\b))"
    )


def outside(span: Span, others: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the pieces of ``span`` outside some spans that are in text order."""
    pieces, at = [], span.start
    for other in others:
        if other.start > at:
            pieces.append(Span(at, min(other.start, span.end)))
        at = max(at, other.end)
    pieces.append(Span(at, max(at, span.end)))
    return tuple(piece for piece in pieces if piece.start < piece.end)
