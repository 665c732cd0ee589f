import csv
import io
from datetime import date

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import MeasureError
from onrecord.records import open_catalog
from onrecord.records.draft import Wishes, draft_measure
from onrecord.records.periods import read_periods
from onrecord.records.validate import validate_folder

JOBS = """month,state,visits,visitor_name
2030-01,Texas,"1,200",Ada
2030-01,Oregon,80,Ben
2030-02,Texas,1300,Cy
2030-02,Oregon,90,Di
"""


def write(tmp_path, text=JOBS, name="visits.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def draft(tmp_path, text=JOBS, name="visits.csv", **wishes: object):
    wished = Wishes(**{"id": None, "value": None, "period": None, "sheet": None, "released": None, **wishes})
    return draft_measure(write(tmp_path, text, name), tmp_path / "own", wished)


def series(made, id_="own/visits", **key: object):
    return open_catalog([made.root]).series(id_, tuple(sorted(key.items())))


def test_a_draft_is_a_whole_measure_that_can_be_checked_against_at_once(tmp_path):
    made = draft(tmp_path)
    assert [report.faults for report in validate_folder(made.root)] == [()]
    texas = series(made, area="texas")
    assert [(item.period.label, item.value) for item in texas.observations] == [("2030-01", 1200), ("2030-02", 1300)]
    assert open_catalog([made.root]).newest_release("own/visits").day == date(2030, 2, 28)


def test_what_was_guessed_and_what_is_to_be_looked_at_is_said(tmp_path):
    made = draft(tmp_path)
    assert {column.name: column.role for column in made.columns} == {
        "month": "period",
        "state": "dimension area",
        "visits": "value",
        "visitor_name": "left out: may tell a person",
    }
    assert "period: column 'month', by month, 2030-01 to 2030-02" in made.guesses
    assert any("definition" in words for words in made.todo)
    assert "Ada" not in b"".join(path.read_bytes() for path in made.folder.iterdir()).decode()


def test_several_columns_of_figures_become_one_dimension(tmp_path):
    text = "date,unemployment_rate,payrolls\n2030-01-01,4.1,150000\n2030-02-01,4.2,150100\n"
    made = draft(tmp_path, text, "economy.csv")
    rate = series(made, "own/economy", series="unemployment_rate")
    assert [(item.period.label, item.value) for item in rate.observations] == [("2030-01", 4.1), ("2030-02", 4.2)]


def test_a_value_and_a_period_that_are_named_are_taken(tmp_path):
    text = "year,when,a,b\n2029,2030-01,1,20\n2029,2030-02,2,30\n"
    made = draft(tmp_path, text, value="b", period="when", released=date(2030, 3, 9), id="desk/bees")
    assert [item.value for item in series(made, "desk/bees").observations] == [20, 30]
    assert open_catalog([made.root]).newest_release("desk/bees").day == date(2030, 3, 9)


def test_a_workbook_with_words_above_its_header_and_a_parquet_file_are_read_alike(tmp_path):
    book = openpyxl.Workbook()
    for row in (["Visits to an invented hall"], [], ["month", "visits"], ["2030-01", 12], ["2030-02", 13.0]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    one = series(draft(tmp_path, out.getvalue(), "a.xlsx"), "own/a")
    pl.DataFrame({"month": [date(2030, 1, 1), date(2030, 2, 1)], "visits": [12, 13]}).write_parquet(
        tmp_path / "b.parquet"
    )
    two = series(draft(tmp_path, (tmp_path / "b.parquet").read_bytes(), "b.parquet"), "own/b")
    assert [(item.period, item.value) for item in one.observations] == [
        (item.period, item.value) for item in two.observations
    ]


@pytest.mark.parametrize(
    ("cells", "grain", "label"),
    [
        (["2030-01-01", "2030-02-01"], "month", "2030-01"),
        (["2030-01-06", "2030-01-13"], "week", "2030-01-06/P7D"),
        (["2030-01-06", "2030-01-07"], "day", "2030-01-06"),
        (["1/6/2030", "1/7/2030"], "day", "2030-01-06"),
        (["2030-01-01", "2030-04-01", "2030-07-01"], "quarter", "2030-01-01/P90D"),
        (["2030-Q1", "Q2 2030"], "quarter", "2030-01-01/P90D"),
        (["2030", "2031"], "year", "2030"),
        (["FY2030", "FY31"], "fiscal_year", "FY2030"),
        (["Jan 2030", "Feb. 2030"], "month", "2030-01"),
        (["January 2030"], "month", "2030-01"),
        (["2030M01"], "month", "2030-01"),
        (["20300106", "20300107"], "day", "2030-01-06"),
    ],
)
def test_periods_are_read_in_the_ways_that_tables_write_them(cells, grain, label):
    periods, found = read_periods(cells)
    assert (found, periods[0].label) == (grain, label)


@pytest.mark.parametrize(
    "cells", [[], [None], ["north"], ["2030-13"], ["2030-02-30"], ["12", "13"], ["2030-01", "north"]]
)
def test_what_names_no_period_is_none(cells):
    assert read_periods(cells) is None


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet="0123456789-/QFYM JanFeb", max_size=10) | st.none(), max_size=4))
def test_reading_periods_never_raises_and_never_ends_before_it_starts(cells):
    found = read_periods(cells)
    assert found is None or all(period is None or period.start < period.end for period in found[0])


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("a,b\nx,y\n", "a.csv", "no column holds periods"),
        ("month,b\n2030-01,y\n", "a.csv", "no column holds figures"),
        ("month,visits\n2030-01,1\n2030-01,2\n", "a.csv", "rows 2 and 3 hold the same period"),
        ("month\n2030-01\n", "a.csv", "holds no table"),
        ("", "a.csv", "not a table"),
        ("<!doctype html><html>", "a.csv", "a web page"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "a.csv", "a.csv"),
        (b"PK\x03\x04", "a.xlsx", "not an xlsx workbook"),
        (b"\xd0\xcf\x11\xe0", "a.xls", "a.xls"),
        (b"PAR1 torn PAR1", "a.parquet", "not a table"),
    ],
)
def test_what_is_no_table_of_a_period_and_a_figure_is_refused_and_writes_nothing(tmp_path, text, name, said):
    with pytest.raises(MeasureError, match=said):
        draft(tmp_path, text, name)
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize(
    "id_", ["../x/y", "a/../b", "/etc/x", "own", "Own/Visits", "own/visits/more", "own/vi sits", "-/-"]
)
def test_a_name_that_would_lead_elsewhere_is_refused(tmp_path, id_):
    with pytest.raises(MeasureError, match="is no measure's name"):
        draft(tmp_path, id=id_)
    assert not (tmp_path / "own").exists()


