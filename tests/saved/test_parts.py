"""An article of several pages that somebody has saved is whole and stands once, in whatever order they lie."""

import gzip

import pytest

from tests.saved.stock import FIRST, HOST, NAMES, OTHER, PARTS, SECOND, TEXT, THIRD, article, kinds, pager
from tests.storage.warcs import packed, response, save


def test_the_parts_of_an_article_are_joined_in_whatever_order_they_lie(cleaned, tmp_path) -> None:
    alone = article("另一篇：城关街道开会")
    save(tmp_path / "a.warc.gz", {SECOND: PARTS[SECOND], OTHER: alone, FIRST: PARTS[FIRST]})
    save(tmp_path / "b.warc", {THIRD: PARTS[THIRD]}, compressed=False)
    articles, rejections, skips = cleaned(tmp_path)
    assert {one.url for one in articles} == {FIRST, OTHER}
    whole = next(one for one in articles if one.url == FIRST)
    assert [part in whole.body for part in ("第一页", "第二页", "第三页")] == [True] * 3
    assert not rejections
    assert kinds(skips) == {"further part": 2}
    assert not any(skip.passed_over for skip in skips)


def test_the_parts_of_many_records_in_one_member_are_joined(cleaned, tmp_path) -> None:
    records = [response(url, PARTS[url]) for url in (THIRD, SECOND, FIRST)]
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(b"".join(records)))
    ((one,), _, skips) = cleaned(tmp_path)
    assert "第三页" in one.body
    assert kinds(skips) == {"further part": 2}


@pytest.mark.parametrize(("lost", "why"), [(None, "not among"), ("404 Not Found", "HTTP 404")])
def test_an_article_with_a_missing_part_is_refused_as_in_a_crawl(cleaned, tmp_path, lost, why) -> None:
    records = [response(FIRST, PARTS[FIRST]), response(SECOND, PARTS[SECOND])]
    records += [response(THIRD, b"", lost)] if lost else []
    (tmp_path / "a.warc.gz").write_bytes(packed(*records))
    articles, (refused,), _ = cleaned(tmp_path)
    assert not articles
    assert refused.reason.value == "unreachable"
    assert f"part 3 of the article, {THIRD}" in refused.detail
    assert why in refused.detail


def test_an_article_with_a_missing_part_is_marked_where_that_is_wanted(cleaned, tmp_path) -> None:
    save(tmp_path / "a.warc.gz", {FIRST: PARTS[FIRST], SECOND: PARTS[SECOND]})
    ((one,), _, _) = cleaned(tmp_path, keep_partial=True)
    assert "partial" in one.evidence.body
    assert "第二页" in one.body


def test_a_part_whose_article_is_not_there_is_no_article(cleaned, tmp_path) -> None:
    save(tmp_path / "a.warc.gz", {SECOND: PARTS[SECOND], OTHER: article()})
    ((one,), rejections, (skip,)) = cleaned(tmp_path)
    assert one.url == OTHER
    assert not rejections
    assert (skip.kind, skip.passed_over) == ("further part", True)
    assert FIRST in skip.detail


def test_the_second_page_of_a_list_is_refused_and_not_missed(cleaned, tmp_path) -> None:
    links = "".join(f"<li><a href='/xw/{n}.html'>山阳县第{n}组今日开镰收麦忙</a></li>" for n in range(12))
    page = f"<html><title>要闻</title><body>{links}<a href='/list.php?cid=7'>1</a></body></html>".encode()
    save(tmp_path / "a.warc.gz", {f"{HOST}/list.php?cid=7&page=2": page})
    _, (refused,), skips = cleaned(tmp_path)
    assert refused.reason.value == "list_page"
    assert not skips


@pytest.mark.parametrize(
    "article_url", ["/xw/2023/77.shtml", "/plus/view.php?aid=7", "/n/2023/0612/c1-77.html"]
)
def test_a_part_behind_a_missing_one_is_no_article(cleaned, tmp_path, article_url) -> None:
    first = f"{HOST}{article_url}"
    stem, dot, ending = first.rpartition(".")
    second, third = (f"{first}&pageno={n}" if "?" in first else f"{stem}_{n}{dot}{ending}" for n in (2, 3))
    links = pager(first, second, third)
    save(tmp_path / "a.warc.gz", {third: article(pager=links), first: article(pager=links)})
    articles, (refused,), (skip,) = cleaned(tmp_path)
    assert not articles
    assert f"part 2 of the article, {second}" in refused.detail
    assert (skip.kind, skip.passed_over) == ("further part", True)


