"""The publication time: what is printed, what the page tells machines, what its address says."""
