"""What was read and found, for people and for programs."""
