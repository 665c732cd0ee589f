"""The encoder: which words name a source, report, or are reported, and which belong together.

A MiniLM-L6 token tagger trained on PolNeAR (see ``models/README.md``), run by onnxruntime.  One forward pass of a
window labels each piece and scores, for every cue, each piece's membership in that cue's source and content.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from onrecord.ids import bytes_sha256
from onrecord.read.encode import Pieces, Window, cut_pieces, cut_windows

__all__ = ["LABELS", "MODELS", "Encoder", "Link", "Marks", "shipped_encoder"]

MODELS = Path(__file__).parent.parent / "models"
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")

CANDIDATE = 0.1
"""Links are kept for pieces that begin a cue with at least this probability: low enough to miss nothing that a
decoder would use, high enough to keep two rows of a window instead of its square."""

THREADS = min(4, os.cpu_count() or 1)
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Link:
    """For one possible cue: the log-odds of each piece from ``start`` on to be in its source and its content."""

    start: int
    source: Floats
    content: Floats


@dataclass(frozen=True, slots=True)
class Marks:
    """What the encoder says of a text: label probabilities [n, 7] and a link for each possible cue's first piece."""

    pieces: Pieces
    labels: Floats
    links: Mapping[int, Link]


class Encoder:
    """A tagger on onnxruntime.  Not tied to a document; one per process is enough."""

    def __init__(self, folder: Path = MODELS) -> None:
        """Load ``tagger.onnx`` and ``tokenizer.json`` from ``folder``."""
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        weights = (folder / "tagger.onnx").read_bytes()
        self.version = bytes_sha256(weights)[:12]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self._cls = self.tokenizer.token_to_id("[CLS]")
        self._sep = self.tokenizer.token_to_id("[SEP]")

    def mark(self, text: str) -> Marks:
        """Label and link the pieces of a text; time and memory grow linearly with its length."""
        pieces = cut_pieces(text, self.tokenizer)
        labels = np.zeros((len(pieces), len(LABELS)), dtype=np.float32)
        links: dict[int, Link] = {}
        begin = LABELS.index("B-cue")
        for window in cut_windows(pieces):
            scores, pairs = self._run(pieces, window)
            own = window.own - window.start
            labels[window.own : window.end] = scores[own:]
            for index in np.flatnonzero(scores[own:, begin] >= CANDIDATE) + own:
                links[window.start + int(index)] = Link(window.start, pairs[0, index].copy(), pairs[1, index].copy())
        return Marks(pieces, labels, links)

    def _run(self, pieces: Pieces, window: Window) -> tuple[Floats, Floats]:
        """Return label probabilities [n, 7] and link log-odds [2, n, n] for a window."""
        inner = slice(window.start, window.end)
        ends = np.zeros((1, 3), dtype=np.int64)
        paragraphs = pieces.paragraphs[inner]
        feed = {
            "ids": np.concatenate([[self._cls], pieces.ids[inner], [self._sep]])[None],
            "features": np.concatenate([ends, pieces.features[inner], ends])[None],
            "paragraphs": np.concatenate([paragraphs[:1], paragraphs, paragraphs[-1:]])[None],
        }
        labels, links = self._session.run(["labels", "links"], feed)
        return labels[0, 1:-1], links[0, :, 1:-1, 1:-1]


@cache
def shipped_encoder() -> Encoder:
    """Return the encoder shipped in the package, loaded once per process."""
    return Encoder()
