from dataclasses import replace

from onrecord.read.doubles import with_own_subjects, without_doubles
from speech_builders import reading_of


def test_one_content_of_one_source_is_told_once_by_the_cue_that_reports():
    text = "The mayor even suggested that he had been robbed."
    content = "that he had been robbed"
    reading = reading_of(text, ("The mayor", "even", content), ("The mayor", "suggested", content))
    kept = without_doubles(text, reading.attributions)
    assert [text[item.cue[0].start : item.cue[0].end] for item in kept] == ["suggested"]


def test_of_two_cues_that_report_the_surer_is_kept():
    text = "The mayor responded by saying that he had been robbed."
    content = "that he had been robbed"
    reading = reading_of(text, ("The mayor", "responded", content), ("The mayor", "saying", content))
    one, other = reading.attributions
    assert without_doubles(text, [replace(one, confidence=0.5), other]) == [other]


def test_what_two_say_stays_twice():
    text = "Ott, like Lund, said that it was late."
    reading = reading_of(text, ("Ott", "said", "that it was late"), ("Lund", "said", "that it was late"))
    assert len(without_doubles(text, reading.attributions)) == 2


def test_what_is_said_inside_anothers_words_is_the_subjects_that_stands_there():
    text = "She told the court that the supervisor, Graham Dale, 47, replied that “the line never stops”."
    outer = "that the supervisor, Graham Dale, 47, replied that “the line never stops”"
    reading = reading_of(text, ("She", "told", outer), ("She", "replied", "that “the line never stops”"))
    sources = [item.source.spans[0] for item in with_own_subjects(reading, reading.attributions)]
    assert [text[span.start : span.end] for span in sources] == ["She", "the supervisor, Graham Dale, 47"]


def test_what_somebody_says_of_himself_inside_his_words_stays_his():
    text = "She said that costs rose, noting that rents fell."
    rows = (("She", "said", "that costs rose, noting that rents fell"), ("She", "noting", "that rents fell"))
    reading = reading_of(text, *rows)
    sources = [item.source.spans[0] for item in with_own_subjects(reading, reading.attributions)]
    assert [text[span.start : span.end] for span in sources] == ["She", "She"]
