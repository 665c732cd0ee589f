"""The words of a drafted measure from the names of its columns: what it counts, in which unit, and how a claim says it.

Articles say burglaries where a table says 'Burglaries reported', and a burglary where one is meant: both numbers of
every phrase are drafted.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.model import MeasureKind
from onrecord.records.figures import Figures

__all__ = ["Naming", "name_measure", "plural", "singular"]

_MONEY = {"$": "dollar", "US$": "dollar", "USD": "dollar", "€": "euro", "EUR": "euro", "£": "pound", "GBP": "pound"}
_SINGULARS = {"people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life", "feet": "foot"}
_SAME = {"series", "species", "news", "payrolls", "earnings", "wages", "police", "sales", "data", "homeless"}


@dataclass(frozen=True, slots=True)
class Naming:
    """The words of a measure; ``columns`` pick each column of figures, ``doubts`` are to be looked at."""

    title: str
    topic: str
    event: str
    unit: str
    factor: int
    kind: MeasureKind
    claimed_by: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    doubts: tuple[str, ...]


def name_measure(id_: str, values: Mapping[str, Figures]) -> Naming:
    """Return the words of a measure that holds these columns of figures."""
    names = {column: _words(column) for column in values}
    own = _words(id_.partition("/")[2])
    shared = _shared([found or own for found in names.values()])
    about = shared or own
    heads = [_phrase(about)] if len(values) == 1 or shared else [_phrase(found) for found in names.values() if found]
    heads = [head for head in dict.fromkeys(heads) if head] or [" ".join(own) or "measure"]
    heads += [whole for found in names.values() if shared and (whole := _phrase(found)).endswith(f" {heads[0]}")]
    units = {column: _unit(column, found or own, values[column]) for column, found in names.items()}
    unit = next(iter(units.values()))
    counted = singular(heads[0])
    return Naming(
        title=_sentence(
            " ".join(re.sub(r"[_\s]+", " ", next(iter(values)) if len(values) == 1 else id_.partition("/")[2]).split())
        ),
        topic=_lists()["topics"].get(heads[0], counted),
        event=_one_counted(heads[0]),
        unit=unit,
        factor=_factor(next(iter(values))),
        kind=_kind([*about, *(word for found in names.values() for word in found)], unit),
        claimed_by=tuple(dict.fromkeys(form for head in heads for form in _forms(head))),
        columns={column: _column_words(found, shared) for column, found in names.items()},
        doubts=_doubts(units),
    )


def _one_counted(head: str) -> str:
    """Return the thing that a name counts, in the singular: of ridership a rider."""
    *before, last = head.split()
    one = _lists()["counted"].get(last, "")
    return " ".join([*before, one if one in _lists()["things"] else singular(last)])


def _doubts(units: Mapping[str, str]) -> tuple[str, ...]:
    if len(set(units.values())) < 2:
        return ()
    told = ", ".join(f"{column} ({unit})" for column, unit in list(units.items())[:4])
    words = f"the columns count different things: {told}; a measure has one unit: run this again for each, with "
    return (f"{words}--value COLUMN and an --id of its own",)


def _words(name: str) -> list[str]:
    """Return the words of a name without what stands in parentheses."""
    plain = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", name)
    return [
        word for word in re.sub(r"[^\w%$€£°'’&.-]+|_", " ", plain).lower().split() if not re.fullmatch(r"[-.]+", word)
    ]


def _shared(names: Sequence[Sequence[str]]) -> list[str]:
    """Return the words that all names have, in order; none where nothing but a word of filling is shared."""
    common = [word for word in names[0] if all(word in name for name in names[1:])]
    lists = _lists()
    return common if any(word not in {*lists["filler"], *lists["lead"], "rate"} for word in common) else []


def _phrase(words: Sequence[str]) -> str:
    """Return what a name counts: without words of filling, and without its unit where that ends it."""
    lists = _lists()
    kept = [word for word in words if word not in lists["filler"] and not word.replace(".", "").isdigit()]
    ends = {end for unit, forms in lists["units"].items() if unit != "percent" for end in forms}
    while len(kept) > 1 and kept[-1] in ends:
        kept.pop()
    return " ".join(kept)


def _forms(head: str) -> list[str]:
    """Return a phrase in both numbers, without what may be left out before it, and other words for it."""
    lists = _lists()
    forms = [head]
    words = head.split()
    while len(words) > 1 and words[0] in lists["lead"]:
        words = words[1:]
        forms.append(" ".join(words))
    if len(words) > 1 and words[-1] == "rate":
        forms.append(" ".join(words[:-1]))
    named = [
        form
        for word in words
        for key in dict.fromkeys((word, singular(word)))
        for form in lists["synonyms"].get(key, [])
    ]
    both = [both for form in (*forms, *named) for both in dict.fromkeys((form, singular(form), plural(singular(form))))]
    return list(dict.fromkeys(both))


def _column_words(words: Sequence[str], shared: Sequence[str]) -> tuple[str, ...]:
    lists = _lists()
    apart = [word for word in words if word not in shared and word not in lists["filler"]]
    found = [_phrase(words), " ".join(apart), *(apart if len(apart) < 3 and shared else [])]
    return tuple(dict.fromkeys(word for word in found if word)) or (" ".join(words) or "figure",)


def _unit(name: str, words: Sequence[str], figures: Figures) -> str:
    lists = _lists()
    if figures.is_percent:
        return "percent"
    if figures.money is not None:
        return _MONEY.get(figures.money, "dollar")
    inside = [word for part in re.findall(r"[(\[]([^)\]]*)[)\]]", name.lower()) for word in part.split()]
    last = [*inside, *words[-1:]]
    for unit, ends in lists["units"].items():
        if any(word in ends for word in last) and (unit not in {"degree", "inch"} or inside or len(words) > 1):
            return str(unit)
    for unit, marks in lists["natures"].items():
        if any(word in marks for word in words):
            return str(unit)
    phrase = _phrase(words).split() or ["count"]
    return str(lists["counted"].get(phrase[-1], singular(phrase[-1])))


def _factor(name: str) -> int:
    found = re.search(r"(?i)\b(?:in )?(thousands?|millions?|billions?)\b|\b(000s|mn|bn)\b|\(?000\)", name)
    if found is None:
        return 1
    word = (found[1] or found[2] or "thousand").lower().rstrip("s")
    return {"million": 1_000_000, "mn": 1_000_000, "billion": 1_000_000_000, "bn": 1_000_000_000}.get(word, 1000)


def _kind(words: Sequence[str], unit: str) -> MeasureKind:
    is_stock = unit in {"percent", "point", "degree"} or any(word in _lists()["stock"]["words"] for word in words)
    return "stock" if is_stock else "flow"


def singular(phrase: str) -> str:
    """Return a phrase with its last word in the singular: burglaries, a burglary."""
    *before, word = phrase.split() or [""]
    if word in _SINGULARS:
        one = _SINGULARS[word]
    elif word in _SAME or len(word) < 4 or re.search(r"(?:ss|us|is)$", word):
        one = word
    elif word.endswith("ies"):
        one = f"{word[:-3]}y"
    elif re.search(r"(?:ch|sh|x|ss|z|us)es$", word) and word not in {"houses", "causes", "nurses", "uses"}:
        one = word[:-2]
    else:
        one = word.removesuffix("s")
    return " ".join([*before, one])


def plural(phrase: str) -> str:
    """Return a phrase with its last word in the plural: a burglary, burglaries."""
    *before, word = phrase.split() or [""]
    whole = {one: many for many, one in _SINGULARS.items()}
    if word in whole or word in _SAME or word.endswith(("ing", "ment", "ship", "fall", "ed")):
        many = whole.get(word, word)
    elif re.search(r"[^aeiou]y$", word):
        many = f"{word[:-1]}ies"
    elif re.search(r"(?:ch|sh|x|ss|z)$", word):
        many = f"{word}es"
    else:
        many = f"{word}es" if re.search(r"[^s]us$|is$", word) else word if word.endswith("s") else f"{word}s"
    return " ".join([*before, many])


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(files("onrecord.records").joinpath("namings.toml").read_text(encoding="utf-8"))
