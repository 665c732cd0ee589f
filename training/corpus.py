"""PolNeAR as windows with targets: which pieces are source, cue and content, and of which cue.

PolNeAR (Newell, Margolin and Ruths, LREC 2018) is brat standoff: a span may have several pieces, a source or a
content several fragments.  The first annotator listed counts, as in the project's scorer.
"""

import csv
import random
import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from onrecord.read.blind import stand_ins
from onrecord.read.encode import Pieces, Window, cut_pieces, cut_windows
from onrecord.read.naming import typed_names
from sentences import VOICES, Voiced

__all__ = ["LABELS", "ROLES", "Article", "Example", "examples", "load_split", "varied", "voiced_examples"]

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")
WINDOW, CONTEXT = 256, 64
"""Length of a window with its special pieces, and pieces of earlier text that it repeats; reading uses shorter ones."""

MAX_CUES = 24
"""Cues kept of one window; 99.9% of PolNeAR's windows hold fewer."""

QUOTES = (
    {"“": '"', "”": '"', "‘": "'", "’": "'"},
    {"“": "«", "”": "»", '"': "”"},
    {"“": '"', "”": '"', '"': "”"},
    {"“": "„", "”": "“"},
)
"""Other ways in which the same quotations are printed; PolNeAR's publishers use two."""


@dataclass(frozen=True)
class Article:
    """One annotated article: its text and its attributions (role -> character pieces)."""

    name: str
    text: str
    attributions: list[dict[str, list[tuple[int, int]]]]


@dataclass(frozen=True)
class Example:
    """One window, ready to be stacked: all arrays are as long as the window's pieces plus two."""

    ids: np.ndarray
    features: np.ndarray
    paragraphs: np.ndarray
    labels: np.ndarray  # -100 where nothing is learnt
    cues: np.ndarray  # [k] index of each cue's first piece
    pairs: np.ndarray  # [k, 2, n] 1 where the piece belongs to the cue's source / content
    sentences: np.ndarray  # [m, 2] half-open piece ranges
    voices: np.ndarray  # [m, len(VOICES)] 1, 0, or -1 where nothing is told


