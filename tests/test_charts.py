import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

import show_builders
from onrecord.model import Amount, Observation, Period
from onrecord.show.charts import chart_text
from onrecord.show.pictures import DARK, chart_files, check_chart, named_charts
from onrecord.show.points import describe, plot_of, recorded_words

CHECKS = show_builders.checked().checks
MEASURES = show_builders.MEASURES
SVG = "{http://www.w3.org/2000/svg}"


def check_of(finding, covers):
    found = [
        item
        for item in CHECKS
        if item.finding == finding and item.scope.covers == tuple(covers.split(" + ")) and item.observations
    ]
    return found[-1]


def parsed(svg):
    return ET.fromstring(svg)  # noqa: S314 - drawn by ourselves


def drawn_words(svg):
    return [item.text for item in parsed(svg).iter(f"{SVG}text") if item.text]


def test_a_target_is_drawn_as_daily_rates_with_the_line_of_what_was_said():
    check = check_of("not_reached", "ICE")
    plot = plot_of(check, MEASURES)
    assert plot.form == "rate"
    assert plot.axis == "arrests a day"
    june = next(point for point in plot.points if point.name == "June 2025")
    assert june.value == pytest.approx(30494 / 30)
    assert june.raw == 30494
    assert plot.points[-1].status == "partial"
    words = drawn_words(check_chart(check, MEASURES))
    assert "said: 3,000 or more arrests a day" in words
    assert "window" in words
    assert "arrests a day" in words


def test_the_scopes_of_a_sum_are_stacked_and_what_lacks_a_part_is_marked():
    plot = plot_of(check_of("not_reached", "ICE + Border Patrol"), MEASURES)
    june = [point for point in plot.points if point.name == "June 2025"]
    assert [point.base + point.value for point in june] == pytest.approx([30494 / 30, (30494 + 8014) / 30])
    assert {point.status for point in plot.points if point.period.start >= date(2025, 10, 1)} == {"partial"}
    assert "not every series" in str(plot.points[-1].note)


def test_codes_are_shares_of_what_is_shown_with_their_labels():
    plot = plot_of(check_of("shown_only", "ICE"), MEASURES)
    assert plot.form == "share"
    assert plot.axis == "percent of arrests"
    assert plot.lines == ("convicted criminal", "pending criminal charges", "other immigration violator")
    june = {point.line: point.value for point in plot.points if point.name == "June 2025"}
    assert [round(value, 1) for value in june.values()] == [33.3, 25.8, 40.9]
    assert "convicted criminal" in drawn_words(check_chart(check_of("shown_only", "ICE"), MEASURES))


def test_a_total_among_the_codes_is_what_the_shares_are_of():
    check = check_of("shown_only", "ICE")
    whole = show_builders.months("2025-05", (30000,) * 10, show_builders.ARRESTS.id)
    series = (*check.series, (check.measure, show_builders.ARREST_KEY))
    with_total = replace(check, series=series, observations=check.observations + whole)
    plot = plot_of(with_total, MEASURES)
    assert len(plot.lines) == 3
    assert plot.points[0].value == pytest.approx(100 * 9005 / 30000)


def test_a_stock_is_a_level_in_units_and_its_axis_says_that_it_does_not_start_at_zero():
    check = check_of("shown_only", "non-farm employers")
    plot = plot_of(check, MEASURES)
    assert plot.form == "level"
    assert plot.points[-1].value == 16_978_000
    assert plot.points[-1].raw == 16978
    assert "jobs (axis does not start at 0)" in drawn_words(check_chart(check, MEASURES))


def test_what_was_said_in_another_unit_draws_no_line():
    check = replace(check_of("not_reached", "ICE"), said=Amount(70.0, 70.0, "percent", None))
    assert not any(words.startswith("said") for words in drawn_words(check_chart(check, MEASURES)))


def test_the_chart_stands_alone_and_says_its_finding_in_words():
    check = check_of("not_reached", "ICE")
    svg = check_chart(check, MEASURES)
    root = parsed(svg)
    assert root.get("role") == "img"
    ids = root.get("aria-labelledby").split()
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert [title.get("id"), description.get("id")] == ids
    assert title.text == "Not reached: ICE, as of August 14, 2026"
    assert "ICE's own arrests stayed below 3,000 a day" in description.text
    assert "highest 1,299 (December 2025)" in description.text
    assert "Marked: partial." in description.text
    assert not re.search(r"<(?:script|image|foreignObject|a)\b|href=|url\((?!#)|@import", svg)


