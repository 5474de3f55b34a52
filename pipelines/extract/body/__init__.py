"""The body: the region of the page that holds the article, and the lines and images in it."""
