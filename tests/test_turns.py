import time

from onrecord.model import Attribution
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
    ]
    started = time.perf_counter()
    for text in texts:
        reading = reading_of(text)
        list(turn_attributions(reading))
        list(signed_attributions(reading))
    assert time.perf_counter() - started < 20
