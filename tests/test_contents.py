from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.read.contents import with_whole_contents
from speech_builders import reading_of


def contents(text: str, *rows: tuple[str | None, str, str]) -> list[str]:
    reading = reading_of(text, *rows)
    whole = with_whole_contents(reading, reading.attributions)
    return [" … ".join(text[span.start : span.end] for span in item.content) for item in whole]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "whole"),
    [
        ("Lund told the Courier work would stop.", "Lund", "told", "would stop", "work would stop"),
        ("Lund told reporters the bridge is shut.", "Lund", "told", "is shut", "the bridge is shut"),
        ("The report explained the bridge is not safe.", "The report", "explained", "the bridge is", None),
        ("Lund rejected the plea that the law was vague.", "Lund", "rejected", "that the", "that the law was vague"),
        ("Her threat to sue the paper failed.", "Her", "threat", "sue the paper", "to sue the paper"),
        ("Lund refuses to open his books may be why.", "Lund", "refuses", "to open his", "to open his books"),
        ("Lund declined that post and has since left.", "Lund", "declined", "that post and has", "that post"),
        ("Lund called it a triumph for us.", "Lund", "called", "a triumph for us", "it a triumph for us"),
        ("MILLTON: A day after the fall, two left, officials said.", "officials", "said", "after the fall, two left",
         "A day after the fall, two left"),
        ("Lund said rent “rose fast”.", "Lund", "said", "rent “rose fast", "rent “rose fast”"),
        ("Cole declined to say how many remain.", "Cole", "declined", "how many remain", "to say how many remain"),
        ("Lund said rents rose, Ott left.", "Lund", "said", "rents rose,", "rents rose"),
        ("Lund ordered crews to look at “mud”, too.", "Lund", "ordered", "“mud”", "crews to look at “mud”"),
    ],
)  # fmt: skip
def test_a_content_goes_from_the_beginning_to_the_end_of_what_is_told(text, source, cue, content, whole):
    assert contents(text, (source, cue, content)) == [whole or text.partition("explained ")[2].rstrip(".")]


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        ("it was late, and the mayor left", "it was late"),
        ("it was late, but the agency had no comment", "it was late"),
        ("it was late, but that wasn't the case", "it was late"),
        ("nobody was hurt, but two people are in hospital", "nobody was hurt"),
        ("it was late, but the minutes say that it was not", "it was late"),
        ("it was late and the union said it was not", "it was late"),
        ("the ward was full, according to the minutes", "the ward was full"),
        ("40 jobs would go, although the firm disputed that", "40 jobs would go"),
        ("it was late, but that work would start in May", None),
        ("it was late, but he hoped to begin in May", None),
        ("it was late, but the work would be done by May", None),
        ("the school was safe, and the children were happy", None),
        ("the road, which opened in 1998, was unsafe", None),
        ("he was ill and he said he would rest", None),
    ],
)
def test_what_the_author_adds_about_others_is_no_part_of_a_content(content, whole):
    assert contents(f"Lund said {content}.", ("Lund", "said", content)) == [whole or content]


def test_what_another_says_inside_a_joined_clause_is_no_part_of_a_content():
    text = "Lund said the firm had broken the law, which the company denies again."
    assert contents(
        text,
        ("Lund", "said", "the firm had broken the law, which the company denies again"),
        ("the company", "denies", "again"),
    ) == ["the firm had broken the law", "again"]


def test_a_content_ends_with_its_sentence():
    text = "Lund says the drive is the largest ever. It is nothing of the kind, and officials know it."
    taken = "the drive is the largest ever. It is nothing of the kind"
    assert contents(text, ("Lund", "says", taken)) == ["the drive is the largest ever"]


def test_a_list_goes_on_to_where_the_clause_of_another_begins():
    text = "Lund told crews to dig in Halden, Larkfield, and Tarn, where he claims the soil is rich."
    assert contents(
        text,
        ("Lund", "told", "crews to dig in Halden, Larkfield, and Tarn, where"),
        ("he", "claims", "the soil is rich"),
    ) == ["crews to dig in Halden, Larkfield, and Tarn", "the soil is rich"]


def test_a_pronoun_by_itself_is_no_further_piece():
    text = "Officials insist it is safe; few of them drink it."
    reading = reading_of(text, ("Officials", "insist", "it is safe"))
    item = reading.attributions[0]
    it = Span(text.rindex("it"), text.rindex("it") + 2)
    changed = replace(reading, attributions=(replace(item, content=(*item.content, it)),))
    assert with_whole_contents(changed, changed.attributions)[0].content == item.content


def test_what_stands_in_quotation_marks_is_left_whole():
    text = "“It was late, but the agency had no comment,” Lund said."
    assert contents(text, ("Lund", "said", "“It was late, but the agency had no comment,”")) == [
        "“It was late, but the agency had no comment,”"
    ]


@given(st.text(alphabet="ab ,.“”'\nLund said that but and was the", min_size=1, max_size=80))
def test_contents_index_the_text(noise):
    text = f"Lund said {noise}x was here."
    reading = reading_of(text, ("Lund", "said", f"{noise}x"))
    for item in with_whole_contents(reading, reading.attributions):
        assert all(0 <= span.start < span.end <= len(text) for span in item.content)
