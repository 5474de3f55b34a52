"""The links of a page in the groups in which it shows them, and what each group is: articles, channels, neither."""
