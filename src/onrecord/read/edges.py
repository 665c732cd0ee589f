"""Where the parts of an attribution begin and end: from words that the encoder marked to spans that read as phrases."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from onrecord.model import Span
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.names import Name
from onrecord.read.sentences import sentences

__all__ = [
    "antecedent",
    "content_spans",
    "cue_spans",
    "in_sentence_of",
    "is_taken_up",
    "shift_as",
    "trimmed",
    "whole_cue",
    "whole_names",
    "whole_phrase",
    "with_document",
    "without_loose_end",
    "without_source",
    "word_spans",
]

_APPOSITION = re.compile(r",\s(?:an?|the|something|one|which)\s(?:[\w-]+\s){0,3}?(?:that\s|which\s)?$")
_OWNED = re.compile(r"\s(?P<thing>[\w-]+)(?!\w)")
_ACCORDING = re.compile(r"(?i)according\sto\b")
_INITIAL = re.compile(r"\b[A-Z]\.\s*\Z")
_LOOSE = re.compile(r"(?:,\s(?:and|as|at|for|in|on|who|with))?[,\s]*\Z")
_NEVER_FIRST = ",;:.!?)]}”’ "
_NEVER_LAST = "([{“‘—–- "
_LONGEST_DETERMINER = 12
_NO_CUE = ":,;— "
_REPORTING_MARKS = ":―—–-"


def word_spans(words: Iterable[int], bounds: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Return the spans of some words: neighbours make one, and a span without a letter or digit is none."""
    edged = (trimmed(span, text) for span in _runs(words, bounds))
    return tuple(span for span in edged if _has_word(text, span))


