"""The three packages belong together; a foreign package of the same name must not slip in."""

from importlib.util import find_spec
from pathlib import Path


class ForeignPackage(ImportError):
    """A package named like one of ours, from somewhere else, is first on sys.path."""


def check_neighbours(root: Path, names: tuple[str, ...] = ("pipelines", "schemas")) -> None:
    """Return when every package in `names` lies in `root`; raise ForeignPackage naming the one that does not.

    The `scrapy` script appends the project's folder to sys.path, so an installed package of the same
    name wins over ours; `python -m scrapy` does not have this.
    """
    for name in names:
        spec = find_spec(name)
        found = Path(spec.origin).resolve() if spec and spec.origin else None
        if found != root / name / "__init__.py":
            raise ForeignPackage(
                f"the package {name!r} is {found or 'nowhere'}, expected below {root}: uninstall or rename the other "
                "one, or start from elsewhere: `scrapy` finds what is installed first, `python -m scrapy` what lies in "
                "the folder where it is started"
            )
