"""What is answered to a post or an article is none of its text, however few the answers are."""

from datetime import UTC, datetime

import pytest

from pipelines import clean
from schemas import Article, Page

POST = (
    "历时两年的云溪老城墙保护修缮工程近日完工，本周六起免费向市民开放。",
    "此次修缮的城墙全长一千二百米，包括东门瓮城和两座敌楼，修缮中使用旧城砖四万余块。",
)
TITLE = "云溪老城墙修缮完工，本周六免费开放"
ANSWER = "支持一下，终于修好了，周末带孩子去看看，顺便尝尝门口的米糕。"


def body_of(inner: str) -> list[str]:
    page = Page(
        url="http://bbs.yunxi.example/thread-88123-1-1.html",
        body=f"<meta charset=utf-8><title>{TITLE} - 云溪论坛</title><body>{inner}</body>".encode(),
        content_type="text/html",
        fetched_at=datetime(2026, 11, 20, tzinfo=UTC),
    )
    made = clean(page)
    assert isinstance(made, Article)
    return made.body.split("\n")


def thread(mark: str, lines: int = 2) -> str:
    text = "".join(f"{line}<br><br>" for line in POST[:lines])
    first = f"<div id=p1><div><a>城墙根下</a></div><div>楼主 发表于 2026-4-16 09:40</div><div class=t>{text}</div></div>"
    answer = f"<div id=p2><div><a>东门阿叔</a></div><div>{mark}</div><div class=t>{ANSWER}</div></div>"
    return f"<div><h1>{TITLE}</h1>{first}{answer}</div>"


@pytest.mark.parametrize(
    "mark",
    [
        "沙发 发表于 2026-4-16 10:02:45", "板凳 发表于 1 小时前", "发表于 半小时前", "2楼 发表于: 2026-04-16 13:51",
        "2# 发表于 昨天 12:01", "東門 發表於 2026-4-16 10:02", "发表于 前天 09:10 | 只看该作者",
        "2F 匿名网友 2026-04-16", "#2 2026-04-16 13:51", "回复于：2026-04-16 13:51",
    ],
)  # fmt: skip
@pytest.mark.parametrize("lines", [1, 2])
def test_the_answers_of_a_thread_are_no_text(mark: str, lines: int) -> None:
    assert body_of(thread(mark, lines)) == list(POST[:lines])


@pytest.mark.parametrize(
    "comment",
    [
        "<h2>读者留言</h2><div><b>槐花</b><time>2小时前</time><p>{}</p></div>",
        "<h3>热门评论</h3><div><b>山里娃</b><p>{}</p><em>04-16 08:10</em><a>回复</a></div>",
        "<div>网友评论</div><div>1楼 匿名网友 于 2026-4-16 20:17 说：<br>{}</div>",
        "<h3>全部评论（1）</h3><div>听雨</div><div>{}</div><div>1天前</div>",
    ],
)
@pytest.mark.parametrize("lines", [1, 2])
def test_a_lone_comment_is_no_text(comment: str, lines: int) -> None:
    text = "".join(f"<p>{line}</p>" for line in POST[:lines])
    inner = f"<article><h1>{TITLE}</h1><div>2026-04-16 09:40 来源：云溪日报</div>{text}</article><section>{comment.format(ANSWER)}</section>"
    assert body_of(inner) == list(POST[:lines])


def test_a_counter_of_comments_in_front_of_the_headline_hides_no_article() -> None:
    text = "".join(f"<p>{line}</p>" for line in POST)
    head = f"<h1>{TITLE}</h1><div>原创 2026-04-16 14:05 · 城墙故事</div>"
    assert body_of(
        f"<div><div>评论 12</div><div>赞</div><div>收藏</div><div>{head}{text}</div></div>"
    ) == list(POST)


def test_a_date_below_a_summary_is_no_mark_of_an_answer() -> None:
    long = "".join(f"<p>{line}</p>" for line in (POST[1] + str(at) for at in range(20)))
    inner = f"<div><h1>{TITLE}</h1><div>{POST[0]}</div><div>城墙故事 发表于 2026-04-16 09:40</div><div>{long}</div><div>听雨 发表于 2026-04-17 08:00</div><p>{ANSWER}</p></div>"
    assert len(body_of(inner)) >= 20


def test_one_line_that_says_when_it_was_published_is_no_answer() -> None:
    text = "".join(f"<p>{line}</p>" for line in POST)
    assert body_of(f"<div><h1>{TITLE}</h1><div>城墙故事 发表于 2026-04-16 09:40</div>{text}</div>") == list(
        POST
    )


def test_a_story_of_floors_stays() -> None:
    lines = [POST[0], "3楼的老人们先搬了家，邻居都来帮忙，一个上午就收拾好了。", POST[1]]
    text = "".join(f"<p>{line}</p>" for line in lines)
    assert body_of(f"<div><h1>{TITLE}</h1><div>2026-04-16 09:40</div>{text}</div>") == lines
