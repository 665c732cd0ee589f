import hashlib
import json
import os
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from onrecord.errors import FetchError, MeasureError
from onrecord.measures.ice.sheets import read_statistics
from onrecord.records.catalog import SHIPPED, open_catalog
from onrecord.records.fetch import ALLOWED, Reach, fetch
from onrecord.records.spreadsheet import open_workbook
from onrecord.records.update import Source, update_measures
from workbook_builders import ice_workbook, serving

PAGE = "/www.ice.gov/detain/detention-management"
OLD = "/www.ice.gov/doclib/detention/FY26_detentionStats_04092026.xlsx"
NEW = "/www.ice.gov/doclib/detention/FY26_detentionStats_05072026.xlsx"
ARRESTS = "/media.githubusercontent.com/media/deportationdata/ice/main/data/arrests-latest.parquet"
CBP_PAGE = "/www.cbp.gov/newsroom/stats/nationwide-encounters"
ICE = ["ice/detained_population", "ice/detention_book_ins", "ice/removals"]
DAY = date(2026, 5, 20)
RAW = os.environ.get("ONRECORD_RAW")


@pytest.fixture
def site():
    with serving() as served:
        links = (
            f'<a href="{OLD.removeprefix("/www.ice.gov")}">old</a><a href="{NEW.removeprefix("/www.ice.gov")}">new</a>'
        )
        served.files[PAGE] = f"<html><body>{links}<a href='/other.xlsx'>x</a></body></html>".encode()
        served.files[NEW] = ice_workbook()
        served.etags[NEW] = '"one"'
        yield served


@pytest.fixture
def root(tmp_path):
    return tmp_path / "data"


def reach(site, **more: object):
    return Reach(mirror=site.address, private=True, wait=0.01, timeout=5, **more)


def update(site, root, *ids: str, day=DAY, **more: object):
    more.setdefault("reach", reach(site))
    source = Source(day, **more)
    return {item.measure: item for item in update_measures(ids, root, source, lambda: open_catalog(updated=root))}


def held(root, id_, day=DAY, **key: object):
    return open_catalog(updated=root).series(id_, tuple(sorted(key.items()))).as_of(day)


def state_of(root):
    """Everything that lies under a directory, by its bytes."""
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def test_a_newer_workbook_is_found_on_the_page_and_taken_in_by_all_three_measures(site, root):
    found = update(site, root, *ICE)
    assert {id_: [taken.state for taken in item.taken] for id_, item in found.items()} == {
        id_: ["added"] for id_ in ICE
    }
    assert held(root, "ice/removals").observations[-1].value == 262000
    last = held(root, "ice/detention_book_ins").observations[-1]
    assert (last.period.label, last.value, last.status) == ("2026-05", 3100, "partial")
    people = held(root, "ice/detained_population").observations[-1]
    assert (people.period.label, people.value, people.status) == ("2026-05-02", 59700, "normal")
    assert open_catalog(updated=root).newest_release("ice/removals").day == date(2026, 5, 7)
    assert [path for path, _ in site.asked].count(NEW) == 1


def test_an_update_never_touches_the_package_and_keeps_no_raw_file(site, root):
    before = state_of(SHIPPED)
    update(site, root, *ICE)
    assert state_of(SHIPPED) == before
    assert not [path for path in root.rglob("*") if path.suffix in {".xlsx", ".parquet", ".part", ".page", ".py"}]
    assert b"Invented Road" not in b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())


def test_what_was_seen_before_the_update_is_seen_alike_after_it(site, root):
    before = held(root, "ice/detention_book_ins", date(2026, 4, 30), arresting_agency="ice")
    update(site, root, "ice/detention_book_ins")
    assert held(root, "ice/detention_book_ins", date(2026, 4, 30), arresting_agency="ice") == before


