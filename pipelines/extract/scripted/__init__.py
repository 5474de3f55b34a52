"""What scripts hold of the article: literals of JavaScript, read without an engine, and the object that is the page's."""
