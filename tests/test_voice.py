import numpy as np
import pytest

from onrecord.model import Document, Reading, Segment
from onrecord.read.encode import Pieces
from onrecord.read.tag import LABELS, VOICES, Marks
from onrecord.read.voice import voicer

TEXT = "The mill closed in May.\nFILE PHOTO: The mill at dusk.\nWorkers were told on Friday.\nSlideshow (3 Images)\n"


class TellingEncoder:
    """An encoder that takes the lines given for furniture."""

    version = "none"

    def __init__(self, *furniture: str) -> None:
        self.furniture = furniture

    def mark(self, text, _stand_ins=()):
        """Return marks in which the chosen lines are furniture and nothing else is told."""
        words = [(at, at + len(word)) for word in text.split() if (at := text.index(word)) >= 0]
        words = sorted({start: (start, end) for start, end in words}.values())
        voices = np.full((len(words), len(VOICES)), -4, dtype=np.float32)
        for line in self.furniture:
            start = text.index(line)
            for index, (first, _) in enumerate(words):
                if start <= first < start + len(line):
                    voices[index, VOICES.index("furniture")] = 4
        zeros = np.zeros(len(words), dtype=np.int64)
        pieces = Pieces(zeros, tuple(words), np.zeros((len(words), 3), np.int64), zeros, np.arange(len(words)))
        return Marks(pieces, np.zeros((len(words), len(LABELS)), np.float32), {}, voices)


def reading(text: str, *segments: Segment) -> Reading:
    """Return a reading of parts; where none are given, all of the text is body."""
    document = Document("doc", None, None, None, None, None, None, None, "en", "news", text, "")
    return Reading(document, segments=segments or ((Segment(0, len(text), "body"),) if text else ()))


def kinds(result: Reading) -> list[tuple[str, str]]:
    return [(item.kind, result.document.words(item.span).strip()) for item in result.segments]


def test_a_sentence_of_furniture_becomes_a_part_of_its_own_and_the_parts_still_tile():
    result = voicer(TellingEncoder("FILE PHOTO: The mill at dusk."))(reading(TEXT))
    assert kinds(result) == [
        ("body", "The mill closed in May."),
        ("caption", "FILE PHOTO: The mill at dusk."),
        ("body", "Workers were told on Friday.\nSlideshow (3 Images)"),
    ]
    assert "".join(result.document.words(item.span) for item in result.segments) == TEXT


def test_a_heading_that_is_furniture_is_no_heading():
    cut = TEXT.index("Slideshow")
    parts = (Segment(0, cut, "body"), Segment(cut, len(TEXT), "heading"))
    assert kinds(voicer(TellingEncoder("Slideshow (3 Images)"))(reading(TEXT, *parts)))[-1][0] == "caption"
    assert kinds(voicer(TellingEncoder())(reading(TEXT, *parts)))[-1][0] == "heading"


def test_what_rules_took_out_of_the_story_is_not_told_again():
    result = voicer(TellingEncoder())(reading(TEXT, Segment(0, len(TEXT), "note")))
    assert result.sentences == ()
    assert kinds(result) == [("note", TEXT.strip())]


def test_every_sentence_of_the_story_has_its_voice():
    result = voicer(TellingEncoder("Workers were told on Friday."))(reading(TEXT))
    told = {result.document.text[item.start : item.end]: item for item in result.sentences}
    assert told["Workers were told on Friday."].furniture == pytest.approx(0.982, abs=0.001)
    assert told["The mill closed in May."].furniture == pytest.approx(0.018, abs=0.001)


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_a_text_without_words_keeps_its_parts(text):
    parts = (Segment(0, len(text), "body"),) if text else ()
    assert voicer(TellingEncoder())(reading(text, *parts)).segments == parts
