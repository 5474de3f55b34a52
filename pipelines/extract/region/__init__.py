"""Which element of a page holds the article: weighed, agreed with what the page says of it, and made whole."""
