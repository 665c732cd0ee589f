"""Civil arrests by ICE."""
