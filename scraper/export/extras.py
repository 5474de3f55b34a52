"""Libraries that not everybody has: those of the extra `export`."""

from importlib import import_module
from typing import Any

EXTRA = "pip install 'difang[export]'"


class MissingExtra(Exception):
    """A library is not installed, and an extra of ours has it."""


def load_extra(name: str) -> Any:  # noqa: ANN401  # a module, and those of the extra tell no types
    """Return a library of the extra; raise MissingExtra, in one line that says how to get it, where it is missing."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise MissingExtra(f"{error.name} is not installed: {EXTRA}") from None
