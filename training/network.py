"""The tagger as a network: one encoder with a head that labels pieces, one that links them to cues, one for voice.

The link head is a biaffine scorer (Dozat and Manning, ICLR 2017) with a bias for distance and for paragraphs
between: for a cue at piece c and any piece j it gives the log-odds that j belongs to c's source, and to its content.
Tagging and linking are learnt together, and all pairs of a window come out of one forward pass.  A sentence's voice is
the mean of its pieces' voice logits.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from corpus import LABELS
from onrecord.read.encode import CASES, QUOTES, STARTS
from sentences import VOICES

__all__ = ["Tagger", "load_base"]

LINK = 192
"""Width of the link head's two projections."""

DISTANCE = 128
"""Distances beyond this many pieces share a bias."""

PARAGRAPHS = 3
"""Paragraph differences beyond this many share a bias."""


class Tagger(nn.Module):
    """Labels pieces and links them to cues."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        width = config.hidden_size
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.cases = nn.Embedding(len(CASES), width)
        self.quotes = nn.Embedding(len(QUOTES), width)
        self.starts = nn.Embedding(len(STARTS), width)
        self.dropout = nn.Dropout(0.1)
        self.label = nn.Linear(width, len(LABELS))
        self.voice = nn.Sequential(nn.Linear(width, 64), nn.GELU(), nn.Dropout(0.1), nn.Linear(64, len(VOICES)))
        self.cue_side = nn.Linear(width, 2 * LINK)
        self.piece_side = nn.Linear(width, 2 * LINK)
        self.piece_bias = nn.Linear(width, 2)
        self.distance = nn.Embedding(2 * DISTANCE + 1, 2)
        self.paragraph = nn.Embedding(2 * PARAGRAPHS + 1, 2)
        for table in (self.cases, self.quotes, self.starts, self.distance, self.paragraph):
            nn.init.zeros_(table.weight)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor, paragraphs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return label logits [b, n, 7], link logits [b, 2, n (cue), n (piece)] and voice logits [b, n, 4]."""
        hidden = self.hidden(ids, mask, features)
        cue, piece, bias = self.sides(hidden)
        batch, count = ids.shape[0], ids.shape[1]
        cue = cue.view(batch, count, 2, LINK).permute(0, 2, 1, 3)
        links = torch.matmul(cue, piece.view(batch, count, 2, LINK).permute(0, 2, 3, 1))
        links = links + bias.permute(0, 2, 1).unsqueeze(2)
        place = torch.arange(count, device=ids.device)
        apart = (place[None, :] - place[:, None]).clamp(-DISTANCE, DISTANCE) + DISTANCE
        across = (paragraphs[:, None, :] - paragraphs[:, :, None]).clamp(-PARAGRAPHS, PARAGRAPHS) + PARAGRAPHS
        links = links + self.distance(apart).permute(2, 0, 1).unsqueeze(0) + self.paragraph(across).permute(0, 3, 1, 2)
        return self.label(hidden), links, self.voice(hidden)

    def hidden(self, ids: Tensor, mask: Tensor | None, features: Tensor) -> Tensor:
        """Return the encoder's states [b, n, width]."""
        surface = self.cases(features[..., 0]) + self.quotes(features[..., 1]) + self.starts(features[..., 2])
        words = self.encoder.embeddings.word_embeddings(ids) + surface
        states: Tensor = self.dropout(self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state)
        return states

    def sides(self, hidden: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return both sides of the links, [b, n, 2 * LINK] each (source first), and each piece's bias [b, n, 2].

        A link is the product of its cue's and its piece's side, plus biases for the piece, the distance and the
        paragraphs between.
        """
        cue = torch.nn.functional.gelu(self.cue_side(hidden)) / LINK**0.5
        return cue, torch.nn.functional.gelu(self.piece_side(hidden)), self.piece_bias(hidden)


def load_base(folder: Path, attention: str = "sdpa") -> Tagger:
    """Return a tagger on the weights of a BERT-shaped encoder (``config.json``, ``model.safetensors``).

    ``attention`` is 'sdpa' (torch's fused kernel, to train) or 'eager' (plain products, to export: the fused one is
    exported with guards against empty rows that cost a seventh of a pass).
    """
    config = BertConfig.from_json_file(folder / "config.json")
    config._attn_implementation = attention  # noqa: SLF001 - the library's documented switch
    config.attention_probs_dropout_prob = 0.0  # torch's fused attention takes none on a CPU, and is twice as fast
    tagger = Tagger(config)
    weights = load_file(folder / "model.safetensors")
    weights = {name.removeprefix("bert."): value for name, value in weights.items()}
    missing, _ = tagger.encoder.load_state_dict(weights, strict=False)
    if missing:
        raise ValueError(f"{folder}: weights missing from the base model: {missing[:3]}")
    return tagger
