from pathlib import Path

import pytest

from scraper.commands.suggest import Command
from scraper.sample.server import serve

TIBET = Path("tests/sites/tibet")
HASTE = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")
UNKNOWN = Path("tests/sites/unknown")


@pytest.fixture
def suggest(in_process, tmp_path):
    return lambda *args, output=None: in_process(Command, *args, name="guessed", output=output, html=None)


def test_a_listing_and_two_articles_give_a_spider(suggest, capsys) -> None:
    assert suggest(TIBET / "listing.html", TIBET / "plain/page.html", TIBET / "reprint/page.html") == 0
    shown = capsys.readouterr().out
    assert "family    trs" in shown
    code = shown[shown.index('"""') :]
    namespace: dict = {}
    exec(compile(code, "guessed.py", "exec"), namespace)
    spider = namespace["GuessedSpider"]
    assert spider.article_links == "div.listnews a"
    assert spider.rules.byline == ("div.info",)
    assert spider.rules.body == ("#text",)
    assert spider().is_article("http://www.tibet.cn/cn/Instant/local/202306/t20230612_7438071.html")
    assert len([line for line in code.splitlines() if line.strip()]) <= 20


def test_the_values_and_the_doubts_are_shown(suggest, capsys) -> None:
    suggest(TIBET / "listing.html", TIBET / "plain/page.html")
    shown = capsys.readouterr().out
    assert "source  中国西藏网  [site]" in shown
    assert "unsure    region" in shown


@pytest.mark.parametrize("family", ["enorth", "founder", "phpcms", "dedecms", "wordpress"])
def test_a_family_is_named_by_one_article(suggest, capsys, family) -> None:
    suggest(UNKNOWN / family / "page.html")
    shown = capsys.readouterr().out
    assert f"family    {family}" in shown
    assert "unsure    start_urls, article_links: no listing among the pages" in shown


def test_nothing_to_read_ends_with_exit_code_1(suggest, tmp_path, capsys) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    assert suggest(tmp_path / "empty.html") == 1
    assert suggest("missing.html") == 1
    assert "missing.html" in capsys.readouterr().err


def test_a_live_listing_is_enough(scrapy, tmp_path) -> None:
    file = tmp_path / "guessed.py"
    with serve(0) as address:
        done = scrapy("suggest", address, "--name", "guessed", "-o", file, *HASTE)
    assert done.returncode == 0, done.stderr
    assert "family    trs" in done.stdout
    assert done.stdout.count("article   http") == 3
    assert 'article_links = "div.listnews a"' in file.read_text(encoding="utf-8")
