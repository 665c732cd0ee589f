"""Who the people of a text are: those of one name kept apart, offices as stated, who is cited in a longer phrase."""

import pytest

from onrecord.read.names import find_names
from onrecord.read.naming import typed_names
from onrecord.read.offices import base_title, canonical_title, role_called
from onrecord.read.resolve import resolve_speakers
from speech_builders import reading_of


def speakers_of(text: str, *rows: tuple[str, str, str]):
    """Return the speaker of each row's attribution."""
    reading = resolve_speakers(reading_of(text, *rows))
    return [reading.speaker(item.source.speaker) for item in reading.attributions]


def names_of(text: str, *rows: tuple[str, str, str]) -> list[str | None]:
    return [speaker.name if speaker else None for speaker in speakers_of(text, *rows)]


def roles_of(text: str, *rows: tuple[str, str, str]) -> list[tuple[str | None, str | None]]:
    return [(role.title, role.organisation) for speaker in speakers_of(text, *rows) for role in speaker.roles]


def test_a_bare_surname_is_whoever_alone_was_named_in_its_paragraph():
    text = (
        "President Alan Marsh of the Halden Harbor Board shut the pier. His son Peter Marsh runs a yard.\n\n"
        "“Nobody asked us,” Peter Marsh said. Marsh said the board had ignored him.\n\nMarsh said the pier was old."
    )
    rows = (("Marsh", "said the board", "had ignored him"), ("Marsh", "said the pier", "was old"))
    assert names_of(text, *rows) == ["Peter Marsh", "Alan Marsh"]


def test_a_surname_that_may_be_either_brothers_is_nobodys():
    text = "Alan Marsh and Peter Marsh own the mill. Marsh said it would close."
    (speaker,) = speakers_of(text, ("Marsh", "said", "it would close"))
    assert (speaker.name, speaker.roles, speaker.public_role) == ("Marsh", (), False)


def test_a_husband_named_only_as_somebodys_leaves_the_surname_to_the_widow():
    text = "Maria Soto, the widow of Luis Soto, wept. Soto said he had built the bridge."
    assert names_of(text, ("Soto", "said", "he had built the bridge")) == ["Maria Soto"]


def test_titles_keep_a_judge_an_officer_and_a_senator_of_one_surname_apart():
    text = (
        "Sen. Tom Rusk and his wife, Carol Rusk, came. Judge Ellen Rusk signed. Officer Bill Rusk watched.\n\n"
        "Judge Rusk said no. Officer Rusk said yes. Senator Rusk said maybe. Mrs. Rusk said never."
    )
    rows = (
        ("Judge Rusk", "said no", "no"),
        ("Officer Rusk", "said yes", "yes"),
        ("Senator Rusk", "said maybe", "maybe"),
        ("Mrs. Rusk", "said never", "never"),
    )
    assert names_of(text, *rows) == ["Ellen Rusk", "Bill Rusk", "Tom Rusk", "Carol Rusk"]


def test_a_title_of_another_calling_is_somebody_new():
    text = "Sen. Tom Rusk spoke. Officer Rusk said the road was shut."
    (speaker,) = speakers_of(text, ("Officer Rusk", "said", "the road was shut"))
    assert [role.title for role in speaker.roles] == ["Officer"]


def test_he_after_the_verb_tells_two_doctors_of_one_surname_apart():
    text = "Dr. Ann Lee runs the ward. Her husband, Dr. Sam Lee, operates there.\n\nDr. Lee said he would stay."
    assert names_of(text, ("Dr. Lee", "said", "he would stay")) == ["Sam Lee"]


def test_the_pronouns_beside_full_names_tell_whose_an_honorific_is():
    text = (
        "David Kerr sold his farm. Susan Kerr kept her cows. Mrs. Kerr said milk was cheap. Mr. Kerr said it was not."
    )
    rows = (("Mrs. Kerr", "said milk", "milk was cheap"), ("Mr. Kerr", "said it", "it was not"))
    assert names_of(text, *rows) == ["Susan Kerr", "David Kerr"]


