import calendar
import os
import shutil
from datetime import date, timedelta

import polars as pl
import pytest

from onrecord.errors import MeasureError
from onrecord.ids import bytes_sha256
from onrecord.measures.bls.labor_force_by_nativity import load as nativity
from onrecord.measures.bls.payroll_employment import load as payroll
from onrecord.measures.cbp.border_patrol_encounters import load as encounters
from onrecord.measures.cbp.southwest_border_encounters import load as southwest
from onrecord.measures.ice.administrative_arrests import load as arrests
from onrecord.measures.ice.detained_population import load as population
from onrecord.measures.ice.detention_book_ins import load as book_ins
from onrecord.measures.ice.removals import load as removals
from onrecord.measures.ice.section_287g_agreements import load as agreements
from onrecord.records.catalog import SHIPPED
from onrecord.records.description import MeasureDescription, read_description
from onrecord.records.snapshot import open_released, write_tidy

RAW = os.environ.get("ONRECORD_RAW")
LOADS = {
    "bls/labor_force_by_nativity": nativity,
    "bls/payroll_employment": payroll,
    "cbp/border_patrol_encounters": encounters,
    "cbp/southwest_border_encounters": southwest,
    "ice/administrative_arrests": arrests,
    "ice/detained_population": population,
    "ice/detention_book_ins": book_ins,
    "ice/removals": removals,
    "ice/section_287g_agreements": agreements,
}


@pytest.mark.skipif(RAW is None, reason="ONRECORD_RAW does not name the folder of the released tables")
@pytest.mark.parametrize("id_", sorted(LOADS))
def test_the_shipped_data_are_what_load_makes_of_the_released_tables(id_, tmp_path):
    write_tidy(SHIPPED / id_, LOADS[id_].build, [RAW, str(tmp_path)])
    made = list(tmp_path.iterdir())
    assert made
    assert all(path.read_bytes() == (SHIPPED / id_ / path.name).read_bytes() for path in made)


def prepare(id_, place, data, rows, raw):
    """Write an invented released table, and describe it as the shipped measure describes the real one."""
    description = read_description(SHIPPED / id_ / "measure.yml", MeasureDescription)
    table = description.released[place]
    path = raw / table.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    tables = list(description.released)
    tables[place] = table.model_copy(update={"sha256": bytes_sha256(data), "rows": rows})
    return description.model_copy(update={"released": tables})


def workbook(filed, pulled, year, ice, cbp=None):
    """One invented workbook: 12 months by agency, months still to come as 0."""
    rows = []
    cbp = cbp or [count and count + 100 for count in ice]
    for place in range(12):
        month = (place + 9) % 12 + 1
        start = date(year - (month > 9), month, 1)
        mine = ice[place] if place < len(ice) else 0
        theirs = cbp[place] if place < len(cbp) else 0
        for agency, count in (("Total", mine + theirs), ("ICE", mine), ("CBP", theirs)):
            rows.append((agency, calendar.month_abbr[month], start, float(count), 0.0, year, filed, pulled))
    return rows


def book_in_rows(tmp_path, *workbooks: list[tuple[object, ...]]):
    names = [
        "arresting_agency",
        "month",
        "date",
        "n_book_ins",
        "n_book_ins_ytd",
        "fiscal_year",
        "file_date",
        "pull_date",
    ]
    rows = [row for book in workbooks for row in book]
    frame = pl.DataFrame(rows, schema=names, orient="row")
    frame.write_parquet(tmp_path / "made.parquet")
    id_ = "ice/detention_book_ins"
    description = prepare(id_, 0, (tmp_path / "made.parquet").read_bytes(), frame.height, tmp_path)
    tidy = book_ins.build(open_released(tmp_path, description), description)
    ice = tidy["monthly.csv"].filter(pl.col("arresting_agency") == "ice")
    return tidy["releases.csv"].to_dicts(), ice.select("release", "start", "value", "status").rows()


def test_months_still_to_come_are_left_out_and_the_last_one_begun_is_partial(tmp_path):
    book = workbook(date(2030, 12, 20), date(2030, 12, 10), 2031, [500, 600, 200])
    releases, rows = book_in_rows(tmp_path, book)
    assert [release["day"] for release in releases] == ["2030-12-20"]
    assert [row[1:] for row in rows] == [
        ("2030-10-01", 500, "normal"),
        ("2030-11-01", 600, "normal"),
        ("2030-12-01", 200, "partial"),
    ]


def test_a_month_with_fewer_than_ten_is_left_out_with_its_total_and_the_one_before_stays_whole(tmp_path):
    book = workbook(date(2030, 12, 5), date(2030, 11, 27), 2031, [500, 600, 3], [400, 400, 40])
    assert [row[1:] for row in book_in_rows(tmp_path, book)[1]] == [
        ("2030-10-01", 500, "normal"),
        ("2030-11-01", 600, "normal"),
    ]


def test_a_file_dated_before_its_fiscal_year_is_taken_as_a_year_mistyped(tmp_path):
    book = workbook(date(2030, 1, 19), date(2030, 1, 9), 2031, [500, 600, 700, 200])
    (release,), _ = book_in_rows(tmp_path, book)
    assert (release["day"], release["stated_day"]) == ("2031-01-19", "2030-01-19")
    assert "mistyped" in release["day_note"]


