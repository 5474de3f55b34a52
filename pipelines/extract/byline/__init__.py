"""Source, editor and author: labels, the grammar of a line, reporters in the text, unlabelled names."""
