"""The encoder: which words name a source, report, or are reported, and which belong together.

A MiniLM-L6 token tagger trained on PolNeAR (see ``models/README.md``), run by onnxruntime.  One forward pass of a
window labels each piece and scores, for every cue, each piece's membership in that cue's source and content.
"""

import json
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
from onrecord.read.blind import StandIn, stand_ins
from onrecord.read.confidence import load_calibration
from onrecord.read.encode import Pieces, Window, cut_pieces, cut_windows
from onrecord.read.naming import typed_names

__all__ = ["LABELS", "MODELS", "VOICES", "Encoder", "Link", "Marks", "mark_ahead", "shipped_encoder"]

MODELS = Path(__file__).parent.parent / "models"
VOICES = ("furniture", "speech", "comment", "subjective")
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")

CANDIDATE = 0.1
"""Links are kept for pieces that begin a cue with at least this probability: low enough to miss nothing that a
decoder would use, high enough to keep two rows of a window instead of its square."""

WORKERS = min(4, os.cpu_count() or 1)
"""Windows read at once, one thread each: two windows side by side take a third less time than one shared by two."""

KEPT = 2
"""Answers kept: that of the text being read, and of the next."""

SLOW = "SkipLayerNormFusion"
"""Graph optimisation left out: fused with the addition before it, layer normalisation takes a sixth of a pass."""

HELD = 16
"""Windows whose scores are held at once: half a megabyte each."""

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Link:
    """For one possible cue: the log-odds of each piece from ``start`` on to be in its source and its content."""

    start: int
    source: Floats
    content: Floats


@dataclass(frozen=True, slots=True)
class Sides:
    """What links are made of: both sides of each piece of a window [n, 2 * width] and its bias [n, 2]."""

    cue: Floats
    piece: Floats
    bias: Floats


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
        """Load ``tagger.onnx``, ``links.json``, ``tokenizer.json`` and ``calibration.json`` from ``folder``."""
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        tables = json.loads((folder / "links.json").read_text(encoding="utf-8"))
        self._distance, self._paragraph = (np.asarray(tables[name], np.float32) for name in ("distance", "paragraph"))
        self.calibration = load_calibration(folder / "calibration.json")
        weights = (folder / "tagger.onnx").read_bytes()
        self.version = bytes_sha256(weights)[:12]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            weights, options, providers=["CPUExecutionProvider"], disabled_optimizers=[SLOW]
        )
        self._known: dict[str, tuple[Sequence[StandIn], Marks]] = {}
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="encoder")
        self._cls = self.tokenizer.token_to_id("[CLS]")
        self._sep = self.tokenizer.token_to_id("[SEP]")

    def mark(self, text: str, stand_ins: Sequence[StandIn] = ()) -> Marks:
        """Label and link the pieces of a text; time and memory grow linearly with its length.

        The last answers are kept: several steps of a reading ask for the same, and a text may be marked ahead.
        """
        known = self._known.get(text)
        if known is not None and known[0] == stand_ins:
            return known[1]
        marks = self._mark(text, stand_ins)
        kept = list(self._known.items())[-KEPT + 1 :]
        self._known = dict([*kept, (text, (stand_ins, marks))])
        return marks

    def _mark(self, text: str, stand_ins: Sequence[StandIn]) -> Marks:
        pieces = cut_pieces(text, self.tokenizer, stand_ins)
        labels = np.zeros((len(pieces), len(LABELS)), dtype=np.float32)
        voices = np.zeros((len(pieces), len(VOICES)), dtype=np.float32)
        links: dict[int, Link] = {}
        begin = LABELS.index("B-cue")
        windows = cut_windows(pieces)
        for window, (scores, tones, sides) in zip(windows, self._each(pieces, windows), strict=True):
            own = window.own - window.start
            labels[window.own : window.end] = scores[own:]
            voices[window.own : window.end] = tones[own:]
            cues = np.flatnonzero(scores[own:, begin] >= CANDIDATE) + own
            pairs = self._links(cues, sides, pieces.paragraphs[window.start : window.end])
            for row, index in enumerate(cues):
                links[window.start + int(index)] = Link(window.start, pairs[0, row], pairs[1, row])
        return Marks(pieces, labels, links, voices)

    def _each(self, pieces: Pieces, windows: Sequence[Window]) -> Iterator[tuple[Floats, Floats, Sides]]:
        """Yield what the model says of each window, in order, holding few at a time."""
        for first in range(0, len(windows), HELD):
            yield from self._pool.map(lambda window: self._run(pieces, window), windows[first : first + HELD])

    def _run(self, pieces: Pieces, window: Window) -> tuple[Floats, Floats, Sides]:
        """Return label probabilities [n, 7], voice log-odds [n, 4] and the sides of the links for a window."""
        inner = slice(window.start, window.end)
        ends = np.zeros((1, 3), dtype=np.int64)
        feed = {
            "ids": np.concatenate([[self._cls], pieces.ids[inner], [self._sep]])[None],
            "features": np.concatenate([ends, pieces.features[inner], ends])[None],
        }
        found = self._session.run(["labels", "voices", "cue", "piece", "bias"], feed)
        labels, voices, cue, piece, bias = (values[0, 1:-1] for values in found)
        return labels, voices, Sides(cue, piece, bias)

    def _links(self, cues: Ints, sides: Sides, paragraphs: Ints) -> Floats:
        """Return the log-odds [2, c, n] of each piece of a window to be in the source and the content of some cues."""
        count = len(paragraphs)
        apart = _table_rows(np.arange(count)[None, :] - cues[:, None], self._distance)
        across = _table_rows(paragraphs[None, :] - paragraphs[cues][:, None], self._paragraph)
        biases = sides.bias[None] + self._distance[apart] + self._paragraph[across]
        ones, others = (np.split(side, 2, axis=1) for side in (sides.cue[cues], sides.piece))
        return np.stack(
            [one @ other.T + biases[..., row] for row, (one, other) in enumerate(zip(ones, others, strict=True))]
        )


def _table_rows(differences: Ints, table: Floats) -> Ints:
    """Return the rows of a table of biases for differences of place; far ones share the last row."""
    furthest = len(table) // 2
    return np.clip(differences, -furthest, furthest) + furthest


@cache
def shipped_encoder() -> Encoder:
    """Return the encoder shipped in the package, loaded once per process."""
    return Encoder()


def mark_ahead(text: str) -> None:
    """Have the shipped encoder mark a text, so that its steps find the answer ready."""
    shipped_encoder().mark(text, stand_ins(text, typed_names(text)))