def content_spans(words: Iterable[int], bounds: Sequence[Span], text: str, taken: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans of a content, each with its determiner, unless that is ``taken`` (of source or cue).

    A piece that is one word of grammar says nothing.
    """
    empty = load_lexicon("reported")["content"]["empty"]
    kept = (span for span in word_spans(words, bounds, text) if text[span.start : span.end].lower() not in empty)
    pieces: list[Span] = []
    for span in kept:
        found = _determiner().search(text, max(0, span.start - _LONGEST_DETERMINER), span.start)
        whole = Span(found.start() if found else span.start, span.end)
        pieces.append(span if any(whole.overlaps(other) for other in (*taken, *pieces)) else whole)
    return tuple(pieces)


def cue_spans(words: Iterable[int], bounds: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Return the spans of a cue: words, or where there are none the mark that reports ('... — Ada Lund')."""
    spans = word_spans(words, bounds, text)
    if spans:
        return tuple(Span(span.start, _stripped_end(text, span)) for span in spans)
    return tuple(span for span in _runs(words, bounds)[:1] if text[span.start] in _REPORTING_MARKS)


def _runs(words: Iterable[int], bounds: Sequence[Span]) -> list[Span]:
    """Return the spans of some words, neighbours as one."""
    spans: list[Span] = []
    before = None
    for word in sorted(words):
        place = bounds[word]
        if before is not None and word == before + 1:
            spans[-1] = Span(spans[-1].start, place.end)
        else:
            spans.append(place)
        before = word
    return spans


def _stripped_end(text: str, span: Span) -> int:
    """Return where a cue ends without the marks that follow it."""
    return span.start + len(text[span.start : span.end].rstrip(_NO_CUE))


def _has_word(text: str, span: Span) -> bool:
    return any(char.isalnum() for char in text[span.start : span.end])


def trimmed(span: Span, text: str) -> Span:
    """Return the span without marks at its edges that belong to what stands outside it."""
    start, end = span.start, span.end
    while start < end and text[start] in _NEVER_FIRST:
        start += 1
    while end > start and text[end - 1] in _NEVER_LAST:
        end -= 1
    return Span(start, end)


def with_document(text: str, source: Span) -> Span:
    """Return a source with the document it owns: in 'her post accused' the post is part of it."""
    found = _OWNED.match(text, source.end)
    documents = load_lexicon("speakers")["documents"]["heads"]
    owns = found is not None and text[source.start : source.end].endswith(("’s", "'s"))
    return Span(source.start, found.end()) if found and owns and found["thing"].lower() in documents else source


def in_sentence_of(text: str, source: Span, cue: Span) -> Span:
    """Return a source without what stands in another sentence than its cue; an initial ends none."""
    bounds = sentences(text)
    at = bisect_right(bounds, Span(cue.start, len(text) + 1)) - 1
    if at < 0 or not source.overlaps(bounds[at]):
        return source
    start, end = max(source.start, bounds[at].start), min(source.end, bounds[at].end)
    start = source.start if _INITIAL.search(text, source.start, start) else start
    return Span(start, source.end if _INITIAL.search(text, source.start, end) else end)


def without_loose_end(text: str, source: Span) -> Span:
    """Return a source without a comma at its end, and what it leads to: 'Ada Lund, a nurse,' and 'Ada Lund, in'."""
    found = _LOOSE.search(text, source.start, source.end)
    return Span(source.start, found.start()) if found and found.start() > source.start else source


def without_source(text: str, content: tuple[Span, ...], source: Span) -> tuple[Span, ...]:
    """Return a content without words of its source and without the noun by which an apposition takes it up."""
    pieces = []
    for span in content:
        start = source.end if source.start <= span.start < source.end else span.start
        end = source.start if span.start < source.start < span.end else span.end
        taken_up = _APPOSITION.search(text, start, source.start) if 0 <= source.start - end <= 1 else None
        pieces.append(trimmed(Span(start, taken_up.start() if taken_up else end), text))
    return tuple(span for span in pieces if _has_word(text, span))


def antecedent(text: str, source: Span, cue: Span) -> tuple[Span, ...]:
    """Return what an apposition speaks of: in 'The mill closed, a fact she admitted' it is what stands before it."""
    if cue.start - source.end > 2:
        return ()
    stop = text.rfind(". ", 0, source.start)
    start = max(stop + 2 if stop >= 0 else 0, text.rfind("\n", 0, source.start) + 1, source.start - 400)
    found = _APPOSITION.search(text, start, source.start)
    return (Span(start, found.start()),) if found and found.start() > start else ()


def is_taken_up(text: str, content: Span, source: Span) -> bool:
    """Say whether an apposition takes up a content for a source: 'The mill closed, a fact she admitted'."""
    found = _APPOSITION.search(text, content.end, source.start)
    return found is not None and found.start() == content.end


def shift_as(cue: tuple[Span, ...], content: tuple[Span, ...]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Give the 'as' of 'described as the largest' to the cue."""
    at = content[0].start
    joined = cue[-1].end + 1 == at
    longer = (*cue[:-1], Span(cue[-1].start, at + 2)) if joined else (*cue, Span(at, at + 2))
    return longer, (Span(at + 3, content[0].end), *content[1:])


def whole_cue(text: str, cue: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a cue with the 'to' that 'according' cannot do without, and the particle that belongs to its verb."""
    last = cue[-1]
    found = _ACCORDING.match(text, max(last.start, last.end - 9))
    if found is None:
        verb = text.rfind(" ", last.start, last.end) + 1 or last.start
        found = _phrasal().match(text, verb) or _phrasal().match(text, last.start)
    return (*cue[:-1], Span(last.start, max(last.end, found.end()))) if found else cue


@cache
def _phrasal() -> re.Pattern[str]:
    words = load_lexicon("reported")["phrasals"]
    return re.compile(rf"(?i:{word_pattern([*words['words'], *words['attacks']])})(?!\w)")


def _dangles(text: str, start: int, end: int) -> bool:
    """Say whether a phrase ends in a preposition ('Several aides to')."""
    return text[start:end].lower().endswith((" to", " of", " for", " with", " from", " at"))


def whole_phrase(text: str, source: Span) -> Span:
    """Return a source from where its first word or its determiner begins ('s' was meant for 'the company’s')."""
    start = source.start
    while start and _in_word(text, start):
        start -= 1
    if text[start : source.end].lower() in _pronouns():
        return Span(start, source.end)
    determiner = _determiner().search(text, max(0, start - _LONGEST_DETERMINER), start)
    return Span(determiner.start() if determiner else start, source.end)


def _in_word(text: str, at: int) -> bool:
    """Say whether a place lies inside a word, its possessive ending included."""
    before, after = text[at - 1], text[at : at + 1]
    if before in "’'":
        return at > 1 and text[at - 2].isalnum() and after.isalnum()
    return before.isalnum() and (after.isalnum() or after in {"’", "'"})


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(word for words in load_lexicon("speakers")["pronouns"].values() for word in words)


@cache
def _determiner() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'-])(?i:{word_pattern(load_lexicon('reported')['source']['determiners'])})\s\Z")


def whole_names(text: str, span: Span, names: Sequence[Name]) -> Span:
    """Return a source with the names at its edges whole: 'Rep' becomes 'Rep. Alan Torvik'."""
    starts = [name.whole.start for name in names]
    start, end = span.start, span.end
    for name in names[max(0, bisect_right(starts, start) - 2) : bisect_right(starts, end + 1)]:
        titled = Span(name.whole.start, name.span.end)
        if titled.start < start < titled.end:
            start = titled.start
        if titled.start < end < titled.end or (0 <= titled.start - end <= 1 and _dangles(text, start, end)):
            end = titled.end
    return Span(start, end)
