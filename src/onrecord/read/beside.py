"""Figures that are no claim of their own: what another is set against, a piece of a number, people told by the way."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from onrecord.model import Quantity, Span
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = [
    "aside_in",
    "figure_words",
    "is_baseline",
    "is_beside",
    "is_continued",
    "is_done",
    "is_elliptical",
    "soft_words",
]

_BEFORE = 64
"""Characters before a figure in which the words stand that set it beside another."""
_MARK = r"(?i)\b"
_DENOMINATOR = re.compile(r"(?i)\bof\sthe\s(?:[a-z]+\s){0,3}\Z")
_PART_OF_ONE = re.compile(
    r"(?i)\b(?:half|quarters?|thirds?|fifths?|tenths?)\s(?:of\s)?an?\s(?:hundred|thousand|million|billion)?\Z"
    r"|\b(?:half|quarter|third)\s(?:of\s)?an?\s(?:thousand|million|billion)\Z"
)
_OF_ONE = re.compile(r"(?i)\s(?:of\s)?an?\s(?:hundred|thousand|million|billion)\b")
"""'A quarter of a million' is one number, and neither a quarter nor a million."""
_FROM = re.compile(
    r"(?i)\bfrom\s(?:(?:an?|its|the|their)\s(?:[a-z-]+\s){0,2}(?:peak|high|low|record|total|level|average)\sof\s)?"
    r"(?:about\s|around\s|roughly\s|some\s|nearly\s|almost\s|just\s|more\sthan\s|over\s|under\s|fewer\sthan\s|less\sthan\s){0,2}[$€£]?\Z"
)


def figure_words(name: str) -> str:
    """Return the pattern of a list of words around figures."""
    words: Iterable[str] = load_lexicon("figures")[name]
    return word_pattern(words)


@cache
def soft_words() -> str:
    """Return the pattern of words that may stand between a verb and its figure, each with its space."""
    return rf"(?:{figure_words('soft')}\s)"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    soft = soft_words()
    moves, done, act = (figure_words(key) for key in ("moves", "done", "by_act"))
    patterns = {
        "against": rf"{_MARK}{figure_words('against')}\s{soft}{{0,4}}\Z",
        "handled": rf"{_MARK}{figure_words('handled')}\s{soft}{{0,3}}\Z",
        "by_act": rf"(?i)\s(?:[a-z]+\s){{1,3}}(?:whom?\s(?:[a-z]+\s){{1,3}})?{act}\b",
        "done": rf"(?i):\s(?:[\w.’'-]+\s){{0,6}}?{done}\s(?:[a-z]+\s){{0,4}}\Z",
        "elliptical": rf"(?i)(?:,|\s[—–-])\s(?:or\s|(?:which|that)\s(?:is|was)\s)?"
        rf"(?:up|down|an?\s(?:[a-z]+\s){{0,2}}{moves}\sof)\s"
        rf"{soft}{{0,3}}\Z",
        "aside": rf"(?i),\s{figure_words('asides')}\b",
        "continued": rf"(?i)(?:\sof\s(?:[\w’'-]+\s){{0,3}}[\w’'-]+?)?(?:\s{figure_words('counted')}\b)?"
        rf"(?:\s(?:in|during|for|on)\s[^.;:,]{{2,40}}?)?(?:,?\s(?:and|but)\s|,\s|;\s(?:and\s)?)(?:then\s|only\s|just\s){{0,2}}{soft}{{0,3}}\Z",
        "told_of": r"(?i)(?:\s(?:more|others?|people))?"
        r"\s(?:(?:in|during|for)\s(?:all\sof\s)?|(?=the\s(?:next|following|previous)\s))"
        r"(?:(?:early|mid|late)[\s-])?"
        r"(?:[JFMASOND][a-z]+\b|fiscal|\d{4}|the\s(?:same|next|following|previous|first|last))",
    }
    return re.compile(patterns[name])


_FROM_BEHIND = re.compile(
    r"(?i)(?:\s(?:in|during|for|on)\s[^,;.:]{2,30})?,?\s(?:from|compared\swith|compared\sto)\s(?:about\s|around\s|nearly\s|just\s|a\srevised\s){0,2}"
)
"""'To 4.3 percent in January from 4.4 percent the month before'."""


def is_beside(text: str, quantities: Sequence[Quantity], index: int, clause: Span) -> bool:
    """Say whether a number is only told beside another, or by the way, and claims nothing by itself."""
    quantity = quantities[index]
    low = max(clause.start, quantity.start - _BEFORE)
    if _pattern("against").search(text, low, quantity.start) or is_baseline(text, quantities, index):
        return True
    if (
        index
        and quantity.unit == quantities[index - 1].unit
        and _FROM_BEHIND.fullmatch(text, quantities[index - 1].end, quantity.start)
    ):
        return True
    by_the_way = _pattern("handled").search(text, low, quantity.start) and _pattern("by_act").match(text, quantity.end)
    whole = (
        index and quantities[index - 1].unit == "percent" and _DENOMINATOR.search(text, clause.start, quantity.start)
    )
    return bool(by_the_way or whole) or _is_part_of_one(text, quantity) or _OF_ONE.match(text, quantity.end) is not None


def _is_part_of_one(text: str, quantity: Quantity) -> bool:
    """Say whether a number is only a piece of 'a quarter of a million'; one that was read as a whole is none."""
    found = _PART_OF_ONE.search(text, max(0, quantity.start - 24), quantity.end)
    return found is not None and (found.start() < quantity.start or quantity.unit == "percent")


def is_baseline(text: str, quantities: Sequence[Quantity], index: int) -> bool:
    """Say whether a number is the 'from' of the next one's 'to'."""
    quantity = quantities[index]
    if index + 1 >= len(quantities) or _FROM.search(text, max(0, quantity.start - 56), quantity.start) is None:
        return False
    following = quantities[index + 1]
    return re.fullmatch(r"[\w\s’'-]{0,60}\bto\s(?:[a-z]+\s){0,2}", text[quantity.end : following.start]) is not None


