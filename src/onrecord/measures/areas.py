"""Codes of the states: the name in small letters with underscores, so that a code can be read."""

import polars as pl

__all__ = ["area_code"]


def area_code(name: pl.Expr) -> pl.Expr:
    """Return the code of a state by its name: ``New York`` -> ``new_york``."""
    return name.str.strip_chars().str.to_lowercase().str.replace_all(r"\.", "").str.replace_all(r"\s+", "_")
