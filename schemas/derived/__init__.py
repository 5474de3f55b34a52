"""What is found out of articles beside the pages they came from: reprints, places, the rows of exports."""
