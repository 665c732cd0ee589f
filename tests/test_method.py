"""The rules of docs/method.md, one test each, from a sentence to its finding by the released records; no model runs."""

import re
from datetime import date
from pathlib import Path

import pytest

from claims_read import as_claimed, catalog, checks_of, claims_in, findings, one
from onrecord.check import check_reading
from onrecord.model import Attribution, Source, Span, Speaker

ROOT = Path(__file__).resolve().parent.parent
ARRESTS, JOBS = "administrative_arrests", "payroll_employment"


def test_every_rule_of_the_method_has_a_test_of_its_name_and_every_test_a_rule():
    rules = re.findall(r"^### (.+)$", (ROOT / "docs" / "method.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = {f"test_{re.sub(r'[^a-z0-9]+', '_', rule.lower()).strip('_')}" for rule in rules}
    tests = set(re.findall(r"^def (test_\w+)", Path(__file__).read_text(encoding="utf-8"), re.MULTILINE))
    assert len(named) == len(rules) > 35
    assert named == tests - {
        "test_every_rule_of_the_method_has_a_test_of_its_name_and_every_test_a_rule",
        "test_what_the_press_said_has_the_finding_that_the_design_expects",
    }


# --- which records bear on a claim ---


def test_a_word_that_merely_stands_near_matches_nothing():
    assert checks_of("There were 12 arrests after the match.") == ()
    assert checks_of("The home side conceded 30 goals on the ice in December, the most since 2019.") == ()


def test_a_claim_about_a_whole_has_to_say_so():
    assert checks_of("Harlan Foods laid off 3,400 workers in April 2026.") == ()
    assert findings("Employers added 115,000 jobs in April 2026.") == [("matches", JOBS)]


def test_a_population_decides_by_itself_alone():
    text = "The raids have reportedly caused workforce disruptions in farming and hospitality."
    assert sorted(findings(text, "2025-06-19")) == [("no_record", None), ("shown_only", JOBS)]


def test_events_are_counted_apart():
    text = "More than 45,000 people arrested by ICE were booked into its detention centers in October 2025."
    assert findings(text) == [("above_record", "detention_book_ins")]
    deported = as_claimed("ICE carries out about 1,100 deportations a day in recent weeks.", "2025-12-06")
    assert ARRESTS not in {(check.measure or "").partition("/")[2] for check in deported}


def test_a_part_is_not_the_whole():
    check = one("Restaurants cut 20,000 jobs in March 2026.")
    assert (check.finding, check.because) == ("not_comparable", "definition")
    assert findings("Hospitality added 14,000 jobs in April 2026.") == [("matches", JOBS)]


@pytest.mark.parametrize(
    "text",
    [
        "ICE arrested 2,700 Venezuelan migrants in February 2025.",
        "ICE arrested 1,200 children in 2025.",
        "Only 7 percent of the people ICE arrested in June 2025 had a violent criminal conviction.",
        "ICE arrested 9,000 criminal illegal aliens in June 2025.",
    ],
)
def test_what_a_record_does_not_tell_apart_is_not_compared(text):
    check = one(text)
    assert (check.finding, check.because) == ("not_comparable", "definition")


def test_a_measure_of_a_part_goes_before_that_of_the_whole():
    text = "The foreign-born labor force shrank by more than 1.6 million between March and July 2025."
    assert findings(text) == [("matches", "labor_force_by_nativity")]
    text = "There were 7,824 encounters at the southwest border in July 2025."
    assert findings(text, "2025-10-10") == [("matches", "southwest_border_encounters")]


def test_a_known_gap_is_no_record():
    check = one("FBI agents have arrested 6,000 undocumented immigrants since January.", "2025-09-12")
    assert (check.finding, check.measure) == ("no_record", None)
    assert "Where a record would be found" in check.caveats[0]
    program = one("ICE has begun the largest mass deportation program in U.S. history.")
    assert (program.finding, program.measure) == ("no_record", None)


def test_one_place_or_operation_is_not_the_country():
    check = one("ICE arrested 475 people at a battery plant in September 2025.")
    assert (check.finding, check.because) == ("not_comparable", "area")


def test_a_city_is_not_its_state_and_a_state_not_the_country():
    check = one("ICE arrested 1,500 people in Chicago in September 2025.")
    assert (check.finding, check.because) == ("not_comparable", "area")
    assert check.qualifies[0] == "United States as a whole: 33,177 arrests in 30 days (September 2025) = 1,106 a day."
    assert "fewer than the 1,500 said" in check.qualifies[1]
    seen = checks_of("ICE arrested 600 people in Chicago in October 2025.", as_of=date(2026, 11, 23))[-1]
    bound = "Illinois as a whole, in October 2025: 2,068 arrests; no place within it can have more."
    assert seen.qualifies[-1] == bound
    assert not any("than was said" in words for words in (*check.qualifies, *seen.qualifies))
    longer = one("ICE arrested 10,000 people in Chicago in 2025.", "2026-10-20")
    assert "Illinois as a whole, from January 2025 to July 2026: 7,914 arrests; fewer than" in longer.qualifies[-1]
    texas = one("ICE made 143,233 arrests in Texas from January 2025 through July 2026.", "2026-10-20")
    assert texas.finding == "matches"
    assert dict(texas.series[0][1])["area"] == "texas"


def test_a_figure_far_below_the_record_counts_something_else():
    assert checks_of("ICE arrested 212 people in June 2025.") == ()
    assert findings("ICE arrested 12,000 people in June 2025.") == [("below_record", ARRESTS)]


# --- scope, vintages ---


def test_one_rule_of_scope_holds_for_everybody():
    checks = checks_of("The administration has set a target of 3,000 immigration arrests per day.", "2025-06-19")
    newest = [check for check in checks if check.as_of == max(item.as_of for item in checks)]
    assert (newest[0].finding, newest[0].because) == ("not_comparable", "coverage")
    assert [check.finding for check in newest[1:]] == ["not_reached"] * 4
    assert not any(check.scope.as_claimed for check in newest[1:])
    assert newest[1].scope.remainder.low == pytest.approx(1984, abs=1)


@pytest.mark.parametrize(("first", "second"), [("Ada Quill, a Democrat", "Per Lund, a Republican")])
def test_who_speaks_plays_no_part(first, second):
    said = "ICE arrested 25,000 people in May 2025 and the administration wants 3,000 immigration arrests a day"
    held = catalog()

    def findings_of(name) -> list[tuple[object, ...]]:
        text = f"{name}, said {said}."
        at = text.index(said)
        speaker = Speaker("s", name, "person", public_role=True)
        source = Source((Span(0, len(name)),), "person", speaker.id)
        spoken = Attribution("a", "body", "indirect", source, None, (Span(at, at + len(said)),), 0.9, act="assert")
        reading = claims_in(text, "2025-07-02", (spoken,))
        checks = check_reading(reading, held.measures, held.gaps, held.series)
        return [(check.finding, check.because, check.measure, check.scope, check.as_of) for check in checks]

    assert findings_of(first) == findings_of(second) != []


def test_each_claim_is_checked_on_two_days():
    checks = checks_of("ICE booked 23,642 people into detention in May 2025 after its arrests.", "2025-06-19")
    days = sorted({check.as_of for check in checks})
    assert days[0] == date(2025, 6, 19) < days[1]
    assert all(release.day <= check.as_of for check in checks for release in check.releases)


def test_what_is_not_held_here_is_never_said_not_to_exist():
    first = checks_of("ICE arrested 30,494 people in June 2025.", "2025-08-01")[0]
    assert (first.finding, first.as_of) == ("vintage_not_held", date(2025, 8, 1))
    assert "The oldest held" in first.why


# --- windows ---


def test_a_window_that_is_named_is_used_as_it_stands():
    check = one("From July through October 2025, ICE made roughly 1,030 arrests a day.")
    assert (check.window.start, check.window.end) == (date(2025, 7, 1), date(2025, 11, 1))
    check = one("Figures released in March 2026 show that ICE arrested 30,494 people in June 2025.")
    assert (check.finding, check.window.label) == ("matches", "2025-06")
    level, rank = as_claimed("ICE arrested 30,494 people in June 2025, the most since 2023.")
    assert (level.window.label, rank.window.label) == ("2025-06", "2025-06")
    assert rank.windows[1].window.start == date(2024, 1, 1)


def test_without_a_window_the_natural_ones_are_tried():
    check = one("70% of those arrested by ICE were convicted of or charged with a crime.", "2026-02-10")
    assert check.finding == "depends_on_window"
    assert len(check.windows) > 3


def test_a_day_is_not_read_off_a_month():
    checks = as_claimed("ICE arrested 2,200 people on June 3, 2025, the most in a single day.", "2025-06-05")
    assert {(check.finding, check.because) for check in checks} == {("not_comparable", "period")}


def test_what_lies_outside_the_records_is_another_period():
    for text in (
        "ICE recorded 95,629 arrests between January 20, 2017 and June 10, 2025.",
        "Employers added 90,000 jobs in September 2026.",
    ):
        check = one(text, "2026-10-05")
        assert (check.finding, check.because) == ("not_comparable", "period")


def test_a_cut_period_gives_an_even_share_of_its_days():
    check = one("ICE recorded 95,629 arrests between January 20 and June 10, 2025.", "2025-06-20")
    assert check.finding == "close"
    assert round(check.recorded.low) == 96318
    assert "spread evenly" in check.caveats[0]


def test_partial_and_suspect_figures_are_left_out():
    check = one("ICE arrested 10,368 people in March 2026.")
    assert (check.finding, check.because) == ("not_comparable", "period")
    held = one("ICE was holding 70,766 people in detention in January 2026.", "2026-02-05")
    assert held.finding == "matches"
    assert any(item.value == 19068 and item.status == "suspect" for item in held.observations)


# --- tolerance ---


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("30,494", "matches"),
        ("30,000", "matches"),
        ("31,900", "close"),
        ("33,000", "above_record"),
        ("about 32,000", "matches"),
        ("nearly 31,000", "matches"),
        ("more than 30,000", "matches"),
        ("more than 31,000", "close"),
        ("fewer than 29,000", "below_record"),
    ],
)
def test_a_figure_is_compared_as_exactly_as_it_was_said(words, finding):
    assert findings(f"ICE arrested {words} people in June 2025.") == [(finding, ARRESTS)]


