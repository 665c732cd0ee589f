"""Offices as a text states them: titles before names, and phrases that say who somebody is."""

import re
from functools import cache

from onrecord.model import Role
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = [
    "base_title",
    "canonical_title",
    "is_before_title",
    "is_private",
    "more_of",
    "part_titles",
    "role_after",
    "role_before",
    "role_by_verb",
    "role_called",
    "role_in",
    "roles_called",
    "status_before",
    "status_of",
]

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
_OWNER = re.compile(
    r"(?:\A|\s)(?:[Tt]he\s|[Aa]n?\s)?(?P<owner>[\w.&’'-]+(?:\s[\w.&’'-]+){0,5}?)['’]s?\s(?=(?:[\w-]+\s){0,3}\Z)"
)
_OTHERS = frozenset(["his", "her", "their", "its", "my", "our", "him", "them"])
_NEAR = 3
"""Words before a second title that is told of the same person."""

_GOVERNING = frozenset(
    [
        "of",
        "to",
        "for",
        "with",
        "by",
        "from",
        "under",
        "about",
        "against",
        "who",
        "whose",
        "whom",
        "which",
        "that",
        "without",
    ]
)
_WHO_IS = re.compile(r"\bwho\s(?:is|was|became|serves\sas|served\sas)\s")
_ANOTHERS = re.compile(r"\s[A-Z]|['’]s?\s")
_FOLLOWED = re.compile(r"\s(?:of|for|at|with|from|on|to|in)\s")
_CLAUSE = re.compile(
    r"(?:\A|\s)(?:who|whom|whose|which|that|until|since|before|after|when|where|during|and\s(?:who|whose|the|an?|now|former)"
    r"|Mr|Mrs|Ms|Dr)\b"
)
_MORE = re.compile(r"(?:\s(?!(?:of|for|at|with|from|on|to|in|and|or|who|but|said|says|is|was)\b)[a-z][\w-]*){1,3}")
_MODIFIERS = re.compile(
    r"(?<![\w’'.-])(?P<words>(?:(?!(?:an?|the|its|his|her|their|my|our|one|two|some|this|that|these|those|any|other|another|no|every"
    r"|of|for|at|with|from|on|to|in|by|as|and|or|but|who|is|was|are|were|be|been|has|had|became|named|called|now|also|then|still|once"
    r"|former|acting|interim|retired|ex|incoming|outgoing|late|current|new|local|longtime|fellow|own|said|says)\b)"
    r"[a-z][a-z-]*(?<!ed)(?<!ing)(?<!ly)(?<!old)\s){1,2})\Z"
)
"""Up to two words in small letters before a title that tell more of it: 'county' of 'the county treasurer'."""

_WORD = r"(?:[A-Z](?:[\w&’'-]|\.(?=\w))*|[A-Z]\w{0,3}\.|(?:[A-Z]\.){2,})\s"
"""A capitalised word of a body's name; a full stop ends only a short one, as in 'Dept.'."""

_DETERMINER = re.compile(r"^(?:an?|the|its|his|her|their|former|then|now|retired|late|current)\s+", re.IGNORECASE)


def canonical_title(words: str) -> str:
    """Return the form of a title by which it is compared: 'Sen.', 'state senator' and 'former senator' are one."""
    base = base_title(words)
    synonyms: dict[str, str] = load_lexicon("speakers")["titles"]["synonyms"]
    return synonyms.get(base, base)


def base_title(words: str) -> str:
    """Return a title in small letters without what only tells more of it: 'treasurer' of 'former county treasurer'.

    A deputy is not what he is deputy to.
    """
    plain = " ".join(words.lower().split())
    plain = _status().sub("", plain) or plain
    known = _known()
    if plain in known:
        return plain
    tried = _FOLLOWED.split(plain, maxsplit=1)[0].removeprefix("co-").split()
    for at in range(len(tried)):
        if " ".join(tried[at:]) in known:
            return " ".join(tried[at:])
        if tried[at] in part_titles():
            break
    return " ".join(tried) or plain


def more_of(title: str) -> frozenset[str]:
    """Return the words that tell more of a title: 'county' of 'county treasurer'."""
    plain = " ".join(title.lower().split())
    words = (_status().sub("", plain) or plain).split()
    return frozenset(words) - frozenset(base_title(title).split())


def status_of(title: str) -> str:
    """Return the word by which a title is held no more, not yet or for a time ('former'), or nothing."""
    found = _status().match(" ".join(title.lower().split()))
    return str(found["status"]) if found else ""


def status_before(text: str, start: int) -> str:
    """Return the word right before a title by which it is held no more, not yet, or for a time, with its blank."""
    found = _status_at_end().search(text[max(0, start - 16) : start])
    return found.group() if found else ""


def is_before_title(text: str, end: int) -> bool:
    """Say whether a title follows an offset: what ends there only tells more of it ('Company spokesman')."""
    return _title_pattern().match(text, end + 1) is not None


def role_in(words: str) -> Role | None:
    """Return the office that a phrase states ('a spokesman for the agency'), or None.

    A title that a name follows, or that owns what follows ('the senator's brother'), is somebody else's.
    """
    found = _first_title(words, _title_pattern())
    return None if found is None else _role_at(words, found)


