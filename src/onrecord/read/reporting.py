"""Reporting words and the act that each performs, by the table of ``docs/labels.md``."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

from onrecord.model import Act, Span
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["act_of", "act_told", "is_reporting"]

_PARTICLE = re.compile(r"\s(?:on|for|out|down|off|back)(?!\w)")
_GAP = 25
"""Characters between two pieces of a cue that are read with it: an adverb, or the 'not' that annotators leave out."""

_LOOK_BACK = 80
"""Characters before a cue in which it is negated: 'refuses to release the records or [explain]'."""

_NEGATED_BEFORE = re.compile(
    r"(?:(?:\b(?:not|never|without|cannot|rather\sthan|instead\sof)|n['’]t)\s(?:(?:be|been|being|yet|even|\w+ly)\s){0,2}"
    r"|\b(?:refus|declin)\w{0,3}\s(?:to\s[^.;:“”\"]{2,70}\s(?:or|and)\s|to\s))\Z",
    re.IGNORECASE,
)
_KEPT_BEFORE = re.compile(r"(?:not\s(?:only|just)|why\snot|or\snot)\s\Z", re.IGNORECASE)
_INFINITIVE = r"(?:not\s|never\s)?to\s(?!the\s|an?\s)[a-z]"
_WHOM = (
    r"(?:him|her|them|me|us|you|people|everyone|everybody|(?:the|his|her|their|its|our|my|all)\s[\w’'-]+"
    r"|[A-Z][\w’'.-]+(?:\s[A-Z][\w’'.-]+){0,3})\s"
)
_FOLLOWS = {
    "to": re.compile(rf"\W{{0,3}}{_INFINITIVE}"),
    "object to": re.compile(rf"\W{{0,3}}(?:{_WHOM})?{_INFINITIVE}"),
    "as": re.compile(r"\W{0,3}as\s"),
    "object as": re.compile(r"\W{0,3}(?:[\w’'.-]+\s){0,6}?as\s"),
    "nothing": re.compile(r"\W{0,3}(?:no|nothing|neither|little)\s"),
}
_SAID_OF = re.compile(r"(?<!\w)(?:is|are|was|were|be|been|being)\s(?:\w+\s){0,2}?said(?:\sto)?\Z")
_OBJECT = re.compile(r"\s[\w’'.-]+(?:\s[\w’'.-]+){0,4}\s\Z")


def act_of(text: str, cue: tuple[Span, ...] | None, content: tuple[Span, ...] = ()) -> Act:
    """Return the act that a cue performs; ``assert`` where its words are not known, ``other`` without a cue.

    What stands around counts: 'called' describes, 'called on' urges; 'told' asserts, 'told them to go' orders; a
    cue that is negated, or tells that nothing was said, is ``other``.
    """
    return act_told(text, cue, content)[0]


def act_told(text: str, cue: tuple[Span, ...] | None, content: tuple[Span, ...] = ()) -> tuple[Act, str]:
    """Return the act that a cue performs, as :func:`act_of` does, and the rule that tells it."""
    if not cue:
        return "other", "no cue"
    words = _without_additions(_words(text, cue))
    acts = _first_acts(words)
    silent = _silence(words)
    if silent is not None and (not acts or silent <= min(acts.values())):
        return "other", "a cue that tells of silence"
    before = text[max(0, cue[0].start - _LOOK_BACK) : cue[0].start]
    if _NEGATED_BEFORE.search(before) and not _KEPT_BEFORE.search(before):
        return "other", "a negated cue"
    framed = _framed(text, cue, content, words)
    if framed is not None:
        return framed, "a cue and what follows it"
    for act in _act_patterns():
        if act in acts:
            return act, "a listed cue"
    weak: Mapping[Act, list[str]] = load_lexicon("cues")["weak"]
    for act, some in weak.items():
        if _pattern(tuple(some)).search(words):
            return act, "a cue that tells little by itself"
    return "assert", "a cue that no list has"


def is_reporting(word: str) -> bool:
    """Say whether a word is a form of a reporting verb."""
    return word.lower() in _forms()


def _words(text: str, cue: tuple[Span, ...]) -> str:
    """Return the words of a cue in lower case, with short gaps between its pieces and the particle after it."""
    pieces = [text[cue[0].start : cue[0].end]]
    for left, right in pairwise(cue):
        gap = text[left.end : right.start]
        pieces.append((gap if len(gap) <= _GAP else " ") + text[right.start : right.end])
    particle = _PARTICLE.match(text, cue[-1].end)
    return "".join([*pieces, particle.group() if particle else ""]).lower().replace("’", "'")


def _without_additions(words: str) -> str:
    """Return the words of a cue up to what is only added to a plain word of saying ('said in a call')."""
    added = _additions().search(words)
    return words[: added.end("plain")] if added else words


@cache
def _additions() -> re.Pattern[str]:
    plain = load_lexicon("cues")["plain"]
    verbs, additions = word_pattern(_all_forms(plain["verbs"])), word_pattern(plain["additions"])
    return re.compile(rf"(?<!\w)(?P<plain>{verbs})(?:,|\s\w+ly)?\s{additions}\s\w")


def _first_acts(words: str) -> dict[Act, int]:
    """Return the acts whose words a cue holds, and where the first of them stands."""
    found = ((act, pattern.search(words)) for act, pattern in _act_patterns().items())
    return {act: match.start() for act, match in found if match}


def _silence(words: str) -> int | None:
    """Return where a cue tells that nothing was said or done; None where it does not."""
    silence = load_lexicon("cues")["silence"]
    kept = [(match.start(), match.end()) for match in _pattern(tuple(silence["kept"])).finditer(words)]
    places = [
        match.start()
        for match in _silences().finditer(words)
        if not any(start <= match.start() < end for start, end in kept)
    ]
    return min(places, default=None)


@cache
def _silences() -> re.Pattern[str]:
    silence = load_lexicon("cues")["silence"]
    negations = [word for word in silence["negations"] if word != "n't"]
    return re.compile(rf"(?<!\w){word_pattern([*negations, *silence['words']])}(?!\w)|n't(?!\w)")


def _framed(text: str, cue: tuple[Span, ...], content: tuple[Span, ...], words: str) -> Act | None:
    """Return the act that a cue performs by what follows it, where a frame of the lexicon fits."""
    end = cue[-1].end
    after = next((span.start for span in content if span.start >= end), None)
    is_joined = after is not None and (after <= end + 2 or _OBJECT.fullmatch(text, end, after) is not None)
    said = [after] if after is not None and is_joined else []
    if words.endswith(" to"):
        said.append(end - len(" to"))
    for act, pattern, follows in _frames():
        if follows == "to" and _SAID_OF.search(words):
            continue
        starts = said if follows.endswith("to") else [*said, end - len(" as") if words.endswith(" as") else end]
        if pattern.search(words.removesuffix(" to").removesuffix(" as")) and any(
            _FOLLOWS[follows].match(text, at) for at in starts
        ):
            return act
    return None


@cache
def _frames() -> tuple[tuple[Act, re.Pattern[str], str], ...]:
    return tuple(
        (frame["act"], re.compile(rf"(?<!\w){word_pattern(_all_forms(frame['cues']))}\Z"), frame["follows"])
        for frame in load_lexicon("cues")["frames"]
    )


@cache
def _act_patterns() -> Mapping[Act, re.Pattern[str]]:
    return {
        act: _pattern(
            tuple(sorted(_all_forms([*entry["verbs"], *entry.get("more", [])]) | set(entry.get("words", []))))
        )
        for act, entry in load_lexicon("cues")["acts"].items()
    }


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){word_pattern(words)}(?!\w)")


def _all_forms(verbs: Iterable[str]) -> set[str]:
    irregular: Mapping[str, list[str]] = load_lexicon("cues")["irregular"]
    return {form for verb in verbs for form in _inflect(verb, irregular.get(verb, []))}


def _inflect(verb: str, irregular: list[str]) -> set[str]:
    """Return the forms of an English verb, regular ones by rule; the first word of a phrase is the verb."""
    head, _, rest = verb.partition(" ")
    stem = head.removesuffix("e")
    if head.endswith("y") and head[-2] not in "aeiou":
        forms = {head, head[:-1] + "ies", head[:-1] + "ied", head + "ing"}
    elif head.endswith(("s", "sh", "ch", "x", "z")):
        forms = {head, head + "es", head + "ed", head + "ing"}
    elif re.fullmatch(r"[^aeiou]+[aeiou][bdgmnpt]", head):
        forms = {head, head + "s", head + head[-1] + "ed", head + head[-1] + "ing"}
    else:
        forms = {head, head + "s", stem + "ed", stem + "ing"}
    return {f"{form} {rest}".strip() for form in forms} | set(irregular)


@cache
def _forms() -> frozenset[str]:
    return frozenset(_all_forms(verb for entry in load_lexicon("cues")["acts"].values() for verb in entry["verbs"]))
