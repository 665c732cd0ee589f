"""Statements that a line of their own introduces: 'Governor Ada Lund issued the following statement:'.

What stands below is the statement of whom the line names, in quotation marks or without, as releases have it; so it is
under a title such as 'Statement from Ada Lund on the Flood'.  The line itself is text, never furniture of the page.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.model import Attribution, Reading, SegmentKind, Source, Span
from onrecord.read.datelines import after_dateline
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.nested import attribution_id
from onrecord.read.offices import role_in
from onrecord.read.reporting import is_reporting
from onrecord.read.runs import is_place
from onrecord.read.turn_labels import turns_of

__all__ = ["INTRODUCED", "Introduction", "author_in", "introduced_statements", "introductions"]

INTRODUCED = 0.9
"""Confidence in a statement that a line introduces: that of the other rules that go by layout."""

_LINE = re.compile(r"[^\n\r]*[^\s][^\n\r]*")
_LONGEST_LINE = 320
_LONGEST = 20_000
"""Characters of a statement: what goes on longer is the rest of the text."""

_OPENS = '“"«„'
_QUOTED = re.compile(r"[“«„][^\n“”«»]*[”»“][.,]?|\"[^\n\"]*\"[.,]?")
_OPEN_QUOTE = re.compile(r"[“«„][^\n”»]*|\"[^\n\"]*")
_OWN = re.compile(r"\b(?:I|I['’]\w+|[Ww]e|[Oo]ur|[Mm]y|us|me)\b")
_NOT_A_NAME = frozenset({"would", "will", "that", "to", "it", "if", "what", "is", "was", "were", "had"})
_ABOUT = re.compile(r"About\s[A-Z]|Background\b|Contact\b|For more information\b")
_SAYING: frozenset[SegmentKind] = frozenset({"body", "opinion", "heading"})


@dataclass(frozen=True, slots=True)
class Introduction:
    """A line that introduces a statement: the line, who it is said to come from, by which words."""

    line: Span
    source: Span
    cue: Span
    is_title: bool


@lru_cache(maxsize=4)
def introductions(text: str) -> tuple[Introduction, ...]:
    """Return the lines that introduce a statement, in order; several steps of a reading ask for them."""
    found = []
    for line in _LINE.finditer(text):
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        end = line.start() + len(line[0].rstrip())
        if end - start > _LONGEST_LINE:
            continue
        is_title = text[end - 1] != ":"
        match = next(filter(None, (form.fullmatch(text, start, end) for form in _patterns()[is_title:])), None)
        if match is not None and _names_somebody(match["who"], match["cue"]):
            who, cue = Span(*match.span("who")), Span(*match.span("cue"))
            found.append(Introduction(Span(start, end), who, cue, is_title))
    return tuple(found)


def author_in(title: str) -> str | None:
    """Return from whom a title says that a statement comes ('Statement from Ada Lund on the Flood'), or None."""
    match = _patterns()[1].fullmatch(title.strip())
    return match["who"] if match is not None and _names_somebody(match["who"], match["cue"]) else None


def _names_somebody(who: str, cue: str) -> bool:
    """Say whether words name who makes a statement, rather than what is said of it or where it was written."""
    parts = who.split(",", maxsplit=1)[0].split()
    if is_place(who) or any(
        part.lower() in _NOT_A_NAME or (part[0].islower() and is_reporting(part)) for part in parts
    ):
        return False
    return not cue.lower().endswith(" of") or any(role_in(part.lower()) for part in parts)


def introduced_statements(reading: Reading) -> Iterator[Attribution]:
    """Yield the statement that each such line introduces; a title's only where no line below it does the same."""
    text = reading.document.text
    lines = introductions(text)
    starts = [segment.start for segment in reading.segments]
    for number, intro in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        is_led = following is not None or bool(turns_of(text)) or not _is_on_top(reading, intro, starts)
        if intro.is_title and is_led:
            continue
        end = following.line.start if following else len(text)
        content = tuple(_said(reading, intro, min(end, intro.line.end + _LONGEST), starts))
        if not content:
            continue
        yield Attribution(
            id=attribution_id(reading, (intro.source,), (intro.cue,), content),
            segment_kind=_kind(reading, content[0], starts),
            mode="indirect",
            source=Source((intro.source,), "person"),
            cue=(intro.cue,),
            content=content,
            confidence=INTRODUCED,
        )


