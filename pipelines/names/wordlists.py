"""Lists of words, as pipelines/data keeps them."""

from importlib.resources import files


def read_words(name: str) -> frozenset[str]:
    """Return the words of a list in pipelines/data."""
    text = files("pipelines").joinpath("data", name).read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