def test_the_differences_between_running_totals_are_made_again(site, root):
    update(site, root, "ice/removals")
    last = held(root, "ice/removals", counting="between_releases").observations[-1]
    assert (last.value, last.period.start) == (262000 - 234236, date(2026, 4, 5))


def test_what_has_not_changed_is_not_fetched_again(site, root):
    update(site, root, *ICE)
    again = update(site, root, *ICE)
    assert all(item.taken == () and item.error is None for item in again.values())
    assert (NEW, '"one"') in site.asked
    before = state_of(root)
    site.etags[NEW] = '"two"'
    third = update(site, root, *ICE)
    assert {taken.state for item in third.values() for taken in item.taken} == {"held"}
    assert {name for name in before if "held.json" not in name} <= set(state_of(root))


def test_a_measure_that_failed_is_tried_again_though_another_took_the_file_in(site, root, monkeypatch):
    from onrecord.measures.ice.removals import load

    with monkeypatch.context() as patched:
        patched.setattr(load, "read_update", lambda *_: 1 / 0)
        found = update(site, root, *ICE)
    assert found["ice/removals"].error
    assert found["ice/detention_book_ins"].taken[0].state == "added"
    assert update(site, root, *ICE)["ice/removals"].taken[0].state == "added"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda site: site.breaks.update({NEW: "cut"}), "the connection failed"),
        (lambda site: site.breaks.update({NEW: "chunked-cut"}), "the connection failed"),
        (lambda site: site.breaks.update({NEW: "huge"}), "more than the"),
        (lambda site: site.breaks.update({NEW: "busy"}), "the server answered 503"),
        (lambda site: site.files.update({NEW: b""}), "an empty answer"),
        (lambda site: site.files.update({NEW: b"<!DOCTYPE html><html>moved</html>"}), "a web page came instead"),
        (lambda site: site.files.update({NEW: b"PK\x03\x04 no zip at all"}), "not an xlsx workbook"),
        (lambda site: site.files.pop(NEW), "answered 404"),
        (lambda site: site.files.update({PAGE: b"<html>we have moved</html>"}), "no link of the page fits"),
        (lambda site: site.redirects.update({NEW: "https://example.org/FY26.xlsx"}), "not among the addresses"),
        (lambda site: site.redirects.update({NEW: NEW}), "redirects more than 5 times"),
        (
            lambda site: site.files.update({NEW: ice_workbook(rename={"CBP": "Border Patrol"})}),
            "no agency is called 'border patrol'",
        ),
        (
            lambda site: site.files.update({NEW: ice_workbook(rename={"Feb": "F."})}),
            "has no column 'feb'",
        ),
        (
            lambda site: site.files.update({NEW: ice_workbook(rename={"ICE Initial Book-Ins": "Initial Intakes"})}),
            "0 tables of sheet 'Detention FY26' are headed",
        ),
        (
            lambda site: site.files.update({NEW: ice_workbook(rename={"Convicted Criminal": "Felons"})}),
            "no class is called 'Felons'",
        ),
        (
            lambda site: site.files.update(
                {NEW: ice_workbook(saved=date(2026, 3, 12), counted_to=date(2026, 3, 7), removals=201000)}
            ),
            "is older than the one held",
        ),
        (lambda site: site.files.update({NEW: ice_workbook(removals=9_000_000)}), "is not between 1000 and 1e+06"),
        (
            lambda site: site.files.update({NEW: ice_workbook(counted_to=date(2027, 1, 1))}),
            "after the day on which it came",
        ),
    ],
)
def test_a_failed_update_changes_nothing_and_says_why(site, root, change, said):
    update(site, root, "ice/detention_book_ins")
    before = state_of(root)
    site.etags.clear()
    site.files[NEW] = ice_workbook(saved=date(2026, 5, 19), counted_to=date(2026, 5, 16), removals=270000)
    change(site)
    found = update(site, root, *ICE, reach=reach(site, attempts=2))
    errors = " ".join(item.error or "" for item in found.values())
    assert said in errors
    failed = [id_ for id_, item in found.items() if item.error]
    now = open_catalog(updated=root)
    for id_ in failed:
        expected = date(2026, 5, 7) if id_ == "ice/detention_book_ins" else open_catalog().newest_release(id_).day
        assert now.newest_release(id_).day == expected
    if len(failed) == len(ICE):
        assert state_of(root) == before
    assert not [path for path in root.iterdir() if path.name.startswith(".v-")]


