"""Offices as a text states them: titles before names, and phrases that say who somebody is."""

import re
from functools import cache

from onrecord.model import Role
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["canonical_title", "role_after", "role_before", "role_in", "seat_after", "state_of", "status_before", "status_of"]

_OF = re.compile(r"\s+(?:for|of|at|with|from|on|to)\s+(?:the\s+)?(?P<organisation>.+)$")
_APPOSITION = re.compile(
    r"(?:,\s\d\d)?\s*(?:,|\s[—–-]{1,2})\s+(?P<words>[^,.;:“”\"()\n—]{3,110})(?=[,.;)\n—]|\s[–-]|$)"
)
_COPULA = re.compile(
    r"(?:,\swho|\s)\s?(?:is|was|became|serves\sas|served\sas)\s(?P<words>(?:an?|the|now)\s[^,.;:“”\"()\n]{3,90})"
)
_NO_APPOSITION = re.compile(
    r"(?:who|whom|whose|which|where|when|while|and|but|or|as|if|after|before|because|since|then(?!\s(?:an?|the)\s)|said|says|told|was|is|has"
    r"|had|in|on|at|to|with|for|from|by|he|she|they|it|we|i|according|not|including|adding|saying|calling)\b",
    re.IGNORECASE,
)
_OWNER = re.compile(r"(?:\A|\s)(?:[Tt]he\s|[Aa]n?\s)?(?P<owner>[\w.&’'-]+(?:\s[\w.&’'-]+){0,5}?)['’]s?\s(?=(?:[\w-]+\s){0,3}\Z)")
_SEAT = re.compile(
    r",?\sof\s(?:the\s)?(?P<of>[A-Z](?:[\w&’'-]|\.(?=\w))*(?:\s(?:(?:of|for|and)\s)?(?:the\s)?[A-Z](?:[\w&’'-]|\.(?=\w))*){0,6})"
    r"(?!['’]s)(?=[\s,.;:)]|\Z)"
)
_BRACKETED = re.compile(r"\s\((?P<of>[A-Z][\w. ]{1,20})\)")
_WORD = r"(?:[A-Z](?:[\w&’'-]|\.(?=\w))*|[A-Z]\w{0,3}\.|(?:[A-Z]\.){2,})\s"
"""A capitalised word of a body's name; a full stop ends only a short one, as in 'Dept.'."""

_DETERMINER = re.compile(r"^(?:an?|the|its|his|her|their|former|then|now|retired|late|current)\s+", re.IGNORECASE)


def canonical_title(words: str) -> str:
    """Return the form of a title by which it is compared: 'Sen.', 'senator' and 'former senator' are one."""
    plain = " ".join(words.lower().split())
    plain = _status().sub("", plain) or plain
    synonyms: dict[str, str] = load_lexicon("speakers")["titles"]["synonyms"]
    return synonyms.get(plain, plain)


def status_of(title: str) -> str:
    """Return the word by which a title is held no more, not yet or for a time ('former'), or nothing."""
    found = _status().match(" ".join(title.lower().split()))
    return str(found["status"]) if found else ""


def status_before(text: str, start: int) -> str:
    """Return the word right before a title by which it is held no more, not yet, or for a time, with its blank."""
    found = _status_at_end().search(text[max(0, start - 16) : start])
    return found.group() if found else ""


def seat_after(text: str, end: int) -> str | None:
    """Return the place or body whose office somebody holds, written after the name: 'Sen. Ada Lund of Ohio'."""
    found = _SEAT.match(text, end)
    if found is None:
        bracketed = _BRACKETED.match(text, end)
        return bracketed["of"] if bracketed and state_of(bracketed["of"]) else None
    return found["of"]


def state_of(words: str) -> str | None:
    """Return the state that a name or a short form stands for, in small letters, or None."""
    return _states().get(words.lower())


@cache
def _states() -> dict[str, str]:
    states = load_lexicon("speakers")["parties"]["states"]
    return {form.rstrip("."): state for state, forms in states.items() for form in (state, *forms)} | {
        form: state for state, forms in states.items() for form in forms
    }