def is_elliptical(text: str, quantities: Sequence[Quantity], index: int) -> bool:
    """Say whether a percentage tells how the figure before it moved: 'booked 36,622 people, up 33 percent'."""
    quantity = quantities[index]
    if not index or quantity.unit != "percent":
        return False
    return _pattern("elliptical").search(text, quantities[index - 1].end, quantity.start) is not None


def is_continued(text: str, quantities: Sequence[Quantity], index: int) -> bool:
    """Say whether a bare number counts what the one before counts, at another time: '3 in May and 4 in June'."""
    quantity = quantities[index]
    before = quantities[index - 1] if index else quantity
    is_bare = quantity.unit is None or (quantity.unit == "percent" and before.unit == "percent")
    if not index or not is_bare or quantity.of is not None or quantity.per is not None:
        return False
    between = text[quantities[index - 1].end : quantity.start]
    if _pattern("continued").fullmatch(between) is None:
        return False
    return (
        _pattern("told_of").match(text, quantity.end) is not None or _RESPECTIVELY.match(text, quantity.end) is not None
    )


_RESPECTIVELY = re.compile(r"(?i),?\s(?:[a-z]+,?\s){0,2}respectively\b")


def is_done(text: str, clause: Span, anchor: Span) -> bool:
    """Say whether a colon before a figure leads to what was done: 'the goal was not met: the agency held 68,289'."""
    return _pattern("done").search(text, clause.start, anchor.start) is not None


def aside_in(text: str, clause: Span) -> int:
    """Return where an aside begins in ``clause`` ('..., chiefly in government'), or its end."""
    found = _pattern("aside").search(text, clause.start, clause.end)
    return found.start() if found else clause.end
