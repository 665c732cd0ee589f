import csv
import hashlib
import io
import json
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from onrecord.cli import main
from onrecord.records import open_catalog
from onrecord.records.catalog import SHIPPED
from workbook_builders import ice_workbook, serving

ECONOMY = Path(__file__).parents[1] / "docs" / "economy"


@pytest.fixture
def run(capfd, tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))

    def run_measures(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as leaving:
            main(["measures", *(str(argument) for argument in arguments)])
        out, err = capfd.readouterr()
        return leaving.value.code, out, err

    return run_measures


# ---- list and show --------------------------------------------------------------------------------------------------


def test_the_age_of_a_release_is_counted_to_the_newest_day_held_or_to_the_day_asked_for(run):
    code, out, _ = run("list")
    rows = {line.split()[0]: line.split() for line in out.splitlines() if "/" in line}
    assert code == 0
    assert rows["ice/detention_book_ins"][-3:] == ["2026-04-09", "228", "days"]
    assert "since then: from the release to 2026-11-23, the newest release held" in out
    unemployment = next(line for line in out.splitlines() if line.startswith("bls/unemployment_rate"))
    assert unemployment.split()[-4:] == ["2026-04-30", "2026-05-08", "199", "days"]
    code, out, _ = run("list", "--as-of", "2025-06-19")
    rows = {line.split()[0]: line.split() for line in out.splitlines() if "/" in line}
    assert rows["ice/detention_book_ins"][-3:] == ["2025-06-05", "14", "days"]
    assert rows["bls/payroll_employment"][-4:] == ["-", "none", "by", "then"]


def test_the_list_reads_no_clock(run, monkeypatch):
    class Never:
        def __getattr__(self, name: str) -> object:
            raise AssertionError(name)

    monkeypatch.setattr("time.time", Never)
    assert run("list")[0] == 0


@pytest.mark.parametrize("id_", [measure.id for measure in open_catalog().measures])
def test_every_measure_is_shown_with_its_definition_coverage_and_a_chart(run, id_):
    code, out, _ = run("show", id_)
    measure = next(item for item in open_catalog().measures if item.id == id_)
    assert code == 0
    assert measure.definition.split()[0] in out
    assert "covers from" in out
    assert "claimed by" in out
    assert sum(line.lstrip("0123456789,.km ").startswith("|") for line in out.splitlines()) == 8
    assert all(len(line) <= 80 for line in out.splitlines())


def test_what_is_partial_and_what_is_suspect_is_said_beside_the_chart(run):
    out = run("show", "ice/removals")[1]
    assert "o counts a part of its period" in out
    out = run("show", "ice/detained_population")[1]
    assert "6 suspect values left out" in out
    assert "6 values of the default series are kept and left out of checks" in " ".join(out.split())


def test_a_chart_of_a_day_shows_what_was_out_by_then(run):
    assert "2025-05" in run("show", "ice/detention_book_ins", "--as-of", "2025-06-19")[1].splitlines()[-1]


# ---- validate -------------------------------------------------------------------------------------------------------


def test_every_shipped_measure_holds(run):
    code, out, _ = run("validate", SHIPPED)
    assert code == 0
    assert out.count(" holds; ") == 10


def copied(tmp_path, id_="ice/removals"):
    shutil.copytree(SHIPPED / id_, tmp_path / "own" / id_, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return tmp_path / "own" / id_


def test_a_value_that_breaks_an_invariant_and_is_not_flagged_is_a_fault_with_its_row(run, tmp_path):
    from onrecord.records.stamp import stamp_description

    folder = copied(tmp_path)
    data = (folder / "year_to_date.csv").read_text().replace("185884,suspect", "185884,partial")
    (folder / "year_to_date.csv").write_text(data)
    text = stamp_description((folder / "measure.yml").read_text(), {"year_to_date.csv": data.encode()})
    (folder / "measure.yml").write_text(text)
    code, out, err = run("validate", tmp_path / "own")
    assert code == 1
    assert out.count("those of fiscal year 2020") == 3
    assert "1 of the measures do not hold" in err


def test_a_changed_file_is_a_fault_and_other_measures_are_looked_at_all_the_same(run, tmp_path):
    folder = copied(tmp_path)
    copied(tmp_path, "cbp/border_patrol_encounters")
    (folder / "year_to_date.csv").write_text("release\n")
    code, out, _ = run("validate", tmp_path / "own")
    assert code == 1
    assert "cbp/border_patrol_encounters: holds" in out
    assert "ice/removals: does not hold" in out
    assert "its sha256 is" in out


def test_validating_runs_nothing(run, tmp_path):
    folder = copied(tmp_path)
    (folder / "load.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    assert run("validate", folder)[0] == 0
    assert not (tmp_path / "ran").exists()


# ---- export ---------------------------------------------------------------------------------------------------------


def test_csv_goes_to_standard_output_with_the_source_beside_every_value(run):
    code, out, _ = run("export", "ice/removals")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    final = [row for row in rows if row["counting"] == "year_to_date" and row["period"] == "FY2024"]
    assert [(row["value"], row["status"], row["released"]) for row in final] == [("271484", "normal", "2024-12-31")]
    assert all(row["citation"] and row["licence"] and row["agency"] for row in rows)


def test_vintages_are_exported_where_they_are_asked_for_and_a_day_shows_what_was_out(run):
    every = list(csv.DictReader(io.StringIO(run("export", "ice/removals", "--vintages")[1])))
    assert sum(row["counting"] == "year_to_date" for row in every) == 134
    then = list(csv.DictReader(io.StringIO(run("export", "ice/removals", "--as-of", "2024-06-30")[1])))
    assert max(row["released"] for row in then) <= "2024-06-30"


def test_parquet_holds_the_same_rows_as_csv(run, tmp_path):
    rows = list(csv.DictReader(io.StringIO(run("export", "ice/removals")[1])))
    assert run("export", "ice/removals", "--format", "parquet", "--out", tmp_path / "r.parquet")[0] == 0
    frame = pl.read_parquet(tmp_path / "r.parquet")
    assert frame["value"].to_list() == [float(row["value"]) for row in rows]
    assert frame["start"].to_list() == [date.fromisoformat(row["start"]) for row in rows]


def test_a_data_package_describes_each_column_and_names_its_sources(run, tmp_path):
    assert run("export", "ice/detained_population", "--format", "datapackage", "--out", tmp_path / "p")[0] == 0
    package = json.loads((tmp_path / "p" / "datapackage.json").read_text())
    data = (tmp_path / "p" / "data.csv").read_bytes()
    (resource,) = package["resources"]
    assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
    assert resource["bytes"] == len(data)
    names = [field["name"] for field in resource["schema"]["fields"]]
    assert names == data.decode().splitlines()[0].split(",")
    assert set(resource["schema"]["primaryKey"]) <= set(names)
    assert all(source["title"] for source in package["sources"])
    codes = {
        field["name"]: field["constraints"]["enum"] for field in resource["schema"]["fields"] if "constraints" in field
    }
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    assert codes == {name: sorted({row[name] for row in rows}) for name in codes}
    keys = [tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in rows]
    assert len(set(keys)) == len(keys)


def test_csv_on_the_web_describes_the_same_columns(run, tmp_path):
    assert run("export", "ice/removals", "--format", "csvw", "--out", tmp_path / "w")[0] == 0
    metadata = json.loads((tmp_path / "w" / "data.csv-metadata.json").read_text())
    header = (tmp_path / "w" / "data.csv").read_text().splitlines()[0].split(",")
    assert [column["name"] for column in metadata["tableSchema"]["columns"]] == header
    assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"
    assert metadata["url"] == "data.csv"


def test_an_unknown_measure_and_a_shape_without_a_path_are_one_line(run):
    assert run("export", "x/y")[::2] == (
        1,
        "onrecord: no measure 'x/y' is held; 'onrecord measures list' shows those that are\n",
    )
    assert run("export", "ice/removals", "--format", "parquet")[0] == 1


# ---- update and new -------------------------------------------------------------------------------------------------


def test_an_update_by_command_goes_to_the_users_directory_and_is_what_is_shown_next(run, tmp_path):
    with serving() as site:
        name = "/doclib/detention/FY26_detentionStats_05072026.xlsx"
        site.files["/www.ice.gov/detain/detention-management"] = f'<a href="{name}">x</a>'.encode()
        site.files["/www.ice.gov" + name] = ice_workbook()
        site.etags["/www.ice.gov" + name] = '"one"'
        asked = ("ice/removals", "--mirror", site.address, "--came", "2026-05-20")
        code, _, err = run("update", *asked)
        assert (code, "private address" in err) == (1, True)
        code, out, err = run("update", *asked, "--allow-private", "--dry-run")
        assert (code, out) == (0, "ice/removals: the release of 2026-05-07 would be added, 1 rows\n")
        code, out, err = run("update", *asked, "--allow-private")
        assert (code, out, err) == (0, "ice/removals: the release of 2026-05-07 added, 1 rows\n", "")
        assert "has not changed" in run("update", *asked, "--allow-private")[1]
    assert "2026-05-07" in run("list")[1]
    assert "updated" in run("show", "ice/removals")[1]
    assert (tmp_path / "data" / "held.json").is_file()


def test_one_measure_that_fails_is_exit_3_and_the_others_are_updated(run, tmp_path):
    path = tmp_path / "b.xlsx"
    path.write_bytes(ice_workbook(removals=12))
    code, out, err = run("update", "ice/removals", "ice/detention_book_ins", "--from", path, "--came", "2026-05-20")
    assert code == 3
    assert "ice/detention_book_ins: the release of 2026-05-07 added" in out
    assert "ice/removals" in err


def test_a_file_is_read_for_measures_that_are_named_only(run, tmp_path):
    assert run("update", "--from", tmp_path / "x.xlsx")[0] == 2


def test_a_draft_is_shown_and_can_be_checked_against(run, tmp_path):
    table = tmp_path / "visits.csv"
    table.write_text("month,door,visits\n2030-01,north,500\n2030-01,south,60\n")
    code, out, _ = run("new", table, "--out", tmp_path / "own")
    assert code == 0
    assert "dimension door" in out
    assert "look at" in out
    assert run("validate", tmp_path / "own")[0] == 0
    assert "own/visits" in run("list", "--measures", tmp_path / "own")[1]
    assert run("new", table, "--out", tmp_path / "own")[0] == 1


# ---- a second, unrelated domain -------------------------------------------------------------------------------------


def test_an_economic_release_stands_beside_the_shipped_measures():
    catalog = open_catalog([ECONOMY])
    pay = catalog.series("bls/hourly_earnings", ()).as_of(date(2026, 5, 31)).observations
    assert (pay[0].period.label, pay[0].value, pay[-1].period.label) == ("2017-01", 26, "2026-04")


def test_the_economic_release_holds_and_asks_nothing_more_of_a_person(run):
    code, out, _ = run("validate", ECONOMY)
    assert (code, out.count(" holds; ")) == (0, 1)
    for path in ECONOMY.rglob("measure.yml"):
        assert '"?"' not in path.read_text()
