"""A claim and the records in, a finding out."""
