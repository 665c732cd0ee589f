import json
import os
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from onrecord import __version__
from onrecord.cli import main
from onrecord.model import Reading
from onrecord.read.pipeline import step
from onrecord.read.segment import segment_document

pytestmark = pytest.mark.usefixtures("no_model")

TEXT = "Jane Roe, who is invented, said the count of “Larkfield” had risen.\n\nNobody else said so.\n"


@step("silent", version=1, adds=("attributions",))
def silent(reading: Reading) -> Reading:
    return reading


@pytest.fixture
def no_model(monkeypatch):
    monkeypatch.setattr("onrecord.read.default.default_steps", lambda: (segment_document, silent))


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(f"date 2025-06-19 {TEXT}", "utf-8")
    return path


@pytest.fixture
def run(capfd):
    def run_main(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as leaving:
            main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return leaving.value.code, out, err

    return run_main


def start(
    *arguments: str, env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "onrecord", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env=env, cwd=cwd)


def test_the_version_is_printed_and_quickly():
    taken = []
    for _ in range(5):
        began = time.perf_counter()
        done = start("--version")
        taken.append(time.perf_counter() - began)
        assert (done.returncode, done.stdout.decode().split()) == (0, ["onrecord", __version__])
    assert min(taken) < 0.3


def test_nothing_heavy_is_loaded_for_the_version():
    code = "import sys; from onrecord.cli import main\ntry: main(['--version'])\nexcept SystemExit: pass\n"
    code += (
        "print(*(sys.modules.keys() & {'typer', 'rich', 'polars', 'numpy', 'onnxruntime', 'trafilatura', 'altair'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().split() == ["onrecord", __version__]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["read"], "Missing argument"),
        (["read", "x", "--json", "--jsonl"], "exclude each other"),
        (["read", "x", "--excerpts"], "goes with --html"),
        (["read", "x", "--published", "June"], "is no day"),
        (["read", "x", "--published", "2025-02-30"], "is no day"),
        (["read", "x", "--max-size", "big"], "is no size"),
        (["read", "x", "--map", "content"], "is no map"),
        (["check", "x", "--map", "words=content"], "is no field of a document"),
        (["read", "x", "--max-size", "0"], "is no size"),
        (["read", "x", "--min-confidence", "2"], "--min-confidence"),
        (["check", "x", "--as-of", "now"], "is no day"),
        (["schema", "claims"], "claims"),
        (["nonsense"], "nonsense"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_wrong_usage_is_explained_and_exits_with_2(run, arguments, what):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("onrecord: ")
    assert what in err


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"], ["check", "-h"], ["measures", "--help"]])
def test_every_command_has_help(run, arguments):
    code, out, _ = run(*arguments)
    assert code == 0
    assert "Usage" in out


def test_one_source_gives_an_object_and_several_an_array(run, article):
    code, out, err = run("read", "--json", article)
    one = json.loads(out)
    assert (code, err) == (0, "")
    assert (one["document"]["published"], one["document"]["text"]) == ("2025-06-19", TEXT)
    _, out, _ = run("read", "--json", article, article)
    assert json.loads(out) == [one, one]
    _, out, _ = run("read", "--json", article.parent)
    assert [item["document"]["ref"] for item in json.loads(out)] == ["article.txt"]


def test_lines_out_are_one_per_document_in_order(run, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"ref": str(at), "text": TEXT}) + "\n" for at in range(5)), "utf-8")
    code, out, _ = run("read", "--jsonl", path)
    assert code == 0
    assert [json.loads(line)["document"]["ref"] for line in out.splitlines()] == list("01234")


def test_a_map_says_which_column_is_which_field(run, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f'note,who\n"{TEXT}",Jane Roe\n', "utf-8")
    code, out, _ = run("read", "--jsonl", path, "--map", "text=note", "--map", "byline=who")
    reading = json.loads(out)
    assert code == 0
    assert (reading["document"]["text"], reading["document"]["byline"]) == (TEXT, "Jane Roe")
    assert reading["origin"]["fields"] == "text=note, byline=who"


