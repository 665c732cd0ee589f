"""The only places where stages meet."""
