"""Who may write in a site's folder: one run anywhere, for terms that are claimed and renewed."""
