import time
from dataclasses import replace

import pytest

from onrecord.model import Attribution, Reading
from onrecord.read.label_names import ordinary
from onrecord.read.naming import typed_names
from onrecord.read.resolve import resolve_speakers
from onrecord.read.segment import segment_document
from onrecord.read.signed import signed_attributions
from onrecord.read.turns import turn_attributions
from speech_builders import reading_of


def rows(text: str, found: list[Attribution]) -> list[tuple[str, str, str]]:
    return [
        (text[a.source.spans[0].start : a.source.spans[-1].end], text[a.cue[0].start : a.cue[0].end],
         " … ".join(text[span.start : span.end] for span in a.content))
        for a in found
    ]  # fmt: skip


def turns(text: str) -> list[tuple[str, str, str]]:
    return rows(text, list(turn_attributions(reading_of(text))))


def signed(text: str) -> list[tuple[str, str, str]]:
    return rows(text, list(signed_attributions(reading_of(text))))


def resolved(text: str) -> Reading:
    """Return the reading of a transcript's turns, with who speaks."""
    reading = segment_document(reading_of(text))
    return resolve_speakers(replace(reading, attributions=tuple(turn_attributions(reading))))


def spoken(text: str) -> list[tuple[str, str]]:
    """Return the kind of each turn's source and the name of its speaker."""
    reading = resolved(text)
    return [(item.source.kind, reading.speaker(item.source.speaker).name) for item in reading.attributions]


def test_questions_and_answers_are_turns_and_an_answer_runs_over_paragraphs():
    text = (
        "Q. Does it lie?\n\nA. Twice. There was a crab in the well.\n\nAnd once a shoe.\n\nQ. Who is next?\n\nA. A box."
    )
    assert turns(text) == [
        ("Q", ".", "Does it lie?"),
        ("A", ".", "Twice. There was a crab in the well. … And once a shoe."),
        ("Q", ".", "Who is next?"),
        ("A", ".", "A box."),
    ]


def test_names_in_capitals_are_turns_with_titles_and_roles_and_remarks_alone_are_nobodys():
    text = (
        "DANA WHITCOMBE, deputy spokeswoman: Good morning.\n\n[Laughter.]\n\nQ: Is there a target?\n\n"
        "MS. WHITCOMBE: I will not discuss that.\n\nMRS. LOVATT (from the audience): Fix the locks.\n\nEND"
    )
    assert turns(text) == [
        ("DANA WHITCOMBE, deputy spokeswoman", ":", "Good morning."),
        ("Q", ":", "Is there a target?"),
        ("MS. WHITCOMBE", ":", "I will not discuss that."),
        ("MRS. LOVATT (from the audience)", ":", "Fix the locks."),
    ]


def test_whole_names_that_come_back_are_turns_and_the_last_ends_with_its_paragraph():
    text = "Minna Orr: How many?\nDesmond Yu: Two.\nMinna Orr: And then?\nDesmond Yu: One.\n\nThe show is over."
    assert [row[2] for row in turns(text)] == ["How many?", "Two.", "And then?", "One."]


def test_labels_that_are_nobodys_or_do_not_come_back_are_no_turns():
    assert turns("NOTE: The vote is on Monday.\n\nPHOTO: A. Ray\n\nNOTE: The hall is closed.\n\nWHEN: Today.") == []
    assert turns("Ada Lund: a life in three parts.\n\nThe mayor retires.") == []
    assert turns("A. Ray said no.\n\nThe council agreed.") == []


def test_a_label_that_is_nobodys_ends_a_turn():
    text = "LUND: We built it.\n\nTHE FACTS: Others did.\n\nOTT: We paid.\n\nLUND: We did."
    assert [(row[0], row[2]) for row in turns(text)] == [
        ("LUND", "We built it."),
        ("OTT", "We paid."),
        ("LUND", "We did."),
    ]


def test_a_name_under_over_or_before_a_quotation_is_its_source():
    assert signed("“Volunteers did it, all of it.” — Ottoline Faber, Marsh Trust") == [
        ("Ottoline Faber, Marsh Trust", "—", "“Volunteers did it, all of it.”")
    ]
    assert signed('"It is a start, not a finish."\n-- Tobias Renn\n') == [
        ("Tobias Renn", "--", '"It is a start, not a finish."')
    ]
    assert signed("“It was all of it a fiasco.”― Tobias Renn\xa0\n") == [
        ("Tobias Renn", "―", "“It was all of it a fiasco.”")
    ]
    assert signed("And from Trustee Bram Sellwood:\n\n“We are glad to retire all three.”") == [
        ("Trustee Bram Sellwood", "from", "“We are glad to retire all three.”")
    ]
    assert signed("State Sen. Augusta Meeks: “I voted for this twice.”") == [
        ("State Sen. Augusta Meeks", ":", "“I voted for this twice.”")
    ]


