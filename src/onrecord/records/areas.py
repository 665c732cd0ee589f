"""The states by the letters and numbers that tables write for them."""

import tomllib
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.resources import files

__all__ = ["area_names"]

_ENOUGH = 2


def area_names(labels: AbstractSet[str], *, numbered: bool = False) -> dict[str, str] | None:
    """Return the name of each label of a column of states; ``None`` where the labels are none.

    Numbers (FIPS) are states only where the column is ``numbered``: 12 may be anything else.
    """
    known = _known()
    if numbered:
        found = {label: known.get(label.removesuffix(".0").zfill(2)) for label in labels}
    else:
        found = {label: known.get(label) for label in labels if not label.isdigit()}
    named = {label: name for label, name in found.items() if name is not None}
    others = len(labels) - len(named)
    return named if len(named) >= _ENOUGH and others <= len(labels) // 5 + 1 else None


@cache
def _known() -> dict[str, str]:
    """Return the names by letters, number and name."""
    table = tomllib.loads(files("onrecord.records").joinpath("areas.toml").read_text(encoding="utf-8"))
    known = {code: pair[1] for code, pair in table["states"].items()}
    known |= {entry: name for number, name in table["states"].values() for entry in (number, name)}
    return known | dict.fromkeys(table["whole"]["labels"], table["whole"]["name"])
