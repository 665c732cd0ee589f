"""Text in, claims out."""
