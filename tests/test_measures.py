import itertools
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import open_catalog
from onrecord.records.catalog import SHIPPED
from onrecord.records.description import (
    CharacterisationDescription,
    DataFile,
    GapDescription,
    InvariantDescription,
    MeasureDescription,
    ReleaseDescription,
    ReleasedTable,
    ReleaseFile,
    UpdateDescription,
)
from onrecord.records.loader import COLUMNS

CATALOG = open_catalog()
IDS = [measure.id for measure in CATALOG.measures]
NEWEST = date(2026, 11, 23)


def held(measure, day=NEWEST, **key: str):
    return CATALOG.series(measure, tuple(sorted(key.items()))).as_of(day)


def months(measure, day=NEWEST, **key: str):
    series = held(measure, day, **key)
    return {f"{item.period.start:%Y-%m}": item for item in series.observations if item.status != "suspect"}


def arrests_by(criminality="all"):
    return months("ice/administrative_arrests", criminality=criminality, source="monthly")


def weekly():
    return held("ice/administrative_arrests", criminality="all", source="weekly").observations


def per_day(observation):
    return observation.value / observation.period.days


def spread(start, end):
    return sum(
        item.value * max((min(item.period.end, end) - max(item.period.start, start)).days, 0) / item.period.days
        for item in weekly()
    )


# ---- the facts of the released tables -------------------------------------------------------------------------------


def test_a_day_of_2024_had_304_arrests():
    year = [item for month, item in arrests_by().items() if month.startswith("2024")]
    assert round(sum(item.value for item in year) / sum(item.period.days for item in year)) == 304


@pytest.mark.parametrize(
    ("month", "daily"), [("2025-06", 1016), ("2025-12", 1299), ("2025-10", 1214), ("2025-11", 1171)]
)
def test_a_months_arrests_a_day_are_those_of_the_release(month, daily):
    assert int(per_day(arrests_by()[month])) == daily


def test_december_2025_is_the_highest_month():
    full = {month: per_day(item) for month, item in arrests_by().items() if item.status != "partial"}
    assert max(full, key=full.get) == "2025-12"


def test_july_to_october_2025_had_1029_arrests_a_day():
    window = [arrests_by()[f"2025-{month:02}"] for month in range(7, 11)]
    assert round(sum(item.value for item in window) / sum(item.period.days for item in window)) == 1029


@pytest.mark.parametrize(
    ("start", "end", "total", "daily"),
    [
        (date(2025, 1, 20), date(2025, 5, 21), 75165, 621),
        (date(2025, 6, 1), date(2025, 7, 1), 30911, 1030),
        (date(2025, 1, 20), date(2025, 10, 16), 220686, 820),
        (date(2025, 1, 20), date(2025, 6, 10), 95257, 676),
        (date(2025, 1, 20), date(2025, 6, 11), 96318, 678),
    ],
)
def test_weeks_spread_evenly_give_the_figures_known(start, end, total, daily):
    found = spread(start, end)
    assert (round(found), round(found / (end - start).days)) == (total, daily)


def test_the_highest_week_from_june_2025_had_1246_arrests_a_day():
    assert round(max(per_day(item) for item in weekly() if item.period.start >= date(2025, 6, 1))) == 1246


def test_weeks_spread_to_months_agree_with_the_monthly_counts():
    for month, item in arrests_by().items():
        if "2024-09" <= month <= "2025-09":
            ratio = round(spread(item.period.start, item.period.end) / item.value, 3)
            assert 0.966 <= ratio <= 1.035, month


def test_the_last_week_and_the_last_month_are_cut_at_the_last_day_counted():
    assert (weekly()[-1].period.label, weekly()[-1].status) == ("2025-10-12/P4D", "partial")
    assert weekly()[0].period.start == date(2024, 9, 1)
    last = arrests_by()["2026-03"]
    assert (last.period.last_day, last.status, last.value) == (date(2026, 3, 10), "partial", 10368)
    assert Counter(item.status for item in arrests_by().values()) == {"secondary": 41, "partial": 1}


@pytest.mark.parametrize(
    ("month", "convicted", "neither"), [("2024-12", 56.9, 13.2), ("2025-06", 33.3, 40.9), ("2025-12", 26.5, 47.6)]
)
def test_the_shares_by_criminality_are_those_of_the_release(month, convicted, neither):
    total = arrests_by()[month].value
    assert round(100 * arrests_by("convicted")[month].value / total, 1) == convicted
    assert round(100 * arrests_by("other")[month].value / total, 1) == neither


