from datetime import date

import pytest

from onrecord.check import check_reading
from onrecord.check.agencies import claimed_scope, is_agency
from onrecord.check.case import open_case
from onrecord.check.lexicon import lexicon, mentions
from onrecord.check.match import match_claim, match_gap, picked_codes
from records_builders import GAPS, MEASURES, quantity_in, reading_of, shelf

TARGET = "Delia Marsh said the agencies would make 3,000 arrests a day."


def case_of(reading):
    return open_case(reading, reading.claims[0])


def target(**claim: object):
    quantity = quantity_in(TARGET, "3,000 arrests a day", 3000.0, "arrest", per="day", step=1000.0)
    return reading_of(TARGET, "target", quantity=quantity, topic="arrests", comparator=">=", **claim)


def matched(reading):
    return match_claim(case_of(reading), MEASURES, shelf())


def test_a_whole_word_is_found_whatever_its_case_or_plural():
    assert mentions("Hotels closed", "hotel")
    assert mentions("immigration-related arrests", "immigration related arrest")
    assert not mentions("justice", "ice")


def test_short_names_of_agencies_need_their_capitals():
    assert claimed_scope(["ICE agents"]).agencies == {"ICE"}
    assert not claimed_scope(["ice on the river"]).agencies


def test_a_name_inside_a_longer_one_names_only_the_longer():
    assert claimed_scope(["Homeland Security Investigations"]).agencies == {"HSI"}
    assert claimed_scope(["Department of Homeland Security"]).agencies == {"DHS"}


def test_every_body_that_an_agency_is_within_is_itself_listed():
    rows = lexicon("agencies")["agencies"]
    bodies = {row["within"] for row in rows if "within" in row}
    assert all(is_agency(body) for body in bodies - {"DHS", "DOJ"})
    assert len({row["name"] for row in rows}) == len(rows)


def test_the_kinds_of_kin_are_the_four_that_the_matcher_knows():
    assert all(set(kin) == {"own", "second", "adds", "other"} for kin in lexicon("kin").values())


def test_one_agency_named_is_a_claim_about_that_agency():
    match = matched(target(actor="ICE"))
    assert [scoped.covers for scoped in match.scopes] == [("ICE",)]
    assert match.is_covered


@pytest.mark.parametrize("actor", ["The administration", "the federal government", "Department of Homeland Security"])
def test_a_claim_about_a_whole_government_is_covered_only_in_part(actor):
    match = matched(target(actor=actor))
    assert not match.is_covered
    assert [scoped.covers for scoped in match.scopes] == [("ICE",), ("ICE", "Border Patrol")]
    assert [scoped.covers for scoped in match.seconds] == [("ICE",), ("ICE", "Border Patrol")]


def test_two_agencies_named_are_covered_by_the_sum_of_their_series():
    match = matched(target(scope=("ICE", "Border Patrol")))
    assert [scoped.as_claimed for scoped in match.scopes] == [False, True]


@pytest.mark.parametrize("actor", ["city police", "the sheriff's deputies", "HSI", "the FBI"])
def test_arrests_by_others_match_no_series(actor):
    assert matched(target(actor=actor)) is None


def test_a_claim_of_arrests_by_nobody_in_particular_is_not_matched():
    text = "There were 12 arrests after the match."
    reading = reading_of(text, "level", quantity=quantity_in(text, "12 arrests", 12.0, "arrest"), topic="arrests")
    assert matched(reading) is None
    assert check_reading(reading, MEASURES, GAPS, shelf()) == ()


def test_a_phrase_of_the_measure_matches_without_an_agency():
    text = "It wants 3,000 immigration-related arrests per day."
    quantity = quantity_in(text, "3,000 immigration-related arrests per day", 3000.0, "arrest", per="day")
    match = matched(reading_of(text, "target", quantity=quantity, topic="arrests"))
    assert not match.is_covered
    assert match.candidates[0].reasons


def test_the_words_of_a_population_pick_the_code():
    reading = reading_of("Hotels lost workers.", "change", topic="employment", population="hospitality")
    match = matched(reading)
    assert match.scopes[0].parts[0].key == (("industry", "leisure_and_hospitality"),)


def test_a_population_that_no_measure_knows_is_no_match():
    assert matched(reading_of("Farming lost workers.", "change", topic="employment", population="farming")) is None
    assert (
        matched(reading_of("Bakers lost work.", "change", topic="employment", population="left-handed bakers")) is None
    )


def test_the_longer_phrase_takes_the_code_from_the_shorter():
    reading = reading_of("ICE arrested people with no criminal record.", "share", topic="arrests", actor="ICE")
    assert picked_codes(case_of(reading), MEASURES[0]) == {"criminality": ("other",)}


def test_a_population_in_a_gap_finds_the_gap_and_not_its_neighbour():
    text = "It hurt farming and hospitality."
    farm = reading_of(text, "change", topic="employment", population="farming")
    assert match_gap(case_of(farm), GAPS).id == "farm_jobs"
    hospitality = reading_of(text, "change", topic="employment", population="hospitality")
    assert match_gap(case_of(hospitality), GAPS) is None


def test_a_gap_is_reported_once_with_where_a_record_would_be_found():
    reading = reading_of("It hurt farming.", "change", topic="employment", population="farming")
    (check,) = check_reading(reading, MEASURES, GAPS, shelf())
    assert (check.finding, check.as_of, check.measure) == ("no_record", date(2025, 6, 19), None)
    assert "census" in check.caveats[0]


def test_agencies_that_release_nothing_find_no_record():
    (check,) = check_reading(target(actor="HSI"), MEASURES, GAPS, shelf())
    assert check.finding == "no_record"


def test_another_event_is_not_comparable_by_definition():
    text = "ICE made about 1,100 deportations a day."
    quantity = quantity_in(text, "1,100 deportations a day", 1100.0, "deportation", per="day")
    reading = reading_of(text, "level", quantity=quantity, topic="removals", actor="ICE")
    (check,) = check_reading(reading, MEASURES, GAPS, shelf())
    assert (check.finding, check.because) == ("not_comparable", "definition")


def test_encounters_are_no_arrests_of_the_border_patrol():
    (check,) = check_reading(target(actor="Border Patrol"), MEASURES, GAPS, shelf())
    assert (check.finding, check.because, check.measure) == (
        "not_comparable",
        "definition",
        "cbp/border_patrol_encounters",
    )


def test_a_topic_that_nobody_knows_has_no_check():
    assert check_reading(reading_of("Eels are many.", "level", topic="eels"), MEASURES, GAPS, shelf()) == ()


def test_dollars_are_no_arrests():
    text = "ICE spent 3,000 dollars on arrests."
    reading = reading_of(
        text, "level", quantity=quantity_in(text, "3,000 dollars", 3000.0, "dollar"), topic="arrests", actor="ICE"
    )
    assert check_reading(reading, MEASURES, GAPS, shelf()) == ()
