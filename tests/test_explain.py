import ast
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

import show_builders
from onrecord.cli.commands import app
from onrecord.model import Reading, Reason
from onrecord.read.default import default_steps
from onrecord.read.describe import describe
from onrecord.read.label_reasons import label_reasons
from onrecord.read.quantify import quantify
from onrecord.read.quantity_reasons import quantity_reasons
from onrecord.read.resolve import resolve_speakers
from onrecord.read.segment import segment_document
from onrecord.read.segment_reasons import segment_reasons
from onrecord.read.speaker_reasons import speaker_reasons
from onrecord.read.time_reasons import RULES, time_reasons
from onrecord.run.local import Options, read_sources
from onrecord.show.explained import print_reasons
from onrecord.show.interchange import reading_to_dict
from speech_builders import reading_of

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = sorted((ROOT / "tests" / "articles").glob("*/article.txt"))
OWN = sorted((ROOT / "bench" / "own").glob("*.txt"))
EXPLAINED = Options(published=date(2025, 6, 19), explain=True)


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """Return the explained readings of the golden articles and of the invented texts of ``bench/own``."""
    found = read_sources([str(path) for path in (*ARTICLES, *OWN)], EXPLAINED)
    return [outcome.checked.reading for outcome in found]


def items_of(reading: Reading) -> set[tuple[str, str]]:
    places = [("segment", item) for item in reading.segments] + [("time", item) for item in reading.times]
    named = {
        "attribution": reading.attributions,
        "speaker": reading.speakers,
        "quantity": reading.quantities,
        "claim": reading.claims,
    }
    return {(of, f"{item.start}-{item.end}") for of, item in places} | {
        (of, item.id) for of, items in named.items() for item in items
    }


def listed() -> list[str]:
    page = (ROOT / "docs" / "explain.md").read_text(encoding="utf-8").partition("## What it costs")[0]
    return [rule for rule in re.findall(r"^\| ([^|]+?) \|", page, re.MULTILINE) if not rule.startswith("rule")]


