"""Which field of a table's row is which of a document: as the user says, else guessed by name, and said so.

A map is given as ``FIELD=NAME`` (``text=content``; ``text=article.body`` goes into nested objects) or as
``FIELD:=VALUE``, the same for every row (``publisher:=Halden Courier``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.errors import InputError
from onrecord.read.lexicon import load_lexicon

__all__ = ["FIELDS", "FieldMap", "guess_fields", "guess_note", "parse_map", "row_value"]

FIELDS = ("ref", "text", "title", "byline", "publisher", "url", "published", "modified", "kind")

_KINDS = ("news", "opinion", "analysis", "statement", "release", "transcript", "live", "briefs", "unknown")


@dataclass(frozen=True, slots=True)
class FieldMap:
    """Which name of a row holds each field, and the values that are the same for every row."""

    names: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the map as it may be given."""
        return ", ".join(
            [f"{name}={column}" for name, column in self.names.items()]
            + [f"{name}:={value}" for name, value in self.values.items()]
        )


def parse_map(stated: Iterable[str]) -> FieldMap:
    """Return the map that options of the form ``FIELD=NAME`` and ``FIELD:=VALUE`` give.

    Raises:
        InputError: one of them has no such form, or names no field.

    """
    names: dict[str, str] = {}
    values: dict[str, str] = {}
    for option in stated:
        left, equals, right = option.partition("=")
        name, into = (left[:-1], values) if left.endswith(":") else (left, names)
        if not (equals and right.strip()):
            raise InputError(f"'{option}' is no map: write it as text=content, or publisher:=Halden Courier")
        if name not in FIELDS:
            raise InputError(f"'{name}' is no field of a document: the fields are {', '.join(FIELDS)}")
        if name in names or name in values:
            raise InputError(f"'{name}' is mapped twice: keep one")
        if name == "kind" and into is values and right not in _KINDS:
            raise InputError(f"'{right}' is no kind of document: the kinds are {', '.join(_KINDS)}")
        into[name] = right if into is values else right.strip()
    return FieldMap(names, values)


def guess_fields(columns: Sequence[str], given: FieldMap) -> FieldMap:
    """Return a map of ``columns``: what is given, and for the other fields the likeliest name, in any case."""
    by_name = {column.strip().casefold().replace(" ", "_").replace("-", "_"): column for column in reversed(columns)}
    names = dict(given.names)
    taken = set(names.values())
    for name in FIELDS:
        if name in names or name in given.values or name == "kind":
            continue
        found = next((by_name[guess] for guess in load_lexicon("fields")[name]["names"] if guess in by_name), None)
        if found is not None and found not in taken:
            names[name] = found
            taken.add(found)
    return FieldMap(names, given.values)


def guess_note(guessed: FieldMap) -> str:
    """Return what to say of a map that was guessed."""
    return f"the fields were guessed by their names ({guessed}); say otherwise with --map FIELD=NAME"


def row_value(row: Mapping[str, Any], name: str) -> Any:
    """Return what a row holds under a name, going into objects at the dots; ``None`` where there is nothing."""
    if name in row:
        return row[name]
    value: Any = row
    for part in name.split("."):
        if not isinstance(value, dict) or part not in value:
            return None
        value = value[part]
    return value
