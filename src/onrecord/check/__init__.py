"""A claim and the records in, a finding out."""

from onrecord.check.conclude import check_reading

__all__ = ["check_reading"]
