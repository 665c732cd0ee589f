from datetime import date

import polars as pl
import pytest

from onrecord.errors import MeasureError
from onrecord.ids import bytes_sha256
from onrecord.records.description import InvariantDescription, MeasureDescription
from onrecord.records.invariants import find_suspects, flag_suspects
from onrecord.records.stamp import stamp_description
from test_records import description


def described(*rules: object, door=("north", "south", "both")):
    said = description()
    said["dimensions"] = {"door": {code: code for code in door}}
    said["key"] = {"door": "north"}
    said["invariants"] = list(rules)
    said["data"][0]["sha256"] = said["releases"]["sha256"] = "a" * 64
    return MeasureDescription.model_validate(said)


def table(*rows: object):
    """Rows of release, start, end, door, value."""
    frame = pl.DataFrame(rows, schema=["release", "start", "end", "door", "value"], orient="row")
    return frame.with_columns(pl.lit("normal").alias("status"), pl.lit(None, pl.String).alias("note"))


DAYS = {name: date(2030, 1, 1 + place) for place, name in enumerate("abcdefgh")}


def suspects(frame, *rules: object, door=("north", "south", "both")):
    return find_suspects(frame, DAYS, described(*rules, door=door))


def stock(*values: object, door="north"):
    """One value per release, of its own day."""
    return [
        (name, f"2029-12-{10 + place}", f"2029-12-{11 + place}", door, value)
        for place, (name, value) in enumerate(zip("abcdefgh", values, strict=False))
    ]


def running(*values: object, year=2030):
    """One running total per release, of one fiscal year."""
    return [
        (name, f"{year - 1}-10-01", f"{year}-01-01", "north", value)
        for name, value in zip("abcdefgh", values, strict=False)
    ]


def test_parts_that_do_not_add_up_are_all_suspect():
    rows = [
        ("a", "2029-12-01", "2030-01-01", door, value) for door, value in (("north", 40), ("south", 50), ("both", 91))
    ]
    rule = {"rule": "adds_up", "dimension": "door", "total": "both"}
    assert suspects(table(*rows), rule) == dict.fromkeys(range(3), "the parts add up to 90, the total says 91")
    assert suspects(table(*rows), {**rule, "limit": 0.02}) == {}


def test_a_running_total_that_falls_is_suspect_and_a_spike_is_rather_than_what_follows():
    rule = {"rule": "never_falls", "limit": 0.005}
    assert set(suspects(table(*running(100, 200, 150, 250)), rule)) == {2}
    assert set(suspects(table(*running(100, 900, 200, 300, 400)), rule)) == {1}
    assert suspects(table(*running(1000, 998, 2000)), rule) == {}


def test_a_new_fiscal_year_begins_again_and_falls_from_nothing():
    rows = [*running(100, 200), *[("c", "2030-10-01", "2031-01-01", "north", 20)]]
    assert suspects(table(*rows), {"rule": "never_falls"}) == {}


def test_the_figure_of_an_earlier_year_is_suspect_and_is_no_witness_for_the_next():
    rows = [("a", "2028-10-01", "2029-10-01", "north", 185884), *running(1, 2, 185884, 3)[1:]]
    found = suspects(table(*rows), {"rule": "no_repeat"})
    assert found == {2: "the figures are those of fiscal year 2029, under the heading of 2030"}


def test_an_older_releases_figures_after_others_are_suspect_but_the_same_twice_running_are_not():
    rule = {"rule": "no_return"}
    assert set(suspects(table(*stock(500, 600, 500, 700)), rule)) == {2}
    assert suspects(table(*stock(500, 500, 600)), rule) == {}


def test_a_value_far_from_neighbours_that_agree_is_suspect_also_as_the_newest():
    rule = {"rule": "no_jump", "limit": 1.8}
    assert suspects(table(*stock(68442, 19068, 70766)), rule) == {
        1: "19,068 stands beside 68,442 (2029-12-10) and 70,766 (2029-12-12)"
    }
    assert set(suspects(table(*stock(68442, 19068)), rule)) == {1}
    assert suspects(table(*stock(50000, 19000, 13000)), rule) == {}
    assert suspects(table(*stock(50000, 60000, 90000)), rule) == {}


def test_two_columns_that_stand_in_each_others_place_are_suspect():
    rows = [*stock(900, 920, 110, 950), *stock(100, 105, 930, 120, door="south")]
    rule = {"rule": "no_swap", "dimension": "door", "codes": ["north", "south"]}
    assert set(suspects(table(*rows), rule)) == {2, 6}
    steady = [*stock(900, 500, 450, 400), *stock(100, 480, 520, 600, door="south")]
    assert suspects(table(*steady), rule) == {}


def test_a_whole_release_is_flagged_where_the_rule_says_so_and_others_where_it_does_not():
    rows = [*stock(100, 10, 100), *stock(50, 55, 60, door="south")]
    rule = {"rule": "no_jump", "limit": 2, "where": {"door": "north"}}
    assert set(suspects(table(*rows), rule)) == {1}
    assert set(suspects(table(*rows), {**rule, "flags": "release"})) == {1, 4}


def test_a_flag_keeps_the_value_and_gives_the_reason():
    frame = flag_suspects(table(*running(100, 90)), DAYS, described({"rule": "never_falls"}))
    assert frame["value"].to_list() == [100, 90]
    assert frame["status"].to_list() == ["normal", "suspect"]
    assert frame["note"].to_list()[1] == "the running total of fiscal year 2030 falls from 100 (2030-01-01) to 90"


@pytest.mark.parametrize(
    "rule",
    [
        {"rule": "adds_up", "dimension": "door"},
        {"rule": "no_swap", "dimension": "door", "codes": ["north"]},
        {"rule": "no_jump", "limit": 1},
        {"rule": "no_luck"},
        {"rule": "no_repeat", "where": {"door": "west"}},
        {"rule": "adds_up", "dimension": "window", "total": "all"},
    ],
)
def test_an_invariant_that_says_too_little_is_refused(rule):
    with pytest.raises(ValueError, match=r"needs|Input should be|west|window"):
        described(rule)


def test_every_rule_that_can_be_said_is_applied():
    from onrecord.records.invariants import _RULES

    said = set(InvariantDescription.model_fields["rule"].annotation.__args__)
    assert said == set(_RULES)


def test_a_stamp_changes_the_hash_and_the_rows_and_nothing_else():
    text = (
        "# kept\ndata:\n  - file: a.csv\n    sha256: old\n    rows: 1\n  - file: b.csv\n    sha256: same\n    rows: 7\n"
    )
    made = stamp_description(text, {"a.csv": b"x\n1\n2\n"})
    assert made == text.replace("old", bytes_sha256(b"x\n1\n2\n")).replace("rows: 1", "rows: 2")
    with pytest.raises(MeasureError, match=r"c\.csv needs its file"):
        stamp_description(text, {"c.csv": b""})
