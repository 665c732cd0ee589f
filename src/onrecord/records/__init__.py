"""Released tables in, series out."""
