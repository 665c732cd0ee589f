"""Numbers that are no quantities: names, references, ages, addresses, scores, list numbers, years.

``barred_spans`` finds what is no quantity whatever stands about it; ``is_excluded`` looks at the words about one
number.  Dates, durations and clock times are the spans of the times step, and never come here.
"""

import re
from functools import cache
from typing import Any

from onrecord.model import Span
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["barred_spans", "is_excluded"]

_LINKS = re.compile(r"https?://\S+|\bwww\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}")
"""Looked for only where the text has a ':' or an '@', because it is tried at each letter."""

_BARRED = re.compile(
    r"(?=[\d+('’A-Z§])(?:"
    r"\+\d{1,3}[-.\s(]{1,2}\d[\d\s()./-]{5,18}\d|\(?\b\d{3}\)?[-.\s]\d{3}[-.]\d{4}\b|\b\d{3}-\d{4}\b|\b1-8\d\d-[\dA-Z-]{7,9}\b"
    r"|\b\d{1,4}(?:\.\d{1,4}){2,6}\b|\b\d{1,4}/\d{1,2}/\d{1,4}\b|\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b(?!,)"
    r"|\b(?:1[89]|20)\d{2}[-–/]\d{2,4}\b|\b\d{1,2}:\d{2}(?::\d{2})?\b"
    r"|\b\d{1,3}[-–]\d{1,3}(?:[-–]\d{1,3})?\b(?=\s?(?:win|loss|vote|victory|defeat|lead|tie|decision|ruling|draw|record|score|majority|triumph|rout)\b)"
    r"|\b[A-Z]{1,2}\d{1,4}-\d{1,4}\b|\b\d{3}-\d{2,4}[A-Z]{1,3}\b|(?:^|(?<=\s))\(\d{1,2}\)(?=\s[A-Za-z])"
    r"|(?<![\w.,$€£/:-])(?<!\d[\s\u202f\u00a0\u2009])0\d{1,3}\b(?![.,]\d)|(?<![\w.])['’]\d\d\b"
    r"|\b\d{1,3}\s(?:U\.?S\.?C\.?(?:A\.)?|C\.?F\.?R\.?|F\.(?:2d|3d|4th)|(?:S\.\s?Ct|Stat|Fed\.\s?Reg|U\.S)\.)\s(?:§{1,2}\s?)?\d[\d,.-]{0,8}"
    r"|§{1,2}\s?\d[\d.]{0,8}|(?<![$€£])\b(?:[48]K|3M)\b(?!\s[a-z]{2,}s\b)|\b7-Eleven\b|\bCOP\d{2}\b|\b\d{1,3}and[A-Z]\w{1,20}"
    r"|\b\d{1,2}(?:\.\d\d)?\s?[ap]\.?m\b|\b\d{1,2}-\d{1,2},\s(?:\d{1,2}-\d{1,2},?\s?){1,9})"
)
"""Telephone numbers, versions, dates, postal codes, seasons, clock times, tallies, models, laws, leading zeros."""

_TIED = re.compile(
    r"(?<![\w.,$€£¥/+-])(?P<first>\d{1,3})[-–](?P<last>\d{1,3})(?![\w%°/+-]|[.,]\d|\s?(?:%|per|million|billion|degrees|°))"
)
"""Two numbers tied by a dash: a score or a tally where the first is not the lower one."""

_VOTED = re.compile(
    r"(?i)\b(?:vot(?:e|ed|es|ing)|pass(?:ed|es)?|approv(?:ed|es|al)|confirm(?:ed|s)?|reject(?:ed|s)?|split|rul(?:ed|es|ing)|divided|margin|tally|decision|"
    r"advanced|cleared|acquit(?:ted|s)?|convict(?:ed|s)?|impeach(?:ed|es)?|defeat(?:ed|s)?|fail(?:ed|s)?|censur(?:ed|es)?|overr(?:ode|idden|ides?))\b"
    r"[^.;:\d]{0,60}?(?<!from\s)(?P<tally>(?P<first>\d{1,3})(?:\sto\s|[-–])(?P<last>\d{1,3}))(?![\w%/+-]|[.,]\d|\s?(?:%|per|points?\b|million|billion|to\s\d))"
)
"""Votes for and against: 'voted 51 to 49', 'split 5-4', 'passed the bill on a vote of 217 to 213'."""

_BEHIND = re.compile(
    r"\([a-z0-9]{1,2}\)|[-–]\d{1,4}[-.]\d|(?:st|nd|rd|th)\b|s\b|['’]\d|['’]s\b|[-\s]years?[-\s]olds?\b|\s?(?:years?|months?)\sold\b"
    r"|[.,]\d|[A-Za-z](?!\w)(?<=[A-Z])|-(?:year|month)-olds?\b"
)
_GLUED = re.compile(r"[\w][-–’'/&]\Z|[A-Za-z_]\Z|\b\d{3,4}[-.]\Z|\d:\Z")
_AGE = re.compile(r"(?i)\bage(?:s|d)?(?:\sof)?\s\Z|\bturn(?:s|ed|ing)\s\Z|\bsuper bowl\s\Z")
_LEAD = re.compile(r"([^\W\d_][\w’'&.-]*)\s{1,2}\Z")
_PERSON_AGE = re.compile(r",|\s?\Z|\.(?:\s|\Z)|\sof\s[A-Z]|\)|;|\sand\s[A-Z]")
_KIN_OF = re.compile(r"(?i)\b(?:famil(?:y|ies)|household|mother|father|parents?|mom|dad)s?\sof\s\Z")
"""'A family of four', 'a mother of three' say who somebody is."""
_IS_AGE = re.compile(r"(?i)\b(?:he|she|who)(?:\s(?:is|was|will\sbe)|['’]s)\s(?:now\s|just\s|only\s|about\s)?\Z")
_AGE_ENDS = re.compile(r"[.,;)!?]|\s(?:and|but|when|now|with)\b|\s?\Z")
"""'She is 42', 'who was 19 when he was hurt'."""
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "new", "this", "that"})
_LOOSE = re.compile(
    r"(?i)\b(?:about|nearly|almost|over|than|around|some|roughly|least|most|under|up to|another|all|of)\s\Z"
)
"""Words that a year does not follow: 'about 1950 people'."""

