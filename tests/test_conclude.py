import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.check import check_reading
from onrecord.model import Observation, When
from records_builders import (
    ARRESTS,
    BOOK_INS,
    GAPS,
    MEASURES,
    NEWEST,
    month,
    months,
    observed,
    quantity_in,
    reading_of,
    release,
    series_of,
    shelf,
    when,
)

GOAL = "They set a target of 3,000 immigration arrests a day."
SAID = date(2025, 6, 19)
SEEN = date(2026, 8, 19)
HELD = shelf()
UNTIMED = settings(deadline=None)  # other work on the machine must not fail a law


def checked(reading, as_of=None, held=None):
    return check_reading(reading, MEASURES, GAPS, held or HELD, as_of)


def target(value=3000.0, text=GOAL, **claim: object):
    quantity = quantity_in(GOAL, "3,000 immigration arrests a day", value, "immigration arrest", per="day", step=1000.0)
    fields = {"actor": "The administration", "comparator": ">=", "target_status": "goal", **claim}
    return reading_of(text, "target", quantity=quantity, topic="arrests", **fields)


def level(text, words, value, unit="arrest", **claim: object):
    more = {name: claim.pop(name) for name in ("per", "step", "approx") if name in claim}
    quantity = quantity_in(text, words, value, unit, **more)
    return reading_of(
        text, claim.pop("kind", "level"), quantity=quantity, **{"topic": "arrests", "actor": "ICE", **claim}
    )


def by_scope(checks, day):
    return {(check.measure.partition("/")[2], check.scope.covers): check for check in checks if check.as_of == day}


def found(checks, day=NEWEST):
    return [check.finding for check in checks if check.as_of == day]


def test_a_target_of_a_whole_government_is_not_comparable_as_claimed():
    for day in (SAID, SEEN):
        claimed = [check for check in checked(target()) if check.scope.as_claimed and check.as_of == day]
        assert [(check.finding, check.because) for check in claimed] == [("not_comparable", "coverage")]
        assert "administration" in claimed[0].why


def test_each_covered_part_of_a_target_has_its_own_check_and_remainder():
    parts = [check for check in checked(target()) if not check.scope.as_claimed and check.as_of == SEEN]
    assert [(check.measure, check.scope.covers, check.finding) for check in parts] == [
        ("ice/administrative_arrests", ("ICE",), "not_reached"),
        ("ice/detention_book_ins", ("ICE",), "not_reached"),
        ("ice/administrative_arrests", ("ICE", "Border Patrol"), "not_reached"),
        ("ice/detention_book_ins", ("ICE", "Border Patrol"), "not_reached"),
    ]
    assert [round(check.recorded.low) for check in parts] == [1016, 1053, 1284, 1320]
    assert [round(check.scope.remainder.low) for check in parts] == [1984, 1947, 1716, 1680]
    assert {check.scope.remainder.per for check in parts} == {"day"}


def test_the_arithmetic_of_a_target_can_be_followed_by_hand():
    check = by_scope(checked(target()), SEEN)["administrative_arrests", ("ICE",)]
    assert check.arithmetic.startswith(
        "30,494 arrests in 30 days of June 2025 = 1,016 a day; 1,016 / 3,000 = 34%; "
        "highest month December 2025: 1,299 a day (43%); reached in 0 of 7 months"
    )
    both = by_scope(checked(target()), SEEN)["administrative_arrests", ("ICE", "Border Patrol")]
    assert "30,494 arrests + 8,014 encounters = 38,508 in 30 days of June 2025 = 1,284 a day" in both.arithmetic


def test_another_counting_is_shown_as_a_rule_and_its_range_read():
    check = by_scope(checked(target()), SEEN)["administrative_arrests", ("ICE",)]
    assert [rule.name for rule in check.rules] == ["monthly file", "weekly file"]
    assert check.rules[0].value == pytest.approx(30494 / 30)
    assert check.rules[1].value == pytest.approx(7210 / 7)


