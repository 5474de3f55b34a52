"""Clean: pure functions from a page's bytes to a validated article, and the thin stages that call them."""

from pipelines.flow import clean

__all__ = ["clean"]
