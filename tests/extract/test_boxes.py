"""What stands around an article, or in its box, changes nothing of its record."""

import json

import pytest

from pipelines import clean
from schemas import Article, Page

URL = "http://www.shanyang.example/xw/202611/t20261112_88213.html"
TITLE = "柳湾镇油茶林里办起采摘课堂"
PARAGRAPHS = (
    "11月11日，山阳县柳湾镇的油茶林里来了一群小学生，村民沈满囤教他们分辨熟透的茶果和开着的茶花。",
    "“茶果和茶花同在一根枝上，老话叫抱子怀胎。”沈满囤说，这样的课他今年已经讲了十四场。",
    "镇里把六百亩油茶林划成三块，一块给合作社榨油，一块给学校上课，还有一块留给周末来的城里人。",
    "柳湾镇中心小学校长邬青禾介绍，课堂上的茶果由学生自己晒干、剥壳，第一瓶油将送给村里的老人。",
)
SAID = (
    ("山里的风", "说得太好了，我们村就是这样一步一步走过来的，希望越来越好。"),
    ("用户7781", "上个月刚去过，路确实修得不错，就是停车的地方少了一点。"),
    ("河边草", "支持！家乡的变化真大，在外打工的人看了心里暖和。"),
)
COMMENTS = (
    "<div><h3>网友评论</h3><ul>"
    + "".join(
        f"<li><b>{reader}</b> <i>2023-08-12 17:15</i><p>{said}</p><a href=javascript:;>回复</a></li>"
        for reader, said in SAID
    )
    + "</ul></div>"
)


def page(main: str, head: str = "", scripts: str = "") -> Page:
    html = (
        f"<html><head><title>{TITLE}_山阳网</title>{head}</head><body><ul><li><a href=/>首页</a></li>"
        f"<li><a href=/xw/>新闻</a></li></ul>{main}<div>山阳县融媒体中心主办</div>{scripts}</body></html>"
    )
    return Page(
        url=URL,
        body=html.encode(),
        content_type="text/html; charset=utf-8",
        fetched_at="2026-11-13T09:00:00+08:00",
    )


def article_of(found: Page) -> Article:
    result = clean(found)
    assert isinstance(result, Article), result
    return result


