import itertools

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records.suppress import FEWEST, add_totals, suppress_small


def cube(cells):
    rows = [(one, other, value) for (one, other), value in cells.items()]
    frame = pl.DataFrame(rows, schema={"one": pl.String, "other": pl.String, "value": pl.Int64}, orient="row")
    return add_totals(frame.with_columns(pl.lit("2030-01").alias("month")), ["one", "other"])


def shown(frame):
    return {(row["one"], row["other"]): row["value"] for row in frame.iter_rows(named=True)}


def test_totals_are_made_before_anything_is_left_out():
    found = shown(suppress_small(cube({("a", "x"): 500, ("b", "x"): 4, ("c", "x"): 90}), ["one", "other"], ["month"]))
    assert found["all", "all"] == found["all", "x"] == 594


def test_the_next_smallest_goes_too_where_a_sum_would_tell_the_small_one():
    found = shown(suppress_small(cube({("a", "x"): 500, ("b", "x"): 4, ("c", "x"): 90}), ["one", "other"], ["month"]))
    assert ("b", "x") not in found
    assert ("c", "x") not in found
    assert found["a", "x"] == 500


def test_a_large_cell_that_is_withheld_covers_the_small_one_beside_it():
    cells = {("a", "x"): 500, ("b", "x"): 4, ("c", "x"): 90, ("unknown", "x"): 40}
    found = shown(suppress_small(cube(cells), ["one", "other"], ["month"], withheld=["unknown"]))
    assert {one for one, _ in found} == {"a", "c", "all"}


def test_a_withheld_cell_alone_takes_nothing_with_it():
    cells = {("a", "x"): 500, ("b", "x"): 40, ("unknown", "x"): 40}
    found = shown(suppress_small(cube(cells), ["one", "other"], ["month"], withheld=["unknown"]))
    assert {one for one, _ in found} == {"a", "b", "all"}


@settings(deadline=None, max_examples=150)
@given(st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz")), st.integers(0, 40), min_size=1))
def test_no_sum_and_its_parts_give_a_small_count_back(cells):
    frame = cube(cells)
    every = shown(frame)
    found = shown(suppress_small(frame, ["one", "other"], ["month"]))
    assert all(value >= FEWEST for value in found.values())
    for (one, other), total in found.items():
        for place in range(2):
            if (one, other)[place] != "all":
                continue
            beside = [cell for cell in every if cell[place] != "all" and cell[1 - place] == (one, other)[1 - place]]
            left = total - sum(found.get(cell, 0) for cell in beside)
            hidden = [cell for cell in beside if cell not in found]
            assert left == 0 if not hidden else left >= FEWEST
            assert len(hidden) != 1


def test_months_are_tables_of_their_own():
    frame = pl.concat([cube({("a", "x"): 500}), cube({("a", "x"): 4}).with_columns(pl.lit("2030-02").alias("month"))])
    months = suppress_small(frame, ["one", "other"], ["month"])["month"].unique().to_list()
    assert months == ["2030-01"]


def test_every_combination_has_its_sums():
    cells = dict(zip(itertools.product("ab", "xy"), (10, 20, 30, 40), strict=True))
    found = shown(cube(cells))
    assert (found["a", "all"], found["all", "y"], found["all", "all"]) == (30, 60, 100)
