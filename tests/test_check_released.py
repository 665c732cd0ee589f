"""The figures that the released records in the package lead to: claims of the press, each with its trap."""

from datetime import date
from functools import cache

import pytest

from claims_read import checks_of
from onrecord.check import check_reading
from onrecord.records.catalog import Catalog, open_catalog
from records_builders import quantity_in, reading_of, when

SAID = date(2025, 6, 19)
SEEN = date(2026, 8, 19)


@cache
def catalog() -> Catalog:
    return open_catalog()


def checked(reading):
    held = catalog()
    return check_reading(reading, held.measures, held.gaps, held.series)


def claimed(text, kind, words=None, value=None, **claim: object):
    more = {name: claim.pop(name) for name in ("unit", "per", "step", "approx") if name in claim}
    quantity = quantity_in(text, words, value, **more) if words else None
    return checked(reading_of(text, kind, quantity=quantity, **claim))


def goal(**claim: object):
    return claimed(
        "They set a target of 3,000 immigration-related arrests per day.",
        "target",
        "3,000 immigration-related arrests per day",
        3000.0,
        unit="immigration-related arrest",
        per="day",
        step=1000.0,
        topic="arrests",
        comparator=">=",
        **claim,
    )


def test_the_target_of_a_whole_government_is_not_reached_in_any_covered_part():
    checks = goal(actor="The administration", scope=("Customs and Border Protection", "federal agencies"))
    newest = [check for check in checks if check.as_of == SEEN]
    assert (newest[0].finding, newest[0].because) == ("not_comparable", "coverage")
    assert [check.finding for check in newest[1:]] == ["not_reached"] * 4
    assert [round(check.recorded.low) for check in newest[1:]] == [1016, 1053, 1284, 1320]
    assert [round(check.scope.remainder.low, -2) for check in newest[3:]] == [1700, 1700]
    assert newest[1].arithmetic.startswith(
        "30,494 arrests in 30 days of June 2025 = 1,016 a day; 1,016 / 3,000 = 34%; "
        "highest month December 2025: 1,299 a day (43%); reached in 0 of 9 months"
    )
    assert [round(rule.value) for rule in newest[1].rules] == [1016, 1030]
    assert "1,246 a day (42%)" in newest[1].arithmetic


def test_on_the_day_of_the_article_only_the_publication_of_early_june_was_out():
    checks = goal(actor="The administration", scope=("Customs and Border Protection", "federal agencies"))
    then = {check.series: check for check in checks if check.as_of == SAID and not check.scope.as_claimed}
    held = [check for check in then.values() if check.finding != "vintage_not_held"]
    assert [(check.measure, check.finding) for check in held] == [("ice/detention_book_ins", "not_reached")]
    assert held[0].window.label == "2025-05"
    assert max(release.day for release in held[0].releases) <= SAID


def test_a_minimum_for_ice_alone_is_not_reached_by_either_source():
    checks = [check for check in goal(scope=("ICE",), published=date(2025, 5, 29)) if check.as_of > SAID]
    assert [(check.finding, check.reached.periods, check.scope.as_claimed) for check in checks] == [
        ("not_reached", 0, True),
        ("not_reached", 0, True),
    ]


def test_the_worst_of_the_worst_shows_three_shares_and_concludes_nothing():
    words = "the worst of the worst criminal illegal aliens"
    check = claimed(f"They remove {words}.", "characterisation", topic="arrests", population=words)[-1]
    assert check.finding == "shown_only"
    assert [round(rule.value, 1) for rule in check.rules] == [33.3, 25.8, 40.9]


def test_hospitality_is_measured_and_farming_is_not():
    text = "The raids have reportedly caused workforce disruptions in farming and hospitality."
    more = {"topic": "employment", "polarity": "-", "hedged": True}
    (farming,) = claimed(text, "change", population="farming", **more)
    assert farming.finding == "no_record"
    hotels = claimed(text, "change", population="hospitality", **more)[-1]
    assert hotels.finding == "shown_only"
    assert "16,832,000 jobs in January 2025; 16,839,000 in May 2025" in hotels.arithmetic
    assert "16,978,000 in April 2026 (+146,000, +0.9%)" in hotels.arithmetic


def test_what_nobody_releases_is_no_record():
    millions = claimed(
        "Millions of undocumented immigrants live there.",
        "level",
        "Millions of undocumented immigrants",
        2e6,
        topic="population",
        population="undocumented immigrants",
        area=("Chicago",),
    )
    largest = claimed("the largest mass deportation program in U.S. history", "rank", topic="removals", area=("U.S.",))
    assert [check.finding for check in (*millions, *largest)] == ["no_record", "no_record"]


def test_a_boast_of_a_department_is_not_comparable_and_its_covered_part_is_shown():
    checks = claimed(
        "579,000 people were arrested since January 20.",
        "level",
        "579,000 people",
        579000.0,
        unit="person",
        step=1000.0,
        topic="arrests",
        actor="Department of Homeland Security",
        period=when("2025-01-20"),
        published=date(2025, 12, 3),
    )
    newest = [check for check in checks if check.as_of == SEEN]
    assert newest[0].because == "coverage"
    both = newest[-1]
    assert both.scope.covers == ("ICE", "Border Patrol")
    assert both.recorded.low / 318 == pytest.approx(1217, rel=0.03)
    assert both.scope.remainder.low == pytest.approx(600, abs=30)


def test_about_1100_a_day_in_recent_weeks_is_close():
    check = claimed(
        "ICE made about 1,100 arrests a day in recent weeks.",
        "level",
        "1,100 arrests a day",
        1100.0,
        unit="arrest",
        per="day",
        step=100.0,
        topic="arrests",
        actor="ICE",
        published=date(2025, 12, 6),
    )[-1]
    assert check.finding == "close"
    assert [round(item.recorded.low) for item in check.windows] == [1171, 1214]


@pytest.mark.parametrize(("start", "finding"), [("2025-01-20", "close"), ("2017-01-20", "not_comparable")])
def test_a_count_reprinted_with_another_year_is_another_period(start, finding):
    check = claimed(
        "ICE made 95,629 arrests to June 10, 2025.",
        "level",
        "95,629 arrests",
        95629.0,
        unit="arrest",
        topic="arrests",
        actor="ICE",
        period=when(start, "2025-06-11"),
    )[-1]
    assert check.finding == finding


def test_seventy_percent_convicted_or_charged_depends_on_the_window():
    check = claimed(
        "70% of those arrested by ICE were convicted of or charged with a crime.",
        "share",
        "70%",
        70.0,
        unit="percent",
        step=10.0,
        topic="arrests",
        actor="ICE",
        published=date(2026, 2, 10),
    )[-1]
    assert check.finding == "depends_on_window"


def test_a_sector_said_to_have_lost_workers_had_gained_them():
    check = claimed(
        "Leisure and hospitality has lost workers since January 2025.",
        "change",
        topic="employment",
        population="leisure and hospitality",
        polarity="-",
        period=when("2025-01-01", None, "month"),
        published=date(2025, 9, 10),
    )[-1]
    assert check.finding == "opposite_direction"
    assert "+0.9%" in check.arithmetic


@pytest.mark.parametrize("published", ["2025-01-30", "2025-07-22", "2025-10-15", "2026-04-12", "2026-11-01"])
def test_a_natural_window_that_no_record_covers_is_not_compared(published):
    for check in checks_of("Half a year into the term, ICE had removed 150,000 people.", published):
        assert all(window.recorded is None or window.recorded.low for window in check.windows)
