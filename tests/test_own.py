"""The project's own evaluation set: its markup, its pin and its floors."""

import contextlib
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

BENCH = Path(__file__).parent.parent / "bench"
sys.path[:0] = [str(BENCH), str(BENCH / "score")]

import own  # noqa: E402  # bench/ is no package
from _floors import Floors, complaints, hash_files, raise_floors, read_floors, write_floors  # noqa: E402
from _markup import MarkupError, load_cases, parse_case, parse_text  # noqa: E402

SET = BENCH / "own"


def words(text, pieces):
    return [text[start:end] for start, end in pieces]


def test_marks_are_taken_out_and_the_text_is_left():
    text, (item,) = parse_text("Then [s1 Ada Lund] [c1 said] [t1 that it rains].\n")
    assert text == "Then Ada Lund said that it rains.\n"
    assert [words(text, pieces) for pieces in (item.source, item.cue, item.content)] == [
        ["Ada Lund"],
        ["said"],
        ["that it rains"],
    ]


def test_a_span_may_lie_in_several_pieces():
    text, (item,) = parse_text("[t1 “Rain,”] [c1 said] [s1 Lund], [t1 “and wind.”]")
    assert words(text, item.content) == ["“Rain,”", "“and wind.”"]


def test_a_source_may_serve_several_attributions():
    text, items = parse_text("[s1,2 Lund] [c1 said] [t1 no] and [c2 denied] [t2 it].")
    assert [words(text, item.source) for item in items] == [["Lund"], ["Lund"]]


def test_marks_nest_and_the_inner_attribution_knows_the_innermost_around_it():
    marked = "[s1 A] [c1 said] [t1 [s2 B] [c2 told] C [t2 that [s3 D] [c3 denies] [t3 it]]]."
    text, items = parse_text(marked)
    assert text == "A said B told C that D denies it."
    assert [item.within for item in items] == [None, 1, 2]
    assert words(text, items[0].content) == ["B told C that D denies it"]


def test_content_apart_from_its_source_needs_no_source():
    _, (item,) = parse_text("It [c1 is said] [t1 to rain].")
    assert item.as_gold() == {"source": None, "cue": [[3, 10]], "content": [[11, 18]]}


def test_brackets_and_backslashes_of_the_text_are_escaped():
    text, _ = parse_text(r"\[Laughter.\] C:\\docs")
    assert text == r"[Laughter.] C:\docs"


@given(st.text())
def test_any_text_is_recovered_from_its_escaped_form(plain):
    escaped = plain.replace("\\", r"\\").replace("[", r"\[").replace("]", r"\]")
    assert parse_text(escaped) == (plain, ())


@given(st.text(alphabet="ab[]\\st1,c \n"))
def test_odd_markup_is_parsed_or_refused_in_words(written):
    with contextlib.suppress(MarkupError):  # any other exception fails the test
        text, items = parse_text(written)
        assert all(end <= len(text) for item in items for _, end in item.content)


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("one\n[s1 Lund said", "line 2: this mark is not closed"),
        ("one\ntwo ]", "line 2: ']' closes nothing"),
        ("[Lund] said", "begins no mark"),
        ("[x1 Lund] said", "names no role"),
        ("[s1 ] said", "holds no text"),
        ("[s1 Lund] [c1 said] so", "attribution 1 has no content"),
        ("[s1 Lund] [t1 so]", "attribution 1 has 0 cues"),
        ("[c1 spoke] [t1 so] [c1 again]", "attribution 1 has 2 cues"),
    ],
)
def test_a_slip_in_the_markup_is_told_with_its_place(written, complaint):
    with pytest.raises(MarkupError, match=complaint.replace("]", r"\]")):
        parse_text(written)


def test_a_file_in_another_encoding_is_told(tmp_path):
    (tmp_path / "x.txt").write_bytes("kinds: wire\n---\ncafé".encode("latin-1"))
    with pytest.raises(MarkupError, match="x, byte 19: is not UTF-8"):
        load_cases(tmp_path)


@pytest.mark.parametrize("written", ["text", "kinds: wire\ntext", "kinds:\n---\ntext", "kind: wire\n---\ntext"])
def test_a_file_without_its_kinds_is_refused(written):
    with pytest.raises(MarkupError, match="begin with a line 'kinds"):
        parse_case("x", written)


def test_line_numbers_count_the_head_of_the_file():
    with pytest.raises(MarkupError, match="x, line 4: "):
        parse_case("x", "kinds: wire\n---\nfine\nnot ] fine")


def test_the_set_has_what_it_promises():
    cases = load_cases(SET)
    assert len(cases) >= 24
    assert all(150 <= len(case.text.split()) <= 400 for case in cases)
    assert [case.name for case in cases if not case.attributions] == ["25-none-roads", "26-none-quotes"]
    assert sum(item.within is not None for case in cases for item in case.attributions) >= 30


def test_the_shipped_set_is_the_one_that_is_pinned():
    assert hash_files(SET) == read_floors(BENCH / "floors.toml").sha256


def test_the_hash_tells_a_changed_character_a_renamed_and_a_missing_file(tmp_path):
    shutil.copytree(SET, tmp_path / "own")
    folder = tmp_path / "own"
    first = hash_files(folder)
    assert first == hash_files(SET)
    path = folder / "01-bus-depot.txt"
    written = path.read_bytes()
    path.write_bytes(written.replace(b"forty", b"fifty"))
    changed = hash_files(folder)
    path.rename(folder / "00-bus-depot.txt")
    renamed = hash_files(folder)
    (folder / "00-bus-depot.txt").unlink()
    assert len({first, changed, renamed, hash_files(folder)}) == 4