@pytest.mark.parametrize(
    ("window", "share"),
    [
        (("2025-02", "2025-03", "2025-04", "2025-05"), 76.9),
        (("2025-06", "2025-07", "2025-08", "2025-09"), 61.2),
        (("2025-10", "2025-11", "2025-12", "2026-01"), 55.0),
    ],
)
def test_convicted_and_pending_together_depend_on_the_window(window, share):
    both = sum(arrests_by(code)[month].value for month in window for code in ("convicted", "pending"))
    assert round(100 * both / sum(arrests_by()[month].value for month in window), 1) == share


def test_the_three_classes_add_up_to_the_total_of_each_month():
    classes = [arrests_by(code) for code in ("convicted", "pending", "other")]
    assert all(item.value == sum(part[month].value for part in classes) for month, item in arrests_by().items())
    assert sum(item.value for item in arrests_by().values()) == 713463


def test_june_2025_had_31590_book_ins_and_8014_encounters():
    booked = months("ice/detention_book_ins", arresting_agency="ice")
    met = months("cbp/border_patrol_encounters")["2025-06"]
    assert (booked["2025-06"].value, booked["2025-12"].value, met.value) == (31590, 37828, 8014)
    assert round(per_day(booked["2025-06"])) == 1053
    assert round(per_day(arrests_by()["2025-06"]) + per_day(met)) == 1284
    assert round(per_day(booked["2025-06"]) + per_day(met)) == 1320


def test_a_fiscal_years_book_ins_are_the_running_total_of_its_last_workbook():
    booked = months("ice/detention_book_ins", arresting_agency="ice")
    for year, total in ((2019, 137084), (2020, 99774), (2023, 84799), (2024, 90615), (2025, 222832)):
        found = [
            item.value for item in booked.values() if date(year - 1, 10, 1) <= item.period.start < date(year, 10, 1)
        ]
        assert (len(found), sum(found)) == (12, total)


def test_leisure_and_hospitality_jobs_are_those_of_the_release():
    jobs = months("bls/payroll_employment", industry="leisure_and_hospitality")
    assert [jobs[month].value for month in ("2025-01", "2025-05", "2026-04")] == [16832, 16839, 16978]
    assert round(100 * (16978 / 16832 - 1), 1) == 0.9


# ---- vintages -------------------------------------------------------------------------------------------------------


def test_on_19_june_2025_the_book_ins_of_may_were_out_and_nothing_of_june():
    booked = held("ice/detention_book_ins", date(2025, 6, 19), arresting_agency="ice")
    last = booked.observations[-1]
    assert (last.period.label, last.value, last.status) == ("2025-05", 23564, "normal")
    assert booked.release(last.release).day == date(2025, 6, 5)
    for measure in IDS:
        if measure.partition("/")[2] not in {"detention_book_ins", "detained_population", "removals"}:
            assert held(measure, date(2025, 6, 19), **dict(CATALOG.measures[IDS.index(measure)].key)).observations == ()


def test_every_publication_of_the_book_ins_is_kept_with_its_own_day():
    releases = CATALOG.releases("ice/detention_book_ins")
    assert len(releases) == 134
    assert len({release.day for release in releases}) == 134
    assert CATALOG.newest_release("ice/detention_book_ins").day == date(2026, 4, 9)


def test_a_changed_day_keeps_the_one_given_and_says_why():
    changed = {item.day: item for item in CATALOG.releases("ice/detention_book_ins") if item.stated_day}
    assert {day: item.stated_day for day, item in changed.items()} == {
        date(2021, 3, 4): date(2021, 12, 31),
        date(2021, 3, 18): date(2021, 12, 31),
        date(2021, 4, 1): date(2021, 12, 31),
        date(2021, 4, 15): date(2021, 12, 31),
        date(2023, 1, 19): date(2022, 1, 19),
    }
    assert all(item.day_note for item in changed.values())


