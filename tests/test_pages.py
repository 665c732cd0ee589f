"""Pages as they are in the world, invented: the shapes in which extractors fail, and what a page says about itself."""

import json
from datetime import date

import pytest

from intake_builders import COUNCIL, GROWERS, LEAD, STORY, opened, page, paragraphs, write

OTHERS = (
    "Council votes on the bridge over the Halden river again",
    "Seven things to know about the county fair this weekend",
    "School board names a new head for the Larkfield district",
)
LINKS = [f'<a href="/{at}">{title}</a>' for at, title in enumerate(OTHERS)]
TITLE = "<h1>Count rises</h1>"
READERS = (
    "I do not believe a word of what the growers say about the fruit, and nobody in my street does either.",
    "Then you have not been to the orchards since the spring, my friend, for it is plain to see from the road.",
)
COOKIES = (
    "We and our 812 partners store and access information on your device, such as cookies, to personalise content and "
    "to measure how it is used. You can change your choices at any time."
)


def read(tmp_path, body, head=""):
    """Return what was opened of a page."""
    one = opened(write(tmp_path, "a.html", page(body, head)))
    assert one.error is None
    return one


def texts(one):
    """Return the paragraphs of a document but for its headline."""
    return [text for text in one.document.text.split("\n\n") if text != "Count rises"]


LEADS = {
    "trafilatura 164: a class of teasers": f'<main><article>{TITLE}<div class="teaser-content">{paragraphs(*STORY[:2])}'
    f'</div><div class="remainder-content">{paragraphs(*STORY[2:])}</div></article></main>',
    "in the header": f'<header class="article-header">{TITLE}<p class="standfirst">{LEAD}</p></header>'
    f'<div class="article-body">{paragraphs(*STORY[1:])}</div>',
    "a second headline": f'<article>{TITLE}<h2 class="lede">{LEAD}</h2><div>{paragraphs(*STORY[1:])}</div></article>',
    "no paragraph": f'<article>{TITLE}<div class="intro">{LEAD}</div><div class="article__content">'
    f"{paragraphs(*STORY[1:])}</div></article>",
    "a summary before a picture": f'<article>{TITLE}<p class="summary">{LEAD}</p><figure><img src="x.jpg">'
    f'<figcaption>The river at Halden.</figcaption></figure><section itemprop="articleBody">'
    f"{paragraphs(*STORY[1:])}</section></article>",
    "the article called an aside": f'<aside class="content">{TITLE}{paragraphs(*STORY)}</aside>',
    "lines parted by breaks": f'<div class="post">{TITLE}{"<br><br>".join(STORY)}</div>',
    "a table for layout": f'<table><tr><td><a href="/">Home</a></td><td class="content">{TITLE}'
    f"{paragraphs(LEAD.replace('3,100', '<b>3,100</b>').replace('Sunday', '<i>Sunday</i>'), *STORY[1:])}</td></tr>"
    "</table>",
}


@pytest.mark.parametrize("name", LEADS)
def test_no_paragraph_and_no_lead_is_lost(tmp_path, name):
    assert texts(read(tmp_path, LEADS[name])) == list(STORY)


def test_a_lead_that_extraction_left_out_is_put_back_and_said_so(tmp_path):
    issues = [issue.what for issue in read(tmp_path, LEADS["in the header"]).issues]
    assert any(what.startswith("the lead was put back") and LEAD[:40] in what for what in issues)


RELATED = {
    "trafilatura 584: a list under a heading": f"<article>{TITLE}{paragraphs(*STORY)}<h3>Latest News</h3><ul>"
    + "".join(f"<li>{link}</li>" for link in LINKS)
    + "</ul></article>",
    "a box": f'<article>{TITLE}<div>{paragraphs(*STORY)}</div><div class="related"><h4>Related stories</h4>'
    f"{paragraphs(*LINKS)}</div></article>",
    "cards with teasers": f'<main><div class="content">{TITLE}{paragraphs(*STORY)}<div class="cards">'
    + "".join(
        f'<div class="card"><h3>{link}</h3><p>The vote, expected on Tuesday, follows months of debate about the '
        "tolls of the bridge.</p></div>"
        for link in LINKS
    )
    + "</div></div></main>",
    "in the text": f"<article>{TITLE}{paragraphs(*STORY[:2])}<p><strong>READ MORE:</strong> {LINKS[0]}</p>"
    f"{paragraphs(*STORY[2:], LINKS[1], LINKS[2])}</article>",
    "a box for a newsletter": f"<article>{TITLE}{paragraphs(*STORY[:2])}<aside class='newsletter-signup'><p>Sign up "
    "for our morning letter: the news of the valley, written by people who live in it.</p></aside>"
    f"{paragraphs(*STORY[2:])}</article>",
    "a bar at the side": f"<div class='row'><div>{TITLE}{paragraphs(*STORY)}</div><div class='sidebar'>"
    f"<h3>Most read</h3>{paragraphs(*LINKS)}</div></div>",
}


@pytest.mark.parametrize("name", RELATED)
def test_links_to_other_articles_do_not_leak(tmp_path, name):
    assert texts(read(tmp_path, RELATED[name])) == list(STORY)


COMMENTS = {
    "trafilatura 850: details": "".join(
        f'<details class="CommentBox" open><summary>Comment by a reader</summary><p>{text}</p></details>'
        for text in READERS
    ),
    "a section": f'<section id="reader-comments"><h3>2 Comments</h3>{paragraphs(*READERS)}</section>',
    "longer than the article": f'<div class="comments-area"><ol class="commentlist">'
    f"<li>{paragraphs(*READERS)}</li>" * 20 + "</ol></div>",
}


@pytest.mark.parametrize("place", ["inside", "after"])
@pytest.mark.parametrize("name", COMMENTS)
def test_comments_of_readers_do_not_leak(tmp_path, name, place):
    body = f"{TITLE}{paragraphs(*STORY)}"
    comments = COMMENTS[name]
    markup = f"<article>{body}{comments}</article>" if place == "inside" else f"<article>{body}</article>{comments}"
    assert texts(read(tmp_path, markup)) == list(STORY)


@pytest.mark.parametrize("holder", ['id="onetrust-banner-sdk"', 'class="cookie-notice"', 'class="gdpr consent-wall"'])
def test_cookie_texts_do_not_leak_even_where_they_are_longer_than_the_article(tmp_path, holder):
    markup = f"<div {holder}>{paragraphs(COOKIES, COOKIES)}<button>Accept</button></div><div><p>{LEAD}</p></div>"
    assert texts(read(tmp_path, markup)) == [LEAD]


NOTES = {
    "a correction": "<div class='correction'><p>{}</p></div>",
    "in the footer": "<footer class='article-footer'><p>{}</p></footer>",
    "in an aside": "<aside class='promo-note'><p>{}</p></aside>",
}


@pytest.mark.parametrize("name", NOTES)
def test_corrections_and_notes_are_kept_wherever_they_stand(tmp_path, name):
    note = "Correction, July 3: An earlier version of this article misstated the count in June."
    markup = f"<article>{TITLE}{paragraphs(*STORY)}{NOTES[name].format(note)}</article>"
    assert texts(read(tmp_path, markup)) == [*STORY, note]


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
