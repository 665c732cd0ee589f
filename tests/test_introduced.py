"""A statement that a line of its own introduces is told of whom the line names, and of nobody else."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import DocumentKind, Segment
from onrecord.read.introduced import author_in, introduced_statements, introductions
from onrecord.read.opened import make_document
from onrecord.read.pipeline import assemble
from onrecord.read.segment import segment_document
from speech_builders import reading_of

READ = assemble([segment_document])
STATEMENT = "“We opened 12 shelters in May. No family will be turned away.”"


def told(text: str, kind: DocumentKind | None = None) -> list[tuple[str, str, str]]:
    reading = READ(make_document(text, text.encode(), ref=None, kind=kind))
    words = reading.document.words
    return [(words(item.source.spans), words(item.cue), words(item.content)) for item in introduced_statements(reading)]


@pytest.mark.parametrize(
    ("line", "who", "cue"),
    [
        ("Gov. Dana Whit issued the following statement:", "Gov. Dana Whit", "issued the following statement"),
        (
            "HALDEN — Governor Dana Whit today released the following statement on the flood:",
            "Governor Dana Whit",
            "released the following statement",
        ),
        ("Statement from Orr Paper:", "Orr Paper", "Statement from"),
        (
            "Read the full statement from Mayor Ana Rell below:",
            "Mayor Ana Rell",
            "Read the full statement from",
        ),
        ("The union gave the following response to the offer:", "The union", "gave the following response"),
        ("On Friday, the department sent this e-mail to staff:", "the department", "sent this e-mail"),
        ("Rell later posted a brief apology on Facebook:", "Rell", "posted a brief apology"),
    ],
)
def test_a_line_that_introduces_a_statement_names_its_speaker(line, who, cue):
    text = f"The state will open two shelters.\n\n{line}\n\n{STATEMENT}\n\nThe shelters are in Halden."
    assert told(text) == [(who, cue, STATEMENT)]


@pytest.mark.parametrize(
    "line",
    [
        "The committee said it would read the following letter:",
        "Statement of Work:",
        "Letter from London:",
        "The council made the following changes:",
        "What the mayor wrote a note about is this:",
        "The mayor made a statement on Friday.",
    ],
)
def test_a_line_that_only_looks_like_one_introduces_nothing(line):
    text = f"The state will open two shelters.\n\n{line}\n\n{STATEMENT}\n\nThe shelters are in Halden."
    assert introductions(text) == ()


def test_a_statement_without_marks_ends_where_nobody_speaks_of_himself():
    text = (
        "Mill closes\n\nMayor Ana Rell posted this message to residents:\n\n"
        "Neighbors, 240 jobs are gone.\n\nI will meet the owners on Friday.\n\nRell took office in 2023.\n"
    )
    said = "Neighbors, 240 jobs are gone. I will meet the owners on Friday."
    assert told(text) == [("Mayor Ana Rell", "posted this message", said)]


def test_a_release_under_the_name_of_one_is_his_up_to_what_is_said_about_him():
    text = (
        "Statement by Mayor Ana Rell on the Mill\n\nORR — The mill has cut 240 jobs.\n\n"
        "That is a third of the work force.\n\nAbout Orr: a town of 4,000.\n"
    )
    said = "The mill has cut 240 jobs. That is a third of the work force."
    assert told(text, kind="release") == [("Mayor Ana Rell", "Statement by", said)]


def test_a_title_gives_way_to_a_line_below_it():
    text = f"Statement from Mayor Ana Rell\n\nRell issued this statement:\n\n{STATEMENT}\n"
    assert [who for who, _, _ in told(text)] == ["Rell"]


def test_a_paragraph_that_says_itself_who_speaks_is_left_to_its_own_words():
    text = "The union issued the following statement:\n\n“There are 40 posts,” it said. “That is too many.”\n"
    assert told(text) == []


def test_the_author_of_a_title_is_told():
    assert author_in("Statement from Governor Ada Lund on the Flood") == "Governor Ada Lund"
    assert author_in("Flood rises in Halden") is None


LINES = ["Lund issued this statement:", "“No.”", "We know.", "", "# Rain", "Statement from Lund", "About Lund", "I go:"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_what_is_told_stands_behind_its_line_and_inside_the_text(lines):
    text = "\n".join(lines)
    reading = replace(reading_of(text), segments=(Segment(0, len(text), "body"),) if text else ())
    for item in introduced_statements(reading):
        ends = [span.end for span in item.content]
        assert item.content[0].start >= item.cue[0].end
        assert ends == sorted(ends)
        assert ends[-1] <= len(text)
