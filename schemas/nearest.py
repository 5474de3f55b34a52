"""What may have been meant by a name that is none."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str:
    """Return what to say of a name that is none of those that are `known`.

    >>> nearest("parket", ("parquet", "csv")), nearest("", ("parquet", "csv"))
    ('did you mean parquet?', 'there are parquet, csv')
    """
    names = list(known)
    near = get_close_matches(name, names, n=1)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
