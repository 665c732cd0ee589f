"""Quantities: how much of what, how often, how exact; and what is no quantity."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Document, Reading, Span
from onrecord.read.anchor import anchor_times, find_times
from onrecord.read.counted import lemma_of
from onrecord.read.quantify import find_quantities, quantify

DAY = date(2025, 6, 19)


def quantities(text):
    return find_quantities(text, [Span(time.start, time.end) for time in find_times(text, DAY)])


def only(text):
    found = quantities(text)
    assert len(found) == 1, [text[item.start : item.end] for item in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("It counted 3,012 arrests.", 3012, 3012, "arrest"),
        ("It cost $3.4 billion.", 3.4e9, 3.4e9, "USD"),
        ("It fell to 12.5 percent.", 12.5, 12.5, "percent"),
        ("It rose 0.2 percentage points.", 0.2, 0.2, "percentage point"),
        ("Between 5 and 10 people came.", 5, 10, "person"),
        ("They hired 5 to 10 officers.", 5, 10, "officer"),
        ("A budget of $5 to $10 million passed.", 5e6, 1e7, "USD"),
        ("Some twenty-five officers came.", 25, 25, "officer"),
        ("It has half a million workers.", 5e5, 5e5, "worker"),
        ("Two dozen agents came.", 24, 24, "agent"),
        ("A third of detainees left.", 33.33, 33.33, "percent"),
        ("One in five farms closed.", 20, 20, "percent"),
        ("Millions of undocumented immigrants reside there.", 2_000_000, None, "immigrant"),
        ("Hundreds of thousands of jobs went.", 200_000, None, "job"),
        ("Tens of thousands marched.", 20_000, None, None),
        ("Dozens of protesters sang.", 24, None, "protester"),
        ("It employs 700 Marines.", 700, 700, "marine"),
    ],
)
def test_a_quantity_is_a_closed_range_of_a_unit(text, low, high, unit):
    found = only(text)
    assert (found.low, found.high, found.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "comparator", "approx", "low", "high"),
    [
        ("It made more than 200,000 arrests.", ">", False, 200_000, None),
        ("It made at least 3,000 arrests.", ">=", False, 3000, None),
        ("A minimum of 3,000 arrests was set.", ">=", False, 3000, None),
        ("It made 3,000 or more arrests.", ">=", False, 3000, None),
        ("It cut up to 500 jobs.", "<=", False, None, 500),
        ("It made fewer than 20 arrests.", "<", False, None, 20),
        ("It made about 1,100 arrests.", "~", True, 1100, 1100),
        ("It made nearly 1,100 arrests.", "<", True, 1100, 1100),
        ("It made 1,100 arrests.", "=", False, 1100, 1100),
    ],
)
def test_wording_bounds_a_quantity(text, comparator, approx, low, high):
    found = only(text)
    assert (found.comparator, found.approx, found.low, found.high) == (comparator, approx, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "It made 3,000 immigration-related arrests per day.",
        "It made 3,000 arrests a day.",
        "It wants a minimum of 3,000 arrests for ICE every day.",
        "It wants 3,000 daily arrests.",
        "It wants daily arrests of 3,000.",
    ],
)
def test_a_rate_belongs_to_its_quantity(text):
    assert (only(text).low, only(text).unit, only(text).per) == (3000, "arrest", "day")


def test_the_words_name_what_is_counted():
    assert only("It made 3,000 immigration-related arrests per day.").of == "immigration-related arrests"


def test_a_total_within_a_time_is_no_rate():
    assert only("It made 900 arrests in a day.").per is None


@pytest.mark.parametrize(
    ("words", "step"), [("3,000", 1000), ("3,012", 1), ("1.2 million", 100_000), ("12.5", 0.1), ("3,010", 10)]
)
def test_the_step_is_the_unit_of_the_last_digit_as_written(words, step):
    assert only(f"It counted {words} jobs.").step == pytest.approx(step)


def test_a_change_has_its_amount_and_where_it_arrived():
    amount, level = quantities("Arrests rose by 12% to 3,000.")
    assert (amount.low, amount.unit, amount.change) == (12, "percent", "up")
    assert (level.low, level.unit, level.change) == (3000, "arrest", "to")
    assert only("Arrests doubled.").change == "up"


def test_an_ordinal_says_so():
    assert only("It was the 21st meeting.").ordinal


@pytest.mark.parametrize(
    "text",
    [
        "Title 42 and Section 287(g) apply to the G7 and COVID-19.",
        "Route 66 meets Interstate 95; a Boeing 737 flew over I-95.",
        "Ada Quill, 34, met a 34-year-old mason aged 34.",
        "Call 555-123-4567 or (202) 555-0100.",
        "She lives at 1600 Harbor Avenue.",
        "They won 3-2 in the 2012-13 season.",
        "1. Bread\n2. Salt",
        "In June 2025, on June 10, for three weeks, at 8 p.m.",
        "He stood 6'2\" in the doorway.",
        "No one knew; at first one of them left.",
    ],
)
def test_names_ages_numbers_of_lists_scores_and_times_are_no_quantities(text):
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("plural", "singular"), [("arrests", "arrest"), ("people", "person"), ("cities", "city"), ("classes", "class")]
)
def test_a_unit_is_singular(plural, singular):
    assert lemma_of(plural) == singular


def test_the_step_leaves_times_alone():
    text = "In 2025 it made 40 arrests."
    document = Document("d", None, None, None, None, None, DAY, None, "en", "news", text, "0")
    reading = quantify(anchor_times(Reading(document)))
    assert [item.low for item in reading.quantities] == [40]
    assert reading.quantities == quantify(reading).quantities


@settings(deadline=None)
@given(st.text())
def test_quantities_index_the_text_in_order_without_overlap(text):
    at = 0
    for item in quantities(text):
        assert at <= item.start < item.end <= len(text)
        at = item.end


PIECES = [
    "3,000 ",
    "million ",
    "$",
    "12% ",
    "to ",
    "May 5 ",
    "a third of ",
    "arrests ",
    "a day ",
    "one ",
    "-",
    "rose ",
    "dozens of ",
    "per hour ",
    "miles ",
    "and ",
    "m ",
    "bn",
    "\u20ac",
    "two-",
    "1/2 ",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_quantity_meets_a_time(text):
    times = [Span(time.start, time.end) for time in find_times(text, DAY)]
    for item in find_quantities(text, times):
        assert not any(Span(item.start, item.end).overlaps(span) for span in times)
        assert item.low is None or item.high is None or item.low <= item.high


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Twenty-one trillion three hundred dollars.", 21_000_000_000_300, 21_000_000_000_300, "USD"),
        ("It lost five and a half million jobs.", 5_500_000, 5_500_000, "job"),
        ("Between five hundred and one thousand people came.", 500, 1000, "person"),
        ("It costs $60 a barrel.", 60, 60, "USD per barrel"),
        ("It does 40 miles per gallon.", 40, 40, "mile per gallon"),
        ("It made 5m people richer.", 5_000_000, 5_000_000, "person"),
        ("It is 5m tall.", 5, 5, "metre"),
        ("He is 6 feet 3 inches.", 6.25, 6.25, "foot"),
        ("It weighs 25 pounds.", 25, 25, "pound-mass"),
        ("It cost 25 million pounds.", 25_000_000, 25_000_000, "GBP"),
        ("They gave 45 and 50 mg.", 45, 45, "milligram"),
        ("It grew by more than 10 and less than 20 percent.", 10, 20, "percent"),
        ("It was -5 degrees Celsius.", -5, -5, "degree Celsius"),
        ("It is half a mile away.", 0.5, 0.5, "mile"),
        ("It is 2½ miles away.", 2.5, 2.5, "mile"),
        ("Rs 12,34,567.89 was paid.", 1_234_567.89, 1_234_567.89, "INR"),
    ],
)
def test_numbers_are_read_as_they_are_written(text, low, high, unit):
    found = quantities(text)[0]
    assert (found.low, found.high, found.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Agents rounded up 200 people.", None),
        ("It saw a 5% increase.", "up"),
        ("Prices were 3 percent lower.", "down"),
        ("It raised the fee by $5.", "up"),
        ("Up to 30 people came.", None),
    ],
)
def test_a_change_is_told_before_or_behind_its_number(text, change):
    assert only(text).change == change


@pytest.mark.parametrize(
    "text",
    [
        "The 787 flew.",
        "It began in 1979.",
        "Some 40 or 50 years ago it rained.",
        "They doubled down.",
        "See (2) below.",
    ],
)
def test_model_numbers_years_and_turns_of_phrase_are_no_quantities(text):
    assert quantities(text) == ()


@pytest.mark.parametrize(
    "piece", ["1,", "one hundred and ", "1-2-", "$1 ", "half a ", "5 miles per ", "1 in 2 ", "- 1 "]
)
def test_a_long_hostile_text_is_read_in_linear_time(piece):
    times = []
    for length in (6_000, 24_000):
        text = piece * (length // len(piece))
        started = process_time()
        find_quantities(text)
        times.append(process_time() - started)
    assert times[1] < 12 * max(times[0], 0.02)
