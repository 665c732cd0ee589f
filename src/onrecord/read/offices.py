"""Offices as a text states them: titles before names, and phrases that say who somebody is."""

import re
from functools import cache

from onrecord.model import Role
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["canonical_title", "role_after", "role_before", "role_in"]

_OF = re.compile(r"\s+(?:for|of|at|with|from|on|to)\s+(?:the\s+)?(?P<organisation>.+)$")
_APPOSITION = re.compile(
    r"(?:,\s\d\d)?\s*(?:,|\s[—–-]{1,2})\s+(?P<words>[^,.;:“”\"()\n—]{3,110})(?=[,.;)\n—]|\s[–-]|$)"
)
_COPULA = re.compile(
    r"(?:,\swho|\s)\s?(?:is|was|became|serves\sas|served\sas)\s(?P<words>(?:an?|the|now)\s[^,.;:“”\"()\n]{3,90})"
)
_NO_APPOSITION = re.compile(
    r"(?:who|whom|whose|which|where|when|while|and|but|or|as|if|after|before|because|since|then|said|says|told|was|is|has"
    r"|had|in|on|at|to|with|for|from|by|he|she|they|it|we|i|according|not|including|adding|saying|calling)\b",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"^(?:an?|the|its|his|her|their|former|then|now|retired|late|current)\s+", re.IGNORECASE)


def canonical_title(words: str) -> str:
    """Return the form of a title by which it is compared: 'Sen.' and 'senator' are one."""
    plain = " ".join(words.lower().split())
    for prefix in ("former ", "acting ", "retired ", "interim ", "then-"):
        plain = plain.removeprefix(prefix)
    synonyms: dict[str, str] = load_lexicon("speakers")["titles"]["synonyms"]
    return synonyms.get(plain, plain)


def role_in(words: str) -> Role | None:
    """Return the office that a phrase states ('a spokesman for the agency'), or None.

    A title that a name follows is somebody else's.
    """
    for found in _title_pattern().finditer(words):
        if re.match(r"\s[A-Z]", words[found.end() :]):
            continue
        title = found.group().strip()
        after = _OF.match(words[found.end() :])
        if after:
            return Role(title, after.group("organisation").strip())
        before = words[: found.start()].strip()
        while _DETERMINER.match(f"{before} "):
            before = _DETERMINER.sub("", f"{before} ").strip()
        named = before if before and before[0].isupper() else None
        return Role(title, named)
    return None


def role_before(text: str, start: int) -> tuple[Role | None, int]:
    """Return the office written in small letters right before a name, and where that phrase starts."""
    before = text[max(0, start - 90) : start]
    found = _small_title().search(before)
    if found is None:
        return None, start
    at = start - len(before) + found.start()
    if found["office"]:
        return Role(found["office"], found["of"]), at
    organisation = (found["organisation"] or "").strip()
    return Role(found["title"], organisation or None), at


def role_after(text: str, end: int) -> tuple[str, int] | None:
    """Return the words that say who is named before ``end`` (an apposition, 'is the ...'), and where they end."""
    found = _APPOSITION.match(text, end, min(len(text), end + 130))
    if found is not None and _NO_APPOSITION.match(found["words"]) is None:
        return found["words"], found.end("words")
    found = _COPULA.match(text, end, min(len(text), end + 130))
    return (found["words"], found.end("words")) if found else None


@cache
def _title_pattern() -> re.Pattern[str]:
    titles = load_lexicon("speakers")["titles"]
    words = [*titles["before"], *titles["private"], *titles["after"]]
    return re.compile(rf"(?<![\w.]){word_pattern(words)}(?!\w)", re.IGNORECASE)


@cache
def _small_title() -> re.Pattern[str]:
    titles = word_pattern(load_lexicon("speakers")["titles"]["before"])
    before = rf"(?<!\w)(?P<organisation>(?:[A-Z][\w&.’'-]*\s){{0,5}})(?P<title>{titles})"
    of = r"(?:\s(?:of|for)\s(?:the\s)?(?P<of>[\w.’'-]+(?:\s[\w.’'-]+){0,4}),)"
    return re.compile(rf"(?:{before},?|\b(?:[Tt]he|[Aa]n?)\s(?P<office>(?i:{titles})){of})\s$")
