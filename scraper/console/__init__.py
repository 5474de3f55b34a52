"""What a terminal, a pipe and a log show of our work."""
