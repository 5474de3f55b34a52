"""The site of an address is the domain that somebody registered."""

import builtins
import socket
from pathlib import Path

import pytest

from scraper.crawl.links import in_domains
from scraper.crawl.urls import domains
from scraper.crawl.urls.domains import site_of
from scraper.spiders.news import AnySpider


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://economy.southcn.com/node_9.htm", "southcn.com"),
        ("http://www.yunxi.gov.cn/xw/", "yunxi.gov.cn"),
        ("http://zwgk.yunxi.gov.cn/", "yunxi.gov.cn"),
        ("http://www.people.com.cn/", "people.com.cn"),
        ("http://news.shanyang.bj.cn/", "shanyang.bj.cn"),  # a province's own suffix
        ("http://shanyang.github.io/xw/", "shanyang.github.io"),  # a platform's: the site is its owner's
        ("http://www.gov.cn/", "www.gov.cn"),
        ("http://gov.cn/", "gov.cn"),
        ("http://127.0.0.1:8907/", "127.0.0.1"),
        ("http://[2001:db8::1]/xw/", "2001:db8::1"),
        ("http://localhost:80/", "localhost"),
        ("http://www.zhuji.example/", "zhuji.example"),
        ("http://WWW.Yunxi.GOV.cn./xw/", "yunxi.gov.cn"),
        ("http://www.新闻.中国/", "xn--efvy88h.xn--fiqs8s"),
        ("http://www.xn--efvy88h.xn--fiqs8s/", "xn--efvy88h.xn--fiqs8s"),
    ],
)
def test_a_site_is_the_domain_that_somebody_registered(url, site) -> None:
    assert site_of(url) == site
    assert in_domains(url, [site])


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("http://www.yunxi.gov.cn/", "http://www.yunyang.gov.cn/"),
        ("http://shanyang.github.io/", "http://zhashui.github.io/"),
        ("http://www.southcn.com/", "http://www.notsouthcn.com/"),
        ("http://127.0.0.1/", "http://10.127.0.0.1.example/"),
    ],
)
def test_another_s_domain_is_another_site(url, other) -> None:
    assert not in_domains(other, [site_of(url)])


def test_an_undescribed_site_is_its_registered_domain() -> None:
    spider = AnySpider(url="https://economy.southcn.com/node_9.htm")
    assert spider.is_at_home("https://news.southcn.com/node_1/2.shtml")
    assert not spider.is_at_home("https://www.gd.gov.cn/xw/")


def test_the_public_suffixes_cost_no_network_and_no_file(monkeypatch, tmp_path) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("something was asked for")

    opened: list[str] = []
    plain = builtins.open

    def note(file, mode="r", *args, **kwargs):
        opened.append(mode)
        return plain(file, mode, *args, **kwargs)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(builtins, "open", note)
    domains._read_suffixes.cache_clear()
    assert site_of("http://economy.southcn.com/") == "southcn.com"
    assert not list(Path(tmp_path).rglob("*"))
    assert not [mode for mode in opened if set(mode) & set("wax+")]
