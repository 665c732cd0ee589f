"""Figures as tables print them: thousands, decimal commas, signs of money and percent, marks for what is missing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Figures", "is_missing", "read_figures"]

_MISSING = {
    *(
        "",
        "-",
        "--",
        "–",
        "—",
        "−",
        ".",
        "..",
        "...",
        "…",
        "*",
        "**",
        "***",
        "†",
        "x",
        "(x)",
        "(d)",
        "(s)",
        "(na)",
        "(n/a)",
    ),
    *("na", "n/a", "n.a.", "n.a", "nan", "null", "none", "nil", "#n/a", "#na", "#ref!", "#div/0!", "#value!", "#name?"),
    *(
        "#num!",
        "#null!",
        "suppressed",
        "not available",
        "not applicable",
        "no data",
        "missing",
        "unknown",
        "nd",
        "n.d.",
    ),
    *("tbd", "pending", "withheld", "redacted"),
}
_FEWER = re.compile(r"(?:<|≤|under |fewer than |less than )\s?\d+", re.IGNORECASE)
_MARKED = re.compile(r"(?:\s?[*†‡§]+|\s?\([a-z]\)|\s?\[[a-z\d]\]|\s[a-z])$", re.IGNORECASE)
_POINT = re.compile(r"\d{1,3}(?:[,\s'’]\d{3})+(?:\.\d+)?|\d*\.?\d+|\d+\.")
_COMMA = re.compile(r"\d{1,3}(?:[.\s'’]\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_MONEY = re.compile(r"(?i)us\$|usd|eur|gbp|[$€£¥]")
_SPACES = {0xA0: " ", 0x202F: " ", 0x2009: " ", 0x2212: "-", 0x2013: "-"}


@dataclass(frozen=True, slots=True)
class Figures:
    """A column's figures, ``None`` where a cell holds none, with what its cells said of the unit.

    ``missing`` names the marks that stood for a missing figure, ``notes`` what had to be guessed.
    """

    values: tuple[str | None, ...]
    is_percent: bool
    money: str | None
    missing: tuple[str, ...]
    notes: tuple[str, ...]


def is_missing(cell: str | None) -> bool:
    """Say whether a cell holds nothing, or a mark that says so."""
    return cell is None or cell.strip().lower() in _MISSING or _FEWER.fullmatch(cell.strip()) is not None


def read_figures(cells: Sequence[str | None], *, is_comma_likely: bool = False) -> tuple[Figures | None, str | None]:
    """Return a column's figures and no cell, or nothing and the first cell that is no figure.

    A comma is decimal where the cells cannot be read otherwise; 1.204 is a thousand only where decimal commas are
    likely, as in a table whose cells are separated by semicolons.
    """
    bare = [None if is_missing(cell) else _bare(str(cell)) for cell in cells]
    filled = [cell for cell in bare if cell is not None]
    has_point, has_comma = (all(_fits(cell, form) for cell in filled) for form in (_POINT, _COMMA))
    if not filled or not (has_point or has_comma):
        return None, _odd(cells, bare)
    grouped = [cell for cell in filled if _GROUPED.fullmatch(cell.lstrip("+-"))]
    by_comma = has_comma and (not has_point or (is_comma_likely and bool(grouped)))
    whole = [str(cell) for cell in cells if not is_missing(cell)]
    money = next((found[0].upper() for cell in whole if (found := _MONEY.search(cell))), None)
    missing = dict.fromkeys(str(cell) for cell in cells if cell is not None and is_missing(cell))
    notes = []
    if by_comma and has_point:
        notes.append(f"{grouped[0]} was read as {_number(grouped[0], by_comma=True)}; correct data.csv if it is less")
    elif by_comma:
        notes.append("commas were read as decimal commas")
    elif len(grouped) > 2 and len(grouped) == len(filled):
        notes.append(f"{grouped[0]} was read with a decimal point; correct data.csv if it is in the thousands")
    return Figures(
        tuple(None if cell is None else _number(cell, by_comma=by_comma) for cell in bare),
        all("%" in cell for cell in whole),
        money,
        tuple(missing),
        tuple(notes),
    ), None


def _odd(cells: Sequence[str | None], bare: Sequence[str | None]) -> str | None:
    """Return the first cell that is no figure in either way of writing, else one that is none with a decimal point."""
    for forms in ((_POINT, _COMMA), (_POINT,)):
        for cell, plain in zip(cells, bare, strict=True):
            if plain is not None and not any(_fits(plain, form) for form in forms):
                return cell
    return next((cell for cell in cells if cell is not None), None)


def _bare(cell: str) -> str:
    """Return a cell without the signs of money and percent and the marks of footnotes; parentheses are a minus."""
    text = cell.translate(_SPACES).strip()
    text = _MARKED.sub("", text) if any(letter.isdigit() for letter in text[:-1]) else text
    if inside := re.fullmatch(r"\(([^()]*\d[^()]*)\)", text):
        text = f"-{inside[1]}"
    text = _MONEY.sub("", text)
    text = re.sub(r"\s?(?:%|percent|per cent|pct\.?)$", "", text.strip(), flags=re.IGNORECASE)
    return re.sub(r"^([+-])\s+", r"\1", text.strip())


def _fits(cell: str, form: re.Pattern[str]) -> bool:
    return form.fullmatch(cell[1:] if cell[:1] in {"+", "-"} else cell) is not None


def _number(cell: str, *, by_comma: bool) -> str:
    plain = re.sub(r"[.\s'’]", "", cell).replace(",", ".") if by_comma else re.sub(r"[,\s'’]", "", cell)
    sign = "-" if plain.startswith("-") else ""
    plain = plain.lstrip("+-").rstrip(".")
    return sign + (f"0{plain}" if plain.startswith(".") else plain)