def role_in(words: str) -> Role | None:
    """Return the office that a phrase states ('a spokesman for the agency'), or None.

    A title that a name follows is somebody else's.  Whose office it is may stand before it: then what follows is a
    part of the title ('the agency's deputy director for operations').
    """
    for found in _title_pattern().finditer(words):
        if re.match(r"\s[A-Z]", words[found.end() :]):
            continue
        title = status_before(words, found.start()) + found.group().strip()
        after = _OF.match(words[found.end() :])
        owner = _OWNER.search(words, 0, found.start())
        if owner and owner["owner"].lower() not in _pronouns():
            within = words[owner.end() : found.end()].strip()
            return Role(within + (words[found.end() :] if after else ""), owner["owner"].strip())
        if after:
            return Role(title, after.group("organisation").strip())
        before = words[: found.start()].strip()
        state = _status_in().search(f"{before} ")
        title = title if state is None or title != found.group().strip() else f"{state.group()}{title}"
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
    if _kin_of().search(before, 0, found.start()):
        return None, start
    at = start - len(before) + found.start()
    status = status_before(text, at)
    if found["office"]:
        return Role(status + found["office"], found["of"]), at
    if found["owner"]:
        return Role(found["owned"], found["owner"]), at
    organisation = (found["organisation"] or "").strip()
    return Role(status + found["title"], organisation or None), at - len(status)


def role_after(text: str, end: int) -> tuple[str, int] | None:
    """Return the words that say who is named before ``end`` (an apposition, 'is the ...'), and where they end."""
    found = _APPOSITION.match(text, end, min(len(text), end + 130))
    if found is not None and _NO_APPOSITION.match(found["words"]) is None:
        return found["words"], found.end("words")
    found = _COPULA.match(text, end, min(len(text), end + 130))
    return (found["words"], found.end("words")) if found else None


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(["his", "her", "its", "their", "my", "our", "he", "she", "it"])


@cache
def _status() -> re.Pattern[str]:
    """Return the pattern of the words before a title by which it is held no more, not yet or for a time."""
    words = word_pattern(load_lexicon("speakers")["titles"]["status"])
    return re.compile(rf"\A(?P<status>{words})[\s-]")


@cache
def _status_in() -> re.Pattern[str]:
    return re.compile(rf"\b{word_pattern(load_lexicon('speakers')['titles']['status'])}[\s-](?=(?:[\w&.-]+\s){{0,4}}\Z)")


@cache
def _status_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?i:{word_pattern(load_lexicon('speakers')['titles']['status'])})[\s-]\Z")


@cache
def _kin_of() -> re.Pattern[str]:
    """Return the pattern of what makes a title another's: in 'the son of a judge, Ada Lund,' she is no judge."""
    lexicon = load_lexicon("speakers")
    words = word_pattern([*lexicon["evidence"]["kin"], *lexicon["titles"]["private"]])
    return re.compile(rf"\b{words}\s(?:of|to)\s(?:(?:an?|the|his|her|their|its)\s)?(?:[\w-]+\s){{0,2}}\Z", re.IGNORECASE)


@cache
def _title_pattern() -> re.Pattern[str]:
    titles = load_lexicon("speakers")["titles"]
    words = [*titles["before"], *titles["private"], *titles["after"]]
    return re.compile(rf"(?<![\w.]){word_pattern(words)}(?:-elect|-designate)?(?!\w)", re.IGNORECASE)


@cache
def _small_title() -> re.Pattern[str]:
    titles = rf"{word_pattern(load_lexicon('speakers')['titles']['before'])}(?:-elect|-designate)?"
    before = rf"(?<!\w)(?P<organisation>(?:{_WORD}){{0,5}}?)(?P<title>(?i:{titles}))"
    of = r"(?:\s(?:of|for)\s(?:the\s)?(?P<of>[\w.’'-]+(?:\s[\w.’'-]+){0,4}),)"
    owned = rf"\b(?:[Tt]he|[Aa]n?)\s(?P<owner>[\w&.-]+(?:\s[\w&.-]+){{0,3}})['’]s?\s(?P<owned>(?:[a-z][\w-]*\s){{0,3}}{titles}),?"
    return re.compile(rf"(?:{owned}|{before},?|\b(?:[Tt]he|[Aa]n?)\s(?P<office>(?i:{titles})){of})\s$")
