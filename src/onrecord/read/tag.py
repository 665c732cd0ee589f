"""The encoder: which words name a source, report, or are reported, and which belong together.

A MiniLM-L6 token tagger trained on PolNeAR (see ``models/README.md``), run by onnxruntime.  One forward pass of a
window labels each piece and scores, for every cue, each piece's membership in that cue's source and content.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from onrecord.ids import bytes_sha256
from onrecord.read.blind import StandIn
from onrecord.read.confidence import load_calibration
from onrecord.read.encode import Pieces, Window, cut_pieces, cut_windows

__all__ = ["LABELS", "MODELS", "VOICES", "Encoder", "Link", "Marks", "shipped_encoder"]

MODELS = Path(__file__).parent.parent / "models"
VOICES = ("furniture", "speech", "comment", "subjective")
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")

CANDIDATE = 0.1
"""Links are kept for pieces that begin a cue with at least this probability: low enough to miss nothing that a
decoder would use, high enough to keep two rows of a window instead of its square."""

WORKERS = min(4, os.cpu_count() or 1)
"""Windows read at once, one thread each: two windows side by side take a third less time than one shared by two."""

HELD = 16
"""Windows whose scores are held at once: half a megabyte each."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Link:
    """For one possible cue: the log-odds of each piece from ``start`` on to be in its source and its content."""

    start: int
    source: Floats
    content: Floats


@dataclass(frozen=True, slots=True)
class Marks:
    """What the encoder says of a text.

    ``labels`` [n, 7] probabilities; ``links`` for each possible cue's first piece; ``voices`` [n, 4] log-odds.
    """

    pieces: Pieces
    labels: Floats
    links: Mapping[int, Link]
    voices: Floats


class Encoder:
    """A tagger on onnxruntime.  Not tied to a document; one per process is enough."""

    def __init__(self, folder: Path = MODELS) -> None:
        """Load ``tagger.onnx``, ``tokenizer.json`` and ``calibration.json`` from ``folder``."""
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.calibration = load_calibration(folder / "calibration.json")
        weights = (folder / "tagger.onnx").read_bytes()
        self.version = bytes_sha256(weights)[:12]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self._last: tuple[str, Sequence[StandIn], Marks] | None = None
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="encoder")
        self._cls = self.tokenizer.token_to_id("[CLS]")
        self._sep = self.tokenizer.token_to_id("[SEP]")

    def mark(self, text: str, stand_ins: Sequence[StandIn] = ()) -> Marks:
        """Label and link the pieces of a text; time and memory grow linearly with its length.

        The last answer is kept, since several steps of a reading ask for the same.
        """
        last = self._last
        if last is not None and last[0] == text and last[1] == stand_ins:
            return last[2]
        marks = self._mark(text, stand_ins)
        self._last = text, stand_ins, marks
        return marks

    def _mark(self, text: str, stand_ins: Sequence[StandIn]) -> Marks:
        pieces = cut_pieces(text, self.tokenizer, stand_ins)
        labels = np.zeros((len(pieces), len(LABELS)), dtype=np.float32)
        voices = np.zeros((len(pieces), len(VOICES)), dtype=np.float32)
        links: dict[int, Link] = {}
        begin = LABELS.index("B-cue")
        windows = cut_windows(pieces)
        for window, (scores, pairs, tones) in zip(windows, self._each(pieces, windows), strict=True):
            own = window.own - window.start
            labels[window.own : window.end] = scores[own:]
            voices[window.own : window.end] = tones[own:]
            for index in np.flatnonzero(scores[own:, begin] >= CANDIDATE) + own:
                links[window.start + int(index)] = Link(window.start, pairs[0, index].copy(), pairs[1, index].copy())
        return Marks(pieces, labels, links, voices)

    def _each(self, pieces: Pieces, windows: Sequence[Window]) -> Iterator[tuple[Floats, Floats, Floats]]:
        """Yield what the model says of each window, in order, holding few at a time."""
        for first in range(0, len(windows), HELD):
            yield from self._pool.map(lambda window: self._run(pieces, window), windows[first : first + HELD])

    def _run(self, pieces: Pieces, window: Window) -> tuple[Floats, Floats, Floats]:
        """Return label probabilities [n, 7], link log-odds [2, n, n] and voice log-odds [n, 4] for a window."""
        inner = slice(window.start, window.end)
        ends = np.zeros((1, 3), dtype=np.int64)
        paragraphs = pieces.paragraphs[inner]
        feed = {
            "ids": np.concatenate([[self._cls], pieces.ids[inner], [self._sep]])[None],
            "features": np.concatenate([ends, pieces.features[inner], ends])[None],
            "paragraphs": np.concatenate([paragraphs[:1], paragraphs, paragraphs[-1:]])[None],
        }
        labels, links, voices = self._session.run(["labels", "links", "voices"], feed)
        return labels[0, 1:-1], links[0, :, 1:-1, 1:-1], voices[0, 1:-1]


@cache
def shipped_encoder() -> Encoder:
    """Return the encoder shipped in the package, loaded once per process."""
    return Encoder()
