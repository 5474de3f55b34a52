"""The tree of a page: parsed within bounds, and what its elements mean to a reader of its text."""
