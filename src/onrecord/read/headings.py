"""Names where a sentence begins and where a heading is all capitals: capitals that tell little by themselves."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.model import Span
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.names import Name, NameKind

__all__ = ["tidy_names"]

_LONG = 5
"""Words from which a run of capitals that holds names known from elsewhere is a heading and no name."""

_DESCRIBED = re.compile(r",\s(?:an?\s(?!few|lot|bit)|who\s|\d\d,)")
_LINK = re.compile(r"\s(?:of|for|and|&)\s")
_SMALL = re.compile(r"\b[a-z][a-z’']+\b")


def tidy_names(text: str, names: Sequence[Name]) -> list[Name]:
    """Return names without words that only begin a sentence, and with the names inside a heading's capitals.

    A word written small elsewhere in the text ('Recent', 'Uh') names nobody where it only begins a sentence.
    """
    small = {found.group() for found in _SMALL.finditer(text)}
    inside = {name.words for name in names if not _begins(text, name.span.start)}
    known = {name.words for name in names if name.kind != "other" or name.words in inside}
    counts = Counter(name.words for name in names if name.kind == "other" or " " in name.words)
    counts += Counter(word for name in names if " " in name.words for word in name.words.split())
    out: list[Name] = []
    for name in names:
        words = name.words.split()
        opens = _begins(text, name.span.start)
        untitled = not name.honorific and not name.party and name.whole.start == name.span.start
        if untitled and len(words) > 2 and not _LINK.search(name.words):
            pieces = _pieces(name, known, small)
            if pieces and (len(words) > _LONG or _goes_on(name, pieces[0], small)):
                out += pieces
                continue
        if opens and name.words not in inside and untitled:
            rest = " ".join(_without_small(words[1:]))
            is_word = words[0].lower() in small
            if not rest and (is_word or _is_opener(words[0]) or (counts[name.words] == 1 and not _acts(text, name))):
                continue
            if rest and ((is_word and rest in known) or _is_opener(words[0])):
                start = name.span.end - len(rest)
                out.append(
                    replace(name, span=Span(start, name.span.end), whole=Span(start, name.whole.end), words=rest)
                )
                continue
        out.append(name)
    return out


def _pieces(name: Name, known: set[str], small: set[str]) -> list[Name]:
    """Return the names known from elsewhere that stand in a long run of capitals, as headings are written."""
    words = name.words.split()
    places = [0]
    for word in words:
        places.append(places[-1] + len(word) + 1)
    found: list[Name] = []
    at = 0
    while at < len(words):
        for length in (4, 3, 2, 1):
            piece = " ".join(words[at : at + length])
            if at + length > len(words) or length == len(words) or piece not in known:
                continue
            first = at
            if (
                length == 1
                and at
                and _is_given(words[at - 1], small)
                and (not found or found[-1].span.end <= name.span.start + places[at - 1])
            ):
                first -= 1
                piece = f"{words[first]} {piece}"
            start = name.span.start + places[first]
            span = Span(start, start + len(piece))
            if not found or found[-1].span.end <= start:
                kind: NameKind = "person" if " " in piece else "other"
                found.append(Name(span, span, piece, kind))
            at += length - 1
            break
        at += 1
    return found


def _without_small(words: Sequence[str]) -> Sequence[str]:
    """Return words without those at the beginning that name nobody: 'Against Lund' is 'Lund'."""
    never = load_lexicon("speakers")["names"]["never"]
    first = next((at for at, word in enumerate(words) if word.lower() not in never), len(words))
    return words[first:]


def _goes_on(name: Name, first: Name, small: set[str]) -> bool:
    """Say whether a run begins with a name and goes on with a verb: 'Per Ek Speaks', 'Lund Says Harbor Museum'."""
    after = name.words[first.span.end - name.span.start :].split()
    if first.span.start != name.span.start or not after:
        return False
    lower = after[0].lower()
    return lower.endswith(("s", "ed")) and (lower in small or lower in _speech_words())


def _is_given(word: str, small: set[str]) -> bool:
    """Say whether a heading's word before a surname may be a given name: never small, and no verb by its form."""
    lower = word.lower()
    plain = word.isalpha() and len(word) > 2 and not lower.endswith(("s", "ing", "ed"))
    return plain and lower not in small and lower not in load_lexicon("speakers")["names"]["never"]


def _is_opener(word: str) -> bool:
    """Say whether a word is by its form an adverb or participle that opens a sentence: 'Currently', 'Citing'."""
    return len(word) > 5 and word.endswith(("ly", "ing"))


def _acts(text: str, name: Name) -> bool:
    """Say whether somebody or something so named speaks or owns: 'Melanie said', 'Melanie’s'."""
    after = text[name.span.end : name.span.end + 30]
    return after[:1] in {"'", "’"} or _speech().match(after) is not None or _DESCRIBED.match(after) is not None


def _begins(text: str, start: int) -> bool:
    """Say whether an offset begins a sentence, a line or a quotation."""
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in ".!?:\n\r“\"‘'(—–-[•*"


@cache
def _speech() -> re.Pattern[str]:
    return re.compile(rf"\s{word_pattern(load_lexicon('speakers')['evidence']['speech'])}\b")


@cache
def _speech_words() -> frozenset[str]:
    return frozenset(load_lexicon("speakers")["evidence"]["speech"])
