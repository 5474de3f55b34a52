"""What readers wrote is told from an article by its heading and by what answers it."""

import pytest

from pipelines.extract.reading.readers import find_readers
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.tree.document import parse

SAID = "上个月刚去过，路确实修得不错，就是停车的地方少了一点。"
ANSWERED = f"<li><b>阿木</b> <i>2026-11-02 12:15</i><p>{SAID}</p><a href=#>回复</a> <a href=#>赞(3)</a></li>"
DATED = f"<p>阿木 2026-11-02 12:15</p><p>{SAID}</p>"


def readers(page: str) -> set[str]:
    return {line.text for line in find_readers(read_surface(parse(page, "http://example.cn/1")).visible)}


@pytest.mark.parametrize(
    "heading", ["网友评论", "最新评论（12）", "留言", "12条评论", "【网友评论】", "網友回應 (3)", "5 則評論"]
)
@pytest.mark.parametrize("rows", [f"<ul>{ANSWERED}</ul>", f"<div>{DATED}</div>"], ids=["buttons", "moments"])
def test_what_stands_in_a_box_of_comments_is_said_by_readers(heading, rows):
    found = readers(f"<p>柳湾镇秋收忙。</p><div><h3>{heading}</h3>{rows}</div><p>主办：山阳网</p>")
    assert SAID in found
    assert not found & {"柳湾镇秋收忙。", "主办：山阳网"}


@pytest.mark.parametrize(
    "page",
    [
        f"<h3>评论</h3><p>{SAID}</p>",  # a channel of opinions
        f"<h3>网友评论引热议</h3><ul>{ANSWERED}</ul>",
        f"<a href=#c>评论</a><p>{SAID}</p><p>2026-11-02 12:15</p>",
    ],
)
def test_a_word_that_nothing_answers_heads_no_comments(page):
    assert SAID not in readers(f"<div>{page}</div>")