@pytest.mark.parametrize(("said", "finding"), [("91%", "matches"), ("94%", "close"), ("70%", "below_record")])
def test_a_percentage_is_compared_in_points(said, finding):
    text = f"Border Patrol encounters fell by {said} from June 2024 to June 2025."
    assert findings(text) == [(finding, "border_patrol_encounters")]


# --- kinds ---


def test_a_target_is_compared_period_by_period():
    first, second = as_claimed("ICE has a goal of at least 1,100 arrests a day.", "2025-06-10")
    assert (first.finding, second.finding) == ("not_reached", "not_reached")
    assert (first.reached.periods, first.reached.of) == (5, 9)
    assert {item.finding for item in first.windows} == {"reached", "not_reached"}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("ICE made more than 30,000 arrests every month from June through December 2025.", "above_record"),
        ("ICE made more than 25,000 arrests every month from June through December 2025.", "matches"),
        ("ICE has made more than 1,000 arrests a day in every month since June 2025.", "above_record"),
        ("ICE never made more than 1,300 arrests a day in any month of 2025.", "matches"),
        ("ICE did not arrest more than 39,000 people in any month of 2025.", "differs"),
        ("ICE did not arrest more than 40,000 people in any month of 2025.", "close"),
        ("ICE has never arrested 1,100 people a day.", "differs"),
        ("ICE has never arrested 3,000 people a day.", "not_comparable"),
        ("ICE arrested at least 1,000 people each day in October 2025.", "not_comparable"),
        ("ICE arrested at least 1,300 people each day in October 2025.", "above_record"),
        ("ICE arrested about 1,200 people every day in October 2025.", "matches"),
        ("The unemployment rate was always above 4 percent in 2025.", "matches"),
        ("The unemployment rate stayed below 4.2 percent throughout 2025.", "below_record"),
        ("The unemployment rate never fell below 4 percent in 2025.", "matches"),
        ("ICE detained more than 60,000 people every day in November 2025.", "matches"),
        ("ICE detained more than 65,000 people every day in November 2025.", "above_record"),
        ("For six straight months, ICE made more than 30,000 arrests.", "matches"),
        ("For seven straight months, ICE made more than 30,000 arrests.", "not_comparable"),
        (
            "In every month of 2025, more than half of those ICE arrested had a criminal conviction.",
            "above_record",
        ),
        ("Every month since May 2025, most of those ICE arrested had no criminal convictions.", "matches"),
    ],
)
def test_what_is_said_of_every_period_is_tested_period_by_period(text, finding):
    assert [found for found, _ in findings(text)] == [finding]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Payrolls grew every month in 2024.", "matches"),
        ("Every month in 2025, the U.S. economy added jobs.", "differs"),
        ("Arrests by ICE rose every month from January to June 2025.", "differs"),
        ("Employers added at least 100,000 jobs every month in 2024.", "above_record"),
        ("Employers added jobs for the third straight month in March 2026.", "differs"),
        ("Border Patrol encounters rose for a third straight month in May 2026.", "matches"),
        ("Information-sector employment has fallen every month since January 2025.", "matches"),
    ],
)
def test_a_movement_said_of_every_period_is_tested_step_by_step(text, finding):
    assert [found for found, _ in findings(text, "2026-06-20")] == [finding]


