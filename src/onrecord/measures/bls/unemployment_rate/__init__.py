"""The labor force by nativity."""
