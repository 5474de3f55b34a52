"""Import every module of ours where the modules that only POSIX has cannot be had: in a process of its own."""

import sys
from importlib import import_module
from pkgutil import walk_packages

ONLY_POSIX = ("fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty")
PACKAGES = ("scraper", "pipelines", "schemas")
NEEDED_BY_PYTHON = {"posix"}  # by os itself, here


def import_all() -> None:
    """Return when all modules were imported; raise ImportError at the first that cannot be."""
    for name in ONLY_POSIX:
        if name not in NEEDED_BY_PYTHON:
            sys.modules[name] = None  # type: ignore[assignment]  # so says the import system's own document
    for name in [name for name in sys.modules if name.partition(".")[0] in PACKAGES]:
        del sys.modules[name]
    names = [
        module.name
        for package in PACKAGES
        for module in walk_packages(import_module(package).__path__, f"{package}.")
    ]
    for name in names:
        import_module(name)


if __name__ == "__main__":
    import_all()
