"""Which sites a fleet crawls: all, those of some regions, those that are named."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from scrapy.utils.project import get_project_settings

from scraper.crawl.spider import BadArgument
from scraper.fleet.choosing import BadChoice, Choice, Task, choose_tasks, read_regions
from scraper.fleet.turns import choose_next
from scraper.spiders.tibet import TibetSpider
from tests.stories import HASTE, article, listing, name

Choose = Callable[..., dict[str, Task]]


@pytest.fixture
def choose(tmp_path) -> Choose:
    def run(
        regions: str = "",
        *names: str,
        arguments: Mapping[str, str] | None = None,
        deadline: str | None = None,
    ) -> dict[str, Task]:
        settings = get_project_settings()
        settings.set("DATA_DIR", str(tmp_path))
        if deadline is not None:
            settings.set("SITE_DEADLINE", deadline, "cmdline")
        tasks = choose_tasks(settings, Choice(read_regions(regions), names, arguments or {}))
        return {task.name: task for task in tasks}

    return run


def test_all_described_sites_are_chosen_where_nothing_is_said(choose, tmp_path) -> None:
    tasks = choose()
    assert len(tasks) > 50
    assert not {"news", "sample"} & tasks.keys()
    assert all(
        task.hosts and task.deadline > 0 and task.folder == tmp_path / name for name, task in tasks.items()
    )


def test_a_region_chooses_its_sites_and_of_a_national_site_its_channel(choose) -> None:
    tasks = choose("33")
    assert {"zjol", "people"} <= tasks.keys()
    assert "xzxw" not in tasks
    assert tasks["people"].arguments == {"channel": "zj"}
    assert choose("330000").keys() == tasks.keys()
    assert choose("33,54")["people"].arguments == {"channel": "xz,zj"}
    assert choose("33", "people", "tibet").keys() == {"people"}


def test_arguments_are_checked_before_anything_starts(choose) -> None:
    assert choose("", "tibet", arguments={"since": "2023-06-01"})["tibet"].arguments == {
        "since": "2023-06-01"
    }
    with pytest.raises(BadArgument, match="gestern"):
        choose("", "tibet", arguments={"since": "gestern"})
    with pytest.raises(BadArgument, match="has no argument 'colour'"):
        choose("", "tibet", arguments={"colour": "red"})


@pytest.mark.parametrize(
    ("regions", "names", "why"),
    [
        ("99", (), "no site is of region 99"),
        ("33", ("tibet",), "no site among tibet is of region 33"),
        ("zhejiang", (), "'zhejiang' is no region"),
        ("3", (), "'3' is no region"),
        ("", ("tibbet",), "no site is called 'tibbet' (near: tibet)"),
        ("", ("http://[",), "no site is called 'http://['"),
        ("", ("news",), "no site is called 'news'"),
    ],
)
def test_what_names_no_site_is_an_error_of_one_line(choose, regions, names, why) -> None:
    with pytest.raises(BadChoice) as told:
        choose(regions, *names)
    assert why in str(told.value)
    assert "\n" not in str(told.value)


def test_a_site_that_nobody_described_is_named_by_its_host_and_begins_where_it_began(
    choose, scrapy, site, tmp_path
) -> None:
    site.put("/xw/", listing(1, 2))
    site.put(name(1), article(1))
    site.put(name(2), article(2))
    url = f"{site.address}/xw/"
    scrapy("crawl", "news", "-a", f"url={url}", "-s", f"DATA_DIR={tmp_path}", *HASTE)
    task = choose("", "news")["news"]
    assert (task.spider, dict(task.arguments), task.folder) == ("news", {"url": url}, tmp_path / "news")
    assert "news" not in choose()


@pytest.mark.parametrize("none", ["soon", "-1", "nan", "inf", ""])
def test_a_deadline_that_is_none_is_an_error_that_names_where_it_stands(choose, none) -> None:
    with pytest.raises(BadChoice, match="SITE_DEADLINE is a number of seconds, 0 for none"):
        choose("", "tibet", deadline=none)


def test_a_deadline_of_the_command_line_goes_before_that_of_a_site(choose, monkeypatch) -> None:
    monkeypatch.setattr(TibetSpider, "custom_settings", {"SITE_DEADLINE": 60})
    assert choose("", "tibet")["tibet"].deadline == 60
    assert choose("", "tibet", deadline="9")["tibet"].deadline == 9
    monkeypatch.setattr(TibetSpider, "custom_settings", {"SITE_DEADLINE": None})
    assert choose("", "tibet")["tibet"].deadline == 14_400


def task(name: str, *hosts: str) -> Task:
    return Task(name, Path(name), frozenset(hosts))


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (("people.com.cn",), ("zj.people.com.cn",), True),
        (("zj.people.com.cn",), ("js.people.com.cn",), False),
        (("people.com.cn",), ("apeople.com.cn",), False),
        (("a.cn", "b.cn"), ("c.cn", "b.cn"), True),
        ((), ("a.cn",), False),
    ],
)
def test_two_sites_share_a_host_where_one_asks_what_the_other_asks(one, other, shared) -> None:
    tasks = task("one", *one), task("other", *other)
    for first, second in (tasks, tasks[::-1]):
        assert (choose_next([first], [second]) is None) is shared
