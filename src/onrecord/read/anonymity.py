"""Clauses in which a text tells that a source is not named, and why: where they begin, end, and give a reason.

'Three people briefed on the talks, who spoke on the condition of anonymity because they feared for their jobs, said':
the clause is no part of who is cited, nothing in it reports anything, and nobody in it is cited.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.model import Span
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["AnonymityClause", "anonymity_clauses", "anonymity_spans", "is_left_unnamed", "reason_in"]

_BACK = 110
"""Characters before the words on anonymity in which the clause begins."""

_AHEAD = 260
"""Characters after them in which it ends."""

_NEXT_TO = 2
"""Characters between a source and the clause on its anonymity."""

_STOP = re.compile(r"[.;:“”\"\n](?=\s|\Z|[”\"])|\n|[“\"]")
_SPEECH = re.compile(r"\b(?:said|says|told|tells|added|according\sto)\b")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Ms|Mrs|Dr|Sen|Rep|Gov|St|Jr|No)\Z")


@dataclass(frozen=True, slots=True)
class AnonymityClause:
    """A clause on why somebody is not named; ``reason`` are the words that give the reason, or None.

    ``has_opener`` says that it hangs on a phrase before it ('who spoke ...'), and is no sentence of its own.
    """

    span: Span
    reason: Span | None
    has_opener: bool


@lru_cache(maxsize=4)
def anonymity_clauses(text: str) -> tuple[AnonymityClause, ...]:
    """Return the clauses on anonymity of a text, in order and apart."""
    found: list[AnonymityClause] = []
    for core in _core().finditer(text):
        if found and core.start() < found[-1].span.end:
            continue
        clause = _clause(text, Span(core.start(), core.end()), found[-1].span.end if found else 0)
        if clause.has_opener or not _permission().match(text, core.start()) or _publicly().match(text, core.start()):
            found.append(clause)
    return tuple(found)


def anonymity_spans(text: str) -> tuple[Span, ...]:
    """Return the words by which sources ask not to be named, in order: what they ask there is no statement.

    A clause that hangs on who is cited is taken whole; of a sentence of its own, the words on anonymity.
    """
    clauses = [clause.span for clause in anonymity_clauses(text) if clause.has_opener]
    cores = [Span(core.start(), core.end()) for core in _core().finditer(text)]
    return tuple(sorted([*clauses, *(core for core in cores if not any(span.contains(core) for span in clauses))]))


def reason_in(text: str, clause: AnonymityClause) -> str | None:
    """Return the words of a clause's reason."""
    return text[clause.reason.start : clause.reason.end].strip(' ,—–”"') if clause.reason else None


def is_left_unnamed(text: str, source: Span) -> bool:
    """Say whether a clause on anonymity follows a source: '..., all of whom insisted on anonymity'."""
    return any(
        clause.has_opener and 0 <= clause.span.start - source.end <= _NEXT_TO for clause in anonymity_clauses(text)
    )


def _clause(text: str, core: Span, floor: int) -> AnonymityClause:
    start, opens = _start(text, core, floor)
    end = _end(text, start, core, opens=opens)
    permission = _permission().match(text, core.start, core.end)
    if permission is not None:
        reason: Span | None = Span(core.start, end)
    else:
        told = _reason().search(text, core.end, end)
        reason = Span(told.start("reason"), end) if told else None
    return AnonymityClause(Span(start, end), reason, opens)


def _start(text: str, core: Span, floor: int) -> tuple[int, bool]:
    """Return where the clause begins: at an opener, with no verb of saying between."""
    low = max(floor, core.start - _BACK)
    stops = [
        found.end() for found in _STOP.finditer(text, low, core.start) if not _is_abbreviation(text, found.start())
    ]
    low = max([low, *stops])
    openers = list(_opener().finditer(text, low, core.end))
    openers = [found for found in openers if not _SPEECH.search(text, found.end(), core.start)]
    if not openers:
        return core.start, False
    return _first_of(text, openers, core).start(), True


def _first_of(text: str, openers: Sequence[re.Match[str]], core: Span) -> re.Match[str]:
    """Return the opener of the clause: the last after a mark that nothing parts from the words on anonymity.

    In 'two aides, who met on Monday, and who asked not to be named' it is the second 'who'.
    """
    marked = [found for found in openers if found["mark"]]
    whole = [found for found in marked or openers if "," not in text[found.end() : core.start]]
    if marked:
        return whole[-1] if whole else marked[0]
    return whole[0] if whole else openers[-1]


