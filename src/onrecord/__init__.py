"""onrecord reads news and official statements, keeps who said what, and shows what the released records say."""

__all__ = ["__version__"]

__version__ = "0.1.0"
