import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import show_builders
from onrecord.model import Act, Because, CheckedReading, ClaimKind, EvidenceStatus, Finding, Mode, Segment, Span, When
from onrecord.show.clean import visible
from onrecord.show.marks import mark_text
from onrecord.show.report import render_report
from onrecord.show.words import finding_words, plain, time_words

CHROMIUM = next((path for path in map(Path, ("/usr/bin/chromium", "/usr/bin/chromium-browser")) if path.exists()), None)
BLOCKS = {"p", "div", "li", "dt", "dd", "td", "th", "h1", "h2", "h3", "h4", "h6", "section", "summary", "text", "small"}
VOID = {"meta", "br", "img", "hr", "input", "link"}


class Outline(HTMLParser):
    """Checks that every element is closed in order, and keeps words, ids, links and tag names."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.tags, self.words, self.attributes = [], [], [], set(), [], []

    def handle_starttag(self, tag, attrs):  # noqa: D102 - named by HTMLParser
        self.tags.add(tag)
        self.words.append(" " if tag in BLOCKS else "")
        self.attributes.extend(name for name, _ in attrs)
        known = dict(attrs)
        self.ids.extend([known["id"]] if known.get("id") else [])
        self.links.extend([known["href"]] if known.get("href") else [])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):  # noqa: D102 - named by HTMLParser
        self.tags.add(tag)
        self.attributes.extend(name for name, _ in attrs)

    def handle_endtag(self, tag):  # noqa: D102 - named by HTMLParser
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data):  # noqa: D102 - named by HTMLParser
        if not {"style", "script", "sup"} & set(self.open):
            self.words.append(data)

    @property
    def text(self):  # noqa: D102 - the words
        return " ".join("".join(self.words).split())


def outline(page):
    found = Outline()
    found.feed(page)
    found.close()
    assert found.open == []
    assert len(found.ids) == len(set(found.ids))
    return found


@pytest.fixture(scope="module")
def page():
    return render_report([show_builders.checked()], measures=show_builders.MEASURES)


@pytest.fixture(scope="module")
def hostile_page():
    return render_report([show_builders.hostile_checked(), show_builders.checked()], measures=show_builders.MEASURES)


def test_the_page_shows_the_article_and_beside_it_each_claim_with_everything_it_rests_on(page):
    text = outline(page).text
    for expected in (
        "Invented story: the arrest target and the fields that went unpicked",
        "The Invented Gazette",
        "June 19, 2025",
        "A finding speaks about records, never about a person.",
        "7 claims at a glance",
        "Orrin Vale accuses",
        "no evidence offered, the text says: “a charge made without evidence”",
        "two officials",
        "they were not allowed to speak",
        "inside what Petra Lund says",
        "Author’s opinion",
        "Not part of the story",
        "Not comparable: other coverage",
        "the day of publication",
        "the newest releases held",
        "1,016 arrests a day",
        "0 of 10 full months",
        "Left for agencies without records",
        "30,494 arrests in June 2025 / 30 days",
        "Counts leave out Border Patrol, HSI and criminal arrests.",
        "Qualifies, without contradicting",
        "government data provided by ICE in response to a FOIA request",
        "Civil immigration arrests by ICE's Enforcement and Removal Operations.",
        "the release itself names April 2, 2026",
        "weeks spread evenly: 1,030",
        "“rivals” names nobody in this text",
        "minilm-l6-onrecord 1",
        "At least one full period recorded stays short of the target",
    ):
        assert expected.lower() in text.lower(), expected


def test_the_page_asks_for_nothing_from_anywhere(page):
    found = outline(page)
    assert "default-src 'none'" in page
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & found.tags
    assert not [name for name in found.attributes if name.startswith("on") or name in ("src", "srcset")]
    assert not re.search(r"@import|url\((?!#)", page)


def test_text_and_claims_are_linked_both_ways(page):
    found = outline(page)
    inner = {link[1:] for link in found.links if link.startswith("#")}
    assert inner <= set(found.ids)
    for at in range(7):
        assert {f"d1-c{at}", f"d1-c{at}-text"} <= inner
    described = set(re.findall(r'aria-describedby="([^"]+)"', page))
    assert described <= set(found.ids)
    assert {f"d1-a{at}-note" for at in range(8)} <= described


def test_a_finding_is_told_by_words_and_a_sign_never_by_colour_alone(page):
    badges = re.findall(r'<span class="badge[^>]*>(.*?)</span>([^<]*)', page)
    assert badges
    assert all('class="sign"' in sign and words.strip() for sign, words in badges)


def test_the_checks_of_covered_parts_stand_under_the_claim_with_both_days(page):
    card = page[page.index('id="d1-c0"') : page.index('id="d1-c1"')]
    claimed = card.index("as claimed, as of August 14, 2026")
    parts = [card.index(f'<span class="name">{name} only') for name in ("ICE", "ICE (book-ins)", "ICE, Border Patrol")]
    assert claimed < min(parts)
    assert card.count('<details class="scope part" open>') == 1
    assert "As of June 19, 2025" in card


def test_excerpts_show_only_the_sentences_that_carry_statements_or_claims():
    text = outline(render_report([show_builders.checked()], excerpts=True)).text
    assert "[...]" in text
    assert "according to a plan that several agencies were told of in May." in text
    assert "by it, and that is too many." in text
    assert "A program of this size needs a plan for the harvest" not in text
    assert "Photo credit" not in text


def test_several_readings_have_a_table_of_contents_and_ids_of_their_own():
    several = [show_builders.checked(), show_builders.opinion_checked(), show_builders.checked()]
    page = render_report(several, measures=show_builders.MEASURES[:1])
    found = outline(page)
    assert {"#d1", "#d2", "#d3"} <= set(found.links)
    assert "On kites (invented)" in found.text
    assert "no publication date known" in found.text


@pytest.mark.parametrize(
    ("start", "end", "grain", "timex", "words"),
    [
        (date(2025, 6, 15), date(2025, 6, 16), "day", "2025-06-15", "June 15, 2025"),
        (date(2025, 6, 16), date(2025, 6, 23), "week", "2025-W25", "week of June 16, 2025"),
        (date(2025, 6, 1), date(2025, 7, 1), "month", "2025-06", "June 2025"),
        (date(2025, 4, 1), date(2025, 7, 1), "quarter", "2025-Q2", "second quarter of 2025"),
        (date(2025, 1, 1), date(2026, 1, 1), "year", "2025", "2025"),
        (date(2024, 10, 1), date(2025, 10, 1), "fiscal_year", "FY2025", "fiscal 2025"),
        (date(2024, 10, 1), date(2026, 1, 1), "quarter", "2024-Q4/2025-Q4", "October 1, 2024 to December 31, 2025"),
        (date(2025, 6, 15), None, "day", None, "since June 15, 2025"),
        (None, date(2025, 6, 15), "day", None, "until June 14, 2025"),
        (None, None, None, "PRESENT_REF", "now"),
    ],
)
def test_a_time_is_told_in_words(start, end, grain, timex, words):
    assert time_words(When(start, end, grain, timex)) == words


def test_a_text_without_a_headline_is_headed_by_its_first_words_and_names_its_file():
    document = replace(
        show_builders.DOCUMENT, text="Pickers are few. " * 20, title=None, ref="/in/article.txt", url=None
    )
    reading = replace(
        show_builders.READING,
        document=document,
        segments=(Segment(0, len(document.text), "body"),),
        attributions=(),
        claims=(),
        speakers=(),
        quantities=(),
    )
    page = render_report([CheckedReading(reading, ())])
    found = re.search(r'<h1 class="title"[^>]*>(.*?)</h1>', page)
    assert found is not None
    assert found[1].startswith("Pickers are few. Pickers")
    assert found[1].endswith(" …")
    assert "<span>article.txt</span>" in page


def test_an_empty_reading_and_no_reading_at_all_give_a_page():
    text = outline(render_report([show_builders.empty_checked()])).text
    assert "There is no text." in text
    assert "the file holds no text" in text
    assert "0 texts" in outline(render_report([])).text


def test_hostile_text_is_shown_and_never_becomes_part_of_the_page(hostile_page):
    found = outline(hostile_page)
    assert not {"script", "img"} & found.tags
    assert not [link for link in found.links if not re.match(r"#|https?://", link)]
    assert "<script>document.title='owned'</script>" in found.text
    assert "{{ 7*7 }}" in found.text
    assert "⟨U+202E⟩gnp.exe⟨U+202C⟩ ␀ nul ⟨U+D800⟩ lone" in found.text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", hostile_page)
    hostile_page.encode("utf-8")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_overlap_of_spans_keeps_every_character_of_the_text(data):
    text = data.draw(st.text(st.characters(exclude_categories=()), max_size=120))
    place = st.tuples(st.integers(-3, len(text) + 3), st.integers(-3, len(text) + 3)).map(sorted)
    spans = st.lists(place.map(lambda pair: Span(*pair)), max_size=4).map(tuple)
    attributions = tuple(
        replace(item, content=data.draw(spans), cue=data.draw(spans), source=None)
        for item in show_builders.ATTRIBUTIONS[: data.draw(st.integers(0, 3))]
    )
    claims = tuple(
        replace(item, start=span.start, end=span.end)
        for item, span in zip(show_builders.CLAIMS, data.draw(spans), strict=False)
    )
    cut = data.draw(st.integers(0, len(text)))
    reading = replace(
        show_builders.READING,
        document=replace(show_builders.DOCUMENT, text=text),
        segments=(Segment(0, cut, "body"), Segment(cut, len(text), "opinion")),
        attributions=attributions,
        claims=claims,
        speakers=(),
        quantities=(),
    )
    runs = [run for block in mark_text(reading) for paragraph in block.paragraphs for run in paragraph]
    assert "".join("".join(run.text for run in runs).split()) == "".join(visible(text).split())
    assert sum(run.is_stop for run in runs) == len({run.first for run in runs if run.first})
    outline(render_report([CheckedReading(reading, ())]))
    kept = [run for block in mark_text(reading, excerpts=True) for paragraph in block.paragraphs for run in paragraph]
    assert {key for run in kept for key in run.keys} == {key for run in runs for key in run.keys}


def test_every_term_of_the_model_has_its_words():
    for finding in get_args(Finding):
        words = finding_words(finding)
        assert words.label
        assert words.mark
        assert words.meaning
        assert words.tone in ("same", "apart", "figures", "open")
    for table, terms in (
        ("act", Act),
        ("because", Because),
        ("kind", ClaimKind),
        ("evidence", EvidenceStatus),
        ("mode", Mode),
    ):
        assert all(plain(table, term) != term or "_" not in term for term in get_args(terms))
    assert len({finding_words(finding).mark for finding in get_args(Finding)}) == len(get_args(Finding))


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser, tmp_path):
    pages = []

    def open_page(html, width=1280, height=900) -> object:
        path = tmp_path / "report.html"
        path.write_text(html, encoding="utf-8")
        tab = browser.new_page(viewport={"width": width, "height": height})
        tab.requests, tab.errors = [], []
        tab.on("request", lambda request: tab.requests.append(request.url))
        tab.on("console", lambda message: tab.errors.append(message.text) if message.type == "error" else None)
        tab.on("pageerror", lambda error: tab.errors.append(str(error)))
        tab.goto(path.as_uri())
        pages.append(tab)
        return tab

    yield open_page
    for tab in pages:
        assert [url for url in tab.requests if not url.startswith("file:")] == []
        assert tab.errors == []
        tab.close()


# Until the shown notes stand still for three frames: a note is placed anew in the frame after its words have scrolled.
SHOWN_NOTES = """() => new Promise(resolve => {
  const shown = () => [...document.querySelectorAll(".notes li")]
    .filter(note => note.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .map(note => { const box = note.getBoundingClientRect();
                   return [note.id, box.left, box.top, box.right, box.bottom, note.scrollHeight - note.clientHeight] });
  let last = "", still = 0, frames = 0;
  const look = () => {
    const now = shown();
    still = JSON.stringify(now) === last ? still + 1 : 0;
    last = JSON.stringify(now);
    if (still >= 3 || ++frames > 120) resolve(now); else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""


def assert_inside(tab, name, width, height):
    ((shown, left, top, right, bottom, cut),) = tab.evaluate(SHOWN_NOTES)
    where = f"{shown} in a window of {width} by {height}: {left:.0f}, {top:.0f} to {right:.0f}, {bottom:.0f}"
    assert shown == name, where
    assert min(left, top) >= 0, where
    assert right <= width, where
    assert bottom <= height, where
    assert cut <= 0, where


@pytest.mark.browser
def test_a_note_is_shown_on_keyboard_focus_and_on_hover(opened, page):
    tab = opened(page)
    note = tab.locator("#d1-a5-note")
    assert not note.is_visible()
    for _ in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.classList.contains('on-d1-a5')"):
            break
    assert_inside(tab, "d1-a5-note", 1280, 900)
    assert note.is_visible()
    assert "no evidence offered" in note.inner_text()
    tab.locator(".words .on-d1-a1").last.hover()
    assert_inside(tab, "d1-a1-note", 1280, 900)
    assert not note.is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("width", [480, 800, 1280])
@pytest.mark.parametrize("size", [100, 140])
def test_a_note_stays_inside_a_window_of_any_height_and_letters_of_any_size(opened, page, width, size):
    tab = opened(page, width=width)
    tab.add_style_tag(content=f"html{{font-size:{size}%}}")
    notes = [f"d1-a{at}" for at in range(8)]
    for height in (420, 780, 1015) if size == 100 else (600, 900):
        tab.set_viewport_size({"width": width, "height": height})
        for name in notes:
            tab.mouse.move(width - 1, 1)
            tab.locator(f".words .on-{name}[tabindex]").focus()
            assert_inside(tab, f"{name}-note", width, height)
        for name in notes:
            tab.locator(f".words .on-{name}").last.hover()
            assert_inside(tab, f"{name}-note", width, height)


@pytest.mark.browser
def test_every_claim_anchor_leads_to_its_card_and_back(opened, page):
    tab = opened(page)
    for at in range(7):
        tab.locator(f'.words a[href="#d1-c{at}"]').click()
        assert tab.evaluate("location.hash") == f"#d1-c{at}"
        assert tab.locator(f"#d1-c{at}").is_visible()
        tab.locator(f'a.back[href="#d1-c{at}-text"]').click()
        assert tab.evaluate(f"document.querySelector(':target').id === 'd1-c{at}-text'")


@pytest.mark.browser
def test_nothing_in_a_hostile_article_runs(opened, hostile_page):
    tab = opened(hostile_page)
    tab.wait_for_timeout(100)
    assert tab.title() != "owned"
    assert tab.locator("main script, main img").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_scrolls_sideways(opened, page, hostile_page, width):
    for html in (page, hostile_page):
        tab = opened(html, width=width, height=780)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_print_shows_notes_and_closed_parts(opened, page):
    tab = opened(page)
    tab.emulate_media(media="print")
    assert tab.locator("#d1-a5-note").is_visible()
    assert tab.evaluate("getComputedStyle(document.querySelector('#d1-a5-note')).position") == "static"
    closed = tab.locator("details.part:not([open])").first
    assert closed.locator(".arithmetic").first.bounding_box()["height"] > 0
