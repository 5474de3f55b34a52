"""One table over all sites: what is wrong first, and an exit code that says whether something is."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.commands.status import SOMETHING_WRONG, WRONG_CALL
from tests.health.reports import put
from tests.health.test_drift import as_ever, night


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """Four sites: well, without its editors since two nights, down since three, and one with a broken report.

    They lie where no books are added up.
    """
    folder = Path(tempfile.mkdtemp())
    tibet, henan = {"540000": 20}, {"410000": 0}
    down = {"articles": 0, "exit_code": 4, "outcome": "no listing page could be read, 1 lost (HTTP 500)"}
    put(folder, "zhuji", *as_ever(43))
    put(folder, "tibet", *as_ever(41), *(night(n, lost=("editor",), regions=tibet) for n in (41, 42)))
    put(folder, "dahe", *as_ever(40), *(night(n, regions=henan, **down) for n in (40, 41, 42)))
    put(folder, "example.gov.cn", *as_ever(43))
    (folder / "example.gov.cn" / "runs" / "20260501T020000000Z.json").write_text("{", encoding="utf-8")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def status(scrapy, data):
    return lambda *options: scrapy("status", "-s", f"DATA_DIR={data}", *options)


def test_what_is_wrong_comes_first_with_its_day_and_a_page_that_shows_it(status) -> None:
    done = status()
    assert done.returncode == SOMETHING_WRONG
    table, *told = done.stdout.split("\n\n")
    header, *rows = table.splitlines()
    assert header.split()[:2] == ["site", "last"]
    assert [row.split()[0] for row in rows] == ["dahe", "tibet", "example.gov.cn", "zhuji"]
    assert "\x1b" not in done.stdout
    dahe, tibet, broken, sums = told
    assert dahe.startswith(
        "dahe: exit 4: no listing page could be read, 1 lost (HTTP 500)\ndahe: 3 runs in a row"
    )
    assert tibet.splitlines() == [
        "tibet: editor in 0% of the articles, 100% before (since 2026-04-12)",
        "  scrapy explain http://www.zhuji.example/42.html",
    ]
    assert "20260501T020000000Z.json is no report of a run" in broken
    assert sums == "4 sites, 3 not well, 49 never run\n"
    (row,) = (row for row in rows if row.startswith("tibet"))
    assert row.split()[3:10] == ["0", "20", "0", "0", "100%", "0%", "100%"]
    assert len(row.split()[-1]) == 10


def test_a_region_shows_its_sites_alone_and_json_is_for_machines(status) -> None:
    done = status("--region", "54", "--json", "--since", "99999d")
    (tibet,) = json.loads(done.stdout)
    assert (tibet["site"], tibet["is_wrong"], tibet["runs"]) == ("tibet", True, 43)
    assert tibet["drifts"][0]["field"] == "editor"


def test_all_is_well_is_exit_code_0(scrapy, tmp_path) -> None:
    put(tmp_path, "zhuji", *(night(number, found=20, ends={"delivered": 20}) for number in range(40)))
    done = scrapy(
        "status", "-s", f"DATA_DIR={tmp_path}"
    )  # its last run was long ago: nobody wants the site any more
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1 sites, 0 not well, 51 never run")
    late = scrapy("status", "-s", f"DATA_DIR={tmp_path}", "--since", "1h")
    assert late.returncode == SOMETHING_WRONG
    assert "zhuji: no run since then" in late.stdout


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--region", "99"), "no site of region 99 has run yet"),
        (("--region", "浙江"), "'浙江' is no region"),
        (("--since", "yesterday"), "a time is a number of days or hours, 7d or 36h, not 'yesterday'"),
        (("tibet",), "it takes options only"),
        (
            ("-s", "DATA_DIR=/no/such/folder"),
            "there is no data folder /no/such/folder: nothing was crawled yet",
        ),
    ],
)
def test_a_wrong_call_is_one_line(status, options, why) -> None:
    done = status(*options)
    assert done.returncode == WRONG_CALL
    assert done.stderr.startswith("scrapy status: ")
    assert why in done.stderr
    assert done.stderr.count("\n") == 1
    assert not done.stdout
