import pytest

from onrecord.model import Span
from onrecord.read.edges import antecedent, in_sentence_of, whole_cue, without_loose_end
from speech_builders import find_span


def words(text: str, span: Span) -> str:
    return text[span.start : span.end]


def test_a_source_does_not_run_over_a_full_stop_but_over_an_initial():
    text = "They left Halden. Mayor Ott has said no."
    whole = find_span(text, "Halden. Mayor Ott")
    assert words(text, in_sentence_of(text, whole, find_span(text, "has said"))) == "Mayor Ott"
    text = "“No,” said Rep. G.K. Ott."
    whole = find_span(text, "Rep. G.K. Ott")
    assert in_sentence_of(text, whole, find_span(text, "said")) == whole


@pytest.mark.parametrize("end", [",", ", ", ", in", ", who"])
def test_a_source_ends_on_no_comma_and_nothing_that_it_leads_to(end):
    text = f"Ada Lund, a nurse{end} said no."
    assert words(text, without_loose_end(text, Span(0, len(f"Ada Lund, a nurse{end}")))) == "Ada Lund, a nurse"


@pytest.mark.parametrize(
    ("text", "cue", "whole"),
    [
        ("“A shame,” chimed in Ott.", "chimed", "chimed in"),
        ("“We wait,” Ott went on.", "went", "went on"),
        ("Ott hit out at the board.", "hit", "hit out at"),
        ("Ott has pointed out that it rained.", "has pointed", "has pointed out"),
        ("According to Ott, it rained.", "According", "According to"),
        ("Ott said that it rained.", "said", "said"),
    ],
)
def test_a_cue_is_whole_with_the_particles_of_its_verb(text, cue, whole):
    assert words(text, whole_cue(text, (find_span(text, cue),))[0]) == whole


def test_what_an_apposition_speaks_of_begins_with_its_sentence():
    text = "The bridge is unsafe, a charge the mayor denied."
    found = antecedent(text, find_span(text, "the mayor"), find_span(text, "denied"))
    assert [words(text, span) for span in found] == ["The bridge is unsafe"]