def test_junior_and_senior_are_two():
    text = "Robert Kell Sr. built the store. Robert Kell Jr. runs it. Kell Sr. said so. Kell Jr. denied that."
    rows = (("Kell Sr.", "said", "so"), ("Kell Jr.", "denied", "that"))
    assert names_of(text, *rows) == ["Robert Kell Sr.", "Robert Kell Jr."]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The wife of Senator Rusk, Carol,", "Carol"),
        ("Rusk's lawyer, Joan Wells,", "Joan Wells"),
        ("Gov.-elect Rosa Quill's transition chief, Noel Hart,", "Noel Hart"),
        ("A spokesman for Gov. Alan Marsh, Rick Dole,", "Rick Dole"),
        ("An analyst at Fair Money, Sy Lund,", "Sy Lund"),
        ("Rusk's daughter Joy", "Joy"),
        ("My neighbor, a plumber named Gus Hall,", "Gus Hall"),
        ("The mayor of Port Ellis, Sue Danner,", "Sue Danner"),
        ("Anna Bell, whose brother is the sheriff,", "Anna Bell"),
        ("Officer Bill Rusk of the county sheriff's office", "Bill Rusk"),
        ("The mill's owner, Halden Marine Inc.,", "Halden Marine Inc"),
        ("Jean-Luc d'Arcy, a lawyer,", "Jean-Luc d'Arcy"),
        ("Abd al-Rahman Haddad, a dock worker in Tangier,", "Abd al-Rahman Haddad"),
        ("J.D. McAllister III, the auditor general,", "J.D. McAllister III"),
        ("Its director, Siân ap Rhys,", "Siân ap Rhys"),
        ("U.S. District Judge Ellen Rusk", "Ellen Rusk"),
    ],
)
def test_who_is_cited_in_a_longer_phrase(source, name):
    assert names_of(f"Rain fell. {source} said it was over.", (source, "said", "it was over")) == [name]


def test_the_wife_of_a_senator_without_a_name_is_not_the_senator():
    (speaker,) = speakers_of(
        "Sen. Tom Rusk left. The wife of Sen. Tom Rusk said so.", ("The wife of Sen. Tom Rusk", "said", "so")
    )
    assert speaker.name == "Wife of Sen. Tom Rusk"
    assert not speaker.public_role


def test_a_report_about_somebody_is_its_authors():
    text = "A report about Dieter Kessler by Owen Finn said pilots were trainees."
    assert names_of(text, ("A report about Dieter Kessler by Owen Finn", "said", "pilots were trainees")) == [
        "Owen Finn"
    ]


def test_an_apposition_alone_is_whom_it_describes():
    text = "Sen. Tom Rusk spoke. Rusk, a Republican, said he would go. The mayor met Rusk, a spokesman, Al Poe, said."
    assert names_of(text, ("a Republican", "said", "he would go")) == ["Tom Rusk"]


@pytest.mark.parametrize(
    "sentence",
    ["“Frank Danner,” she said, “is no friend.”", "Frank Danner, she said, is no friend.", "“Frank, no,” she said."],
)
def test_she_is_not_whom_her_own_words_name(sentence):
    text = f"Mayor Lena Ortiz spoke. In the hall sat Frank Danner, a clerk. {sentence}"
    content = "is no friend" if "friend" in sentence else "“Frank, no,”"
    assert names_of(text, ("she", "said", content)) == ["Lena Ortiz"]


def test_a_place_with_a_mayor_is_nobodys_name():
    text = "The mayor of Port Ellis, Sue Danner, smiled. The Port Ellis mayor said pools would open."
    assert names_of(text, ("The Port Ellis mayor", "said", "pools would open")) == ["Sue Danner"]
    kinds = {name.words: name.kind for name in typed_names(f"{text} Port Ellis Mayor Sue Danner left.")}
    assert kinds == {"Port Ellis": "other", "Sue Danner": "person"}


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("a deputy comptroller", ("deputy comptroller", None)),
        ("the county treasurer", ("county treasurer", None)),
        ("the bloc's migration commissioner", ("migration commissioner", "bloc")),
        ("the agency's deputy director for field operations", ("deputy director for field operations", "agency")),
        ("a former Norbank chairman", ("former chairman", "Norbank")),
        ("the commissioner until 2019", ("commissioner", None)),
        ("a physicist who is co-director of the Norbank Fund", ("co-director", "Norbank Fund")),
        ("a 34-year-old night nurse at Mercy Hospital", ("night nurse", "Mercy Hospital")),
        ("the mayor-elect", ("mayor-elect", None)),
        ("the Republican nominee's eldest daughter", ("eldest daughter", "Republican nominee")),
        ("an aide to the mayor", None),
        ("one of the president's closest aides", None),
        ("a rival of the senator", None),
        ("carried his mother to the roof", None),
        ("his mother said he was gentle", None),
    ],
)
def test_an_apposition_gives_an_office_as_stated_and_never_anothers(words, role):
    found = role_called(words)
    assert (found and (found.title, found.organisation)) == role


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("Former Attorney General Hal Breen", [("Former Attorney General", None)]),
        ("Acting ICE Director Jo Falk", [("Acting Director", "ICE")]),
        ("Mayor-elect Pia Lund", [("Mayor-elect", None)]),
        ("Assistant U.S. Attorney Beth Cole", [("Assistant U.S. Attorney", None)]),
        ("County Commissioner Ike Tran", [("County Commissioner", None)]),
        ("First lady Grace Marsh", [("First lady", None)]),
        ("The mayor, Sue Danner,", [("mayor", None)]),
        (
            "Tilda Rowe, co-founder and chief executive of Norbank,",
            [("co-founder", "Norbank"), ("chief executive", "Norbank")],
        ),
        ("Nadia Brandt, who directs the Larkfield Council,", [("director", "Larkfield Council")]),
        ("President Alan Marsh of the Halden Board", [("President", "Halden Board")]),
        ("Sen. Tom Rusk (R-Ohio)", [("Sen.", "Ohio"), ("Republican", None)]),
        ("Rep. Ana Leal, D-N.J.,", [("Rep.", "N.J."), ("Democrat", None)]),
        ("Rep. Joe Haskell of Iowa, a Democrat,", [("Rep.", "Iowa"), ("Democrat", None)]),
        ("Independent Sen. Carl Voss of Maine", [("Sen.", "Maine"), ("Independent", None)]),
        ("Democratic Rep. Lee Park (Calif.)", [("Rep.", "Calif."), ("Democrat", None)]),
        ("Republican Will Crane", [("Republican", None)]),
    ],
)
def test_offices_parties_and_seats_are_kept_as_stated(words, roles):
    assert roles_of(f"Rain fell. {words} said it was over.", (words, "said", "it was over")) == roles


