"""`scrapy tail`: what it prints, and how it ends."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import pytest

from tests.feed.sites import begin, deliver, end, lines_of, night
from tests.zygote import Child


@pytest.fixture
def data(tmp_path) -> Path:
    folder = tmp_path / "data"
    night(folder / "tibet", 1, 2)
    night(folder / "people", 3)
    return folder


@pytest.fixture
def tail(scrapy, data) -> Callable[..., subprocess.CompletedProcess[str]]:
    return lambda *args: scrapy("tail", "-s", f"DATA_DIR={data}", *args)


def offsets_in(printed: str) -> list[str]:
    return [json.loads(line)["offset"] for line in printed.splitlines()]


def test_a_line_holds_the_article_as_it_stands_and_the_offset_to_go_on_from(scrapy, tail, data) -> None:
    done = scrapy("tail", "-s", f"DATA_DIR={data}")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [*lines_of(data / "tibet"), *lines_of(data / "people")]
    offsets = offsets_in(done.stdout)
    assert done.stdout.splitlines() == [
        f'{{"offset":"{offset}","article":{line.decode()}}}'
        for offset, line in zip(offsets, lines, strict=True)
    ]
    assert offsets_in(tail("--since", offsets[0]).stdout) == offsets[1:]
    assert offsets_in(tail("--site", "people").stdout) == offsets[2:]
    assert offsets_in(tail("--limit", "2").stdout) == offsets[:2]
    bare = tail("--bare", "--limit", "2")
    assert bare.stdout.encode().splitlines() == lines[:2]
    assert bare.stderr == f"{offsets[1]}\n"
    assert (tail("--since", "end", "--bare").stdout, tail("--since", "end", "--bare").stderr) == (
        "",
        f"{offsets[2]}\n",
    )


QUICK = {"another index", "no site"}
WRONG = {
    "another index": (("--since", "00000000-0"), "is of another index"),
    "no folder": (("-s", "DATA_DIR=/nowhere"), "no data folder"),
    "no offset": (("--since", "12"), "'12' is no offset"),
    "no site": (("--site", "tibt"), "no site 'tibt' was crawled into"),
    "no region": (("--region", "zz"), "'zz' is no region"),
    "no number": (("--limit", "0"), "--limit"),
    "no interval": (("--interval", "nan"), "--interval"),
    "no index": (("--index", "README.md"), "no index of a feed"),
}


@pytest.mark.parametrize(
    ("call", "named"),
    [
        pytest.param(*one, id=name, marks=[pytest.mark.slow] * (name not in QUICK))
        for name, one in WRONG.items()
    ],
)
def test_a_wrong_call_of_tail_ends_with_one_clear_line(tail, call, named) -> None:
    done = tail(*call)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("scrapy tail: ")
    assert named in line


def test_what_is_left_out_is_named_and_the_exit_code_says_so(tail, data) -> None:
    tail()
    (data / "people").rename(data.parent / "moved")
    done = tail()
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr == f"scrapy tail: {data / 'people'} is not there any more: its lines are left out\n"


@contextmanager
def following(zygote, data: Path, *args: str) -> Iterator[tuple[Child, IO[bytes]]]:
    """Yield a command that follows, and what it prints as it comes."""
    pipe = data / "pipe"
    os.mkfifo(pipe)
    call = ("tail", "--follow", "--interval", "0.05", "-s", f"DATA_DIR={data}", *args)
    child = zygote.start(*call, out=pipe, err=data / "stderr")
    with ExitStack() as opened:
        opened.callback(child.kill)
        yield child, opened.enter_context(pipe.open("rb"))


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), pytest.param(signal.SIGINT, 130, marks=pytest.mark.slow)]
)
def test_following_gives_each_line_when_it_is_committed_and_ends_with_a_signal(
    zygote, data, number, code
) -> None:
    with following(zygote, data, "--bare") as (child, printed):
        given = [printed.readline() for _ in range(3)]
        journal = begin(data / "anhui", 4)
        journal.commit()
        given.append(printed.readline())
        deliver(journal, 5)
        end(journal)
        given.append(printed.readline())
        child.kill(number)
        assert printed.read() == b""
        assert child.wait() == code
    assert [line.rstrip() for line in given[3:]] == lines_of(data / "anhui")
    assert (data / "stderr").read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes")
def test_a_reader_that_has_enough_ends_it_without_a_word(zygote, data) -> None:
    with following(zygote, data) as (child, printed):
        printed.readline()
        printed.close()
        assert child.wait() == 0
    assert (data / "stderr").read_text(encoding="utf-8") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes")
def test_a_site_that_appears_later_is_followed(zygote, data) -> None:
    with following(zygote, data, "--site", "people,anhui", "--limit", "2") as (child, printed):
        assert json.loads(printed.readline())["article"]["site"] == "people"
        night(data / "qinghai", 4)
        night(data / "anhui", 5)
        assert json.loads(printed.readline())["article"]["site"] == "anhui"
        assert child.wait() == 0
    assert "it is waited for" in (data / "stderr").read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_full_disk_behind_the_output_is_one_line(zygote, data) -> None:
    log = data / "stderr"
    assert zygote.start("tail", "-s", f"DATA_DIR={data}", out=Path("/dev/full"), err=log).wait() == 5
    (line,) = log.read_text(encoding="utf-8").splitlines()
    assert "No space left" in line
