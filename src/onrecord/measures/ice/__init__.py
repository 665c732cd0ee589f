"""U.S. Immigration and Customs Enforcement."""