def _is_on_top(reading: Reading, intro: Introduction, starts: Sequence[int]) -> bool:
    """Say whether a line is the headline, or stands before all running text."""
    at = bisect_right(starts, intro.line.start) - 1
    return at >= 0 and not any(segment.kind == "body" for segment in reading.segments[:at])


def _said(reading: Reading, intro: Introduction, end: int, starts: Sequence[int]) -> Iterator[Span]:
    """Yield the paragraphs of a statement.

    In quotation marks: up to the first paragraph without them.  Else the first paragraph, and those after it while the
    document is a release or a statement, or somebody goes on to speak of himself ('we').
    """
    text = reading.document.text
    is_whole = intro.is_title or reading.document.kind in {"release", "statement"}
    last = text[intro.source.start : intro.source.end].split(",")[0].rsplit(" ", 1)[-1]
    quoted: bool | None = None
    for number, found in enumerate(_LINE.finditer(text, intro.line.end, end)):
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        span = after_dateline(text, Span(start, found.start() + len(found[0].rstrip())))
        words = text[span.start : span.end]
        kind = _kind(reading, span, starts)
        if kind not in _SAYING:
            if number and kind == "boilerplate":
                return
            continue
        is_quoted = (_QUOTED.fullmatch(words) or _OPEN_QUOTE.fullmatch(words)) is not None
        if quoted is None:
            quoted = is_quoted
            if words[0] in _OPENS and not is_quoted:
                return
        elif (
            quoted != is_quoted
            or _ABOUT.match(words)
            or (not quoted and not _OWN.search(words) and (not is_whole or last in words))
        ):
            return
        if kind != "heading":
            yield span


def _kind(reading: Reading, span: Span, starts: Sequence[int]) -> SegmentKind:
    at = bisect_right(starts, span.start) - 1
    return reading.segments[at].kind if at >= 0 else "body"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a line that introduces a statement, and of a title that does."""
    words = load_lexicon("reported")["introduced"]
    verbs, nouns, kinds = (word_pattern(words[name]) for name in ("verbs", "nouns", "kinds"))
    dateline = r"(?:[A-Z][A-Z.’' ]{2,30}[^\n:—–]{0,60}\s?(?:—|–|--)\s)?"
    lead = r"(?:(?:On|In|At|Late|Earlier|After|Following)\s[^\n:;“”\"]{2,80},\s)?"
    who = r"(?P<who>(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s)?[^\n:;“”\"]{2,110}?)"
    about = word_pattern(words["about"])
    rest = r"[^\n:“”\"]{0,160}"
    return (
        re.compile(
            rf"{dateline}{lead}{who}(?:,)?\s(?:(?:has|have|also|later|then|today|\w+ly|on\s\w+day|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s){{0,2}}"
            rf"(?P<cue>{verbs}\s(?:today\s|out\s)?(?:the\sfollowing|this|the\sstatement\sbelow|an?|following)(?:\s[\w’'-]+){{0,3}}?\s?{nouns}){rest}:"
        ),
        re.compile(
            rf"(?P<cue>(?i:(?:read\s|see\s|here\sis\s|below\sis\s|the\sfollowing\sis\s)?(?:the\s|an?\s)?(?:(?:{kinds})\s){{0,2}}"
            rf"(?:statement|remarks|message|letter|comments?)\s(?:from|by|of|attributable\sto)))\s"
            rf"(?P<who>(?:the\s)?[A-Z][^\n:;“”\"]{{2,110}}?)"
            rf"(?P<on>(?:,)?\s(?i:{about})\s{rest})?(?:\s(?:below|follows))?[:.]?"
        ),
    )