def test_a_placeholder_day_of_an_early_workbook_is_estimated_from_its_pull(tmp_path):
    early = workbook(date(2031, 12, 31), date(2031, 2, 22), 2031, [500, 600, 700, 800, 400])
    last = workbook(date(2031, 12, 31), date(2031, 9, 30), 2031, [500 + place for place in range(12)])
    releases, rows = book_in_rows(tmp_path, early, last)
    assert [(item["day"], item["stated_day"]) for item in releases] == [
        ("2031-03-04", "2031-12-31"),
        ("2031-12-31", None),
    ]
    assert rows[-1][1:] == ("2031-09-01", 511, "normal")


def test_figures_of_an_earlier_year_under_a_new_heading_are_suspect(tmp_path):
    ice = [1000 + 37 * place for place in range(12)]
    last = workbook(date(2030, 12, 31), date(2030, 9, 30), 2030, ice)
    again = workbook(date(2031, 1, 8), date(2030, 12, 26), 2031, ice)
    _, rows = book_in_rows(tmp_path, last, again)
    repeated = [row for row in rows if row[0] == "2031-01-08"]
    assert [row[1] for row in repeated] == ["2030-10-01", "2030-11-01", "2030-12-01", "2031-01-01"]
    assert {row[3] for row in repeated} == {"suspect"}


def test_a_running_total_that_falls_is_suspect(tmp_path):
    first = workbook(date(2031, 1, 8), date(2030, 12, 31), 2031, [500, 600, 700])
    falls = workbook(date(2031, 1, 22), date(2031, 1, 12), 2031, [500, 600, 300])
    _, rows = book_in_rows(tmp_path, first, falls)
    assert {row[3] for row in rows if row[0] == "2031-01-22"} == {"suspect"}
    assert {row[3] for row in rows if row[0] == "2031-01-08"} == {"normal"}


def test_agencies_that_do_not_add_up_to_the_total_are_suspect(tmp_path):
    book = workbook(date(2030, 12, 20), date(2030, 12, 10), 2031, [500, 600, 200])
    book[0] = (*book[0][:3], book[0][3] + 1, *book[0][4:])
    _, rows = book_in_rows(tmp_path, book)
    assert [row[3] for row in rows] == ["suspect", "normal", "partial"]


def test_a_new_column_of_a_released_table_stops_the_load_until_it_is_mapped_or_ignored(tmp_path):
    id_ = "cbp/border_patrol_encounters"
    header = (
        "fiscal_year,fiscal_month,month_start,encounters_final_count,cbp_usb_encounter_count,difference,"
        "absolute_difference,percent_difference,exact_match,status"
    )
    good = f"{header}\n2031,10,2030-10-01,,1234,,,,,missing\n".encode()
    description = prepare(id_, 0, good, 1, tmp_path)
    regions = b'"Fiscal\nYear",Month,Region,Quantity\n2031,01 October,Coastal Border,120\n'
    path = tmp_path / description.released[1].file
    path.write_bytes(regions)
    second = description.released[1].model_copy(update={"sha256": bytes_sha256(regions), "rows": 1})
    description = description.model_copy(update={"released": [description.released[0], second]})
    made = encounters.build(open_released(tmp_path, description), description)
    tidy = made["monthly.csv"]
    assert made["regions.csv"].select("start", "area", "value").rows() == [
        (date(2030, 10, 1), "coastal_border", 120),
        (date(2030, 10, 1), "us", 120),
    ]
    assert tidy["value"].to_list() == [1234]
    assert tidy["end"].to_list() == [date(2030, 11, 1)]
    wide = f"{header},mood\n2031,10,2030-10-01,,1234,,,,,missing,gay\n".encode()
    with pytest.raises(MeasureError, match="unknown column 'mood'"):
        open_released(tmp_path, prepare(id_, 0, wide, 1, tmp_path))


def test_a_load_without_its_two_folders_says_how_it_is_run():
    with pytest.raises(SystemExit, match="RAW_DIR OUT_DIR"):
        write_tidy(SHIPPED / "bls" / "payroll_employment", LOADS["bls/payroll_employment"].build, [])


def test_a_load_says_the_hash_and_the_rows_that_measure_yml_needs(tmp_path, capsys):
    folder = tmp_path / "measure"
    shutil.copytree(SHIPPED / "cbp" / "border_patrol_encounters", folder)
    text = (folder / "measure.yml").read_text()
    (folder / "measure.yml").write_text(text[: text.index("released:")])
    frame = pl.DataFrame({"start": [date(2030, 1, 1) + timedelta(days=1)], "value": [5]})
    write_tidy(folder, lambda _released, _description: {"made.csv": frame}, [str(tmp_path), str(tmp_path)])
    data = (tmp_path / "made.csv").read_bytes()
    assert capsys.readouterr().out == f"made.csv: sha256 {bytes_sha256(data)}, rows 1\n"
    assert data == b"start,value\n2030-01-02,5\n"
