import io
import json
import os
import socket
import sys
from datetime import date
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.read.decode import decode
from onrecord.read.intake import open_sources
from onrecord.read.kind import guess_kind
from onrecord.read.language import detect_language
from onrecord.read.mojibake import mojibake

TEXT = "Jane Roe, who is invented, said the count of “Larkfield” had risen.\r\n\r\nNobody else said so.\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256))


def opened(path, max_size=1_000_000, published=None):
    (one,) = open_sources([str(path)], max_size=max_size, published=published)
    return one


def error_of(path, max_size=1_000_000):
    one = opened(path, max_size)
    assert one.document is None
    return one.error


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def page(body, head=""):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


ARTICLE = page(
    "<nav><a href='/'>Home</a></nav><article><h1>Larkfield counts</h1>"
    + "<p>Jane Roe, who is invented, said on Sunday that the count had risen &amp; risen again in the town.</p>" * 4
    + "</article><script>var x = 'not text';</script>",
    '<meta property="article:published_time" content="2025-06-19T08:00:00Z"><title>Larkfield counts</title>'
    '<meta name="author" content="Jane Roe"><meta property="og:site_name" content="Larkfield Ledger">'
    '<link rel="canonical" href="https://ledger.example/count">',
)


def test_the_text_is_the_files_own_with_its_newlines(tmp_path):
    document = opened(write(tmp_path, "a.txt", TEXT)).document
    assert document.text == TEXT
    assert document.ref.endswith("a.txt")


def test_a_crawl_prefix_becomes_the_day_of_publication_and_is_cut(tmp_path):
    document = opened(write(tmp_path, "a.txt", f" date 2025-06-19 {TEXT}")).document
    assert (document.published, document.text) == (date(2025, 6, 19), TEXT)


def test_a_prefix_with_an_impossible_date_stays_and_is_reported(tmp_path):
    one = opened(write(tmp_path, "a.txt", f"date 2025-02-30 {TEXT}"))
    assert one.document.text == f"date 2025-02-30 {TEXT}"
    assert one.document.published is None
    assert "no day of the calendar" in one.issues[0].what


def test_the_day_given_goes_before_the_documents_own_and_says_so(tmp_path):
    path = write(tmp_path, "a.txt", f"date 2025-06-19 {TEXT}")
    one = opened(path, published=date(2025, 7, 1))
    assert one.document.published == date(2025, 7, 1)
    assert "2025-06-19" in one.issues[0].what
    assert opened(path, published=date(2025, 6, 19)).issues == ()


def test_an_id_depends_on_the_text_and_not_on_the_name(tmp_path):
    one, two = write(tmp_path, "a.txt", TEXT), write(tmp_path, "b.md", TEXT)
    assert opened(one).document.id == opened(two).document.id
    assert opened(one).document.id != opened(write(tmp_path, "c.txt", TEXT + "x")).document.id


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_in_any_usual_encoding_is_read_the_same(tmp_path, encoding):
    assert opened(write(tmp_path, "a.txt", TEXT.encode(encoding))).document.text == TEXT


def test_utf8_with_a_few_broken_bytes_is_read_and_reported():
    text, note = decode(("“é” " * 20).encode() + b"\xff end")
    assert text == "“é” " * 20 + "\ufffd end"
    assert "1 bytes are not valid UTF-8" in note


def test_islands_of_windows_1252_in_utf8_are_read_and_reported():
    text, note = decode("“é” said ".encode() + b"caf\xe9\x94 \x93hi\x94 \x96 " + ("“é” " * 20).encode())
    assert text == "“é” said café” “hi” – " + "“é” " * 20
    assert note == "5 bytes are not valid UTF-8; each was read as Windows-1252"


def test_utf8_cut_off_in_a_character_is_not_taken_for_windows_1252():
    text, note = decode(("“é” " * 20).encode() + b"\xe2\x80 end")
    assert text == "“é” " * 20 + "\ufffd end"
    assert "stands as U+FFFD" in note


