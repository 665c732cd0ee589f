import json
from dataclasses import replace
from datetime import date, timedelta

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import show_builders
from claims_read import checks_of, claims_in
from onrecord.model import (
    Amount,
    Attribution,
    CheckedReading,
    Claim,
    Document,
    Evidence,
    Issue,
    Period,
    Quantity,
    Reading,
    Role,
    Segment,
    Source,
    Span,
    Speaker,
    Time,
    When,
)
from onrecord.show.interchange import checked_to_dict, reading_to_dict, schema

READING = jsonschema.Draft202012Validator(schema("reading"))
CHECK = jsonschema.Draft202012Validator(schema("check"))

any_text = st.text(st.characters(exclude_categories=()), max_size=40)  # surrogates and control characters too
words = st.none() | any_text
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=True) | st.integers(-(10**9), 10**9).map(float)
days = st.dates(date(1, 1, 1), date(9999, 1, 1))
whens = st.builds(When, st.none() | days, st.none() | days, st.sampled_from([None, "day", "fiscal_year"]), words)


def some(items):
    return st.lists(items, max_size=2).map(tuple)


@st.composite
def readings(draw):
    text = draw(st.text(st.characters(exclude_categories=()), max_size=80))
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).map(lambda pair: Span(*pair))
    spans = st.lists(places, max_size=3).map(tuple)
    sources = st.builds(
        Source, spans, st.sampled_from(["person", "unnamed"]), words, words, words, words, st.sampled_from([None, True])
    )
    attributions = st.builds(
        Attribution,
        any_text,
        st.sampled_from(["body", "opinion"]),
        st.sampled_from(["direct", "mixed"]),
        st.none() | sources,
        st.none() | spans,
        spans,
        st.floats(0, 1),
        words,
        st.sampled_from(["assert", "deny"]),
        st.booleans(),
        st.builds(Evidence, st.sampled_from(["offered", "unstated"]), spans),
        words,
        st.none() | whens,
    )
    place = draw(places)
    segments = st.builds(Segment, st.just(place.start), st.just(place.end), st.sampled_from(["body", "note"]))
    quantities = st.builds(
        Quantity,
        any_text,
        st.just(place.start),
        st.just(place.end),
        numbers,
        numbers,
        words,
        words,
        step=st.floats(0, 9),
    )
    claims = st.builds(
        Claim,
        any_text,
        st.just(place.start),
        st.just(place.end),
        words,
        words,
        st.sampled_from(["attributed", "opinion"]),
        st.sampled_from(["level", "rank"]),
        words,
        scope=st.lists(any_text, max_size=2).map(tuple),
        period=st.none() | whens,
    )
    document = st.builds(
        Document,
        any_text,
        words,
        words,
        words,
        words,
        words,
        st.none() | days,
        st.none() | days,
        words,
        st.sampled_from(["news", "unknown"]),
        st.just(text),
        any_text,
    )
    times = st.builds(Time, st.just(place.start), st.just(place.end), st.sampled_from(["DATE", "SET"]), whens)
    speakers = st.builds(
        Speaker, any_text, any_text, st.just("person"), st.just((Role(None, "x"),)), st.booleans(), spans
    )
    issues = st.builds(Issue, any_text, any_text, st.none() | st.integers(0, 9), st.none())

    return draw(
        st.builds(
            Reading,
            document,
            some(segments),
            some(attributions),
            some(speakers),
            some(quantities),
            some(times),
            some(claims),
            some(issues),
            st.dictionaries(any_text, any_text, max_size=2),
        )
    )


def spans_in(value):
    if isinstance(value, dict):
        if set(value) == {"start", "end", "text"}:
            yield value
        for part in value.values():
            yield from spans_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans_in(part)