def test_ids_of_two_charts_in_one_page_never_meet():
    ids = [set(re.findall(r'\bid="([^"]+)"', check_chart(item, MEASURES) or "")) for item in CHECKS]
    flat = [name for some in ids for name in some]
    assert len(flat) == len(set(flat)) > 0


def test_a_check_without_observations_has_no_chart_but_words():
    check = next(item for item in CHECKS if item.finding == "no_record")
    assert check_chart(check) is None
    assert describe(plot_of(check)) == "No observations."
    assert chart_text(check)[0].startswith("No record")


def test_one_value_zero_negative_and_hostile_values_are_drawn():
    base = check_of("not_reached", "ICE")
    month = Period(date(2025, 6, 1), date(2025, 7, 1), "month")
    for value in (0.0, -12.5, 1e12):
        one = replace(base, observations=(Observation(month, value, "suspect", "r"),), said=None)
        assert check_chart(one, MEASURES)
    evil = show_builders.hostile_checked().checks[0]
    svg = check_chart(evil)
    assert "<script" not in svg
    assert parsed(svg).get("role") == "img"


def test_without_measures_values_stay_as_released():
    plot = plot_of(check_of("shown_only", "non-farm employers"))
    assert plot.points[-1].value == 16978


def test_drawing_libraries_are_loaded_only_when_a_chart_is_drawn():
    code = "import sys, onrecord.show.report; print([m for m in ('altair', 'vl_convert') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_is_recorded_is_named_by_what_was_counted():
    book_ins = check_of("not_reached", "ICE (book-ins)")
    both = check_of("not_reached", "ICE + Border Patrol")
    named = [
        replace(MEASURES[0], id="ice/detention_book_ins", event="book-in"),
        replace(MEASURES[0], id="cbp/border_patrol_encounters", event="encounter"),
        MEASURES[0],
    ]
    assert recorded_words(check_of("not_reached", "ICE"), named) == "1,016 arrests a day"
    assert recorded_words(book_ins, named) == "1,053 book-ins a day"
    assert recorded_words(book_ins) == "1,053 a day"
    assert recorded_words(both, named) == "1,284 arrests + encounters a day"
    assert plot_of(book_ins, named).axis == "book-ins a day"


def test_an_older_release_is_marked_by_ticks_and_said_in_words():
    newer = check_of("not_reached", "ICE")
    lower = tuple(replace(item, value=item.value * 0.9) for item in newer.observations)
    older = replace(newer, as_of=date(2025, 6, 19), observations=lower)
    _, words = chart_text(newer, MEASURES, earlier=older)
    assert "as released by June 19, 2025" in words
    drawn = drawn_words(check_chart(newer, MEASURES, earlier=older))
    assert any("tick: as released by June 19, 2025" in item for item in drawn)
    assert not any("tick" in item for item in drawn_words(check_chart(newer, MEASURES)))


def test_a_doubtful_observation_bears_a_question_mark():
    check = check_of("not_reached", "ICE")
    doubted = (*check.observations[:-1], replace(check.observations[-1], status="suspect"))
    assert "?" in drawn_words(check_chart(replace(check, observations=doubted), MEASURES))
    assert "?" not in drawn_words(check_chart(check, MEASURES))


def test_every_ink_has_a_dark_one_that_reads_on_dark_paper():
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    paper = light(DARK["#fffffe"])
    for ink in ("#1d1d1b", "#5d5d58"):
        assert (light(DARK[ink]) + 0.05) / (paper + 0.05) >= 4.5


def test_a_chart_is_written_as_svg_png_table_and_words():
    files = dict(named_charts([show_builders.checked()], MEASURES))
    assert len(files) == sum(chart_files(check, MEASURES) is not None for check in CHECKS)
    one = next(name for name in files if "not-reached-ice-2" in name)
    assert files[one][".png"].startswith(b"\x89PNG")
    assert files[one]["-dark.png"].startswith(b"\x89PNG")
    assert files[one][".png"] != files[one]["-dark.png"]
    assert b"prefers-color-scheme:dark" in files[one][".svg"]
    assert files[one][".csv"].startswith(b"line,period,from,to,")
    assert files[one][".txt"].startswith(b"Not reached")
