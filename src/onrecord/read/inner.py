"""Reported speech inside somebody's words: 'Asch testified that a supervisor had told him the alarm was fine'.

PolNeAR gives each word to one attribution, so the encoder has learnt the outer ones only.  The inner ones are found by
their shape: where a clause begins, a subject, a verb of telling, whom it is told, and what, up to the clause's end.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.model import Attribution, Reading, Source, Span
from onrecord.read.edges import trimmed
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.nested import attribution_id

__all__ = ["INNER", "Inner", "inner_attributions", "inner_speech", "told_after"]

INNER = 0.7
"""Confidence in speech inside another's words: about the share right among those of ``bench/own`` and dev."""

Inner = tuple[Span, Span, Span]
"""Source, cue and content."""

_BACK = 80
"""Characters before a verb in which its subject begins."""

_FORWARD = 500
"""Characters after a verb in which what is told ends."""

_LEAST, _LONGEST = 2, 9
"""Characters of a content, and words of a subject."""

_JOINED = re.compile(r"\s\w+ed\s(?:and|then|and then)\Z")
_OPENING = " “\"‘'("
_STOP = re.compile(
    r"(?<![A-Z])(?<!Mr|Ms|Dr|St)(?<!Mrs|Gov|Sen|Rep|Gen)[.?!](?=[”’\"']*(?:\s|$))|;|[”\"](?=\s|[,.]|$)"
    r"|,\s(?=(?:and|but|so|according|which|who)\b)|,?\s(?=but\b)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MARK_OPENS = re.compile(r"[\s(][“‘\"']")
_LOOSE_MARK = re.compile(r"[,.!?]?[”’\"']+\Z")
"""A closing mark of the quotation around, at the end of what is told in it."""

_SURE = ("that", *"“\"‘'")
_QUOTED_BEFORE = re.compile(r"[“\"][^“”\"]*\Z")
_QUOTES = {"“": "”", "‘": "’", '"': '"', "'": "'"}


def inner_attributions(reading: Reading, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield what is reported inside the contents of others, each once, where its verb is nobody's cue yet."""
    text = reading.document.text
    cues = sorted(span for item in found for span in item.cue or ())
    reached = 0
    for piece in sorted(piece for item in found for piece in item.content):
        rest = Span(max(piece.start, reached), piece.end)
        if rest.start >= rest.end:
            continue
        taken = cues[bisect_right(cues, Span(rest.start, rest.start)) : bisect_right(cues, Span(rest.end, rest.end))]
        for source, cue, content in inner_speech(text, rest, taken):
            yield Attribution(
                id=attribution_id(reading, (source,), (cue,), (content,)),
                segment_kind=reading.segment_kind(content),
                mode="indirect",
                source=Source((source,), "person"),
                cue=(cue,),
                content=(content,),
                confidence=INNER,
            )
        reached = max(reached, piece.end)


def inner_speech(text: str, outer: Span, taken: Sequence[Span] = ()) -> Iterator[Inner]:
    """Yield what is reported inside ``outer``; verbs that lie in ``taken`` are somebody's cue already."""
    at = outer.start
    for verb in _verb().finditer(text, outer.start, outer.end):
        if verb.start() < at or any(span.start < verb.end() and verb.start() < span.end for span in taken):
            continue
        source = _subject(text, outer.start, verb)
        content = told_after(text, verb, outer) if source else None
        if source and content:
            yield source, Span(verb.start(), verb.end("verb")), content
            at = verb.end()


@cache
def _verb() -> re.Pattern[str]:
    words = load_lexicon("reported")["inner"]
    return re.compile(
        rf"(?<=\s)(?:(?:{word_pattern(words['before'])}|\w+ly)\s){{0,3}}(?P<verb>{word_pattern(words['verbs'])})(?=[\s,:])"
    )


@cache
def _clause_start() -> re.Pattern[str]:
    openers = word_pattern(load_lexicon("reported")["inner"]["openers"])
    return re.compile(rf"(?<![A-Z])[.!?;:,][”’\"]?\s|(?<!\w)(?i:{openers})\s|[“\"‘(—–]\s?")


def _subject(text: str, first: int, verb: re.Match[str]) -> Span | None:
    """Return the subject that stands right before a verb, from where its clause begins."""
    low = max(first, verb.start() - _BACK)
    end = verb.start() - 1
    joined = _JOINED.search(text, low, end)
    end = joined.start() if joined else end
    starts = [found.end() for found in _clause_start().finditer(text, low, end)]
    if low == first:
        starts.insert(0, first)
    start = next((at for at in reversed(starts) if at < end), end)
    while start < end and text[start] in _OPENING:
        start += 1
    return Span(start, end) if start < end and _is_subject(text[start:end], verb["verb"]) else None


def _is_subject(words: str, verb: str) -> bool:
    """Say whether a phrase may be who tells something."""
    lists = load_lexicon("reported")["inner"]
    parts = words.split()
    first, last = parts[0], parts[-1].lower()
    if len(parts) > _LONGEST or "\n" in words or any(part.lower() in lists["never"] for part in parts):
        return False
    if last in {"i", "we"} or last == "you":
        return last != "you" and len(parts) == 1 and verb in lists["past"]
    if len(parts) == 1 and first.lower() in lists["pronouns"]:
        return True
    return first[0].isupper() or (len(parts) > 1 and first.lower() in lists["determiners"])


def told_after(text: str, verb: re.Match[str], outer: Span, *, sure: bool = False) -> Span | None:
    """Return what is told after a verb; None where it opens nothing that is told.

    ``sure``: the verb tells nothing without 'that' or a quotation behind it.
    """
    takes = verb["verb"] in load_lexicon("reported")["inner"]["to"]
    found = (takes and _told(to="").match(text, verb.end(), outer.end)) or _told(to=None if takes else r"to\s").match(
        text, verb.end(), outer.end
    )
    if not found or (takes and "to" not in found.groupdict() and not found["opener"]):
        return None
    is_sure = sure or verb["verb"] in load_lexicon("reported")["inner"]["nouns"]
    if is_sure and not (found["opener"] or "").startswith(_SURE):
        return None
    start = found.end()
    end = _end(text, start, min(outer.end, start + _FORWARD))
    content = trimmed(Span(start, end), text)
    loose = None if _MARK_OPENS.search(text, start - 1, end) else _LOOSE_MARK.search(text, start, end)
    content = Span(content.start, loose.start()) if loose and loose.start() > content.start else content
    is_said = content.end - content.start > _LEAST and text[content.start : content.end].lower() != "that"
    return content if is_said and end - start < _FORWARD else None


@cache
def _told(to: str | None) -> re.Pattern[str]:
    """Return the pattern of what leads from a verb to the first word of what is told.

    ``to`` is the word before whom it is told, if any; ``None``: nobody is named.
    """
    words = load_lexicon("reported")["inner"]
    barred = words["prepositions"] if to == "" else [*words["prepositions"], *words["objects"]]
    no_part = word_pattern([*words["pronouns"], "I", "it", "we", *words["addressees"], *words["verbs"]])
    part = rf"(?!(?:{no_part}|{word_pattern(words['articles'])})\b)[\w’'-]+"
    whom = (
        rf"{part}(?:\s{part}){{1,3}}(?=\sthat\s)"
        rf"|{word_pattern([*words['addressees'], *words['audiences']])}"
        rf"|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){{0,2}}(?=\s[a-z“‘\"'])|[A-Z][\w’'-]+"
        rf"|{word_pattern(words['articles'])}\s(?:[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){{0,3}}|[\w’'-]+)"
    )
    return re.compile(
        ("" if to is None else rf"(?P<to>\s{to}(?!{_DAY}\b)(?:{whom})(?=[\s,:])){'?' if to else ''}")
        + rf"(?:\s(?:on\s)?(?:{_DAY}|yesterday|today)(?:\s(?:morning|afternoon|evening|night))?(?=\s))?"
        r"(?:\s(?:in|on|at|during|last|this|yesterday|earlier)(?:\s[\w’'-]+){0,4}?(?=\sthat\s))?"
        rf"[,:]?\s(?:(?=(?P<opener>[“‘\"'](?=\w)|that\s|{word_pattern(words['conjunctions'])}\s))"
        rf"|(?!(?:{word_pattern(barred)})\b)(?=[^\W_]))"
    )


def _end(text: str, start: int, limit: int) -> int:
    """Return where what is told ends: with its quotation, else with its clause."""
    closer = _QUOTES.get(text[start])
    if closer is None:
        for stop in _STOP.finditer(text, start, limit):
            if stop[0] not in _QUOTES.values() or _QUOTED_BEFORE.search(text, start, stop.start()) is None:
                return start + len(text[start : stop.start()].rstrip(" ,"))
            return stop.end()
        return start + len(text[start:limit].rstrip(" ,"))
    at = text.find(closer, start + 1, limit)
    while closer in "’'" and 0 < at < limit - 1 and text[at + 1].isalnum():
        at = text.find(closer, at + 1, limit)
    return at + 1 if at > 0 else limit
