"""An article on several pages becomes one: its text, and what was undone in all of its parts."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import clean
from pipelines.joining import join_texts
from pipelines.restore import damage
from schemas import Article, Page, Reason, Rejection

FIRST = "<p>山阳县城关街道昨日举行春耕农资对接会，二十三家合作社的负责人到场选种选肥。</p>"
SECOND = "“今年的收成真不错。”柳湾村党支部书记说，全县的发展潜力巨大，经济区的产业园已经开工。"


def page(paragraphs: str) -> bytes:
    head = "<h1>春耕农资对接会开得热闹</h1><div>2023-06-12 15:27 来源：山阳日报</div>"
    return f'<html><meta charset="utf-8"><body>{head}<div id="text">{paragraphs}</div></body></html>'.encode()


def read(*parts: bytes) -> Article:
    result = clean_parts(*parts)
    assert isinstance(result, Article), result
    return result


def clean_parts(*parts: bytes) -> Article | Rejection:
    first, *further = parts
    fetched_at = datetime(2023, 6, 13, tzinfo=UTC)
    return clean(
        Page(
            url="https://www.shanyang.example/1.html", body=first, parts=tuple(further), fetched_at=fetched_at
        )
    )


@pytest.mark.parametrize(
    ("title", "says", "reason"),
    [
        ("提示", "您访问的页面不存在", Reason.SOFT_404),
        ("404 Not Found", "Not Found", Reason.SOFT_404),
        ("出错了", "抱歉，您要访问的内容已被删除，或者地址有误。", Reason.SOFT_404),
        ("山阳日报", "请先登录后查看全文", Reason.LOGIN_WALL),
    ],
)
def test_a_notice_in_the_place_of_a_part_refuses_the_article(title, says, reason) -> None:
    notice = f"<html><meta charset='utf-8'><title>{title}</title><body><p>{says}</p></body></html>".encode()
    result = clean_parts(page(FIRST), notice)
    assert isinstance(result, Rejection)
    assert result.reason == reason
    assert result.detail.startswith("part 2 of the article")


@pytest.mark.parametrize(
    "paragraphs",
    ["<p>（完）</p>", "<p><img src='a.jpg'><img src='b.jpg'><img src='c.jpg'><img src='d.jpg'></p>", ""],
)
def test_a_last_part_may_be_as_short_as_it_likes(paragraphs) -> None:
    assert read(page(FIRST), page(f"<div><a href='/'>用户登录</a></div>{paragraphs}")).body


def test_a_part_that_was_restored_counts_in_the_record() -> None:
    article = read(page(FIRST), page(f"<p>{damage(SECOND)}</p>"))
    assert article.body.endswith(SECOND)
    assert {"shift", "pinyin"} <= set(article.restored.kinds)
    assert article.restored.edits > 0


def test_sound_parts_leave_nothing_to_undo() -> None:
    article = read(page(FIRST), page(f"<p>{SECOND}</p>"))
    assert (article.restored.kinds, article.restored.edits, article.restored.exact) == ((), 0, True)


LINES = st.lists(st.text(alphabet="山阳麦收开镰。", min_size=1, max_size=8), min_size=1, max_size=6)


@given(LINES, LINES)
def test_joining_keeps_every_line_of_both(above, below) -> None:
    joined = join_texts("\n".join(above), "\n".join(below)).split("\n")
    assert set(joined) == set(above) | set(below)
    assert len(joined) <= len(above) + len(below)


@given(LINES)
def test_a_part_that_repeats_the_whole_adds_nothing(lines) -> None:
    text = "\n".join(lines)
    assert join_texts(text, text) == text
