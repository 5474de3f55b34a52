"""The report on all sites: one page for whoever opens it, on a desk, on a phone or on paper."""
