"""The word lists of the check stage, and whole-word search in them.

The lists stand in ``words.toml``, ``agencies.toml`` and ``kin.toml`` beside this module and are read once.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["fold", "lexicon", "mentions", "mentions_any"]


@cache
def lexicon(name: str) -> dict[str, Any]:
    """Return the word list ``name`` of this package."""
    return tomllib.loads(files("onrecord.check").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return ``text`` in lower case, with hyphens as spaces, straight apostrophes and single spaces."""
    return " ".join(re.sub(r"[-‐-―_]+", " ", text.replace("’", "'")).casefold().split())


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(fold(phrase))}(?:e?s)?(?!\w)")


@cache
def _any_of(phrases: tuple[str, ...]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return a pattern that has a match wherever one of ``phrases`` has, and the phrases, the longest first."""
    ordered = tuple(sorted((phrase for phrase in phrases if phrase), key=len, reverse=True))
    words = "|".join(re.escape(fold(phrase)) for phrase in ordered)
    return re.compile(rf"(?<!\w)(?:{words})(?:e?s)?(?!\w)" if words else r"(?!)"), ordered


def mentions(text: str, phrase: str) -> bool:
    """Say whether ``text`` has ``phrase`` as whole words, plural or not, whatever the case."""
    return bool(phrase) and _pattern(phrase).search(fold(text)) is not None


def mentions_any(text: str, phrases: Iterable[str]) -> str | None:
    """Return the first of ``phrases`` that ``text`` has, the longest first."""
    pattern, ordered = _any_of(tuple(phrases))
    if pattern.search(fold(text)) is None:
        return None
    return next((phrase for phrase in ordered if mentions(text, phrase)), None)
