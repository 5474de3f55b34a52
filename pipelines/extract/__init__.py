"""The fields of a parsed page: site rules first, then visible labels, then structured data."""