def test_what_is_said_of_most_periods_is_not_said_of_each():
    for text in (
        "Manufacturing has lost jobs nearly every month since January 2025.",
        "Employers added jobs every month of 2025 except one, the official said.",
        "Almost every month of 2025, ICE made more than 17,000 arrests.",
        "The economy has added jobs in eight of the past 12 months.",
    ):
        assert checks_of(text) == (), text
    each = one("Employers have added jobs in each of the last two months.")
    assert each.finding == "matches"


def test_a_movement_inside_a_survey_s_error_contradicts_nobody():
    for text in (
        "Unemployment rose in April 2026.",
        "The unemployment rate fell in April 2026.",
        "Unemployment has dropped since January.",
        "Unemployment fell from a year earlier in April 2026.",
    ):
        found = [item for item, _ in findings(text)]
        assert set(found) <= {"shown_only", "matches"}
        assert found
    check = one("Unemployment fell from a year earlier in April 2026.")
    assert "4.2% in April 2025, 4.3% in April 2026 (+0.1 points): within the survey's sampling error" in check.why
    assert findings("The unemployment rate has fallen since January 2025.") == [
        ("opposite_direction", "unemployment_rate")
    ]


def test_a_change_without_a_start_is_compared_from_the_natural_ones():
    check = one("Manufacturing employment has grown under the new administration.")
    assert check.finding == "opposite_direction"
    assert check.windows[0].window.start == date(2025, 1, 1)
    assert one("Joblessness has been rising.").finding == "depends_on_window"
    for untold in ("under Harlan", "compared with the boom years", "since Harlan took charge"):
        assert checks_of(f"Manufacturing employment has grown {untold}.") == ()


