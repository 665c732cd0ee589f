import csv
import io
import re
import shutil
from datetime import date

import pytest
import yaml

from onrecord.errors import MeasureError
from onrecord.ids import bytes_sha256
from onrecord.model import Period
from onrecord.records import open_catalog

RELEASES = """release,day,stated_day,agency,title,url,licence,citation,sha256,day_note
first,2030-02-05,,Demo,Visits to January,,,,{a},
second,2030-03-05,2030-03-04,Demo,Visits to February,https://example.org/visits,CC0-1.0,Demo second,{b},moved by a day
""".format(a="a" * 64, b="b" * 64)

DATA = """release,start,end,grain,door,value,status,note
first,2030-01-01,2030-02-01,month,north,120,normal,
first,2030-01-01,2030-02-01,month,south,80,normal,
second,2030-01-01,2030-02-01,month,north,121,normal,
second,2030-02-01,2030-03-01,month,north,40,partial,counts to 10 February
"""


def description():
    return {
        "id": "demo/visits",
        "title": "Visits",
        "agency": "Demo",
        "publisher": "Demo Agency",
        "definition": "Visits to an invented hall.",
        "event": "visit",
        "topic": "visits",
        "unit": "visit",
        "factor": 1,
        "kind": "flow",
        "grain": "month",
        "area": "Nowhere",
        "covers": ["Demo"],
        "leaves_out": [],
        "dimensions": {"door": {"north": "north door", "south": "south door"}},
        "key": {"door": "north"},
        "claimed_by": ["visits"],
        "code_words": {"door": {"north": ["north"]}},
        "characterisations": [{"words": ["crowded"], "dimension": None, "note": "No quantity."}],
        "counting_rules": [],
        "breaks": [],
        "caveats": [],
        "licence": "none",
        "citation": "Demo",
        "releases": {"file": "releases.csv", "sha256": "", "rows": 2},
        "data": [{"file": "visits.csv", "sha256": "", "rows": 4, "minimum": 10, "maximum": 1000}],
    }


def write_measure(root, *, data=DATA, releases=RELEASES, change=lambda _: None, rows=None):
    folder = root / "demo" / "visits"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "visits.csv").write_text(data)
    (folder / "releases.csv").write_text(releases)
    said = description()
    said["data"][0]["sha256"] = bytes_sha256(data.encode())
    said["data"][0]["rows"] = rows or len(data.splitlines()) - 1
    said["releases"]["sha256"] = bytes_sha256(releases.encode())
    said["releases"]["rows"] = len(releases.splitlines()) - 1
    change(said)
    (folder / "measure.yml").write_text(yaml.safe_dump(said, sort_keys=False))
    return root


def load(root):
    catalog = open_catalog([root])
    return catalog, catalog.series("demo/visits", (("door", "north"),))


def test_a_measure_folder_of_ones_own_stands_beside_the_shipped_ones(tmp_path):
    catalog, series = load(write_measure(tmp_path))
    assert [measure.id for measure in catalog.measures][-1] == "demo/visits"
    assert [observation.value for observation in series.observations] == [120.0, 121.0, 40.0]
    assert series.observations[0].period == Period(date(2030, 1, 1), date(2030, 2, 1), "month")
    assert series.observations[2].note == "counts to 10 February"
    assert [observation.value for observation in series.as_of(date(2030, 2, 28)).observations] == [120.0]


def test_a_measures_own_folder_may_be_named(tmp_path):
    write_measure(tmp_path)
    assert load(tmp_path / "demo" / "visits")[1] is not None


def test_a_release_without_licence_or_citation_has_those_of_its_measure(tmp_path):
    first, second = load(write_measure(tmp_path))[0].releases("demo/visits")
    assert (first.licence, first.citation, first.url) == ("none", "Demo", None)
    assert (second.licence, second.citation, second.stated_day) == ("CC0-1.0", "Demo second", date(2030, 3, 4))
    assert first.id != second.id


def test_a_key_is_found_in_any_order_with_defaults_for_what_it_leaves_out_and_an_unknown_one_is_none():
    catalog = open_catalog()
    key = (("source", "monthly"), ("criminality", "all"))
    assert catalog.series("ice/administrative_arrests", key) is catalog.series("ice/administrative_arrests", key[::-1])
    assert catalog.series("ice/administrative_arrests", (("criminality", "all"),)).key[0] == ("area", "us")
    assert catalog.series("ice/administrative_arrests", (("criminality", "none"),)) is None
    assert catalog.series("ice/administrative_arrests", (("mood", "gay"),)) is None
    assert catalog.series("demo/unknown", ()) is None