def test_a_folder_that_is_there_is_never_written_over(tmp_path):
    draft(tmp_path)
    with pytest.raises(MeasureError, match="is there already"):
        draft(tmp_path)


def test_what_stands_in_a_table_cannot_become_more_than_words_of_the_draft(tmp_path):
    tricks = ['x": !!python/object', "a: *b", "${jndi}", '"; rm', "# not a comment", "- item", "{a: b}", "\t|", "'"]
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["month", "state", 'visits"\n: - x'])
    rows.writerows([["2030-01", trick, 50] for trick in tricks])
    made = draft(tmp_path, out.getvalue(), "odd.csv")
    (measure,) = [item for item in open_catalog([made.root]).measures if item.id == "own/odd"]
    assert set(measure.dimensions["area"].values()) == {trick.strip() for trick in tricks}


def test_two_labels_never_share_a_code(tmp_path):
    text = "month,state,visits\n2030-01,New York,1\n2030-01,new-york,2\n2030-01,New  York,3\n"
    made = draft(tmp_path, text)
    (measure,) = [item for item in open_catalog([made.root]).measures if item.id == "own/visits"]
    assert list(measure.dimensions["area"]) == ["new_york", "new_york_2", "new_york_3"]


def test_a_table_that_is_too_long_to_be_aggregates_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("onrecord.records.opened.MAX_ROWS", 3)
    with pytest.raises(MeasureError, match="has 4 rows; sum it up first"):
        draft(tmp_path)
