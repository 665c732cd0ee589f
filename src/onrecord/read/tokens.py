"""The words of a sentence, so that rules start from a word's place in a table rather than from a search."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.model import Span
from onrecord.read.lexicon import load_lexicon
from onrecord.read.unit_table import unit_words

__all__ = ["Word", "free_topic", "phrase_at", "phrases", "word_set", "words_of"]

_WORD = re.compile(r"[^\W_](?:[\w’'.-]*[^\W_])?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word at ``text[start:end]``, its lower-case form, and the mark that parts it from the word before, if any."""

    start: int
    end: int
    lower: str
    cut: bool


def words_of(text: str, sentence: Span) -> list[Word]:
    """Return the words of a sentence; ``cut`` says that a comma, dash or other mark stands before one."""
    found: list[Word] = []
    at = sentence.start
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        between = text[at : match.start()]
        cut = any(char in ',;:—–()[]"“”?!…' or char == "." for char in between)
        found.append(Word(match.start(), match.end(), match.group().lower().replace("’", "'"), cut))
        at = match.end()
    return found


@cache
def phrases(lexicon: str, *path: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the phrases of a list by their first word, the longest first, each as the words behind it."""
    node: Any = load_lexicon(lexicon)
    for key in path:
        node = node[key]
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in node:
        first, *rest = phrase.lower().split()
        table.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(rests, key=len, reverse=True)) for first, rests in table.items()}


def phrase_at(words: list[Word], at: int, table: dict[str, tuple[tuple[str, ...], ...]]) -> int:
    """Return how many words from ``at`` on make a phrase of ``table``: 0 where none does."""
    for rest in table.get(words[at].lower, ()):
        if len(rest) < len(words) - at and all(
            words[at + 1 + i].lower == word and not words[at + 1 + i].cut for i, word in enumerate(rest)
        ):
            return 1 + len(rest)
    return 0


@cache
def word_set(lexicon: str, *path: str) -> frozenset[str]:
    """Return the words of a list of a lexicon as a set."""
    node: Any = load_lexicon(lexicon)
    for key in path:
        node = node[key]
    return frozenset(node)


def free_topic(noun: str | None) -> str | None:
    """Return a noun as a free topic: never the word of a measure's topic, which the claim was not found to be about.

    A time, a unit, an ordinal, an adjective or a word for any thing ('others', 'the total') is no topic.
    """
    lower = noun.lower() if noun is not None else ""
    if not lower or lower in load_lexicon("topics") or lower in word_set("general", "no_topic", "words"):
        return None
    if lower.endswith("ly") or any(char.isdigit() for char in lower) or lower in _units():
        return None
    return lower


@cache
def _units() -> frozenset[str]:
    """Return the names of units, which say by what something is counted and not what it is."""
    names = {**unit_words(), **dict.fromkeys(unit_words().values(), "")}
    return frozenset(name.lower() for name in names) - {"hour", "share", "page", "stone", "cup", "person", "man"}
