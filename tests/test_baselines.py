"""Figures that another one is set against have their own time, and 'a year earlier' is a period like its own."""

from datetime import date

import pytest

from claims_read import claims_in

DAY = "2026-05-20"


def periods(text: str) -> dict[str, tuple[date | None, date | None] | None]:
    """Return the period of each figure that makes a claim, by its words."""
    reading = claims_in(text, DAY)
    found: dict[str, tuple[date | None, date | None] | None] = {}
    for claim in reading.claims:
        quantity = reading.quantity(claim.quantity)
        if quantity is not None:
            when = claim.period
            found[text[quantity.start : quantity.end]] = None if when is None else (when.start, when.end)
    return found


def month(year: int, number: int) -> tuple[date, date]:
    following = date(year + number // 12, number % 12 + 1, 1)
    return date(year, number, 1), following


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arrests rose to 1,100 in May from 650 in April.", {"1,100": month(2026, 5), "650": month(2026, 4)}),
        (
            "The port took in 900 ships in May, versus 700 a year earlier.",
            {"900": month(2026, 5), "700": month(2025, 5)},
        ),
        (
            "Enrollment reached 1.4 million in fiscal 2023, up from 1.2 million in fiscal 2022.",
            {
                "1.4 million": (date(2022, 10, 1), date(2023, 10, 1)),
                "1.2 million": (date(2021, 10, 1), date(2022, 10, 1)),
            },
        ),
        (
            "Officers seized 700 guns in March, compared with 400 in the same month last year.",
            {"700": month(2026, 3), "400": month(2025, 3)},
        ),
        (
            "Homicides fell to 31 in the first quarter, down from 45 a year ago.",
            {"31": (date(2026, 1, 1), date(2026, 4, 1)), "45": (date(2025, 1, 1), date(2025, 4, 1))},
        ),
        (
            "Homicides fell to 31 in the first half of 2025 from 40 in the same period of 2024.",
            {"31": (date(2025, 1, 1), date(2025, 7, 1)), "40": (date(2024, 1, 1), date(2024, 7, 1))},
        ),
        (
            "Revenue rose to $3.2 billion in fiscal 2025 from $2.9 billion a year earlier.",
            {
                "$3.2 billion": (date(2024, 10, 1), date(2025, 10, 1)),
                "$2.9 billion": (date(2023, 10, 1), date(2024, 10, 1)),
            },
        ),
        (
            "In May, ferries carried 1,100 cars, up from 650 in April and 500 in March.",
            {"1,100": month(2026, 5), "650": month(2026, 4), "500": month(2026, 3)},
        ),
        (
            "Encounters dropped to 6,070 in June from 8,725 in May.",
            {"6,070": month(2025, 6), "8,725": month(2025, 5)},
        ),
        (
            "Encounters fell to 6,000 in June, compared with 83,000 two years earlier.",
            {"6,000": month(2025, 6), "83,000": month(2023, 6)},
        ),
    ],
)
def test_a_figure_that_another_is_set_against_keeps_its_own_time(text, expected):
    assert periods(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Home values hit $410,000, up from $390,000 a year ago.",
        "Claims rose to 240,000, compared with a year-earlier 210,000.",
    ],
)
def test_a_year_ago_is_no_whole_year_where_the_own_time_is_not_told(text):
    assert set(periods(text).values()) == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Burglaries fell 12 percent in April from a year earlier.", (date(2025, 4, 1), date(2026, 5, 1))),
        ("Burglaries fell 12 percent in the first quarter from a year ago.", (date(2025, 1, 1), date(2026, 4, 1))),
        ("Burglaries fell 12 percent from a year ago.", None),
        ("There were 300 more burglaries than in March.", (date(2026, 3, 1), None)),
        ("Evictions ran at 120 a week, twice the 2019 pace.", (date(2019, 1, 1), None)),
    ],
)
def test_a_change_runs_from_the_same_period_of_the_year_before(text, expected):
    claim = next(claim for claim in claims_in(text, DAY).claims if claim.kind == "change")
    assert (None if claim.period is None else (claim.period.start, claim.period.end)) == expected


def test_people_against_whom_charges_are_filed_are_no_comparison():
    found = periods("Police filed 30 charges against 12 people in April.")
    assert found == {"30": month(2026, 4), "12": month(2026, 4)}


def test_a_bare_figure_set_against_another_counts_the_same():
    text = "Officers seized 700 guns in March, versus 400 in February."
    assert [claim.topic for claim in claims_in(text, DAY).claims] == ["gun", "gun"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Claims rose to 248,000 in the week ended May 2.", (date(2026, 4, 26), date(2026, 5, 3))),
        ("Deputies made 214 rescues in 2024-25.", (date(2024, 7, 1), date(2025, 7, 1))),
        ("In the 2021-22 school year, 1,200 students left.", (date(2021, 7, 1), date(2022, 7, 1))),
        ("The 2025-26 budget grew to $310 billion.", (date(2025, 7, 1), date(2026, 7, 1))),
        ("The 2008-09 recession closed 80 mills.", (date(2008, 1, 1), date(2010, 1, 1))),
    ],
)
def test_weeks_and_years_of_schools_and_budgets_are_periods(text, expected):
    assert expected in periods(text).values()
