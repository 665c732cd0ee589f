"""Reporting words: the act that each performs, and the reporter's own words on evidence."""

import re
from collections.abc import Mapping
from functools import cache

from onrecord.model import Act, Span
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["act_of", "evidence_patterns", "evidence_spans", "is_reporting", "remark_spans"]

_PARTICLE = re.compile(r"\s(?:on|for)(?!\w)")
_BETWEEN = r"(?:\s\S{1,40}){0,3}?\s"


def act_of(text: str, cue: tuple[Span, ...] | None) -> Act:
    """Return the act that a cue performs; ``assert`` where its words are not known, ``other`` without a cue.

    The particle after it counts: 'called' describes, 'called on' urges.
    """
    if not cue:
        return "other"
    particle = _PARTICLE.match(text, cue[-1].end)
    spoken = " ".join(text[span.start : span.end] for span in cue) + (particle.group() if particle else "")
    words = spoken.lower().replace("’", "'")
    for act, pattern in _act_patterns().items():
        if pattern.search(words):
            return act
    return "assert"


@cache
def _act_patterns() -> Mapping[Act, re.Pattern[str]]:
    lexicon = load_lexicon("cues")
    irregular: Mapping[str, list[str]] = lexicon["irregular"]
    patterns: dict[Act, re.Pattern[str]] = {}
    for act, entry in lexicon["acts"].items():
        forms = {form for verb in entry["verbs"] for form in _inflect(verb, irregular.get(verb, []))}
        patterns[act] = re.compile(rf"(?<!\w){word_pattern(forms | set(entry.get('words', [])))}(?!\w)")
    return patterns


def _inflect(verb: str, irregular: list[str]) -> set[str]:
    """Return the forms of an English verb, regular ones by rule; the first word of a phrase is the verb."""
    head, _, rest = verb.partition(" ")
    stem = head.removesuffix("e")
    if head.endswith("y") and head[-2] not in "aeiou":
        forms = {head, head[:-1] + "ies", head[:-1] + "ied", head + "ing"}
    elif head.endswith(("s", "sh", "ch", "x", "z")):
        forms = {head, head + "es", head + "ed", head + "ing"}
    else:
        forms = {head, head + "s", stem + "ed", stem + "ing"}
    return {f"{form} {rest}".strip() for form in forms | set(irregular)}


@cache
def _forms() -> frozenset[str]:
    lexicon = load_lexicon("cues")
    irregular: Mapping[str, list[str]] = lexicon["irregular"]
    verbs = {verb for entry in lexicon["acts"].values() for verb in entry["verbs"]}
    return frozenset(form for verb in verbs for form in _inflect(verb, irregular.get(verb, [])))


def is_reporting(word: str) -> bool:
    """Say whether a word is a form of a reporting verb."""
    return word.lower() in _forms()


def evidence_spans(text: str) -> tuple[Span, ...]:
    """Return the words that say that no evidence was offered, in order."""
    return tuple(Span(found.start(), found.end()) for found in evidence_patterns()["none_offered"].finditer(text))


def remark_spans(text: str) -> tuple[Span, ...]:
    """Return the reporter's closing remarks on a claim ('allegations made without evidence'), in order."""
    return tuple(
        Span(found.start("words"), found.end("words")) for found in evidence_patterns()["remark"].finditer(text)
    )


@cache
def evidence_patterns() -> Mapping[str, re.Pattern[str]]:
    """Return the patterns 'none_offered', 'offered' and 'remark', by which a text speaks of evidence."""
    evidence = load_lexicon("describe")["evidence"]
    none = _with_gaps(evidence["none_offered"])
    return {
        "none_offered": re.compile(rf"(?<!\w){none}(?!\w)", re.IGNORECASE),
        "offered": re.compile(rf"(?<!\w){_with_gaps(evidence['offered'])}(?!\w)", re.IGNORECASE),
        "remark": re.compile(
            rf"[,;—–]\s*[”\"’]?\s*(?P<words>{word_pattern(evidence['remarks'])}(?:\s\w+){{0,4}}?\s{none})(?!\w)",
            re.IGNORECASE,
        ),
    }


def _with_gaps(phrases: list[str]) -> str:
    """Return a pattern of phrases in which ``*`` stands for up to three words."""
    plain = word_pattern([phrase for phrase in phrases if "*" not in phrase])
    gapped = [
        _BETWEEN.join(re.escape(part.strip()).replace(r"\ ", r"\s") for part in phrase.split("*"))
        for phrase in phrases
        if "*" in phrase
    ]
    return f"(?:{'|'.join([*gapped, plain])})"
