"""Time expressions: found, valued, and set on the calendar."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Document, Reading
from onrecord.read.anchor import anchor_times, find_times

THURSDAY = date(2025, 6, 19)


def only(text, published=THURSDAY):
    times = find_times(text, published)
    assert len(times) == 1, [text[time.start : time.end] for time in times]
    return text[times[0].start : times[0].end], times[0]


@pytest.mark.parametrize(
    ("text", "words", "type_", "timex"),
    [
        ("The board met on Sunday.", "Sunday", "DATE", "2025-06-15"),
        ("The board will meet on Sunday.", "Sunday", "DATE", "2025-06-22"),
        ("They spoke on Thursday.", "Thursday", "DATE", "2025-06-19"),
        ("It opened last Friday.", "last Friday", "DATE", "2025-06-13"),
        ("It reopens next week.", "next week", "DATE", "2025-W26"),
        ("Counted in June 2025.", "June 2025", "DATE", "2025-06"),
        ("Signed June 10, 2025, in Dover.", "June 10, 2025", "DATE", "2025-06-10"),
        ("Signed on 10 June 2025.", "10 June 2025", "DATE", "2025-06-10"),
        ("Counted in December.", "December", "DATE", "2024-12"),
        ("It closed in recent weeks.", "recent weeks", "DATE", "PAST_REF"),
        ("Now it is open.", "Now", "DATE", "PRESENT_REF"),
        ("It is the highest this year.", "this year", "DATE", "2025"),
        ("It fell last month.", "last month", "DATE", "2025-05"),
        ("In fiscal year 2025 it rose.", "fiscal year 2025", "DATE", "FY2025"),
        ("The third quarter of 2024 was slow.", "The third quarter of 2024", "DATE", "2024-Q3"),
        ("In the first 100 days, little changed.", "the first 100 days", "DURATION", "P100D"),
        ("She waited for three weeks.", "three weeks", "DURATION", "P3W"),
        ("A 34-year-old mason was there.", "34-year-old", "DURATION", "P34Y"),
        ("They meet every two weeks.", "every two weeks", "SET", "P2W"),
        ("They left on Tuesday night.", "Tuesday night", "TIME", "2025-06-17TNI"),
        ("The doors opened at 8:30 p.m.", "8:30 p.m.", "TIME", "2025-06-19T20:30"),
        ("It began two months ago.", "two months ago", "DATE", "2025-04"),
        ("Last spring it rained.", "Last spring", "DATE", "2024-SP"),
        ("The fair of the 1990s.", "the 1990s", "DATE", "199"),
        ("Shops shut for Labor Day 2024.", "Labor Day 2024", "DATE", "2024-09-02"),
    ],
)
def test_an_expression_has_its_extent_type_and_value(text, words, type_, timex):
    found, time = only(text)
    assert (found, time.type, time.when.timex) == (words, type_, timex)


@pytest.mark.parametrize(
    ("text", "start", "end", "grain"),
    [
        ("in fiscal year 2025", date(2024, 10, 1), date(2025, 10, 1), "fiscal_year"),
        ("since January 20", date(2025, 1, 20), None, "day"),
        ("earlier this month", date(2025, 6, 1), date(2025, 6, 19), "month"),
        ("over the past three weeks", date(2025, 5, 29), date(2025, 6, 19), "week"),
        ("in the first three months of 2025", date(2025, 1, 1), date(2025, 4, 1), "month"),
        ("for three weeks", None, None, None),
    ],
)
def test_a_stretch_is_half_open_with_its_grain(text, start, end, grain):
    when = only(text)[1].when
    assert (when.start, when.end, when.grain) == (start, end, grain)


def test_a_date_without_its_year_takes_the_year_of_the_date_it_is_paired_with():
    first, last = find_times("between January 20 and June 10, 2023", THURSDAY)
    assert (first.when.timex, last.when.timex) == ("2023-01-20", "2023-06-10")


def test_without_a_publication_date_unknown_digits_stay_open():
    time = only("The board met on Sunday.", None)[1]
    assert time.when.timex == "XXXX-WXX-7"
    assert time.when.start is None


@pytest.mark.parametrize(
    "text",
    [
        "Title 42 and Section 287(g) may apply; they march in the sun.",
        "It holds 2000 people and 1,999 chairs.",
        "A Boeing 737 flew over Route 66 for a second.",
        "We may go, and she may stay.",
        "3,000 arrests per day",
        "on page 2019",
    ],
)
def test_names_verbs_and_counts_are_no_times(text):
    assert find_times(text, THURSDAY) == ()


def test_the_step_fills_the_reading():
    document = Document("d", None, None, None, None, None, THURSDAY, None, "en", "news", "It shut on Monday.", "0")
    reading = anchor_times(Reading(document))
    assert [time.when.timex for time in reading.times] == ["2025-06-16"]


@settings(deadline=None)
@given(st.text(), st.one_of(st.none(), st.dates()))
def test_times_index_the_text_in_order_without_overlap(text, published):
    at = 0
    for time in find_times(text, published):
        assert at <= time.start < time.end <= len(text)
        at = time.end


PIECES = [
    "May ",
    "last ",
    "Sunday",
    " night",
    "2025",
    "-",
    "first ",
    "100 ",
    "days",
    " of ",
    "1,",
    "June 31",
    "a ",
    "since ",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.dates())
def test_no_pile_of_time_words_fails_and_every_stretch_has_days(text, published):
    for time in find_times(text, published):
        if time.when.start is not None and time.when.end is not None:
            assert time.when.start < time.when.end
