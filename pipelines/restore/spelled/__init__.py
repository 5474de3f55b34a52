"""Readings written behind characters, or in their place: a mirror's annotations, and what was to pass a filter."""
