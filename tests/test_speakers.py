"""Names, aliases and pronouns of whole texts: who is kept apart, who is one, and what must not matter."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.aliases import is_acronym_of, may_be_person, person_words
from onrecord.read.cast import Cast
from onrecord.read.names import find_names
from onrecord.read.naming import typed_names
from onrecord.read.resolve import resolve_speakers
from speech_builders import reading_of


def speaker_of(text: str, source: str, cue: str, content: str):
    """Return the speaker of one attribution."""
    reading = resolve_speakers(reading_of(text, (source, cue, content)))
    return reading.speaker(reading.attributions[0].source.speaker)


def kinds_of(text: str) -> dict[str, str]:
    """Return the kind of each name of a text."""
    return {name.words: name.kind for name in typed_names(text)}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Secretary of State Ada F. Lund said so.", ["Ada F. Lund"]),
        ("Attorney General Ada Lund and Mayor Per de Vries agreed.", ["Ada Lund", "Per de Vries"]),
        ('Rep. Robert C. "Bobby" Lund left.', ['Robert C. "Bobby" Lund']),
        ("They saw Ada and Petra Lund of Norbank News there.", ["Ada", "Petra Lund", "Norbank News"]),
        ("It went to the Department of Health and Human Services.", ["Department of Health and Human Services"]),
        ("The Securities and Exchange Commission met.", ["Securities and Exchange Commission"]),
        ("It was General Motors Corporation then.", ["General Motors Corporation"]),
        ("It was Martin Luther Lund Jr. then.", ["Martin Luther Lund Jr."]),
        (
            "It was Ada Lund, president and CEO of Norbank Freight Trains, who left.",
            ["Ada Lund", "Norbank Freight Trains"],
        ),
    ],
)
def test_a_run_of_capitals_is_cut_where_a_name_ends(words, names):
    assert [name.words for name in find_names(words)] == names


def test_one_place_tells_what_a_name_names_everywhere():
    text = "Lindqvist rose early. Norbank fell. Mr. Lindqvist sold shares in Norbank. Norbank, which he runs, is small."
    assert kinds_of(text) == {"Lindqvist": "person", "Norbank": "organisation"}


def test_a_word_that_only_opens_a_sentence_names_nobody():
    text = "Currently the mill is shut. Okay. Okay said the clerk. Ada Lund saw it currently and said okay."
    assert list(kinds_of(text)) == ["Ada Lund"]


def test_a_heading_in_capitals_is_read_as_the_names_that_the_text_has():
    text = "Ada Lund Slams Per Ek Over Mill\n\nAda Lund, a senator, spoke. Per Ek, a mayor, listened."
    assert [name.words for name in typed_names(text)] == ["Ada Lund", "Per Ek", "Ada Lund", "Per Ek"]


def test_where_something_is_is_a_place():
    text = "In Altona, Ohio, it rained. Ada Lund lives in Altona. Rain fell in Altona."
    assert kinds_of(text)["Altona"] == "other"


@pytest.mark.parametrize(
    ("full", "short", "may"),
    [
        ("Robert C. Lund", "Bob Lund", True),
        ("Robert Lund", "R. Lund", True),
        ("Aung San Su Ki", "Su Ki", True),
        ("Ada Lund", "Lund", True),
        ("Ada Lund", "Ada", True),
        ("Ada Lund", "Per Lund", False),
        ("Ada B. Lund", "Ada C. Lund", False),
        ("Ada Lund Jr.", "Ada Lund", True),
    ],
)
def test_two_forms_of_a_name_may_be_one_person_by_form_alone(full, short, may):
    assert may_be_person(person_words(full), person_words(short)) is may


def test_capitals_stand_for_the_body_whose_first_letters_they_are():
    assert is_acronym_of("BLS", "Bureau of Labor Statistics")
    assert not is_acronym_of("BLS", "Border Patrol")


def test_one_body_under_many_names_is_one_speaker():
    text = (
        "The Bureau of Labor Statistics published the report. BLS said hiring slowed. The bureau added that pay rose. "
        "Norbank Freight Corporation (NFX) doubted it. NFX said so. Norbank Freight said so twice."
    )
    names = typed_names(text)
    cast = Cast(text, names)
    found = {name.words: cast.at[name.span.start].name for name in names}
    assert found["BLS"] == "Bureau of Labor Statistics"
    assert found["NFX"] == found["Norbank Freight"] == "Norbank Freight Corporation"
    assert speaker_of(text, "The bureau", "added", "that pay rose").name == "Bureau of Labor Statistics"


def test_one_person_under_many_names_is_one_speaker():
    text = (
        "Sen. Robert C. “Bobby” Lund spoke. Mr. Lund said no. Bob Lund said no twice. Bobby said maybe. "
        "The senator said yes. Robert Lund (D-Ohio) left. The Democrat denied it."
    )
    rows = (
        ("Mr. Lund", "said", "no."),
        ("Bob Lund", "said no", "twice"),
        ("Bobby", "said maybe", "maybe"),
        ("The senator", "said yes", "yes"),
        ("The Democrat", "denied", "it."),
    )
    reading = resolve_speakers(reading_of(text, *rows))
    speakers = {item.source.speaker for item in reading.attributions}
    assert len(speakers) == 1
    assert reading.speakers[0].name == "Robert C. “Bobby” Lund"
    assert reading.speakers[0].public_role


def test_of_two_of_one_surname_the_bare_name_is_the_first_named():
    text = (
        "Mayor Ada Lund opened the fair. Her cousin Per Lund, a baker, watched. Lund said the fair would grow. "
        "Per Lund said the bread was fresh."
    )
    assert speaker_of(text, "Lund", "said", "the fair would grow").name == "Ada Lund"
    assert speaker_of(text, "Per Lund", "said", "the bread was fresh").name == "Per Lund"


def test_the_texts_own_pronouns_tell_who_is_a_man_and_who_a_woman():
    text = (
        "Sen. Ada Lund questioned the banker Per Ek on Tuesday. “This is not right,” Lund said. “You knew,” she said. "
        "Ek replied that he had not known. He asked for time. Lund told Ek to resign. “I will not,” he answered."
    )
    assert speaker_of(text, "she", "said", "“You knew,”").name == "Ada Lund"
    assert speaker_of(text, "he", "answered", "“I will not,”").name == "Per Ek"


def test_he_in_a_quote_is_not_who_is_quoted():
    text = "Mayor Per Ek left early. Sen. Jon Lund criticised him. “He says nothing helps,” Lund said on Friday."
    reading = resolve_speakers(
        reading_of(text, ("Lund", "said", "“He says nothing helps,”"), ("He", "says", "nothing helps"))
    )
    assert reading.speaker(reading.attributions[1].source.speaker).name == "Per Ek"


def test_a_subject_is_not_who_is_named_later_in_its_clause():
    text = "Sen. Jon Lund met Mayor Per Ek. He told Lund that the bridge was shut."
    assert speaker_of(text, "He", "told", "that the bridge was shut").name == "Per Ek"


def test_a_pronoun_may_come_before_its_name():
    text = "While he denied the figures, Sen. Jon Lund promised a review."
    assert speaker_of(text, "he", "denied", "the figures").name == "Jon Lund"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ada Lund, a spokeswoman for the port, who said it was shut, left.", "Ada Lund", "person"),
        ("Jon Lund is a former mayor who said it was shut for good.", "Jon Lund", "person"),
        ("It came from Harbor Police, which said it was shut.", "Harbor Police", "organisation"),
        ("They heard from several residents who said it was shut.", "Several residents", "group"),
    ],
)
def test_a_relative_pronoun_is_what_it_follows(text, name, kind):
    word = "which" if "which" in text else "who"
    speaker = speaker_of(text, word, "said", "it was shut")
    assert (speaker.name, speaker.kind) == (name, kind)


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("The Lund campaign", "organisation", "Lund campaign"),
        ("Lund aides", "unnamed", "Lund aides"),
        ("Lund supporters", "group", "Lund supporters"),
        ("A Lund spokesman", "office", "Lund spokesman"),
        ("Lund spokesman Per Ek", "person", "Per Ek"),
    ],
)
def test_a_name_that_only_qualifies_is_not_who_speaks(words, kind, name):
    text = f"Sen. Ada Lund spoke on Monday. {words} said the tour was off."
    reading = resolve_speakers(reading_of(text, (words, "said", "the tour was off")))
    source = reading.attributions[0].source
    assert (source.kind, reading.speaker(source.speaker).name) == (kind, name)


def test_whom_a_story_is_about_is_not_who_is_quoted():
    text = (
        "Sen. Ada Lund is under fire. Lund missed a vote. Lund’s rivals noticed. Per Ek, an analyst at Norbank, studied"
        " her record. “Ada Lund was absent on Monday,” he said. “Lund was absent,” he added."
    )
    assert speaker_of(text, "he", "said", "“Ada Lund was absent on Monday,”").name == "Per Ek"


def test_the_reason_for_anonymity_may_stand_in_the_next_sentence():
    text = (
        "Three officials said the deal was dead. The officials spoke on condition of anonymity because the talks are "
        "private."
    )
    reading = resolve_speakers(reading_of(text, ("Three officials", "said", "the deal was dead")))
    source = reading.attributions[0].source
    assert (source.count, source.anonymity_reason) == ("3", "because the talks are private")


def test_a_member_of_something_has_no_public_role_by_that_alone():
    text = "Per Ek, a member of the choir, said it rained."
    assert not speaker_of(text, "Per Ek", "said", "it rained").public_role


STORY = (
    "Sen. {a} Brandt questioned the banker {b} Hollis on Tuesday about the mill. “This is not right,” Brandt said. “You"
    " knew,” she said. Hollis answered that he had not known. “I was told in May,” he said. {a} Brandt ({p}-Ohio) wrote"
    " to the mill. {b} Hollis said nothing more. She told reporters that the matter was closed."
)


def test_names_and_parties_change_nothing():
    found = set()
    for one, other, party in itertools.product(("Ada", "Robert", "Xin"), ("Per", "Mary", "Kofi"), "RDI"):
        text = STORY.format(a=one, b=other, p=party)
        rows = (
            ("she", "said", "“You knew,”"),
            ("he", "had not known", "“I was told in May,”"),
            ("She", "told reporters", "that the matter was closed"),
        )
        reading = resolve_speakers(reading_of(text, *rows))
        named = [reading.speaker(item.source.speaker).name.split()[-1] for item in reading.attributions]
        found.add(tuple(named))
    assert found == {("Brandt", "Hollis", "Brandt")}


@pytest.mark.parametrize(
    "part",
    [
        "Ada Lund, ",
        "She said so. ",
        "Lund saw him and ",
        "Ada and ",
        "Bank of ",
        "“",
        "AAAA ",
        "a man who ",
        "the senator ",
    ],
)
def test_a_text_of_one_thing_over_and_over_takes_time_in_step_with_its_length(part):
    def seconds(times: int) -> float:
        text = "Sen. Ada Lund said he rose. " + part * times
        started = time.process_time()
        resolve_speakers(reading_of(text, ("he", "rose", "rose")))
        return time.process_time() - started

    seconds(50)
    assert seconds(4000) < 12 * seconds(500) + 0.5


@given(st.text(alphabet="AdaLund PerEk said. he who the (R-) “”\"'\n,.&-’", max_size=200))
def test_no_text_breaks_the_cast_and_every_mention_lies_in_it(text):
    names = typed_names(text)
    cast = Cast(text, names)
    for name in names:
        assert text[name.span.start : name.span.end] == name.words
    for member in cast.members:
        assert member.mentions == sorted(set(member.mentions))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("A spokesperson for Ada Lund", "office"),
        ("aides to Ada Lund", "unnamed"),
        ("mill owners across Halden County", "group"),
        ("Agency", "organisation"),
        ("The growers’ leader", "office"),
        ("Principal Ada Lund of Elm Street School", "person"),
    ],
)
def test_who_is_spoken_for_is_not_who_speaks(words, kind):
    text = f"Sen. Ada Lund spoke. {words} said the tour was off."
    reading = resolve_speakers(reading_of(text, (words, "said", "the tour was off")))
    source = reading.attributions[0].source
    assert source.kind == kind
    named = reading.speaker(source.speaker).name == "Ada Lund"
    assert named is (kind == "person")


def test_speakers_come_in_the_order_in_which_the_text_names_them():
    text = "Lund said no. Per Ole Ek said yes. Ada Lund left."
    reading = resolve_speakers(reading_of(text, ("Per Ole Ek", "said yes", "yes"), ("Lund", "said", "no.")))
    assert [speaker.name for speaker in reading.speakers] == ["Ada Lund", "Per Ole Ek"]
