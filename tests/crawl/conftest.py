import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def crawl_in_one_process(zygote, tmp_path_factory) -> Callable[..., None]:
    """Crawl several sites at once: {"family": "module:Class", "name", "declared", "arguments"} each."""
    folder = tmp_path_factory.mktemp("output")

    def crawl(sites: list[dict[str, Any]], data: Path, **settings: object) -> None:
        order = json.dumps({"settings": {"DATA_DIR": str(data), **settings}, "sites": sites})
        done = zygote.run(order, program="tests.crawl.crawl_families:main", folder=folder)
        assert done.returncode == 0, done.stderr

    return crawl