def text_of(paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


HEADER = f"<h1>{TITLE}</h1><div>2026-11-12 08:30 来源：山阳日报 作者：邵云溪</div>"


def test_the_moment_and_name_of_a_reader_are_no_credits_of_an_article_in_a_script() -> None:
    told = {
        "id": 88213,
        "title": TITLE,
        "content": text_of(),
        "publishTime": "2026-11-12 08:30:00",
        "source": "山阳日报",
    }
    state = f"<script>window.__INITIAL_STATE__={json.dumps(told, ensure_ascii=False)}</script>"
    plain, talked = (article_of(page(f"<div id=app>{box}</div>", scripts=state)) for box in ("", COMMENTS))
    assert (talked.date, talked.source, talked.author) == (plain.date, plain.source, None)


@pytest.mark.parametrize("place", ["before", "behind"])
def test_comments_name_no_headline_of_a_table(place: str) -> None:
    cells = f"<table><tr><td><strong>{TITLE}</strong></td></tr><tr><td>2026年11月12日</td></tr><tr><td>{text_of()}</td></tr></table>"
    main = COMMENTS + cells if place == "before" else cells + COMMENTS
    found = article_of(page(main))
    assert (found.title, found.body) == (TITLE, "\n".join(PARAGRAPHS))


MORE = (
    "油茶要等到霜降以后才肯出油，沈满囤教孩子们把茶果放在手心里摇，听得见籽响的才算熟。",
    "合作社的榨油坊就在林子边上，孩子们隔着玻璃看茶籽翻炒、碾碎、上榨，油香飘满柳湾的山坡。",
)
ADVERT = (
    "<div class=tg><h2>膝盖疼别硬扛</h2><p>六十二岁的周阿姨膝盖疼了八年，直到邻居向她推荐了这款艾草护膝。</p>"
    "<p>现在拨打订购热线，可享受买二送一，仅限前一百名。</p><p><a href=https://mall.example/x>点击了解详情</a></p></div>"
)
LOGIN = (
    "<div><h3>账号登录</h3><form><p><input name=u></p><button>登录</button></form><p>登录即表示您已阅读并同意《用户服务协议》"
    "和《隐私政策》，我们会妥善保护您的个人信息。</p><a href=/reg>免费注册</a> <p><a href=/lost>忘记密码</a></p></div>"
)
TOPIC = (
    "<div class=zt><h3><a href=/zt/>专题：守护绿水青山</a></h3><p>群山无言，守护有声，本专题聚焦护路一线，讲述他们与风雪赛跑的故事。</p>"
    "<ul><li><a href=/zt/1.html>养路工老魏的冬天</a></li><li><a href=/zt/2.html>雪夜里的铲车队</a></li></ul></div>"
)
NEIGHBOUR = (
    "<div class=nb><div><strong>澜江大桥明年合龙</strong></div><div>澜江晚报 2026-11-02 10:22 记者 郝明远</div>"
    "<div>横跨澜江的大桥施工进入最后阶段，两岸的主塔已经封顶，剩下二十八节钢箱梁等待吊装。</div>"
    "<div>项目总工程师尚可期介绍，为避开候鸟停留的季节，工地从下周起夜间停工，白天加开一班。</div></div>"
)
OTHERS = pytest.mark.parametrize(
    "box",
    [ADVERT, LOGIN, TOPIC, NEIGHBOUR, COMMENTS],
    ids=["advert", "login", "topic", "neighbour", "comments"],
)


@OTHERS
@pytest.mark.parametrize("place", ["in front", "behind", "inside at the front", "inside at the end"])
def test_a_box_about_another_matter_changes_no_field(box: str, place: str) -> None:
    text, credit = text_of(PARAGRAPHS + MORE), "<p>责任编辑：穆青山</p>"
    main = {
        "in front": f"{HEADER}{box}<div class=text>{text}{credit}</div>",
        "behind": f"{HEADER}<div class=text>{text}{credit}</div>{box}",
        "inside at the front": f"{HEADER}<div class=text>{box}{text}{credit}</div>",
        "inside at the end": f"{HEADER}<div class=text>{text}{box}{credit}</div>",
    }[place]
    found = article_of(page(f"<div>{main}</div>"))
    assert found.body == "\n".join(PARAGRAPHS + MORE)
    assert (found.title, found.source, found.author, found.editor) == (TITLE, "山阳日报", "邵云溪", "穆青山")
    assert found.date.isoformat() == "2026-11-12T08:30:00+08:00"


BACKGROUND = "油茶与油橄榄、椰子、油棕并称四大木本油料，从开花到采果要经过五个节气，山阳县种油茶已有四百年。"


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=sec><h3>一棵树养活一个村</h3><p>{BACKGROUND}</p></div>",
        f"<div class=sec><p>{BACKGROUND}</p><p><a href=/zt/>点击查看专题</a></p></div>",
        f"<blockquote class=q><div>{BACKGROUND}</div></blockquote>",
        f"<div class=fig><img src=/a/1.jpg><p>{BACKGROUND}</p></div>",
    ],
    ids=["section", "section that leads on", "quotation", "caption"],
)
@pytest.mark.parametrize("place", range(3))
def test_a_box_of_the_same_matter_stays(box: str, place: int) -> None:
    lines = PARAGRAPHS + MORE
    parts = (lines[:0], lines), (lines[:3], lines[3:]), (lines, lines[:0])
    above, below = parts[place]
    found = article_of(page(f"{HEADER}<div class=text>{text_of(above)}{box}{text_of(below)}</div>"))
    assert all(line in found.body for line in (*lines, BACKGROUND))


def test_items_of_a_round_up_have_a_matter_each_and_stay() -> None:
    items = (
        ("柳湾镇", "连日来，柳湾镇组织村民抢收晚稻，收割机昼夜不停，六千亩稻田已经收割过半。"),
        ("白水镇", "白水镇新建的冷库上周投入使用，果农把苹果分拣装箱，等到腊月再卖个好价钱。"),
        ("岩坝乡", "岩坝乡邀请戏班进村演出，老人搬着板凳来看戏，孩子们围着糖画摊子不肯走。"),
        ("石桥镇", "石桥镇派出所把反诈课讲到了田埂上，民警用方言编成快板，听得大伙直点头。"),
    )
    rows = "".join(f"<div class=item><h3>{name}</h3><div>{said}</div></div>" for name, said in items)
    found = article_of(page(f"{HEADER.replace(TITLE, '乡镇简讯')}<div class=text>{rows}</div>"))
    assert all(said in found.body for _, said in items)


def test_of_two_texts_the_one_of_the_headline_is_taken_though_the_other_is_longer() -> None:
    other = NEIGHBOUR.replace(
        "</div></div>",
        "</div>"
        + "".join(
            f"<div>第{n}合同段的负责人说，钢箱梁在六十公里外的船厂拼装，趁着高水位由驳船运到桥下，一节重约三百吨。</div>"
            for n in "一二三四五六"
        )
        + "</div>",
    )
    found = article_of(page(f"{HEADER}<div>{other}<div class=text>{text_of(PARAGRAPHS + MORE)}</div></div>"))
    assert found.body == "\n".join(PARAGRAPHS + MORE)
    assert found.author == "邵云溪"


def test_sections_of_one_build_are_the_text_together_and_an_advert_among_them_is_none() -> None:
    lines = PARAGRAPHS + MORE
    sections = "".join(
        f"<section class=part><div>{first}</div><div>{second}</div></section>"
        for first, second in (lines[:2], lines[2:4], lines[4:])
    )
    found = article_of(page(f"{HEADER}<div class=text>{sections}{ADVERT}</div>"))
    assert found.body == "\n".join(lines)