def test_a_busy_server_is_asked_again_and_what_it_then_gives_is_taken(site, root):
    site.fail_first[NEW] = 2
    assert update(site, root, "ice/removals")["ice/removals"].taken[0].state == "added"
    assert [path for path, _ in site.asked].count(NEW) == 3


@pytest.mark.parametrize(
    ("workbook", "measure", "reason"),
    [
        (
            {
                "held": {
                    "Total": (8700, 51000),
                    "Convicted Criminal": (980, 16500),
                    "Pending Criminal Charges": (1900, 16700),
                    "Other Immigration Violator": (5820, 17800),
                }
            },
            "ice/detained_population",
            "stand in each other's place",
        ),
        (
            {
                "held": {
                    "Total": (12853, 6215),
                    "Convicted Criminal": (9250, 971),
                    "Pending Criminal Charges": (2919, 268),
                    "Other Immigration Violator": (684, 4976),
                }
            },
            "ice/detained_population",
            "those of fiscal year 2020",
        ),
        (
            {
                "held": {
                    "Total": (15000, 4900),
                    "Convicted Criminal": (7250, 971),
                    "Pending Criminal Charges": (2919, 268),
                    "Other Immigration Violator": (4831, 3661),
                }
            },
            "ice/detained_population",
            "stands beside",
        ),
        ({"removals": 185884}, "ice/removals", "those of fiscal year 2020"),
        ({"removals": 180000}, "ice/removals", "falls from 234,236"),
        (
            {"ice": (9000, 9100, 9200, 9300, 9400, 9500, 9600, 900)},
            "ice/detention_book_ins",
            "the running total of fiscal year 2026 falls",
        ),
    ],
)
def test_a_release_that_cannot_be_right_is_kept_as_suspect_with_the_reason(site, root, workbook, measure, reason):
    site.files[NEW] = ice_workbook(**workbook)
    (taken,) = update(site, root, measure)[measure].taken
    assert taken.state == "added"
    assert any(reason in said for said in taken.suspect)
    series = open_catalog(updated=root).series(measure, ())
    newest = next(item.id for item in open_catalog(updated=root).releases(measure) if item.day == date(2026, 5, 7))
    mine = [item for item in series.observations if item.release == newest]
    key = (
        series
        if measure != "ice/detained_population"
        else open_catalog(updated=root).series(measure, (("arresting_agency", "ice"),))
    )
    assert mine
    assert "suspect" in {item.status for item in key.observations if item.release == newest}
    old = open_catalog().series(measure, ()).as_of(DAY).observations[-1]
    if measure == "ice/removals":
        assert series.as_of(DAY).observations[-1] == old


def test_the_same_workbook_with_another_figure_is_reported_figure_by_figure_and_changes_nothing(site, root):
    update(site, root, *ICE)
    before = state_of(root)
    site.etags.clear()
    site.files[NEW] = ice_workbook(ice=(36622, 34477, 37828, 36083, 28698, 29606, 27001, 3100))
    (taken,) = update(site, root, "ice/detention_book_ins")["ice/detention_book_ins"].taken
    assert taken.state == "differs"
    assert [(item.period, item.codes, item.held, item.read) for item in taken.differences] == [
        ("2026-04-01", "ice", 27000, 27001),
        ("2026-04-01", "total", 29800, 29801),
    ]
    assert state_of(root) == before