def test_mojibake_is_kept_and_reported_with_its_place(tmp_path):
    text = "Jane Roe said itâ€™s a cafÃ©.\n"
    one = opened(write(tmp_path, "a.txt", text))
    assert one.document.text == text
    (issue,) = one.issues
    assert "2 places look like UTF-8 once read as Windows-1252, the first “â€™” for “’”" in issue.what
    assert text[issue.start : issue.end] == "â€™"


@pytest.mark.parametrize("text", ["CAFÉ” NAÏVE À la façade", "Ângela ÂGE", "â la carte"])
def test_letters_with_accents_are_no_mojibake(text):
    assert mojibake(text) is None


def test_what_could_not_be_read_before_is_reported(tmp_path):
    (issue,) = opened(write(tmp_path, "a.txt", "Jane Roe said \ufffdno\ufffd.")).issues
    assert "holds 2 characters that could not be read" in issue.what


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_or_a_plain_error(data):
    try:
        text, _ = decode(data)
    except InputError as error:
        text = str(error)
    assert "\x00" not in text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=3))
def test_utf8_without_controls_is_never_rewritten(text):
    data = text.encode()
    if not data.startswith((b"\xef\xbb\xbf", b"%PDF-")):
        assert decode(data) == (text, None)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (PNG, "is a PNG image, not text"),
        (b"PK\x03\x04" + bytes(60), "is a zip archive"),
        (b"MZ" + bytes(60), "is a program"),
        (b"RIFF" + bytes(60), "is a sound, film or image file"),
        (bytes(range(1, 32)) * 20, "is full of control characters"),
        (b"The count\x00 rose in the town of Larkfield, they said.", "holds NUL bytes"),
        ("The count\x00 rose".encode("utf-16"), "holds NUL characters"),
    ],
)
def test_what_is_no_text_is_named(tmp_path, data, what):
    assert what in error_of(write(tmp_path, "picture.txt", data))


def test_a_text_that_begins_like_a_file_format_is_a_text(tmp_path):
    assert opened(write(tmp_path, "a.txt", "MZ Holdings, an invented firm, said it had counted.")).document is not None


@pytest.mark.parametrize("data", ["", "  \n\t\r\n", "\ufeff", "date 2025-06-19 \n"])
def test_a_file_of_nothing_is_reported(tmp_path, data):
    assert error_of(write(tmp_path, "a.txt", data)) == "is empty; there is nothing to read"


def test_no_more_than_the_limit_is_read(tmp_path):
    path = write(tmp_path, "a.txt", "x" * 1001)
    assert "limit of 1,000 bytes; raise it with --max-size" in error_of(path, max_size=1000)
    assert opened(path, max_size=1001).document is not None


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("gopher://ledger.example/count", "is an address that is not of the web"),
        ("", "an empty name"),
        ("no-such-file.txt", "no such file"),
        ("no\0such", "cannot be opened"),
        ("a.json", "one document per line in a .jsonl file"),
    ],
)
def test_a_source_that_cannot_be_opened_is_explained(source, what):
    assert what in error_of(source)


def test_a_page_gives_its_article_and_what_it_says_of_itself(tmp_path):
    document = opened(write(tmp_path, "a.html", ARTICLE)).document
    assert (document.title, document.byline, document.publisher) == ("Larkfield counts", "Jane Roe", "Larkfield Ledger")
    assert (document.published, document.url) == (date(2025, 6, 19), "https://ledger.example/count")
    assert "risen & risen again" in document.text
    assert "not text" not in document.text
    assert "Home" not in document.text


def test_a_page_under_another_name_is_read_as_a_page(tmp_path):
    assert opened(write(tmp_path, "a.txt", ARTICLE)).document.title == "Larkfield counts"


def test_a_page_in_its_declared_encoding_is_read(tmp_path):
    markup = ARTICLE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("the count", "“the” café count")
    assert "“the” café count" in opened(write(tmp_path, "a.html", markup.encode("cp1252"))).document.text


def test_an_address_that_is_not_of_the_web_is_left_out(tmp_path):
    document = opened(
        write(tmp_path, "a.html", ARTICLE.replace("https://ledger.example/count", "javascript:alert(1)"))
    ).document
    assert document.url is None


