from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import MeasureError
from onrecord.records.rows import RULES, RecordColumns, count_records

COLUMNS = RecordColumns(
    day=("day",),
    moment=("moment", "day"),
    identifier=("id",),
    duplicate=("drop", "likely"),
    dimensions={"area": (("state",), None), "class": (("kind",), {"1 first": "first", "2 second": "second"})},
    alike=("method",),
)
FIRST, LAST = date(2030, 1, 1), date(2030, 12, 31)


def at(day, hour=12, minute=0):
    return datetime(2030, 1, day, hour, minute)  # noqa: DTZ001 - releases say no zone


def record(id_, moment, *, state="TEXAS", kind="1 First", drop=False):
    return {
        "id": id_,
        "day": moment.date(),
        "moment": moment,
        "state": state,
        "kind": kind,
        "method": "m",
        "drop": drop,
        "birth_year": 1990,
    }


def count(tmp_path, *records: object, columns=COLUMNS, change=lambda frame: frame):
    path = tmp_path / "records.parquet"
    change(pl.DataFrame(records, infer_schema_length=None)).write_parquet(path)
    return count_records(path, columns, FIRST, LAST)


def totals(counted):
    return {rule: int(counted.counts[rule].sum()) for rule in counted.rules}


def test_each_rule_counts_what_it_says(tmp_path):
    counted = count(
        tmp_path,
        record("a", at(1)),
        record("a", at(1)),  # alike in every column
        record("a", at(1, 15)),  # the same day
        record("a", at(2, 9)),  # within 24 hours of the row before
        record("a", at(5), drop=True),  # days later, marked by the publisher
        record("b", at(1)),
        record(None, at(1), state="OREGON"),
        record(" ", at(2), state="OREGON"),
    )
    assert totals(counted) == {
        "rows": 8,
        "exact": 7,
        "same_day": 6,
        "within_24_hours": 5,
        "with_identifier": 6,
        "publisher": 7,
    }
    assert (counted.rows, counted.without_identifier) == (8, 2)
    assert set(counted.rules) == set(RULES)


def test_a_day_later_to_the_minute_is_within_24_hours_and_a_minute_more_is_not(tmp_path):
    near = count(tmp_path, record("a", at(1)), record("a", at(2)))
    far = count(tmp_path, record("a", at(1)), record("a", at(2, 12, 1)))
    assert (totals(near)["within_24_hours"], totals(far)["within_24_hours"]) == (1, 2)


def test_what_a_rule_keeps_is_the_first_in_time_whatever_the_order_of_rows(tmp_path):
    counted = count(tmp_path, record("a", at(2, 1), state="OREGON"), record("a", at(1, 23)))
    kept = counted.counts.filter(pl.col("within_24_hours") > 0)
    assert kept.select("day", "area").rows() == [(date(2030, 1, 1), "texas")]


def test_codes_are_those_given_and_what_has_none_is_unknown(tmp_path):
    counted = count(
        tmp_path,
        record("a", at(1), kind="2 Second"),
        record("b", at(1), kind="third"),
        record("c", at(1), kind=None, state=None),
    )
    assert counted.counts.select("area", "class").sort("area", "class").rows() == [
        ("texas", "second"),
        ("texas", "unknown"),
        ("unknown", "unknown"),
    ]


def test_no_column_beyond_those_named_is_read_and_no_identifier_comes_out(tmp_path):
    counted = count(tmp_path, record("secret-id", at(1)))
    assert "birth_year" not in counted.read
    assert "secret-id" not in str(counted.counts.to_dicts())
    assert set(counted.counts.columns) == {"day", "area", "class", *RULES}


def test_days_outside_the_release_are_counted_out(tmp_path):
    counted = count(tmp_path, record("a", at(1)), record("b", datetime(2031, 1, 1)), record("c", datetime(1999, 1, 1)))  # noqa: DTZ001
    assert (counted.without_day, totals(counted)["rows"]) == (2, 1)


@pytest.mark.parametrize("mark", ["TRUE", "true", "Y", "1"])
def test_a_mark_written_as_text_is_read(tmp_path, mark):
    counted = count(
        tmp_path,
        record("a", at(1)),
        record("b", at(1), drop=True),
        change=lambda frame: frame.with_columns(
            pl.when("drop").then(pl.lit(mark)).otherwise(pl.lit("FALSE")).alias("drop")
        ),
    )
    assert totals(counted)["publisher"] == 1


def test_without_the_publishers_mark_its_rule_is_not_there(tmp_path):
    counted = count(tmp_path, record("a", at(1)), change=lambda frame: frame.drop("drop"))
    assert "publisher" not in counted.rules


def test_moments_written_as_text_are_read(tmp_path):
    counted = count(
        tmp_path,
        record("a", at(1)),
        record("a", at(1, 15)),
        change=lambda frame: frame.with_columns(pl.col("moment", "day").cast(pl.String).str.slice(0, 19)),
    )
    assert totals(counted)["same_day"] == 1


def test_a_column_that_is_gone_is_named_with_those_that_are_there(tmp_path):
    with pytest.raises(MeasureError, match="has no column kind, only id, day"):
        count(tmp_path, record("a", at(1)), change=lambda frame: frame.drop("kind"))


def test_an_empty_table_counts_nothing(tmp_path):
    counted = count(tmp_path, record("a", at(1)), change=lambda frame: frame.clear())
    assert (counted.rows, counted.counts.height) == (0, 0)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b", None]), st.integers(1, 4), st.integers(0, 23)), min_size=1, max_size=25
    )
)
def test_no_rule_counts_more_than_every_row_and_the_days_of_a_person_are_never_fewer_than_the_rule(
    tmp_path_factory, events
):
    counted = totals(count(tmp_path_factory.mktemp("rows"), *(record(id_, at(day, hour)) for id_, day, hour in events)))
    nameless = sum(id_ is None for id_, _, _ in events)
    days = {(id_, day) for id_, day, _ in events if id_ is not None}
    assert counted["rows"] == len(events)
    assert counted["same_day"] == len(days) + nameless
    assert counted["within_24_hours"] <= counted["rows"]
    assert counted["within_24_hours"] >= len({id_ for id_, _ in days}) + nameless
    assert counted["exact"] == len(set(events))
    assert counted["with_identifier"] == len(events) - nameless