def test_a_target_is_judged_from_the_month_of_its_announcement():
    check = by_scope(checked(target()), SEEN)["administrative_arrests", ("ICE",)]
    assert [item.window for item in check.windows] == months("2025-06", 7)
    assert (check.window, check.reached.periods, check.reached.of) == (month("2025-06"), 0, 7)


def test_before_a_full_month_is_out_the_last_one_released_is_used_and_said():
    check = by_scope(checked(target()), SAID)["detention_book_ins", ("ICE",)]
    assert check.finding == "not_reached"
    assert check.window == month("2025-05")
    assert check.recorded.low == pytest.approx(24000 / 31)
    assert "May 2025, is used" in check.caveats[0]


def test_a_vintage_that_is_not_held_is_never_said_to_be_no_record():
    checks = by_scope(checked(target()), SAID)
    assert checks["administrative_arrests", ("ICE",)].finding == "vintage_not_held"
    assert checks["administrative_arrests", ("ICE",)].observations == ()
    assert "Border Patrol" in checks["detention_book_ins", ("ICE", "Border Patrol")].why


def test_a_target_for_one_agency_is_checked_as_claimed_by_each_source():
    checks = [check for check in checked(target(actor="ICE")) if check.as_of == NEWEST]
    assert [(check.measure, check.finding, check.scope.as_claimed, check.scope.remainder) for check in checks] == [
        ("ice/administrative_arrests", "not_reached", True, None),
        ("ice/detention_book_ins", "not_reached", True, None),
    ]


@UNTIMED
@given(st.floats(1, 5000))
def test_a_target_is_reached_only_if_every_full_period_reaches_it(value):
    for check in checked(target(value=value, actor="ICE")):
        if check.reached is not None and check.finding != "records_conflict":
            met = [item.recorded.low >= value for item in check.windows]
            assert (check.reached.periods, check.reached.of) == (sum(met), len(met))
            assert (check.finding == "reached") == all(met)


def test_countings_that_disagree_about_a_target_are_in_conflict():
    check = by_scope(checked(target(value=870.0, actor="ICE")), NEWEST)["administrative_arrests", ("ICE",)]
    assert check.finding == "reached"
    held = shelf()
    weekly = held.held[ARRESTS.id, (("criminality", "all"), ("source", "weekly"))]
    held.add(replace(weekly, observations=tuple(replace(item, value=700.0) for item in weekly.observations)))
    check = by_scope(checked(target(value=870.0, actor="ICE"), held=held), NEWEST)["administrative_arrests", ("ICE",)]
    assert check.finding == "records_conflict"


def test_suspect_and_partial_observations_are_left_out_with_their_reason():
    held = shelf()
    series = held(BOOK_INS.id, BOOK_INS.key)
    wrong = [
        replace(item, status="suspect", note="repeats an earlier year") if item.period == month("2025-12") else item
        for item in series.observations
    ]
    held.add(replace(series, observations=tuple(wrong)))
    check = by_scope(checked(target(), held=held), SEEN)["detention_book_ins", ("ICE",)]
    assert month("2025-12") not in [item.window for item in check.windows]
    assert "December 2025 is left out: repeats an earlier year." in check.caveats


def test_a_ceiling_is_kept_to_when_the_record_stays_under_it():
    check = by_scope(checked(target(value=3000.0, actor="ICE", comparator="<=")), NEWEST)[
        "detention_book_ins", ("ICE",)
    ]
    assert check.finding == "reached"


def test_a_denied_target_is_set_against_the_record_and_the_denial_said():
    check = by_scope(checked(target(target_status="denied")), SEEN)["detention_book_ins", ("ICE",)]
    assert check.finding == "not_reached"
    assert any("denied" in caveat for caveat in check.caveats)


def test_a_target_with_no_pace_and_no_period_has_no_check():
    text = "They set a target of 9,000 arrests for ICE."
    assert checked(level(text, "9,000 arrests", 9000.0, kind="target")) == ()


