"""Coreference gold of GUM and MEANTIME: running text, and the mentions of each person and organisation in it.

Both corpora come as tokens; the text is put together again by the habits of English typesetting.  Only entities with
a name in the text are kept: one that is never named cannot be linked to a name.
"""

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal

__all__ = ["PRONOUNS", "Gold", "Mention", "gum", "meantime"]

Kind = Literal["pronoun", "short", "nominal", "full"]

GENRES = ("news", "interview", "speech", "court")
PRONOUNS = frozenset(
    [
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "they",
        "them",
        "their",
        "theirs",
        "themselves",
        "it",
        "its",
        "itself",
        "who",
        "whom",
        "whose",
        "which",
        "i",
        "me",
        "my",
        "mine",
        "myself",
        "we",
        "us",
        "our",
        "ours",
        "ourselves",
    ]
)
FIRST = frozenset(["i", "me", "my", "mine", "myself"])
PLURAL = frozenset(["we", "us", "our", "ours", "ourselves"])
_NO_SPACE_BEFORE = re.compile(r"[,.;:!?%)\]}…”]+|n['’]t|['’](?:s|re|ve|ll|d|m|S)?|[-‐]")
_NO_SPACE_AFTER = frozenset(["(", "[", "{", "$", "£", "€", "“", "-", "‐", "#"])
_LINKS = frozenset(["coref", "ana", "cata", "appos", "pred"])
_TITLES = frozenset(
    [
        "president",
        "mayor",
        "senator",
        "governor",
        "representative",
        "republican",
        "democrat",
        "court",
        "lord",
        "lords",
        "chief",
        "justice",
        "judge",
        "honor",
        "chairman",
        "chair",
        "speaker",
        "minister",
        "prime",
        "secretary",
        "general",
        "attorney",
        "director",
        "administrator",
        "commissioner",
        "officer",
        "american",
        "americans",
        "u.s.",
        "us",
        "mr.",
        "ms.",
        "mrs.",
        "dr.",
        "professor",
        "counsel",
        "counselor",
        "government",
        "administration",
        "god",
        "sir",
        "madam",
        "international",
        "national",
        "party",
        "queen",
        "king",
        "prince",
        "princess",
        "emperor",
        "ambassador",
        "ceo",
        "international",
        "solicitor",
        "defense",
        "state",
        "department",
        "team",
        "band",
    ]
)
_LINK = re.compile(r"\[(\d+)_(\d+)\]")
_PART = re.compile(r"([^\[|]+)\[(\d+)\]")


@dataclass(frozen=True)
class Mention:
    """A mention at ``text[start:end]`` of the entity ``entity`` ('person' or 'organisation')."""

    start: int
    end: int
    entity: int
    type: str
    kind: Kind


@dataclass(frozen=True)
class Gold:
    """One document: ``mentions`` in text order; ``part`` is the corpus's own split or folder."""

    name: str
    part: str
    text: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class _Raw:
    """A mention in tokens (the last one included); ``predicate`` where it says what another mention is."""

    first: int
    last: int
    entity: int
    type: str
    predicate: bool = False


def gum(folder: Path) -> Iterator[Gold]:
    """Yield GUM's news, interviews, speeches and court transcripts, in order of name."""
    for path in sorted((folder / "xml").glob("GUM_*.xml")):
        genre = path.stem.split("_")[1]
        if genre not in GENRES:
            continue
        words, tags, breaks, part = _gum_tokens(path)
        raw = _gum_mentions(folder / "coref" / "gum" / "tsv" / f"{path.stem}.tsv", len(words))
        yield _gold(path.stem, f"{genre}, {part}", words, breaks, raw, [tag.startswith("NP") for tag in tags])


def _gum_tokens(path: Path) -> tuple[list[str], list[str], set[int], str]:
    """Return words, tags, the tokens before which a paragraph begins, and the partition."""
    words: list[str] = []
    tags: list[str] = []
    breaks: set[int] = set()
    part = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("<"):
            found = re.search(r'partition="(\w+)"', line)
            part = found[1] if found and not part else part
            if re.match(r"</?(?:p|head|sp|caption|item|list|table|cell|quote)\b", line):
                breaks.add(len(words))
        elif line:
            fields = line.split("\t")
            word = fields[0].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
            words.append({"``": "“", "''": "”"}.get(word, word))
            tags.append(fields[1])
    return words, tags, breaks, part


