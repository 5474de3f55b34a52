import json
import shutil
from pathlib import Path

import pytest

from scraper.commands.sites import Command, align, columns

SITES = Path("tests/sites")


def keep_plain_page(folder: Path) -> None:
    shutil.copytree(SITES / "tibet" / "plain", folder / "plain")
    for name in ("listing.html", "listing.json"):
        shutil.copy(SITES / "tibet" / name, folder / name)


@pytest.fixture
def sites(in_process):
    return lambda *args, check=False: in_process(Command, *args, check=check)


def test_each_site_has_a_row_with_its_region_family_and_confidence(sites, capsys) -> None:
    assert sites() == 0
    header, *rows = capsys.readouterr().out.split("\n\n")[0].splitlines()
    assert header.split() == ["site", "name", "region", "family", "confidence", "fixtures", "last", "run"]
    (tibet,) = (row.split() for row in rows if row.startswith("tibet"))
    assert tibet[1:5] == ["中国西藏网", "540000", "trs", "high"]


def test_all_provinces_are_covered(sites, capsys) -> None:
    sites()
    assert "31 of 31 provinces" in capsys.readouterr().out


def test_the_columns_are_straight_with_chinese_names() -> None:
    first, second = align([("中国", "x"), ("a", "y")])
    assert columns(first.partition("x")[0]) == columns(second.partition("y")[0])


def test_fixtures_that_are_read_as_expected_pass(sites, tmp_path, capsys) -> None:
    keep_plain_page(tmp_path / "tibet")
    assert sites("tibet", check=True) == 0
    assert "1 pages and 1 listings checked, 0 failures" in capsys.readouterr().out


def test_a_difference_is_shown_and_ends_with_exit_code_1(sites, tmp_path, capsys) -> None:
    keep_plain_page(tmp_path / "tibet")
    file = tmp_path / "tibet" / "plain" / "expected.json"
    record = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**record, "source": "山阳日报"}), encoding="utf-8")
    assert sites("tibet", check=True) == 1
    shown = capsys.readouterr().out
    assert "plain: source" in shown
    assert "山阳日报" in shown
    assert "1 failures" in shown


def test_a_site_without_fixtures_fails(sites, capsys) -> None:
    assert sites("tibet", check=True) == 1
    assert "2 failures" in capsys.readouterr().out


def test_an_unknown_site_is_named(sites, capsys) -> None:
    assert sites("tibt") == 1
    assert "tibt" in capsys.readouterr().err