def test_an_unknown_column_is_refused_unless_it_is_listed_as_ignored(tmp_path):
    wide = "\n".join(line + ("," + "mood" if place == 0 else ",gay") for place, line in enumerate(DATA.splitlines()))
    with pytest.raises(MeasureError, match="unknown column 'mood'; map it, or list it under `ignored`"):
        load(write_measure(tmp_path, data=wide))
    assert load(write_measure(tmp_path, data=wide, change=lambda said: said["data"][0].update(ignored=["mood"])))[1]


def test_an_ignored_column_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(MeasureError, match="column 'mood' is missing"):
        load(write_measure(tmp_path, change=lambda said: said["data"][0].update(ignored=["mood"])))


def test_a_changed_data_file_is_refused(tmp_path):
    write_measure(tmp_path)
    path = tmp_path / "demo" / "visits" / "visits.csv"
    path.write_text(DATA.replace("121", "122"))
    with pytest.raises(MeasureError, match=r"its sha256 is .*, measure\.yml says"):
        load(tmp_path)


def test_a_changed_release_list_is_refused(tmp_path):
    write_measure(tmp_path)
    (tmp_path / "demo" / "visits" / "releases.csv").write_text(RELEASES.replace("2030-02-05", "2030-01-05"))
    with pytest.raises(MeasureError, match="sha256"):
        open_catalog([tmp_path]).newest_release("demo/visits")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("north,120,", "north,9,", "value 9 is not between 10 and 1000"),
        ("north,120,", "north,1001,", "value 1001 is not between"),
        ("north,120,", "north,nan,", "is not between"),
        ("north,120,", "north,inf,", "is not between"),
        ("north,120,", "north,many,", "row 2, column 'value': 'many' is no Float64"),
        ("north,120,", "north,,", "row 2, column 'value' is empty"),
        ("north,120,", "west,120,", "code 'west' of door is not declared"),
        ("south,80", "north,80", "stands twice in one release"),
        ("month,south", "fortnight,south", "grain 'fortnight' is none of"),
        ("80,normal", "80,sure", "status 'sure' is none of"),
        (
            "first,2030-01-01,2030-02-01,month,south",
            "third,2030-01-01,2030-02-01,month,south",
            "release 'third' is not",
        ),
        ("2030-02-01,month,south", "2030-01-01,month,south", "the period ends before it starts"),
        ("2030-02-01,month,south", "2030-02-30,month,south", "column 'end': '2030-02-30' is no Date"),
        ("2030-02-01,month,south", "2030-02-08,month,south", "counts 2030-02-07, after its release on 2030-02-05"),
        ("2030-02-01,2030-03-01,month,north,40", "2030-02-01,2030-03-01,week,north,40", "periods of month, week"),
        (
            "first,2030-01-01,2030-02-01,month,south",
            "first,2029-12-01,2030-01-01,month,north",
            "code 'south' of door is dec",
        ),
    ],
)
def test_a_cell_that_does_not_hold_is_refused_with_its_place(tmp_path, old, new, said):
    assert old in DATA
    with pytest.raises(MeasureError, match=re.escape(said)):
        load(write_measure(tmp_path, data=DATA.replace(old, new, 1)))


def test_a_missing_row_is_refused(tmp_path):
    with pytest.raises(MeasureError, match=r"has 4 rows, measure\.yml says 5"):
        load(write_measure(tmp_path, rows=5))


def test_a_release_without_observations_is_refused(tmp_path):
    extra = RELEASES + f"third,2030-04-05,,Demo,Visits to March,,,,{'c' * 64},\n"
    with pytest.raises(MeasureError, match="release 'third' has no observation"):
        load(write_measure(tmp_path, releases=extra))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2030-02-05", "5 February", "day '5 February' is no day"),
        ("https://example.org/visits", "javascript:alert(1)", "url: String should match"),
        ("a" * 64, "b" * 64, "same sha256"),
        ("a" * 64, "a" * 63, "sha256: String should match"),
        ("second,", "first,", "stands twice"),
        (",day_note", ",day_note,mood", "mood"),
        (",day_note", "", "line 2: more cells than the header names"),
    ],
)
def test_a_release_that_does_not_hold_is_refused(tmp_path, old, new, said):
    with pytest.raises(MeasureError, match=re.escape(said)):
        load(write_measure(tmp_path, releases=RELEASES.replace(old, new, 1)))


@pytest.mark.parametrize("name", ["../visits.csv", "/etc/hostname", "..", "a/b.csv", ".hidden", "a\\b.csv", "C:x"])
def test_a_file_that_leads_out_of_its_folder_is_refused(tmp_path, name):
    with pytest.raises(MeasureError, match=r"data\.0\.file"):
        load(write_measure(tmp_path, change=lambda said: said["data"][0].update(file=name)))


def test_a_link_that_leads_out_of_its_folder_is_refused(tmp_path):
    write_measure(tmp_path / "root")
    path = tmp_path / "root" / "demo" / "visits" / "visits.csv"
    shutil.move(path, tmp_path / "elsewhere.csv")
    path.symlink_to(tmp_path / "elsewhere.csv")
    with pytest.raises(MeasureError, match="leads out of its folder"):
        load(tmp_path / "root")