def test_a_level_in_a_named_month_matches_to_the_last_digit():
    text = "ICE arrested 30,494 people in June 2025."
    period = when("2025-06-01", "2025-07-01", "month")
    checks = checked(level(text, "30,494 people", 30494.0, "person", period=period))
    assert found(checks) == ["matches"]
    assert "30,494" in checks[-1].arithmetic
    assert any("Book-ins by ICE" in sentence for sentence in checks[-1].qualifies)


def test_a_window_that_cuts_months_uses_the_finer_counting_and_says_so():
    text = "ICE made 6,500 arrests from May 1 to 10, 2025."
    period = when("2025-05-01", "2025-05-11")
    check = checked(level(text, "6,500 arrests", 6500.0, period=period, step=100.0))[-1]
    assert dict(check.series[0][1])["source"] == "weekly"
    assert len(check.rules) == 2
    assert any("spread evenly" in caveat for caveat in check.caveats)


def test_a_claim_of_recent_weeks_is_set_against_the_last_two_months():
    text = "ICE made about 1,150 arrests a day in recent weeks."
    reading = level(text, "1,150 arrests a day", 1150.0, per="day", published=date(2025, 12, 6))
    check = checked(reading)[-1]
    assert [item.window for item in check.windows] == [month("2025-11"), month("2025-10")]
    assert check.finding == "close"


def test_without_a_window_the_finding_can_depend_on_it():
    text = "ICE makes 1,000 arrests a day."
    check = checked(level(text, "1,000 arrests a day", 1000.0, per="day", published=date(2025, 9, 9)))[-1]
    assert check.finding == "depends_on_window"
    assert len({item.finding for item in check.windows}) > 1


def test_a_period_before_the_records_begin_is_not_comparable():
    text = "ICE made 95,629 arrests from 2017 on."
    for check in checked(level(text, "95,629 arrests", 95629.0, period=when("2017-01-01", "2025-06-11"))):
        assert (check.finding, check.because) == ("not_comparable", "period")


def test_a_period_that_is_not_out_yet_is_not_comparable():
    text = "ICE made 95,629 arrests in 2026."
    period = when("2026-01-01", "2027-01-01", "year")
    check = checked(level(text, "95,629 arrests", 95629.0, period=period, published=date(2026, 6, 1)))[-1]
    assert (check.finding, check.because) == ("not_comparable", "period")


def test_a_boast_of_a_whole_department_has_the_same_scope_rule_as_a_target():
    text = "The department says 579,000 people were arrested since January 20."
    reading = level(
        text,
        "579,000 people",
        579000.0,
        "person",
        actor="Department of Homeland Security",
        period=when("2025-01-20"),
        published=date(2025, 12, 3),
    )
    checks = [check for check in checked(reading) if check.as_of == SEEN]
    assert [(check.finding, check.scope.as_claimed) for check in checks] == [
        ("not_comparable", True),
        ("above_record", False),
        ("above_record", False),
    ]
    rest = checks[-1].scope.remainder
    assert rest.low == pytest.approx((579000 - checks[-1].recorded.low) / 318)


def test_a_negated_claim_has_the_finding_of_what_was_said():
    text = "ICE did not arrest 30,494 people in June 2025."
    period = when("2025-06-01", "2025-07-01", "month")
    assert found(checked(level(text, "30,494 people", 30494.0, "person", period=period, polarity="-"))) == ["differs"]


def test_a_city_is_not_comparable_with_the_country_and_the_figure_is_shown():
    text = "ICE makes 500 arrests a day in Chicago."
    check = checked(level(text, "500 arrests a day", 500.0, per="day", area=("Chicago",)))[-1]
    assert (check.finding, check.because) == ("not_comparable", "area")
    assert check.qualifies[0] == "United States as a whole: 23,800 arrests in 31 days (May 2025) = 768 a day."


def test_the_country_by_any_name_is_the_country():
    text = "ICE arrested 30,494 people in June 2025 in the U.S."
    period = when("2025-06-01", "2025-07-01", "month")
    assert found(checked(level(text, "30,494 people", 30494.0, "person", period=period, area=("U.S.",)))) == ["matches"]


