"""What a command loads before it does anything: what it needs."""

import os
import subprocess
import sys

import pytest

LOADED = """
import atexit, sys
atexit.register(lambda: print(*sorted(sys.modules), file=sys.__stdout__))
from scrapy.cmdline import execute
execute()
"""


def modules_of(*argv: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *argv], capture_output=True, text=True, check=False, env=os.environ
    )
    return set(done.stdout.split())


@pytest.mark.slow
def test_a_crawl_loads_no_other_command_and_no_reader_of_articles_before_it_has_one() -> None:
    loaded = modules_of("crawl", "nobody")
    assert "scraper.commands.crawl" in loaded
    assert not {"scraper.commands.clean", "scraper.commands.export", "scraper.views"} & loaded
    assert (
        not {"pipelines.flow", "pipelines.strip", "pipelines.restore", "pipelines.extract.date.forms"}
        & loaded
    )
    assert not {"trafilatura", "aiohttp", "rich.console", "jinja2"} & loaded
