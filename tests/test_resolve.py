import pytest

from onrecord.read.names import find_names
from onrecord.read.offices import role_in
from onrecord.read.resolve import resolve_speakers
from onrecord.read.source_kinds import source_kind
from onrecord.read.sourcing import sourcing
from speech_builders import find_span, reading_of


def speakers_of(text, *rows: tuple[str, str, str]):
    """Return (speaker name, source kind) of each row's attribution."""
    reading = resolve_speakers(reading_of(text, *rows))
    out = []
    for item in reading.attributions:
        speaker = reading.speaker(item.source.speaker)
        out.append((speaker.name if speaker else None, item.source.kind))
    return out


def test_a_short_name_is_the_person_named_in_full_before():
    text = "Mill owner Ada Lindqvist spoke first. Lindqvist said orders had doubled."
    assert speakers_of(text, ("Lindqvist", "said", "orders had doubled")) == [("Ada Lindqvist", "person")]


def test_people_of_one_surname_are_kept_apart():
    text = (
        "Ada Lindqvist, a spokeswoman for the mill, and Karl Lindqvist, an analyst at Norbank, disagreed. "
        "Ada Lindqvist said orders rose. Karl Lindqvist denied it."
    )
    rows = (("Ada Lindqvist", "said", "orders rose"), ("Karl Lindqvist", "denied", "it."))
    assert [name for name, _ in speakers_of(text, *rows)] == ["Ada Lindqvist", "Karl Lindqvist"]


def test_an_honorific_tells_two_bearers_of_a_surname_apart():
    text = "Congresswoman Ada Lund met Congressman Per Lund. Mr. Lund said no. Ms. Lund urged a vote."
    rows = (("Mr. Lund", "said", "no."), ("Ms. Lund", "urged", "a vote"))
    assert [name for name, _ in speakers_of(text, *rows)] == ["Per Lund", "Ada Lund"]


def test_a_pronoun_is_the_subject_before_it_and_never_somebody_inside_the_quote():
    text = (
        "Ada Lindqvist, a spokeswoman for the mill, opened the meeting. "
        "“Per Lund is wrong,” she said. She added that prices fell."
    )
    rows = (("she", "said", "“Per Lund is wrong,”"), ("She", "added", "that prices fell"))
    assert [name for name, _ in speakers_of(text, *rows)] == ["Ada Lindqvist", "Ada Lindqvist"]


def test_an_office_is_its_holder_where_the_text_has_named_one():
    text = "Sen. Per Lund spoke to growers. The senator vowed to act. The spokeswoman declined to say more."
    rows = (("The senator", "vowed", "to act"), ("The spokeswoman", "declined", "to say more"))
    assert speakers_of(text, *rows) == [("Per Lund", "office"), ("Spokeswoman", "office")]


def test_a_documents_speaker_is_its_author_and_its_kind_a_document():
    text = "Per Lund, an analyst at Norbank, published it on Monday. Lund’s post accused the mill of lying."
    assert speakers_of(text, ("Lund’s post", "accused", "the mill of lying")) == [("Per Lund", "document")]


def test_we_in_a_quote_is_whoever_is_quoted():
    text = "“We think prices will fall,” Per Lund said."
    reading = reading_of(
        text, ("Per Lund", "said", "“We think prices will fall,”"), ("We", "think", "prices will fall")
    )
    from dataclasses import replace

    outer, inner = reading.attributions
    reading = resolve_speakers(replace(reading, attributions=(outer, replace(inner, within=outer.id))))
    assert reading.speaker(reading.attributions[1].source.speaker).name == "Per Lund"


def test_an_unnamed_source_keeps_its_description_and_nobody_is_guessed():
    text = (
        "Two officials briefed on the talks, who spoke on condition of anonymity because they were not authorized "
        "to discuss them, said the deal was dead."
    )
    reading = resolve_speakers(reading_of(text, ("Two officials briefed on the talks", "said", "the deal was dead")))
    source = reading.attributions[0].source
    assert (source.kind, source.count, source.direct_knowledge) == ("unnamed", "2", False)
    assert source.described_as == "Two officials briefed on the talks"
    assert source.anonymity_reason == "because they were not authorized to discuss them, said the deal was dead" or (
        source.anonymity_reason.startswith("because they were not authorized to discuss them")
    )
    assert reading.speaker(source.speaker).kind == "unnamed"
    assert not reading.speaker(source.speaker).public_role


def test_roles_and_public_role_come_from_the_text_alone():
    text = (
        "Harbor Police spokesperson Ada Lindqvist said traffic had stopped. "
        "Per Lund, a neighbor, said he saw smoke. Bo Nakata said nothing moved."
    )
    reading = resolve_speakers(
        reading_of(
            text,
            ("Harbor Police spokesperson Ada Lindqvist", "said", "traffic had stopped"),
            ("Per Lund, a neighbor", "said", "he saw smoke"),
            ("Bo Nakata", "said", "nothing moved"),
        )
    )
    by_name = {speaker.name: speaker for speaker in reading.speakers}
    role = by_name["Ada Lindqvist"].roles[0]
    assert (role.title, role.organisation) == ("spokesperson", "Harbor Police")
    assert by_name["Ada Lindqvist"].public_role
    assert not by_name["Per Lund"].public_role
    assert not by_name["Bo Nakata"].public_role


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("she", "pronoun"),
        ("sources familiar with the talks", "unnamed"),
        ("a senior official", "unnamed"),
        ("the agency", "organisation"),
        ("The administration", "organisation"),
        ("critics", "group"),
        ("the report", "document"),
        ("a spokesman", "office"),
        ("the governor", "office"),
        ("Ada Lindqvist", "person"),
        ("the Labor Department", "organisation"),
        ("people familiar with the plan", "unnamed"),
        ("A lawsuit filed by growers", "document"),
        ("Several aides to Sen. Petra Valk", "unnamed"),
        ("supporters of Petra Valk", "group"),
        ("a lawyer, Ada Lindqvist", "person"),
        ("Innkeepers United, a trade group", "organisation"),
    ],
)
def test_the_kind_of_source_is_told_by_its_words(words, kind):
    assert source_kind(words, find_names(words)) == kind


def test_direct_knowledge_is_what_the_text_claims():
    assert sourcing("a person", "a person with direct knowledge of the raid said so").direct_knowledge is True
    assert sourcing("a person", "a person said so").direct_knowledge is None


def test_a_role_is_read_from_an_apposition():
    role = role_in("a spokesman for the Harbor Police")
    assert (role.title, role.organisation) == ("spokesman", "Harbor Police")
    assert role_in("a long and rainy day") is None


def test_names_keep_titles_and_places_apart():
    text = (
        "Former Gov. Ada van der Berg met Rep. Per Lund (R-Ohio) in Los Angeles with the National Growers Association."
    )
    names = {name.words: name for name in find_names(text)}
    assert names["Ada van der Berg"].role.title == "Former Gov."
    assert names["Per Lund"].party == "republican"
    assert names["Los Angeles"].kind == "other"
    assert names["National Growers Association"].kind == "organisation"
    assert find_span(text, "Per Lund") == names["Per Lund"].span


@pytest.mark.parametrize(
    "source",
    ["The audit, obtained by the Halden Courier", "A letter sent to Per Lund", "A suit filed against Per Lund"],
)
def test_who_holds_a_document_or_is_meant_by_it_did_not_write_it(source):
    text = f"{source}, said that the mill was unsafe."
    assert speakers_of(text, (source, "said", "that the mill was unsafe")) == [(None, "document")]
