"""People held in ICE detention."""
