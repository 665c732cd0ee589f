r"""Texts with their attributions marked in line, as in ``bench/own``: parsed into plain text and spans.

A file is a line ``kinds: KIND, KIND`` and a line ``---``; all that follows is the text.  In it,

    [s1 Ada Lund] [c1 said] [t1 that rain is [c2 expected] [t2 by noon]].

marks spans: ``s`` is a source, ``c`` a cue, ``t`` the text attributed (the content), and the number says which
attribution it belongs to.  The same letter and number again is a further piece of the same span; ``[s1,2 Ada Lund]`` is
the source of two attributions; marks nest.  ``\[``, ``\]`` and ``\\`` stand for the characters themselves.  One blank
ends the label; everything else is the text, character by character.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Case", "Marked", "MarkupError", "load_cases", "parse_case", "parse_text"]

_TOKEN = re.compile(r"\\[\[\]\\]|\[(?P<role>[a-z]+)(?P<numbers>\d+(?:,\d+)*) |[\[\]\\]|[^\[\]\\]+")
_ROLES = {"s": "source", "c": "cue", "t": "content"}


class MarkupError(ValueError):
    """A file of marked text that cannot be parsed: says the file, the line, and what to write instead."""


@dataclass(frozen=True)
class Marked:
    """One gold attribution: its number in the file, and pieces of [start, end) per role, in the order of the text."""

    number: int
    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    within: int | None = None
    """The number of the attribution in whose content this one's cue stands; the innermost, where there are several."""

    def as_gold(self) -> dict:
        """Return the attribution in the format of ``bench/score/polnear.py``."""
        return {
            "source": [list(piece) for piece in self.source] or None,
            "cue": [list(piece) for piece in self.cue] or None,
            "content": [list(piece) for piece in self.content],
        }


@dataclass(frozen=True)
class Case:
    """One file: its name, the kinds of case that it holds, its plain text, and its gold attributions by number."""

    name: str
    kinds: tuple[str, ...]
    text: str
    attributions: tuple[Marked, ...] = field(default=())


def load_cases(folder: Path) -> list[Case]:
    """Return the cases of a folder's ``.txt`` files, in name order.  Raises :class:`MarkupError`."""
    cases = []
    for path in sorted(folder.glob("*.txt")):
        try:
            cases.append(parse_case(path.stem, path.read_bytes().decode()))
        except UnicodeDecodeError as error:
            raise MarkupError(f"{path.stem}, byte {error.start}: is not UTF-8; save the file as UTF-8") from error
    return cases


def parse_case(name: str, written: str) -> Case:
    """Return the case that a file holds.  Raises :class:`MarkupError`."""
    head, rule, body = written.partition("\n---\n")
    label, colon, kinds = head.partition(":")
    if not rule or label != "kinds" or not colon or "\n" in head or not kinds.strip():
        raise MarkupError(f"{name}: begin with a line 'kinds: KIND, KIND' and a line '---'")
    text, attributions = parse_text(body, name, first_line=3)
    return Case(name, tuple(kind.strip() for kind in kinds.split(",")), text, attributions)


def parse_text(written: str, name: str = "text", first_line: int = 1) -> tuple[str, tuple[Marked, ...]]:
    """Return the plain text and the attributions of marked text.  Raises :class:`MarkupError`."""
    text: list[str] = []
    at = 0
    open_marks: list[tuple[str, list[int], int, int]] = []
    pieces: dict[int, dict[str, list[tuple[int, int]]]] = {}

    def fail(where: int, what: str) -> MarkupError:
        return MarkupError(f"{name}, line {first_line + written.count(chr(10), 0, where)}: {what}")

    for match in _TOKEN.finditer(written):
        found = match[0]
        if match["role"]:
            if match["role"] not in _ROLES:
                raise fail(match.start(), f"'{found}' names no role: s is a source, c a cue, t the content")
            numbers = [int(number) for number in match["numbers"].split(",")]
            open_marks.append((_ROLES[match["role"]], numbers, at, match.start()))
        elif found == "]":
            if not open_marks:
                raise fail(match.start(), r"']' closes nothing: write \] for the character itself")
            role, numbers, start, where = open_marks.pop()
            if start == at:
                raise fail(where, "this mark holds no text")
            for number in numbers:
                spans = pieces.setdefault(number, {"source": [], "cue": [], "content": []})
                spans[role].append((start, at))
        elif found in {"[", "\\"}:
            raise fail(
                match.start(), rf"'{found}' begins no mark such as '[s1 ': write \{found} for the character itself"
            )
        else:
            plain = found[1:] if found[0] == "\\" else found
            text.append(plain)
            at += len(plain)
    if open_marks:
        raise fail(open_marks[-1][3], "this mark is not closed: ']' is missing")
    attributions = [_checked(number, spans, name) for number, spans in sorted(pieces.items())]
    return "".join(text), tuple(_placed(item, attributions) for item in attributions)


def _checked(number: int, spans: dict[str, list[tuple[int, int]]], name: str) -> Marked:
    """Return one attribution; PolNeAR's guideline gives each some content and one uninterrupted cue."""
    if not spans["content"]:
        raise MarkupError(f"{name}: attribution {number} has no content: mark it with [t{number} ...]")
    if len(spans["cue"]) != 1:
        raise MarkupError(f"{name}: attribution {number} has {len(spans['cue'])} cues: mark one with [c{number} ...]")
    return Marked(number, *(tuple(sorted(spans[role])) for role in ("source", "cue", "content")))


def _placed(item: Marked, attributions: list[Marked]) -> Marked:
    """Return the attribution with the one that it is nested in."""
    start, end = item.cue[0]
    around = [
        (piece[1] - piece[0], other.number)
        for other in attributions
        for piece in other.content
        if other is not item and piece[0] <= start and end <= piece[1]
    ]
    return Marked(item.number, item.source, item.cue, item.content, min(around)[1]) if around else item
