"""The page as every reader of a field sees it: its tree, its lines, what it says of itself."""