def test_a_day_that_is_named_has_its_own_count_where_one_is_held():
    check = one("ICE held 66,000 people on Nov. 16, 2025, records show.", "2025-11-20")
    assert (check.finding, check.recorded.low) == ("close", 64_680)
    assert check.window.start == date(2025, 11, 16)
    rose = one("ICE detention rose between Nov. 1 and Nov. 16, 2025.")
    assert rose.finding == "matches"
    late = one("ICE had 73,000 people in custody on April 10, 2026.")
    assert (late.finding, late.because) == ("not_comparable", "period")
    assert "The nearest counts: 60,311 on April 4, 2026." in late.why


@pytest.mark.parametrize(
    "text",
    [
        "The White House has set a goal of 3,000 arrests a day for ICE.",
        "The Department of Homeland Security set ICE a quota of 3,000 arrests a day.",
        "Under a quota set by the White House, ICE must arrest 3,000 people a day.",
        "The White House had set Immigration and Customs Enforcement a target of 3,000 arrests a day.",
    ],
)
def test_whoever_sets_a_target_does_not_have_to_reach_it(text):
    assert findings(text, "2025-06-10") == [("not_reached", ARRESTS), ("not_reached", "detention_book_ins")]
    own = as_claimed("The administration's goal is 3,000 immigration arrests a day.", "2025-06-10")
    assert [check.because for check in own] == ["coverage"]
    several = "to be met by several federal agencies, including Customs and Border Protection"
    wider = f"The administration has set a target of 3,000 immigration arrests a day, {several}."
    assert [check.because for check in as_claimed(wider, "2025-06-10")] == ["coverage"]
    pressed = as_claimed("The president's deputy pressed ICE for 3,000 arrests a day.", "2025-06-10")
    assert {check.finding for check in pressed} == {"not_reached"}