@pytest.mark.parametrize(
    "markup",
    [
        page("<script>" + "document.write('all of it');" * 50 + "</script><noscript></noscript>"),
        page("<div>" * 50000),
        page("<table><tr><td>" * 20000),
        "<html>",
        '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]><html><body><p>&b;</p></body></html>',
    ],
)
def test_a_page_without_an_article_is_reported(tmp_path, markup):
    assert "is a page with no article text" in error_of(write(tmp_path, "a.html", markup))


def test_lines_give_one_document_each_in_order_with_their_refs(tmp_path):
    rows = [
        {"ref": "one", "text": f"date 2025-06-19 {TEXT}", "title": "T", "url": "https://x.example", "publisher": "P"},
        {"ref": "two", "text": TEXT, "published": "2025-06-20"},
        {"text": TEXT},
    ]
    found = list(open_sources([str(write(tmp_path, "a.jsonl", "\n\n".join(map(json.dumps, rows))))]))
    assert [one.ref for one in found][:2] == ["one", "two"]
    assert found[2].ref.endswith("a.jsonl:5")
    first = found[0].document
    assert (first.text, first.published) == (rows[0]["text"], date(2025, 6, 19))
    assert (first.title, first.url, first.publisher) == ("T", "https://x.example", "P")
    assert found[1].document.published == date(2025, 6, 20)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"{", "is no JSON"),
        (b"[1]", "is no JSON object"),
        (b'{"text": 3}', 'has no "text" that is a string'),
        (b'{"text": " "}', "is empty"),
        (b'{"text": "\xff"}', "is not UTF-8"),
        (b'{"text": ' + b"[" * 100000, "nested too deeply"),
        (b'{"text": "x", "n": ' + b"1" * 9000 + b"}", "a number too long"),
        (b'{"text": "' + b"x" * 200000 + b'"}', "is a line larger than the limit"),
    ],
)
def test_a_bad_line_is_reported_and_the_rest_go_on(tmp_path, line, what):
    good = json.dumps({"ref": "good", "text": TEXT}).encode()
    path = write(tmp_path, "a.jsonl", b"\n".join([good, line, good]))
    before, bad, after = open_sources([str(path)], max_size=150_000)
    assert before.document.id == after.document.id
    assert bad.ref == f"{path}:2"
    assert what in bad.error


def test_fields_of_the_wrong_type_are_left_out_and_reported(tmp_path):
    row = {"ref": 7, "text": TEXT, "title": 3, "published": "2025-02-30"}
    one = opened(write(tmp_path, "a.jsonl", json.dumps(row)))
    assert (one.ref, one.document.title, one.document.published) == ("7", None, None)
    assert ['"title"' in issue.what or '"published"' in issue.what for issue in one.issues] == [True, True]


def test_lone_surrogates_are_kept_and_reported(tmp_path):
    one = opened(write(tmp_path, "a.jsonl", '{"text": "a \\ud800 count"}'))
    assert one.document.text == "a \ud800 count"
    assert "1 lone surrogates" in one.issues[0].what


@pytest.mark.parametrize(
    ("data", "count"),
    [(TEXT.encode(), 1), (ARTICLE.encode(), 1), (b'{"text": "One."}\n{"text": "Two."}\n', 2)],
)
def test_standard_input_takes_text_a_page_or_lines(monkeypatch, data, count):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
    found = list(open_sources(["-"]))
    assert len(found) == count
    assert all(one.error is None for one in found)


def test_a_directory_gives_its_files_in_name_order_with_relative_refs(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("c.txt", "a.txt", "b/d.txt", ".x.txt", ".hidden/e.txt"):
        write(tmp_path, name, TEXT)
    assert [one.ref for one in open_sources([str(tmp_path)])] == ["a.txt", "b/d.txt", "c.txt"]


def test_what_cannot_be_read_in_a_directory_is_reported_and_the_rest_go_on(tmp_path, monkeypatch):
    outside = write(tmp_path, "outside.txt", TEXT)
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder, "a.txt", TEXT)
    write(folder, "z.txt", TEXT)
    (folder / "dangling.txt").symlink_to("nowhere")
    (folder / "inside.txt").symlink_to("a.txt")
    (folder / "loop").symlink_to(".")
    (folder / "out.txt").symlink_to(outside)
    os.mkfifo(folder / "pipe")
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        found = {one.ref: one.error for one in open_sources([str(folder)])}
    assert [ref for ref, error in found.items() if error is None] == ["a.txt", "inside.txt", "z.txt"]
    assert "leads out of the directory" in found["out.txt"]
    assert "is a link to nothing" in found["dangling.txt"]
    assert "is no regular file" in found["socket"]
    assert "is no regular file" in found["pipe"]
    assert "loop" not in found


