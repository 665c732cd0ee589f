"""Gold quantities from the cases of Recognizers-Text (MIT) and quantulum3 (MIT), in one shape.

A case is a text, the items expected in it and which of a reader's quantities count: a test of currencies expects
currencies alone.  Items that onrecord means to leave out are marked with the reason, and so are the groups:

    time        years, dates, durations: the times step's, which no quantity may overlap
    name        numbers of names and references, addresses, versions, phone numbers ('Voyager 2', '192.168.1.2')
    no value    a unit with no number ('convert to celsius')
    relative    'last', 'next': ordinals that have no number
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import tomllib

__all__ = ["Case", "Item", "canonical", "is_measure", "read_cases"]

_HERE = Path(__file__).parent
_TABLE = tomllib.loads((_HERE / "quantity_units.toml").read_text(encoding="utf-8"))
_ALIASES = {alias: unit for unit, aliases in _TABLE["units"].items() for alias in (unit, *aliases)}
_TIME_UNITS = frozenset(_TABLE["time"]["units"])
_LEFT_OUT = _TABLE["left_out"]
_TIME_BEHIND = re.compile(r"(?i)[\s-]{1,2}(?:second|minute|hour|day|week|month|year|decade|centur)\w*\b")


@dataclass(frozen=True, slots=True)
class Item:
    """An expected quantity; ``unit`` None is a plain number, '?' one whose unit the case does not say."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None
    left_out: str | None = None
    unit_only: bool = False
    """The case tells the unit alone, never what it is told by."""


@dataclass(frozen=True, slots=True)
class Case:
    """A text and what is expected in it; ``kind`` says which units count ('any', 'count', 'money', 'percent', 'measure')."""

    group: str
    number: int
    text: str
    items: tuple[Item, ...]
    kind: str = "any"
    extra: dict = field(default_factory=dict)


def canonical(unit: str | None) -> str | None:
    """Return one name for a unit, whoever names it: 'USD', 'Dollar' and 'dollar' are one."""
    if unit is None:
        return None
    lower = unit.lower().replace("meter", "metre").replace("liter", "litre").strip()
    lower = re.sub(r"^(square|cubic) ", lambda found: found.group(), lower)
    if lower in _ALIASES:
        return _ALIASES[lower]
    if " per " in lower:
        base, told = lower.split(" per ", 1)
        return f"{canonical(base)} per {canonical(told)}"
    return lower


def is_measure(unit: str | None) -> bool:
    """Say whether a unit is one that the table knows, so that it is no mere thing counted."""
    return unit is not None and canonical(unit) in set(_ALIASES.values())


def kind_of(unit: str | None) -> str:
    """Return the kind of a unit: 'money', 'percent', 'measure' or 'count'."""
    name = (canonical(unit) or "").split(" per ")[0]
    if name in _TABLE["money"]["units"]:
        return "money"
    if name == "percent":
        return "percent"
    return "measure" if is_measure(name) else "count"


def read_cases(corpora: Path) -> list[Case]:
    """Return all cases of the two corpora under ``corpora``."""
    return [*_recognizers(corpora / "recognizers"), *_quantulum(corpora / "quantulum3")]


_FILES = (
    ("numbers", "Number", "NumberModel", "count"),
    ("ranges", "Number", "NumberRangeModel", "any"),
    ("percent", "Number", "PercentModel", "percent"),
    ("currency", "NumberWithUnit", "CurrencyModel", "money"),
    ("dimension", "NumberWithUnit", "DimensionModel", "measure"),
    ("temperature", "NumberWithUnit", "TemperatureModel", "measure"),
)


def _recognizers(folder: Path) -> list[Case]:
    cases = []
    for group, part, name, kind in _FILES:
        path = folder / part / "English" / f"{name}.json"
        for number, case in enumerate(json.loads(path.read_text(encoding="utf-8-sig"))):
            items = tuple(
                item for item in (_item(group, number, case["Input"], result) for result in case["Results"]) if item
            )
            cases.append(Case(f"Recognizers {group}", number, case["Input"], items, kind))
    return cases


def _item(group: str, number: int, text: str, result: dict) -> Item | None:
    resolution = result["Resolution"]
    start = result.get("Start", text.lower().find(result["Text"].lower()))
    end = result["End"] + 1 if "End" in result else start + len(result["Text"])
    value = resolution.get("value")
    reason = _reason(group, number, text, start, end)
    if value in (None, "null"):
        return Item(start, end, None, None, None, "no value")
    if group == "ranges":
        low, high = (float(bound) if bound else None for bound in value.strip("[]()").split(","))
        return Item(start, end, low, high, "?", reason)
    point = float(value.rstrip("%"))
    unit = "percent" if group == "percent" else "?" if group == "numbers" else canonical(resolution.get("unit"))
    unit = "pound-mass" if group == "dimension" and unit == "pound" else unit
    return Item(start, end, point, point, unit, reason, unit_only=True)


def _quantulum(folder: Path) -> list[Case]:
    cases = []
    for group, name in (("sentences", "quantities"), ("ambiguous", "quantities.ambiguity")):
        path = folder / f"_lang-en_US-tests-{name}.json"
        for number, case in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            text, items, at = case["req"], [], 0
            for result in case["res"]:
                found = text.find(result["surface"], at)
                start = found if found >= 0 else text.find(result["surface"])
                end = start + len(result["surface"])
                at = end if found >= 0 else at
                spread = result.get("uncertainty") or 0.0
                unit = canonical(result["unit"])
                reason = _reason(group, number, text, start, end)
                if unit is not None and unit in _TIME_UNITS:
                    reason = "time"
                unit = None if unit == "dimensionless" else unit
                items.append(Item(start, end, result["value"] - spread, result["value"] + spread, unit, reason))
            cases.append(Case(f"quantulum3 {group}", number, text, tuple(items)))
    return cases


def _reason(group: str, number: int, text: str, start: int, end: int) -> str | None:
    """Return why an item is left out: by its form, or by the list of cases with their reasons."""
    surface = text[start:end]
    if re.fullmatch(r"(?:18|19|20)\d\d", surface) or _TIME_BEHIND.match(text, end):
        return "time"
    for reason, groups in _LEFT_OUT.items():
        if number in groups.get(group, []):
            return reason
    return None