def test_what_a_verb_reports_before_a_colon_is_left_to_the_encoder():
    assert signed("Sen. Meeks then said: “I voted for this twice.”") == []
    assert signed("Note: “I voted for this twice.”") == []


def test_layout_is_read_in_time_linear_in_a_hostile_text():
    texts = [
        "“a” " * 40_000,
        "A-" * 60_000 + ":",
        "“" + "x " * 60_000 + "”" + " " * 60_000,
        "Aa " * 60_000,
        "A: b\nQ: c\n" * 8_000,
        "".join(f"NAME LUND{chr(65 + n % 26)}: b\nAda Ek{n}: c\nEk{n}: d\n" for n in range(4_000)),
    ]
    started = time.perf_counter()
    for text in texts:
        reading = reading_of(text)
        list(turn_attributions(reading))
        list(signed_attributions(reading))
        typed_names(text)
        segment_document(reading)
    assert time.perf_counter() - started < 20


def test_a_label_in_capitals_names_the_person_in_ordinary_letters_whatever_its_form():
    text = (
        "DANA WHITCOMBE, deputy spokeswoman: Good morning.\n\nREP. PER MCCARRICK (D-OH): Good morning.\n\n"
        "MS. WHITCOMBE: We begin.\n\nD. WHITCOMBE: Now.\n\nWHITCOMBE: Yes.\n\nMCCARRICK: I see.\n\n"
        "Councilman McCarrick has held the seat since 2011."
    )
    assert [name for _, name in spoken(text)] == [
        "Dana Whitcombe",
        "Per McCarrick",
        "Dana Whitcombe",
        "Dana Whitcombe",
        "Dana Whitcombe",
        "Per McCarrick",
    ]
    dana = resolved(text).speakers[0]
    assert (dana.kind, dana.roles[0].title, dana.public_role) == ("person", "deputy spokeswoman", True)


def test_a_man_and_a_woman_of_one_surname_stay_two_under_their_labels():
    text = "MR. LOVATT: It is old.\n\nMRS. LOVATT: It is not.\n\nADA EK: Is it?\n\nMRS. LOVATT: No.\n\nMR. LOVATT: Yes."
    ids = [item.source.speaker for item in resolved(text).attributions]
    assert ids[0] == ids[4] != ids[1] == ids[3] != ids[2]


def test_who_only_asks_or_answers_is_unnamed_and_nobody_is_guessed():
    reading = resolved("Ada Lund came.\n\nQ: Is it shut?\n\nA: It is.\n\nQ: Since when?\n\nA: May.")
    sources = [item.source for item in reading.attributions]
    assert [(source.kind, source.described_as) for source in sources] == [
        ("unnamed", "questioner"),
        ("unnamed", "respondent"),
    ] * 2
    assert not any(speaker.public_role for speaker in reading.speakers)
    assert all(source.count is source.anonymity_reason is source.direct_knowledge is None for source in sources)


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        ("An interview with Ada Lund, director of the Halden Port Authority", "Ada Lund"),
        ("We spoke to the engineer Ada Lund on Monday.", "Ada Lund"),
        ("Interviews with Ada Lund, and a conversation with Per Ek", "Respondent"),
        ("Ada Lund was not at the interview.", "Respondent"),
    ],
)
def test_answers_are_by_whom_the_text_says_it_has_interviewed(lead, name):
    found = spoken(f"{lead}\n\nQ. Is it shut?\n\nA. It is.\n\nQ. Since when?\n\nA. May.")
    assert [speaker for _, speaker in found] == ["Questioner", name] * 2


@pytest.mark.parametrize(
    ("label", "kind", "name"),
    [
        ("REPORTER", "unnamed", "Reporter"),
        ("MODERATOR", "unnamed", "Moderator"),
        ("UNIDENTIFIED SPEAKER", "unnamed", "Unidentified speaker"),
        ("Interviewer", "unnamed", "Interviewer"),
        ("THE CHAIR", "office", "Chair"),
        ("THE COURT", "organisation", "Court"),
        ("MR. KING", "person", "King"),
        ("NPR", "organisation", "NPR"),
        ("LUND-O'NEILL", "person", "Lund-O'Neill"),
    ],
)
def test_labels_that_name_nobody_are_offices_bodies_or_unnamed(label, kind, name):
    text = f"{label}: Welcome, all of you.\n\nADA EK: Thank you.\n\n{label}: Please begin.\n\nADA EK: I will."
    assert spoken(text)[0] == (kind, name)


