"""Agreements under section 287(g)."""
