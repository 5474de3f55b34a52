"""What docs/consume.md shows is run, with the real libraries, on what the sample's crawl wrote."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.consumers.documents import Example, agrees, read_examples
from tests.docs.shell import lay_out, run

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = ("curl", "datamodel-codegen", "npx")
"""Commands that speak to somebody's server, and the generators that test_generated_types.py runs."""
EXAMPLES = [one for one in read_examples(ROOT / "docs/consume.md") if not one.code.startswith(ELSEWHERE)]
LIBRARIES = ("pandas", "polars", "datasets")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with `data/`, as `make demo` leaves it."""
    for library in LIBRARIES:
        pytest.importorskip(library, reason="of the group `consumers`: make test-all installs it")
    folder = tmp_path_factory.mktemp("consumer")
    lay_out(folder)
    return folder


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=[f"{number} {one.heading}" for number, one in enumerate(EXAMPLES)]
)
def test_what_the_document_shows_is_what_is_printed(example: Example, folder) -> None:
    tool = example.code.split()[0]
    if example.is_command and tool != "scrapy" and shutil.which(tool) is None:
        pytest.skip(f"there is no {tool} on this machine")
    done = run(
        example.code if example.is_command else [sys.executable, "-W", "error", "-c", example.code], folder
    )
    assert done.returncode == 0, done.stderr
    if example.printed is not None:
        assert agrees(example.printed, done.stdout), done.stdout


def test_there_are_examples_of_each_tool() -> None:
    headings = {one.heading for one in EXAMPLES}
    assert {
        "Python",
        "pandas",
        "Polars",
        "PyArrow",
        "DuckDB",
        "Hugging Face datasets",
        "Spark",
        "jq",
    } <= headings
    assert {"Elasticsearch and OpenSearch"} <= headings
    assert sum(one.printed is not None for one in EXAMPLES) >= len(EXAMPLES) // 2
