"""Removals by ICE."""