def test_a_goal_takes_the_pace_of_the_figure_beside_it():
    text = "ICE arrested 1,016 people a day in June 2025, far short of its goal of 3,000."
    assert findings(text) == [("matches", ARRESTS), ("not_reached", ARRESTS), ("not_reached", "detention_book_ins")]


def test_a_negated_claim_has_the_finding_of_what_it_says():
    assert findings("ICE did not arrest 30,000 people in April 2025.") == [("matches", ARRESTS)]
    assert findings("Hospitality has not lost workers since January 2025.") == [("matches", JOBS)]
    assert findings("ICE fell short of 3,000 arrests a day in November 2025.") == [("matches", ARRESTS)]


def test_a_stock_is_compared_with_its_nearest_count():
    check = one("ICE was holding 56,397 people in detention in June 2025.")
    assert (check.finding, check.window.label) == ("matches", "2025-06")
    assert "June 9, 2025" in check.why


def test_all_codes_of_a_share_are_shown():
    check = one("About a third of the people ICE arrested in June 2025 had criminal convictions.")
    assert check.finding == "matches"
    assert [round(rule.value, 1) for rule in check.rules] == [33.3, 25.8, 40.9]
    both = one("In June 2025, 59% of the people ICE arrested had been charged with or convicted of a crime.")
    assert (both.finding, round(both.recorded.low, 1)) == ("matches", 59.1)


def test_a_code_that_is_denied_means_all_the_others():
    check = one("Some 73 percent of the people ICE arrested in December 2025 had never been convicted of a crime.")
    assert (check.finding, round(check.recorded.low, 1)) == ("matches", 73.5)
    neither = one(
        "Some 48 percent of the people ICE arrested in December 2025 had neither convictions nor charges pending."
    )
    assert (neither.finding, round(neither.recorded.low, 1)) == ("matches", 47.6)


def test_the_direction_of_a_change_comes_first():
    assert findings("Leisure and hospitality has lost workers since January 2025.", "2025-09-10") == [
        ("opposite_direction", JOBS)
    ]
    assert findings("ICE arrests fell between June and December 2025.") == [("opposite_direction", ARRESTS)]


def test_a_change_has_two_ends():
    january = one("Construction lost 25,000 jobs between January and August 2025.")
    assert (january.finding, january.window.start, january.window.end) == (
        "matches",
        date(2025, 1, 1),
        date(2025, 9, 1),
    )
    year = one("Encounters by the Border Patrol were down 91 percent in June 2025 from a year earlier.")
    assert (year.finding, year.window.start) == ("matches", date(2024, 6, 1))
    month = one("The economy shed 156,000 jobs in February 2026.")
    assert (month.finding, month.window.start) == ("matches", date(2026, 1, 1))


def test_months_are_compared_as_they_stand_or_by_their_days():
    for said in ("21%", "13%"):
        assert findings(f"Arrests by ICE fell {said} in February 2026 from January.") == [("matches", ARRESTS)]
    assert findings("Arrests by ICE fell 40% in February 2026 from January.") == [("above_record", ARRESTS)]


def test_a_superlative_since_a_year_leaves_that_year_out():
    check = one("Construction employment in April 2026 was the highest since 2019.")
    assert (check.finding, check.windows[1].window.start) == ("matches", date(2020, 1, 1))
    check = one("Construction employment in April 2026 was the highest since at least 2019.")
    assert check.windows[1].window.start == date(2019, 1, 1)


