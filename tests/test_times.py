"""The grammar of time expressions, kind by kind, and the calendar behind it."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.anchor import find_times
from onrecord.read.times.calendar import easter, nth_weekday
from onrecord.read.times.days import days_of
from onrecord.read.times.grammar import rules_by_kind
from onrecord.read.times.near import KINDS, stretches_by_kind
from onrecord.read.times.tense import looks_ahead
from onrecord.read.times.words import number_of

FRIDAY = date(2025, 3, 21)


def read(text, published=FRIDAY):
    return [(text[item.start : item.end], item.type, item.when.timex) for item in find_times(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "type_", "timex"),
    [
        ("The board met on Monday.", "Monday", "DATE", "2025-03-17"),
        ("It was shut last week.", "last week", "DATE", "2025-W11"),
        ("Rents rose in March.", "March", "DATE", "2025-03"),
        ("A March vote is over.", "March", "DATE", "2025-03"),
        ("Rents rose in the second quarter of 2013.", "the second quarter of 2013", "DATE", "2013-Q2"),
        ("Rents rose in 2013-Q2.", "2013-Q2", "DATE", "2013-Q2"),
        ("Rents fell this quarter.", "this quarter", "DATE", "2025-Q1"),
        ("In the fiscal first quarter it rose.", "the fiscal first quarter", "DATE", "FY2025-Q1"),
        ("It fell in fiscal 2013.", "fiscal 2013", "DATE", "FY2013"),
        ("Costs this fiscal year are lower.", "this fiscal year", "DATE", "FY2025"),
        ("They grew over the past three months.", "the past three months", "DURATION", "P3M"),
        ("They grew over the next few years.", "the next few years", "DURATION", "PXY"),
        ("It is open daily.", "daily", "SET", "P1D"),
        ("It closed on the morning of March 5.", "the morning of March 5", "TIME", "2025-03-05TMO"),
        ("The storm is expected to hit the coast late Sunday.", "late Sunday", "DATE", "2025-03-23"),
        ("The trial resumes Monday.", "Monday", "DATE", "2025-03-24"),
        ("It takes 300 people a day.", "a day", "SET", "P1D"),
        ("It opens twice a week.", "twice a week", "SET", "P1W"),
        ("It opens on weekends.", "weekends", "SET", "XXXX-WXX-WE"),
        ("It opens on Saturday nights.", "Saturday nights", "SET", "XXXX-WXX-6TNI"),
        ("It closed a decade ago.", "a decade ago", "DATE", "2015"),
        ("It closed years ago.", "years ago", "DATE", "PAST_REF"),
        ("It ran in the 1990s.", "the 1990s", "DATE", "199"),
        ("It was built in the 19th century.", "the 19th century", "DATE", "18"),
        ("A recent study found it.", "recent", "DATE", "PAST_REF"),
        ("It is currently shut.", "currently", "DATE", "PRESENT_REF"),
        ("It is shut for the moment.", "the moment", "DATE", "PRESENT_REF"),
        ("It will reopen in the near future.", "the near future", "DATE", "FUTURE_REF"),
        ("They met on Tuesday night.", "Tuesday night", "TIME", "2025-03-18TNI"),
        ("They met at 10 a.m.", "10 a.m.", "TIME", "2025-03-21T10:00"),
        ("They met on Tuesday at 10 a.m., it said.", "Tuesday at 10 a.m.", "TIME", "2025-03-18T10:00"),
        ("They met at noon on March 3.", "noon on March 3", "TIME", "2025-03-03T12:00"),
        ("It ended at midnight.", "midnight", "TIME", "2025-03-21T24:00"),
        ("It began at 14:30 GMT.", "14:30 GMT", "TIME", "2025-03-21T14:30Z"),
        ("They met at the weekend.", "the weekend", "DATE", "2025-W11-WE"),
        ("They will meet at the weekend.", "the weekend", "DATE", "2025-W12-WE"),
        ("It is colder this winter.", "this winter", "DATE", "2025-WI"),
        ("It stood for two years.", "two years", "DURATION", "P2Y"),
        ("It stood for two and a half years.", "two and a half years", "DURATION", "P2.5Y"),
        ("It stood for 2 1/2 years.", "2 1/2 years", "DURATION", "P2.5Y"),
        ("It took half an hour.", "half an hour", "DURATION", "PT30M"),
        ("It took more than a decade.", "more than a decade", "DURATION", "P1DE"),
        ("It took decades.", "decades", "DURATION", "PXDE"),
        ("A weeklong strike ended.", "weeklong", "DURATION", "P1W"),
        ("It fell three difficult years running.", "three difficult years", "DURATION", "P3Y"),
        ("It opened at the end of the year.", "the end of the year", "DATE", "2025"),
        ("They left the day before yesterday.", "the day before yesterday", "DATE", "2025-03-19"),
        ("They met on Good Friday 2024.", "Good Friday 2024", "DATE", "2024-03-29"),
        ("It was cut after the Sept. 11 attacks.", "Sept. 11", "DATE", "2001-09-11"),
        ("They voted ahead of the November election.", "November", "DATE", "2024-11"),
        ("They run from July 25-28 there.", "July 25-28", "DATE", "2024-07-25/2024-07-28"),
        ("The bank will remain closed until at least Tuesday.", "Tuesday", "DATE", "2025-03-25"),
        ("Prices doubled in 2007-08.", "2007-08", "DATE", "2007/2008"),
        ("It fell in FY13.", "FY13", "DATE", "FY2013"),
        ("It ended Fri March 7, 2025.", "Fri March 7, 2025", "DATE", "2025-03-07"),
        ("The post-2008 rules hold.", "2008", "DATE", "2008"),
        ("It landed half an hour later.", "half an hour later", "DURATION", "PT30M"),
        ("The crowd had grown by late afternoon.", "late afternoon", "TIME", "2025-03-21TAF"),
        ("It is due by the end of April.", "the end of April", "DATE", "2025-04"),
    ],
)
def test_each_kind_of_expression_is_read(text, words, type_, timex):
    assert read(text) == [(words, type_, timex)]


@pytest.mark.parametrize(
    "text",
    [
        "It was the Halden Daily Herald that wrote of it.",
        "Black Monday was a fall of prices; the Sunday Times wrote of it.",
        "She is the Player of the Year.",
        "Back in the day, nobody cared.",
        "A free fall of prices, and a spring in the step.",
        "The early hours of work are hard.",
        "Three quarters of the votes were in.",
        "Two second-half goals were scored.",
        "The summer school is shut, and so is the winter camp.",
        "They sold 2000 acres and 1850 tons.",
        "Someone else may march on.",
        "It shut for the second time, and as many miles away again.",
    ],
)
def test_names_fractions_and_figures_of_speech_are_no_times(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In 2019 it rose. The following year it fell.", ["2019", "2020"]),
        ("On March 3 they met. Two days later they left.", ["2025-03-03", "2025-03-05"]),
        ("It was 5% in the third quarter of 2024, up from a year earlier.", ["2024-Q3", "2023"]),
        ("On Tuesday it opened; that evening it shut.", ["2025-03-18", "2025-03-18TEV"]),
        ("Sales in February rose compared with the same month last year.", ["2025-02", "2024-02"]),
        ("Sales rose from the year-ago quarter.", ["2024-Q1"]),
        ("They met Sunday. The day before, they had met elsewhere.", ["2025-03-16", "2025-03-15"]),
        ("It was open in February or March.", ["2025-02", "2025-03"]),
        ("The fair of the 70s and 80s.", ["197", "198"]),
    ],
)
def test_a_time_is_counted_from_the_one_named_before(text, values):
    assert [timex for _, _, timex in read(text)] == values


def test_a_clock_in_another_paragraph_is_of_the_day_of_publication():
    assert read("They met on Monday.\n\n9:40 p.m.\n\nThe vote is over.")[1][2] == "2025-03-21T21:40"


def test_that_night_reaches_over_a_paragraph_and_the_next_morning_is_a_day_later():
    assert [item[2] for item in read("They met on Monday.\n\nThat night it rained.")] == ["2025-03-17", "2025-03-17TNI"]
    assert read("They met on Monday. The next morning it rained.")[1][2] == "2025-03-18TMO"


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("The board will meet on {}.", True),
        ("The board is expected to meet on {}.", True),
        ("The talks should be completed in {}.", True),
        ("She plans to leave on {}.", True),
        ("It wants to close the plant by {}.", True),
        ("The board met on {}.", False),
        ("She said on {} that it will close.", False),
        ("On {}, the board rejected it.", False),
        ("Until {}'s vote, nobody had seen it.", False),
        ("“It will pass,” she said on {}.", False),
    ],
)
def test_the_nearest_verb_of_the_clause_says_whether_a_time_lies_ahead(text, ahead):
    at = text.index("{}")
    filled = text.format("Sunday")
    assert looks_ahead(filled, at, at + len("Sunday")) is ahead


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("since January 20", date(2025, 1, 20), None),
        ("until January 20", None, date(2025, 1, 21)),
        ("before 2017", None, date(2017, 1, 1)),
        ("from January 20 until March 3", date(2025, 1, 20), date(2025, 1, 21)),
        ("last month", date(2025, 2, 1), date(2025, 3, 1)),
        ("later this month", date(2025, 3, 21), date(2025, 4, 1)),
        ("in fiscal 2024", date(2023, 10, 1), date(2024, 10, 1)),
        ("the 1990s", date(1990, 1, 1), date(2000, 1, 1)),
        ("in the last three months of 2024", date(2024, 10, 1), date(2025, 1, 1)),
        ("in the first six months of fiscal year 2024", date(2023, 10, 1), date(2024, 4, 1)),
        ("in the first quarter of FY2025", date(2024, 10, 1), date(2025, 1, 1)),
        ("the administration's first 100 days", date(2025, 1, 20), date(2025, 4, 30)),
        ("in the year since the vote", None, None),
        ("by year-end 2024", date(2025, 1, 1), date(2026, 1, 1)),
        ("the first half of 2024", date(2024, 1, 1), date(2024, 7, 1)),
        ("the winter of 2024", date(2024, 12, 1), date(2025, 3, 1)),
        ("March 3-5, 2025", date(2025, 3, 3), date(2025, 3, 6)),
    ],
)
def test_stretches_are_half_open_and_open_where_the_text_leaves_them_open(text, start, end):
    when = find_times(text, FRIDAY)[0].when
    assert (when.start, when.end) == (start, end)


def test_the_first_hundred_days_are_those_of_a_presidential_term_only_where_the_text_says_so():
    said = find_times("In the first 100 days of the administration, federal arrests rose.", FRIDAY)[0].when
    assert (said.start, said.end, said.timex) == (date(2025, 1, 20), date(2025, 4, 30), "P100D")
    mayor = find_times("In the first 100 days of her term, the mayor opened two parks.", FRIDAY)[0].when
    assert (mayor.start, mayor.timex) == (None, "P100D")


@pytest.mark.parametrize(
    ("published", "end"),
    [(date(2025, 3, 21), date(2025, 1, 20)), (date(2023, 5, 1), date(2021, 1, 20)), (date(2032, 1, 1), None)],
)
def test_the_previous_administration_is_open_at_its_start_and_ends_where_the_next_began(published, end):
    when = find_times("Arrests rose under the previous administration, federal figures show.", published)[0].when
    assert (when.start, when.end, when.timex) == (None, end, "PAST_REF")


def test_the_administration_of_a_city_is_not_that_of_the_country():
    when = find_times("Under the previous administration, the mayor said, rents fell.", FRIDAY)[0].when
    assert (when.start, when.end) == (None, None)


@pytest.mark.parametrize(
    ("year", "day"), [(2013, (3, 31)), (2016, (3, 27)), (2024, (3, 31)), (2025, (4, 20)), (2038, (4, 25))]
)
def test_easter_falls_where_the_tables_have_it(year, day):
    assert easter(year) == date(year, *day)


@settings(deadline=None)
@given(st.integers(1583, 9998))
def test_easter_is_a_sunday_of_late_march_or_april(year):
    assert easter(year).isoweekday() == 7
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@settings(deadline=None)
@given(st.dates(), st.integers(1, 7), st.sampled_from([1, 2, 3, 4, -1]))
def test_the_nth_weekday_is_that_weekday_of_that_month(day, weekday, nth):
    found = nth_weekday(day.year, day.month, weekday, nth)
    assert found is not None
    assert (found.isoweekday(), found.month) == (weekday, day.month)
    assert (found - timedelta(weeks=nth - 1)).month == day.month if nth > 0 else True


@settings(deadline=None)
@given(st.dates(date(1600, 1, 1), date(2999, 12, 31)))
def test_a_day_is_within_the_stretch_of_every_value_that_names_it(day):
    year, week, _ = day.isocalendar()
    quarter = (day.month + 2) // 3
    fiscal = day.year + (day.month >= 10)
    values = [f"{day}", f"{day:%Y-%m}", f"{day.year}", f"{day.year // 10}", f"{year}-W{week:02d}"]
    for value in [*values, f"{day.year}-Q{quarter}", f"FY{fiscal}"]:
        when = days_of(value)
        assert when.start is not None
        assert when.end is not None
        assert when.start <= day < when.end


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("twenty-five", "25"),
        ("a hundred", "X"),
        ("two hundred", "200"),
        ("3,000", "3000"),
        ("2 ½", "2.5"),
        ("several", "X"),
        ("three and a half", "3.5"),
    ],
)
def test_numbers_are_read_or_left_open(words, number):
    assert number_of(words) == number


def test_every_rule_is_tried_near_kinds_that_exist():
    assert {kind for near in rules_by_kind() for kind in near.split()} <= set(KINDS)


@settings(deadline=None)
@given(st.text(alphabet="a1 \n.Mayday2025:/", max_size=300))
def test_stretches_are_apart_and_within_the_text(text):
    for stretches in stretches_by_kind(text, tuple(KINDS)).values():
        at = 0
        for start, end in stretches:
            assert at <= start < end <= len(text)
            at = end


HOSTILE = [
    "last ",
    "May 1, ",
    "Monday, ",
    "10:10:",
    "two and a half ",
    "in the past ",
    "1-",
    "the year ",
    "a day ",
    "'",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_no_faster_than_the_text(piece):
    def seconds(count) -> float:
        started = time.process_time()
        find_times(piece * count, FRIDAY)
        return time.process_time() - started

    find_times(piece * 50, FRIDAY)
    short, long = seconds(1500), seconds(6000)
    assert long < 12 * short + 0.2


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from([*HOSTILE, "2025", "ago", "first ", "quarter ", "of ", "since "]), max_size=30))
def test_no_order_of_time_words_fails(pieces):
    text = "".join(pieces)
    for item in find_times(text, FRIDAY):
        assert text[item.start : item.end].strip()


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("She won in November 2008 and took office the following January.", "2009-01"),
        ("He won in March 2010; the previous December he had been unknown.", "2009-12"),
        ("The fee was set in 2010 and doubled in the spring of the following year.", "2011-SP"),
        ("The shop opened in May 2006. By the third quarter of that year it was full.", "2006-Q3"),
        ("It was announced on Feb. 3, 2012, and closed in August of that year.", "2012-08"),
    ],
)
def test_the_following_and_that_year_count_from_the_time_last_named(text, timex):
    assert read(text)[-1][2] == timex


def test_the_year_that_ended_on_a_day_is_a_length():
    assert read("In the year ended June 30 it grew.")[0] == ("the year", "DURATION", "P1Y")