def test_a_dry_run_says_what_would_come_and_changes_nothing(site, root):
    found = update(site, root, *ICE, dry=True)
    assert {taken.state for item in found.values() for taken in item.taken} == {"added"}
    assert state_of(root) == {}
    assert open_catalog(updated=root).newest_release("ice/removals").day == date(2026, 4, 9)


def test_a_file_that_the_user_fetched_is_read_without_any_address(tmp_path, root, site):
    path = tmp_path / "mine.xlsx"
    path.write_bytes(ice_workbook(family=False))
    found = update(site, root, *ICE, file=path)
    assert all(item.taken[0].state == "added" for item in found.values())
    assert site.asked == []
    assert update(site, root, "ice/removals", file=tmp_path / "none.xlsx")["ice/removals"].error


def test_a_layout_with_and_without_family_centers_is_read_alike():
    with_, without = (
        read_statistics(open_workbook(ice_workbook(family=family), "made.xlsx")) for family in (True, False)
    )
    assert with_ == without
    assert with_.counted_to == dict.fromkeys(("book_ins", "removals", "held"), date(2026, 5, 2))
    assert (with_.removals, with_.held["all", "total"], with_.book_ins[date(2026, 4, 1), "ice"]) == (
        262000,
        59700,
        27000,
    )
    assert (date(2026, 6, 1), "ice") not in with_.book_ins


@pytest.mark.skipif(RAW is None, reason="ONRECORD_RAW does not name the folder of the released tables")
@pytest.mark.parametrize("id_", ICE)
def test_the_five_workbooks_of_ice_say_exactly_what_their_tabulation_says(id_, root):
    books = sorted((Path(RAW) / "detention" / "ice_xlsx").glob("*.xlsx"))
    assert len(books) == 5
    rows = 0
    for path in books:
        source = Source(date(2026, 11, 23), file=path, dry=True)
        (outcome,) = update_measures([id_], root, source, lambda: open_catalog(updated=root))
        (taken,) = outcome.taken
        assert (outcome.error, taken.state, taken.differences) == (None, "held", ())
        rows += taken.rows
    assert rows == {"ice/detained_population": 60, "ice/detention_book_ins": 120, "ice/removals": 5}[id_]


# ---- record-level releases, tables and series -----------------------------------------------------------------------


def arrests(path, *, drop=None, rename=None):
    """Write 1,000 invented arrests with the real column names."""
    rows = [
        {
            "apprehension_date": date(2026, 3 + number % 2, 1 + number % 28),
            "apprehension_date_time": datetime(2026, 3 + number % 2, 1 + number % 28, 6, number % 60),  # noqa: DTZ001
            "apprehension_state": ("TEXAS", "NEW YORK", None)[number % 3] if number > 6 else "WYOMING",
            "apprehension_criminality": (
                "1 Convicted Criminal",
                "2 Pending Criminal Charges",
                "3 Other Immigration Violator",
            )[number // 3 % 3],
            "apprehension_method": "Located",
            "unique_identifier": f"{number:040x}" if number % 100 else None,
            "duplicate_drop_row": number % 50 == 1,
            "birth_year": 1990,
            "apprehension_site_landmark": "INVENTED JAIL",
        }
        for number in range(1000)
    ]
    frame = pl.DataFrame([*rows, rows[10]])
    frame = frame.drop(drop) if drop else frame
    frame.rename(rename or {}).write_parquet(path)
    return path.read_bytes()


def test_a_record_level_release_becomes_months_by_class_and_state_and_no_row_is_kept(site, root, tmp_path):
    site.files[ARRESTS] = arrests(tmp_path / "a.parquet")
    (taken,) = update(site, root, "ice/administrative_arrests")["ice/administrative_arrests"].taken
    assert taken.state == "added"
    total = held(root, "ice/administrative_arrests")
    march = next(item for item in total.observations if item.period.label == "2026-03")
    assert (march.value, march.status) == (501, "normal")
    exact = held(root, "ice/administrative_arrests", source="records_exact").observations
    assert sum(item.value for item in exact) == 1000
    assert (
        sum(item.value for item in held(root, "ice/administrative_arrests", source="records_rows").observations) == 1001
    )
    texas = held(root, "ice/administrative_arrests", area="texas", source="records").observations
    assert [item.status for item in texas] == ["normal", "partial"]
    data = b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())
    assert b"0000000000000003e7" not in data
    assert b"INVENTED JAIL" not in data
    assert (
        open_catalog(updated=root).series("ice/administrative_arrests", (("area", "wyoming"), ("source", "records")))
        is None
    )