def test_a_score_below_its_floor_is_told():
    floors = Floors("aa", {"attribution": 60.0, "direct": 70.0})
    assert complaints(floors, "aa", {"attribution": 60.0, "direct": 70.1}) == []
    (told,) = complaints(floors, "aa", {"attribution": 59.9, "direct": 70.1})
    assert told == "attribution: 59.9 is below its floor of 60.0"


def test_changed_texts_are_told_even_where_scores_rise():
    (told,) = complaints(Floors("aa", {"attribution": 60.0}), "bb", {"attribution": 99.0})
    assert "--update-floors" in told


def test_neither_a_floor_without_score_nor_a_score_without_floor_goes_unseen():
    told = complaints(Floors("aa", {"old": 60.0}), "aa", {"new": 99.0})
    assert [line.split(":")[0] for line in told] == ["old", "new"]


def test_updating_raises_floors_to_the_score_less_its_margin():
    new = raise_floors(Floors("aa", {"a": 60.0}), "bb", {"a": 70.04, "b": 50.0}, {"a": 1.5, "b": 5}, allow_lower=False)
    assert new == Floors("bb", {"a": 68.5, "b": 45.0})


def test_updating_leaves_a_floor_that_the_margin_would_lower():
    new = raise_floors(Floors("aa", {"a": 60.0}), "aa", {"a": 61.0}, {"a": 1.5}, allow_lower=False)
    assert new.scores == {"a": 60.0}


@pytest.mark.parametrize("scores", [{"a": 59.0}, {"b": 90.0}])
def test_lowering_or_dropping_a_floor_is_refused_unless_asked_for(scores):
    floors = Floors("aa", {"a": 60.0})
    with pytest.raises(ValueError, match="--allow-lower"):
        raise_floors(floors, "bb", scores, {"a": 1, "b": 1}, allow_lower=False)
    lowered = raise_floors(floors, "bb", scores, {"a": 1, "b": 1}, allow_lower=True)
    assert lowered.scores == {name: score - 1 for name, score in scores.items()}


def test_floors_are_read_as_they_were_written(tmp_path):
    floors = Floors("ab12", {"attribution": 63.5, "kind: wire": 60.0})
    write_floors(tmp_path / "floors.toml", floors, "why\nand how")
    assert read_floors(tmp_path / "floors.toml") == floors
    assert read_floors(tmp_path / "none.toml") == Floors("", {})


@pytest.fixture
def small_set(tmp_path, monkeypatch):
    """One text, read without the model: what ``found`` holds is what onrecord would have printed."""
    folder = tmp_path / "own"
    folder.mkdir()
    marked = (
        "kinds: wire\n---\n[s1 Lund] [c1 said] [t1 [s2 Bo] [c2 told] her [t2 to rest]]. [s3 He] [c3 denied] [t3 it].\n"
    )
    (folder / "a.txt").write_text(marked, encoding="utf-8")
    case = load_cases(folder)[0]
    found = [
        {**item.as_gold(), "id": str(item.number), "within": item.within and str(item.within)}
        for item in case.attributions
    ]
    monkeypatch.setattr(own, "read_cases", lambda cases, _: [own.Read(case, found, is_lost=False) for case in cases])
    return ["--texts", str(folder), "--floors", str(tmp_path / "floors.toml")], found


def test_the_command_pins_a_set_holds_it_and_refuses_to_be_lowered_silently(small_set, tmp_path, capsys):
    options, found = small_set
    assert own.main(options) == 1, "no floors yet"
    assert own.main([*options, "--update-floors"]) == 0
    pinned = (tmp_path / "floors.toml").read_text(encoding="utf-8")
    assert own.main(options) == 0
    found[1]["within"] = None
    assert own.main(options) == 1
    assert "nested pairs: 0.0 is below its floor of 92.0" in capsys.readouterr().err
    assert own.main([*options, "--update-floors"]) == 1
    assert (tmp_path / "floors.toml").read_text(encoding="utf-8") == pinned
    assert own.main([*options, "--update-floors", "--allow-lower"]) == 0
    assert own.main(options) == 0


def test_the_command_fails_where_a_text_was_changed_or_lost(small_set, tmp_path, monkeypatch, capsys):
    options, _ = small_set
    assert own.main([*options, "--update-floors"]) == 0
    path = tmp_path / "own" / "a.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert own.main(options) == 1
    assert "the texts have changed" in capsys.readouterr().err
    monkeypatch.setattr(own, "read_cases", lambda cases, _: [own.Read(case, [], is_lost=True) for case in cases])
    assert own.main([*options, "--update-floors", "--allow-lower"]) == 1
    assert "a: lost" in capsys.readouterr().err


def test_allowing_to_lower_without_updating_is_a_usage_error(small_set):
    with pytest.raises(SystemExit) as stop:
        own.main([*small_set[0], "--allow-lower"])
    assert stop.value.code == 2


def test_what_the_command_prints_is_read_with_nothing_lost(tmp_path):
    cases = [case for case in load_cases(SET) if case.name in {"22-mojibake", "23-missing-marks", "25-none-roads"}]
    results = own.read_cases(cases, tmp_path)
    assert [result.is_lost for result in results] == [False] * 3
    assert results[0].found
    assert not results[2].found
