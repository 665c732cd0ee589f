"""Released tables in, series out."""

from onrecord.records.catalog import Catalog, open_catalog

__all__ = ["Catalog", "open_catalog"]
