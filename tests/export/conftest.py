import argparse
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from scrapy.utils.project import get_project_settings

from schemas import Article
from scraper.commands.export import Command
from scraper.run_names import moment_of_run
from tests.schemas.written import article, write

FIRST, SECOND = "20230612T072700250Z", "20230613T072700250Z"
"""Two runs of a site."""
assert moment_of_run(FIRST)
assert moment_of_run(SECOND)


class Done(NamedTuple):
    """How an export ended."""

    code: int
    lines: list[str]  # on stderr


Export = Callable[..., Done]


@pytest.fixture
def export(tmp_path, capsys) -> Export:
    """Run `scrapy export` in this process; DATA_DIR is `data` in the test's folder."""

    def run(*args: str | Path) -> Done:
        command = Command()
        command.settings = get_project_settings()
        command.settings.set("DATA_DIR", str(tmp_path / "data"))
        command.exitcode = 0
        parser = argparse.ArgumentParser(conflict_handler="resolve")
        command.add_options(parser)
        options, rest = parser.parse_known_args([str(arg) for arg in args])
        capsys.readouterr()
        command.run(rest, options)
        return Done(command.exitcode, capsys.readouterr().err.splitlines())

    return run


@pytest.fixture
def data(tmp_path) -> Path:
    """A data folder: two sites, two runs, a revision, and what a crawl is writing."""
    folder = tmp_path / "data"
    write(folder / "shanyang" / "articles" / f"{FIRST}.jsonl", *(article(number) for number in range(4)))
    write(
        folder / "tibet" / "articles" / f"{FIRST}.jsonl",
        article(10, site="tibet", region="540000", source=None, section=(), date_raw="昨天"),
    )
    write(
        folder / "shanyang" / "articles" / f"{SECOND}.jsonl",
        article(2, revision=2, title="雨后开镰 更正"),
        article(4, date=article(4).date.replace(month=7), requested_url="https://www.shanyang.example/?4"),
    )
    write(folder / "tibet" / "articles" / f"{SECOND}.jsonl.part", article(11, site="tibet"))
    return folder


NEWEST = [
    *(article(number) for number in (0, 1, 3)),
    article(2, revision=2, title="雨后开镰 更正"),
    article(4, date=article(4).date.replace(month=7), requested_url="https://www.shanyang.example/?4"),
    article(10, site="tibet", region="540000", source=None, section=(), date_raw="昨天"),
]
"""What `data` holds."""


def told(one: Article) -> dict[str, Any]:
    """Return an article as its line has it, moments as moments, and what an export adds."""
    line = {**one.model_dump(mode="json"), "reprint_of": None, "places": None}
    return {**line, "date": one.date, "fetched_at": one.fetched_at}


def query(database: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Return the rows of a question to an SQLite file."""
    with closing(sqlite3.connect(database)) as opened:
        return opened.execute(sql, values).fetchall()


def read_lines(file: Path) -> list[dict[str, Any]]:
    """Return the documents of a file of lines."""
    return [json.loads(line) for line in file.read_bytes().splitlines()]


def group(*members: Article) -> str:
    """Return a line of `scrapy reprints`."""
    told = [
        {
            **{
                key: value
                for key, value in one.model_dump(mode="json").items()
                if key in {"id", "site", "url", "title", "date", "source"}
            },
            "shared": 1,
        }
        for one in members
    ]
    return json.dumps({"schema_version": "1.0.0", "earliest": members[0].id, "source": None, "members": told})
