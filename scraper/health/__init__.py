"""How the sites do, told from the reports of their runs: nothing here fetches, and nothing is written."""