def load_split(polnear: Path, split: str) -> list[Article]:
    """Read the articles of a split ('train', 'dev') below PolNeAR's ``data`` folder."""
    articles = []
    with (polnear / "metadata.tsv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["compartment"] != split:
                continue
            name, annotator = row["filename"], row["annotators"].split("|")[0]
            with (polnear / split / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
                text = file.read()
            standoff = polnear / split / "attributions" / f"{name}_{annotator}.ann"
            articles.append(Article(name, text, _attributions(standoff)))
    return articles


def _attributions(standoff: Path) -> list[dict[str, list[tuple[int, int]]]]:
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[list[list[str]]] = []
    for line in standoff.read_text(encoding="utf-8").split("\n"):
        parts = line.split("\t")
        if parts[0].startswith("T") and len(parts) > 1:
            pieces = parts[1].split(" ", 1)[1].split(";")
            spans[parts[0]] = [(int(a), int(b)) for a, b in (piece.split() for piece in pieces)]
        elif parts[0].startswith("E") and len(parts) > 1:
            events.append([argument.split(":") for argument in parts[1].split() if ":" in argument])
    attributions = []
    for arguments in events:
        roles: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
        for argument, span in arguments:
            role = re.sub(r"\d+$", "", argument).lower()
            if role in roles:
                roles[role] += spans[span]
        attributions.append({role: sorted(pieces) for role, pieces in roles.items()})
    return attributions


def varied(article: Article, rng: random.Random) -> Article:
    """Return the article with other quotation marks; each is one character, so that no span moves."""
    return replace(article, text=article.text.translate(str.maketrans(rng.choice(QUOTES))))


def voiced_examples(item: Voiced, tokenizer: Tokenizer) -> list[Example]:
    """Cut a text whose sentences are told by voice into examples; a cut sentence is not learnt."""
    pieces = cut_pieces(item.text, tokenizer, stand_ins(item.text, typed_names(item.text)))
    special = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
    unknown = np.full(len(pieces), -100, dtype=np.int64)
    places = []
    for start, end in item.sentences:
        inside = [i for i, (a, b) in enumerate(pieces.offsets) if a < end and start < b]
        places.append((inside[0], inside[-1] + 1) if inside else (-1, -1))
    out = []
    for window in cut_windows(pieces, WINDOW, CONTEXT):
        example = _example(pieces, window, unknown, [], special)
        held = [i for i, (first, end) in enumerate(places) if window.own <= first and end <= window.end]
        ranges = [(1 + places[i][0] - window.start, 1 + places[i][1] - window.start) for i in held]
        voices = [item.targets[i] for i in held]
        out.append(
            replace(
                example,
                sentences=np.asarray(ranges, dtype=np.int64).reshape(-1, 2),
                voices=np.asarray(voices, dtype=np.int64).reshape(-1, len(VOICES)),
            )
        )
    return [example for example in out if len(example.sentences)]


def examples(article: Article, tokenizer: Tokenizer) -> list[Example]:
    """Cut an article into examples; pieces that repeat earlier text are read but not learnt again."""
    pieces = cut_pieces(article.text, tokenizer, stand_ins(article.text, typed_names(article.text)))
    marked = [{role: _indexes(pieces, spans[role]) for role in ROLES} for spans in article.attributions]
    labels = _labels(pieces, marked)
    special = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
    return [_example(pieces, window, labels, marked, special) for window in cut_windows(pieces, WINDOW, CONTEXT)]


def _indexes(pieces: Pieces, spans: list[tuple[int, int]]) -> list[int]:
    return [i for i, (start, end) in enumerate(pieces.offsets) if any(start < b and a < end for a, b in spans)]


def _labels(pieces: Pieces, marked: list[dict[str, list[int]]]) -> np.ndarray:
    """Return one label a piece; where roles meet, a cue wins over a source and a source over a content."""
    labels = np.zeros(len(pieces), dtype=np.int64)
    for role in ("content", "source", "cue"):
        begin = LABELS.index(f"B-{role}")
        for attribution in marked:
            before = None
            for index in attribution[role]:
                labels[index] = begin + 1 if before is not None and index == before + 1 else begin
                before = index
    return labels


def _example(
    pieces: Pieces,
    window: Window,
    labels: np.ndarray,
    marked: list[dict[str, list[int]]],
    special: tuple[int, int],
) -> Example:
    inner = slice(window.start, window.end)
    size = window.end - window.start + 2
    learnt = np.full(size, -100, dtype=np.int64)
    learnt[1 + window.own - window.start : -1] = labels[window.own : window.end]
    cues, pairs = [], []
    for attribution in marked:
        cue = [i for i in attribution["cue"] if window.start <= i < window.end]
        if not cue or len(cues) == MAX_CUES:
            continue
        target = np.zeros((2, size), dtype=np.float32)
        for row, role in enumerate(("source", "content")):
            for index in attribution[role]:
                if window.start <= index < window.end:
                    target[row, 1 + index - window.start] = 1
        cues.append(1 + cue[0] - window.start)
        pairs.append(target)
    paragraphs = pieces.paragraphs[inner]
    return Example(
        ids=np.concatenate([[special[0]], pieces.ids[inner], [special[1]]]),
        features=np.concatenate([np.zeros((1, 3), np.int64), pieces.features[inner], np.zeros((1, 3), np.int64)]),
        paragraphs=np.concatenate([paragraphs[:1], paragraphs, paragraphs[-1:]]),
        labels=learnt,
        cues=np.asarray(cues, dtype=np.int64),
        pairs=np.stack(pairs) if pairs else np.zeros((0, 2, size), np.float32),
        sentences=np.zeros((0, 2), np.int64),
        voices=np.zeros((0, len(VOICES)), np.int64),
    )