def test_the_figures_of_another_year_are_suspect_and_replace_nothing():
    series = CATALOG.series("ice/detention_book_ins", (("arresting_agency", "ice"),))
    suspect = {series.release(item.release).day for item in series.observations if item.status == "suspect"}
    assert suspect == {
        date(2021, 6, 9),
        date(2021, 10, 28),
        date(2021, 11, 12),
        date(2021, 12, 31),
        date(2022, 12, 6),
        date(2024, 11, 15),
        date(2026, 1, 8),
    }
    seen = months("ice/detention_book_ins", date(2026, 1, 15), arresting_agency="ice")
    assert (seen["2025-11"].value, seen["2025-12"].status) == (34482, "partial")
    assert all(item.note for item in series.observations if item.status == "suspect")


def test_the_people_held_and_the_removals_of_every_publication_are_kept_and_the_wrong_ones_are_suspect():
    held_suspect = {
        CATALOG.series("ice/detained_population", ()).release(item.release).day: item.note
        for item in CATALOG.series("ice/detained_population", (("arresting_agency", "ice"),)).observations
        if item.status == "suspect"
    }
    assert set(held_suspect) == {
        date(2021, 6, 9),
        date(2021, 10, 28),
        date(2021, 11, 12),
        date(2021, 12, 31),
        date(2022, 12, 6),
        date(2025, 2, 27),
        date(2026, 1, 8),
    }
    assert "each other's place" in held_suspect[date(2025, 2, 27)]
    assert "fiscal year 2020" in held_suspect[date(2026, 1, 8)]
    totals = CATALOG.series("ice/detained_population", ())
    assert [item.value for item in totals.observations if item.period.start == date(2025, 2, 18)] == [43759, 43759]
    assert {item.status for item in totals.observations if item.value == 19068} == {"normal", "suspect"}
    removals = CATALOG.series("ice/removals", ())
    days = {removals.release(item.release).day for item in removals.observations if item.value == 185884}
    suspect = {removals.release(item.release).day for item in removals.observations if item.status == "suspect"}
    assert days - suspect == {date(2020, 12, 31)}
    assert len(CATALOG.releases("ice/removals")) == 134


@pytest.mark.parametrize(
    ("year", "value", "status"),
    [(2019, 267258, "normal"), (2020, 185884, "normal"), (2024, 271484, "normal"), (2025, 319980, "partial")],
)
def test_a_fiscal_years_removals_are_those_of_its_last_good_workbook(year, value, status):
    found = {f"{item.period.start:%Y}": item for item in held("ice/removals").observations}[str(year - 1)]
    assert (found.value, found.status, found.period.grain) == (value, status, "fiscal_year")


def test_removals_between_releases_add_up_to_the_running_total_of_their_fiscal_year():
    between = held("ice/removals", counting="between_releases").observations
    for total in held("ice/removals").observations:
        parts = [item for item in between if total.period.start <= item.period.start < total.period.end]
        assert sum(item.value for item in parts) == total.value
        assert parts[0].period.start == total.period.start
        assert all(one.period.end == other.period.start for one, other in itertools.pairwise(parts))


def test_no_small_cell_of_a_state_or_of_the_southwest_border_is_given_back_by_a_difference():
    for id_, sums, by in (("cbp/southwest_border_encounters", ("citizenship", "component", "demographic"), "all"),):
        series = {key: CATALOG.series(id_, key) for key in CATALOG.keys(id_)}
        values = {
            (dict(key)[sums[0]], dict(key)[sums[1]], dict(key)[sums[2]], item.period.start): item.value
            for key, one in series.items()
            for item in one.observations
        }
        for cell, total in values.items():
            for place in range(3):
                if cell[place] != by:
                    continue
                parts = [
                    value
                    for other, value in values.items()
                    if other[place] != by and other[:place] == cell[:place] and other[place + 1 :] == cell[place + 1 :]
                ]
                assert not parts or total == sum(parts) or total - sum(parts) >= 10


@pytest.mark.parametrize("id_", IDS)
@given(day=st.dates(date(2019, 6, 1), date(2026, 12, 31)))
def test_no_reader_of_a_shipped_series_sees_the_future(id_, day):
    series = CATALOG.series(id_, CATALOG.measures[IDS.index(id_)].key).as_of(day)
    for observation in series.observations:
        assert series.release(observation.release).day <= day
        assert observation.period.start <= day
        if observation.status in {"normal", "secondary"}:
            assert observation.period.last_day <= day


