"""Plain reports told by their form: 'Carla Innes, a nurse, said the ward was full'.

In a text of a sentence or two the encoder has little to go by, and may miss the plainest of reports.  Where nothing of
a sentence was found to be said by anybody, a subject, a verb of telling and a clause behind it are a report.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.model import Attribution, Reading, Source, Span
from onrecord.read.anonymity import anonymity_spans
from onrecord.read.edges import trimmed
from onrecord.read.inner import told_after
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.nested import attribution_id
from onrecord.read.quotes import quoted_spans
from onrecord.read.sentences import sentences

__all__ = ["REPORT", "plain_report", "plain_reports", "subject_before"]

REPORT = 0.6
"""Confidence in a report told by form: PolNeAR dev has too few that the encoder missed for a share; below the mean of
those that it finds."""

_LONGEST = 600
"""Characters of a sentence that are searched."""

_MOST_WORDS = 12
"""Words of a subject, an apposition aside."""

_LEAST_WORDS = 2
"""Words of what is told: one alone ('said nothing') is seldom a statement."""

_NOT_PARTS = frozenset({"heading", "byline", "boilerplate"})


Report = tuple[Span | None, Span, tuple[Span, ...]]
"""Source, cue and content."""


def plain_reports(reading: Reading, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield the reports that sentences make of which nothing is in ``found``, or all of it in what is told."""
    text = reading.document.text
    quotes = quoted_spans(text)
    unnamed = anonymity_spans(text)
    taken = sorted(span for item in found for spans in (item.content, item.cue or (), _source(item)) for span in spans)
    for sentence in _clauses(text):
        report = None
        if reading.segment_kind(sentence) not in _NOT_PARTS and not _is_quoted(sentence, quotes):
            report = plain_report(text, sentence)
        if report is None:
            continue
        source, cue, content = report
        whole = Span(min((source or cue).start, content[0].start), max(cue.end, content[-1].end))
        near = taken[max(0, bisect_right(taken, whole) - 8) : bisect_left(taken, Span(whole.end, whole.end))]
        if any(whole.overlaps(reason) for reason in unnamed):
            continue
        own = (*content, source) if source else content
        if any(span.overlaps(whole) and not any(piece.contains(span) for piece in own) for span in near):
            continue
        taken = sorted([*taken, whole])
        yield Attribution(
            id=attribution_id(reading, (source,) if source else (), (cue,), content),
            segment_kind=reading.segment_kind(cue),
            mode="indirect",
            source=Source((source,), "person") if source else None,
            cue=(cue,),
            content=content,
            confidence=REPORT,
        )


def _clauses(text: str) -> Iterator[Span]:
    """Yield the sentences of a text, each with the clauses joined in it, up to its end."""
    for sentence in sentences(text):
        yield sentence
        for join in _JOIN.finditer(text, sentence.start, min(sentence.end, sentence.start + _LONGEST)):
            yield Span(join.end(), sentence.end)


def plain_report(text: str, sentence: Span) -> Report | None:
    """Return source, cue and content of a sentence or clause that is a plain report, or None.

    What is told ends where a joined clause reports in its turn: 'A said no, while B said yes'.
    """
    report = _report(text, sentence)
    if report is None:
        return None
    source, cue, content = report
    last = content[-1]
    for join in _JOIN.finditer(text, last.start, last.end):
        if _report(text, Span(join.end(), sentence.end)):
            return source, cue, (*content[:-1], Span(last.start, join.start()))
    return report


def _report(text: str, sentence: Span) -> Report | None:
    """Return source, cue and content of a plain report, the content up to the sentence's end; or None."""
    end = min(sentence.end, sentence.start + _LONGEST)
    lead = _lead().match(text, sentence.start, end)
    start = lead.end() if lead else sentence.start
    silent = _silence().search(text, start, end)
    if silent is not None:
        who = _subject(text, start, silent.start())
        if who is not None:
            content = trimmed(Span(*silent.span("content")), text)
            return who, Span(silent.start(), silent.start("content")), (content,)
    attack = _attack().search(text, start, end)
    if attack is not None:
        who = _subject(text, start, attack.start())
        if who is not None:
            return who, Span(*attack.span("cue")), (trimmed(Span(*attack.span("content")), text),)
    passive = _passive().match(text, start, end)
    if passive is not None:
        cue = Span(*passive.span("cue" if passive["it"] else "of"))
        rest = trimmed(Span(passive.end(), _end(text, passive.end(), sentence.end)), text)
        if passive["it"]:
            return None, cue, (rest,)
        joined = _JOINED.search(text, rest.start, rest.end)
        rest = Span(rest.start, joined.start()) if joined else rest
        about = _subject(text, start, cue.start)
        return (None, cue, (about, rest)) if about else None
    for verb in _verb().finditer(text, start, end):
        source = _subject(text, start, verb.start())
        if source is None:
            if _CLOSED.search(text, start, verb.start()):
                return None
            continue
        told = told_after(text, verb, sentence, sure=verb["sure"] is not None) or _clause_after(text, verb, sentence)
        if told and text[verb.start() - 2] == "," and _INVERTED.match(text, verb.end()):
            told = _clause_after(text, verb, sentence)
        if told is None or (verb["sure"] and text[source.start : source.end] in _POINTERS):
            return None
        content = trimmed(Span(told.start, _end(text, told.start, sentence.end)), text)
        is_whole = len(text[content.start : content.end].split()) >= _LEAST_WORDS
        if not is_whole or _STATE.match(text, content.start) or _auxiliary().match(text, content.start):
            return None
        return source, Span(verb.start(), verb.end()), (content,)
    return None


