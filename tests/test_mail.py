"""E-mail: which part is read, what is left out, and messages made to hurt."""

import time
from datetime import date
from email.message import EmailMessage

import pytest

from intake_builders import COUNCIL, GROWERS, LEAD, opened, paragraphs, write


def message(plain: str | None = None, rich: str | None = None) -> EmailMessage:
    """Return a message of a press office."""
    made = EmailMessage()
    made["Subject"] = "Count of cases rises — “a lot”"
    made["From"] = "Halden Press Office <press@halden.example>"
    made["To"] = "Jane Roe <jane.roe@private.example>"
    made["Date"] = "Thu, 19 Jun 2025 23:30:00 -0400"
    if plain is not None:
        made.set_content(plain)
    if rich is not None and plain is None:
        made.set_content(rich, subtype="html")
    elif rich is not None:
        made.add_alternative(rich, subtype="html")
    return made


def read(tmp_path, made):
    data = made if isinstance(made, bytes) else made.as_bytes()
    return opened(write(tmp_path, "a.eml", data))


def test_a_message_gives_its_text_subject_sender_and_day(tmp_path):
    one = read(tmp_path, message(f"{LEAD}\n\n{GROWERS}\n"))
    document = one.document
    assert document.text == f"{LEAD}\n\n{GROWERS}"
    assert document.title == "Count of cases rises — “a lot”"
    assert (document.byline, document.publisher) == ("Halden Press Office", "halden.example")
    assert document.published == date(2025, 6, 19)
    assert one.origin == {"published": "e-mail Date"}


def test_no_address_of_a_person_is_kept(tmp_path):
    document = read(tmp_path, message(LEAD)).document
    assert "@" not in f"{document.byline} {document.publisher} {document.text} {document.title}"


def test_html_is_read_where_the_plain_part_only_points_to_it(tmp_path):
    one = read(tmp_path, message("View this e-mail in your browser.", paragraphs(LEAD, GROWERS, COUNCIL)))
    assert one.document.text == f"{LEAD}\n\n{GROWERS}\n\n{COUNCIL}"


def test_the_plain_part_is_read_where_it_says_as_much(tmp_path):
    plain = f"* {LEAD}\n\n{GROWERS}"
    assert read(tmp_path, message(plain, paragraphs(LEAD, GROWERS))).document.text == plain


def test_html_alone_is_read(tmp_path):
    style = "<style>p { color: red }</style>"
    assert read(tmp_path, message(rich=f"{style}{paragraphs(LEAD, GROWERS)}")).document.text == f"{LEAD}\n\n{GROWERS}"


def test_wrapped_lines_are_joined_and_lists_and_signatures_are_not(tmp_path):
    words = LEAD.split()
    wrapped = "\n".join([" ".join(words[:13]), " ".join(words[13:])])
    plain = f"{wrapped}\n\n- one\n- two\n\nDana Whitcombe\nHalden\n"
    assert read(tmp_path, message(plain)).document.text == f"{LEAD}\n\n- one\n- two\n\nDana Whitcombe\nHalden"


def test_flowed_lines_are_joined_as_rfc_3676_says(tmp_path):
    data = b"From: a@b.example\nContent-Type: text/plain; format=flowed\n\nThe count \nrose.\nNobody \nelse said so.\n"
    assert read(tmp_path, data).document.text == "The count rose.\nNobody else said so."


def test_attachments_are_left_out_and_named(tmp_path):
    made = message(LEAD)
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="release.pdf")
    made.add_attachment("not to be read", filename="notes.txt")
    one = read(tmp_path, made)
    assert one.document.text == LEAD
    assert "release.pdf, notes.txt" in one.issues[0].what


def test_a_forwarded_message_is_an_attachment(tmp_path):
    made = message(LEAD)
    made.add_attachment(message(GROWERS))
    one = read(tmp_path, made)
    assert one.document.text == LEAD
    assert "message/rfc822" in one.issues[0].what


@pytest.mark.parametrize("charset", ["nonsense", "utf-8", "us-ascii"])
def test_a_wrong_charset_is_reported_and_read_all_the_same(tmp_path, charset):
    data = f"From: a@b.example\nContent-Type: text/plain; charset={charset}\n\n".encode() + f"{LEAD} “Café”.".encode(
        "cp1252"
    )
    one = read(tmp_path, data)
    assert one.document.text == f"{LEAD} “Café”."
    assert one.issues


BOMBS = {
    "deep": b"From: a@b.c\n"
    + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(20_000)),
    "broad": b"From: a@b.c\nContent-Type: multipart/mixed; boundary=b\n\n"
    + b"--b\nContent-Type: text/plain\n\nx\n" * 100_000
    + b"--b--\n",
    "one in the other": b"From: a@b.c\n" + b"Content-Type: message/rfc822\n\nFrom: a@b.c\n" * 20_000,
    "header": b"Subject: =?utf-8?b?" + b"A" * 200_000 + b"?=\nFrom: " + b'"x" <' * 100_000 + b"\n\n",
    "type": b"From: a@b.c\nContent-Type: text/plain" + b"; x*0*=a''b" * 50_000 + b"\n\n",
    "nothing": b"no header at all\n\nhello\n",
    "encrypted": b"From: a@b.c\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n\nVersion: 1\n--b--\n",
    "no text": b"From: a@b.c\nContent-Type: image/png\n\n\x89PNG\n",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_message_made_to_hurt_is_reported_and_quickly(tmp_path, name):
    began = time.process_time()
    one = read(tmp_path, BOMBS[name])
    assert one.document is None
    assert "e-mail" in one.error
    assert time.process_time() - began < 10
