"""Which of our commands was typed: Scrapy imports all that it is told of, whichever of them is to run."""

from collections.abc import Sequence
from importlib.util import find_spec

COMMANDS = "scraper.commands"


def find_commands(argv: Sequence[str]) -> str:
    """Return the module of the command that a line names, the package of them all where it names none of ours.

    >>> find_commands(["scrapy", "crawl", "tibet"]), find_commands(["scrapy", "--help"]), find_commands(["scrapy", "new"])
    ('scraper.commands.crawl', 'scraper.commands', 'scraper.commands')
    """
    typed = next((word for word in argv[1:] if not word.startswith("-")), "")
    module = f"{COMMANDS}.{typed}"
    is_ours = typed.replace("-", "_").isidentifier() and find_spec(module) is not None
    return module if is_ours else COMMANDS
