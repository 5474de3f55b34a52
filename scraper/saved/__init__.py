"""Pages that somebody has saved: all files looked at, the parts of an article joined, one line for an article."""
