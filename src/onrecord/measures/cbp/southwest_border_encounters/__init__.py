"""Encounters at the southwest land border."""
