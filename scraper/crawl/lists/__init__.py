"""The forms of a list: XML of feeds and sitemaps, records that a page carries as data, headlines among links."""
