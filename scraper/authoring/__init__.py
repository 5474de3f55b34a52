"""For the person who adds a site: suggest, look, keep, explain."""
