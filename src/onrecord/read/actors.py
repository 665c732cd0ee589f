"""Who acts in a claim: the subject before its verb, where that is a person, a body or people who act.

What is counted ('arrests rose'), a thing ('the yield'), a pronoun or a piece of a clause is nobody's act.
"""

import re
from functools import cache

from onrecord.read.counted import is_plural, lemma_of
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.tokens import word_set

__all__ = ["actor_of", "is_agent", "subject_verb"]

_MOST_WORDS = 9
"""Words of the longest subject; what is longer is a piece of a clause."""

_UNDER = re.compile(
    r"(?:Under|During|Since|In|By)\s(?:the\s|this\s|that\s|his\s|her\s)?(?:[\w-]+\s){0,3}?(?:administration|presidency|term),?\s"
)
_INTRODUCTION = re.compile(
    r"(?i:in|on|at|since|during|after|by|for|under|with|between|from|before|as|according\sto|across|over|among|of)\b[^,]{1,90},\s"
)
_NO_PART = frozenset(
    {
        *(
            "that",
            "who",
            "whom",
            "whose",
            "which",
            "what",
            "where",
            "when",
            "while",
            "because",
            "if",
            "he",
            "she",
            "it",
        ),
        *(
            "they",
            "we",
            "i",
            "you",
            "there",
            "this",
            "those",
            "these",
            "than",
            "never",
            "so",
            "how",
            "why",
            "as",
            "says",
        ),
        *("said", "say", "according", "nobody", "none", "everyone", "not", "whether", "predicted", "shortly"),
    }
)
"""Words that no subject has inside: with one of them it is a piece of a clause."""

_PREPOSITION = re.compile(
    r"\s(?:of|in|from|at|for|with|on|by|to|near|across|under|outside|inside|about|against|between|within|behind)\s"
)
_TRAILING = re.compile(
    r"(?:\s(?:also|now|alone|still|already|just|then|nonetheless|all|both|each|too|even|only|together|[a-z]+ly))+\Z"
)
_DETERMINER = re.compile(
    r"(?i)(?:the|an?|its|his|her|their|our|some|many|most|several|other|all|no|more|few|every|each|another|both|that)\s"
)
_ABSTRACT = re.compile(r"(?i)\w+(?:tion|sion|ment|ness|ity|ance|ence|ism|ing|age|ship|ure|dom|cy|ue)\Z")
_AGENTS = re.compile(
    r"[a-z]{3,}(?:men|women|[clmnrtv]ists?|icians?|arians?|workers?|makers?|keepers?|holders?|owners?|sellers?)\Z"
)


@cache
def _subject() -> re.Pattern[str]:
    verbs = word_pattern(load_lexicon("claims")["subject"]["verbs"])
    return re.compile(
        rf"(?P<subject>[A-Za-z][\w.&’'-]*(?:\s(?!{verbs}\b)[A-Za-z&][\w.&’'-]*){{0,8}}?)\s(?:[a-z]+ly\s)?(?P<verb>{verbs})\b"
    )


@cache
def subject_verb() -> re.Pattern[str]:
    """Return the pattern of a verb right behind its subject."""
    table = load_lexicon("claims")["subject"]
    verbs = word_pattern([*table["verbs"], *table["intransitive"]])
    return re.compile(rf"(?i)\s(?:[a-z]+ly\s)?{verbs}\b")


@cache
def _leads() -> re.Pattern[str]:
    table = load_lexicon("claims")["subject"]
    return re.compile(rf"(?:(?i:{word_pattern([*table['leads'], *table['clauses']])}),?\s)+")


def actor_of(text: str, start: int, end: int) -> str | None:
    """Return the subject of ``text[start:end]``: the words before its first verb, where they name somebody who acts."""
    stretch = text[start:end].lstrip("\"“”'‘ ")
    for opening in (_leads(), _UNDER, _INTRODUCTION, _leads()):
        found = opening.match(stretch)
        stretch = stretch[found.end() :] if found is not None else stretch
    subject = _subject().match(stretch)
    if subject is None:
        return None
    words = _TRAILING.sub("", re.sub(r"\s+", " ", subject["subject"]))
    count = len(words.split())
    if count > _MOST_WORDS or any(word.lower() in _NO_PART for word in words.split()):
        return None
    moved = subject["verb"].lower() in word_set("claims", "subject", "moves")
    return words if _acts(text, words, is_moved=moved) else None


def _acts(text: str, words: str, *, is_moved: bool) -> bool:
    """Say whether a noun phrase names a person, a body or people who act.

    One word with a capital at the start of a sentence may be anything where it only moves ('Gasoline averaged').
    """
    phrase = _PREPOSITION.split(words)[0]
    bare = _DETERMINER.sub("", phrase, count=1)
    tokens = bare.split()
    if not tokens:
        return False
    head = tokens[-1].removesuffix("’s").removesuffix("'s")
    lower = head.lower().rstrip(".")
    if is_agent(lower) or is_agent(" ".join(tokens).lower()) or is_agent(" ".join(tokens[-2:]).lower()):
        return True
    if not head[0].isupper():
        return _AGENTS.fullmatch(lower) is not None
    if len(tokens) > 1 or phrase != bare or head.isupper() or "." in head:
        return tokens[0][0].isupper() or tokens[-1][0].isupper()
    return lower in _places() or not (is_moved or _is_common(text, lower))


@cache
def _places() -> frozenset[str]:
    return frozenset(name.lower() for names in load_lexicon("places").values() for name in names)


def _is_common(text: str, lower: str) -> bool:
    """Say whether a word that opens a sentence is a common noun, for all its capital."""
    if is_plural(lower) or _ABSTRACT.fullmatch(lower) or lower in word_set("general", "counted", "nouns"):
        return True
    return re.search(rf"(?<![\w’'-]){re.escape(lower)}s?(?![\w’'-])", text) is not None


@cache
def _agents() -> frozenset[str]:
    """Return the nouns of those who act, as the lists of speakers, people and industries have them."""
    speakers, claims = load_lexicon("speakers"), load_lexicon("claims")
    names = [
        *(word for key in ("words", "general", "nouns") for word in speakers["organisations"][key]),
        *(word for key in ("heads", "plurals") for word in speakers["unnamed"][key]),
        *speakers["groups"]["heads"],
        *(word for key in ("before", "after", "private") for word in speakers["titles"][key]),
        *speakers["names"]["peoples"],
        *claims["people"]["units"],
        *claims["people"]["plurals"],
        *claims["industries"]["names"],
        *claims["subject"]["agents"],
    ]
    return frozenset(word.lower().rstrip(".") for word in names) - frozenset(claims["subject"]["no_agents"])


def is_agent(lower: str) -> bool:
    """Say whether a noun, in singular or plural, names those who act."""
    return lower in _agents() or (is_plural(lower) and lemma_of(lower) in _agents())