def test_a_share_shows_every_code_beside_the_one_claimed():
    text = "33% of those whom ICE arrested in June 2025 had been convicted."
    period = when("2025-06-01", "2025-07-01", "month")
    check = checked(level(text, "33%", 33.0, "percent", kind="share", period=period))[-1]
    assert check.finding == "matches"
    assert [rule.name for rule in check.rules] == ["convicted, percent", "pending charges, percent", "neither, percent"]
    assert sum(rule.value for rule in check.rules) == pytest.approx(100)
    assert "convicted 10,154 / 30,494 = 33.3%" in check.arithmetic


def test_two_codes_are_added_only_where_the_claim_names_both():
    text = "59% of those whom ICE arrested in June 2025 were convicted or charged with a crime."
    period = when("2025-06-01", "2025-07-01", "month")
    check = checked(level(text, "59%", 59.0, "percent", kind="share", period=period))[-1]
    assert check.finding == "matches"
    assert "convicted + pending charges 18,022 / 30,494 = 59.1%" in check.arithmetic


def test_a_share_without_a_window_can_depend_on_it():
    text = "50% of those whom ICE arrested were convicted."
    check = checked(level(text, "50%", 50.0, "percent", kind="share", published=date(2025, 9, 1), step=10.0))[-1]
    assert check.finding in {"depends_on_window", "above_record"}
    assert len(check.windows) > 2


def test_a_majority_not_borne_out_differs():
    text = "Most of those whom ICE arrested in June 2025 had been convicted."
    period = when("2025-06-01", "2025-07-01", "month")
    reading = reading_of(text, "share", topic="arrests", actor="ICE", period=period)
    assert found(checked(reading)) == ["differs"]


def test_a_characterisation_is_shown_and_not_concluded_on():
    text = "ICE arrests the worst of the worst."
    reading = reading_of(text, "characterisation", topic="arrests", population="the worst of the worst")
    first, second = checked(reading)
    assert (first.finding, second.finding) == ("vintage_not_held", "shown_only")
    assert [rule.value for rule in second.rules] == pytest.approx([33.298, 25.802, 40.9], abs=0.01)
    assert len(second.series) == 3
    assert second.recorded is None


def test_a_loss_where_the_record_rose_is_the_opposite_direction():
    text = "Hotels have lost workers since January 2025."
    reading = reading_of(
        text,
        "change",
        topic="employment",
        population="hospitality",
        polarity="-",
        period=when("2025-01-01", None, "month"),
        published=date(2025, 9, 10),
    )
    check = checked(reading)[-1]
    assert check.finding == "opposite_direction"
    assert "16,832,000 jobs in January 2025" in check.arithmetic


@pytest.mark.parametrize(
    ("words", "value", "finding"),
    [("12%", 12.0, "above_record"), ("0.2%", 0.2, "matches"), ("0.1%", 0.1, "below_record")],
)
def test_the_size_of_a_change_is_compared_in_points(words, value, finding):
    text = f"Hotel jobs rose by {words} from January to August 2025."
    reading = level(
        text,
        words,
        value,
        "percent",
        kind="change",
        topic="employment",
        population="hospitality",
        actor=None,
        period=when("2025-01-01", "2025-09-01"),
        step=0.1 if value < 1 else 1.0,
    )
    assert checked(reading)[-1].finding == finding


def test_a_count_gained_in_a_month_is_the_step_from_the_month_before():
    text = "Hotels added 3,000 jobs in May 2025."
    reading = level(
        text,
        "3,000 jobs",
        3000.0,
        "job",
        kind="change",
        topic="employment",
        population="hospitality",
        actor=None,
        period=when("2025-05-01", "2025-06-01", "month"),
    )
    assert checked(reading)[-1].finding == "matches"


def test_doubled_is_held_against_the_ratio():
    text = "Arrests by ICE doubled since March 2025."
    reading = reading_of(text, "change", topic="arrests", actor="ICE", period=when("2025-03-01", None, "month"))
    assert checked(reading)[-1].finding == "below_record"


