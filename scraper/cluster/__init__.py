"""Work on many machines: Dask gives it out, and runs again what a killed worker had."""
