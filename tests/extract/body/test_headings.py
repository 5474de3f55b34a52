"""The headline is no line of the body, whatever its heading holds beside it; a pointer to others is none either."""

import pytest

from tests.extract.body.test_edges import FIRST, LAST, SECOND, article_of

TITLE = "云溪稻田里办起艺术节"


def lines_of(heading: str, within: str = "") -> list[str]:
    made = article_of(
        f"<div>{heading}<p>2026-08-14 09:30 来源：云溪日报</p><div><p>{FIRST}</p>{within}<p>{SECOND}</p><p>{LAST}</p></div></div>"
    )
    assert made.title == TITLE
    return made.body.split("\n")


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1>{TITLE}</h1>",
        f"<h1>{TITLE} <i>原创</i></h1>",
        f"<h1><span>图文</span>{TITLE}</h1>",
        f"<h2>{TITLE}<small>云溪县</small></h2>",
    ],
)
def test_a_badge_in_the_heading_brings_no_line_into_the_body(heading: str) -> None:
    assert lines_of(heading) == [FIRST, SECOND, LAST]


@pytest.mark.parametrize(
    "line",
    ["<h3>稻田里的舞台</h3>", "<h3>艺术节上的庄稼人</h3>", f"<h3>“{TITLE}”是怎么来的，村民这样说</h3>"],
)
def test_a_subhead_stays(line: str) -> None:
    assert len(lines_of(f"<h1>{TITLE}</h1>", line)) == 4


@pytest.mark.parametrize(
    "pointer",
    [
        "<div><p>相关报道：<a href=1>千亩荷塘迎来盛花期</a></p></div>",
        "<p>延伸阅读：<a href=2>一粒米的旅行</a></p>",
        "<p>相关新闻 <a href=2>一粒米的旅行</a> <a href=3>老粮仓的新生</a></p>",
    ],
)
def test_links_behind_a_label_of_other_articles_are_no_line(pointer: str) -> None:
    assert lines_of(f"<h1>{TITLE}</h1>", pointer) == [FIRST, SECOND, LAST]
