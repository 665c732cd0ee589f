"""Quoted stretches of a text, whatever marks it uses, so that a quote can be told from a paraphrase.

Each paragraph is read by itself, in time linear in its length, so that one odd mark costs at most its paragraph a
guess.  A mark whose partner is missing is read as if it stood where the words tell.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from onrecord.model import Span
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.quote_marks import Mark, find_marks
from onrecord.read.sentences import paragraphs

__all__ = ["is_name", "quoted_share", "quoted_spans", "speech_spans"]

_LONGEST = 4000
"""A quotation longer than this is taken for a mark that was never closed."""

_REACH = 400
"""Characters after a single mark in which a better partner is looked for than a plural's apostrophe; and before a
closing mark, its sentence's start."""

_TITLE = 80
"""A quotation longer than this is no title or name."""

_CUT_SHORT = re.compile(r"(?:\d0s|em|tis|twas|til|till|cause|bout|n|round)(?!\w)", re.IGNORECASE)
_SAID = re.compile(
    r"[,?!](?=\s(?:[Hh]e|[Ss]he|[Tt]hey|(?:[A-Z][\w.’'-]*\s){0,3}[A-Z][\w.’'-]*)\s"
    r"(?:says?|said|told|added|asked|wrote|noted|explained|replied|continued|tweeted|argued|warned)(?:\s\w+)?[.,;:])"
)
_SENTENCE_START = re.compile(r"[.!?…][\"”’)]*\s+(?=\S)")


@lru_cache(maxsize=4)
def quoted_spans(text: str) -> tuple[Span, ...]:
    """Return the outermost stretches inside quotation marks, marks included, in order.

    A mark left open ends with its paragraph, as a quotation that runs over several paragraphs opens each anew, or
    where '..., she said.' tells that its partner is missing.  Single marks count only in pairs: an apostrophe opens
    nothing.
    """
    found: list[Span] = []
    whole = paragraphs(text)
    for number, paragraph in enumerate(whole):
        marks = list(find_marks(text, paragraph))
        if marks:
            doubles = _outermost(_doubles(text, paragraph, [mark for mark in marks if mark.family != "single"]))
            rest = [mark for mark in marks if mark.family == "single" and not _lies_in(mark, doubles)]
            following = text[whole[number + 1].start] if number + 1 < len(whole) else ""
            found += _outermost([*doubles, *_singles(text, paragraph, rest, following)])
    return tuple(span for span in found if span.end - span.start <= _LONGEST)


def speech_spans(text: str) -> tuple[Span, ...]:
    """Return the quoted stretches that quote somebody: no titles of works, names, and words spoken of as words."""
    return tuple(span for span in quoted_spans(text) if not is_name(text, span))


def quoted_share(text: str, spans: tuple[Span, ...], quotes: tuple[Span, ...]) -> float:
    """Return the share, 0 to 1, of the letters and digits of ``spans`` that stand inside ``quotes``."""
    letters = inside = 0
    for span in spans:
        first = max(0, bisect_right(quotes, span) - 1)
        near = quotes[first : bisect_right(quotes, Span(span.end, span.end))]
        for index in range(span.start, span.end):
            if text[index].isalnum():
                letters += 1
                inside += any(quote.start <= index < quote.end for quote in near)
    return inside / letters if letters else 0.0


def _doubles(text: str, paragraph: Span, marks: Sequence[Mark]) -> list[Span]:
    """Return the stretches in double and angle marks of one paragraph, nested ones too."""
    found: list[Span] = []
    opened: list[Mark] = []
    for number, mark in enumerate(marks):
        above = next((count for count, each in enumerate(reversed(opened[-4:]), 1) if each.family == mark.family), 0)
        partner = opened[-above] if above else None
        if mark.does != "close" and (mark.does == "open" or partner is None):
            opened.append(mark)
        elif mark.is_measure and (partner is None or _is_inch(marks, number)):
            continue
        elif partner is not None:
            del opened[-above:]
            found.append(Span(partner.start, mark.end))
        elif mark.family == "double":
            found += _without_opening(text, paragraph, mark, found)
    limits: dict[str, list[int]] = {}
    for mark in marks:
        limits.setdefault(mark.shape, []).append(mark.start)
    for mark in opened:
        same = limits[mark.shape]
        following = bisect_right(same, mark.start)
        limit = same[following] if following < len(same) else paragraph.end
        found += _without_closing(text, paragraph, mark, limit)
    return found


