"""One page on all sites: what it says is what `scrapy status` says, and what cannot be written is told in one line."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.commands.report import NOT_WRITTEN, WRONG_CALL
from tests.views.invented_sites import put_sites


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """Twelve invented sites and a file that is no report, where no books are added up."""
    folder = Path(tempfile.mkdtemp())
    put_sites(folder, 12, 24, datetime.now(UTC))
    (folder / "site03" / "runs" / "20200101T000000000Z.json").write_text("{", encoding="utf-8")
    yield folder
    shutil.rmtree(folder)


def cards(page: str) -> list[int]:
    """Return the numbers at the top of the page."""
    return [int(number.replace(",", "")) for number in re.findall(r"<li[^>]*><b>([\d,]+)</b><span>", page)]


def test_the_page_says_what_status_says(scrapy, data, tmp_path) -> None:
    file = tmp_path / "report.html"
    done = scrapy("report", "-s", f"DATA_DIR={data}", "-o", file, "--since", "20d")
    told = json.loads(scrapy("status", "-s", f"DATA_DIR={data}", "--json", "--since", "20d").stdout)
    assert (done.returncode, done.stderr) == (0, "")
    page = file.read_text(encoding="utf-8")
    sites, wrong, _, new, refused, owed, articles, pages = cards(page)
    assert sites == len(told) == 12
    assert wrong == sum(one["is_wrong"] for one in told) > 0
    assert new == sum(one["trend"][-1] for one in told) > 0
    assert owed == sum(one["owed"] - one["owed_on_purpose"] for one in told) > 0
    assert articles == sum(one["new"] for one in told) > new
    assert pages == sum(one["refused"] for one in told) > refused > 0
    assert "20200101T000000000Z.json is no report of a run" in page
    for one in told:
        for drift in one["drifts"]:
            assert drift["line"].replace("'", "&#39;") in page


@pytest.mark.parametrize(
    ("options", "code", "named"),
    [
        (("-o", "no/such/folder/report.html"), NOT_WRITTEN, "no/such/folder"),
        (("-o", "report.html", "-s", "DATA_DIR=no/such/data"), NOT_WRITTEN, "no/such/data"),
        (("-o", "report.html", "--since", "soon"), WRONG_CALL, "'soon'"),
        pytest.param(("-o", "README.md"), NOT_WRITTEN, "README.md", marks=pytest.mark.slow),
        pytest.param(("-o", "report.html", "--region", "3x"), WRONG_CALL, "'3x'", marks=pytest.mark.slow),
        pytest.param((), WRONG_CALL, "-o FILE", marks=pytest.mark.slow),
    ],
)
def test_what_cannot_be_written_is_told_in_one_line(scrapy, options, code, named) -> None:
    done = scrapy("report", *options)
    assert done.returncode == code
    (line,) = done.stderr.splitlines()
    assert line.startswith("scrapy report: ")
    assert named in line


@pytest.mark.slow
def test_a_region_without_a_run_is_told(scrapy, data, tmp_path) -> None:
    done = scrapy("report", "-s", f"DATA_DIR={data}", "-o", tmp_path / "r.html", "--region", "6599")
    assert (done.returncode, done.stderr) == (
        NOT_WRITTEN,
        "scrapy report: no site of region 6599 has run yet\n",
    )
    assert not (tmp_path / "r.html").exists()


@pytest.mark.slow
def test_a_page_of_an_empty_folder_and_of_broken_reports_alone_is_written(scrapy, tmp_path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    empty = scrapy("report", "-s", f"DATA_DIR={data}", "-o", tmp_path / "r.html")
    assert (empty.returncode, empty.stdout) == (0, f"report    {tmp_path / 'r.html'}: 0 sites, 0 not well\n")
    assert "no run has been recorded yet" in (tmp_path / "r.html").read_text(encoding="utf-8")
    folder = Path(tempfile.mkdtemp())
    (folder / "zhuji" / "runs").mkdir(parents=True)
    (folder / "zhuji" / "runs" / "20260501T020000000Z.json").write_text("[]", encoding="utf-8")
    broken = scrapy("report", "-s", f"DATA_DIR={folder}", "-o", tmp_path / "r.html")
    assert (broken.returncode, broken.stderr) == (0, "")
    assert "1 sites, 1 not well" in broken.stdout
    shutil.rmtree(folder)