def test_a_length_up_to_the_day_it_was_said_counts_back_whole_periods():
    for length in ("over the past 12 months", "over the past year"):
        check = one(f"Leisure and hospitality added 142,000 jobs {length}.", "2026-05-09")
        assert (check.finding, check.windows[0].window.start) == ("matches", date(2025, 4, 1))
    check = one("Leisure and hospitality employment rose by 12,000 over the past three months.", "2026-05-09")
    assert (check.finding, check.windows[0].window.start) == ("matches", date(2026, 1, 1))


def test_those_taken_in_over_a_stretch_are_no_count_of_a_day():
    for text in ("ICE has detained more than 200,000 people since January.", "ICE detained 31,000 immigrants in June."):
        check = one(text, "2025-10-20")
        assert (check.finding, check.because) == ("not_comparable", "definition")
    assert one("ICE detained 59,762 people in September.", "2025-10-20").finding == "matches"


def test_a_text_of_an_unknown_day_contradicts_nobody():
    check = one("The unemployment rate is 3.1 percent.", None)
    assert (check.finding, check.because) == ("not_comparable", "period")
    assert "--published" in check.why
    assert one("The unemployment rate is 4.3 percent.", None).finding == "matches"
    assert one("The unemployment rate was 3.1 percent in April 2026.", None).finding == "below_record"


def test_a_target_for_a_time_to_come_is_compared_with_none_before():
    checks = checks_of("ICE set a goal of one million arrests in 2026.", "2025-11-20")
    windows = [item.window for check in checks for item in check.windows]
    assert windows
    assert all(window.start >= date(2026, 1, 1) for window in windows)


def test_a_part_of_an_industry_is_told_beside_it():
    check = one("Hotels have lost 30,000 workers since January 2025, a trade group said.", "2026-05-20")
    assert (check.finding, check.because) == ("not_comparable", "definition")
    assert "leisure and hospitality" in check.why


def test_a_year_so_far_is_set_against_the_running_total():
    check = one("ICE has deported 234,236 people so far this fiscal year.", "2026-04-20")
    assert (check.finding, check.recorded.low) == ("matches", 234236)
    assert "October 1, 2025 to April 4, 2026" in check.why
    assert one("ICE has deported 400,000 people so far this fiscal year.", "2026-04-20").finding == "above_record"
    assert one("ICE has deported 150,000 people so far this fiscal year.", "2026-04-20").finding == "below_record"
    check = one("ICE deported 400,000 people in fiscal 2025.", "2026-04-20")
    assert (check.finding, check.because) == ("not_comparable", "period")
    assert "319,980 from October 1, 2024 to September 20, 2025" in check.why


def test_a_span_in_years_counts_back_from_the_period_claimed():
    check = one("Unemployment hit a four-year high in November 2025.")
    assert (check.finding, check.windows[1].window.start) == ("matches", date(2021, 12, 1))
    check = one("Border Patrol encounters fell to a 25-year low in July 2025.", "2026-08-25")
    assert (check.finding, check.windows[1].window.start) == ("matches", date(2000, 8, 1))
    assert one("Unemployment was at a nearly 50-year low in April 2026.").finding == "differs"


def test_a_second_highest_is_the_second():
    assert findings("January 2026 was the second-busiest month for ICE arrests on record.") == [("matches", ARRESTS)]
    check = one("February 2026 was the second-busiest month for ICE arrests on record.")
    assert check.finding == "differs"
    assert "the 7th highest" in check.why
    assert findings("January 2026 was one of the busiest months for ICE arrests on record.") == []


def test_a_superlative_long_after_the_last_count_is_not_compared():
    check = one("The number of people in ICE detention is at a record high.", "2026-08-20")
    assert (check.finding, check.because) == ("not_comparable", "period")
    assert "April 4, 2026" in check.why


def test_on_record_means_since_the_records_begin():
    check = one("ICE arrests in December 2025 were the highest on record.")
    assert check.finding == "matches"
    assert any("since records in this measure begin, October 2022" in caveat for caveat in check.caveats)


