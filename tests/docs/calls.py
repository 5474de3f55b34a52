"""The commands in the documents as what they call: programs, our commands, their options, targets of make."""

import argparse
import re
import shlex
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from scrapy.commands import ScrapyCommand
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from scraper.crawl.spider import NewsSpider
from tests.conftest import ROOT
from tests.docs.pages import Page, code, prose

PYTHON = (".venv/bin/python", "-m")
_JOINTS = frozenset({"|", "||", "&", "&&", ";"})
_INLINE = re.compile(r"`((?:scrapy|make) [a-z][^`]*)`")
_PLACEHOLDER = re.compile(r"\.\.\.|…|\||\[")
"""What makes a command in the text a form of one."""


class Call(NamedTuple):
    """One command of a document: the line as it stands there, and one program of it with its arguments."""

    line: str
    words: tuple[str, ...]

    @property
    def scrapy(self) -> tuple[str, ...] | None:
        """The command of Scrapy with its arguments, None where another program is called."""
        if self.words[0] == "scrapy":
            return self.words[1:]
        return self.words[3:] if self.words[:3] == (*PYTHON, "scrapy") else None


def shown(page: Page) -> list[str]:
    """Return the lines that a document shows after a prompt, an ordinary user's or root's."""
    lines = [line for kind, text in code(page) if kind == "console" for line in text.splitlines()]
    return [line[2:].strip() for line in lines if line.startswith(("$ ", "# "))]


def mentioned(page: Page) -> list[str]:
    """Return the commands that stand in the text of a document, those that are whole."""
    found = (" ".join(one.split()) for one in _INLINE.findall(prose(page)))
    return [one for one in found if not _PLACEHOLDER.search(one)]


def calls(line: str) -> Iterator[Call]:
    """Yield what a line calls, one program after the other; where it writes to is no part of it."""
    words: list[str] = []
    skip = False
    splitter = shlex.shlex(line, posix=True, punctuation_chars="|&;>")
    splitter.commenters, splitter.whitespace_split = "", True
    for word in (*splitter, ";"):
        if word in _JOINTS:
            if words:
                yield Call(line, tuple(words))
            words = []
        elif word == ">":
            skip = True
        elif skip:
            skip = False
        else:
            words.append(word)


class NoSuch(Exception):
    """A document calls something that does not exist."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]  # it does not end the process
        """Raise NoSuch with what is wrong."""
        raise NoSuch(message)


def check_line(line: str, settings: BaseSettings, targets: frozenset[str]) -> None:
    """Return where all that a line calls exists; raise NoSuch or BadArgument with what does not."""
    for call in calls(line):
        check(call, settings, targets)


def check(call: Call, settings: BaseSettings, targets: frozenset[str]) -> None:
    """Return where what a call names exists: command, options, settings, spider and its arguments, target, module."""
    if (words := call.scrapy) is not None:
        _check_scrapy(words, settings)
    elif call.words[0] == "make":
        missing = [word for word in call.words[1:] if "=" not in word and word not in targets]
        if missing:
            raise NoSuch(f"target {missing}")
    elif call.words[:2] == PYTHON and find_spec(call.words[2]) is None:
        raise NoSuch(f"module {call.words[2]}")
    _check_files(call)


def _check_scrapy(words: tuple[str, ...], settings: BaseSettings) -> None:
    name, *arguments = words
    parser = _Parser(conflict_handler="resolve")
    command = _find_command(name)
    command.settings = settings.copy()
    command.add_options(parser)
    given, rest = parser.parse_known_args(arguments)
    if unknown := [word for word in rest if word.startswith("-") and word != "-"]:
        raise NoSuch(f"{name} has no {', '.join(unknown)}")
    for each in given.set or ():
        if each.partition("=")[0] not in settings:
            raise NoSuch(f"setting {each}")
    told: Mapping[str, str] = dict(one.split("=", 1) for one in getattr(given, "spargs", None) or ())
    if name == "crawl":
        spider = get_spider_loader(settings).load(rest[0]) if rest else NewsSpider
        assert issubclass(spider, NewsSpider)
        spider.check_arguments(told)


def _find_command(name: str) -> ScrapyCommand:
    for package in ("scraper", "scrapy"):
        if find_spec(f"{package}.commands.{name}") is not None:
            command: ScrapyCommand = import_module(f"{package}.commands.{name}").Command()
            return command
    raise NoSuch(f"command {name}")


def _check_files(call: Call) -> None:
    """Return where the files of the project that a call reads are there."""
    for word in call.words[1:]:
        own = word.startswith(("deploy/", "requirements/", "scraper/sample/", "tests/"))
        if own and not (ROOT / word).exists():
            raise NoSuch(word)


def own_targets() -> frozenset[str]:
    """Return the targets of the Makefile."""
    return frozenset(
        re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )


def own_settings() -> BaseSettings:
    """Return the settings of the project."""
    return get_project_settings()
