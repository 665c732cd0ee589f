"""Heads of the phrases that name sources, the kinds they tell, and the numbers they state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.names import find_names
from onrecord.read.noun_heads import noun_head
from onrecord.read.resolve import resolve_speakers
from onrecord.read.source_kinds import kind_told, pronoun_in, source_kind
from onrecord.read.sourcing import sourcing
from speech_builders import reading_of


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("two of the senator’s former aides, who asked for time", "aides"),
        ("a poll conducted by the college last week", "poll"),
        ("a court filing", "filing"),
        ("current and former officials", "officials"),
        ("a study last year by two economists", "study"),
        ("the mayor's office", "office"),
        ("both the council and its lawyers", "council"),
        ("a majority of the growers surveyed", "growers"),
        ("The long, unsigned letter to the board", "letter"),
    ],
)
def test_the_head_is_the_main_noun_without_what_hangs_on_it(words, head):
    assert noun_head(words).noun == head


@pytest.mark.parametrize(
    ("words", "kind", "count"),
    [
        ("two of the officials", "unnamed", "2"),
        ("three of the five officials", "unnamed", "3"),
        ("one of them", "unnamed", "one"),
        ("some of his aides", "unnamed", "some"),
        ("more than a dozen current and former employees", "unnamed", "more than 12"),
        ("two or three deputies", "unnamed", "2 or 3"),
        ("a bipartisan group of six senators", "unnamed", "6"),
        ("officials", "unnamed", "several"),
        ("someone close to the family", "unnamed", "one"),
        ("a third person", "unnamed", "one"),
    ],
)
def test_people_whom_nobody_names_keep_the_number_that_is_stated(words, kind, count):
    assert (source_kind(words, find_names(words)), sourcing(words, words).count) == (kind, count)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("most of whom", "pronoun"),
        ("you", "pronoun"),
        ("she and her husband", "pronoun"),
        ("a majority of voters", "group"),
        ("four in 10 voters", "group"),
        ("62 percent of growers", "group"),
        ("lawyers for the growers", "group"),
        ("anyone who has worked there", "group"),
        ("Frustrated Parents", "group"),
        ("many of her neighbors", "group"),
        ("Member of Harbor Panel", "unnamed"),
        ("a nurse", "unnamed"),
        ("the woman", "unnamed"),
        ("the mayor's office", "organisation"),
        ("companies", "organisation"),
        ("the two parties", "organisation"),
        ("one of the reports", "document"),
        ("a Halden College poll", "document"),
        ("independent analyses", "document"),
        ("the study’s lead author", "office"),
        ("a federal judge", "office"),
        ("Mayor", "office"),
        ("his wife, Ada,", "person"),
        ("One of the trustees, Ada Lund", "person"),
        ("the former aide and radio host Ada Lund", "person"),
        ("a spokesman for Ada Lund", "office"),
        ("supporters of Ada Lund", "group"),
        ("a report by two growers, Ada Lund and Per Ek", "document"),
    ],
)
def test_the_head_tells_the_kind_by_the_guideline(words, kind):
    assert kind_told(words, find_names(words))[0] == kind


def test_a_phrase_with_a_pronoun_is_who_the_pronoun_means():
    assert pronoun_in("most of whom") == "whom"
    assert pronoun_in("she and her husband") == "she"


def test_a_noun_that_takes_up_a_named_person_is_no_unnamed_source():
    text = "Per Ek, a student, waited. The student said it rained. A lawyer said it snowed."
    reading = resolve_speakers(
        reading_of(text, ("The student", "said", "it rained"), ("A lawyer", "said", "it snowed"))
    )
    first, second = reading.attributions
    assert (first.source.kind, reading.speaker(first.source.speaker).name) == ("office", "Per Ek")
    assert second.source.kind == "unnamed"


@given(st.text(alphabet="two of the 5% aides, Ada who and (.)-—’“”\n", max_size=80))
def test_every_phrase_has_a_kind(words):
    assert kind_told(words, find_names(words))[0]
