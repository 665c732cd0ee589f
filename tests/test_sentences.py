"""Sentences and paragraphs by offsets."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.sentences import paragraphs, sentences


def split(text):
    return [text[span.start : span.end] for span in sentences(text)]


def test_abbreviations_and_decimals_do_not_end_sentences():
    text = "Sen. Ada Quill met Dr. B. Orrin of the U.S. Senate. Prices rose 3.5 percent at 5 p.m. The hall was full."
    assert split(text) == [
        "Sen. Ada Quill met Dr. B. Orrin of the U.S. Senate.",
        "Prices rose 3.5 percent at 5 p.m.",
        "The hall was full.",
    ]


def test_closing_quote_marks_belong_to_the_sentence_they_close():
    assert split("“We counted. We did.” She left. 'Why?' he asked.") == [
        "“We counted.",
        "We did.”",
        "She left.",
        "'Why?' he asked.",
    ]


def test_blank_lines_part_headings_from_text():
    assert split("A heading\n\nThe first sentence\nof a wrapped paragraph that runs on and on. Two.")[0] == "A heading"


def test_lines_of_text_that_is_not_wrapped_are_paragraphs():
    text = "x" * 130 + "\n" + "y" * 60 + "\nz"
    assert len(paragraphs(text)) == 3


@settings(deadline=None)
@given(st.text())
def test_sentences_lie_in_order_in_the_text_and_lose_no_word(text):
    spans = sentences(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert "".join("".join(text[span.start : span.end] for span in spans).split()) == "".join(text.split())
