"""What can go wrong, as one tree.

::

    OnrecordError
    ├── FetchError        a release that could not be fetched, or an address that is not allowed
    ├── InputError        a source that cannot be read: missing, too large, binary, not text
    ├── MeasureError      a measure folder whose description or released data do not hold
    └── PipelineError     a reading pipeline whose steps do not fit together

A message says what was wrong, where, and what to do.  What one step cannot do for one article is no
exception: it is an :class:`onrecord.model.Issue` in the reading.
"""

__all__ = ["FetchError", "InputError", "MeasureError", "OnrecordError", "PipelineError"]


class OnrecordError(Exception):
    """The root of every error that onrecord raises on purpose."""


class FetchError(OnrecordError):
    """A release that could not be fetched, or an address that is not allowed."""


class InputError(OnrecordError):
    """A source that cannot be read."""


class MeasureError(OnrecordError):
    """A measure folder whose description or released data do not hold."""


class PipelineError(OnrecordError):
    """A reading pipeline whose steps do not fit together."""
