import argparse
import logging
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from scrapy.exceptions import UsageError

from pipelines.decode import decode
from pipelines.restore import restore
from schemas import Edit, Rejected
from scraper.console.command import OwnCommand

_RED, _GREEN, _PLAIN = "\x1b[31;9m", "\x1b[32m", "\x1b[0m"


class Command(OwnCommand):
    """Undo a mirror's damage in a text or an HTML file."""

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[options] FILE (- for standard input)"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Restore a text or page that a spam mirror damaged"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("--diff", action="store_true", help="show the lines that change, in colour")
        parser.add_argument(
            "--damaged", action="store_true", help="take the damage for granted, as for a short text"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the restored text, or the difference; say on stderr what was done."""
        if len(args) != 1:
            raise UsageError("name one file, or - for standard input")
        try:
            body = sys.stdin.buffer.read() if args[0] == "-" else Path(args[0]).read_bytes()
            text = decode(body).text
        except (OSError, Rejected) as error:
            self.tell(f"scrapy restore: {args[0]}: {error}")
            self.exitcode = 1
            return
        result = restore(text, damaged=True if opts.damaged else None)
        if opts.diff:
            print(*show_changes(text, result.edits), sep="\n")
        else:
            sys.stdout.buffer.write(result.text.encode("utf-8"))
        certainty = "exact" if result.exact else "not exact"
        kinds = ", ".join(result.kinds) or "nothing"
        self.tell(f"scrapy restore: {len(result.edits)} edits ({kinds}), {certainty}", logging.INFO)


def show_changes(text: str, edits: Iterable[Edit]) -> Iterator[str]:
    """Yield each line of `text` that an edit touches: what went in red, what came in green."""
    marked: list[str] = []
    position = 0
    for edit in edits:
        marked += (text[position : edit.start], "\0", _RED * bool(edit.before), edit.before)
        marked += (_PLAIN * bool(edit.before), _GREEN, edit.after, _PLAIN)
        position = edit.start + len(edit.before)
    marked.append(text[position:])
    for line in "".join(marked).split("\n"):
        if "\0" in line:
            yield line.replace("\0", "")
