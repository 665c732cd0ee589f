"""PDF press releases, written by hand: paragraphs, running heads, and everything a PDF may do to a reader."""

import time
import zlib
from datetime import date

import pytest

from intake_builders import COUNCIL, GROWERS, LEAD, opened, pdf, write
from onrecord.read.pdf_layout import Line, paragraphs


def lines(*texts: str, top=720.0, left=72.0, size=12, step=14.0):
    """Return lines of one paragraph each below the other."""
    return [(left, top - at * step, size, text) for at, text in enumerate(texts)]


def wrapped(text, width=80):
    """Return a text in lines as a word processor wraps it."""
    found = [""]
    for word in text.split():
        if len(found[-1]) + len(word) > width:
            found.append("")
        found[-1] = f"{found[-1]} {word}".strip()
    return found


RELEASE = [
    *lines("FOR IMMEDIATE RELEASE", "June 19, 2025", top=740, step=24),
    *lines("Count of cases rises", top=690, size=20),
    *lines(*wrapped(LEAD), top=650),
    *lines(*wrapped(GROWERS), top=590),
    *lines("###", top=540),
]


def test_a_release_gives_its_paragraphs_its_kind_and_its_day(tmp_path):
    one = opened(write(tmp_path, "a.pdf", pdf(RELEASE, info="/Title (Count of cases rises)")))
    document = one.document
    assert document.text.split("\n\n") == [
        "FOR IMMEDIATE RELEASE",
        "June 19, 2025",
        "Count of cases rises",
        LEAD,
        GROWERS,
        "###",
    ]
    assert (document.kind, document.published, document.title) == ("release", date(2025, 6, 19), "Count of cases rises")
    assert one.origin == {"published": "a line near the top"}


def test_a_pdf_under_another_name_is_read(tmp_path):
    assert LEAD in opened(write(tmp_path, "release", pdf(RELEASE))).document.text


def test_running_heads_and_page_numbers_are_left_out_and_said_so(tmp_path):
    pages = [
        [
            *lines("Halden Press Office", top=770),
            *lines(*wrapped(text)),
            *lines(f"Page {number} of 3", top=30),
        ]
        for number, text in enumerate((LEAD, GROWERS, COUNCIL), 1)
    ]
    one = opened(write(tmp_path, "a.pdf", pdf(*pages)))
    assert "Halden Press Office" not in one.document.text
    assert "of 3" not in one.document.text
    assert one.document.text.split("\n\n") == [LEAD, GROWERS, COUNCIL]
    assert any("6 running heads" in issue.what for issue in one.issues)


def test_a_paragraph_goes_on_over_the_page(tmp_path):
    first, second = wrapped(LEAD)[:1], wrapped(LEAD)[1:]
    one = opened(write(tmp_path, "a.pdf", pdf(lines(*first, top=60), lines(*second))))
    assert one.document.text == LEAD


def test_the_day_a_file_was_made_is_not_the_day_it_was_published(tmp_path):
    one = opened(write(tmp_path, "a.pdf", pdf(lines(LEAD), info="/CreationDate (D:20250701120000Z)")))
    assert one.document.published is None
    assert any("made on 2025-07-01" in issue.what and "--published" in issue.what for issue in one.issues)


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("the govern-", "ment said so.", "the government said so."),
        ("a long-", "term plan, and long-term it is", "a long-term plan, and long-term it is"),
        ("in the years 2019-", "2020 it rose", "in the years 2019- 2020 it rose"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_made_whole(above, below, expected):
    laid = paragraphs([Line(0, 72, 700, 12, above), Line(0, 72, 686, 12, below)])
    assert laid.paragraphs == (expected,)


def test_ligatures_are_letters():
    assert paragraphs([Line(0, 72, 700, 12, "The oﬃce ﬁled it.")]).paragraphs == ("The office filed it.",)


def test_items_of_a_list_are_paragraphs():
    found = paragraphs([Line(0, 72, 700 - 14 * at, 12, text) for at, text in enumerate(["• one", "• two", "3. three"])])
    assert found.paragraphs == ("• one", "• two", "3. three")


def bomb() -> bytes:
    """Return a page whose content unpacks to 1.5 GB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 15_000_000) for _ in range(100)) + packer.flush()
    return replace_content(pdf(lines("x")), packed)


def replace_content(data: bytes, packed: bytes) -> bytes:
    """Return a PDF whose first page's content is another."""
    start = data.index(b"stream\n") + 7
    end = data.index(b"\nendstream")
    return data[:start] + packed + data[end:]


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("empty", b"", "is empty"),
        ("nothing", b"%PDF-1.7\n", "is a damaged PDF"),
        ("cut", pdf(RELEASE)[:300], "PDF"),
        ("scan", pdf([]), "is a PDF without text (1 pages, a scan perhaps); run it through OCR"),
        (
            "encrypted",
            pdf(
                RELEASE,
                trailer="/Encrypt << /Filter /Standard /V 1 /R 2 /O <"
                + "41" * 32
                + "> /U <"
                + "42" * 32
                + "> /P -4 >> "
                "/ID [<41> <41>]",
            ),
            "is an encrypted PDF; take its password off",
        ),
        ("noise", b"%PDF-1.7\n" + bytes(range(256)) * 500, "PDF"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_explained(tmp_path, name, data, what):
    one = opened(write(tmp_path, f"{name}.pdf", data))
    assert one.document is None
    assert what in one.error


def test_a_bomb_in_a_pdf_is_defused(tmp_path):
    began = time.monotonic()
    one = opened(write(tmp_path, "bomb.pdf", bomb()), max_size=4_000_000)
    assert one.document is None
    assert "PDF" in one.error
    assert time.monotonic() - began < 90


def test_a_page_tree_that_leads_to_itself_is_reported(tmp_path):
    data = pdf(RELEASE).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    assert opened(write(tmp_path, "a.pdf", data)).document is None


def test_a_pdf_that_takes_too_long_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr("onrecord.read.pdf._SECONDS", 0.01)
    assert "takes longer than" in opened(write(tmp_path, "a.pdf", pdf(RELEASE))).error


def test_more_text_than_the_limit_is_reported(tmp_path):
    one = opened(write(tmp_path, "a.pdf", pdf(RELEASE)), max_size=200)
    assert "limit of 200 bytes" in one.error