def test_a_disruption_is_no_quantity_and_is_only_shown():
    text = "The raids reportedly caused disruptions in hospitality."
    reading = reading_of(
        text, "change", topic="employment", population="hospitality", polarity="-", hedged=True, published=SAID
    )
    first, second = checked(reading)
    assert (first.finding, second.finding) == ("vintage_not_held", "shown_only")
    assert "16,832,000 jobs in January 2025" in second.arithmetic
    assert any("no defined quantity" in caveat for caveat in second.caveats)


def rank(text, **claim: object):
    return checked(reading_of(text, "rank", topic="arrests", actor="ICE", published=date(2026, 2, 1), **claim))[-1]


def test_the_highest_since_a_month_that_is_held_can_match():
    check = rank(
        "Arrests by ICE in December were the highest since May 2024.", period=when("2024-05-01", None, "month")
    )
    assert check.finding == "matches"
    assert "December 2025" in check.arithmetic


def test_a_record_beyond_the_records_is_not_comparable():
    check = rank("Arrests by ICE in December were the highest in history.")
    assert (check.finding, check.because) == ("not_comparable", "period")
    assert "no full period is higher" in check.qualifies[0]


def test_a_higher_month_in_the_span_refutes_even_the_highest_ever():
    check = rank("Arrests by ICE in November were the highest ever.", period=when("2025-11-01", "2025-12-01", "month"))
    assert check.finding == "differs"


@pytest.mark.parametrize("why_not", ["forecast", "value_judgement", "private_person", "too_vague", "no_quantity"])
def test_what_cannot_be_checked_says_why_once(why_not):
    reading = reading_of(GOAL, "level", topic="arrests", actor="ICE", checkable=False, why_not=why_not)
    (check,) = checked(reading)
    assert check.finding == "not_checkable"
    assert check.because == ("too_vague" if why_not == "no_quantity" else why_not)
    assert check.as_of == NEWEST


def test_a_forecast_is_not_checkable_whatever_else_it_states():
    reading = target()
    (check,) = checked(replace(reading, claims=(replace(reading.claims[0], kind="forecast"),)))
    assert (check.finding, check.because) == ("not_checkable", "forecast")


def test_the_first_day_is_the_day_it_was_said():
    said = date(2025, 6, 15)
    assert {check.as_of for check in checked(target(speaker="Delia Marsh", said=said))} == {said, SEEN}


def test_without_a_day_only_the_newest_release_is_used():
    assert {check.as_of for check in checked(target(published=None))} == {SEEN}


def test_a_day_asked_for_takes_the_place_of_the_newest_release():
    asked = date(2026, 4, 9)
    assert {check.as_of for check in checked(target(), asked)} == {SAID, asked}


def test_an_article_after_the_newest_release_has_one_day():
    assert {check.as_of for check in checked(target(published=date(2026, 11, 1)))} == {date(2026, 11, 1)}


@UNTIMED
@given(st.dates(date(2025, 5, 1), date(2026, 12, 1)), st.dates(date(2025, 5, 1), date(2026, 12, 1)))
def test_no_check_holds_an_observation_of_a_release_after_its_day(published, as_of):
    for check in checked(target(published=published), as_of):
        days = {item.id: item.day for item in check.releases}
        assert all(day <= check.as_of for day in days.values())
        assert {item.release for item in check.observations} <= set(days)


@UNTIMED
@given(st.dates(date(2025, 5, 1), date(2026, 12, 1)))
def test_every_number_of_a_sum_is_an_observation(as_of):
    for check in checked(target(), as_of):
        if check.window is None or check.arithmetic is None:
            continue
        numbers = [
            int(part.replace(",", ""))
            for part in re.findall(r"([\d,]+) (?:arrests|book-ins|encounters)", check.arithmetic)
        ]
        values = {item.value for item in check.observations if item.period == check.window}
        assert numbers
        assert set(numbers) <= values


NAMES = ["Delia Marsh", "Ruben Oakes", "the Blue Party", "the Green Party", "Senator Ama Lind"]