def test_no_small_cell_of_a_record_level_release_is_given_back(site, root, tmp_path):
    site.files[ARRESTS] = arrests(tmp_path / "a.parquet")
    update(site, root, "ice/administrative_arrests")
    catalog = open_catalog(updated=root)
    for key in catalog.keys("ice/administrative_arrests"):
        assert min(item.value for item in catalog.series("ice/administrative_arrests", key).observations) >= 10


@pytest.mark.parametrize("flag", ["duplicate_drop_row", "duplicate_likely"])
def test_both_names_of_the_publishers_mark_are_read(site, root, tmp_path, flag):
    site.files[ARRESTS] = arrests(tmp_path / "a.parquet", rename={"duplicate_drop_row": flag})
    outcome = update(site, root, "ice/administrative_arrests")["ice/administrative_arrests"]
    assert any(flag in note for note in outcome.notes)
    assert any("does not mark as a duplicate" in note for note in outcome.notes)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda path: arrests(path, rename={"apprehension_criminality": "criminality"}),
            "has no column apprehension_criminality",
        ),
        (lambda path: arrests(path, drop="unique_identifier"), "has no column unique_identifier"),
        (lambda path: arrests(path)[:-900] + b"PAR1", "Parquet"),
        (lambda path: b"<html>sign in</html>", "a web page came instead of a parquet"),  # noqa: ARG005
        (lambda path: arrests(path)[:5000], "something else came instead of a parquet"),
    ],
)
def test_a_record_level_release_that_is_not_what_it_was_changes_nothing(site, root, tmp_path, make, said):
    site.files[ARRESTS] = make(tmp_path / "a.parquet")
    outcome = update(site, root, "ice/administrative_arrests")["ice/administrative_arrests"]
    assert said in outcome.error
    assert state_of(root) == {}


CBP_HEAD = (
    "Fiscal Year,Month Grouping,Month (abbv),Component,Land Border Region,Area of Responsibility,AOR (Abbv),"
    "Demographic,Citizenship,Title of Authority,Encounter Type,Encounter Count"
)


def cbp_table(*, head=CBP_HEAD, count="11,500"):
    rows = [
        f'2026 (FYTD),FYTD,AUG,U.S. Border Patrol,Southwest Land Border,Invented,INV,FMUA,MEXICO,Title 8,A,"{count}"',
        "2026 (FYTD),FYTD,AUG,Office of Field Operations,Other,Invented,INV,FMUA,MEXICO,Title 8,I,900",
        "2026 (FYTD),FYTD,JUL,U.S. Border Patrol,Southwest Land Border,Invented,INV,FMUA,MEXICO,Title 8,A,11298",
    ]
    return "\n".join([head, *rows, ""]).encode()


def serve_cbp(site, data):
    name = "/sites/default/files/2026-09/nationwide-encounters-fy23-fy26-aug-aor.csv"
    site.files[CBP_PAGE] = f'<a href="{name}">CSV</a>'.encode()
    site.files["/www.cbp.gov" + name] = data


