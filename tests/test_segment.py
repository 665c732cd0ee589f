import tomllib
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Document, Reading
from onrecord.read.kind import guess_kind
from onrecord.read.segment import segment_document, title_and_byline

BODY = "Officials in the invented town of Larkfield said on Monday that the count had been taken twice, with care."


def make_document(text, kind="news", title=None, byline=None):
    return Document("doc_1", None, None, title, byline, None, date(2025, 6, 19), None, "en", kind, text, "0" * 64)


def parts_of(text, kind="news", title=None, byline=None):
    reading = segment_document(Reading(make_document(text, kind, title, byline)))
    return [(part.kind, text[part.start : part.end].strip()) for part in reading.segments]


def kinds_of(text, kind="news", title=None):
    return [part for part, _ in parts_of(text, kind, title)]


PIECES = st.sampled_from(
    [
        "Author’s Opinion While this",
        "Opinion",
        "Read more: this",
        "###",
        "By Jane Roe",
        "date 2025-06-19 ",
        "date 2025-99-99 ",
        "Media contact:",
        "Image credit: X",
        "A Heading Here",
        BODY,
        "Editor's note: x",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\u2028",
        " ",
        "\t",
        "# ",
        "**",
        "\ufeff",
        "İ",
        "\ud800",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=30).map("".join)),
    st.sampled_from(["news", "opinion", "release", "unknown"]),
)
def test_segments_tile_the_text(text, kind):
    segments = segment_document(Reading(make_document(text, kind))).segments
    assert "".join(text[part.start : part.end] for part in segments) == text
    assert all(part.start < part.end for part in segments)
    assert [part.start for part in segments[1:]] == [part.end for part in segments[:-1]]


def test_an_empty_text_has_no_segments():
    assert parts_of("") == []


def test_headline_byline_heading_and_body_are_told_apart():
    top = "Larkfield Counts Again\n\nBy Jane Roe and John Doe, Staff Writer\n\nJune 19, 2025"
    text = f"{top}\n\n{BODY}\n\nWhat Comes Next\n\n{BODY}\n"
    assert kinds_of(text) == ["headline", "byline", "body", "heading", "body"]


def test_the_documents_title_is_the_headline_even_with_a_full_stop():
    assert kinds_of(f"Larkfield counts again.\n\n{BODY}", title="Larkfield  counts again.") == ["headline", "body"]


def test_a_first_paragraph_is_no_headline():
    assert kinds_of(f"{BODY}\n\n{BODY}") == ["body"]


def test_text_with_one_line_per_paragraph_is_read_by_lines():
    assert kinds_of(f"Larkfield Counts Again\n{BODY}\nThe Second Count\n{BODY}") == [
        "headline",
        "body",
        "heading",
        "body",
    ]


@pytest.mark.parametrize(
    "label", ["Author’s Opinion", "Author's Opinion", "AUTHOR’S OPINION", "Our Take", "Editor’s View"]
)
def test_an_opinion_heading_that_runs_into_the_text_starts_the_authors_opinion(label):
    opinion = "While counts matter, they are not all that does.\n\nThe second thought."
    text = f"{BODY}\n\n{label} {opinion}\n\nFeatured image credit: Larkfield Wire\n"
    assert parts_of(text) == [
        ("body", BODY),
        ("heading", label),
        ("opinion", opinion),
        ("boilerplate", "Featured image credit: Larkfield Wire"),
    ]


@pytest.mark.parametrize("label", ["Editorial", "Our take", "**Opinion**", "## Commentary", "Editorial:", "Opinion"])
def test_an_opinion_heading_on_its_own_line_starts_the_authors_opinion(label):
    assert kinds_of(f"{BODY}\n\n{label}\n\n{BODY}\n\n{BODY}") == ["body", "heading", "opinion"]


@pytest.mark.parametrize(
    "words",
    [
        "Opinion polls in Larkfield said otherwise, and nobody in the town hall disputed the count that they gave.",
        "Editorial staff at the invented Larkfield Ledger said that they had counted the letters more than once.",
        "The author’s opinion While odd is quoted inside a sentence, and it is not a heading of any kind at all.",
        "My view of the river was blocked, said a neighbour, by the hall that the town had built in the spring.",
    ],
)
def test_a_sentence_about_opinion_is_body(words):
    assert kinds_of(f"{BODY}\n\n{words}\n\n{BODY}") == ["body"]


