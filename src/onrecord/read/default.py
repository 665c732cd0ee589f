"""The steps of a reading, in the order in which they run by default."""

from typing import TYPE_CHECKING

from onrecord.read.pipeline import Step

if TYPE_CHECKING:
    from onrecord.read.tag import Encoder

__all__ = ["default_steps"]


def default_steps(encoder: "Encoder | None" = None) -> tuple[Step, ...]:
    """Return the default steps; ``encoder`` is the tagger to run in place of the shipped one.

    Loads the model; everything is imported here so that the command line starts without it.
    """
    # ruff: noqa: PLC0415
    from onrecord.read.anchor import anchor_times
    from onrecord.read.attribute import attributer
    from onrecord.read.claim import find_claims
    from onrecord.read.describe import describe
    from onrecord.read.quantify import quantify
    from onrecord.read.resolve import resolve_speakers
    from onrecord.read.segment import segment_document
    from onrecord.read.tag import shipped_encoder
    from onrecord.read.voice import voicer

    tagger = encoder or shipped_encoder()
    return (
        segment_document,
        voicer(tagger),
        anchor_times,
        quantify,
        attributer(tagger),
        describe,
        resolve_speakers,
        find_claims,
    )
