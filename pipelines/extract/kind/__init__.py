"""What kind of page it is: pages that are no articles are refused, each with its reason."""