def _is_abbreviation(text: str, at: int) -> bool:
    return text[at] == "." and _ABBREVIATED.search(text, max(0, at - 4), at) is not None


def _end(text: str, start: int, core: Span, *, opens: bool) -> int:
    """Return where the clause ends: before the verb of who is cited, at a closing mark, or a stop."""
    limit = min(len(text), core.end + _AHEAD)
    stop = next(
        (found.start() for found in _STOP.finditer(text, core.end, limit) if not _is_abbreviation(text, found.start())),
        limit,
    )
    if not opens:
        return stop
    mark = text[start : start + 2].strip()[:1]
    closing = _closing(mark)
    verb = closing.search(text, core.end, stop)
    if verb is not None:
        return verb.start()
    if mark in {"—", "–", "-", "("}:
        dash = re.compile(r"\s?[—–)]|\s-\s").search(text, core.end, stop)
        return dash.start() if dash else stop
    comma = re.compile(r",(?=\s)").search(text, core.end, stop)
    return comma.start() if comma else stop


@cache
def _closing(mark: str) -> re.Pattern[str]:
    """Return the pattern of what follows a clause opened by this mark: the mark again, and the verb of who is cited."""
    words = load_lexicon("anonymity")
    subjects = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in words["subjects"])
    adverbs = r"(?:(?:(?!publicly)\w+ly|also|then|both|all|each|have|has|had|would|did)\s){0,2}"
    verb = rf"{adverbs}{word_pattern(words['verbs'])}\b"
    if mark == ",":
        return re.compile(rf",\s(?={verb})")
    if mark in {"—", "–", "-", "("}:
        return re.compile(rf"\s?[—–)-]{{1,2}},?\s(?={verb})")
    return re.compile(rf",?\s{subjects}(?={verb})")


@cache
def _opener() -> re.Pattern[str]:
    openers = word_pattern(load_lexicon("anonymity")["openers"])
    of = r"(?:(?:all|both|each|many|some|most|neither|none|several|one|two)\sof\s)"
    spoke = (
        r"(?<!\bspoke\s)(?<!\bspeak\s)(?<!\btalked\s)(?<!\bspoken\s)(?<!\btalk\s)(?<!\binterviewed\s)(?<!\bquoted\s)"
    )
    return re.compile(rf"(?P<mark>,|\s?[—–]|\s-{{1,2}}|\s\()?\s?(?<=[\s—–(-])(?:(?:and|but)\s)?{spoke}{of}?{openers}\b")


@cache
def _core() -> re.Pattern[str]:
    words = load_lexicon("anonymity")
    named, withheld = word_pattern(words["named"]), word_pattern(words["withheld"])
    speak = rf"to\s(?:\w+ly\s)?{word_pattern(words['publicly'])}"
    permitted = rf"(?:yet\s|been\s|legally\s)*{word_pattern(words['permissions'])}\s{speak}"
    return re.compile(
        rf"(?<!\w)(?:{word_pattern(words['states'])}(?!\s(?:checks?|music|investigations?))"
        rf"|(?:{word_pattern(words['refusals'])})\s(?:(?:\w+ly|further|otherwise|more)\s)?{named}"
        rf"|(?:full\s|last\s|real\s)?names?\s(?:(?:is|are|was|were|not|to|being|be|would|should)\s){{0,4}}{withheld}"
        rf"|only\sby\s(?:his|her|their|a|an)\s(?:first|last|middle|given)\s(?:name|initial)s?"
        rf"|(?:not|n['’]t|never|lacked\sauthori[sz]ation)\s(?:{permitted}))(?!\w)"
        rf"|(?<=\w)n['’]t\s{permitted}(?!\w)",
        re.IGNORECASE,
    )


@cache
def _permission() -> re.Pattern[str]:
    return re.compile(r"(?:not|n['’]t|never|lacked)\s[^,]*?\bto\b(?!\sbe\b)", re.IGNORECASE)


@cache
def _publicly() -> re.Pattern[str]:
    """Return the pattern of a permission that is about speaking to the press, even in a sentence of its own."""
    return re.compile(
        r"[^.;“”\n]{0,40}(?:authori[sz]|publicly|on\sthe\srecord|press|reporters?\b|media)", re.IGNORECASE
    )


@cache
def _reason() -> re.Pattern[str]:
    return re.compile(rf"(?i)[\s,]\s?(?P<reason>{word_pattern(load_lexicon('anonymity')['reasons'])}\b)")
