"""Variants of a training text: other quotation marks, other names, parties exchanged, with the spans moved along.

PolNeAR is campaign news of one year with two names in every article; a tagger that has learnt the names is worse on
other years' news and may treat one party unlike the other.  Each epoch reads half of the articles varied.
"""

import random
import re
from collections.abc import Callable, Sequence

__all__ = ["vary"]

Spans = list[tuple[int, int]]

_QUOTES = (
    {"“": '"', "”": '"', "‘": "'", "’": "'"},
    {"“": "«", "”": "»"},
    {'"': "”"},
    {"“": '"', "”": '"', '"': "”"},
)
_PARTIES = {
    "Republican": "Democrat",
    "Republicans": "Democrats",
    "Democrat": "Republican",
    "Democrats": "Republicans",
    "Democratic": "Republican",
    "GOP": "Democratic",
}
_NAMED = re.compile(
    r"\b(?:Donald|Trump|Hillary|Clinton|Bill|Bernie|Sanders|Cruz|Ted|Obama|Barack|Pence|Mike|Kaine|Ryan|Paul|Rubio|Marco|"
    r"Conway|Kellyanne|Comey|James|Warren|Elizabeth|Bush|Jeb|Kasich|Ben|Carson|Romney|Mitt|Putin|McCain|Christie|"
    r"Giuliani|Podesta|Manafort|Biden|Joe|Mook|Robby|Melania|Ivanka|Reid|McConnell|Gingrich|Johnson|Stein)\b"
)
_NAMES = (
    "Adeyemi Alvarado Amsel Baptiste Barros Beckett Bianchi Brandt Calloway Castellano Chandra Cho Corrigan Dalgaard "
    "Delacroix Dombrowski Eklund Farouk Feldman Fonseca Gallagher Greer Gupta Hakimi Halloran Hargrove Ibarra Inoue "
    "Jankowski Jordan Kaplan Kessler Kim Kowalski Lam Larkin Lindqvist Lowe Maddox Malik Marchetti Mbeki Mercer Nakamura "
    "Navarro Nguyen Novak Okafor Olsen Ortega Patel Petrov Pruitt Quinn Rahman Ramirez Reyes Rossi Sandoval Schultz Singh "
    "Sorensen Stokes Tanaka Thorne Trujillo Vance Vasquez Volkov Wallace Weiss Whitfield Xu Yilmaz Young Zamora Zhang "
    "Aaron Alice Amir Ana Anita Bruno Carla Cedric Dana Diego Elena Erik Fatima Gail Grace Hassan Hugo Ines Irina Jamal "
    "Joan Karim Kenji Lara Leila Luis Mara Marcus Mei Nadia Nils Omar Petra Priya Ravi Rosa Samir Sofia Tariq Tess Uma "
    "Victor Wendy Yusuf Zoe"
).split()


def vary(text: str, groups: Sequence[Spans], rng: random.Random) -> tuple[str, list[Spans]]:
    """Return a variant of a text, and the spans of each group in it."""
    if rng.random() < 0.5:
        text = text.translate(str.maketrans(rng.choice(_QUOTES)))
    edits: list[tuple[int, int, str]] = []
    if rng.random() < 0.6:
        names: dict[str, str] = {}
        edits += _edits(text, _NAMED, lambda word: names.setdefault(word, rng.choice(_NAMES)))
    if rng.random() < 0.5:
        edits += _edits(text, re.compile(rf"\b(?:{'|'.join(_PARTIES)})\b"), _PARTIES.__getitem__)
    return _apply(text, groups, sorted(edits))


def _edits(text: str, pattern: re.Pattern[str], new: Callable[[str], str]) -> list[tuple[int, int, str]]:
    return [(found.start(), found.end(), new(found[0])) for found in pattern.finditer(text)]


def _apply(text: str, groups: Sequence[Spans], edits: list[tuple[int, int, str]]) -> tuple[str, list[Spans]]:
    """Make the edits (apart from each other, in order) and move the spans."""
    parts: list[str] = []
    at = 0
    for start, end, new in edits:
        parts += [text[at:start], new]
        at = end
    parts.append(text[at:])
    if not edits:
        return text, [list(group) for group in groups]
    shift_at: list[tuple[int, int, int, int]] = []
    moved = 0
    for start, end, new in edits:
        shift_at.append((start, end, start + moved, start + moved + len(new)))
        moved += len(new) - (end - start)

    def place(offset: int, *, is_end: bool) -> int:
        before = 0
        for start, end, new_start, new_end in shift_at:
            if offset >= end:
                before = new_end - end
            elif offset > start:
                return new_end if is_end else new_start
            else:
                break
        return offset + before

    out = [[(place(a, is_end=False), place(b, is_end=True)) for a, b in group] for group in groups]
    return "".join(parts), out