def strings_of_code() -> set[str]:
    found = set()
    for path in (path for stage in ("read", "check") for path in (ROOT / "src" / "onrecord" / stage).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    return found


def rules(reasons, what=None):
    return [reason.rule for reason in reasons if what is None or reason.what == what]


def test_every_item_of_every_golden_reading_has_a_reason(readings):
    assert sum(len(items_of(reading)) for reading in readings) > 500
    for reading in readings:
        explained = {(reason.of, reason.item) for reason in reading.reasons}
        assert items_of(reading) == explained


def test_every_label_of_a_statement_has_a_reason(readings):
    for reading in readings:
        parts = {(reason.item, reason.what) for reason in reading.reasons}
        for item in reading.attributions:
            needed = {"mode", "act"} | ({"hedged"} if item.hedged else set()) | ({"when"} if item.when else set())
            needed |= {"evidence"} if item.evidence.status != "unstated" else set()
            needed |= {"source kind", "speaker"} if item.source else set()
            assert {(item.id, what) for what in needed} <= parts


def test_every_rule_given_is_listed_in_the_docs(readings):
    given = {reason.rule for reading in readings for reason in reading.reasons}
    assert len(given) > 80
    assert given <= set(listed())
    assert set(RULES.values()) <= set(listed())


def test_every_rule_listed_in_the_docs_is_one_of_the_code():
    assert set(listed()) <= strings_of_code()
    assert len(listed()) == len(set(listed()))


def test_a_head_has_a_confidence_and_what_is_shown_as_a_rule_has_none(readings):
    for reason in (reason for reading in readings for reason in reading.reasons):
        assert reason.confidence is None or 0 <= reason.confidence <= 1
        assert reason.confidence is not None or not reason.rule.startswith("encoder")


def test_words_that_decided_stand_in_the_text(readings):
    for reading in readings:
        text = " ".join(reading.document.text.split())
        for reason in reading.reasons:
            if reason.words and reason.step in {"segment", "anchor", "quantify"} and reason.what != "of":
                assert " ".join(reason.words.split()) in text


def test_explaining_changes_nothing_but_the_reasons(readings):
    plain = [
        outcome.checked.reading
        for outcome in read_sources([str(path) for path in ARTICLES], replace(EXPLAINED, explain=False))
    ]
    assert [replace(reading, reasons=()) for reading in plain] == [
        replace(reading, reasons=()) for reading in readings[: len(plain)]
    ]


def test_every_step_that_makes_items_by_rule_explains_them():
    explaining = {item.name for item in default_steps() if item.explain is not None}
    assert explaining == {"segment", "anchor", "quantify", "describe", "resolve"}


def speakers_of(text: str, *rows: tuple[str, str, str]) -> list[str]:
    reading = resolve_speakers(reading_of(text, *rows))
    return rules(speaker_reasons(reading), "speaker")


def test_a_speaker_is_explained_by_the_words_that_name_them():
    text = (
        "Ada Ek, a deputy commissioner, said the plan works. Ek added that it is cheap. She promised more. "
        "Two officials said it is late. Growers said it is wrong. A spokesman for the depot said it was open."
    )
    found = speakers_of(
        text,
        ("Ada Ek", "said", "the plan works"),
        ("Ek", "added", "it is cheap"),
        ("She", "promised", "more"),
        ("Two officials", "said", "it is late"),
        ("Growers", "said", "it is wrong"),
        ("A spokesman for the depot", "said", "it was open"),
    )
    assert found == [
        "the full name",
        "a short name: its bearer most in view",
        "a pronoun: the person most in view who fits it",
        "unnamed, kept by its description",
        "a group, kept by its words",
        "an office that nobody is named for",
    ]


def test_labels_are_explained_by_the_words_that_told_them():
    text = "Ada Ek reportedly denied that “it is late.” Per Lund called on the town to pay."
    reading = reading_of(text, ("Ada Ek", "denied", "“it is late.”"), ("Per Lund", "called on", "the town to pay"))
    reasons = list(label_reasons(describe(reading)))
    first = [reason for reason in reasons if reason.item == "att_0"]
    assert {(reason.what, reason.rule, reason.words) for reason in first} == {
        ("mode", "every word in marks of speech", None),
        ("act", "a listed cue", "denied"),
        ("hedged", "a hedge of the writer's", "reportedly"),
    }
    assert rules([reason for reason in reasons if reason.item == "att_1"], "mode") == ["no word in marks of speech"]


def test_a_quantity_is_explained_by_its_form_and_the_words_around_it():
    reading = quantify(reading_of("More than 3,000 people left. Sales rose by 12 percent. A third of them stayed."))
    reasons = list(quantity_reasons(reading))
    assert rules(reasons, "value") == ["a number in digits", "a number in digits", "a part in words"]
    assert [(r.rule, r.words) for r in reasons if r.what == "comparator"] == [("words before the number", "More than")]
    assert rules(reasons, "change") == ["a word of movement before the number"]
    assert "the head of what is counted" in rules(reasons, "unit")


def test_a_segment_and_a_time_name_their_rule_and_words():
    text = "Depot to close\n\nThe depot closes on Friday.\n\nAuthor's view\n\nIt should not."
    reading = segment_document(reading_of(text))
    assert {"the first line, apart and without a stop", "a label of opinion"} <= set(rules(segment_reasons(reading)))
    times = [(reason.rule, reason.words) for reason in time_reasons(reading) if reason.what == "value"]
    assert times == [("day: a weekday", "Friday")]


def printed(reading: Reading, width: int = 100) -> str:
    console = Console(width=width, record=True, color_system=None)
    with console.capture() as shown:
        print_reasons(reading, console)
    return shown.get()


def test_the_terminal_shows_each_item_with_its_rule_or_its_confidence(readings):
    shown = " ".join(printed(readings[0], 200).split())
    for title in ("Why: segments", "Why: statements", "Why: speakers", "Why: times"):
        assert title in shown
    assert re.search(r"encoder: mark of a cue [01]\.\d\d", shown)
    assert re.search(r"no word in marks of speech rule", shown)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_reason_steers_the_terminal_or_leaves_its_width(width):
    checked = show_builders.hostile_checked()
    hostile = "\x1b[31m[bold]x\u202e\x07"
    named = [("attribution", item.id) for item in checked.reading.attributions]
    named += [("segment", f"{item.start}-{item.end}") for item in checked.reading.segments]
    reasons = tuple(Reason(of, id_, hostile, "step", hostile, 0.5, hostile * 40) for of, id_ in named)
    assert reasons
    shown = printed(replace(checked.reading, reasons=reasons), width)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", shown)
    assert "[bold]x" in "".join(shown.split()) or width == 40
    assert max(map(len, shown.splitlines())) <= width


def test_explain_goes_with_tables_json_and_checks(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("Ada Ek, the mayor, said on Friday that 300 people had left.\n", encoding="utf-8")
    shown = CliRunner().invoke(app, ["read", str(path), "--explain", "--published", "2025-06-19"])
    assert shown.exit_code == 0
    assert "Why: statements" in shown.output
    found = CliRunner().invoke(app, ["check", str(path), "--explain", "--json"])
    assert json.loads(found.output)["reading"]["explained"]["items"]
    bare = CliRunner().invoke(app, ["read", str(path)])
    assert "Why:" not in bare.output


def test_a_check_tells_its_candidates_with_scores_and_why_there_is_none(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(
        "ICE made 30,494 arrests in June 2025.\n\nHarlan Foods laid off 3,400 workers in April 2026.\n",
        encoding="utf-8",
    )
    found = CliRunner().invoke(app, ["check", str(path), "--explain", "--json", "--published", "2026-05-20"])
    checked = json.loads(found.output)
    reasons = [item for item in checked["reading"]["explained"]["items"] if item["step"] == "check"]
    assert {reason["rule"] for reason in reasons} <= set(listed())
    fits = {reason["what"] for reason in reasons if reason["rule"] == "a measure that fits surely enough"}
    assert "ice/administrative_arrests" in fits
    assert any(
        reason["words"].startswith("score 4, 3 needed: topic arrests: own") for reason in reasons if reason["words"]
    )
    assert "no check" in {reason["what"] for reason in reasons}
    shown = CliRunner().invoke(app, ["check", str(path), "--explain", "--published", "2026-05-20"])
    assert "no check" in shown.output


def test_json_holds_each_reason_with_its_words(readings):
    items = reading_to_dict(readings[0], explain=True)["explained"]["items"]
    assert len(items) == len(readings[0].reasons)
    assert any(item["words"] for item in items)