@pytest.mark.parametrize("id_", IDS)
def test_no_month_still_to_come_stands_as_a_figure(id_):
    for key in CATALOG.keys(id_):
        series = CATALOG.series(id_, key)
        assert all(item.period.start <= series.release(item.release).day for item in series.observations)


def test_the_last_month_of_a_publication_is_partial_unless_its_data_were_pulled_after_it():
    series = CATALOG.series("ice/detention_book_ins", (("arresting_agency", "ice"),))
    last = {item.release: item for item in series.observations}
    whole = {series.release(id_).day for id_, item in last.items() if item.status == "normal"}
    first_days = {date(2024, 12, 12), date(2025, 6, 5)}
    years_last = {date(2019, 12, 31), date(2020, 12, 31), date(2023, 10, 31), date(2023, 12, 31), date(2024, 12, 31)}
    assert whole == years_last | first_days


# ---- every measure --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id_", IDS)
def test_every_code_in_the_data_is_declared_and_every_declared_one_is_in_the_data(id_):
    measure = CATALOG.measures[IDS.index(id_)]
    used = {
        name: {code for key in CATALOG.keys(id_) for found, code in key if found == name} for name in measure.dimensions
    }
    assert used == {name: set(codes) for name, codes in measure.dimensions.items()}
    assert measure.key in CATALOG.keys(id_)


@pytest.mark.parametrize("id_", IDS)
def test_every_release_can_be_cited(id_):
    for release in CATALOG.releases(id_):
        assert release.citation
        assert release.licence
        assert release.url is None or release.url.startswith("https://")
        assert release.measure == id_


@pytest.mark.parametrize("id_", [measure.id for measure in CATALOG.measures if measure.unit != "percent"])
def test_no_cell_under_ten_is_shipped(id_):
    for key in CATALOG.keys(id_):
        assert min(item.value for item in CATALOG.series(id_, key).observations) >= 10


def test_the_ten_measures_are_shipped_in_the_package():
    assert len(IDS) == 10
    assert all((SHIPPED / id_ / "load.py").is_file() for id_ in IDS)


@pytest.mark.parametrize("id_", IDS)
def test_no_sentence_of_a_measure_names_an_office_or_a_person(id_):
    text = (SHIPPED / id_ / "measure.yml").read_text()
    assert not re.search(r"\b(?:president|secretary|director|senator|governor|Mr|Mrs|Ms)\b", text, re.IGNORECASE)


def test_characterisations_of_people_arrested_map_to_their_criminality():
    found = {
        words.lower(): item.dimension
        for measure in CATALOG.measures
        for item in measure.characterisations
        for words in item.words
    }
    for words in ("worst of the worst", "criminal aliens", "criminal illegal aliens", "violent criminals"):
        assert found[words] == "criminality"
    for words in ("workforce disruptions", "labor shortages", "worker shortages"):
        assert found[words] is None


def test_words_that_pick_a_code_pick_one_only():
    for measure in CATALOG.measures:
        for codes in measure.code_words.values():
            count = Counter(words.lower() for picked in codes.values() for words in picked)
            assert max(count.values()) == 1, count.most_common(1)


@pytest.mark.parametrize(
    ("topic", "word"),
    [
        ("employment", "farming"),
        ("employment", "farmworkers"),
        ("population", "undocumented immigrants"),
        ("removals", "in U.S. history"),
        ("protests", "protesters"),
        ("arrests", "HSI"),
        ("unrest", "riots"),
    ],
)
def test_what_nobody_releases_is_a_gap_with_its_reason(topic, word):
    assert any(gap.topic == topic and word in gap.words and gap.why and gap.where for gap in CATALOG.gaps)


def test_every_field_of_a_measure_folder_is_documented():
    text = (Path(__file__).parents[1] / "docs" / "measures.md").read_text()
    models = (
        MeasureDescription,
        ReleaseFile,
        DataFile,
        ReleasedTable,
        ReleaseDescription,
        CharacterisationDescription,
        GapDescription,
        InvariantDescription,
        UpdateDescription,
    )
    fields = {name for model in models for name in model.model_fields} | set(COLUMNS)
    assert [name for name in sorted(fields) if f"| `{name}` |" not in text] == []
    assert [id_ for id_ in IDS if f"`{id_}`" not in text] == []