def _gum_mentions(path: Path, length: int) -> list[_Raw]:
    """Return the persons and organisations of one WebAnno file, joined by its coreference links."""
    spans: dict[int, list[int]] = defaultdict(list)
    types: dict[int, str] = {}
    links: list[tuple[int, int]] = []
    predicates: set[int] = set()
    single = count(10_000_000)
    at = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if not re.match(r"\d+-\d+\t", line):
            continue
        fields = line.split("\t")
        for part in fields[3].split("|"):
            found = _PART.fullmatch(part)
            if found:
                spans[int(found[2])].append(at)
                types[int(found[2])] = found[1]
            elif part != "_":
                key = next(single)
                spans[key].append(at)
                types[key] = part
        for kind, link in zip(fields[8].split("|"), fields[9].split("|"), strict=False):
            found = _LINK.search(link)
            if kind in _LINKS and found and "0" not in found.groups():
                links.append((int(found[1]), int(found[2])))
                if kind in {"pred", "appos"}:
                    predicates |= {int(found[1]), int(found[2])}
        at += 1
    if at != length:
        raise ValueError(f"{path.name} has {at} tokens, its xml {length}: take both files from the same version of GUM")
    roots = _joined(spans, links)
    names = {"person": "person", "organization": "organisation"}
    return [
        _Raw(tokens[0], tokens[-1], roots[key], names[types[key]], key in predicates)
        for key, tokens in spans.items()
        if types[key] in names
    ]


