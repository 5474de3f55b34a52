import sys
from importlib import import_module

import pytest

from scraper.commands.genspider import Command
from scraper.crawl.spider import NewsSpider


@pytest.fixture
def generate(in_process, tmp_path, monkeypatch):
    (tmp_path / "invented_spiders").mkdir()
    (tmp_path / "invented_spiders" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    settings = {"NEWSPIDER_MODULE": "invented_spiders", "SPIDER_MODULES": ["invented_spiders"]}
    options = {"list": False, "dump": None, "edit": False, "force": False, "template": "news"}
    yield lambda *args, **chosen: in_process(Command, *args, settings=settings, **{**options, **chosen})
    for name in [name for name in sys.modules if name.startswith("invented_spiders")]:
        del sys.modules[name]


def test_a_news_spider_comes_with_its_folder_and_its_next_steps(generate, tmp_path, capsys) -> None:
    assert generate("shanyang", "https://www.shanyang.example/xw/") == 0
    assert (tmp_path / "shanyang").is_dir()
    assert "scrapy keep shanyang https://www.shanyang.example/xw/ listing" in capsys.readouterr().out
    spider = import_module("invented_spiders.shanyang").ShanyangSpider
    assert issubclass(spider, NewsSpider)
    assert spider.confidence == "low"
    assert spider().is_article("https://www.shanyang.example/xw/202306/t20230612_77.html")


def test_the_templates_of_scrapy_stay_available(generate, scrapy) -> None:
    told = scrapy("genspider", "--list").stdout
    assert {"basic", "crawl", "csvfeed", "xmlfeed", "news"} <= set(told.split())
    generate("plain", "https://www.shanyang.example/", template="basic")
    assert import_module("invented_spiders.plain").PlainSpider.name == "plain"