@settings(max_examples=150, deadline=None)
@given(readings())
def test_every_reading_keeps_to_the_schema_and_its_spans_carry_their_words(reading):
    value = json.loads(json.dumps(reading_to_dict(reading)))
    READING.validate(value)
    assert value["document"]["text"] == reading.document.text
    for span in spans_in(value):
        assert span["text"] == reading.document.text[span["start"] : span["end"]]


@pytest.mark.parametrize("name", ["checked", "opinion_checked", "empty_checked", "hostile_checked"])
def test_every_checked_reading_keeps_to_the_schema(name):
    value = checked_to_dict(getattr(show_builders, name)())
    CHECK.validate(value)
    assert json.loads(json.dumps(value, allow_nan=False)) == value


def test_whole_numbers_are_written_as_integers_and_open_bounds_as_null():
    checks = checked_to_dict(show_builders.checked())["checks"]
    assert json.dumps(checks[0]["said"]) == '{"low": 3000, "high": null, "unit": "arrest", "per": "day"}'
    covered = next(check for check in checks if check["scope"]["covers"] == ["ICE"] and check["recorded"])
    assert covered["recorded"]["low"] == 1016.5
    assert json.dumps(covered["observations"][0]["value"]) == "22684"
    assert covered["observations"][0]["period"] == "2025-05"


def test_a_window_is_half_open_with_its_number_of_days():
    checks = checked_to_dict(show_builders.checked())["checks"]
    windows = [check["window"] for check in checks if check["window"]]
    assert windows[0] == {"from": "2025-06-01", "to": "2025-07-01", "days": 30}


def test_each_of_several_series_tells_which_observations_are_its_own():
    checks = checked_to_dict(show_builders.checked())["checks"]
    sums = [check for check in checks if "sum" in check["series"]]
    assert sums
    for check in sums:
        counts = [item["observations"] for item in check["series"]["sum"]]
        assert sum(counts) == len(check["observations"])
    text = "Employers added 115,000 jobs in April 2026."
    jobs = CheckedReading(claims_in(text, "2026-05-20"), checks_of(text))
    assert checked_to_dict(jobs)["checks"][-1]["series"]["factor"] == 1000


def test_series_are_one_the_codes_of_one_measure_or_a_sum():
    checks = checked_to_dict(show_builders.checked())["checks"]
    shapes = {check["finding"]: set(check["series"]) for check in checks}
    by_scope = {tuple(check["scope"]["covers"]): check["series"] for check in checks}
    assert shapes["no_record"] == set()
    assert by_scope[("ICE (book-ins)",)] == {
        "measure": "ice/detention_book_ins",
        "key": {"arresting_agency": "ice"},
    }
    assert [item["measure"] for item in by_scope[("ICE", "Border Patrol")]["sum"]] == [
        "ice/administrative_arrests",
        "cbp/border_patrol_encounters",
    ]
    shares = next(check["series"] for check in checks if "codes" in check["series"])
    assert [item["key"]["criminality"] for item in shares["codes"]] == ["convicted", "pending", "other"]


def test_the_schemas_are_valid_and_each_refuses_the_other_kind():
    jsonschema.Draft202012Validator.check_schema(schema("reading"))
    jsonschema.Draft202012Validator.check_schema(schema("check"))
    checked = show_builders.checked()
    assert not READING.is_valid(checked_to_dict(checked))
    assert not CHECK.is_valid(reading_to_dict(checked.reading))


def test_an_amount_that_is_not_finite_is_an_open_bound():
    checked = show_builders.checked()
    check = checked.checks[0]
    day = date(2025, 1, 1)
    empty = Period(day, day + timedelta(days=0), "day")
    odd = replace(check, recorded=Amount(float("-inf"), float("inf"), None, None), window=empty)
    value = checked_to_dict(CheckedReading(checked.reading, (odd,)))
    CHECK.validate(value)
    assert value["checks"][0]["recorded"] == {"low": None, "high": None, "unit": None, "per": None}
    assert value["checks"][0]["window"]["days"] == 0
