"""Clean: pure functions from a page's bytes to a validated article, and the thin stages that call them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.flow import clean

__all__ = ["clean"]


def __getattr__(name: str) -> object:
    """Return `clean`, loaded when it is asked for first: its patterns take a second, and many a run cleans nothing."""
    if name != "clean":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipelines.flow import clean  # noqa: PLC0415 - see above

    return clean
