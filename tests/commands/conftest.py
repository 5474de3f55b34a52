from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest
from scrapy.commands import ScrapyCommand
from scrapy.utils.project import get_project_settings

Run = Callable[..., int]


@pytest.fixture
def in_process(tmp_path) -> Run:
    """Run a command that needs no network in this process; return its exit code. Fixtures lie in tmp_path."""

    def run(
        command: type[ScrapyCommand], *args: str | Path, settings: dict | None = None, **options: object
    ) -> int:
        one = command()
        one.settings = get_project_settings()
        one.settings.update(
            {"FIXTURES_DIR": str(tmp_path), "DATA_DIR": str(tmp_path / "data"), **(settings or {})}
        )
        one.exitcode = 0
        one.run([str(arg) for arg in args], Namespace(**options))
        return one.exitcode

    return run
