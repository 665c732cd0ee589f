"""Figures told of one private person, of whom no record speaks: 'A 36-year-old man was shot three times'."""

import re
from functools import cache

from onrecord.model import Span
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["is_of_private_person"]

_REACH = 160
"""Characters before a figure in which the subject of its clause begins: half a long sentence."""

_OPENS = (
    r"(?:\A|[.!?;:]\s|\n\s*|[“\"]|,\s"
    r"|(?i:\b(?:when|where|after|because|that|but|while|as|said|say|says)\s(?:that\s)?))"
)
_BROKEN = re.compile(
    r"[.;:](?=\s)|[\n”]|,\s(?:and|but|while|which|where)\s(?!was\b|had\b|has\b|then\b)|\b(?:sa(?:id|ys)(?!\s(?:that\s)?(?:he|she)\b)|according|that(?!\s(?:he|she)\b)|than)\b"
)
_WHOLE = re.compile(
    r"(?i)\b(?:ordinary|would|will|can|could|may|might|should|per|each|every|any|if|earns?|makes|pays|needs|gets|spends|"
    r"qualif\w+|lives|who\sis)\b"
)
_AVERAGE = re.compile(r"(?i)\b(?:on\saverage|average|typical|median)\b")


@cache
def _person() -> re.Pattern[str]:
    """Return the pattern of a private person who is the subject of a clause."""
    table = load_lexicon("claims")["private"]
    noun = word_pattern([*table["kin"], *table["who"], *table["hurt"]])
    verb = (
        r"(?=,\s|\s(?:who|whose|was|is|had|has|from|with|of|in|at|and|[a-z]{3,}ed|told|found|lost|got|spent|paid|left|held|"
        r"won|made|took|went)\b)"
    )
    one = rf"(?i:an?|one|another|his|her|my|their|our|the)\s(?:[A-Za-z0-9][\w’'-]*\s){{0,3}}?(?:{noun}|family\sof\s\w+)"
    name = r"[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]+){1,3}"
    return re.compile(
        rf"{_OPENS}(?P<who>(?:{one}|{name},\s\d{{1,2}}(?=,)"
        rf"|{name},\san?\s(?:\d{{1,2}}-year-old\b[\w\s’'-]{{0,40}}|(?:[\w’'-]+\s){{0,3}}{noun})(?=,)){verb})"
    )


def is_of_private_person(text: str, sentence: Span, anchor: Span) -> bool:
    """Say whether the figure at ``anchor`` is told of one private person, who is the subject of its clause."""
    low = max(sentence.start, anchor.start - _REACH)
    lead = text[low : anchor.start]
    found = list(_person().finditer(lead))
    if not found:
        return False
    who, rest = found[-1]["who"], lead[found[-1].end("who") :]
    if _WHOLE.search(who + rest) or _AVERAGE.search(text, sentence.start, sentence.end):
        return False
    return _BROKEN.search(rest) is None and re.search(r"\bis\s(?:the|an?)\b", rest) is None