_INVERTED = re.compile(
    r"\s(?!(?:that|to|not|whether|he|she|they|it|there|we|nobody)\s)(?:[A-Za-z][\w’'-]*\s){0,4}?[A-Za-z][\w’'-]*[,.;]"
)
"""What may be a verb's subject behind it: 'The ferry, which runs at nine, said its captain, ...'."""

_STATE = re.compile(r"(?:dead|hurt|injured|lost|missing|stolen)\s")
"""What somebody is told to be: 'The man reported missing was found'."""

_HAS_LETTER = re.compile(r"\w")
_JOINED = re.compile(r",\s(?:and|but|while|although|though)\s")
_JOIN = re.compile(r",?\s(?:and|although|but|though|whereas|while)\s")
_VERB_INSIDE = re.compile(r"\b[a-z]+ed\s(?:the|an?|his|her|their|its|down|up|out|off|back|away|over|to|for|that)\b")
_CLOSED = re.compile(r"[“”\":;]")
_POINTERS = frozenset({"It", "This", "That", "These", "Those", "Which"})
"""Subjects that may point to what was told rather than to who tells: 'It showed that …'."""


def _source(item: Attribution) -> tuple[Span, ...]:
    return item.source.spans if item.source else ()


def _is_quoted(sentence: Span, quotes: Sequence[Span]) -> bool:
    """Say whether a sentence begins in quotation marks."""
    at = bisect_right(quotes, Span(sentence.start, 1 << 62)) - 1
    return at >= 0 and quotes[at].end > sentence.start


def _end(text: str, start: int, end: int) -> int:
    """Return where what is told ends: with its sentence, before the stop unless a quotation mark closes behind it."""
    stop = end
    while stop > start and text[stop - 1] in ".!?…":
        stop -= 1
    return stop


def _clause_after(text: str, verb: re.Match[str], sentence: Span) -> Span | None:
    """Return the clause right behind a verb, told by the auxiliary behind its subject: 'warned three people were'."""
    found = _clause().match(text, verb.end(), sentence.end)
    return Span(verb.end() + 1, sentence.end) if found else None


@cache
def _clause() -> re.Pattern[str]:
    lists = load_lexicon("reported")
    auxiliaries, barred = word_pattern(lists["content"]["auxiliaries"]), word_pattern(lists["reports"]["parts"])
    return re.compile(rf"\s(?:(?!{barred}\s)[\w’'$€£-]+\s){{1,8}}?{auxiliaries}\s")


def subject_before(text: str, clause: Span, end: int) -> Span | None:
    """Return the subject that ends right before ``end`` in a clause that may begin with 'that', or None."""
    start = clause.start + (5 if text.startswith("that ", clause.start) else 0)
    lead = _lead().match(text, start, end)
    return _subject(text, lead.end() if lead else start, end)


def _subject(text: str, start: int, end: int) -> Span | None:
    """Return the subject between the beginning of a clause and its verb, an apposition included."""
    words = text[start:end].rstrip()
    if _CLOSED.search(words) or "\n" in words or words.endswith(("’s", "'s")):
        return None
    if _VERB_INSIDE.search(words):
        return None
    head, comma, rest = words.partition(", ")
    if comma and not (words.endswith(",") or rest[:2].isdigit()):
        return None
    parts = head.rstrip(",").split()
    lists = load_lexicon("reported")["inner"]
    if not parts or len(parts) > _MOST_WORDS or any(part.lower() in _never() for part in parts):
        return None
    if parts[-1].lower() in _no_last() or not all(map(_HAS_LETTER.search, parts)):
        return None
    if len(parts) > 1 and parts[-1].lower() in {*lists["pronouns"], "i", "we", "it", "you"}:
        return None
    first = parts[0]
    is_plural = len(parts) == 1 and first.endswith("s")
    named = first[0].isupper() or first[0].isdigit() or first in lists["pronouns"]
    if not (named or is_plural or first.lower() in lists["determiners"]):
        return None
    return Span(start, start + len(words.rstrip(",")))


