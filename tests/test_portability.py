"""What another system than this one needs: no module that only POSIX has, no encoding or line end that it chooses."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.without_posix import ONLY_POSIX, PACKAGES

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
ONLY_POSIX_NAMES = {
    *("os.chown", "os.fork", "os.getpgid", "os.getuid", "os.killpg", "os.link", "os.mkfifo", "os.nice"),
    *("os.setsid", "os.uname", "os.wait", "os.waitpid", "os.WNOHANG", "os.kill", "os.rename", "os.symlink"),
    *("signal.SIGALRM", "signal.SIGCHLD", "signal.SIGHUP", "signal.SIGKILL", "signal.SIGQUIT"),
    *("signal.SIGUSR1", "signal.SIGUSR2", "signal.alarm", "signal.pause", "signal.setitimer"),
    *("time.tzset", "socket.AF_UNIX", "asyncio.SelectorEventLoop", "uvloop"),
}
"""What Windows lacks, or where it does another thing: os.kill ends a process whatever the signal, os.rename never replaces."""


@cache
def trees() -> dict[Path, ast.Module]:
    """Return what is written in the modules that may name one of these things: the others are not parsed."""
    names = {*ONLY_POSIX, *(name.rpartition(".")[2] for name in ONLY_POSIX_NAMES)}
    words = re.compile(rf"\b(?:{'|'.join(sorted(names))}|open|read_text|write_text|rename)\b")
    texts = {file.relative_to(ROOT): file.read_text(encoding="utf-8") for file in FILES}
    return {file: ast.parse(text) for file, text in texts.items() if words.search(text)}


def nodes(kind: type[ast.AST]) -> Iterator[tuple[Path, ast.AST]]:
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, kind):
                yield file, node


def names_of(node: ast.Import | ast.ImportFrom) -> list[str]:
    """Return what a line imports, each by its whole name."""
    start = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
    return [f"{start}{alias.name}" for alias in node.names]


def test_nothing_that_only_posix_has_is_imported_or_named() -> None:
    imported = [
        (file, node.lineno)
        for kind in (ast.Import, ast.ImportFrom)
        for file, node in nodes(kind)
        if isinstance(node, kind)
        for name in names_of(node)
        if name.partition(".")[0] in ONLY_POSIX or name in ONLY_POSIX_NAMES
    ]
    named = [
        (file, node.lineno, ast.unparse(node))
        for file, node in nodes(ast.Attribute)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ONLY_POSIX_NAMES
    ]
    assert len(FILES) > 150
    assert not imported + named


def test_a_text_file_names_its_encoding_and_its_line_ends_and_a_file_replaces_another() -> None:
    wrong = []
    for file, node in nodes(ast.Call):
        assert isinstance(node, ast.Call)
        if not isinstance(node.func, ast.Attribute):
            continue
        name, given = node.func.attr, {keyword.arg for keyword in node.keywords}
        mode = next((str(arg.value) for arg in node.args[-1:] if isinstance(arg, ast.Constant)), "r")
        opens_text = (
            name == "open"
            and "b" not in mode
            and ast.unparse(node.func.value).startswith(("Path", "path", "file"))
        )
        writes = name == "write_text" or (opens_text and mode[0] in "wax")
        if (name in {"write_text", "read_text"} or opens_text) and "encoding" not in given:
            wrong.append((file, node.lineno, "no encoding"))
        if writes and "newline" not in given:
            wrong.append((file, node.lineno, "no newline"))
        if name == "rename":
            wrong.append((file, node.lineno, "rename fails on Windows where the name is taken: replace()"))
    assert not wrong


def test_what_is_said_on_stderr_is_said_in_one_place() -> None:
    """Where LOG_FORMAT is json, a line that is none would be in the way of whoever reads the others."""
    said = {
        file.as_posix()
        for file in (file.relative_to(ROOT) for file in FILES)
        if "file=sys.stderr" in (ROOT / file).read_text(encoding="utf-8")
    }
    assert said <= {"scraper/console/logs.py", "scraper/fleet/telling.py", "scraper/sample/__main__.py"}


def test_every_module_is_imported_where_posix_is_not(zygote, tmp_path) -> None:
    done = zygote.run(folder=tmp_path, program="tests.without_posix:import_all")
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_every_module_is_imported_where_posix_is_not_and_nothing_is_loaded_yet() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.without_posix"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def speak(encoding: str, *program: str) -> bytes:
    """Return what a program prints that has no locale and this encoding."""
    mute = ("PYTHON", "LC_", "LANG")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(mute)}
    command = [sys.executable, *program]
    done = subprocess.run(
        command,
        cwd=ROOT,
        check=True,
        capture_output=True,
        env={**environment, "PYTHONIOENCODING": encoding} if encoding else environment,
    )
    return done.stdout


def test_a_console_that_knows_no_chinese_is_told_it_spelled_out() -> None:
    program = ("-c", "import scraper.settings; print('山阳县 é 🌾')")
    assert speak("cp1252", *program).split() == [rb"\u5c71\u9633\u53bf", b"\xe9", rb"\U0001f33e"]


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "gbk", "cp437", ""])
def test_a_command_tells_chinese_to_any_console(encoding) -> None:
    said = speak(encoding, "-m", "scrapy", "sites").decode(encoding or "utf-8")
    assert ("中国西藏网" in said) == (encoding in {"gbk", ""})
    assert (r"\u4e2d\u56fd\u897f\u85cf\u7f51" in said) == (encoding in {"cp1252", "ascii", "cp437"})
