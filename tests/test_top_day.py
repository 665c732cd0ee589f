"""The day of a text by a line near its top."""

import json
from datetime import date

import pytest

from onrecord.cli import main
from onrecord.read.top_day import top_day

LAST = date(2026, 5, 8)


@pytest.mark.parametrize(
    "line",
    [
        "May 8, 2026",
        "Friday, May 8, 2026",
        "8 May 2026",
        "2026-05-08",
        "Published May 8, 2026 at 10:42 a.m.",
        "Published: May 8, 2026",
        "FOR IMMEDIATE RELEASE — May 8, 2026",
        "By Dana Ruiz | May 8, 2026",
        "By Dana Ruiz, Halden Courier · 8 May 2026",
        "**Published on May 8, 2026**",
        "PORT ELLIS, May 8, 2026 (Halden Wire) — The council met.",
        "PORT ELLIS, Ohio, May 8, 2026 /Halden Newswire/ -- The council met.",
    ],
)
def test_a_line_near_the_top_states_the_day(line):
    assert top_day(["Council meets again", "", line, "The council met on Monday."]) == LAST


@pytest.mark.parametrize(
    "line",
    [
        "May 8",
        "May 8, 2026 was the last day of the fair.",
        "Residents remember May 8, 2026",
        "20260508",
        "05/08/2026",
        "May 32, 2026",
        "The fair that opened on May 8, 2026, closed.",
    ],
)
def test_other_lines_state_none(line):
    assert top_day(["Council meets again", "", line, "The council met on Monday."]) is None


def test_a_day_behind_the_first_paragraph_is_not_the_texts_own():
    assert top_day(["The council met again on Monday to speak of the harbor. " * 4, "May 8, 2026"]) is None


def test_a_plain_text_is_read_with_the_day_that_it_states(tmp_path, capsys):
    path = tmp_path / "article.txt"
    path.write_text("Council meets\n\nBy Dana Ruiz\n\nMay 8, 2026\n\nThe council met on Monday, the clerk said.\n")
    with pytest.raises(SystemExit) as ended:
        main(["read", "--json", str(path)])
    assert not ended.value.code
    reading = json.loads(capsys.readouterr().out)
    assert reading["document"]["published"] == "2026-05-08"
    assert reading["origin"]["published"] == "a line near the top"
    assert [item["timex"] for item in reading["times"]][-1] == "2026-05-04"