@UNTIMED
@given(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(["goal", "pledge", "quota"]))
def test_who_speaks_leaves_every_finding_unchanged(one, other, status):
    def findings(name: str) -> list[object]:
        text = f"{GOAL} So said {name}."
        reading = target(text=text, span=GOAL, speaker=name, target_status=status)
        return [
            (check.finding, check.because, check.as_of, check.scope, check.recorded, check.arithmetic, check.caveats)
            for check in checked(reading)
        ]

    assert findings(one) == findings(other)


def test_the_id_of_a_check_changes_with_its_releases_and_with_nothing_else():
    first, again = checked(target()), checked(target())
    assert [check.id for check in first] == [check.id for check in again]
    assert len({check.id for check in first}) == len(first)
    held = shelf()
    series = held(BOOK_INS.id, BOOK_INS.key)
    newer = release(BOOK_INS.id, date(2026, 5, 2))
    revised = [Observation(month("2025-06"), 31591, "normal", newer.id)]
    held.add(series_of(BOOK_INS, BOOK_INS.key, [*series.observations, *revised], [*series.releases, newer]))
    changed = {check.id for check in checked(target(), held=held)} - {check.id for check in first}
    assert len(changed) == 2


def test_observations_run_series_by_series_from_before_the_window():
    check = by_scope(checked(target()), SEEN)["administrative_arrests", ("ICE", "Border Patrol")]
    starts = [item.period.start for item in check.observations]
    breaks = [i for i in range(1, len(starts)) if starts[i] <= starts[i - 1]]
    assert len(breaks) == len(check.series) - 1
    assert starts[0] < check.window.start


def test_caveats_speak_only_of_years_that_are_shown():
    check = by_scope(checked(target()), SEEN)["administrative_arrests", ("ICE",)]
    assert "From 2025 on another form is used." in check.caveats
    assert "From 2019 on another rule is used." not in check.caveats
    assert any("leaves out: arrests by Border Patrol" in caveat for caveat in check.caveats)


def test_every_finding_that_rests_on_figures_cites_its_releases():
    for check in checked(target()):
        if check.observations:
            assert check.citations == tuple(dict.fromkeys(check.citations))
            assert {item.citation for item in check.releases} == set(check.citations)


def test_a_reading_without_claims_has_no_checks():
    assert checked(replace(target(), claims=())) == ()


def test_a_series_with_no_values_is_no_reason_to_fail():
    held = shelf()
    made = release(ARRESTS.id, NEWEST)
    empty = observed(months("2025-06", 1), [0.0], made)
    held.add(series_of(ARRESTS, ARRESTS.key, empty, [made]))
    check = by_scope(checked(target(), held=held), SEEN)["administrative_arrests", ("ICE",)]
    assert check.finding == "not_reached"


FIGURES = st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True), st.integers(-5, 4000).map(float))
DAYS = st.one_of(st.none(), st.dates(), st.dates(date(2024, 1, 1), date(2026, 9, 1)))
FIGURE = st.fixed_dictionaries(
    {
        "value": FIGURES,
        "high": FIGURES,
        "unit": st.sampled_from([None, "percent", "times", "arrest", "job", "dollar"]),
        "per": st.sampled_from([None, "day", "month", "person"]),
    }
)
SLOTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["target", "level", "change", "share", "rank", "event", "characterisation"]),
        "topic": st.sampled_from(["arrests", "employment", "encounters", "removals", "book-ins"]),
        "period": st.builds(lambda start, end: When(start, end, "day", None), DAYS, DAYS),
        "published": DAYS,
        "population": st.sampled_from([None, "hospitality", "convicted", "worst of the worst", "people"]),
        "actor": st.sampled_from([None, "ICE", "The administration", "Border Patrol"]),
    }
)


@UNTIMED
@given(FIGURE, SLOTS)
def test_no_claim_however_odd_stops_a_check(figure, slots):
    text = "Most arrests doubled, the highest ever: about 3,000."
    reading = reading_of(text, quantity=quantity_in(text, "3,000", **figure), **slots)
    for check in checked(reading):
        assert check.why
        assert check.windows == () or check.observations
