import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

import show_builders
from onrecord.model import CheckedReading
from onrecord.show.clean import flat, is_web_link, shorten, visible
from onrecord.show.table import print_checked, print_reading


def printed(value, *, width=80, terminal=False, no_color="", term=""):
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=terminal, _environ={"NO_COLOR": no_color, "TERM": term})
    (print_checked if isinstance(value, CheckedReading) else print_reading)(value, console)
    return out.getvalue()


def test_a_checked_reading_shows_who_said_what_and_each_finding_with_its_day_and_release():
    words = " ".join(printed(show_builders.checked(), width=200).split())
    for expected in (
        "Invented story: the arrest target",
        "June 19, 2025",
        "Orrin Vale",
        "Two officials (unnamed, 2)",
        "no evidence offered",
        "June 17, 2025",
        "○ Not reached",
        "ICE, Border Patrol only",
        "as of June 19, 2025",
        "as of August 14, 2026",
        "1,016 arrests a day (said: 3,000 or more arrests a day)",
        "Reached in 0 of 10 full months.",
        "∅ No record",
        "§ Figures shown",
        "released May 1, 2026",
        "issue: resolve: “rivals” names nobody in this text",
    ):
        assert expected in words


def test_a_reading_shows_its_claims_with_voice_and_hedge():
    words = " ".join(printed(show_builders.READING, width=160).split())
    assert "the author's opinion" in words
    assert "not checkable: too vague" in words
    assert "hospitality · hedged" in words


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", ["checked", "hostile_checked", "empty_checked"])
def test_no_line_is_wider_than_the_terminal(name, width):
    from rich.cells import cell_len

    lines = printed(getattr(show_builders, name)(), width=width).split("\n")
    assert max(cell_len(line) for line in lines) <= width


def test_nothing_is_coloured_off_a_terminal_or_where_no_color_is_set():
    assert "\x1b" not in printed(show_builders.checked())
    assert not re.search(r"\x1b\[[0-9;]*3\dm", printed(show_builders.checked(), terminal=True, no_color="1"))
    assert re.search(r"\x1b\[[0-9;]*3\dm", printed(show_builders.checked(), terminal=True, term="xterm"))


def test_a_hostile_article_can_neither_steer_the_terminal_nor_use_markup():
    words = printed(show_builders.hostile_checked(), width=100)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", words)
    assert "␛[31mred␛]0;owned␇" in words
    assert "⟨U+202E⟩gnp.exe" in words
    plain = replace(show_builders.READING.document, title="[bold red]title[/] [link=x]")
    assert "[bold red]title[/] [link=x]" in printed(replace(show_builders.READING, document=plain))


@given(st.text(st.characters(exclude_categories=())))
def test_visible_text_can_be_written_and_holds_nothing_that_steers(text):
    shown = visible(text)
    shown.encode("utf-8")
    assert not re.search("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert visible(shown) == shown
    assert "\n" not in flat(text)


@given(st.text(), st.integers(1, 50))
def test_shortened_text_keeps_to_its_limit(text, limit):
    assert len(shorten(text, limit)) <= max(limit, 2)


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://gazette.example/a?b=c#d", True),
        ("HTTP://gazette.example", True),
        ("javascript:alert(1)", False),
        (" https://gazette.example", False),
        ('https://a.example/" onclick="x', False),
        ("https://a.example/\u202e", False),
        ("data:text/html,x", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url, is_link):
    assert is_web_link(url) is is_link