def test_one_document_at_a_place_that_may_hold_several_is_an_array_or_an_object_by_its_kind(run, tmp_path):
    (tmp_path / "a.csv").write_text("text\nThe count rose.\n", "utf-8")
    (tmp_path / "feed").write_text("<rss>" + "<item><description>It rose.</description></item>" * 2 + "</rss>", "utf-8")
    assert isinstance(json.loads(run("read", "--json", tmp_path / "a.csv")[1]), list)
    assert len(json.loads(run("read", "--json", tmp_path / "feed")[1])) == 2


def test_what_cannot_be_read_is_reported_and_still_has_its_place(run, article):
    code, out, err = run("read", "--jsonl", "no-such.txt", article)
    missing, found = map(json.loads, out.splitlines())
    assert code == 3
    assert err == "onrecord: no-such.txt: no such file or directory; check the name\n"
    assert (missing["document"]["ref"], missing["document"]["text"]) == ("no-such.txt", "")
    assert missing["issues"][0]["what"] == "no such file or directory; check the name"
    assert found["document"]["text"] == TEXT


def test_exit_1_where_nothing_could_be_read(run, tmp_path):
    assert run("read", "no-such.txt")[0] == 1
    code, out, err = run("read", "--json", tmp_path)
    assert (code, json.loads(out)) == (1, [])
    assert "no document found" in err


def test_every_output_fits_the_printed_schema(run, article):
    for command, shape in [("read", "reading"), ("check", "check")]:
        schema = json.loads(run("schema", shape)[1])
        Draft202012Validator.check_schema(schema)
        for line in run(command, "--jsonl", article, "no-such.txt")[1].splitlines():
            Draft202012Validator(schema).validate(json.loads(line))


def test_the_printed_schema_refers_to_nothing_that_it_leaves_out(run):
    whole = json.loads(files("onrecord.model").joinpath("schema.json").read_text("utf-8"))
    check = json.loads(run("schema", "check")[1])
    assert check["$defs"] == whole["$defs"]
    reading = json.loads(run("schema", "reading")[1])
    assert set(reading["$defs"]) < set(whole["$defs"])
    assert "Check" not in reading["$defs"]


def test_the_day_given_is_used(run, article):
    _, out, _ = run("read", "--json", "--published", "2025-07-01", article)
    reading = json.loads(out)
    assert reading["document"]["published"] == "2025-07-01"
    assert "2025-06-19" in reading["issues"][0]["what"]


@pytest.mark.parametrize(
    ("size", "fits"), [("1k", True), ("0.05k", False), ("50", False), ("1KiB", True), ("2 MB", True)]
)
def test_the_limit_of_size_is_the_users(run, article, size, fits):
    assert run("read", "--max-size", size, article)[0] == (0 if fits else 1)


def test_a_report_is_written_whole_and_never_over_a_directory(run, article, tmp_path):
    report = tmp_path / "report.html"
    code, _, err = run("check", article, "--html", report)
    assert code == 0
    assert "Larkfield" in report.read_text("utf-8")
    assert str(report) in err
    assert run("check", article, "--html", tmp_path)[::2] == (
        1,
        f"onrecord: {tmp_path}: is a directory; give the name of a file\n",
    )
    assert "does not exist" in run("check", article, "--html", tmp_path / "none" / "report.html")[2]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "report.html"]