def test_history_is_longer_than_any_record():
    check = one("ICE arrests in December 2025 were the highest in history.")
    assert (check.finding, check.because) == ("not_comparable", "period")
    assert findings("ICE arrests in August 2025 were the highest in history.") == [("differs", ARRESTS)]


def test_a_tie_is_said_to_be_one():
    check = one("The unemployment rate in April 2023 was the lowest since 2019.")
    assert check.finding == "matches"
    assert "tie" not in check.why
    tied = one("The unemployment rate in April 2026 was the lowest since August 2025.")
    assert tied.finding == "matches"
    assert "It is a tie: as much is recorded in January 2026 and in March 2026." in tied.why
    assert one("Unemployment in January 2026 was the lowest since September 2025.").finding == "matches"


def test_what_moved_the_other_way_in_some_states_qualifies():
    check = one("Leisure and hospitality has lost workers since January 2025.")
    assert check.finding == "opposite_direction"
    assert check.qualifies[-1].startswith(
        "By state it fell in 19 of 51 from January 2025 to July 2026, most in Indiana"
    )
    assert any("State and Area Employment" in citation for citation in check.citations)


def test_both_readings_of_a_last_day_are_told():
    check = one("ICE made 95,629 arrests between January 20 and June 10, 2025.", "2025-06-20")
    assert check.finding == "close"
    assert "96,318 from January 20 to June 10, 2025 (95,257 without the last day)" in check.why


def test_a_superlative_of_movement_compares_movements():
    checks = as_claimed("Employers added 185,000 jobs in March 2026, the most since 2024.")
    assert [check.finding for check in checks] == ["matches", "matches"]
    assert checks[1].recorded.low == 185_000


def test_a_characterisation_is_shown_and_not_concluded_on():
    check = one("ICE is arresting the worst of the worst.", "2025-08-12")
    assert check.finding == "shown_only"
    assert len(check.rules) == 3


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("ICE will arrest one million people next year.", "forecast"),
        ("The immigration arrests are a disgrace.", "value_judgement"),
        ("Marisol Quintanar, a 41-year-old house cleaner, was arrested by ICE outside her home.", "private_person"),
        ("ICE has arrested a huge number of people.", "too_vague"),
    ],
)
def test_what_no_record_can_speak_of_is_not_checkable(text, because):
    check = one(text)
    assert (check.finding, check.because) == ("not_checkable", because)


def test_what_is_warned_of_touches_the_series_and_the_time_used():
    check = one("ICE made 30,494 arrests in June 2025.")
    assert not any(
        words in " ".join(check.caveats) for words in ("March 1 to 10", "Weekly counts", "field offices", "Days under")
    )
    jobs = one("Employers added 115,000 jobs in April 2026.")
    assert not any("States are held" in caveat for caveat in jobs.caveats)
    assert any("preliminary" in caveat for caveat in jobs.caveats)
    late = one("ICE will arrest one million people next year.", "2026-11-20")
    assert late.as_of == date(2026, 11, 20)


def test_a_figure_is_answered_in_its_own_unit_and_a_movement_as_one():
    check = one("Employers cut 40,000 jobs in April 2026.")
    assert check.why.startswith("Said: a fall of 40,000. Recorded jobs: a rise of 115,000 jobs:")
    assert (check.recorded.low, check.recorded.unit) == (115_000, "job")
    assert one("ICE arrested 38,000 people in October 2025.").recorded.unit == "arrest"
    most = as_claimed("Employers added 115,000 jobs in April 2026, the most since 2024.")[-1]
    assert "Recorded change of jobs: +115,000 jobs in April 2026; largest rise of 16" in most.why
    foreign = one("There were 31 million foreign-born workers in the United States in August 2025.", "2026-10-20")
    assert "foreign-born employed people" in foreign.why


def test_a_superlative_of_a_year_compares_years():
    check = one("In fiscal 2025, Border Patrol encounters nationwide were the lowest in decades.")
    assert check.finding == "matches"
    assert "from October 2005 to September 2025" in check.why
    assert findings("ICE made more arrests in 2024 than in any year on record.") == [("differs", ARRESTS)]


