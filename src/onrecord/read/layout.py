"""The words of ``lexicon/segments.toml`` as patterns: by what the parts of an article are told."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from re import Pattern

__all__ = ["Layout", "layout"]

_NAMED = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}"
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
    post: Pattern[str]
    invitation: Pattern[str]
    bio: Pattern[str]
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
        post=re.compile(rf"(?:.*\W)?{_any(words['byline']['posts'])}", re.IGNORECASE),
        invitation=_invitation(boilerplate),
        bio=re.compile(rf"{_NAMED} (?:is|covers|writes|reports)\b[^\n]{{0,160}}\b{_any(words['byline']['posts'])}\b"),
        passing=_starts(boilerplate["passing"]),
        closing=_starts(boilerplate["closing"]),
        credits=_starts(boilerplate["credits"], r"[: \t]+"),
        ends=re.compile(rf"{_any(boilerplate['ends'])}[.)]*$", re.IGNORECASE),
        blocks=_starts(boilerplate["blocks"]),
        marks=frozenset(boilerplate["marks"]),
        rules=frozenset(boilerplate["rules"]),
    )


def _invitation(words: Mapping[str, Sequence[str]]) -> Pattern[str]:
    """Return the pattern of a line that asks to follow, to sign up or to get in touch."""
    platforms, asking, offers, reaching = (_any(words[name]) for name in ("platforms", "asking", "offers", "reaching"))
    reached = r"(?:@\w|\d{3}[-. ]\d{4})"
    by = r"can be reached (?:at|by|via)"
    return re.compile(
        rf"(?:you can )?follow\s[^.!?\n]{{1,80}}\bon {platforms}\b|{asking}\b[^\n]{{0,140}}\b{offers}\b"
        rf"|(?:(?:you can )?{reaching}\b[^\n]{{1,80}}|[^\n]{{3,120}}\b{by}\b[^\n]{{0,60}}){reached}",
        re.IGNORECASE,
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
