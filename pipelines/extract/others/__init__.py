"""What on a page is not the article, told by how it is built: teasers, readers, threads, the articles that follow."""
