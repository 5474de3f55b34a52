"""The loader that consumers begin with: whenever it is killed, each line is loaded once."""

import json
import random
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.feed.sites import lines_of, night
from tests.zygote import Child, Zygote

LOADER = Path(__file__).with_name("loader.txt")


def load(zygote: Zygote, data: Path) -> Child:
    folder = data.parent
    log = folder / "loader.log"
    return zygote.start(
        LOADER, data, folder / "loaded.sqlite", out=log, err=log, program="tests.feed.scripts:run_script"
    )


def loaded(data: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(data.parent / "loaded.sqlite")) as database:
        return database.execute("SELECT site, title FROM articles ORDER BY rowid").fetchall()


def written(data: Path) -> list[tuple[str, str]]:
    articles = [
        json.loads(line) for folder in sorted(data.iterdir()) if folder.is_dir() for line in lines_of(folder)
    ]
    return [(article["site"], article["title"]) for article in articles]


def test_a_loader_that_runs_again_loads_what_is_new(zygote, tmp_path) -> None:
    data = tmp_path / "data"
    for number in range(2):
        night(data / "tibet", 2 * number, 2 * number + 1)
        assert load(zygote, data).wait() == 0
        assert loaded(data) == written(data)
        assert load(zygote, data).wait() == 0
        assert loaded(data) == written(data)


@pytest.mark.slow
def test_a_loader_that_is_killed_again_and_again_loads_each_line_once(zygote, tmp_path) -> None:
    data, moments = tmp_path / "data", random.Random(15)
    for number in range(4):
        night(data / f"site{number}", *range(400))
    killed = 0
    while True:
        child = load(zygote, data)
        timer = threading.Timer(moments.uniform(0.05, 1.0), child.kill)
        timer.start()
        status = child.wait()
        timer.cancel()
        if status == 0:
            break
        killed += 1
    assert killed >= 3
    assert loaded(data) == written(data)
