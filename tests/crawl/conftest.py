import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def crawl_in_one_process(root) -> Callable[..., None]:
    """Crawl several sites at once: {"family": "module:Class", "name", "declared", "arguments"} each."""

    def crawl(sites: list[dict[str, Any]], data: Path, **settings: object) -> None:
        order = json.dumps({"settings": {"DATA_DIR": str(data), **settings}, "sites": sites})
        done = subprocess.run(
            [sys.executable, "-m", "tests.crawl.crawl_families", order],
            cwd=root, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    return crawl
