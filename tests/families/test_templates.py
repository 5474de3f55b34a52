"""Each generation of a family's templates is read by the family's own rules: old ones stay parseable."""

from datetime import UTC, datetime

import pytest

from pipelines import clean
from schemas import Article, Page
from scraper.families.catalogue import FAMILIES, family_name, load_family

TITLE = "漫川关镇木耳开秤 椴木价钱比去年好"
TEXT = "".join(
    f"<p>　　{line}</p>"
    for line in (
        "6月12日，漫川关镇前店子村的木耳交易点开了秤，来自湖北郧西的客商当天收走干货一千二百斤。",
        "村支书翟远堂说，今年雨水匀，椴木木耳每斤比去年多卖四元，全村八十六户平均增收三千多元。",
        "镇里还和县农技站约好，下个月请技术员来讲菌棒回收，废料拿去肥田，不再堆在河滩上。",
    )
)
FRAME = """<html><head><meta charset="utf-8"><title>{title}_新闻</title></head><body>
<div class="nav"><a href="/">首页</a> <a href="/xw/">新闻</a></div>{inner}
<div class="side"><h3>热门</h3><ul><li><a href="/1.html">天竺山步道通车</a></li></ul></div>
<div class="foot">版权所有 京ICP备00000000号</div></body></html>"""

GENERATIONS = {
    "pcs 2020": """<div class="layout rm_txt cf"><div class="col col-1"><h1>{title}</h1><div class="author cf">翟远堂</div>
        <div class="channel cf"><div class="col-1-1">2023年06月12日15:27 | 来源：<a href="/">人民网-陕西频道</a></div></div>
        <div class="rm_txt_con cf">{text}</div><div class="edit cf">(责编：岑远山、钟岭)</div></div></div>""",
    "pcs 2014": """<div class="clearfix w1000_320 text_title"><h1>{title}</h1><div class="box01"><div class="fl">2023年06月12日15:27
        &nbsp;&nbsp;来源：<a href="/">人民网-陕西频道</a></div></div></div><div class="clearfix w1000_320 text_con">
        <div class="box_con" id="rwb_zw">{text}</div><div class="edit clearfix">(责编：岑远山、钟岭)</div></div>""",
    "pcs before 2014": """<div class="text_c"><h1 id="p_title">{title}</h1><span id="p_publishtime">2023年06月12日15:27</span>
        <span id="p_origin">来源：<a href="/">人民网-陕西频道</a></span><div id="p_content">{text}</div>
        <div id="p_editor">(责任编辑：岑远山、钟岭)</div></div>""",
    "xinhua 2020": """<div class="header"><div class="header-cont"><div class="header-time left"><span class="year"><em>2023</em></span>
        <span class="day"><em>06</em>/<em>12</em></span><span class="time">15:27:00</span></div>
        <div class="source">来源：新华网</div><div class="head-line clearfix"><h1><span class="title">{title}</span></h1></div></div></div>
        <div id="detail"><span id="detailContent">{text}</span><div id="articleEdit"><span class="tiyi1">【纠错】</span>
        <span class="editor">【责任编辑:岑远山】</span></div></div>""",
    "xinhua 2016": """<div class="h-title">{title}</div><div class="h-info"><span class="h-time">2023-06-12 15:27:00</span>
        来源：<em id="source">新华网</em></div><div id="p-detail">{text}<div class="p-jc"><span class="tiyi1">
        <a href="#">【纠错】</a>责任编辑： 岑远山</span></div></div>""",
    "chinanews 2022": """<div class="content_maincontent_more"><h1 class="content_left_title">{title}</h1>
        <div class="content_left_time">2023年06月12日 15:27　来源：<a href="/">中国新闻网</a></div>
        <div class="left_zw">{text}</div><div class="adEditor"><div class="left_name"><span>【编辑:岑远山】</span></div></div></div>""",
    "chinanews 2013": """<div id="cont_1_1_2"><h1>{title}</h1><div class="left-time"><div class="left-t">2023年06月12日 15:27　来源：
        <a class="source" href="/">中国新闻网</a></div></div><div class="left_zw">{text}</div><div class="left_name">【编辑:岑远山】</div></div>""",
    "founder": """<div class="m"><h1 id="articleTitle">{title}</h1><span id="pubtime_baidu">2023-06-12 15:27</span>
        <span id="source_baidu">来源：<a href="/">山阳日报</a></span><span id="author_baidu">作者：翟远堂</span>
        <span id="editor_baidu">责任编辑：岑远山</span><div id="zoom"><founder-content><!--enpcontent-->{text}<!--/enpcontent-->
        </founder-content></div></div>""",
    "enorth": """<div class="m"><h1>{title}</h1><div style="display:none"><span id="pubtime_baidu ">2023-06-12 15:27</span>
        <span id="source_baidu ">来源：<a href="/">山阳日报</a></span><span id="author_baidu ">作者：翟远堂</span>
        <span id="editor_baidu ">责任编辑：岑远山</span></div><div id="Zoom">{text}<div id="news_more_page_div_id"></div></div></div>""",
    "chinadaily": """<div class="da-bre"><a href="/">中国日报网</a> &gt; <a href="/xw/">地方</a></div><h1 class="dabiaoti">{title}</h1>
        <div class="fenx"><div class="xinf-le">作者：翟远堂 来源：<a href="/">中国日报网</a></div><div class="xinf-le">2023-06-12 15:27</div></div>
        <div class="article" id="Content">{text}<p>【责任编辑：岑远山】</p><div id="div_currpage"></div></div>""",
    "dedecms": """<div class="viewbox"><div class="title"><h2>{title}</h2></div><div class="info"><small>时间:</small>2023-06-12 15:27
        <small>来源:</small>山阳新闻网 <small>作者:</small>翟远堂</div><div class="content">{text}<p>(责任编辑：岑远山)</p></div></div>""",
    "wordpress": """<article class="post"><h1 class="entry-title">{title}</h1><time class="entry-date published"
        datetime="2023-06-12T15:27:00+08:00">2023年6月12日</time><div class="entry-content">{text}</div></article>""",
    "trs": """<div class="bt"><h1>{title}</h1><p class="xx">2023-06-12 15:27 来源：山阳新闻网</p></div><div class="nr">
        <div class="TRS_Editor">{text}</div></div><div class="bj">责任编辑：岑远山</div>""",
}
NO_EDITOR = {"wordpress"}
RULED = {  # what the family's own rules give; the rest is the general reader's
    "founder": {"title", "date", "source", "editor", "author", "body"},
    "enorth": {"date", "source", "editor", "author", "body"},
    "trs": {"body"},
    "dedecms": {"title", "body"},
    "wordpress": {"title", "body"},
}


