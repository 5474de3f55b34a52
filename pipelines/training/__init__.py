"""Build the language model and its tables from published packages: `make model`; nothing here runs in a crawl."""