def test_a_part_behind_a_redirect_is_joined(cleaned, tmp_path) -> None:
    secure = SECOND.replace("http:", "https:").replace("www.", "WWW.")
    first = article(text="第一页：" + TEXT, pager=pager(*NAMES[:2]))
    last = article(text="第二页：" + TEXT, pager=pager(*NAMES[:2]))
    moved = response(SECOND, b"", "302 Found", Location=secure)
    (tmp_path / "a.warc").write_bytes(response(FIRST, first) + moved + response(secure, last))
    ((one,), rejections, _) = cleaned(tmp_path)
    assert "第二页" in one.body
    assert not rejections


def test_a_part_that_leads_away_is_missing(cleaned, tmp_path) -> None:
    moved = response(SECOND, b"", "302 Found", Location=OTHER)
    (tmp_path / "a.warc").write_bytes(response(FIRST, PARTS[FIRST]) + moved + response(OTHER, article()))
    ((one,), (refused,), _) = cleaned(tmp_path)
    assert one.url == OTHER
    assert f"leads away, to {OTHER}" in refused.detail


def test_a_part_that_leads_back_to_its_article_is_missing(cleaned, tmp_path) -> None:
    moved = response(SECOND, b"", "302 Found", Location=FIRST)
    (tmp_path / "a.warc").write_bytes(response(FIRST, PARTS[FIRST]) + moved)
    articles, (refused,), _ = cleaned(tmp_path)
    assert not articles
    assert f"leads away, to {FIRST}" in refused.detail


@pytest.mark.parametrize("folder", ["/xw/", "/xw/20230612"])
def test_articles_with_numbers_behind_a_list_s_address_are_no_parts_of_it(cleaned, tmp_path, folder) -> None:
    titles = {f"{folder.rstrip('/')}/{n}": f"山阳县第{n}组今日开镰收麦忙" for n in range(2, 14)}
    links = "".join(f"<li><a href='{path}'>{title}</a> 2023-06-12</li>" for path, title in titles.items())
    page = f"<html><head><title>要闻_山阳新闻网</title></head><body><ul>{links}</ul></body></html>".encode()
    back = f"<a href='{folder}'>要闻</a>"
    articles = {f"{HOST}{path}": article(title, pager=back) for path, title in titles.items()}
    save(tmp_path / "a.warc.gz", {f"{HOST}{folder}": page, **articles})
    found, rejections, skips = cleaned(tmp_path)
    assert {one.url for one in found} == articles.keys()
    assert [one.reason.value for one in rejections] == ["list_page"]
    assert not skips


def test_saved_parts_with_the_addresses_of_a_manifest_are_joined(cleaned, tmp_path) -> None:
    for number, url in enumerate(PARTS):
        (tmp_path / f"{number}.html").write_bytes(PARTS[url])
    urls = {f"{number}.html": url for number, url in enumerate(PARTS)}
    ((one,), _, skips) = cleaned(tmp_path, urls=urls)
    assert "第三页" in one.body
    assert kinds(skips) == {"further part": 2}


def test_saved_parts_that_lead_to_one_another_are_joined(cleaned, tmp_path) -> None:
    for name, body in zip(NAMES, PARTS.values(), strict=True):
        (tmp_path / name).write_bytes(body)
    ((one,), _, _) = cleaned(tmp_path)
    assert "第三页" in one.body
    assert "partial" not in one.evidence.body


def test_a_saved_page_without_its_further_parts_is_marked(cleaned, tmp_path) -> None:
    (tmp_path / NAMES[0]).write_bytes(PARTS[FIRST])
    ((one,), _, _) = cleaned(tmp_path / NAMES[0])
    assert "partial" in one.evidence.body


def test_a_saved_part_alone_is_left_as_it_is(cleaned, tmp_path) -> None:
    (tmp_path / NAMES[1]).write_bytes(PARTS[SECOND])
    ((one,), _, _) = cleaned(tmp_path)
    assert "第二页" in one.body
