"""What would declare the articles of a page: an address pattern, a selector of links; and where a declaration drifted."""