def test_the_border_patrols_months_are_added_from_the_agencys_own_table(site, root):
    serve_cbp(site, cbp_table())
    outcome = update(site, root, "cbp/border_patrol_encounters", day=date(2026, 9, 25))["cbp/border_patrol_encounters"]
    assert [taken.state for taken in outcome.taken] == ["added"]
    assert "ohss.dhs.gov" in outcome.error
    seen = held(root, "cbp/border_patrol_encounters", date(2026, 9, 25)).observations[-1]
    assert (seen.period.label, seen.value) == ("2026-08", 11500)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (cbp_table(head=CBP_HEAD.replace("Component", "Office")), "unknown column 'Office'"),
        (cbp_table(head=CBP_HEAD.replace("Demographic", "Mood")), "unknown column 'Mood'"),
        (cbp_table(count="many"), "counts that cannot be read"),
        (b"<html>", "a web page came instead of a csv"),
        (cbp_table().replace(b"U.S. Border Patrol", b"USBP"), "has no Border Patrol rows"),
    ],
)
def test_a_table_whose_columns_have_changed_is_refused(site, root, data, said):
    serve_cbp(site, data)
    outcome = update(site, root, "cbp/border_patrol_encounters", day=date(2026, 9, 25))["cbp/border_patrol_encounters"]
    assert said in outcome.error
    assert outcome.taken == ()
    assert state_of(root) == {}


def bls(series, value="16990", status="REQUEST_SUCCEEDED"):
    data = [{"year": "2026", "period": "M05", "value": value, "footnotes": [{"code": "P", "text": "preliminary"}]}]
    data.append({"year": "2026", "period": "M13", "value": "1", "footnotes": [{}]})
    found = {"seriesID": series, "data": data}
    return json.dumps(
        {"status": status, "message": ["limit reached"], "Results": {"series": [found]} if value else {}}
    ).encode()


def test_every_series_of_the_jobs_is_asked_for_and_taken_as_one_release(site, root):
    each = open_catalog().description("bls/payroll_employment").updates[0].each
    for series in each.values():
        site.files[f"/api.bls.gov/publicAPI/v2/timeseries/data/{series}"] = bls(series)
    (taken,) = update(site, root, "bls/payroll_employment", day=date(2026, 10, 2))["bls/payroll_employment"].taken
    assert (taken.state, taken.rows) == ("added", 13)
    seen = held(root, "bls/payroll_employment", date(2026, 10, 2), industry="leisure_and_hospitality").observations[-1]
    assert (seen.period.label, seen.value, seen.note) == ("2026-05", 16990, "preliminary in this release")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (lambda _: bls("CES0000000001", value=""), "limit reached"),
        (lambda _: bls("CES9999999999"), "was not asked for"),
        (lambda _: b"{}", "not what BLS's interface answers"),
        (lambda _: b"[" * 100000, "not what BLS's interface answers"),
    ],
)
def test_an_answer_that_is_no_series_changes_nothing(site, root, data, said):
    each = open_catalog().description("bls/payroll_employment").updates[0].each
    for series in each.values():
        site.files[f"/api.bls.gov/publicAPI/v2/timeseries/data/{series}"] = data(series)
    outcome = update(site, root, "bls/payroll_employment", day=date(2026, 10, 2))["bls/payroll_employment"]
    assert said in outcome.error
    assert state_of(root) == {}


# ---- addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://www.ice.gov/detain/x",
        "https://www.ice.gov.example.org/detain/x",
        "https://example.org/https://www.ice.gov/detain/",
        "https://user@www.ice.gov/detain/x",
        "https://www.ice.gov:8443/detain/x",
        "https://www.ice.gov/detain/../../etc",
        "https://www.ice.gov/detain/%2e%2e/x",
        "file:///etc/passwd",
        "ftp://www.ice.gov/detain/x",
        "https://www.ice.gov/other/x",
    ],
)
def test_no_other_address_is_ever_fetched(tmp_path, url):
    with pytest.raises(FetchError, match="not among the addresses"):
        fetch(url, tmp_path / "x", Reach(attempts=1))
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "[::1]", "localhost"])
def test_a_private_address_is_refused_unless_it_is_allowed_by_name(tmp_path, host):
    with pytest.raises(FetchError, match="private address"):
        fetch(ALLOWED[1] + "x", tmp_path / "x", Reach(mirror=f"http://{host}:1", attempts=1))


