"""The commands of the documents that need no internet, run on what the crawl of the sample left."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.calls import calls, shown
from tests.docs.pages import english_pages
from tests.docs.runs import RUNS, first_words, plainly
from tests.docs.shell import lay_out, run

SITE = ROOT / "scraper/sample/site"
LINES = tuple(
    dict.fromkeys(
        plainly(line) for page in english_pages() for line in shown(page) if first_words(line) in RUNS
    )
)
"""In the order of the documents: one may need what the one before has written."""
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder in which somebody has run the demo and saved pages."""
    folder = tmp_path_factory.mktemp("reader")
    lay_out(folder)
    shutil.copytree(SITE / "202306", folder / "pages")
    page = next(iter(sorted((folder / "pages").glob("*.html"))))
    shutil.copy(page, folder / "page.html")
    address = f"http://www.example.gov.cn/202306/{page.name}"
    (folder / "manifest.jsonl").write_text(
        f'{{"path": "pages/{page.name}", "url": "{address}"}}\n', encoding="utf-8"
    )
    archive = next((folder / "data/sample/archive").glob("*.warc.gz"))
    shutil.copy(archive, folder / "CC-NEWS-20230612.warc.gz")
    return folder


@pytest.mark.parametrize("line", LINES)
def test_a_command_that_a_document_shows_runs(line, folder) -> None:
    for call in calls(line):
        if not call.scrapy and shutil.which(call.words[0]) is None:
            pytest.skip(f"there is no {call.words[0]} on this machine")
    done = run(line, folder)
    if "pip install 'difang[" in done.stderr:
        pytest.skip(done.stderr.strip())
    first = first_words(line)
    assert first is not None
    assert done.returncode in RUNS[first], done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout or done.stderr or ">" in line or " -o " in line