def test_a_moderator_whom_the_text_names_is_that_person():
    text = "Per Ek, the moderator, opened.\n\nMODERATOR: Begin.\n\nADA LUND: I will.\n\nMODERATOR: Go on."
    assert spoken(text)[0] == ("person", "Per Ek")


def test_a_surname_alone_is_a_label_where_the_whole_name_is_one():
    text = "Ada Lund: With a fire.\n\nMill Post: Again?\n\nLund: Twice.\n\nMill Post: Now?\n\nAda Lund: A pump."
    assert [row[0] for row in turns(text)] == ["Ada Lund", "Mill Post", "Lund", "Mill Post", "Ada Lund"]
    assert turns("Lund: Twice.\n\nPrices: Up.\n\nLund: No.\n\nPrices: Down.") == []


def test_entries_of_a_live_blog_are_by_whom_their_label_names_and_by_nobody_else():
    text = (
        "By Petra Lind and Samuel Oye\n\nPetra Lind: The doors are open.\n\nSamuel Oye: The line is short.\n\n"
        "Petra Lind: It has begun.\n\nBest Line: None.\n\nPetra Lind: It is over."
    )
    assert [(row[0], row[2]) for row in turns(text)] == [
        ("Petra Lind", "The doors are open."),
        ("Samuel Oye", "The line is short."),
        ("Petra Lind", "It has begun."),
        ("Petra Lind", "It is over."),
    ]


def test_a_line_that_opens_with_a_label_is_no_heading():
    text = "MODERATOR: Mr. Ek?\n\nADA EK: What Now?\n\nMODERATOR: Mr. Ek?\n\n" + "ADA EK: It was so long ago. " * 5
    assert {segment.kind for segment in segment_document(reading_of(text)).segments} == {"body"}


def test_ordinary_letters_are_those_of_the_text_and_as_many():
    text = "Ms. deGraaf met Mr. McCarrick."
    assert ordinary(text, "DEGRAAF MCCARRICK III") == "deGraaf McCarrick III"
    assert ordinary("", "J. MCCARRICK-O'DAY JR.") == "J. McCarrick-O'Day Jr."


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("REPORTER: When will it open?\n\nMAYOR DANNER: In May, if it is dry.", ["REPORTER", "MAYOR DANNER"]),
        ("Interviewer: When will it open?\nDanner: In May, if it is dry.", ["Interviewer", "Danner"]),
        ("THE WITNESS: I saw it leave.\n\nMR. LOWE: And who was driving?", ["THE WITNESS", "MR. LOWE"]),
        ("It was tense.\n\nCHAIR: Did you read it?\n\nWITNESS: In part.\n\nIt resumes in May.", ["CHAIR", "WITNESS"]),
        ("Host: Why now?\n\n[Laughter]\n\nCarla Innes: Because nobody else would.", ["Host", "Carla Innes"]),
        ("MR. LOWE (East Torrin) (Lab): Who drove?\n\nMS. LUND: Nobody.", ["MR. LOWE (East Torrin) (Lab)", "MS. LUND"]),
        ("MODERATOR: Well?\n\nADA LUND: Nobody.\n\nKARL OTT: Untrue.", ["MODERATOR", "ADA LUND", "KARL OTT"]),
    ],
)
def test_labels_that_stand_once_are_turns_where_one_is_plainly_a_speakers(text, labels):
    assert [label for label, _, _ in turns(text)] == labels


@pytest.mark.parametrize(
    "text",
    [
        "LOCATION: Halden\n\nDATE: March 3\n\nPRICE: $5",
        "WHAT WE KNOW: It shut on Monday.\n\nWHAT WE DON'T: When will it open?",
        "Monday: Rain, 12C.\n\nTuesday: Sun, 15C.",
        "HALDEN: The bridge is shut.\n\nLARKFIELD: Will the mill close?",
        "REPORTER: When will it open?\n\nNobody knew.\n\nMAYOR DANNER: In May.",
    ],
)
def test_labels_that_stand_once_without_a_speaker_or_apart_are_no_turns(text):
    assert turns(text) == []


def test_words_before_a_colon_that_end_in_a_small_one_are_no_name():
    assert signed("Danner cut in: “That is not at all true.”") == []
