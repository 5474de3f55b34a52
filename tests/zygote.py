"""Commands in an instant: one process imports everything once, and each command is a fork of it.

A fork runs what `python -m scrapy ...` runs, in a process of its own: its arguments, its files, its signals, its
exit code. Only the second of imports is saved. What is missing from a module's imports would not show here: the
slow suite types each command (`tests/commands/test_typed.py`), with the fixture `command_line`.
"""

import gc
import json
import multiprocessing
import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing.process import BaseProcess
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, NamedTuple

from scrapy.utils.misc import load_object
from scrapy.utils.project import get_project_settings

ROOT = Path(__file__).resolve().parent.parent
SCRAPY = "scrapy.cmdline:execute"
PATIENCE = 120  # seconds that a command may take where the machine is busy


class Child(NamedTuple):
    """A command that runs."""

    zygote: "Zygote"
    pid: int
    log: Path  # what it says on stderr

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send it a signal, where it still runs."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def wait(self) -> int:
        """Return its exit code, or minus the signal that killed it; one that takes too long is killed."""
        try:
            return self.zygote.ask({"wait": self.pid})
        except TimeoutError:
            self.kill()
            self.zygote.hear()
            raise


class Zygote:
    """The process that forks, as the tests see it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def start(self, *argv: str | Path, out: Path, err: Path, **bounds: Any) -> Child:
        """Start a command that says what it says into `out` and `err`; `bounds` are those of begin()."""
        order = {"argv": [str(arg) for arg in argv], "out": str(out), "err": str(err), **bounds}
        return Child(self, self.ask({"start": order}), err)

    def run(self, *argv: str | Path, folder: Path, **bounds: Any) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; what it says is kept in `folder` until the next one."""
        out, err = folder / "stdout", folder / "stderr"
        for file in (out, err):
            file.write_bytes(b"")
        code = self.start(*argv, out=out, err=err, **bounds).wait()
        told = [file.read_text(encoding="utf-8") for file in (out, err)]
        return subprocess.CompletedProcess(argv, code, *told)

    def ask(self, order: dict[str, Any]) -> int:
        """Return the answer to an order."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return self.hear()

    def hear(self) -> int:
        """Return the next answer; raise TimeoutError where there is none in time."""
        assert self.process.stdout
        if not select.select([self.process.stdout], [], [], PATIENCE)[0]:
            raise TimeoutError(f"no answer within {PATIENCE} s")
        line = self.process.stdout.readline()
        assert line, "the zygote died"
        return int(line)


@contextmanager
def hatch() -> Iterator[Zygote]:
    """Yield a zygote; what it started and nobody waited for ends with it."""
    command = [sys.executable, "-m", "tests.zygote"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        yield Zygote(process)


def kill_itself(number: int) -> None:
    """Kill this process at so many operations on files: a moment between two steps of the protocol."""
    left = number

    def count(event: str, _args: object) -> None:
        nonlocal left
        if event in {"os.rename", "os.remove", "os.truncate", "sqlite3.connect"}:
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    sync = os.fsync

    def counted_sync(handle: int) -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        sync(handle)

    os.fsync = counted_sync


def begin(
    argv: list[str],
    out: str,
    err: str,
    *,
    program: str = SCRAPY,
    die_at: int | None = None,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Be the command: killed at the operation `die_at` on files; what `environment` adds is seen by it alone."""
    os.environ.update(environment or {})
    sys.path[:0] = filter(None, [(environment or {}).get("PYTHONPATH")])  # a fork has read its own long ago
    for path, handle in ((os.devnull, 0), (out, 1), (err, 2)):
        opened = os.open(path, (os.O_WRONLY | os.O_CREAT | os.O_APPEND) if handle else os.O_RDONLY, 0o644)
        os.dup2(opened, handle)
        os.close(opened)
    if die_at:
        kill_itself(die_at)
    sys.argv = ["scrapy", *argv]
    module, _, function = program.partition(":")
    getattr(import_module(module), function)()


def import_all() -> None:
    """Import what a command may import: our packages, and what stands behind each class that the settings name."""
    for name in ("scraper", "pipelines", "schemas", "scrapy.commands"):
        for module in walk_packages(import_module(name).__path__, f"{name}."):
            import_module(module.name)
    for value in get_project_settings().values():
        for named in (*value, *value.values()) if isinstance(value, Mapping) else (value,):
            if isinstance(named, str) and re.fullmatch(r"(scrapy|scraper|pipelines)(\.\w+)+", named):
                with suppress(ImportError):  # of another library that not everybody has
                    load_object(named)
    for name in ("scrapy.utils.engine", "tests.crawl.crawl_families", "trafilatura"):
        import_module(name)
    assert "twisted.internet.reactor" not in sys.modules  # each crawl installs its own
    gc.collect()
    gc.freeze()  # or a child's first collection would copy every page of memory that it shares


def main() -> None:
    """Answer each order on stdin: {"start": what begin() takes} by a pid, {"wait": pid} by an exit code."""
    import_all()
    forks = multiprocessing.get_context("fork")
    children: dict[int, BaseProcess] = {}
    try:
        for line in sys.stdin:
            order = json.loads(line)
            if "start" in order:
                child = forks.Process(target=begin, kwargs=order["start"])
                child.start()
                assert child.pid
                children[child.pid] = child
                answer: int | None = child.pid
            else:
                child = children.pop(order["wait"])
                child.join()
                answer = child.exitcode
            sys.stdout.write(f"{answer}\n")
            sys.stdout.flush()
    finally:
        for child in children.values():
            child.kill()
            child.join()


if __name__ == "__main__":
    main()
