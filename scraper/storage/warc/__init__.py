"""WARC files read record by record, in spite of damage."""