def test_a_name_that_leads_home_after_it_was_looked_up_is_refused_by_its_answer(site, tmp_path, monkeypatch):
    monkeypatch.setattr("onrecord.records.fetch._refuse_private", lambda *_: None)
    site.files["/www.ice.gov/detain/x"] = b"secret"
    with pytest.raises(FetchError, match="was answered from the private address"):
        fetch(ALLOWED[1] + "x", tmp_path / "x", Reach(mirror=site.address, attempts=1))
    assert not (tmp_path / "x").exists()


def test_a_file_larger_than_allowed_is_not_taken_even_where_its_length_is_not_said(site, tmp_path):
    site.files["/www.ice.gov/detain/x"] = b"x" * 5000
    with pytest.raises(FetchError, match="more than the 1,000 allowed"):
        fetch(ALLOWED[1] + "x", tmp_path / "x", reach(site, max_size=1000))
    assert not (tmp_path / "x").exists()


# ---- what is held, and whose program runs ---------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["{", "[]", '{"measures": {"a/b": "../../x"}, "fetched": {}}', '{"measures": 1}'])
def test_a_damaged_index_is_said_and_leads_nowhere(root, text):
    root.mkdir()
    (root / "held.json").write_text(text)
    with pytest.raises(MeasureError, match="delete"):
        open_catalog(updated=root)


def test_a_package_that_brings_other_releases_stands_before_an_older_update(site, root, monkeypatch):
    update(site, root, "ice/removals")
    assert open_catalog(updated=root).folder("ice/removals").is_relative_to(root)
    monkeypatch.setattr("onrecord.records.catalog._holds_all", lambda *_: False)
    assert open_catalog(updated=root).folder("ice/removals") == SHIPPED / "ice/removals"


def test_a_measure_without_an_address_and_an_unknown_one_say_so(site, root):
    assert "no address" in update(site, root, "bls/labor_force_by_nativity")["bls/labor_force_by_nativity"].error
    with pytest.raises(MeasureError, match="no measure 'x/y' is held"):
        update(site, root, "x/y")


def test_a_strangers_program_runs_only_where_it_is_trusted(root, tmp_path):
    from test_records import write_measure

    folder = write_measure(tmp_path / "own") / "demo" / "visits"
    (folder / "load.py").write_text(
        "from pathlib import Path\nfrom onrecord.records.release import NewRelease\nimport polars as pl\n"
        f"Path({str(tmp_path / 'ran')!r}).touch()\n"
        "def read_update(came, description):\n"
        "    row = pl.read_csv(came[0].path, infer_schema=False)\n"
        "    return NewRelease('third', came[0].day, 'Demo', 'third', None, came[0].sha256, {'visits.csv': row})\n"
    )
    table = tmp_path / "new.csv"
    table.write_text(
        "release,start,end,grain,door,value,status,note\nthird,2030-03-01,2030-04-01,month,north,77,normal,\n"
    )

    def run(*, trust: bool) -> object:
        source = Source(date(2030, 4, 5), file=table, trust=trust)
        opened = lambda: open_catalog([tmp_path / "own"], updated=root)  # noqa: E731
        (outcome,) = update_measures(["demo/visits"], root, source, opened)
        return outcome

    assert "was not run" in run(trust=False).error
    assert not (tmp_path / "ran").exists()
    assert run(trust=True).taken[0].state == "added"
    assert (tmp_path / "ran").exists()
    series = open_catalog([tmp_path / "own"], updated=root).series("demo/visits", (("door", "north"),))
    assert series.as_of(date(2030, 4, 5)).observations[-1].value == 77
