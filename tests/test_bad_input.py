"""Bad input through the real command line: a clear message or an issue, the right exit code, bounded memory."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from intake_builders import pdf

TEXT = (
    "LARKFIELD, Ohio — Jane Roe, a spokesperson for the invented town of Larkfield, said on Monday that “the count” "
    "had risen by 12 percent.\n\nJohn Doe, an invented neighbour, denied it.\n"
)
MAIL = b"From: press@halden.example\n"
LAUGHS = "".join(f"<!ENTITY a{at} '{50 * ('&a' + str(at - 1) + ';')}'>" for at in range(1, 9))
SPANISH = "El portavoz del pueblo inventado dijo el lunes que el recuento había subido un doce por ciento en un año. "
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40
LIMIT_KB = 2_000_000

PEAK = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[2:], stdout=open(sys.argv[1] + "/out", "wb"), stderr=open(sys.argv[1] + "/err", "wb"))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode)
"""


class Done:
    """What came of a command: exit code, output, messages; none may be a traceback, and memory is bounded."""

    def __init__(self, scratch: Path, *arguments: object) -> None:
        scratch.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
        watched = [sys.executable, "-c", PEAK, str(scratch), *command]
        watcher = subprocess.run(watched, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        self.code = watcher.returncode
        self.out = (scratch / "out").read_text("utf-8")
        self.err = (scratch / "err").read_text("utf-8")
        assert "Traceback" not in self.out + self.err
        assert int(watcher.stdout) < LIMIT_KB

    @property
    def readings(self):
        """The readings of JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(tmp_path):
    return lambda *arguments: Done(tmp_path / "scratch", *arguments)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("empty.txt", b"", "is empty; there is nothing to read"),
        ("blank.txt", b" \n\t\n", "is empty; there is nothing to read"),
        (
            "picture.txt",
            PNG,
            "is a PNG image, not text; give its text as a .txt, .md, .html, .pdf, .eml, .csv or .jsonl file",
        ),
        ("nul.txt", b"The count\x00rose.", "holds NUL bytes, so it is not text"),
        ("noise.txt", bytes(range(1, 32)) * 100, "is full of control characters, so it is not text"),
        (
            "large.txt",
            b"The count rose. " * 1_310_720,
            "is larger than the limit of 2,097,152 bytes; raise it with --max-size",
        ),
        (
            "script.html",
            b"<html><body><script>" + b"write('all');" * 5000 + b"</script></body></html>",
            "no article text",
        ),
        ("deep.html", b"<html><body>" + b"<div>" * 300_000, "no article text"),
        ("tables.html", b"<html><body>" + b"<table><tr><td>" * 100_000, "no article text"),
        (
            "entities.html",
            b'<!DOCTYPE html [<!ENTITY a "ha">'
            + b"".join(b'<!ENTITY a%d "&a;&a;&a;">' % at for at in range(9))
            + b"]><p>&a8;",
            "no article text",
        ),
        ("paper.pdf", b"%PDF-1.7\n", "is a damaged PDF"),
        ("scan.pdf", pdf([]), "is a PDF without text"),
        ("bomb.pdf", pdf([(72, 700, 12, "x")], extra=b" " * 400_000_000), "is a PDF"),
        (
            "deep.eml",
            MAIL + b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (at, at) for at in range(9999)),
            "is an e-mail nested too deeply",
        ),
        (
            "broad.eml",
            MAIL + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 200_000,
            "is an e-mail of more than 500 parts",
        ),
        ("laughs.xml", f"<!DOCTYPE rss [{LAUGHS}]><rss>&a8;</rss>".encode(), "without an RSS item or Atom entry"),
        ("deep.xml", b"<rss>" + b"<item>" * 500_000, "feed"),
        (
            "attributes.html",
            b"<html><body " + b"".join(b"a%d=1 " % at for at in range(200_000)) + b">",
            "no article text",
        ),
    ],
)
def test_what_cannot_be_read_is_named_in_one_line(run, folder, name, data, what):
    done = run("read", write(folder, name, data))
    assert (done.code, done.out) == (1, "")
    assert f"{name}: " in done.err
    assert what in done.err
    assert done.err.count("\n") == 1


def test_a_directory_with_unreadable_files_is_read_to_its_end(run, folder):
    write(folder, "a.txt", TEXT)
    write(folder, "picture.txt", PNG)
    write(folder, "z.txt", TEXT)
    (folder / "gone.txt").symlink_to("nowhere")
    (folder / "folder.txt").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "s"))
        done = run("read", "--jsonl", folder)
    assert done.code == 3
    assert [reading["document"]["ref"] for reading in done.readings] == [
        "a.txt",
        "gone.txt",
        "picture.txt",
        "s",
        "z.txt",
    ]
    assert [bool(reading["document"]["text"]) for reading in done.readings] == [True, False, False, False, True]
    assert done.err.count("onrecord: ") == 3


def test_a_feed_of_a_hundred_thousand_items_is_bounded_and_reported(run, folder):
    items = "".join(f"<item><title>Item {at}</title></item>" for at in range(100_000))
    text = f"<item><description>{TEXT}</description></item>"
    done = run("read", "--jsonl", write(folder, "a.rss", f"<rss><channel>{text}{items}</channel></rss>"))
    assert done.code == 3
    assert len(done.readings) == 10_001
    assert "holds more than 10,000 items" in done.readings[-1]["issues"][0]["what"]
    assert done.readings[0]["document"]["text"].startswith("LARKFIELD")


def test_posts_with_and_without_words_are_read_as_one_array(run, folder):
    rows = f'id,created_at,content\n1,2025-06-19T08:00:00Z,"<p>{TEXT}</p>"\n2,2025-06-19T08:00:00Z,<p></p>\n'
    done = run("read", "--json", write(folder, "a.csv", rows))
    first, second = json.loads(done.out)
    assert done.code == 3
    assert (first["document"]["ref"], first["document"]["published"]) == ("1", "2025-06-19")
    assert first["origin"]["published"] == "field created_at"
    assert "has no words" in second["issues"][0]["what"]


def test_an_endless_row_of_a_table_is_reported_in_one_line(run, folder):
    done = run("read", write(folder, "a.csv", b'text,date\n"' + b"The count rose. " * 400_000))
    assert (done.code, done.out) == (1, "")
    assert "a.csv:2: is a row larger than the limit" in done.err
    assert done.err.count("\n") == 1


def test_an_address_inside_the_network_is_refused_in_one_line(run):
    done = run("check", "http://127.0.0.1:9/")
    assert (done.code, done.out) == (1, "")
    assert "no address of the public internet" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_other_encodings_give_the_same_reading(run, folder, encoding):
    done = run("read", "--jsonl", write(folder, "a.txt", TEXT), write(folder, "b.txt", TEXT.encode(encoding)))
    plain, other = done.readings
    assert done.code == 0
    assert other["document"]["id"] == plain["document"]["id"]
    assert other["attributions"] == plain["attributions"]


def test_nothing_is_guessed_of_a_text_in_another_language(run, folder):
    done = run("check", "--jsonl", write(folder, "a.txt", SPANISH * 5))
    (checked,) = done.readings
    reading = checked["reading"]
    assert done.code == 0
    assert reading["document"]["language"] == "es"
    assert reading["issues"][0]["step"] == "language"
    assert reading["attributions"] == reading["claims"] == reading["quantities"] == checked["checks"] == []


def test_lines_with_surrogates_and_nonsense_do_not_stop_the_rest(run, folder):
    lines = [
        json.dumps({"ref": "one", "text": TEXT}),
        '{"ref": "lone", "text": "Jane Roe, who is invented, said \\ud83d the count \\udc00 rose."}',
        "{not json",
        '{"text": ' + "[" * 200_000,
        '{"ref": "nul", "text": "Jane Roe said\\u0000 so."}',
        json.dumps({"ref": "two", "text": TEXT}),
    ]
    path = write(folder, "a.jsonl", "\n".join(lines))
    done = run("check", "--jsonl", path, "--html", folder / "report.html")
    refs = [checked["reading"]["document"]["ref"] for checked in done.readings]
    assert done.code == 3
    assert refs == ["one", "lone", f"{path}:3", f"{path}:4", "nul", "two"]
    assert done.readings[1]["reading"]["document"]["text"].count("\ud83d") == 1
    assert (folder / "report.html").stat().st_size > 1000


ODD = {
    "a word": "word " * 2_000,
    "one word": "x" * 50_000,
    "cues": "said " * 1_000,
    "quotes": "“" * 1_000 + "said" + "”" * 1_000,
    "quantities": "3,000 arrests a day, " * 100,
    "brackets": "(" * 5_000 + ")" * 5_000,
    "lines": "Jane Roe said.\n" * 200,
    "newlines": "\n" * 100_000 + "x",
    "combining": "a\u0301" * 5_000,
    "direction": "\u202e" + TEXT + "\u2066" * 1_000,
    "days": "Monday " * 1_000,
    "bylines": "By Jane Roe\n" * 200,
    "digits": "1" * 20_000,
    "no spaces": TEXT.replace(" ", "") * 20,
}


def test_odd_and_endless_texts_are_read(run, folder):
    lines = [json.dumps({"ref": ref, "text": text, "published": "2025-06-19"}) for ref, text in ODD.items()]
    done = run("check", "--jsonl", write(folder, "a.jsonl", "\n".join(lines)))
    assert done.code == 0
    for checked, (ref, text) in zip(done.readings, ODD.items(), strict=True):
        reading = checked["reading"]
        assert (reading["document"]["ref"], reading["document"]["text"]) == (ref, text)
        assert "".join(text[part["start"] : part["end"]] for part in reading["segments"]) == text
        assert not [issue for issue in reading["issues"] if "failed" in issue["what"]], ref


def test_markup_in_an_article_stays_text_in_the_report(run, folder):
    text = "Jane Roe, who is invented, said “<script>alert(1)</script> <img src=x onerror=alert(1)>” on Monday.\n"
    done = run("check", write(folder, "a.txt", text), "--html", folder / "report.html")
    report = (folder / "report.html").read_text("utf-8")
    assert done.code == 0
    assert "<script>alert" not in report
    assert "<img src=x" not in report


def test_a_row_with_a_text_too_long_to_read_does_not_stop_the_others(run, folder):
    path = folder / "rows.jsonl"
    rows = [{"ref": "long", "text": "The dam is safe. " * 300_000}, {"ref": "short", "text": "The dam is safe."}]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    done = run("read", "--jsonl", "--max-size", "100MB", path)
    assert done.code == 3
    assert "holds 5,100,000 characters, more than the 4,194,304" in done.readings[0]["issues"][0]["what"]
    assert done.readings[1]["document"]["text"] == "The dam is safe."
