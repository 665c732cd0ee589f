"""What each name of a text names, a person, a body or neither, decided over all its places in the text.

One place may tell what others leave open: an honorific, an age, 'who' after it, a title, or 'which', 'the' and 'shares'
for a body.  What is told of the longer name holds for the shorter one.  Nothing is looked up outside the text.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache, lru_cache

from onrecord.read.headings import tidy_names
from onrecord.read.label_names import label_names, may_hold_name
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.names import Name, NameKind, find_names
from onrecord.read.runs import is_place

__all__ = ["bare_words", "stem", "typed_names"]

_AGE = re.compile(r",\s\d\d(?=,|\s)")
_WHO = re.compile(r",?\s(?:who|whom|whose)\b")
_WHICH = re.compile(r",?\swhich\b")
_ACRONYM = re.compile(r"\s\([A-Z][A-Za-z.&]*[A-Z.]\)")
_INITIAL = re.compile(r"(?:\A|\s)[A-Z]\.(?:\s|\Z)")
_PRONOUN = re.compile(
    r"\b(?P<person>[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]imself|[Hh]erself)\b|\b(?P<body>[Ii]ts|[Ii]t|itself)\b"
)
_IN = re.compile(r"\b(?:[Ii]n|[Nn]ear|outside)\s\Z")
_STATE = re.compile(r",\s(?P<state>[A-Z][\w.]*)")
_THE = re.compile(r"\b[Tt]he\s\Z")
_STOP = re.compile(r"[.!?\n]")
_NEXT = 140
"""Characters after a name in which the first pronoun is taken to be about it."""

_DATELINE = 5
"""Letters from which capitals before a state are a place's and no acronym."""

SURE = 3
"""Weight of what is said of a person only, or of a body only."""


@lru_cache(maxsize=4)
def typed_names(text: str) -> tuple[Name, ...]:
    """Return the names of a text with kinds that all places of the same name agree on; several steps ask for them."""
    names = _with_labels(text, tidy_names(text, find_names(text)))
    scores: dict[str, float] = defaultdict(float)
    surnames: dict[str, float] = defaultdict(float)
    given: set[str] = set()
    inside: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for at, name in enumerate(names):
        follower = names[at + 1].span.start if at + 1 < len(names) else len(text)
        key = stem(name.words)
        scores[key] += _score(text, name, follower)
        times[key] += 1
        inside[key] += _is_located(text, name)
        if name.kind == "organisation" and key != bare_words(name.words):
            scores[key] -= SURE
        if name.sure:
            scores[key] += SURE
    for name in names:
        words = stem(name.words).split()
        if len(words) > 1 and _kind(name, scores[" ".join(words)]) == "person":
            surnames[words[-1]] = max(surnames[words[-1]], scores[" ".join(words)], 1.0)
            given.add(words[0])
            surnames[words[0]] = max(surnames[words[0]], 0.5)
    alone = Counter(stem(name.words) for name in names if " " not in name.words)
    typed = []
    for name in names:
        if name.sure:
            typed.append(name)
            continue
        key = stem(name.words)
        first = key.split(" ", 1)[0]
        if (
            name.kind == "person"
            and " " in key
            and not name.role
            and surnames.get(first, 0) >= 1
            and first not in given
        ):
            typed.append(replace(name, kind="other"))
            continue
        score = scores[key] + (surnames.get(key, 0) if " " not in key else 0)
        if is_place(name.words) and surnames.get(key, 0) >= 1 and score >= 2:
            typed.append(replace(name, kind="person", sure=True))
            continue
        if name.kind == "person" and score < 1 and scores[first] < 1 and _is_called_by_first(key, alone):
            typed.append(replace(name, kind="organisation"))
            continue
        is_dateline = name.words.isupper() and len(name.words) >= _DATELINE
        if inside[key] * 2 >= times[key] and (name.kind != "organisation" or is_dateline) and score < SURE:
            typed.append(replace(name, kind="other", sure=True))
            continue
        typed.append(replace(name, kind=_kind(name, score), sure=abs(score) >= SURE))
    return tuple(typed)


def _with_labels(text: str, names: list[Name]) -> list[Name]:
    """Return the names of a text with those that stand as labels of a transcript's turns read as labels."""
    labels = label_names(text, names)
    if not labels:
        return names
    starts = sorted(label.start for label in labels)
    ends = {label.start: label.end for label in labels}
    keep = {
        label.start for label, name in labels.items() if name is None and may_hold_name(text[label.start : label.end])
    }
    kept = [name for name in labels.values() if name is not None]
    for name in names:
        before = bisect_right(starts, name.span.start) - 1
        start = starts[before] if before >= 0 else None
        if start is None or name.span.start >= ends[start] or start in keep:
            kept.append(name)
    return sorted(kept, key=lambda name: name.span)


def bare_words(words: str) -> str:
    """Return a name in small letters, without 'the' and suffixes such as 'Jr.' and 'Inc.'."""
    plain = words.lower().replace("’", "'").removeprefix("the ").replace(",", " ").split()
    suffixes = _words("names", "suffixes")
    while len(plain) > 1 and plain[-1] in suffixes:
        plain.pop()
    return " ".join(plain)


