"""The words by which a text speaks of evidence: that none was offered, or what a content rests on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.model import Span
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["EvidenceWords", "evidence_spans", "evidence_words", "none_offered", "offered", "remark_spans"]


@dataclass(frozen=True, slots=True)
class EvidenceWords:
    """Words on evidence, and what their form tells: they need a subject, speak of a claim, or are a closing remark."""

    span: Span
    form: str


def evidence_spans(text: str) -> tuple[Span, ...]:
    """Return the words that say that no evidence was offered, in order, whoever says it."""
    return tuple(sorted(found.span for found in none_offered(text) if found.form != "claim"))


def remark_spans(text: str) -> tuple[Span, ...]:
    """Return the writer's closing remarks on a claim ('allegations made without evidence'), in order."""
    return tuple(Span(found.start("words"), found.end("words")) for found in _patterns()["remark"].finditer(text))


def none_offered(text: str) -> Iterator[EvidenceWords]:
    """Yield the words that say that no evidence was offered."""
    for form in ("remark", "finite", "plain", "claim", "next", "none"):
        for match in _patterns()[form].finditer(text):
            yield EvidenceWords(Span(match.start("words"), match.end("words")), form)


def offered(text: str) -> Iterator[EvidenceWords]:
    """Yield the words that name a record, document or data on which something rests."""
    for match in _patterns()["offered"].finditer(text):
        yield EvidenceWords(Span(match.start(), match.end()), "offered")


@cache
def evidence_words(name: str) -> frozenset[str]:
    """Return a word list of the lexicon of evidence."""
    return frozenset(load_lexicon("evidence")[name])


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """Return the patterns by which a text speaks of evidence."""
    lexicon = load_lexicon("evidence")
    proof, backing = word_pattern(lexicon["proof"]), word_pattern([*lexicon["proof"], *lexicon["backing"]])
    asked = word_pattern([*lexicon["proof"], *lexicon["backing"], *lexicon["asked"]])
    base, past, ing = (word_pattern(verb[place] for verb in lexicon["verbs"]) for place in range(3))
    claims, documents = word_pattern(lexicon["claims"]), word_pattern(lexicon["documents"])
    gap, not_ = r"(?:\s[\w’'-]+){0,3}?\s", r"(?:\snot|n['’]t)(?:\s(?:yet|immediately|even))?\s"
    plain = (
        rf"without(?:\s[\w’'-]+){{0,3}}?\s{proof}|without\s{ing}{gap}{backing}|with\sno(?:\s\w+){{0,2}}?\s{proof}"
        rf"|{ing}\sno(?:\s\w+){{0,2}}?\s{backing}|unsupported\sby\s(?:any\s)?{proof}"
        rf"|no\s{proof}\s(?:was|has\sbeen)\s{past}"
        rf"|despite\s(?:there\sbeing\s|having\s)?(?:no|(?:an?|the)\s(?:\w+\s)?(?:lack|absence)\sof)(?:\s\w+){{0,2}}?\s{proof}"
    )
    finite = (
        rf"{past}\sno(?:\s\w+){{0,2}}?\s{backing}|{base}s\sno(?:\s\w+){{0,2}}?\s{backing}"
        rf"|(?:did|does|do){not_}{base}(?:{gap}|\s){backing}|(?:has|have|had){not_}{past}(?:{gap}|\s){backing}"
        rf"|(?:has|have|had)\snever\s{past}(?:{gap}|\s){backing}|never\s{past}(?:{gap}|\s){backing}"
        rf"|(?:(?:could|would)(?:\snot|n['’]t)|was\sunable\sto|were\sunable\sto|ha(?:s|ve|d)\syet\sto)\s"
        rf"(?:immediately\s)?{base}(?:{gap}|\s){backing}"
        rf"|(?:declined|refused|failed)\sto\s{base}(?:{gap}|\s){backing}"
        rf"|did{not_}(?:respond|reply)\sto\s(?:[\w’'-]+\s){{0,2}}?(?:requests?|questions?)\s(?:for|seeking)\s"
        rf"(?:[\w’'-]+\s){{0,3}}?{asked}"
    )
    unbacked = word_pattern(lexicon["unbacked"])
    following = (
        rf"(?m:(?<=[.!?”\"’]\s)|(?<=\n)|^)(?:(?:But|However,|Yet)\s)?(?P<words>There\s(?:is|was|has\sbeen)\sno\s{proof}\s"
        rf"(?:to\s(?:support|back)|for|of)\s(?:that|this|those|these|the|his|her|their|its|such)\s(?:\w+\s)?{claims}"
        rf"|(?:The|That|Those|This|These|His|Her|Their|Its)\s{claims}\s(?:is|are|was|were|has\sbeen|have\sbeen|remains?)\s"
        rf"(?:{unbacked}|not\s(?:backed|supported)\sby\s(?:any\s)?{proof}|made\swithout\s(?:any\s)?{proof}))"
    )
    resting = word_pattern(lexicon["resting"])
    offered = (
        rf"{resting}(?:\s(?!(?:is|was|are|were|that|who|his|her|as|to)\s)[\w’'-]+){{0,5}}?\s{documents}(?!\s(?:as|making|claiming|alleging|saying|accusing|calling|suggesting)\s)"
        rf"|(?:citing|cited)\s(?:the\s)?(?:[A-Z.][\w.’']*\s){{0,3}}?(?-i:{word_pattern(lexicon['publishers'])})"
        rf"|{documents}(?:\s[\w’'-]+){{0,3}}?\s{word_pattern(lexicon['seen'])}|a\scopy\sof\swhich"
    )
    flags = re.IGNORECASE
    return {
        "plain": re.compile(rf"(?<!\w)(?P<words>{plain})(?!\w)", flags),
        "finite": re.compile(rf"(?<!\w)(?P<words>{finite})(?!\w)", flags),
        "claim": re.compile(
            rf"(?<!\w)(?P<words>{unbacked}\s(?:\w+\s)?{claims}|{word_pattern(lexicon['unbacked_adverbs'])})(?!\w)",
            flags,
        ),
        "remark": re.compile(
            rf"[,;—–]\s*[”\"’]?\s*(?P<words>(?:an?\s|the\s)?{claims}(?:\s\w+){{0,4}}?\s(?:{plain}|{finite})|an?\s{unbacked}\s{claims})(?!\w)",
            flags,
        ),
        "next": re.compile(rf"{following}(?!\w)"),
        "none": re.compile(
            rf"(?m:(?<=[.!?”\"’]\s)|(?<=\n)|^)(?:(?:But|However,|Yet)\s)?(?P<words>(?i:there)\s(?:is|was|has\sbeen)\sno\s"
            rf"(?:\w+\s)?{proof})(?=\s(?:that|of)\s)"
        ),
        "offered": re.compile(rf"(?<!\w)(?:{offered})(?!\w)", flags),
    }