def test_a_failed_write_leaves_the_old_report(run, article, tmp_path, monkeypatch):
    report = tmp_path / "report.html"
    report.write_text("old", "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    code, _, err = run("check", article, "--html", report)
    assert code == 1
    assert "No space left on device" in err
    assert report.read_text("utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "report.html"]


def test_no_control_sequence_of_a_name_or_text_reaches_the_terminal(run, tmp_path):
    (tmp_path / "evil\x1b[31m.txt").write_text("Evil \x1b]0;title\x07 text said a thing.", "utf-8")
    (tmp_path / "worse\x1b[2J.txt").write_bytes(b"")
    _, out, err = run("check", tmp_path)
    assert "\x1b" not in out + err
    assert "\x07" not in out + err


def test_lone_surrogates_come_out_as_they_went_in(run, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "one \\ud800 two"}', "utf-8")
    code, out, _ = run("read", "--jsonl", path)
    assert code == 0
    assert json.loads(out)["document"]["text"] == "one \ud800 two"
    assert run("read", path)[0] == 0
    assert run("check", path, "--html", tmp_path / "report.html")[0] == 0


def test_a_measure_is_listed_and_shown(run):
    code, out, _ = run("measures", "list")
    assert code == 0
    assert "ice/administrative_arrests" in out
    code, out, _ = run("measures", "show", "ice/administrative_arrests")
    assert code == 0
    assert "leaves out" in out
    assert "releases" in out
    assert run("measures", "show", "ice/nothing")[::2] == (
        1,
        "onrecord: no measure 'ice/nothing' is held; 'onrecord measures list' shows those that are\n",
    )


def test_a_folder_of_measures_that_does_not_hold_is_an_error_in_one_line(run, article, tmp_path):
    folder = tmp_path / "agency" / "measure"
    folder.mkdir(parents=True)
    (folder / "measure.yml").write_text("id: [", "utf-8")
    code, out, err = run("check", article, "--measures", tmp_path)
    assert (code, out) == (1, "")
    assert "measure.yml" in err
    assert "Traceback" not in err


def test_what_nobody_foresaw_is_one_line_and_exit_1(run, monkeypatch, article):
    monkeypatch.setattr("onrecord.run.local.read_sources", lambda *_: 1 / 0)
    code, out, err = run("read", article)
    assert (code, out) == (1, "")
    assert err == "onrecord: failed (ZeroDivisionError: division by zero); please report this with what you ran\n"


def test_a_check_that_breaks_keeps_the_reading(run, monkeypatch, article):
    monkeypatch.setattr("onrecord.check.conclude.check_reading", lambda *_: 1 / 0)
    code, out, _ = run("check", "--json", article)
    checked = json.loads(out)
    assert (code, checked["checks"], checked["reading"]["document"]["text"]) == (0, [], TEXT)
    assert checked["reading"]["issues"][0]["step"] == "check"


def test_an_interrupt_exits_as_shells_have_it(run, monkeypatch, article):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("onrecord.run.local.read_sources", interrupt)
    code, out, err = run("read", article)
    assert (code, out, err) == (130, "", "")


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": 1}\n' * 20_000, "utf-8")
    command = [sys.executable, "-m", "onrecord", "read", "--jsonl", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read().decode()
    assert process.returncode == 1
    assert "Traceback" not in err
    assert "Exception ignored" not in err


def test_the_demo_shows_that_the_target_was_not_reached_and_writes_its_report(tmp_path):
    done = start("demo", cwd=tmp_path)
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert "Not reached" in shown
    assert "Not comparable" in shown
    assert "1,016 a day" in shown
    assert "report.html" in done.stderr.decode()
    report = (tmp_path / "report.html").read_text("utf-8")
    assert "invented for demonstration" in report


def test_doubtful_attributions_are_left_out_on_request(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Jane Roe, an invented clerk, said on Monday that the count had risen.\n" * 3, "utf-8")
    found = [
        json.loads(start("read", "--json", "--min-confidence", least, str(path)).stdout)["attributions"]
        for least in ("0", "1")
    ]
    assert found[0]
    assert found[1] == []


def test_output_off_a_terminal_has_no_colour():
    done = start("measures", "list", env={**os.environ, "TERM": "xterm-256color"})
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout + done.stderr
