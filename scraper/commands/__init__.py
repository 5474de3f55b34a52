"""What `scrapy` can do here beyond Scrapy's own commands."""