@pytest.mark.parametrize(
    "text",
    [
        "title: !!python/object/apply:os.getcwd []",
        "title: !include other.yml",
        "a: &a [1]\nb: *a",
        "title: one\ntitle: two",
        "[1, 2]: pair",
        "title: [",
        "- a list",
        "\x00",
        "[" * 5000,
        "",
    ],
)
def test_a_description_that_is_not_plain_yaml_is_refused(tmp_path, text):
    folder = tmp_path / "demo" / "visits"
    folder.mkdir(parents=True)
    (folder / "measure.yml").write_text(text)
    with pytest.raises(MeasureError, match=r"measure\.yml"):
        open_catalog([tmp_path])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda said: said.update(colour="red"), "colour: Extra inputs"),
        (lambda said: said.pop("definition"), "definition: Field required"),
        (lambda said: said.update(kind="heap"), "kind: Input should be 'flow' or 'stock'"),
        (lambda said: said.update(factor="1"), "factor: Input should be a valid number"),
        (lambda said: said.update(factor=float("inf")), "factor"),
        (lambda said: said["key"].update(door="west"), "door: west is used but not declared"),
        (lambda said: said.update(key={}), "name the same ones"),
        (lambda said: said["code_words"].update(door={"west": ["west"]}), "west is used but not declared"),
        (lambda said: said["characterisations"][0].update(dimension="mood"), "unknown dimension mood"),
        (lambda said: said.update(id="demo/other"), "name the folders after it"),
    ],
)
def test_a_description_that_does_not_hold_is_refused_with_its_field(tmp_path, change, said):
    with pytest.raises(MeasureError, match=re.escape(said)):
        load(write_measure(tmp_path, change=change))


def test_a_description_that_is_too_long_is_refused(tmp_path):
    write_measure(tmp_path, change=lambda said: said.update(definition="x" * 1_000_001))
    with pytest.raises(MeasureError, match="longer than 1,000,000 bytes"):
        open_catalog([tmp_path])


def test_a_directory_without_a_measure_is_refused(tmp_path):
    with pytest.raises(MeasureError, match="holds no measure"):
        open_catalog([tmp_path])


def test_an_id_that_is_already_held_is_refused(tmp_path):
    write_measure(tmp_path / "a")
    write_measure(tmp_path / "b")
    with pytest.raises(MeasureError, match="already held"):
        open_catalog([tmp_path / "a", tmp_path / "b"])


def test_a_binary_data_file_is_refused(tmp_path):
    write_measure(tmp_path)
    path = tmp_path / "demo" / "visits"
    data = b"\x89PNG\r\n\x1a\n\x00\xff\xfe" * 50
    (path / "visits.csv").write_bytes(data)
    said = yaml.safe_load((path / "measure.yml").read_text())
    said["data"][0]["sha256"] = bytes_sha256(data)
    (path / "measure.yml").write_text(yaml.safe_dump(said))
    with pytest.raises(MeasureError, match=r"visits\.csv"):
        load(tmp_path)


def test_the_python_in_a_measure_folder_is_never_run(tmp_path):
    write_measure(tmp_path)
    (tmp_path / "demo" / "visits" / "load.py").write_text("raise SystemExit('run')\n")
    (tmp_path / "demo" / "visits" / "__init__.py").write_text("raise SystemExit('run')\n")
    assert load(tmp_path)[1] is not None


def test_gaps_of_ones_own_are_added(tmp_path):
    write_measure(tmp_path)
    gap = {"id": "moods", "topic": "moods", "words": ["mood"], "why": "Nobody counts.", "where": None}
    (tmp_path / "gaps.yml").write_text(yaml.safe_dump({"gaps": [gap]}))
    assert open_catalog([tmp_path]).gaps[-1].id == "moods"
    (tmp_path / "gaps.yml").write_text(yaml.safe_dump({"gaps": [gap, dict(gap, words=["moods"], why="Nobody.")]}))
    with pytest.raises(MeasureError, match="same id"):
        open_catalog([tmp_path])


def test_a_table_with_windows_line_ends_and_a_byte_order_mark_is_read_alike(tmp_path):
    changed = "\ufeff" + DATA.replace("\n", "\r\n")
    folder = write_measure(tmp_path) / "demo" / "visits"
    (folder / "visits.csv").write_bytes(changed.encode())
    said = yaml.safe_load((folder / "measure.yml").read_text())
    said["data"][0]["sha256"] = bytes_sha256(changed.encode())
    (folder / "measure.yml").write_text(yaml.safe_dump(said))
    assert len(load(tmp_path)[1].observations) == len(list(csv.DictReader(io.StringIO(DATA)))) - 1
