import pytest

from onrecord.read.quotations import with_running_quotations
from speech_builders import reading_of


def contents(text: str, *rows: tuple[str | None, str, str]) -> list[str]:
    reading = reading_of(text, *rows)
    whole = with_running_quotations(reading, reading.attributions)
    return [" … ".join(text[span.start : span.end] for span in item.content) for item in whole]


ROW = ("Danner", "said", "the plan was late")


@pytest.mark.parametrize(
    "text",
    [
        'Danner said the plan was late.\n\n"We were not told until June."',
        'Danner said the plan was late. "We were not told until June."',
        'Danner said it. "We were not told until June." A council meets on Friday, in a hall by the weir.',
    ],
)
def test_a_quotation_that_runs_on_is_the_last_speakers(text):
    row = ("Danner", "said", text[len("Danner said ") : text.index(".")])
    assert contents(text, row) == [f'{row[2]} … "We were not told until June."']


def test_a_quotation_runs_on_over_paragraphs():
    text = "Danner said the plan was late.\n\n“We were not told until June.”\n\n“That is no way to run it.”"
    assert contents(text, ROW) == [
        "the plan was late … “We were not told until June.” … “That is no way to run it.”"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        'Danner said the plan was late.\n\nThe hall fell silent.\n\n"We were not told until June."',
        'Danner said the plan was late. "We were not told until June." That was Brandt.',
        'Danner said the plan was late. "A plan".',
        'Danner said the plan was late. "We were not told", he wrote.',
        'Danner said the plan was late.\n\n"We were not told," Innes said. "Not until June, and then by post."',
        "Danner said the plan was late. \"We were not told until June.''",
    ],
)
def test_a_quotation_after_something_else_or_with_a_teller_of_its_own_is_left(text):
    assert contents(text, ROW) == ["the plan was late"]


def test_the_colon_of_a_transcript_runs_nothing_on():
    text = 'DANNER: The plan is late.\n\n"Follow the council on the radio."'
    assert contents(text, ("DANNER", ":", "The plan is late.")) == ["The plan is late."]


def test_a_quotation_is_whose_paragraph_it_stands_in():
    text = (
        "“This is a good day for all of us,” said Anita Pohl. “We are proud to invest here.”\n\n"
        "“We welcome it,” added Ray Tolliver."
    )
    rows = (
        ("Anita Pohl", "said", "“This is a good day for all of us,”"),
        ("Ray Tolliver", "added", "“We are proud to invest here.”\n\n“We welcome it,”"),
    )
    assert contents(text, *rows) == [
        "“This is a good day for all of us,” … “We are proud to invest here.”",
        "“We welcome it,”",
    ]
