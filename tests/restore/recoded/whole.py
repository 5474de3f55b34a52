"""Invented pages whose fields are known, to be spoilt whole or in part."""

from typing import NamedTuple

TITLE = "青石桥镇古戏台重新开锣"
BODY = (
    "11月18日晚，停演四十年的古戏台重新开锣，三百多名村民提着板凳早早占好位置。",
    "“小时候骑在爷爷肩上看戏，如今带着孙子来看。”七十岁的岑大爷说，他家离戏台只有两里路。",
    "据镇文化站介绍，戏台始建于清代，去年筹资八十六万元修缮一新，今后每月演出两场，票价分文不收。",
)
HEAD = f"<h1>{TITLE}</h1>"
ARTICLE = "".join(f"<p>{line}</p>\n" for line in BODY)


class Template(NamedTuple):
    """A page around the article: before the headline, between it and the text, and behind."""

    before: str
    between: str
    behind: str

    def page(self) -> str:
        """Return the whole page."""
        return f"{self.before}{HEAD}{self.between}{ARTICLE}{self.behind}"


TEMPLATES = {
    "plain": Template(
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}_云溪新闻网</title></head><body>\n"
        "<div class='nav'><a href='/'>首页</a> <a href='/yw/'>要闻</a> <a href='/ms/'>民生</a></div>\n",
        "\n<div class='info'>2026-11-19 09:32 来源：云溪新闻网 作者：岑广 责任编辑：石小满</div>\n<div class='content'>\n",
        "</div>\n<div class='foot'>云溪县融媒体中心 版权所有</div></body></html>",
    ),
    "table": Template(
        f"<html><head><title>{TITLE} - 云溪新闻网</title><meta name='keywords' content='古戏台,青石桥镇'></head><body>"
        "<table><tr><td>当前位置：<a href='/'>首页</a> &gt; <a href='/wh/'>文化</a></td></tr><tr><td>",
        "<span>发布时间：2026年11月19日 09:32</span> <span>来源：云溪新闻网</span> <span>作者：岑广</span>"
        "</td></tr><tr><td id='zoom'>",
        "<p>（责任编辑：石小满）</p></td></tr></table></body></html>",
    ),
}
