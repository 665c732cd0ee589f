"""Whose words they are, where the shape of a sentence tells better than the encoder.

Nobody is cited by 'it has been alleged that', nor is he of whom something 'is rumoured', nor he who is 'asked whether';
whom a verb after a quotation names stands behind it ('…,” added his wife, Deb'), and whom commas part from it before it
('Ada Lund, citing the log, said'); and why somebody is not named is no part of who he is.
"""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.model import Attribution, Span, Time
from onrecord.read.anonymity import anonymity_clauses
from onrecord.read.edges import trimmed
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.names import Name

__all__ = [
    "before_aside",
    "by_nobody",
    "is_passive",
    "named_after",
    "named_before",
    "whole_passive",
    "with_qualifier",
    "without_asides",
    "without_reason",
]

Spans = tuple[Span, ...]

_BY = re.compile(r"\bby\s\Z")
_CLAUSE = re.compile(r"\s(?:that|to)\s")
_ASKED = re.compile(r"(?i)(?:asked|pressed|questioned|quizzed|challenged)\b")
_WHEN = re.compile(r"\b[Ww]hen\s\Z")
_QUOTE_ENDS = re.compile(r"[,?!…—–][”\"’'」»]{1,2}\s?\Z")
_ACCORDING = re.compile(r"(?i)according\sto\Z")
_TO_SOURCE = re.compile(r"\s(?:[\w’'-]+\s){1,6}")
_CLOSED_CLAUSE = re.compile(r"\s[^.;:“”\"\n]+,\s(?:\w+ly\s)?\Z")
_ABOUT = re.compile(r"(?:\A|[.;:“”\"\n]\s?|,\s|\b(?:and|but|that)\s)(?P<who>[^.,;:“”\"\n]{2,80}),\s\Z")
_RELATIVE = re.compile(r",\s(?:who|whose|which)\b[^,]*\Z")
_REST = re.compile(r"(?P<words>\s[^,.;:“”\"\n]{1,120}),\s")
_FAR = 90
"""Characters in which the phrase after an inverted verb ends."""

_SUBJECT_BEFORE = re.compile(
    r"(?:\A|[.!?”]\s+|\n|\b(?:But|And|Yet)\s)(?P<who>(?:(?:The|An?|His|Her|Its|Their|One)\s(?:[a-z][\w’'-]*\s){0,3})?(?P<word>[\w’'-]+))\Z"
)
_LONGEST_ASIDE = 160
_CLAUSE_OPENS = re.compile(r"(?:\A|[.!?”]\s+|\n|[,;—–]\s(?:but|and|while|yet)\s|\b(?:But|And|Yet|While)\s|;\s)\Z")
_NEAR = 1
"""Characters between a phrase and the next one that make them neighbours."""


def by_nobody(text: str, source: Spans, cue: Spans, content: Spans) -> tuple[Spans, Spans]:
    """Return source and content of a cue, after PolNeAR's guideline where it is passive.

    In 'it is alleged that' there is no source; in 'the cause is thought to be wind' what is spoken of is content.
    """
    if not source or _BY.search(text, max(0, source[0].start - 4), source[0].start):
        return source, content
    if _is_asked(text, cue):
        return (), content
    if not is_passive(text, cue):
        return source, content
    if text[source[0].start : source[-1].end].lower() in load_lexicon("reported")["passive"]["expletives"]:
        return (() if _CLAUSE.match(text, cue[0].end) else source), content
    beside = 0 <= cue[0].start - source[-1].end <= _NEAR
    if beside and not any(piece.overlaps(span) for piece in content for span in source):
        content = tuple(sorted((*content, *source)))
    return (), content


def _is_asked(text: str, cue: Spans) -> bool:
    """Say whether a cue tells what somebody was asked before he answers: 'Asked whether he would, Rusk laughed'."""
    asked = _ASKED.match(text, cue[0].start) if cue else None
    return asked is not None and (
        asked[0][0].isupper() or _WHEN.search(text, max(0, cue[0].start - 6), cue[0].start) is not None
    )


