"""Jobs on non-farm payrolls."""