def test_related_links_do_not_end_the_opinion_and_credits_do():
    text = f"{BODY}\n\nOur Take\n\n{BODY}\n\nRead more: Another count\n\n{BODY}\n\nImage credit: Wire\n\n{BODY}"
    assert kinds_of(text) == ["body", "heading", "opinion", "boilerplate", "opinion", "boilerplate", "body"]


def test_all_running_text_of_an_opinion_piece_is_opinion():
    assert kinds_of(f"Opinion: The Count Is Not the Point\n\n{BODY}\n\n{BODY}", kind="opinion")[-1] == "opinion"
    assert "body" not in kinds_of(f"The Count Is Not the Point\n\nBy Jane Roe\n\n{BODY}\n\n{BODY}", kind="opinion")


@pytest.mark.parametrize(
    "line",
    [
        "Featured image credit: Wire",
        "Additional reporting by John Doe.",
        "(Reporting by Jane Roe; Editing by John Doe)",
        "Reporting by Jane Roe in Larkfield; Editing by John Doe",
        "Jane Roe contributed to this report.",
        "READ MORE: The first count",
        "Sign up for our newsletter",
        "###",
        "© 2025 The Larkfield Ledger. All rights reserved.",
    ],
)
def test_furniture_is_boilerplate(line):
    assert parts_of(f"{BODY}\n\n{BODY}\n\n{line}\n")[-1] == ("boilerplate", line)


def test_reporting_by_a_paper_that_found_something_is_body():
    words = "Reporting by the invented Larkfield Ledger showed that the count fell in the spring of that year."
    assert kinds_of(f"{BODY}\n\n{words}\n\n{BODY}") == ["body"]


def test_a_releases_label_contact_block_and_end_are_boilerplate():
    end = "###\n\nMedia contact:\nJane Roe\n555-0100\n\nAbout the town\n"
    text = f"FOR IMMEDIATE RELEASE\n\nLarkfield Counts Again\n\n{BODY}\n\n{end}"
    assert kinds_of(text, kind="release") == ["boilerplate", "headline", "body", "boilerplate"]


def test_a_contact_block_goes_to_the_next_blank_line():
    assert kinds_of(f"{BODY}\n\nMedia contact:\nJane Roe\n555-0100\n\n{BODY}") == ["body", "boilerplate", "body"]


def test_notes_and_captions_are_told():
    caption = "The hall of Larkfield. (Photo by Jane Roe/Larkfield Wire)"
    text = f"{BODY}\n\nEditor’s note: the count was corrected.\n\n{caption}\n\n{BODY}"
    assert kinds_of(text) == ["body", "note", "caption", "body"]


def test_a_crawl_prefix_left_in_the_text_is_boilerplate():
    assert parts_of(f" date 2025-06-19 {BODY}") == [("boilerplate", "date 2025-06-19"), ("body", BODY)]


def test_a_prefix_with_an_impossible_date_is_body():
    assert kinds_of(f"date 2025-13-45 {BODY}") == ["body"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("FOR IMMEDIATE RELEASE\n\nLarkfield counts\n\nThe town said", "release"),
        ("Opinion\n\nThe count is not the point\n\nI think", "opinion"),
        ("Op-Ed: The count is not the point\n\nI think", "opinion"),
        ("LARKFIELD, Ohio (LW) — The town counted twice.", "news"),
        ("The count\n\nBy Jane Roe\n\nThe town counted", "news"),
        ("Opinion polls moved.\n\nThe town counted.", "unknown"),
        ("The town counted.", "unknown"),
    ],
)
def test_the_kind_is_told_by_plain_labels_only(text, kind):
    assert guess_kind(text) == kind


