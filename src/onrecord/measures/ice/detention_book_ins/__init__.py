"""Initial book-ins to ICE detention."""