def test_a_party_and_a_state_are_who_has_the_seat():
    text = (
        "Sen. Tom Rusk (R-Ohio) met Rep. Ana Leal, D-N.J. The New Jersey Democrat said no. "
        "The Ohio Republican said yes."
    )
    rows = (("The New Jersey Democrat", "said no", "no"), ("The Ohio Republican", "said yes", "yes"))
    assert names_of(text, *rows) == ["Ana Leal", "Tom Rusk"]


def test_former_and_present_holders_of_an_office_are_two():
    text = "Former Sheriff Walt Greer met Sheriff Mia Cole. The former sheriff said no. The sheriff said yes."
    rows = (("The former sheriff", "said no", "no"), ("The sheriff", "said yes", "yes"))
    assert names_of(text, *rows) == ["Walt Greer", "Mia Cole"]


@pytest.mark.parametrize(
    "words",
    [
        "Carla Innes, 34,",
        "Rose Park, a retired teacher and a Republican,",
        "Will Ford, a Democrat who drives a bus,",
        "Patient Al Roos",
        "Chef Lou Tate",
        "The son of a judge, Tim Alder,",
        "Ivy Noll, the Republican nominee's eldest daughter,",
        "Kim Dole, an aide to the mayor,",
        "McLenney",
    ],
)
def test_private_people_have_no_public_role(words):
    (speaker,) = speakers_of(f"Rain fell. {words} said it was over.", (words, "said", "it was over"))
    assert not speaker.public_role
    assert not any("judge" in (role.title or "") for role in speaker.roles)


def test_both_parties_committees_keep_their_names():
    text = "The Democratic National Committee sued the Republican National Committee."
    assert [name.words for name in find_names(text)] == [
        "Democratic National Committee",
        "Republican National Committee",
    ]


def test_a_body_and_its_short_forms_are_one():
    text = "CBP said no. U.S. Customs and Border Protection said yes. The American Civil Liberties Union said so."
    rows = (
        ("CBP", "said no", "no"),
        ("U.S. Customs and Border Protection", "said yes", "yes"),
        ("The American Civil Liberties Union", "said so", "so"),
    )
    full = "U.S. Customs and Border Protection"
    assert names_of(text, *rows) == [full, full, "American Civil Liberties Union"]


def test_madam_president_is_a_woman():
    text = "President Vera Halloran met Gov. Ned Pike. Pike thanked her. “Madam President, thanks,” he said."
    assert names_of(text, ("he", "said", "“Madam President, thanks,”")) == ["Ned Pike"]


@pytest.mark.parametrize(
    ("title", "base"),
    [
        ("former county treasurer", "treasurer"),
        ("deputy comptroller", "deputy comptroller"),
        ("co-director", "director"),
    ],
)
def test_a_title_is_compared_by_its_last_words_but_a_deputys(title, base):
    assert base_title(title) == base
    assert canonical_title("State Sen.") == "senator"


def test_what_somebody_does_between_commas_gives_no_office():
    text = "The auditor, Paul Kell, repeated without proof the claim that the mayor's husband, Per Lund, had profited."
    assert roles_of(text, ("Paul Kell", "repeated", "the claim")) == [("auditor", None)]


@pytest.mark.parametrize(
    "body", ["White House", "American Medical Association", "First Baptist Church", "Black Lives Matter"]
)
def test_a_body_whose_name_begins_with_a_common_word_keeps_it(body):
    assert [name.words for name in find_names(f"The {body} said no.")] == [body]