def test_the_lexicon_holds_only_lists_of_plain_words():
    tables = tomllib.loads(files("onrecord.read").joinpath("lexicon/segments.toml").read_text("utf-8"))
    for table in tables.values():
        for words in table.values():
            assert words
            assert all(isinstance(word, str) and word == word.strip() and word for word in words)
            assert len(words) == len(set(words))


@pytest.mark.parametrize(
    "line", ["“That is the end of it.”", "That is the end of it.”", 'The end of it"', "‘No one will be left behind!’"]
)
def test_the_end_of_a_quotation_is_no_headline(line):
    assert kinds_of(f"{line}\n\nAda Lund said the mill would close.")[0] == "body"


@pytest.mark.parametrize("line", ["Mayor calls levy a ‘mess’", "“We are done”: mayor ends talks", "“We are done”"])
def test_a_headline_may_quote(line):
    assert kinds_of(f"{line}\n\nAda Lund said the mill would close.")[0] == "headline"


@pytest.mark.parametrize(
    "line",
    [
        "Follow Jane Roe on Twitter at @janeroe.",
        "You can follow the newsroom on social media.",
        "Like this story? Sign up for our newsletter.",
        "Get more news like this in your inbox.",
        "Contact Jane Roe: jroe@example.org",
        "Jane Roe can be reached at 555-555-0100.",
    ],
)
def test_a_line_that_asks_readers_to_follow_or_sign_up_is_no_text(line):
    assert kinds_of(f"{BODY}\n\n{line}\n\n{BODY}") == ["body", "boilerplate", "body"]
    assert kinds_of(f"Opinion\n\n{BODY}\n\n{line}\n\n{BODY}")[-1] == "opinion"


@pytest.mark.parametrize(
    "line",
    [
        "Follow the river to the mill and you will see what is left of it, the mayor said.",
        "Follow-up work on X has begun, the mayor said.",
        "Sign-up sheets were posted at the mill on Monday.",
        "Call volume at the plant rose to 4,000 a day.",
    ],
)
def test_a_sentence_that_begins_like_an_invitation_is_text(line):
    assert kinds_of(f"{BODY}\n\n{line}\n\n{BODY}") == ["body"]


@pytest.mark.parametrize(
    "lines",
    [
        "By Jane Roe\nStaff Writers",
        "By JANE ROE\nOf the Courier Staff",
        "Jane Roe, Staff Writer",
        "Jane Roe | Reporter",
    ],
)
def test_the_line_with_a_writers_post_is_a_byline(lines):
    assert kinds_of(f"Mill to close\n\n{lines}\n\n{BODY}") == ["headline", "byline", "body"]


def test_who_wrote_an_article_is_no_text_in_its_last_lines_alone():
    bio = "Jane Roe is a staff writer who covers the mills."
    assert kinds_of(f"{BODY}\n\n{BODY}\n\n{bio}")[-1] == "boilerplate"
    assert kinds_of(f"{bio}\n\n{BODY}\n\n{BODY}\n\n{BODY}\n\n{BODY}")[0] == "body"


@pytest.mark.parametrize(
    ("text", "title", "byline"),
    [
        (f"Mill to close\nBy Jane Roe\nStaff Writer\n\n{BODY}", "Mill to close", "Jane Roe"),
        (f"# Mill to close\n\nBy Jane Roe and Bo Ott | Courier\n\n{BODY}", "Mill to close", "Jane Roe and Bo Ott"),
        (f"Mill to close\n\nJune 3, 2025\n\n{BODY}", "Mill to close", None),
        (f"{BODY}\n\nBy Jane Roe", None, None),
    ],
)
def test_a_text_names_its_title_and_its_writers_above_its_first_paragraph(text, title, byline):
    assert title_and_byline(make_document(text)) == (title, byline)


@pytest.mark.parametrize("line", ["https://posts.example/1234", "RT: https://posts.example/1", "[Video]", "RT @boott"])
def test_an_address_or_a_pictures_place_is_no_text(line):
    assert kinds_of(f"{BODY}\n\n{line}", kind="statement") == ["body", "boilerplate"]


def test_the_first_line_of_a_post_is_no_headline():
    assert kinds_of("THANK YOU, HALDEN\n\nA wonderful evening.", kind="statement") == ["body"]
