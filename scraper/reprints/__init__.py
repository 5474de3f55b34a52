"""One text on several pages: found among many articles, in memory that hardly grows with their number."""