_MODEL = 3
"""Digits of a model's number: 'the 787'."""

_YEARS = range(1800, 2100)
"""Plain digits in this range, with nothing counted, are a year that the times step did not take."""


def barred_spans(text: str) -> list[Span]:
    """Return the addresses, phone numbers, dates, seasons and scores of ``text``, in order."""
    barred = [Span(found.start(), found.end()) for found in _BARRED.finditer(text)]
    if ":" in text or "@" in text:
        barred += [Span(found.start(), found.end()) for found in _LINKS.finditer(text)]
    barred += [
        Span(found.start(), found.end()) for found in _TIED.finditer(text) if int(found["first"]) >= int(found["last"])
    ]
    barred += [
        Span(*found.span("tally")) for found in _VOTED.finditer(text) if int(found["first"]) >= int(found["last"])
    ]
    return sorted(barred)


@cache
def _not() -> dict[str, Any]:
    return dict(load_lexicon("quantities")["not"])


@cache
def _leads() -> frozenset[str]:
    return frozenset(_not()["before"])


@cache
def _loose_leads() -> frozenset[str]:
    return frozenset(_not()["before_uncounted"])


@cache
def _indices() -> re.Pattern[str]:
    return re.compile(rf"\b{word_pattern(_not()['index'])}\s\Z")


@cache
def _street() -> re.Pattern[str]:
    streets = word_pattern(_not()["street"])
    return re.compile(rf"\s(?:[NSEW]\.?\s|(?:North|South|East|West)\s)?(?:[A-Z][\w’'.]*\s){{0,3}}(?i:{streets})\b")


def is_excluded(text: str, start: int, end: int, *, bare: bool, counted: bool, grouped: bool) -> bool:
    """Say whether the number at ``text[start:end]`` is part of a name, an age, an address, a score or a list.

    ``bare`` says that it is plain digits or a plain word with no sign, magnitude or unit; ``counted`` that a thing
    counted stands behind it; ``grouped`` that it has parted thousands or decimals.
    """
    before, after = text[max(0, start - 32) : start], text[end : end + 40]
    if _GLUED.search(before) and not re.search(r"\d\s?[-–]\Z|[^\W\d][-–]{2}\Z|\b[a-z]{2,}[-–]\Z(?<=to-)", before):
        return True
    if _AGE.search(before) or _BEHIND.match(after):
        return True
    if text[start:end].lower() == "zero" and re.match(r"\s?-\s?[a-z]|\s(?:tolerance|sum)\b", after):
        return True
    if after[:2].strip()[:1].isupper() and not grouped and _street().match(after):
        return True
    if not bare or grouped:
        return False
    if _KIN_OF.search(before):
        return True
    return _is_named(text, start, end, before, after, counted=counted) or _is_listed(
        text, start, end, before, after, counted=counted
    )


def _is_named(text: str, start: int, end: int, before: str, after: str, *, counted: bool) -> bool:
    """Say whether a plain number belongs to the word before it: 'Title 42', 'the S&P 500', 'iPhone 12', 'No. 1'."""
    if _indices().search(before):
        return True
    lead = _LEAD.search(before)
    if lead is None:
        return re.search(r"\d\s\Z", before) is not None and not counted
    model = end - start >= _MODEL and text[start:end].isdigit()
    if (
        (lead[1].lower() in _DETERMINERS or lead[1].endswith(("'s", "’s")))
        and not counted
        and (model or re.match(r"\s[A-Z]", after))
    ):
        return True
    word = lead[1].lower().rstrip(".")
    if word in _leads() or (word in _loose_leads() and not counted):
        return True
    if not lead[1][0].isupper() or counted or word.endswith(("'s", "’s")) or word in _not()["plain_before"]:
        return False
    opening = lead.start() == 0 or re.search(r"[\w,’”\"&)]\s\Z", before[: lead.start()]) is not None
    return opening and re.match(r"\s(?:per|of|to|in|a)\b|%|,\d|\s?[-–]\d", after) is None


def _is_listed(text: str, start: int, end: int, before: str, after: str, *, counted: bool) -> bool:
    """Say whether a plain number is a list's, a person's age, a year, or a word of a name."""
    digits = text[start:end].isdigit()
    if digits and end - start == 2 and not counted and _IS_AGE.search(before) and _AGE_ENDS.match(after):
        return True
    if digits and re.search(r"(?:^|\n|[.!?]\s)[ \t(]*\Z", before) and re.match(r"[.)][ \t]", after):
        return True
    if (
        digits
        and end - start <= 3
        and re.search(r"[A-Z][\w’'.-]+,\s\Z|[A-Z][\w’'.-]+\s\(\Z", before)
        and _PERSON_AGE.match(after)
    ):
        return True
    if digits and end - start == 4 and int(text[start:end]) in _YEARS and (not counted or int(text[start:end]) % 100):
        return not _LOOSE.search(before)
    return not digits and text[start].isupper() and not counted and re.search(r"[a-z,]\s\Z", before) is not None
