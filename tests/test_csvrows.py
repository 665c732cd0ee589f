"""CSV, and JSONL of another shape: fields by a map, given or guessed and said so."""

import hashlib
import json
from datetime import date

import pytest

from intake_builders import GROWERS, LEAD, paragraphs, write
from onrecord.errors import InputError
from onrecord.read.fields import FIELDS, FieldMap, guess_fields, parse_map
from onrecord.read.intake import open_sources
from onrecord.read.lexicon import load_lexicon
from onrecord.read.rows import RowReader
from onrecord.read.stated import stated_day

POSTS = (
    "id,created_at,content,url,media,replies_count\r\n"
    '101,2025-10-31T18:09:12.335Z,"<p>The count, they said, is “rising”.</p><p>JANE ROE,<br/>CLERK &amp; INVENTED</p>",'
    "https://posts.example/@janeroe/101101,,5\r\n"
    "102,2025-10-30T18:09:12.335Z,<p></p>,https://posts.example/@janeroe/102102,https://posts.example/a.jpg,7\r\n"
    '103,2025-10-29T01:00:00.000Z,"<p>Two\nlines.</p>",https://posts.example/@janeroe/103103,,0\r\n'
)


def read(tmp_path, data, name="a.csv", given=(), **options: int):
    fields = parse_map(given) if given else None
    return list(open_sources([str(write(tmp_path, name, data))], fields=fields, **options))


def test_posts_with_html_in_a_column_are_a_document_each(tmp_path):
    first, second, third = read(tmp_path, POSTS)
    document = first.document
    assert document.text == "The count, they said, is “rising”.\n\nJANE ROE,\nCLERK & INVENTED"
    assert (first.ref, document.url, document.published) == (
        "101",
        "https://posts.example/@janeroe/101101",
        date(2025, 10, 31),
    )
    assert (document.byline, document.publisher, document.kind) == ("@janeroe", "posts.example", "statement")
    assert 'has no words in "content"' in second.error
    assert third.document.text == "Two lines."


def test_guesses_are_reported_once_and_kept_with_every_row(tmp_path):
    first, _, third = read(tmp_path, POSTS)
    assert "the fields were guessed by their names (ref=id, text=content" in first.issues[0].what
    assert third.issues == ()
    assert (
        first.origin["fields"] == third.origin["fields"] == "ref=id, text=content, url=url, published=created_at (HTML)"
    )
    assert first.origin["published"] == "field created_at"


def test_the_hash_is_that_of_the_rows_own_bytes(tmp_path):
    third = read(tmp_path, POSTS)[2]
    row = POSTS.encode().split(b"\r\n")[3]
    assert third.document.sha256 == hashlib.sha256(row).hexdigest()


def test_a_map_goes_before_guesses(tmp_path):
    table = "text,note,who,when,link\nnot this,The count rose.,Jane Roe,June 19 2025,https://x.example\n"
    (one,) = read(tmp_path, table, given=["text=note", "byline=who", "published=when", "publisher:=Halden Courier"])
    assert (one.document.text, one.document.byline) == ("The count rose.", "Jane Roe")
    assert (one.document.published, one.document.publisher) == (date(2025, 6, 19), "Halden Courier")
    assert one.document.url == "https://x.example"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_usual_separator_is_seen(tmp_path, separator):
    table = (
        separator.join(["id", "text", "date"]) + "\n" + separator.join(["1", "The count rose.", "2025-06-19"]) + "\n"
    )
    (one,) = read(tmp_path, table)
    assert (one.document.text, one.document.published) == ("The count rose.", date(2025, 6, 19))


def test_a_row_too_short_or_too_long_is_read_and_reported(tmp_path):
    short, long = read(tmp_path, "text,date\nThe count rose.\nIt fell.,2025-06-19,x\n")
    assert "has 1 cells where the first row names 2" in short.issues[-1].what
    assert "has 3 cells" in long.issues[-1].what
    assert long.document.published == date(2025, 6, 19)


def test_a_quotation_mark_that_is_never_closed_does_not_take_the_file(tmp_path):
    rows = 'text,date\n"The count rose,2025-06-19\n' + "It fell.,2025-06-19\n" * 2000 + "The end.,2025-06-20\n"
    found = read(tmp_path, rows, max_size=10_000)
    assert "close its quotation marks" in found[0].error
    assert found[-1].document.text == "The end."


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("", "is empty"),
        ("a,b\n1,2\n", "has no column that looks like the text among a, b; say which with --map text=NAME"),
        (b"PK\x03\x04" + bytes(60), "is a zip archive"),
        ("text\n".encode("utf-16"), "is UTF-16; save it as UTF-8"),
        ("text" + ",x" * 5000 + "\n", "columns"),
    ],
)
def test_a_table_that_cannot_be_read_is_explained(tmp_path, data, what):
    (one,) = read(tmp_path, data)
    assert what in one.error