def stem(words: str) -> str:
    """Return a body's name in the form by which it is compared: as :func:`bare_words`, without 'Inc.' and its like."""
    plain = bare_words(words).split()
    legal = load_lexicon("speakers")["organisations"]["legal"]
    while len(plain) > 1 and plain[-1].strip(".") in legal:
        plain.pop()
    return " ".join(plain)


def _kind(name: Name, score: float) -> NameKind:
    lower = name.words.lower()
    if is_place(lower) or lower in _words("names", "peoples"):
        return "other"
    if name.kind == "organisation":
        return "person" if score >= 2 * SURE else "organisation"
    if name.kind == "person":
        return "organisation" if score <= -1.5 else "person"
    if len(name.words.split()) > 4:
        return "other"
    if score >= 1:
        return "person"
    return "organisation" if score <= -1 else "other"


def _is_called_by_first(key: str, alone: Counter[str]) -> bool:
    """Say whether a text goes on with a name's first word and never with its last: bodies are shortened so."""
    words = key.split()
    return len(words) > 1 and alone[words[0]] > 1 and not alone[words[-1]]


def _is_located(text: str, name: Name) -> bool:
    """Say whether something is in what is named, or it stands before its state: 'in Tulsa', 'Tulsa, Okla.'."""
    if _IN.search(text[max(0, name.span.start - 8) : name.span.start]) and text[
        name.span.end : name.span.end + 1
    ] not in {"'", "’"}:
        return True
    start = name.span.start
    if text[start - 4 : start] == " of " and _local_before().search(text, max(0, start - 40), start):
        return True
    if _local_after().match(text, name.span.end):
        return True
    found = _STATE.match(text, name.span.end)
    return found is not None and is_place(found["state"])


def _score(text: str, name: Name, follower: int) -> float:
    """Return how much one place speaks for a person (above 0) or a body (below 0)."""
    start, end = name.span.start, name.span.end
    before, after = text[max(0, start - 24) : start], text[end : end + 30]
    score = 0.0
    if name.honorific or name.party:
        score += SURE
    if name.kind == "person" and (name.role is not None and name.role.title):
        score += SURE
    if _AGE.match(after) or _WHO.match(after) or _INITIAL.search(name.words) or _kin().match(after):
        score += SURE
    if _speech().match(after):
        score += 0.4
    if _WHICH.match(after) or _ACRONYM.match(after) or _of_body().match(after):
        score -= SURE
    if _body_before().search(before):
        score -= SURE
    if before.endswith(("named ", "called ")) and _person_before().search(text, max(0, start - 40), start):
        score += SURE
    if _THE.search(before) and not _noun().match(after):
        score -= 1.5
    if name.kind != "organisation":
        found = _PRONOUN.search(text, end, min(end + _NEXT, follower))
        if found and not _STOP.search(text, end, found.start()):
            score += 1 if found["person"] else -1 if found.group().lower() == "its" else -0.4
    return score


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(load_lexicon("speakers")[section][key])


def _after(key: str, lead: str) -> re.Pattern[str]:
    return re.compile(rf"{lead}{word_pattern(load_lexicon('speakers')['evidence'][key])}\b")


@cache
def _speech() -> re.Pattern[str]:
    return _after("speech", r"\s")


@cache
def _kin() -> re.Pattern[str]:
    return _after("kin", r"['’]s\s")


@cache
def _of_body() -> re.Pattern[str]:
    return _after("of_body", r"(?:['’]s)?\s")


@cache
def _body_before() -> re.Pattern[str]:
    return re.compile(rf"\b{word_pattern(load_lexicon('speakers')['evidence']['body_before'])}\s\Z")


@cache
def _local_before() -> re.Pattern[str]:
    """Return the pattern of what stands before a place's name: 'the mayor of Halden', 'the town of Halden'."""
    words = word_pattern(
        [*load_lexicon("speakers")["titles"]["local"], *load_lexicon("speakers")["evidence"]["of_place"]]
    )
    return re.compile(rf"(?i:\b{words})\sof\s\Z")


@cache
def _local_after() -> re.Pattern[str]:
    """Return the pattern of an office of a place after its name: 'the Halden mayor', 'Halden Mayor Ada Lund'."""
    words = word_pattern(load_lexicon("speakers")["titles"]["local"])
    return re.compile(rf"(?:['’]s)?\s(?i:{words})(?!\w)")


@cache
def _person_before() -> re.Pattern[str]:
    """Return the pattern of what stands before a person's name only: 'a plumber named Gus Hall'."""
    lexicon = load_lexicon("speakers")["titles"]
    nouns = word_pattern([*lexicon["private"], *lexicon["trades"], *lexicon["masculine"], *lexicon["feminine"]])
    return re.compile(rf"(?i:\b{nouns}\s(?:named|called))\s\Z")


@cache
def _noun() -> re.Pattern[str]:
    """Return the pattern of a noun after a name that only qualifies it: 'the Lund video'."""
    function = word_pattern(load_lexicon("speakers")["evidence"]["function"])
    return re.compile(rf"['’]?s?\s(?!{function}\b)[a-z-]+")
