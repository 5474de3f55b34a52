"""A line that changes on a terminal; plain lines, and no control character, anywhere else."""

import logging
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from scraper.console.progress import Progress, Standing, fit
from tests.console.terminals import Seen, open_terminal
from tests.served import Site
from tests.stories import HASTE, article, listing, name

XTERM = {"TERM": "xterm-256color"}
LINE = re.compile(r"sample: \d+ (?:of \d+ )?page")


@pytest.fixture
def busy(site) -> Site:
    site.put("/", listing(*range(6)))
    for number in range(6):
        site.put(name(number), article(number) if number else b"<p>short</p>")
    return site


@pytest.fixture
def on_terminal(zygote) -> Callable[..., str]:
    """Return what a command writes to a terminal of its own."""

    def run(*argv: str | Path, columns: int = 100, **environment: str) -> str:
        with open_terminal(columns) as (terminal, read):
            environment = {**XTERM, "COLUMNS": f"{columns}", **environment}
            child = zygote.start(*argv, out=terminal, err=terminal, environment=environment)
            child.wait()
            return read()

    return run


def crawl(site: Site, data: Path, *options: str) -> list[str]:
    settings = ("-s", f"DATA_DIR={data}", "-s", "ALLOW_PRIVATE_HOSTS=1", *HASTE)
    return ["crawl", "sample", "-a", f"url={site.address}/", *settings, *options]


def test_on_a_terminal_a_line_neither_tears_the_log_nor_stays(busy, on_terminal, tmp_path) -> None:
    written = on_terminal(*crawl(busy, tmp_path))
    seen = Seen(written)
    assert LINE.search(written)
    assert not LINE.search(seen.text)
    assert seen.cursor
    assert all(line.count(" INFO: ") <= 1 for line in seen.text.splitlines())
    assert f" INFO: <Rejection no_body: the page prints no body {busy.address}{name(0)}>\n" in seen.text
    assert seen.text.rstrip().endswith("] INFO: Spider closed (finished)")


def test_in_a_pipe_a_crawl_writes_no_control_character(busy, scrapy, tmp_path) -> None:
    done = scrapy(*crawl(busy, tmp_path))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", done.stderr + done.stdout)
    assert not LINE.search(done.stderr)


@pytest.mark.slow
@pytest.mark.parametrize("columns", [12, 40, 79, 300])
def test_a_line_is_never_longer_than_the_terminal_is_wide(busy, on_terminal, tmp_path, columns) -> None:
    written = on_terminal(*crawl(busy, tmp_path), columns=columns)
    lines = [
        line for line in re.split(r"[\r\n]|\x1b\[[?\d]*[A-Za-z]", written) if line.startswith("sample: ")
    ]
    assert lines
    assert max(map(len, lines)) <= columns
    assert not LINE.search(Seen(written, columns).text)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environment", "options"),
    [({"TERM": "dumb"}, ()), ({}, ("-s", "LOG_FORMAT=json")), ({}, ("-O", "-:jsonlines"))],
)
def test_a_line_that_could_not_change_or_would_tear_others_is_not_shown(
    busy, on_terminal, tmp_path, environment, options
) -> None:
    written = on_terminal(*crawl(busy, tmp_path, *options), **environment)
    assert "\x1b" not in written
    assert not LINE.search(written)


@pytest.mark.slow
def test_without_colour_there_is_a_line_and_no_colour(busy, on_terminal, tmp_path) -> None:
    written = on_terminal(*crawl(busy, tmp_path), NO_COLOR="1")
    assert LINE.search(written)
    assert not re.search(r"\x1b\[[\d;]*m", written)


@pytest.mark.slow
def test_force_color_puts_nothing_into_a_pipe(busy, zygote, tmp_path) -> None:
    out, err = tmp_path / "out", tmp_path / "err"
    forced = {"FORCE_COLOR": "1", "TTY_COMPATIBLE": "1", **XTERM}
    zygote.start(*crawl(busy, tmp_path), out=out, err=err, environment=forced).wait()
    assert b"\x1b" not in err.read_bytes() + out.read_bytes()


def test_a_log_has_a_line_a_minute(caplog) -> None:
    seconds = iter(range(0, 1000, 10))
    with caplog.at_level(logging.INFO), Progress("clean", changing=False, clock=lambda: next(seconds)) as one:
        for pages in range(20):
            one.show(Standing(pages, pages, total=20))
    assert len(caplog.messages) == 3
    assert caplog.messages[1] == "clean: 10 of 20 pages (50 %), 10 new, 0 refused, 2 min left, 6 a minute"


@pytest.mark.parametrize("width", [1, 10, 30, 60, 200])
def test_what_matters_most_is_never_left_out(width) -> None:
    assert fit("tibet", Standing(412, 390, 22, 630), 2.0, width).startswith("tibet: 412 of 630 pages")