def _joined(keys: Iterable[int], links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return for each key the one that stands for all it is linked with."""
    parent = {key: key for key in keys}

    def root(key: int) -> int:
        while parent[key] != key:
            key = parent[key]
        return key

    for one, other in links:
        if one in parent and other in parent:
            parent[root(one)] = root(other)
    return {key: root(key) for key in parent}


def meantime(folder: Path) -> Iterator[Gold]:
    """Yield MEANTIME's English articles, in order of folder and name."""
    for path in sorted((folder / "intra_cross-doc_annotation").glob("*/*.xml")):
        tree = ET.parse(path).getroot()  # noqa: S314 - a corpus that the caller names
        words: list[str] = []
        ids: dict[str, int] = {}
        breaks: set[int] = set()
        sentence = "0"
        for token in tree.iter("token"):
            ids[token.get("t_id", "")] = len(words)
            if token.get("sentence") != sentence:
                breaks.add(len(words))
                sentence = token.get("sentence", "")
            words.append({"``": "“", "''": "”"}.get(token.text or "", token.text or ""))
        yield _gold(path.stem, path.parent.name, words, breaks, _meantime_mentions(tree, ids), _capitals(words, breaks))


def _meantime_mentions(tree: ET.Element, ids: dict[str, int]) -> list[_Raw]:
    anchors: dict[str, list[int]] = {}
    types: dict[str, str] = {}
    for item in tree.iter("ENTITY_MENTION"):
        tokens = sorted(ids[anchor.get("t_id", "")] for anchor in item.iter("token_anchor"))
        if tokens:
            anchors[item.get("m_id", "")] = tokens
    for item in tree.iter("ENTITY"):
        types[item.get("m_id", "")] = item.get("ent_type", "")
    names = {"PER": "person", "ORG": "organisation"}
    raw = []
    for number, link in enumerate(tree.iter("REFERS_TO")):
        target = link.find("target")
        kind = names.get(types.get(target.get("m_id", "") if target is not None else "", ""))
        if kind is None:
            continue
        for source in link.iter("source"):
            tokens = anchors.get(source.get("m_id", ""))
            if tokens:
                raw.append(_Raw(tokens[0], tokens[-1], number, kind))
    return raw


def _capitals(words: Sequence[str], breaks: set[int]) -> list[bool]:
    """Say of each word whether it is written as a name: with a capital, and not because a sentence begins."""
    small = {word for word in words if word.islower()}
    return [
        word[:1].isupper()
        and not ((at == 0 or at in breaks or words[at - 1] in {".", "“", '"'}) and word.lower() in small)
        and word.lower() not in {"the", "a", "an", "he", "she", "it", "they", "i", "we", "his", "her", "its", "their"}
        for at, word in enumerate(words)
    ]


def _gold(  # noqa: PLR0917 - one document's layers
    name: str, part: str, words: Sequence[str], breaks: set[int], raw: Sequence[_Raw], is_name: Sequence[bool]
) -> Gold:
    """Return a document with its text put together and its mentions told apart by kind."""
    text, places = _typeset(words, breaks)
    quoted = _quoted(words, breaks)
    names: dict[int, list[_Raw]] = defaultdict(list)
    for item in raw:
        if _is_name(item, words, is_name):
            names[item.entity].append(item)
    longest = {entity: _longest(items, words, is_name) for entity, items in names.items()}
    mentions = []
    for item in raw:
        if item.entity not in names:
            continue
        lower = words[item.first].lower()
        kind: Kind = "nominal"
        if kind == "nominal" and item not in names[item.entity] and (item.predicate or _stands_beside(item, raw)):
            continue
        if item.first == item.last and lower in PRONOUNS:
            if lower in PLURAL or (lower in FIRST and not quoted[item.first]):
                continue
            kind = "pronoun"
        elif item in names[item.entity]:
            kind = "full" if len(_name_words(item, words, is_name)) >= longest[item.entity] else "short"
        start, end = places[item.first][0], places[item.last][1]
        mentions.append(Mention(start, end, item.entity, item.type, kind))
    return Gold(name, part, text, tuple(sorted(mentions, key=lambda item: (item.start, -item.end))))


def _name_words(item: _Raw, words: Sequence[str], is_name: Sequence[bool]) -> set[str]:
    return {words[at].lower() for at in range(item.first, item.last + 1) if is_name[at]}


def _longest(items: Sequence[_Raw], words: Sequence[str], is_name: Sequence[bool]) -> int:
    """Return the length in words of an entity's fullest name that shares a word with its commonest one."""
    found = [frozenset(_name_words(item, words, is_name)) for item in items]
    common = max(found, key=lambda name: (found.count(name), len(name)))
    return max(len(name) for name in found if name & common)


def _stands_beside(item: _Raw, raw: Sequence[_Raw]) -> bool:
    """Say whether another mention of the entity stands right beside or inside: an apposition tells who is meant."""
    return any(
        other is not item
        and other.entity == item.entity
        and other.first <= item.last + 2
        and other.last >= item.first - 2
        for other in raw
    )


def _is_name(item: _Raw, words: Sequence[str], is_name: Sequence[bool]) -> bool:
    """Say whether a mention names one person or body.

    Its head, the last word before a comma, preposition or bracket, is a name; there are other names in it than titles;
    it is neither two names joined nor somebody's something.
    """
    stops = {",", "of", "for", "in", "at", "from", "with", "who", "which", "that", "(", "to", "on"}
    head = item.first
    for at in range(item.first, item.last + 1):
        if words[at].lower() in stops and at > item.first:
            break
        head = at
    inside = [words[at].lower() for at in range(item.first, head + 1)]
    if inside[-1] in {"'s", "’s"}:
        inside.pop()
        head -= 1
    if {"and", "'s", "’s"} & set(inside) or not is_name[head]:
        return False
    return any(is_name[at] and words[at].lower() not in _TITLES for at in range(item.first, head + 1))


def _quoted(words: Sequence[str], breaks: set[int]) -> list[bool]:
    """Say of each token whether it stands inside double quotation marks of its paragraph."""
    inside = False
    out = []
    for at, word in enumerate(words):
        if at in breaks:
            inside = False
        if word == "“":
            inside = True
        elif word == "”":
            inside = False
        elif word == '"':
            inside = not inside
        out.append(inside)
    return out


def _typeset(words: Sequence[str], breaks: set[int]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of some tokens, and the place of each in it."""
    text = ""
    places = []
    glue = True
    opened = False
    for at, word in enumerate(words):
        if at in breaks and text:
            text, glue, opened = text + "\n\n", True, False
        closes = word == '"' and opened
        if not (glue or closes or _NO_SPACE_BEFORE.fullmatch(word)):
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
        glue = word in _NO_SPACE_AFTER or (word == '"' and not opened)
        if word == '"':
            opened = not opened
    return text, places
