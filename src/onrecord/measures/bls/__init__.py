"""U.S. Bureau of Labor Statistics."""
