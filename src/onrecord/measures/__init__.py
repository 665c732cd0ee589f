"""Released data, one folder per measure: ``AGENCY/MEASURE/``."""