def _first_title(words: str, titles: re.Pattern[str]) -> re.Match[str] | None:
    """Return the first title in a phrase that is not another's."""
    return next((found for found in titles.finditer(words) if not _ANOTHERS.match(words, found.end())), None)


def _role_at(words: str, found: re.Match[str]) -> Role:
    """Return the office at a title in a phrase, with the words that belong to it, and whose it is.

    Whose it is may stand before it: then what follows is a part of the title ('the agency's deputy director for
    operations').
    """
    start, end = found.span()
    if found.group().lower() in part_titles():
        more = _MORE.match(words, end)
        end = more.end() if more else end
    after = _OF.match(words[end:])
    organisation = _within(after["organisation"]) if after else None
    owner = _OWNER.search(words, 0, start)
    if owner and owner["owner"].lower() not in _pronouns():
        told = words[owner.end() : end].strip()
        return Role(
            told + (f" {words[end:].split(maxsplit=1)[0]} {organisation}" if organisation else ""),
            owner["owner"].strip(),
        )
    modifiers = _MODIFIERS.search(words, 0, start)
    start = modifiers.start("words") if modifiers else start
    title = status_before(words, start) + words[start:end].strip()
    if organisation:
        return Role(title, organisation)
    before = words[:start].strip()
    status = _status_in().search(f"{before} ")
    title = title if status is None or status_of(title) else f"{status.group()}{title}"
    while _DETERMINER.match(f"{before} "):
        before = _DETERMINER.sub("", f"{before} ").strip()
    before = before.removesuffix("'s").removesuffix("’s")
    is_body = before and before[0].isupper() and not before.endswith("-based") and before.lower() not in _parties()
    return Role(title, before if is_body else None)


def _within(words: str) -> str | None:
    """Return the name of a body in what follows a title: up to a clause, a time, or a title of somebody's."""
    kept = _CLAUSE.split(words, maxsplit=1)[0].strip()
    for joined in re.finditer(r"\sand\s", kept):
        if _title_pattern().match(kept, joined.end()):
            kept = kept[: joined.start()]
            break
    return _without_determiner(kept) or None


def role_called(words: str) -> Role | None:
    """Return the office that an apposition gives whom it follows; None where its title is somebody else's.

    'A nurse at the clinic' says who she is; 'carried his mother', 'his mother said' and 'a classmate of the mayor'
    speak of others.
    """
    found = _first_title(words, _calling_pattern())
    if found is None:
        return None
    before, after = _WHO_IS.sub("", words[: found.start()].lower()).split(), words[found.end() :].split()
    while before and before[0] in {"now", "then", "also", "still", "currently", "once"}:
        before = before[1:]
    if _OTHERS.intersection(before[1:]) or _GOVERNING.intersection(before) or (after and after[0] in _speech_words()):
        return None
    return _role_at(words, found)


def roles_called(words: str) -> list[Role]:
    """Return the offices that an apposition gives whom it follows: 'president and chief executive of the bank'."""
    first = role_called(words)
    found = _first_title(words, _calling_pattern())
    joined = re.search(r"\sand\s", words[found.end() :]) if first is not None and found is not None else None
    if first is None or found is None or joined is None:
        return [first] if first is not None else []
    rest = words[found.end() + joined.end() :]
    second = role_called(rest)
    near = _calling_pattern().search(rest)
    if second is None or near is None or len(rest[: near.start()].split()) > _NEAR:
        return [first]
    held = first.organisation or (second.organisation if joined.start() == 0 else None)
    return [Role(first.title, held), Role(second.title, second.organisation or (held if joined.start() == 0 else None))]


def role_before(text: str, start: int) -> tuple[Role | None, int]:
    """Return the office written in small letters right before a name, and where that phrase starts."""
    before = text[max(0, start - 90) : start]
    last = before.rstrip(" \n").rpartition(" ")[2]
    if not last.endswith(",") and last.lower() not in _last_words():
        return None, start
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
    organisation = _without_determiner((found["organisation"] or "").strip())
    if organisation.lower() in load_lexicon("speakers")["titles"]["kinds"]:
        return Role(f"{status}{organisation} {found['title']}", None), at - len(status)
    owner, mark, more = organisation.partition("'s ") if "'s " in organisation else organisation.partition("’s ")
    title = f"{more} {found['title']}" if mark else found["title"]
    return Role(status + title, owner.removesuffix("'s").removesuffix("’s") or None), at - len(status)


def _without_determiner(words: str) -> str:
    """Return the words of a body without 'the' or whose it is before them."""
    first, _, rest = words.partition(" ")
    return rest if first.lower() in {"the", "a", "an", *_pronouns()} else words


def role_by_verb(text: str, end: int) -> Role | None:
    """Return the office that a clause after a name tells by its verb: 'Ada Lund, who directs the Norbank Fund'."""
    found = _leading().match(text, end)
    if found is None:
        return None
    nouns, words = load_lexicon("speakers")["organisations"], found["body"].split()
    if not any(word[0].isupper() or word in nouns["nouns"] or word in nouns["words"] for word in words):
        return None
    return Role(load_lexicon("speakers")["titles"]["verbs"][found["verb"]], found["body"])