def test_a_share_that_moved_is_checked_at_both_ends():
    text = "The share of people arrested by ICE who had been convicted {} in December 2024 to {} in December 2025."
    assert findings(text.format("fell from 57 percent", "27 percent")) == [("matches", ARRESTS)]
    assert findings(text.format("rose from 57 percent", "77 percent")) == [("opposite_direction", ARRESTS)]
    assert findings(text.format("fell from 57 percent", "40 percent")) == [("above_record", ARRESTS)]
    points = (
        "The convicted share of ICE's arrests fell by about 30 percentage points from December 2024 to December 2025."
    )
    assert findings(points) == [("matches", ARRESTS)]
    assert findings("The share of ICE arrestees with a conviction doubled in July 2025.") == []
    rate = "Unemployment rose from 4 percent to {} percent between January 2025 and April 2026."
    assert findings(rate.format("4.3")) == [("matches", "unemployment_rate")]
    assert findings(rate.format("5.3")) == [("above_record", "unemployment_rate")]


def test_a_month_up_to_which_something_ran_is_no_window():
    assert findings("Through July 2026, Border Patrol agents had encountered 99,159 people.", "2026-08-20") == []
    named = "So far this fiscal year, through July, Border Patrol agents have encountered 99,159 people."
    assert findings(named, "2026-08-20") == [("matches", "border_patrol_encounters")]


def test_figures_and_months_that_are_listed_stand_in_step():
    text = "ICE arrests in September and October 2025 came to 33,177 and 37,637, respectively."
    assert findings(text) == [("matches", ARRESTS), ("matches", ARRESTS)]
    assert findings(text.replace("37,637", "47,637")) == [("matches", ARRESTS), ("above_record", ARRESTS)]


def test_a_figure_that_fits_another_time_of_its_sentence_is_in_doubt():
    text = "In December 2025, a month after it made {} arrests in November 2025, ICE was accused of haste."
    assert findings(text.format("35,143")) in ([], [("matches", ARRESTS)])
    assert findings("ICE made 40,281 arrests in November 2025, or so it was told in December 2025.") == []


def test_what_was_said_long_after_the_last_figures_names_its_window_or_has_no_check():
    assert findings("Half a year into the term, ICE had removed 150,000 people.", "2025-07-22") == []
    assert findings("ICE removed 271,484 people in fiscal year 2024.", "2025-07-22") == [("matches", "removals")]
    for published in ("2024-11-20", "2025-03-22", "2026-01-22"):
        checks_of("ICE is removing over half a million people a year.", published)


def test_so_few_are_no_national_record():
    assert findings("ICE officers detained four more on Saturday.", "2025-10-20") == []


# --- countings, precedence ---


def test_two_countings_that_disagree_are_said_to_conflict():
    check = one("ICE averaged more than 1,045 arrests a day in June 2025.")
    assert [round(rule.value) for rule in check.rules] == [1016, 1030]
    assert check.finding == "records_conflict"
    assert findings("ICE averaged about 1,045 arrests a day in June 2025.") == [("matches", ARRESTS)]


def test_precedence_is_fixed():
    check = one("ICE arrested 1,200 children in Chicago in 2025.")
    assert (check.finding, check.because) == ("not_comparable", "definition")
    check = one("ICE will arrest 1,200 children in Chicago next year.")
    assert check.finding == "not_checkable"


@pytest.mark.parametrize(
    ("text", "published", "finding", "because"),
    [
        (
            "The Department of Homeland Security has arrested 579,000 people since January 20.",
            "2025-12-03",
            "not_comparable",
            "coverage",
        ),
        ("ICE has made about 1,100 arrests a day in recent weeks.", "2025-12-06", "close", None),
        (
            "ICE recorded 95,629 arrests between January 20, 2017 and June 10, 2025.",
            "2025-06-20",
            "not_comparable",
            "period",
        ),
        ("Farms have lost workers since January 2025.", "2025-09-10", "no_record", None),
    ],
)
def test_what_the_press_said_has_the_finding_that_the_design_expects(text, published, finding, because):
    check = one(text, published)
    assert (check.finding, check.because) == (finding, because)
