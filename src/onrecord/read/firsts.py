"""Firsts of their kind and records: 'the first since 2008', 'the first woman to', 'record turnout'."""

import re

from onrecord.model import Span
from onrecord.read.lexicon import load_lexicon
from onrecord.read.reach import limit_of, range_end
from onrecord.read.tokens import Word, word_set

__all__ = ["first_at", "record_at"]

_DOES = re.compile(
    r"\s(?:[\w’'-]+\s){1,6}?(?:to\s(?:ever\s)?(?:be\s)?[a-z]+|ever\b|(?:that|who|whose|which|where|when)\s[\w’']+"
    r"|(?:elected|nominated|held|built|made|named|born)\b)"
)
_OF_TIME = re.compile(
    r"(?i)\s(?:half|quarter|third|month|week|weekend|day|days|hours|weeks|months|years?|decade|part|full\s(?:year|month|week|quarter))\s(?:of|in|into|under|after|on)\s"
    r"(?!history\b|(?:more\sthan\s|over\s|nearly\s|at\sleast\s)?(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s(?:year|decade|quarter|month)s?\b|years\b|decades\b)"
)
"""'The first half of the year' is a time."""
_OF_ITS_KIND = re.compile(r"\s(?:[\w’'-]+\s){0,4}?of\s(?:its|this|that|their)\s(?:kind|nature|sort|type|size|faith)\b")
_LONG = re.compile(r"(?i)\b(?:since|ever|history|years?|decades?|generations?|centur(?:y|ies))\b")
"""A range that makes even 'the first debate' a claim."""

_BROKEN = 5
"""Words from 'broke' to 'record'."""


def first_at(text: str, words: list[Word], at: int) -> Span | None:
    """Return the span of a first whose range is stated or plainly meant, or None."""
    word = words[at]
    if word.lower not in {"first", "first-ever"} or at == 0 or word.cut or at + 1 >= len(words):
        return None
    lead, head = words[at - 1], words[at + 1]
    who = head.lower in word_set("general", "firsts", "who")
    if lead.lower not in word_set("general", "firsts", "leads") and not lead.lower.endswith("'s") and not who:
        return None
    if head.lower[0].isdigit() or head.lower in load_lexicon("quantities")["numbers"]:
        return None
    if _OF_TIME.match(text, word.end) is not None:
        return None
    limit = limit_of(text, word.end, words[-1].end)
    over = range_end(text, word.end, limit)
    plain = head.lower in word_set("general", "firsts", "nouns_not")
    if over is not None and (not plain or _LONG.search(text, word.end, over)):
        return Span(lead.start, over)
    if head.lower == "time":
        said = at > 1 and words[at - 2].lower in word_set("general", "firsts", "being")
        return Span(lead.start, head.end) if said and lead.lower == "the" else None
    end = _end_of_kind(text, words, at, limit, who=who)
    return Span(lead.start, end) if end is not None else None


def _end_of_kind(text: str, words: list[Word], at: int, limit: int, *, who: bool) -> int | None:
    """Return where a first of its kind ends that states no range: 'the first of its size', 'the first to lead'."""
    word, lead, head = words[at], words[at - 1].lower, words[at + 1]
    kind = _OF_ITS_KIND.match(text, word.end, limit)
    if kind is not None:
        return kind.end()
    if head.cut or head.lower in word_set("general", "firsts", "nouns_not"):
        return None
    does = _DOES.match(text, word.end, limit)
    if does is not None and lead == "the":
        return does.end()
    if who and at + 2 < len(words) and not words[at + 2].cut:
        return words[at + 2].end
    return head.end if word.lower == "first-ever" or lead in word_set("general", "firsts", "owners") else None


def record_at(words: list[Word], at: int) -> Span | None:
    """Return the span of 'record turnout', 'a record 39%', 'broke the record', or None."""
    table = load_lexicon("general")["records"]
    word = words[at]
    if at + 1 >= len(words):
        return None
    if word.lower in table["breaking"]:
        return _behind(words, at, frozenset({"record", "records"}), _BROKEN)
    if word.lower not in table["words"]:
        return None
    counted = words[at + 1].lower[0].isdigit() and at > 0 and words[at - 1].lower in {"a", "the"}
    if word.lower == "record" and counted:
        return Span(word.start, words[at + 1].end)
    return _behind(words, at, word_set("general", "records", "nouns"), 3)


def _behind(words: list[Word], at: int, nouns: frozenset[str], reach: int) -> Span | None:
    """Return the span from a word to the first of ``nouns`` behind it, or None where none stands within reach."""
    for word in words[at + 1 : at + reach]:
        if word.cut:
            return None
        if word.lower in nouns:
            return Span(words[at].start, word.end)
    return None