@cache
def _leading() -> re.Pattern[str]:
    verbs = word_pattern(load_lexicon("speakers")["titles"]["verbs"])
    return re.compile(
        rf"(?:,\s\d\d)?,?\swho\s(?:now\s|currently\s|also\s)?(?P<verb>{verbs})\s(?:the\s|an?\s)?(?P<body>[^,.;:“”\n]{{3,90}}?)"
        r"(?=[,.;:“”\n]|\s(?:said|says|told)\b|\Z)"
    )


def role_after(text: str, end: int) -> tuple[str, int] | None:
    """Return the words that say who is named before ``end`` (an apposition, 'is the ...'), and where they end."""
    found = _APPOSITION.match(text, end, min(len(text), end + 130))
    if found is not None and _NO_APPOSITION.match(found["words"]) is None:
        return found["words"], found.end("words")
    found = _COPULA.match(text, end, min(len(text), end + 130))
    return (found["words"], found.end("words")) if found else None


@cache
def _parties() -> frozenset[str]:
    return frozenset(load_lexicon("speakers")["parties"]["words"])


@cache
def _last_words() -> frozenset[str]:
    """Return the words by which titles end: without one before a name nothing is looked for."""
    ends = {title.rsplit(" ", 1)[-1] for title in load_lexicon("speakers")["titles"]["before"]}
    return frozenset(end + more for end in ends for more in ("", "-elect", "-designate"))


@cache
def _known() -> frozenset[str]:
    titles = load_lexicon("speakers")["titles"]
    return frozenset([*titles["before"], *titles["private"], *titles["trades"], *titles["after"], *titles["synonyms"]])


@cache
def _private() -> frozenset[str]:
    titles = load_lexicon("speakers")["titles"]
    return frozenset([*titles["private"], *titles["trades"]])


def is_private(title: str) -> bool:
    """Say whether somebody of this title speaks for himself alone: a neighbour, a nurse, a plumber."""
    return base_title(title) in _private()


@cache
def part_titles() -> frozenset[str]:
    """Return titles that begin longer ones: 'deputy' of 'deputy comptroller'."""
    return frozenset(["deputy", "assistant", "associate", "vice", "chief", "senior"])


@cache
def _speech_words() -> frozenset[str]:
    return frozenset(load_lexicon("speakers")["evidence"]["speech"])


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
    return re.compile(
        rf"\b{word_pattern(load_lexicon('speakers')['titles']['status'])}[\s-](?=(?:[\w&.-]+\s){{0,4}}\Z)"
    )


@cache
def _status_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?i:{word_pattern(load_lexicon('speakers')['titles']['status'])})[\s-]\Z")


@cache
def _kin_of() -> re.Pattern[str]:
    """Return the pattern of what makes a title another's: in 'the son of a judge, Ada Lund,' she is no judge."""
    lexicon = load_lexicon("speakers")
    words = word_pattern([*lexicon["evidence"]["kin"], *lexicon["titles"]["private"]])
    return re.compile(
        rf"\b{words}\s(?:of|to)\s(?:(?:an?|the|his|her|their|its)\s)?(?:[\w-]+\s){{0,2}}\Z", re.IGNORECASE
    )


@cache
def _title_pattern() -> re.Pattern[str]:
    titles = load_lexicon("speakers")["titles"]
    words = [*titles["before"], *titles["private"], *titles["after"]]
    return re.compile(rf"(?<![\w.])(?:co-)?{word_pattern(words)}(?:-elect|-designate)?(?!\w)", re.IGNORECASE)


@cache
def _calling_pattern() -> re.Pattern[str]:
    """Return the pattern of titles and of trades, which stand for nobody without a name beside them."""
    titles = load_lexicon("speakers")["titles"]
    words = [*titles["before"], *titles["private"], *titles["after"], *titles["trades"]]
    return re.compile(rf"(?<![\w.])(?:co-)?{word_pattern(words)}(?:-elect|-designate)?(?!\w)", re.IGNORECASE)


@cache
def _small_title() -> re.Pattern[str]:
    titles = rf"{word_pattern(load_lexicon('speakers')['titles']['before'])}(?:-elect|-designate)?"
    before = rf"(?<!\w)(?P<organisation>(?:{_WORD}){{0,5}}?)(?P<title>(?i:{titles}))"
    of = r"(?:\s(?:of|for)\s(?:the\s)?(?P<of>[\w.’'-]+(?:\s[\w.’'-]+){0,4}),)"
    word = r"(?!(?:on|in|at|of|for|to|and|with|by)\b)(?:[\w&-]|\.(?=\w))+"
    owner = rf"\b(?:[Tt]he|[Aa]n?)\s(?P<owner>{word}(?:\s{word}){{0,3}})['’]s?"
    owned = rf"{owner}\s(?P<owned>(?:[a-z][\w-]*\s){{0,3}}{titles}),?"
    return re.compile(rf"(?:{owned}|{before},?|\b(?:[Tt]he|[Aa]n?)\s(?P<office>(?i:{titles})){of})\s$")