def is_passive(text: str, cue: Spans) -> bool:
    """Say whether a cue reports by a passive: 'is alleged', 'has long been thought'; 'is' may stand just before it."""
    return len(cue) == 1 and _passive().fullmatch(text, _verb_start(text, cue[0]), cue[0].end) is not None


def whole_passive(text: str, cue: Spans) -> Spans:
    """Return a cue with the 'is' of its passive, or its participle: of 'is alleged' the encoder may have taken one."""
    if len(cue) == 1 and _to_be().search(text[cue[0].start : cue[0].end].lower() + " "):
        found = _participle().match(text, cue[0].end)
        cue = (Span(cue[0].start, found.end()),) if found else cue
    return (Span(_verb_start(text, cue[0]), cue[0].end),) if is_passive(text, cue) else cue


@cache
def _participle() -> re.Pattern[str]:
    words = load_lexicon("reported")["passive"]
    return re.compile(rf"\s(?:\w+ly\s)?{word_pattern(words['participles'])}(?!\w)")


def _verb_start(text: str, cue: Span) -> int:
    """Return where a cue begins, or the form of 'be' with adverbs that stands right before it."""
    before = _to_be().search(text, max(0, cue.start - 30), cue.start)
    return before.start() if before else cue.start


@cache
def _to_be() -> re.Pattern[str]:
    words = load_lexicon("reported")["passive"]
    return re.compile(rf"(?<!\w){word_pattern(words['be'])}\s(?:(?:{word_pattern(words['between'])}|\w+ly)\s)*\Z")


@cache
def _passive() -> re.Pattern[str]:
    words = load_lexicon("reported")["passive"]
    return re.compile(
        rf"(?:\w+\s)?{word_pattern(words['be'])}\s(?:(?:{word_pattern(words['between'])}|\w+ly)\s)*"
        rf"{word_pattern(words['participles'])}(?:\s(?:of|as|for))?",
        re.IGNORECASE,
    )


def named_after(text: str, source: Spans, cue: Spans, times: Sequence[Time]) -> Spans:
    """Return the source of a cue that follows a quotation: the phrase behind it, where it names somebody.

    The encoder at times takes who was named before ('“…,” added his wife, Deb' after a sentence of his).
    """
    if len(cue) != 1:
        return source
    begun = bool(source) and 0 <= source[0].start - cue[0].end <= _NEAR
    if begun and text[source[0].start : source[-1].end].lower() not in _determiners():
        return source
    if not _QUOTE_ENDS.search(text, max(0, cue[0].start - 4), cue[0].start):
        return source
    found = _phrase().match(text, cue[0].end)
    if found is None or any(time.start <= found.start("who") < time.end for time in times):
        return source
    if source and not begun and found.start() <= source[0].start < found.end():
        return source
    return (Span(*found.span("who")),)


@cache
def _determiners() -> frozenset[str]:
    return frozenset(load_lexicon("reported")["inverted"]["determiners"])


@cache
def _phrase() -> re.Pattern[str]:
    """Return the pattern of the phrase after an inverted verb, up to a quotation or a stop."""
    determiners = word_pattern(_determiners())
    return re.compile(
        rf"\s(?P<who>(?:[A-Z]|{determiners}\s)[^“”\"\n.:;]{{1,{_FAR}}}?(?:\b[A-Z]\.[^“”\"\n.:;]{{1,{_FAR}}}?)?)"
        r"(?=,\s[“\"‘]|\.(?:\s|\Z)|;\s|\Z)"
    )


def named_before(text: str, source: Spans, cue: Spans) -> Spans:
    """Return the source of a cue as the phrase that stands beside it, where the encoder took a part or a pronoun.

    Behind 'according to' the source begins at once ('according to documents seen by the Courier'); behind a relative
    clause that is closed it is whom the clause is about ('two aides, who asked not to be named, said').
    """
    if not source or not cue:
        return source
    first = source[0]
    if _ACCORDING.search(text, cue[-1].start, cue[-1].end) and len(source) == 1:
        led = _TO_SOURCE.fullmatch(text, cue[-1].end, first.start)
        return (Span(cue[-1].end + 1, first.end),) if led else source
    if text[first.start : first.end].lower() in {"who", "which"} and _CLOSED_CLAUSE.search(
        text, first.end, cue[0].start
    ):
        about = _ABOUT.search(text, max(0, first.start - _FAR), first.start)
        return (Span(*about.span("who")),) if about else source
    return source


