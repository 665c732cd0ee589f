"""Which of the names in a source is cited: in 'the wife of Senator Lund, Ada,' Ada is, and not the senator."""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.model import Span
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.names import Name
from onrecord.read.runs import is_place

__all__ = ["apposed_body", "authors", "cited_name", "head_name", "own_words"]

_GOVERNED = re.compile(
    r"\b(?:of|for|to|with|at|from|about|against|on|by|under|after|behind|than|unlike)\s(?:(?:the|then|former)[\s-])?\Z"
)
_TOPIC = re.compile(r"\b(?:about|on|to|against|of|regarding|concerning|targeting|for|with)\s(?:the\s)?\Z")
_APPOSED_TO = re.compile(r",\s(?:(?:an?|the|who|now|then|former)\s|\d\d\b)")
_TOLD = re.compile(r",\s(?:\d\d\b|who\s)|,\san?\s[^,]*\bwho\s")
_WRITTEN = re.compile(r"\b(?:by|from)\s(?:the\s)?\Z")
_BY = re.compile(r"\bby\s(?:the\s)?\Z")
_OWNED = re.compile(r"['’]s?\s+\w")
_RELATIVE = re.compile(r",?\s(?:who|whose|whom|which|where)\b.*\Z", re.DOTALL)
_AFTER = re.compile(r"\Z|\s*[,(—–]|\s(?:of|from|with|at|in|who|whose)\s")


def cited_name(text: str, span: Span, names: Sequence[Name]) -> Name | None:
    """Return the name of who is cited in a phrase: the first that is neither an owner nor governed by a preposition.

    None where all are somebody else's: 'the wife of Senator Lund'.
    """
    people = [name for name in names if name.kind == "person"]
    own = [name for name in people if not _is_beside(text, span, name)]
    if own:
        return own[0]
    apposed = _apposed(text, span, names) or next(
        (name for name in people if _BY.search(text, span.start, name.whole.start)), None
    )
    if apposed is not None or not people:
        return apposed or names[0]
    alone = people[0] if len(people) == 1 else None
    return alone if alone is not None and alone.whole.start <= span.start and not _is_owner(text, span, alone) else None


def head_name(text: str, span: Span, names: Sequence[Name]) -> Name | None:
    """Return the person whose name, with titles before it, opens a phrase, or closes it as an apposition."""
    first = next((name for name in names if name.kind == "person"), None)
    if first is None:
        first = names[0] if names and _TOLD.match(text, names[0].span.end, span.end) else None
        return (
            first
            if first is not None and first.span.start == span.start and not is_place(first.words)
            else _named(text, span, names)
        )
    opens = text[span.start : first.whole.start].lower().strip() in {"", "the"}
    if opens and _AFTER.match(text, first.span.end, span.end) and not _is_owner(text, span, first):
        return first
    apposed = _apposed(text, span, names)
    return apposed if apposed is not None and apposed.kind == "person" else _named(text, span, names)


def _named(text: str, span: Span, names: Sequence[Name]) -> Name | None:
    apposed = _apposed(text, span, names)
    return apposed if apposed is not None and _kin_before().search(text, span.start, apposed.span.start) else None


def apposed_body(text: str, span: Span, names: Sequence[Name]) -> Name | None:
    """Return the body whose name closes a phrase behind a comma: 'the shed's owner, Halden Marine Inc.'."""
    last = names[-1] if names else None
    if last is None or last.kind != "organisation" or text[last.span.end : span.end].strip(" ,."):
        return None
    return last if text[max(span.start, last.span.start - 2) : last.span.start] == ", " else None


@cache
def _kin_before() -> re.Pattern[str]:
    """Return the pattern of what stands before somebody's name only: 'Lund's daughter Ada', 'a plumber named Ada'."""
    lexicon = load_lexicon("speakers")
    kin = word_pattern([*lexicon["evidence"]["kin"], *lexicon["titles"]["private"], *lexicon["titles"]["trades"]])
    return re.compile(rf"(?:\b{kin},?|\bnamed|\bcalled)\s\Z")


def authors(text: str, span: Span, names: Sequence[Name]) -> list[Name]:
    """Return the names in a document's phrase that may be its author's, who is named with 'by' first.

    'A report about Lund by Owen Ek' is Owen Ek's; whom a letter is to, or a suit against, wrote neither.
    """
    by = [name for name in names if _WRITTEN.search(text, span.start, name.whole.start)]
    rest = [
        name
        for name in names
        if name not in by and (name.kind == "organisation" or _TOPIC.search(text, span.start, name.whole.start) is None)
    ]
    return [*by, *rest]


def own_words(words: str, name: str) -> str:
    """Return the words of a phrase that speak of who is named: no name, and no relative clause about others."""
    before, _, after = words.partition(name)
    return f"{before} {_RELATIVE.sub('', after)}".strip(" ,")


def _is_beside(text: str, span: Span, name: Name) -> bool:
    """Say whether a name only tells whose somebody is, in a longer phrase."""
    governed = name.whole.start > span.start and _GOVERNED.search(text, span.start, name.whole.start)
    return bool(governed) or _is_owner(text, span, name)


def _is_owner(text: str, span: Span, name: Name) -> bool:
    return _OWNED.match(text, name.span.end, span.end) is not None


def _apposed(text: str, span: Span, names: Sequence[Name]) -> Name | None:
    """Return the last name of a phrase where it closes it behind a comma: 'the mayor of Halden, Ada Lund'."""
    last = names[-1] if names else None
    if last is None or (last.kind == "organisation" and last.sure) or is_place(last.words):
        return None
    rest = text[last.span.end : span.end].strip(" ,")
    closed = not rest or _APPOSED_TO.match(text, last.span.end, span.end) is not None
    apposed = (
        text[max(span.start, last.whole.start - 2) : last.whole.start] == ", "
        or text[max(span.start, last.span.start - 2) : last.span.start] == ", "
        or (last.kind != "organisation" and _kin_before().search(text, span.start, last.span.start) is not None)
    )
    return last if closed and apposed else None
