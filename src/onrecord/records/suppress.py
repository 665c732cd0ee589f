"""Small cells left out of a table of counts, after its totals are made, so that no difference gives them back.

A cell under 10 is left out; so is, along each dimension, the next smallest beside it, until those left out of a sum
that is shown are two or more and count 10 or more together (complementary suppression, as statistical offices have it).
A zero is a small cell too.
"""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

__all__ = ["FEWEST", "add_totals", "suppress_small"]

FEWEST = 10
"""The smallest count that is shown."""


def add_totals(frame: "pl.DataFrame", dimensions: Sequence[str], total: str = "all") -> "pl.DataFrame":
    """Return ``frame`` (columns of ``dimensions``, others to group by, ``value``) with the sums over each dimension.

    A sum's code is ``total``; the cells of every combination stand beside their sums.
    """
    import polars as pl  # noqa: PLC0415 - slow to import

    for name in dimensions:
        others = [column for column in frame.columns if column not in {name, "value"}]
        sums = frame.group_by(others).agg(pl.col("value").sum()).with_columns(pl.lit(total).alias(name))
        frame = pl.concat([frame, sums.select(frame.columns)])
    return frame


def suppress_small(
    frame: "pl.DataFrame",
    dimensions: Sequence[str],
    by: Sequence[str],
    total: str = "all",
    withheld: Collection[str] = (),
) -> "pl.DataFrame":
    """Return ``frame`` without cells under ``FEWEST``, and without those that would tell them by a difference.

    ``frame`` has one row per combination of ``by`` (tables that are shown apart, such as months) and ``dimensions``,
    with the sums of ``add_totals``.  Missing combinations count as zero.  Cells of a code in ``withheld`` are left out
    in any case; a large one covers the small ones beside it.
    """
    import polars as pl  # noqa: PLC0415 - slow to import

    frame = frame.sort(*by, *dimensions)
    columns = [frame[name].to_list() for name in (*by, *dimensions)]
    places = {cell: number for number, cell in enumerate(zip(*columns, strict=True))}
    values = [float(value) for value in frame["value"].to_list()]
    held_back = [bool(set(cell[len(by) :]) & set(withheld)) for cell in places]
    shown = [value >= FEWEST and not back for value, back in zip(values, held_back, strict=True)]
    lines = _lines(places, len(by), total)
    changed = True
    while changed:
        changed = False
        for sum_at, parts in lines:
            hidden = [part for part in parts if not shown[part]]
            if not shown[sum_at] or all(held_back[part] and values[part] >= FEWEST for part in hidden):
                continue
            if len(hidden) > 1 and sum(values[part] for part in hidden) >= FEWEST:
                continue
            rest = [part for part in parts if shown[part]]
            more = min(rest, key=lambda part: values[part], default=sum_at)
            shown[more] = False
            changed = True
    return frame.filter(pl.Series(shown, dtype=pl.Boolean))


def _lines(places: dict[tuple[object, ...], int], skip: int, total: str) -> list[tuple[int, list[int]]]:
    """Return each sum with the cells that add up to it along one dimension."""
    lines: dict[tuple[int, tuple[object, ...]], list[int]] = {}
    for cell, number in places.items():
        for at in range(skip, len(cell)):
            if cell[at] != total:
                lines.setdefault((at, (*cell[:at], total, *cell[at + 1 :])), []).append(number)
    return [(places[sum_], parts) for (_, sum_), parts in lines.items() if sum_ in places]