def before_aside(text: str, source: Spans, cue: Spans, names: Sequence[Name]) -> Spans:
    """Return the source of a cue that an aside parts from its subject, a name: 'Ada Lund, citing the log, said'.

    The encoder at times goes past the subject to who was named before it.
    """
    aside = _aside().search(text, max(0, cue[0].start - _LONGEST_ASIDE), cue[0].start)
    if aside is None or is_passive(text, cue) or (source and source[-1].end > aside.start()):
        return source
    name = next((name for name in reversed(names) if name.span.end == aside.start()), None)
    start = min(name.span.start, name.whole.start) if name else _phrase_start(text, aside.start())
    if start is None or (source and source[-1].end > start):
        return source
    opens = _CLAUSE_OPENS.search(text, max(0, start - 8), start)
    return (Span(start, aside.start()),) if opens else source


def _phrase_start(text: str, end: int) -> int | None:
    """Return where a subject without a name known as one begins that ends at ``end``: 'The union', 'Officials'."""
    found = _SUBJECT_BEFORE.search(text, max(0, end - _FAR), end)
    never = load_lexicon("speakers")["names"]["never"]
    if found is None or found["word"].lower() in never or found["word"].endswith(("ly", "ing")):
        return None
    return found.start("who")


@cache
def _aside() -> re.Pattern[str]:
    """Return the pattern of an aside between commas: a participle, a relative clause or a phrase with a preposition."""
    openers = word_pattern(load_lexicon("reported")["source"]["asides"])
    return re.compile(rf",\s(?:{openers}|[a-z]{{2,}}ing)\s[^,;:.“”\"\n]+,\s(?:also\s|then\s|has\s)?\Z")


def with_qualifier(text: str, source: Span, cue: Span) -> Span:
    """Return a source with all the words by which it is described: 'three people briefed on the decision'.

    A relative clause that the encoder took in part ('Ada Lund, who crosses') is taken whole, up to the comma.
    """
    end = max(source.end, cue.start)
    after = _qualifier().fullmatch(text, source.end, end)
    if after is None and _RELATIVE.search(text, source.start, source.end):
        after = _REST.fullmatch(text, source.end, end)
    before = _qualified().search(text, max(0, source.start - _FAR), source.start)
    return Span(before.start("who") if before else source.start, after.end("words") if after else source.end)


@cache
def _qualifier() -> re.Pattern[str]:
    return re.compile(rf"(?P<words>\s{_qualifiers()}\s[^,.;:“”\"\n]{{2,{_FAR}}}?)\s")


@cache
def _qualified() -> re.Pattern[str]:
    """Return the pattern of up to four words, from a stop or a conjunction on, that a qualifier describes."""
    return re.compile(rf"(?:[.,;:“”\"]\s?|\b(?:and|but|that)\s|\A)(?P<who>(?:[\w’'-]+\s){{1,4}}){_qualifiers()}\s\Z")


def _qualifiers() -> str:
    return word_pattern(load_lexicon("reported")["source"]["qualifiers"])


def without_reason(text: str, source: Span) -> Span:
    """Return a source without the clause on why it is not named: that is kept as its reason (``sourcing``)."""
    for clause in anonymity_clauses(text):
        if clause.has_opener and source.start < clause.span.start < source.end:
            return trimmed(Span(source.start, clause.span.start), text)
    return source


def without_asides(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Return attributions but those in a clause on anonymity: 'who asked not to be named' reports nothing."""
    asides = [clause.span for clause in anonymity_clauses(text) if clause.has_opener]
    return [
        item
        for item in found
        if not any(aside.contains(piece) for aside in asides for piece in (item.cue or item.content)[:1])
    ]
