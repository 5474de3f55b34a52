"""Lines at the foot of a terminal that change while the log goes on above them; neither tears the other."""

import atexit
import logging
import sys
from collections.abc import Iterator
from io import TextIOBase, TextIOWrapper
from typing import TYPE_CHECKING, TextIO, cast

if TYPE_CHECKING:  # rich is loaded where there is a terminal: a nightly run has none
    from rich.console import Console, Group
    from rich.live import Live


_WIDTH = 80
"""Characters of a line where no terminal says how many it has."""


class Above(TextIOBase):
    """A stream whose whole lines appear above the changing ones, as long as they are: a terminal breaks them itself."""

    def __init__(self, console: "Console", stream: TextIO) -> None:
        self._console = console
        self._stream = stream
        self._begun = ""

    def write(self, text: str) -> int:
        """Show the lines that are whole; keep the beginning of the next one."""
        from rich.text import Text  # noqa: PLC0415 - as above

        *lines, self._begun = (self._begun + text).split("\n")
        for line in lines:
            self._console.print(Text.from_ansi(line), soft_wrap=True)
        return len(text)

    def flush(self) -> None:
        """Leave a line that is not whole: half of one would be overwritten."""

    def end(self) -> None:
        """Show what was begun and not ended."""
        if self._begun:
            self.write("\n")

    def isatty(self) -> bool:
        """Tell that a person looks on."""
        return True

    @property
    def encoding(self) -> str:  # type: ignore[override]  # a plain attribute there
        """The encoding of the terminal."""
        return self._stream.encoding


def is_terminal(stream: object) -> bool:
    """Tell whether a person looks at a stream; stdout and stderr may be something else than files, or nothing."""
    return isinstance(stream, TextIOWrapper) and stream.isatty()


class Screen:
    """The changing lines of a process, one for each name; shown from the first line to the end of the last."""

    def __init__(self, stream: TextIO) -> None:
        """Prepare for a terminal behind `stream`; with anything else `can_change` is False and nothing is shown."""
        self._stream = stream
        self._console = _open_console(stream) if is_terminal(stream) else None
        self._lines: dict[str, str] = {}
        self._live: Live | None = None
        self._gone = False
        self._above: Above | None = None
        self._instead: TextIO | None = None  # where the stream's writers write meanwhile

    @property
    def can_change(self) -> bool:
        """Whether a line can be changed after it was shown: on a terminal that is not dumb."""
        return self._console is not None and not self._gone and not self._console.is_dumb_terminal

    @property
    def width(self) -> int:
        """The characters of a line, now: people change the size of their windows."""
        return self._console.width if self._console else _WIDTH

    def show(self, name: str, line: str) -> None:
        """Show `line` as that of `name`, in the place that it has."""
        if not self.can_change:
            return
        self._lines[name] = line
        try:
            if self._live is None:
                self._begin()
            assert self._live
            self._live.update(self._draw(), refresh=True)
        except OSError:  # the terminal is gone, the work goes on
            self._gone = True
            self._give_back()

    def drop(self, name: str) -> None:
        """Leave the terminal without the line of `name`; without any, it is as it was."""
        if self._lines.pop(name, None) is None or self._live is None:
            return
        if self._lines:
            self._live.update(self._draw(), refresh=True)
        else:
            self._end()

    def _draw(self) -> "Group":
        from rich.console import Group  # noqa: PLC0415 - as above
        from rich.text import Text  # noqa: PLC0415

        return Group(*(Text(line, no_wrap=True, overflow="ellipsis") for line in self._lines.values()))

    def _begin(self) -> None:
        from rich.live import Live  # noqa: PLC0415 - as above

        assert self._console
        self._above = Above(self._console, self._stream)
        self._instead = cast("TextIO", self._above)
        self._live = Live(
            self._draw(),
            console=self._console,
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._live.start()
        self._console.show_cursor(True)  # or a run that is killed leaves a terminal without one
        atexit.register(self._end)
        for handler in _handlers():
            if handler.stream is self._stream:
                handler.setStream(self._instead)
        if sys.stderr is self._stream:
            sys.stderr = self._instead

    def _end(self) -> None:
        if self._live is None or self._above is None:
            return
        try:
            self._above.end()
            self._live.stop()
        except OSError:
            self._gone = True
        self._give_back()

    def _give_back(self) -> None:
        """Let whoever writes to the terminal do so by himself."""
        self._live = None
        self._lines.clear()
        atexit.unregister(self._end)
        if sys.stderr is self._instead:
            sys.stderr = self._stream
        for handler in _handlers():  # one that was made meanwhile took what stderr was
            if handler.stream is self._instead:
                handler.setStream(self._stream)


def _open_console(stream: TextIO) -> "Console":
    from rich.console import Console  # noqa: PLC0415 - as above

    return Console(file=stream, force_terminal=True, highlight=False)


def _handlers() -> Iterator[logging.StreamHandler[TextIO]]:
    """Yield the handlers of the log that write to a stream, not to a file of their own."""
    for handler in logging.root.handlers:
        if isinstance(handler, logging.StreamHandler) and not isinstance(handler, logging.FileHandler):
            yield handler
