from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Observation, Period, Release, Series

FIRST = date(2030, 1, 1)
STATUSES = st.sampled_from(["normal", "partial", "secondary", "suspect"])


def make_release(place, day):
    return Release(f"release_{place}", "demo/visits", day, "Demo", "Visits", None, "none", "Demo", f"{place:064x}")


def make_period(month, days=30):
    start = FIRST + timedelta(days=30 * month)
    return Period(start, start + timedelta(days=days), "month")


def make_series(observations, releases):
    return Series("demo/visits", (), "month", "visit", tuple(observations), tuple(releases))


@st.composite
def many_series(draw):
    delays = draw(st.lists(st.integers(0, 400), min_size=1, max_size=8))
    releases = [make_release(place, FIRST + timedelta(days=delay)) for place, delay in enumerate(sorted(delays))]
    places = draw(
        st.lists(
            st.tuples(st.integers(0, 6), st.sampled_from(releases), st.sampled_from([11, 30]), STATUSES),
            unique_by=lambda item: (item[0], item[1].id),
            max_size=40,
        )
    )
    observations = [
        Observation(make_period(month, days), float(number), status, release.id)
        for number, (month, release, days, status) in enumerate(places)
    ]
    order = {release.id: place for place, release in enumerate(releases)}
    observations.sort(key=lambda item: (item.period, order[item.release]))
    return make_series(observations, releases)


DAYS = st.integers(-5, 420).map(lambda number: FIRST + timedelta(days=number))


@given(many_series(), DAYS)
def test_no_reader_sees_a_release_before_its_day(series, day):
    seen = series.as_of(day)
    assert all(release.day <= day for release in seen.releases)
    assert all(series.release(observation.release).day <= day for observation in seen.observations)


@given(many_series(), DAYS)
def test_a_release_of_a_later_day_changes_nothing_seen_before(series, day):
    past = [release for release in series.releases if release.day <= day]
    ids = {release.id for release in past}
    without = make_series([item for item in series.observations if item.release in ids], past)
    assert series.as_of(day) == without.as_of(day)


@given(many_series(), DAYS)
def test_a_reader_sees_one_value_for_a_period_that_any_release_counts(series, day):
    visible = {release.id for release in series.releases if release.day <= day}
    seen = [observation.period.start for observation in series.as_of(day).observations]
    assert seen == sorted({item.period.start for item in series.observations if item.release in visible})


@given(many_series(), DAYS)
def test_a_suspect_value_is_seen_only_where_no_other_is_held(series, day):
    visible = {release.id for release in series.releases if release.day <= day}
    sound = {item.period.start for item in series.observations if item.release in visible and item.status != "suspect"}
    for observation in series.as_of(day).observations:
        assert (observation.status == "suspect") == (observation.period.start not in sound)


@given(many_series(), DAYS)
def test_the_value_seen_is_that_of_the_newest_sound_release(series, day):
    for seen in series.as_of(day).observations:
        newer = [
            series.release(item.release).day
            for item in series.observations
            if item.period.start == seen.period.start
            and item.status != "suspect"
            and series.release(item.release).day <= day
        ]
        assert seen.status == "suspect" or series.release(seen.release).day == max(newer)


def test_a_full_month_replaces_the_part_of_it_that_an_earlier_release_counted():
    early, late = make_release(0, date(2030, 1, 12)), make_release(1, date(2030, 2, 12))
    part = Observation(make_period(0, 11), 40.0, "partial", early.id)
    full = Observation(make_period(0), 120.0, "normal", late.id)
    series = make_series([part, full], [early, late])
    assert series.as_of(date(2030, 1, 31)).observations == (part,)
    assert series.as_of(date(2030, 2, 12)).observations == (full,)


def test_an_unknown_release_is_a_key_error():
    with pytest.raises(KeyError):
        make_series([], []).release("release_none")
