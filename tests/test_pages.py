"""Pages as they are in the world, invented: the shapes in which extractors fail, and what a page says about itself."""

import json
from datetime import date

import pytest

from intake_builders import COUNCIL, GROWERS, LEAD, STORY, opened, page, paragraphs, write
from page_shapes import LEADS, TITLE, shapes


def read(tmp_path, body, head=""):
    """Return what was opened of a page."""
    one = opened(write(tmp_path, "a.html", page(body, head)))
    assert one.error is None
    return one


def texts(one):
    """Return the paragraphs of a document but for its headline."""
    return [text for text in one.document.text.split("\n\n") if text != "Count rises"]


@pytest.mark.parametrize("name", shapes())
def test_every_shape_of_page_gives_its_article_and_nothing_else(tmp_path, name):
    markup, expected = shapes()[name]
    one = opened(write(tmp_path, "a.html", markup))
    assert texts(one) == expected


def test_a_lead_that_extraction_left_out_is_put_back_and_said_so(tmp_path):
    issues = [issue.what for issue in read(tmp_path, LEADS["in the header"]).issues]
    assert any(what.startswith("the lead was put back") and LEAD[:40] in what for what in issues)


def test_a_live_blog_keeps_its_entries_with_their_times(tmp_path):
    entries = "".join(
        f'<div class="post"><time datetime="2025-07-10T1{at}:15:00-04:00">1{at}:15 a.m.</time><h2>Entry {at} of the '
        f"hearing</h2><p>{text}</p></div>"
        for at, text in enumerate(STORY)
    )
    one = read(tmp_path, f'<h1>County hearing on arrests</h1><div class="live-blog">{entries}</div>')
    expected = [
        part for at, text in enumerate(STORY) for part in (f"1{at}:15 a.m.", f"Entry {at} of the hearing", text)
    ]
    assert one.document.kind == "live"
    assert one.document.text.split("\n\n")[-len(expected) :] == expected


def test_a_transcript_keeps_who_speaks(tmp_path):
    markup = (
        f"<article>{TITLE}<p><b>MS. WHITCOMBE:</b> {LEAD}</p><p><strong>Q:</strong> Is there a target?</p>"
        "<p><strong>A:</strong> There is none.</p><p><b>Q</b> And the growers?</p>"
        f"<p><b>MS. WHITCOMBE:</b> {GROWERS}</p></article>"
    )
    one = read(tmp_path, markup)
    assert texts(one)[1:4] == ["Q: Is there a target?", "A: There is none.", "Q And the growers?"]
    assert one.document.kind == "transcript"


def test_disagreement_of_the_extractors_is_reported(tmp_path, monkeypatch):
    monkeypatch.setattr("onrecord.read.pages._second_text", lambda _: f"{LEAD}\n{GROWERS}")
    one = read(tmp_path, f"<article>{TITLE}{paragraphs(*STORY)}</article>")
    assert texts(one) == list(STORY)
    (issue,) = one.issues
    assert "two extractors agree on" in issue.what
    assert COUNCIL[:30] in issue.what


@pytest.mark.parametrize("broken", ["_first_text", "_second_text"])
def test_one_extractor_alone_gives_the_article(tmp_path, monkeypatch, broken):
    monkeypatch.setattr(f"onrecord.read.pages.{broken}", lambda _: None)
    assert texts(read(tmp_path, f"<article>{TITLE}{paragraphs(*STORY)}</article>")) == list(STORY)


ABOUT = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Halden Courier"},
        {
            "@type": ["NewsArticle"],
            "headline": "Count rises",
            "datePublished": "2025-06-19T23:30:00-04:00",
            "dateModified": "2025-06-21T08:00:00Z",
            "author": [{"@type": "Person", "name": "Petra Lindqvist"}, {"name": "Samuel Oyelaran"}],
            "publisher": {"@type": "Organization", "name": "Halden Courier"},
        },
    ],
}
BODY = f"<article>{TITLE}{paragraphs(*STORY)}</article>"


def json_ld(value):
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_json_ld_says_who_and_when_and_the_days_are_kept_apart(tmp_path):
    one = read(tmp_path, BODY, json_ld(ABOUT))
    document = one.document
    assert (document.published, document.modified) == (date(2025, 6, 19), date(2025, 6, 21))
    assert (document.byline, document.publisher) == ("Petra Lindqvist, Samuel Oyelaran", "Halden Courier")
    assert one.origin == {"published": "json-ld datePublished", "modified": "json-ld dateModified"}


def test_meta_elements_say_when_and_each_day_has_its_place(tmp_path):
    head = (
        '<meta property="article:published_time" content="2025-06-19T08:00:00Z">'
        '<meta property="article:modified_time" content="2025-07-01T08:00:00Z">'
    )
    one = read(tmp_path, BODY, head)
    assert (one.document.published, one.document.modified) == (date(2025, 6, 19), date(2025, 7, 1))
    assert one.origin == {"published": "meta article:published_time", "modified": "meta article:modified_time"}


def test_a_day_of_change_is_never_taken_for_that_of_publication(tmp_path):
    one = read(tmp_path, BODY, '<meta property="article:modified_time" content="2025-07-01T08:00:00Z">')
    assert one.document.modified == date(2025, 7, 1)
    assert one.origin.get("published") in {None, "htmldate"}


def test_htmldate_finds_a_day_that_only_stands_in_the_page(tmp_path):
    one = read(tmp_path, f'<article>{TITLE}<p class="date">June 19, 2025</p>{paragraphs(*STORY)}</article>')
    assert (one.document.published, one.origin["published"]) == (date(2025, 6, 19), "htmldate")


def test_two_days_of_publication_are_reported(tmp_path):
    head = json_ld(ABOUT) + '<meta property="article:published_time" content="2025-06-01">'
    one = read(tmp_path, BODY, head)
    assert one.document.published == date(2025, 6, 19)
    assert "says published 2025-06-19, meta article:published_time says 2025-06-01" in one.issues[0].what


@pytest.mark.parametrize(
    ("name", "kind"),
    [("OpinionNewsArticle", "opinion"), ("AnalysisNewsArticle", "analysis"), ("LiveBlogPosting", "live")],
)
def test_the_type_of_json_ld_tells_the_kind(tmp_path, name, kind):
    assert read(tmp_path, BODY, json_ld({"@type": name, "headline": "Count rises"})).document.kind == kind


@pytest.mark.parametrize(
    "script",
    ["{", "[" * 100_000, '{"@type": "NewsArticle", "datePublished": [1], "author": 7, "headline": {}}', "null", '"x"'],
)
def test_json_ld_that_is_none_is_passed_over(tmp_path, script):
    one = read(tmp_path, BODY, f'<script type="application/ld+json">{script}</script>')
    assert texts(one) == list(STORY)


def test_words_hidden_from_readers_are_not_read(tmp_path):
    hidden = f'<p style="display: none">{COUNCIL} Hidden.</p><p hidden>{COUNCIL} Hidden.</p>'
    assert texts(read(tmp_path, f"<article>{TITLE}{paragraphs(*STORY)}{hidden}</article>")) == list(STORY)