def _is_inch(marks: Sequence[Mark], number: int) -> bool:
    """Say whether a mark after a digit leaves an open quotation to the next mark, which closes it: 'a 12" pipe'."""
    mark = marks[number]
    following = marks[number + 1] if number + 1 < len(marks) else None
    return following is not None and following.does == "close" and following.family == mark.family


def _without_opening(text: str, paragraph: Span, mark: Mark, found: Sequence[Span]) -> list[Span]:
    """Return the sentence that a mark closes which nothing opened ('We hired nobody,” she said')."""
    if text[mark.start - 1] not in ",.!?…" or mark.start == paragraph.start:
        return []
    earliest = max(paragraph.start, mark.start - _REACH, found[-1].end if found else 0)
    starts = [stop.end() for stop in _SENTENCE_START.finditer(text, earliest, mark.start)]
    start = starts[-1] if starts else earliest
    while start < mark.start and text[start].isspace():
        start += 1
    return [Span(start, mark.end)]


def _without_closing(text: str, paragraph: Span, mark: Mark, limit: int) -> list[Span]:
    """Return what a mark opens and nothing closes: up to '..., she said', the next such mark or the paragraph's end."""
    if mark.family == "angle" and (mark.start > paragraph.start or mark.shape in {"»", "&raquo;"}):
        return []
    if not mark.is_placed and mark.does == "either":
        return []
    said = _SAID.search(text, mark.end, limit)
    end = said.start() + 1 if said else limit
    while end > mark.end and text[end - 1].isspace():
        end -= 1
    return [Span(mark.start, end)] if end > mark.end else []


def _singles(text: str, paragraph: Span, marks: Sequence[Mark], following: str) -> list[Span]:
    """Return the stretches in single marks of one paragraph; ``following`` is the next paragraph's first character."""
    found: list[Span] = []
    openers = [
        number
        for number, mark in enumerate(marks)
        if mark.does == "open" and mark.is_placed and not _CUT_SHORT.match(text, mark.end)
    ]
    reach = 0
    for opener, following_opener in pairwise([*openers, len(marks)]):
        mark = marks[opener]
        if mark.start < reach:
            continue
        closers = [
            each
            for each in marks[opener + 1 : following_opener]
            if each.does == "close" and each.shape not in {"‘", "‚"} and (each.is_placed or each.shape != "'")
        ]
        closer = _partner(text, mark, closers)
        if closer is not None:
            found.append(Span(mark.start, closer.end))
            reach = closer.end
        elif mark.start == paragraph.start and mark.shape == "‘" and following == "‘":
            found.append(Span(mark.start, paragraph.end))
    return found


def _partner(text: str, mark: Mark, closers: Sequence[Mark]) -> Mark | None:
    """Return the mark that closes a single one: rather one that cannot be a plural's apostrophe ('growers’')."""
    if not closers:
        return None
    first = closers[0]
    if text[first.start - 1] != "s":
        return first
    better = (each for each in closers[1:] if text[each.start - 1] != "s" and each.start - mark.start < _REACH)
    return next(better, first)


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """Return the spans that lie in no other, in order; overlapping ones as one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if kept and span.start < kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return kept


def _lies_in(mark: Mark, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, Span(mark.start, mark.end)) - 1
    return at >= 0 and spans[at].start <= mark.start < spans[at].end


def is_name(text: str, span: Span) -> bool:
    """Say whether marks stand around a title, a nickname or a word spoken of as a word."""
    if span.end - span.start > _TITLE:
        return False
    before = max(0, span.start - 30)
    naming, work_before, work_after = _name_patterns()
    if naming.search(text, before, span.start):
        return True
    around = work_before.search(text, before, span.start) or work_after.match(text, span.end)
    return around is not None and _is_title_case(text[span.start : span.end])


@cache
def _name_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    lexicon = load_lexicon("quotes")
    works = word_pattern(lexicon["works"])
    return (
        re.compile(rf"(?<!\w){word_pattern(lexicon['naming'])}\s\Z", re.IGNORECASE),
        re.compile(rf"(?<!\w){works}(?:,?\s(?:called|titled|entitled|named))?,?\s\Z", re.IGNORECASE),
        re.compile(rf"\s{works}(?!\w)", re.IGNORECASE),
    )


def _is_title_case(words: str) -> bool:
    """Say whether every longer word begins with a capital or a digit."""
    inner = re.findall(r"[^\W_][\w’'.-]*", words)
    small = load_lexicon("quotes")["small"]
    longer = [word for word in inner if word.lower() not in small]
    return bool(longer) and all(word[0].isupper() or word[0].isdigit() for word in longer)
