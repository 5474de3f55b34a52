"""One file a site, declarations only; `scrapy list` is the registry."""