@pytest.mark.parametrize("generation", GENERATIONS)
def test_every_generation_of_a_template_is_read(generation) -> None:
    name = generation.partition(" ")[0]
    family = load_family(next(one for one in FAMILIES if family_name(one) == name))
    html = FRAME.format(title=TITLE, inner=GENERATIONS[generation].format(title=TITLE, text=TEXT))
    page = Page(
        url="http://www.shanyang.example/xw/1.html",
        body=html.encode(),
        fetched_at=datetime(2023, 6, 13, tzinfo=UTC),
    )
    found = clean(page, family.rules)
    assert isinstance(found, Article), found
    assert found.title == TITLE
    assert f"{found.date:%Y-%m-%d %H:%M}" == "2023-06-12 15:27"
    assert found.editor == (None if name in NO_EDITOR else "岑远山" if "钟岭" not in html else "岑远山、钟岭")
    assert found.author in (None, "翟远堂")
    assert ("翟远堂" in html.replace(TEXT, "")) == (found.author == "翟远堂")
    assert len(found.body.split("\n")) == 3, found.body
    evidence = found.evidence.model_dump()
    if not family.rules.doubtful:
        wrong = {
            key: evidence[key]
            for key in RULED.get(name, {"title", "date", "body"})
            if evidence[key] != "site"
        }
        assert not wrong
