"""The headline of a page: the visible one, whole, without the names and buttons around it."""

from pipelines.extract.title.headline import read_title

__all__ = ["read_title"]