def test_a_file_without_the_right_to_read_it_is_reported(tmp_path, monkeypatch):
    path = write(tmp_path, "a.txt", TEXT)
    monkeypatch.setattr(type(path), "open", Mock(side_effect=PermissionError(13, "Permission denied")))
    assert "cannot be opened (Permission denied)" in error_of(path)


def test_what_breaks_in_an_extractor_is_reported_and_the_rest_go_on(tmp_path, monkeypatch):
    monkeypatch.setattr("onrecord.read.intake.decode", Mock(side_effect=MemoryError))
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "b.html", ARTICLE)
    found = list(open_sources([str(tmp_path)]))
    assert "MemoryError" in found[0].error
    assert found[1].document is not None


def test_plain_english_needs_no_model(monkeypatch):
    monkeypatch.setattr("onrecord.read.language._identifier", Mock(side_effect=AssertionError))
    sentence = "The council of the invented town said that the votes and the letters had been counted with care. "
    assert detect_language(sentence * 5) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Le conseil de la ville a dit dimanche qu'il avait compté les voix deux fois et qu'il recommencerait. " * 9,
            "fr",
        ),
        (
            "The town council said on Sunday that it had counted the votes twice and would count them again on Monday.",
            "en",
        ),
        (
            "El ayuntamiento dijo el domingo que había contado los votos dos veces y que lo haría otra vez el lunes.",
            "es",
        ),
        (
            "Der Stadtrat sagte am Sonntag, er habe die Stimmen zweimal gezählt und werde es am Montag wieder tun.",
            "de",
        ),
        ("市議会は日曜日に、票を二度数えたこと、そして月曜日にもう一度数えることを発表した。", "ja"),
        ("Too short to tell.", None),
        ("x " * 200, None),
    ],
)
def test_the_language_is_told_where_there_is_enough_of_it(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("FOR IMMEDIATE RELEASE\n\nThe count rose.", "release"),
        ("Opinion\n\nThe count rose.", "opinion"),
        ("News in brief\n\nThe count rose.", "briefs"),
        ("Analysis: Why the count rose\n\nIt rose.", "analysis"),
        ("Live updates: the count\n\n" + "4:40 p.m.\n\nThe count rose.\n\n" * 3, "live"),
        ("The hearing\n\n" + "Q: Did it rise?\n\nMS. ROE: It did.\n\n" * 3, "transcript"),
        ("The hearing\n\n" + "Dana Whitcombe: It rose.\n\nJane Roe: Did it?\n\n" * 3, "transcript"),
        ("The hearing began at 4:40 p.m.\n\nIt ended at 5:15.\n\nJane Roe: It rose.", "unknown"),
        ("HALDEN, Ohio (Invented Wire) — The count rose.", "news"),
        ("Live music returns to Halden\n\nThe count rose.", "unknown"),
        ("A brief history of the count\n\nThe count rose.", "unknown"),
    ],
)
def test_labels_and_shapes_tell_the_kind(text, kind):
    assert guess_kind(text) == kind


@pytest.mark.parametrize("text", ["“No,” he said. “No.” It’s over…", "“It’s”", "‘Café’ — “Größe”"])
def test_marks_of_windows_are_told_in_a_short_text_too(text):
    assert decode(text.encode("cp1252")) == (text, "not UTF-8; read as Windows-1252")


def test_text_of_another_country_is_still_guessed():
    text = "Zażółć gęślą jaźń, powiedział wójt gminy Łódź i poszedł dalej śpiewać."
    assert decode(text.encode("cp1250"))[0] == text