def test_a_table_of_a_name_alone_gives_nothing(tmp_path):
    assert read(tmp_path, "text,date\n") == []


def test_lines_of_another_shape_are_guessed_and_told(tmp_path):
    row = {"id": 7, "headline": "Count rises", "body": paragraphs(LEAD, GROWERS), "author": {"name": "Petra Lindqvist"}}
    first, second = read(tmp_path, "\n".join([json.dumps(row)] * 2), "a.jsonl")
    assert first.document.text == f"{LEAD}\n\n{GROWERS}"
    assert (first.ref, first.document.title, first.document.byline) == ("7", "Count rises", "Petra Lindqvist")
    assert "guessed" in first.issues[0].what
    assert second.issues == ()


def test_lines_of_the_own_shape_are_never_guessed(tmp_path):
    row = {"text": "<p>As given.</p>", "date": "2025-06-19", "author": "Jane Roe"}
    (one,) = read(tmp_path, json.dumps(row), "a.jsonl")
    assert one.document.text == "<p>As given.</p>"
    assert (one.document.published, one.document.byline, dict(one.origin)) == (None, None, {})


def test_a_map_goes_into_nested_objects(tmp_path):
    row = {"data": {"article": {"body": LEAD}}, "meta": {"day": 1750291200}}
    (one,) = read(tmp_path, json.dumps(row), "a.jsonl", given=["text=data.article.body", "published=meta.day"])
    assert (one.document.text, one.document.published) == (LEAD, date(2025, 6, 19))


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ("text", "is no map"),
        ("text=", "is no map"),
        ("words=content", "is no field of a document"),
        ("kind:=poem", "is no kind of document"),
    ],
)
def test_a_map_that_says_nothing_is_refused(given, what):
    with pytest.raises(InputError, match=what):
        parse_map([given])


def test_a_field_mapped_twice_is_refused():
    with pytest.raises(InputError, match="mapped twice"):
        parse_map(["text=a", "text=b"])


def test_every_field_has_names_to_guess_by():
    assert set(load_lexicon("fields")) == set(FIELDS) - {"kind"}


def test_no_name_is_taken_for_two_fields():
    guessed = guess_fields(["Content", "Published At", "content"], FieldMap())
    assert guessed.names == {"text": "Content", "published": "Published At"}


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2025-06-19", date(2025, 6, 19)),
        ("2025-06-19T23:30:00-04:00", date(2025, 6, 19)),
        ("20250619T000000Z", date(2025, 6, 19)),
        ("Thu, 19 Jun 2025 23:30:00 -0400", date(2025, 6, 19)),
        ("Thursday, June 19, 2025", date(2025, 6, 19)),
        ("19 June 2025", date(2025, 6, 19)),
        ("Sept. 3rd, 2025", date(2025, 9, 3)),
        (1750291200, date(2025, 6, 19)),
        ("1750291200000", date(2025, 6, 19)),
        ("06/07/2025", None),
        ("2025-02-30", None),
        ("soon", None),
        ("", None),
        (None, None),
        (True, None),
        (float("nan"), None),
        (10**400, None),
        ("9" * 500, None),
    ],
)
def test_a_day_is_read_only_where_it_is_one(stated, day):
    assert stated_day(stated) == day


@pytest.mark.parametrize(
    ("column", "kind"), [("username", "statement"), ("account", "statement"), ("author", "unknown")]
)
def test_a_row_of_an_account_is_its_statement(column, kind):
    reader = RowReader(FieldMap({"text": "text", "byline": column}))
    document = reader.open_row({"text": "Prices fell by 4 percent.", column: "adalund"}, b"", "row 1").document
    assert (document.kind, document.byline) == (kind, "adalund")


def test_an_account_named_in_a_post_stands_apart_from_the_next_word():
    text = '<p>RT <span class="h-card"><a href="x">@<span>boott</span></a></span>Prices fell.</p>'
    document = RowReader(FieldMap({"text": "text"})).open_row({"text": text}, b"", "row 1").document
    assert document.text == "RT @boott Prices fell."


def test_a_quotation_that_a_page_marks_has_the_marks_that_a_browser_shows():
    text = "<p>She said <q>no deal</q> and left.</p>"
    document = RowReader(FieldMap({"text": "text"})).open_row({"text": text}, b"", "row 1").document
    assert document.text == "She said “no deal” and left."
