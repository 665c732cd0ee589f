"""The words of ``lexicon/segments.toml`` as patterns: by what the parts of an article are told."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from re import Pattern

__all__ = ["Layout", "layout"]

_END_OF_LABEL = r"[ \t]*(?:[:|.–—]|-(?=\s)|$)[ \t]*"


@dataclass(frozen=True, slots=True)
class Layout:
    """Patterns to match at the start of a line; those of ``label`` kind take the label and what ends it."""

    release: Pattern[str]
    opinion_kind: Pattern[str]
    opinion_label: Pattern[str]
    opinion_run_in: Pattern[str]
    heading_run_in: Pattern[str]
    note: Pattern[str]
    caption: Pattern[str]
    caption_end: Pattern[str]
    pictured: Pattern[str]
    byline: Pattern[str]
    dated: Pattern[str]
    small: frozenset[str]
    passing: Pattern[str]
    closing: Pattern[str]
    credits: Pattern[str]
    ends: Pattern[str]
    blocks: Pattern[str]
    marks: frozenset[str]
    rules: frozenset[str]


@cache
def layout() -> Layout:
    """Return the patterns, read once."""
    words = tomllib.loads(files("onrecord.read").joinpath("lexicon/segments.toml").read_text("utf-8"))
    boilerplate, opinion = words["boilerplate"], words["opinion"]
    return Layout(
        release=_starts(words["kinds"]["release"]),
        opinion_kind=_starts(words["kinds"]["opinion"], r"[ \t]*(?:[:|]|$)"),
        opinion_label=_starts(opinion["labels"], _END_OF_LABEL),
        opinion_run_in=_starts(opinion["run_in"], r"[ \t]+(?=[“\"]?[A-Z])", cased=True),
        heading_run_in=_starts(words["headings"]["run_in"], r"[ \t]*:[ \t]*"),
        note=_starts(words["note"]["starts"]),
        caption=_starts(words["caption"]["starts"]),
        caption_end=re.compile(rf"\([^()]{{0,120}}{_any(words['caption']['ends'])}[^()]{{0,80}}\)\s*$", re.IGNORECASE),
        pictured=re.compile(rf"\b{_any(words['caption']['pictured'])}\b", re.IGNORECASE),
        byline=_starts(words["byline"]["starts"], r"[: \t]+"),
        dated=_starts(words["byline"]["dated"]),
        small=frozenset(words["byline"]["small"]),
        passing=_starts(boilerplate["passing"]),
        closing=_starts(boilerplate["closing"]),
        credits=_starts(boilerplate["credits"], r"[: \t]+"),
        ends=re.compile(rf"{_any(boilerplate['ends'])}[.)]*$", re.IGNORECASE),
        blocks=_starts(boilerplate["blocks"]),
        marks=frozenset(boilerplate["marks"]),
        rules=frozenset(boilerplate["rules"]),
    )


def _starts(words: Sequence[str], end: str = r"(?!\w)", *, cased: bool = False) -> Pattern[str]:
    """Return a pattern for any of ``words`` at the start of a line, then ``end``.

    ``cased``: the words must stand in title case or capitals, as a heading has them; ``end`` is then cased too.
    """
    if cased:
        return re.compile(rf"(?:{_any([form for word in words for form in (_title(word), word.upper())])}){end}")
    return re.compile(rf"(?:{_any(words)}){end}", re.IGNORECASE)


def _any(words: Sequence[str]) -> str:
    """Return the alternatives of a pattern, the longest first."""
    patterns = [re.escape(word).replace(r"\ ", r"[ \t]+").replace("'", "['’]") for word in words]
    return "(?:" + "|".join(sorted(patterns, key=len, reverse=True)) + ")"


def _title(words: str) -> str:
    """Return words in title case; what follows an apostrophe stays small."""
    return " ".join(word[:1].upper() + word[1:] for word in words.split())
