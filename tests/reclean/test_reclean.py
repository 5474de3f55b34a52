"""The command: each archive gives its segments once, all of them one line for each article, and what is wrong is named."""

import json
import os
from pathlib import Path

import pytest

from schemas.reader import read_articles
from schemas.reclean import RecleanReport
from tests.reclean.archives import ENGLISH, HOST, address, fetched, page, write


def report_of(folder: Path) -> RecleanReport:
    return RecleanReport.model_validate_json((folder / "report.json").read_bytes())


def urls_in(file: Path) -> list[str]:
    return [json.loads(line)["url"] for line in file.read_bytes().splitlines()]


def test_archives_become_one_line_for_each_article_and_the_newest_wins(scrapy, tmp_path) -> None:
    write(tmp_path / "in/b.warc.gz", fetched(address(1), page(1)), fetched(address(2), page(2)))
    write(
        tmp_path / "in/a.warc.gz",
        fetched(address(1), page(1, word="后来又补了一车。"), day=1),
        fetched(f"{HOST}/en/1.html", ENGLISH),
    )
    write(tmp_path / "in/c.warc.gz", fetched(address(2), b"", day=2))  # the site broke: the article stands
    done = scrapy("reclean", tmp_path / "in", "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    articles = list(read_articles(tmp_path / "out/articles.jsonl", latest=False))
    assert {one.url for one in articles} == {address(1), address(2)}
    assert ["后来又补了一车" in one.body for one in articles if one.url == address(1)] == [True]
    assert urls_in(tmp_path / "out/rejects.jsonl") == [f"{HOST}/en/1.html"]
    report = report_of(tmp_path / "out")
    assert (report.articles, report.rejections, len(report.cleaned), report.unchanged) == (2, 1, 3, 0)
    assert not list(tmp_path.rglob("*.part"))


def test_what_is_done_is_not_done_again_and_what_changed_is(scrapy, tmp_path) -> None:
    one = write(tmp_path / "in/a.warc.gz", fetched(address(1), page(1)))
    write(tmp_path / "in/b.warc.gz", fetched(address(2), page(2)))
    call = ("reclean", tmp_path / "in/*.warc.gz", "-o", tmp_path / "out")
    assert scrapy(*call).returncode == 0
    first = {path: path.stat().st_mtime_ns for path in (tmp_path / "out/segments").iterdir()}
    write(one, fetched(address(3), page(3)))
    os.utime(one, ns=(1, 1))
    assert scrapy(*call).returncode == 0
    kept = {path for path, at in first.items() if path.stat().st_mtime_ns == at}
    assert {path.name[0] for path in kept} == {"b"}
    assert set(urls_in(tmp_path / "out/articles.jsonl")) == {address(2), address(3)}
    assert report_of(tmp_path / "out").unchanged == 1


def test_one_text_under_two_addresses_that_name_one_ends_once(scrapy, tmp_path) -> None:
    mobile = f"{HOST}/m/t20230612_1001.html"
    write(tmp_path / "in/a.warc.gz", fetched(address(1), page(1)))
    write(tmp_path / "in/b.warc.gz", fetched(mobile, page(1, canonical=address(1))))
    done = scrapy("reclean", tmp_path / "in/a.warc.gz", tmp_path / "in/b.warc.gz", "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert urls_in(tmp_path / "out/articles.jsonl") == [address(1)]
    (refused,) = (tmp_path / "out/rejects.jsonl").read_bytes().splitlines()
    assert (json.loads(refused)["url"], json.loads(refused)["reason"]) == (mobile, "duplicate")


def test_an_archive_that_cannot_be_read_is_named_and_the_others_are_cleaned(scrapy, tmp_path) -> None:
    good = write(tmp_path / "good.warc.gz", fetched(address(1), page(1)))
    (tmp_path / "bad.warc.gz").write_bytes(b"<html>no archive</html>")
    done = scrapy("reclean", good, tmp_path / "bad.warc.gz", tmp_path / "none*.gz", "-o", tmp_path / "out")
    assert done.returncode == 4
    assert "Traceback" not in done.stderr
    assert f"{tmp_path}/bad.warc.gz: no WARC record is in it" in done.stderr
    assert "none*.gz: no file is called so" in done.stderr
    report = report_of(tmp_path / "out")
    assert (report.articles, len(report.failed), report.exit_code) == (1, 2, 4)


def test_a_cut_archive_is_read_as_far_as_it_goes_and_told(scrapy, tmp_path) -> None:
    cut = write(tmp_path / "cut.warc.gz", fetched(address(1), page(1)), fetched(address(2), page(2)))
    cut.write_bytes(cut.read_bytes()[:-400])
    done = scrapy("reclean", cut, "-o", tmp_path / "out")
    assert done.returncode == 3
    assert f"1 passed over in {cut}" in done.stderr
    assert urls_in(tmp_path / "out/articles.jsonl") == [address(1)]


def test_only_wanted_hosts_and_chinese_pages_are_cleaned(scrapy, tmp_path) -> None:
    archive = write(
        tmp_path / "a.warc.gz",
        fetched(address(1), page(1)),
        fetched(f"{HOST}/en/1.html", ENGLISH),
        fetched("http://news.elsewhere.example/1.html", page(2)),
    )
    done = scrapy("reclean", archive, "-o", tmp_path / "out", "--hosts", "shanyang.example", "--lang", "zh")
    assert done.returncode == 0, done.stderr
    (record,) = report_of(tmp_path / "out").cleaned
    assert record.articles == 1
    assert (record.skips["host not wanted"], record.skips["not Chinese"], record.rejections) == (1, 1, {})


WRONG = {
    "no output": (("a.warc.gz",), "name at least one archive, and -o DIR"),
    "no input": (("-o", "{}"), "name at least one archive, and -o DIR"),
    "two engines": (
        ("a.warc.gz", "-o", "{}", "--local", "2", "--scheduler", "tcp://127.0.0.1:1"),
        "not both",
    ),
    "a missing file": (("none.warc.gz", "-o", "{}"), "none.warc.gz: there is no such file or folder"),
    "an empty list": (("{}/empty.txt", "-o", "{}"), "empty.txt: the list is empty"),
    "hosts that are none": (("a", "-o", "{}", "--hosts", "http://a.cn/"), "http://a.cn/ is no host"),
    "an unknown spider": (("a", "-o", "{}", "--spider", "tibt"), "tibt"),
    "a store nobody knows": (("nowhere://a/", "-o", "{}"), "nowhere://a/: "),
}


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_call_is_told_in_a_line(scrapy, tmp_path, words, said) -> None:
    (tmp_path / "empty.txt").write_text("# nothing\n", encoding="utf-8")
    done = scrapy("reclean", *(word.replace("{}", str(tmp_path)) for word in words))
    assert done.returncode in {1, 2}
    assert said in done.stderr
    assert "Traceback" not in done.stderr
