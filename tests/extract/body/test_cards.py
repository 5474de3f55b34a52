"""Cards of other articles between two paragraphs go; sentences that only link, or lead elsewhere, stay."""

import pytest

from pipelines.extract.body.paragraphs import read_body
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.tree.document import parse
from schemas import Rules

URL = "http://news.example.cn/1.html"
STORY = (
    "溪口镇双河村的柑橘合作社里已经忙开了，一辆冷链车等在院坝边，等着装车运往省城。",
    "社员们天不亮就进了果园，到上午十点，已经采下三千多斤柑橘，筐子在路边排成了长队。",
    "合作社负责人周满仓说，今年雨水匀，果子比去年甜，订单已经排到了下个月的月底。",
    "下一步，该镇将继续延长产业链，把“小柑橘”做成“大产业”，让更多村民在家门口就业。",
)
HEADLINE, SENTENCE = "石桥镇大桥主塔今日封顶", "经过四百二十天的施工，石桥镇大桥的主塔顺利封顶。"
CARDS = {
    "paragraphs": f'<p><a href="/2">{HEADLINE}</a></p><p>{SENTENCE}<a href="/2">详情</a></p>',
    "breaks off": f'<blockquote><p><a href="/2">{HEADLINE}</a></p><p>经过四百二十天的施工……</p><p><a href="/2">阅读全文&gt;&gt;</a></p></blockquote>',
    "one link": f'<a href="/2"><div>{HEADLINE}</div><div>{SENTENCE}</div><div>阅读全文</div></a>',
    "list": f'<dl><dt><a href="/2">{HEADLINE}</a></dt><dd>{SENTENCE}</dd><dd><a href="/2">[查看详情]</a></dd></dl>',
    "box with a day": f'<div><h4><a href="/2">{HEADLINE}</a></h4><i>06-12</i><div>{SENTENCE}</div><a href="/2">了解更多</a></div>',
}


def body_of(*parts: str) -> list[str]:
    """Return the lines of the body of a page with these parts."""
    page = f"<html><body><div><h1>双河村的柑橘熟了</h1><div>{''.join(parts)}</div></div></body></html>"
    body = read_body(read_surface(parse(page, URL), Rules()), Rules(), URL, None).body
    assert body is not None
    return body.text.split("\n")


def paragraphs(lines: tuple[str, ...]) -> str:
    """Return the lines as paragraphs."""
    return "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_between_two_paragraphs_goes(card: str) -> None:
    assert body_of(paragraphs(STORY[:2]), card, paragraphs(STORY[2:])) == list(STORY)


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        (
            f'<p>{SENTENCE[:-1]}，<a href="/2">详情</a>见县政府网站。</p>',
            [f"{SENTENCE[:-1]}，详情见县政府网站。"],
        ),
        (f'<p><a href="/2">{SENTENCE}</a></p>', [SENTENCE]),
        (f'<p><a href="/2">{HEADLINE}</a></p><p>{SENTENCE}</p>', [SENTENCE]),
        (
            f'<p><a href="/2">{HEADLINE}</a></p><p>{SENTENCE}<a href="/3">详情</a></p>',
            [f"{SENTENCE}详情"],
        ),
    ],
    ids=["a link in a sentence", "a linked sentence", "below a linked headline", "a link to elsewhere"],
)
def test_the_sentence_that_the_story_links_stays(inside: str, lines: list[str]) -> None:
    assert body_of(paragraphs(STORY[:2]), inside, paragraphs(STORY[2:])) == [*STORY[:2], *lines, *STORY[2:]]


def test_cards_that_are_most_of_a_page_are_left_to_who_judges_it() -> None:
    roundup = "".join(
        f'<p><a href="/{at}">{line[:10]}</a></p><p>{line}<a href="/{at}">详情</a></p>'
        for at, line in enumerate(STORY)
    )
    assert len(body_of(roundup)) >= len(STORY)
