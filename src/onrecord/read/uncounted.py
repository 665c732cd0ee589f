"""Numbers in a sentence that count nothing that a record could have, or name what is known already."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from onrecord.model import Quantity, Span
from onrecord.read.asserted import part_before
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.mentions import word_regex
from onrecord.read.scene import Scene
from onrecord.read.tokens import word_set
from onrecord.read.unit_table import is_money
from onrecord.read.wording import start_with_wording

__all__ = ["is_polled", "is_uncounted"]

_SMALL = 13
"""Numbers below it, which style books write in words, are told of what is known ('the two candidates')."""

_LARGE = 10_000
"""Numbers in words that count by their size alone: 'organizers claimed half a million'."""

_FEWEST = 3
"""Up to this number a definite noun names whom the reader knows ('the two candidates'); more are counted."""

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_AGE = re.compile(
    r"(?i)\b(?:younger\sthan|older\sthan|under|over|aged?|ages|between|above|below|turn(?:ed|s|ing)?)\s\Z"
)
_OLDEST = 100
"""Ages are below it."""

_ALL = 100
"""Per cent."""

_NAMED = re.compile(r"[A-Z][\w’'.-]+[,:]?\s(?:[–—-]{1,2}\s)?(?:(?:at|with|gets|has|had|to|leads?|leading|and|-)\s)?\Z")
_ANSWERED = re.compile(
    r"(?i),?\s(?:yes|no|approve|disapprove|favor|favorable|unfavorable|support|oppose|agree|disagree|undecided|unsure)\b"
)
_BESIDE = 40
"""Characters between two numbers of one poll."""

_OLDER = re.compile(r"(?i)\s(?:and|or|to\s\d\d\sor)\s(?:older|over|younger|under|up|above)\b")
_DETERMINED = re.compile(r"(?i)\s(?:the|an?|his|her|their|its|our|my|he|she|it|they|we|i)\s")
"""Behind a small number these begin another phrase: 'by seven the gutters were running'."""

_LIST = re.compile(r"\s{0,2}[)\]}]|px|pt|em\b|[-/]\d|°|'|”\s?[a-z]{0,2}\b(?=\s?x)")
_HYPHEN = re.compile(r"[-–][A-Za-z]")
_KEEPS_HYPHEN = re.compile(r"(?i)-(?:percentage-)?(?:point|percent)\b")
_ONLY = re.compile(r"(?i)\b(?:only|just|exactly|merely|barely|a\smere|fewer\sthan|less\sthan|more\sthan|at\sleast)\s\Z")
_OF_THESE = re.compile(
    r"(?i)\s(?:of\s(?:them|us|those|these|the|whom|which|his|her|their|its|my|our)|others?|more|or\b)"
)
_NO_WHOLE = re.compile(
    r"(?i)\s(?:of\s)?(?:(?:the|his|her|its|their|my|our|that|this)\s)?(?:last\s|past\s)?(?:us|time|days?|week|month|years?|life|"
    r"career|night|morning|afternoon|evening|history|decade|century|campaign|summer|it|that|this|all|likely|recently?|"
    r"important\w*|notabl\w+|certainly|definitely|part)\b"
)
_FEW = re.compile(r"(?i)several|(?:a\s)?few|(?:a\s)?(?:couple|handful)(?:\sof)?")
_BARE_BEHIND = re.compile(
    r"(?i)\s(?:for|in|on|against|are|were|have|had|will|is|was|to|from|of|said|say|who|with|people|a|per|and|voted|opposed|"
    r"supported|took|died|more|fewer)\b|[.,;]"
)
_OF_THEM = re.compile(r"(?i)\bof\s(?:them|those|these|whom|that\snumber|the\stotal),?\s(?:about\s|some\s|only\s)?\Z")
_BARE_BEFORE = re.compile(
    r"(?i)\b(?:stood\sat|stands\sat|totaled|totalled|reached|hit|numbered|averaged|came\sto|to|at|than|is|was|were|are|about|"
    r"nearly|of|by|from|over|has|have|had|with|some|only|and|won|least|almost|roughly|claimed)\s\Z"
)


def is_uncounted(text: str, scene: Scene, index: int, cited: Sequence[Span]) -> bool:
    """Say whether a number makes no claim by what it is, wherever it stands."""
    quantity = scene.quantities[index]
    words = text[quantity.start : quantity.end]
    if (
        quantity.ordinal
        or quantity.unit in word_set("general", "idioms", "lengths")
        or _names_source(text, quantity, cited)
    ):
        return True
    if quantity.unit == "time" and words.lower() in {"twice", "double", "doubles", "triple"}:
        return _is_twice(text, quantity)
    if _FEW.fullmatch(words) or _is_idiom(text, scene.span, quantity):
        return True
    if quantity.unit == "percent" and quantity.vague:
        return _is_no_part(text, quantity)
    if is_money(quantity.unit) or quantity.unit in {"percent", "percentage point", "point"}:
        return False
    if is_polled(text, scene.quantities, index):
        return False
    return _is_name(text, quantity, words) or _is_bare(text, quantity, words)


def is_polled(text: str, quantities: Sequence[Quantity], index: int) -> bool:
    """Say whether a bare number is a share that a poll found: the 43 of 'Ruiz 43, Bell 44', '43, yes; 44, no'."""
    quantity = quantities[index]
    if not _may_be_polled(quantity):
        return False
    named = text[quantity.start].isdigit() and _NAMED.search(text, max(0, quantity.start - 24), quantity.start)
    if not named and _ANSWERED.match(text, quantity.end) is None:
        return False
    beside = [item for item in quantities[max(0, index - 1) : index + 2] if item is not quantity]
    return any(
        (item.unit == "percent" or _may_be_polled(item))
        and max(item.start - quantity.end, quantity.start - item.end) <= _BESIDE
        for item in beside
    )


def _may_be_polled(quantity: Quantity) -> bool:
    """Say whether a number is bare and no more than a hundred."""
    value = quantity.low if quantity.low is not None else _ALL + 1
    return quantity.unit is None and quantity.of is None and 1 <= value <= _ALL


def _names_source(text: str, quantity: Quantity, cited: Sequence[Span]) -> bool:
    """Say whether a number tells how many are cited: 'two people familiar with the plan'.

    A part that says something ('22 percent say') is counted all the same, and so are many.
    """
    value = quantity.low if quantity.low is not None else quantity.high or 0
    if quantity.unit == "percent" or (value >= _SMALL and not quantity.vague):
        return False
    if _is_who_says(text, quantity):
        return True
    at = bisect_left(cited, quantity.end, key=lambda span: span.start)
    begins = start_with_wording(text, quantity.start)
    return any(
        span.start <= quantity.start < span.end
        and text[span.start : begins].strip().lower() in {"", "the", "all", "a", "at"}
        for span in cited[max(0, at - 3) : at]
    )


@cache
def _who_says() -> re.Pattern[str]:
    """Return the pattern of unnamed people behind their number, with what they do: 'officials said'."""
    table = load_lexicon("speakers")["unnamed"]
    return re.compile(
        rf"(?i)\s(?:(?:of\sthe\s|of\s)?(?:[\w’'-]+|U\.S\.)\s){{0,4}}?{word_pattern(table['plurals'])}(?P<does>\s(?:(?:also|have|had|who|later|each|both)\s){{0,2}}(?:said|say|told|tell|confirmed|"
        r"described|spoke|familiar|briefed|close\sto|with\s(?:direct\s)?knowledge|speaking|granted|declined|requested|asked\snot|acknowledged|cautioned|"
        r"recalled)\b)?"
    )


def _is_who_says(text: str, quantity: Quantity) -> bool:
    """Say whether a small number tells how many unnamed people are cited: 'two officials said'."""
    found = _who_says().match(text, quantity.end)
    if found is None:
        return False
    before = text[
        max(0, start_with_wording(text, quantity.start) - 16) : start_with_wording(text, quantity.start)
    ].lower()
    return found["does"] is not None or before.endswith(("according to ", "told "))


def _is_twice(text: str, quantity: Quantity) -> bool:
    """Say whether 'twice' or 'double' tells how often rather than how much."""
    return re.match(r"\s(?:as|the|what|that|its|their|his|her|[A-Z])\b", text[quantity.end : quantity.end + 7]) is None


def _is_idiom(text: str, sentence: Span, quantity: Quantity) -> bool:
    """Say whether a number stands in a turn of phrase, or before a noun of which nobody keeps count."""
    low, high = max(sentence.start, quantity.start - 14), min(sentence.end, quantity.end + 22)
    if any(
        found.end() > quantity.start for found in word_regex("general", "idioms", "phrases").finditer(text, low, high)
    ):
        return True
    value = quantity.low if quantity.low is not None else quantity.high
    if value is None or value >= _SMALL or quantity.of is None or quantity.unit == "point":
        return False
    return quantity.of.rsplit(" ", 1)[-1].lower() in load_lexicon("general")["idioms"]["nouns"]


def _is_no_part(text: str, quantity: Quantity) -> bool:
    """Say whether 'most of' is no part of something counted: 'most of the day', 'the most of any', 'most of us'."""
    if re.search(r"(?i)\bthe\s\Z", text[quantity.start - 4 : quantity.start]) and text[quantity.start] in "mM":
        return text[quantity.start : quantity.end].lower().startswith("most")
    return _NO_WHOLE.match(text, quantity.end, quantity.end + 40) is not None


def _is_name(text: str, quantity: Quantity, words: str) -> bool:
    """Say whether a number names or numbers: a list's mark, a small number of what is known, a compound, a year."""
    after = text[quantity.end : quantity.end + 16]
    if quantity.unit is None and (_LIST.match(after) or _YEAR.fullmatch(words)):
        return True
    if _HYPHEN.match(after) and not _KEEPS_HYPHEN.match(after):
        return True
    value = quantity.low if quantity.low is not None else quantity.high or 0
    before = text[max(0, quantity.start - 24) : quantity.start]
    if value < _SMALL and not quantity.vague and _DETERMINED.match(after):
        return True
    if quantity.low == 1 and quantity.high == 1:
        return _ONLY.search(before) is None or quantity.of is None
    bare = quantity.unit is None and quantity.of is None
    if bare and value < _OLDEST and (_AGE.search(before) or _OLDER.match(after)):
        return True
    return value <= _FEWEST and not quantity.vague and _known().search(before) is not None


@cache
def _known() -> re.Pattern[str]:
    words = word_pattern(load_lexicon("general")["known"]["before"])
    return re.compile(rf"(?i)(?:(?<![\w-]){words}|[’']s?)\s(?:[a-z]+(?:ing|est|ed|ious|al)\s)?\Z")


def _is_bare(text: str, quantity: Quantity, words: str) -> bool:
    """Say whether a number has no noun and stands where none is meant."""
    if quantity.unit is not None or quantity.of is not None or quantity.per is not None:
        return False
    if quantity.vague:
        return False
    if _OF_THESE.match(text, quantity.end) and (quantity.low or quantity.high or 0) < _SMALL:
        return True
    large = (quantity.low or quantity.high or 0) >= _LARGE
    if (not any(char.isdigit() for char in words) and not large) or (quantity.low or quantity.high or 0) < _SMALL:
        return True
    if _OF_THEM.search(text, max(0, quantity.start - 24), quantity.start):
        return False
    before = part_before(text, Span(max(0, quantity.start - 40), quantity.end), quantity.start)
    return _BARE_BEHIND.match(text, quantity.end) is None and _BARE_BEFORE.search(before) is None
