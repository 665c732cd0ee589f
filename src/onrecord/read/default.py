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
    from onrecord.read.author import tell_author
    from onrecord.read.claim import find_claims
    from onrecord.read.describe import describe
    from onrecord.read.label_reasons import label_reasons
    from onrecord.read.quantify import quantify
    from onrecord.read.quantity_reasons import quantity_reasons
    from onrecord.read.resolve import resolve_speakers
    from onrecord.read.segment import segment_document
    from onrecord.read.segment_reasons import segment_reasons
    from onrecord.read.speaker_reasons import speaker_reasons
    from onrecord.read.tag import shipped_encoder
    from onrecord.read.time_reasons import time_reasons
    from onrecord.read.voice import voicer

    tagger = encoder or shipped_encoder()
    return (
        segment_document.explained_by(segment_reasons),
        voicer(tagger),
        anchor_times.explained_by(time_reasons),
        quantify.explained_by(quantity_reasons),
        attributer(tagger),
        describe.explained_by(label_reasons),
        resolve_speakers.explained_by(speaker_reasons),
        find_claims,
        tell_author,
    )