@cache
def _no_last() -> frozenset[str]:
    """Return the words on which no subject ends: what they lead to is left out, or is the verb."""
    words = load_lexicon("reported")
    return frozenset((*words["content"]["open"], *words["inner"]["articles"], *words["inner"]["prepositions"], "those"))


@cache
def _never() -> frozenset[str]:
    words = load_lexicon("reported")
    return frozenset((*words["inner"]["never"], *words["reports"]["never"]))


@cache
def _lead() -> re.Pattern[str]:
    """Return the pattern of what may stand before a subject: a conjunction, an adverb, a time or place."""
    words = load_lexicon("reported")["reports"]
    return re.compile(
        rf"(?:{word_pattern(words['joins'])},?\s)?(?:{word_pattern(words['leads'])}\s[^,;:“”\"\n]{{1,90}},\s)?"
    )


@cache
def _verb() -> re.Pattern[str]:
    """Return the pattern of a verb of telling; ``sure``: one that reports only with 'that' or the like behind it."""
    lists = load_lexicon("reported")
    plain, sure = lists["inner"], lists["reports"]["sure"]
    verbs = [word for word in plain["verbs"] if word not in sure]
    return re.compile(
        rf"(?<=\s)(?:(?:{word_pattern(plain['before'])}|\w+ly)\s){{0,3}}"
        rf"(?P<verb>(?P<sure>{word_pattern(sure)})|{word_pattern(verbs)})(?=[\s,:])"
    )


@cache
def _attack() -> re.Pattern[str]:
    """Return the pattern of a verb with particles and whom or what it speaks ill of: 'hit out at the council'."""
    attacks = word_pattern(load_lexicon("reported")["phrasals"]["attacks"])
    return re.compile(
        rf"(?<=\s)(?P<cue>(?:(?:has|have|had)\s)?(?:\w+ly\s)?{attacks})"
        r"(?P<content>\s[^,.;:“”\"\n]{2,160}?)(?=[,.;:“”\"\n]|\s(?:after|when|as|while|during|on|in\san?)\s|\Z)"
    )


@cache
def _passive() -> re.Pattern[str]:
    """Return the pattern of what nobody is cited for: 'It is alleged that', 'Three men are believed to'."""
    words = load_lexicon("reported")["passive"]
    be = rf"{word_pattern(words['be'])}|(?:has|have|had)\sbeen"
    between = rf"(?:(?:{word_pattern(words['between'])}|\w+ly)\s)*"
    told = word_pattern(words["told"])
    return re.compile(
        rf"(?:(?P<it>[Ii]t)\s(?P<cue>(?:{be})\s{between}{told})(?:\s[^,.;:“”\"\n]{{1,40}}?)?(?=\sthat\s)"
        rf"|[^,.;:“”\"\n]{{2,90}}?\s(?P<of>(?:{be})\s{between}{told})(?=\sto\s(?!the\s|an?\s)[a-z]))"
    )


@cache
def _silence() -> re.Pattern[str]:
    """Return the pattern of words by which somebody is told to have said nothing: 'declined to comment'."""
    words = load_lexicon("reported")["silences"]
    rest = r"[^.,;:“”\"\n]*"
    refusals, speech, answers = (word_pattern(words[key]) for key in ("refusals", "speech", "answers"))
    asked = r"(?:requests?|questions?|calls?|messages?|emails?|inquir\w+|enquir\w+|quer\w+)"
    return re.compile(
        rf"(?<=\s)(?:{refusals}(?=\sto\s(?:be\s)?{speech}(?!\w))"
        rf"|(?:would|will)(?:\snot|n['’]t)\s{speech}(?:\son|\sabout)?(?=\s\w)|won['’]t\s{speech}(?=\s\w)"
        rf"|(?:did|has|have|had|do|does)(?:\snot|n['’]t)\s(?:(?:immediately|yet|initially)\s)?{answers}"
        rf"(?=\s(?:to\s)?(?:[\w’'-]+\s){{0,5}}?{asked}\b))(?P<content>{rest})"
    )


@cache
def _auxiliary() -> re.Pattern[str]:
    return re.compile(rf"{word_pattern(load_lexicon('reported')['content']['auxiliaries'])}\s")
