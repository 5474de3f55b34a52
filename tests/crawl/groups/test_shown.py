"""What the groups of a page are taken for: each ground with a page that it decides, and one that it must leave alone."""

import pytest

from pipelines.extract.tree.document import parse
from scraper.crawl.groups.largest import describe_groups
from scraper.crawl.groups.shown import Shown, read_shown
from scraper.crawl.groups.verdicts import Reason, Verdict
from tests.running import HALF_WAY, growth_of_lines

HOME = "http://www.zhashui.example/xw/"
NAMES = (
    "我县召开秋冬季森林防火工作会议", "小岭镇三十户村民搬进新居", "营盘镇玉米制种喜获丰收", "下梁镇老街改造工程完工",
    "红岩寺镇开通夜间公交专线", "杏坪镇粉条加工厂开工投产", "瓦房口镇举办农民运动会", "曹坪镇木耳大棚里算增收账",
)  # fmt: skip
CHANNELS = ("要闻", "镇办动态", "部门", "民生", "图片新闻", "视频", "专题")


def read(page: str, url: str = HOME, believes=lambda form: None) -> Shown:
    return read_shown(parse(f"<html><body>{page}</body></html>", url), url, believes)


def urls(shown: Shown) -> list[str]:
    return [one.url.removeprefix("http://www.zhashui.example") for one in shown.articles()]


def items(form: str, names=NAMES, tag: str = "li", day: str = "") -> str:
    return "".join(
        f'<{tag}><a href="{form.format(n=number)}">{name}</a>{day}</{tag}>'
        for number, name in enumerate(names, 101)
    )


def taken(form: str, names=NAMES) -> list[str]:
    return [form.format(n=number) for number, _ in enumerate(names, 101)]


ARTICLES = "/xw/{n}.html"
LIST = f"<ul>{items(ARTICLES)}</ul>"


@pytest.mark.parametrize(
    "form",
    [
        "/xw/{n}.html",
        "/c/kQ{n}peWU",
        "/2026/1119/{n}.shtml",
        "/show.jsp?xh={n}&lm=3",
        "/p/{n}-qiu-shou",
        "/a/{n}/",
    ],
)
def test_a_list_of_headlines_is_one_of_articles_whatever_its_addresses(form) -> None:
    assert urls(read(f"<ul>{items(form)}</ul>")) == taken(form)


@pytest.mark.parametrize(
    "channels",
    [
        "<ul>{}</ul>".format(items("/lm/{n}.html", CHANNELS)),
        "<div class='nav'>{}</div>".format(items("/xw/{n}.html", CHANNELS, tag="span")),
        "<p>{}</p>".format(items("/xw/9{n}.html", CHANNELS, tag="em")),
    ],
)
def test_short_names_are_channels_though_their_addresses_are_those_of_articles(channels) -> None:
    assert urls(read(channels + LIST)) == taken(ARTICLES)


def test_short_headlines_whose_addresses_carry_days_are_articles_beside_a_long_one() -> None:
    names = ("雪韵", "秋收图", "溶洞冰挂", NAMES[0])
    dated = "/xw/2026/1119/{n}.html"
    assert urls(read(f"<ul>{items(dated, names)}</ul>")) == taken(dated, names)
    foot = " | ".join(f'<a href="/g/2023/0101/{n}.html">{name}</a>' for n, name in enumerate(CHANNELS, 1))
    assert urls(read(f"{LIST}<p>{foot}</p>")) == taken(ARTICLES)
    assert not read(f"{LIST}<p>{foot}</p>").doubts()


def test_headlines_with_the_addresses_of_channels_are_doubtful_and_not_left() -> None:
    words = ("sen-lin-fang-huo", "yi-min-xin-ju", "yu-mi-zhi-zhong", "lao-jie-gai-zao")
    channels = "".join(
        f'<li><a href="/zx/{word}">{name}</a></li>'
        for word, name in zip(("yao-wen", "zhen-ban", "bu-men", "min-sheng"), CHANNELS, strict=False)
    )
    lists = "".join(
        f'<p><a href="/zx/{word}">{name}</a></p>' for word, name in zip(words, NAMES, strict=False)
    )
    shown = read(f"<ul>{channels}</ul><ul>{items(ARTICLES)}</ul><div>{lists}</div>")
    assert [len(links) for _, links in shown.doubts()] == [len(words)]


def test_one_address_in_row_after_row_is_a_channel() -> None:
    rows = "".join(
        f'<li><a href="/lm/{n % 2 + 1}.html">秋冬季护林防火专栏</a> <a href="/xw/{n}.html">{name}</a></li>'
        for n, name in enumerate(NAMES, 101)
    )
    assert urls(read(f"<ul>{rows}</ul>")) == taken(ARTICLES)


def test_links_to_another_site_are_left_where_the_page_has_articles_of_its_own() -> None:
    friends = items("http://www.foping.example/xw/{n}.html", NAMES)
    shown = read(f"<ul>{items(ARTICLES, NAMES[:3])}</ul><ul>{friends}</ul>")
    assert urls(shown) == taken(ARTICLES, NAMES[:3])
    assert shown.platform == ""


def test_links_to_another_site_are_its_articles_where_the_page_has_none_of_its_own() -> None:
    shown = read(
        f"<ul>{items('http://app.pingtai.example/{n}.html')}</ul><ul>{items('/lm/{n}.html', CHANNELS)}</ul>"
    )
    assert shown.platform == "pingtai.example"
    assert len(shown.articles()) == len(NAMES)


def test_an_advert_among_rows_of_one_form_is_doubtful() -> None:
    row = '<li><a href="/go?ad=12">木耳香菇年货节开幕全场满百减十</a></li>'
    shown = read(f"<ul>{items(ARTICLES)}{row}</ul>")
    assert urls(shown) == taken(ARTICLES)
    assert [form for form, _ in shown.doubts()] == ["zhashui.example/go?ad=9"]


def test_a_list_of_many_forms_is_read_whole() -> None:
    links = (
        "/xw/101.html",
        "http://sp.zhashui.example/c/8841",
        "/2026/1119/7741.shtml",
        "/show.jsp?xh=9&lm=3",
    )
    rows = "".join(f'<li><a href="{url}">{name}</a></li>' for url, name in zip(links, NAMES, strict=False))
    assert len(read(f"<ul>{rows}</ul>").articles()) == len(links)


def test_a_code_of_letters_alone_among_codes_is_an_article_and_a_channel_among_them_is_none() -> None:
    codes = ("aB3x", "WjjA", "k9Qe", "p7Zr", "m2Tt", "Rnuj", "v4Lw", "c8Hs")
    rows = "".join(
        f'<li><a href="/d/{code}">{name}</a></li>' for code, name in zip(codes, NAMES, strict=True)
    )
    assert len(read(f"<ul>{rows}</ul>").articles()) == len(codes)
    channel = '<li><a href="/lm/yaowen">更多本县要闻</a></li>'
    assert len(read(f"<ul>{rows}{channel}</ul>").articles()) == len(codes)


@pytest.mark.parametrize("name", ["视频：雪后柞水溶洞", "直播：木王山初雪", "柞水融媒：长图"])
def test_a_label_before_a_headline_with_an_address_of_its_own_is_doubtful(name) -> None:
    assert urls(read(f'<ul>{items(ARTICLES)}<li><a href="/live/7741">{name}</a></li></ul>')) == taken(
        ARTICLES
    )


def test_a_label_before_a_headline_among_its_like_stays() -> None:
    names = ("溶洞：冬季游人不减", *NAMES)
    assert len(read(f"<ul>{items(ARTICLES, names)}</ul>").articles()) == len(names)


def test_a_search_is_no_article_however_long_what_it_asks_for() -> None:
    searches = items("/s?q=%E7%A7%8B%E6%94%B6{n}", NAMES[:4])
    assert urls(read(f"{LIST}<ul>{searches}</ul>")) == taken(ARTICLES)


def test_a_further_part_and_a_file_are_left_with_their_reasons() -> None:
    rows = '<li><a href="/xw/101_2.html">我县召开秋冬季森林防火工作会议（二）</a></li><li><a href="/f/7.pdf">年度工作报告全文下载</a></li>'
    shown = read(f"<ul>{items(ARTICLES)}{rows}</ul>")
    assert urls(shown) == taken(ARTICLES)
    assert {one.why for group in shown.groups for one in group.left} == {
        "a further part of an article",
        "a file",
    }


def test_a_headline_that_stands_alone_is_an_article_where_many_have_such_an_address() -> None:
    lead = '<h2><a href="/xw/55501.html">柞水木耳走进省城农博会</a></h2>'
    assert "/xw/55501.html" in urls(read(lead + LIST.replace("/xw/", "/xw/555")))
    assert "/zt/55501/" not in urls(read(lead.replace("/xw/55501.html", "/zt/55501/") + LIST))


def test_the_foot_is_left_though_its_addresses_are_those_of_articles() -> None:
    names = ("关于我们", "联系我们", "法律声明", "人才招聘信息", "广告服务")
    foot = (
        "<p>" + " | ".join(f'<a href="/xw/{n}.html">{name}</a>' for n, name in enumerate(names, 201)) + "</p>"
    )
    assert urls(read(LIST + foot)) == taken(ARTICLES)
    assert urls(read(LIST + foot, believes=lambda form: True)) == taken(ARTICLES)


def test_a_form_that_gave_articles_decides_and_one_that_gave_none_rests() -> None:
    slugs = (("shaigu", "晒谷场上说丰收"), ("daxue", "大雪落满牛背梁"), ("jinshan", "进山的路修好了"))
    doubtful = (
        "<ul>" + "".join(f'<li><a href="/zx/{slug}/">{name}</a></li>' for slug, name in slugs) + "</ul>"
    )
    assert read(doubtful).doubts()
    assert len(read(doubtful, believes=lambda form: True).articles()) == 3
    rested = read(doubtful, believes=lambda form: False)
    assert not rested.articles()
    assert not rested.doubts()


def test_of_two_links_to_one_address_the_headline_names_it() -> None:
    rows = "".join(
        f'<a href="/xw/{n}.html">- [社会民生]</a><a href="/xw/{n}.html"> {name}</a>'
        for n, name in enumerate(NAMES, 101)
    )
    assert [one.name for one in read(f"<marquee><ul>{rows}</ul></marquee>").articles()] == list(NAMES)


def test_a_group_without_days_and_with_addresses_of_its_own_is_doubtful_beside_a_main_one_with_days() -> None:
    services = items(
        "/bsfw/{n}/",
        ("残疾人证申请与换领", "老年人优待证办理流程", "灵活就业人员参保登记", "新生儿出生一件事联办"),
    )
    dated = f"<ul>{items(ARTICLES, day='<span>11-19</span>')}</ul>"
    shown = read(f"{dated}<ul>{services}</ul>")
    assert urls(shown) == taken(ARTICLES)
    assert [form for form, _ in shown.doubts()] == ["zhashui.example/a/9{3,5}/"]
    assert len(read(f"<ul>{items(ARTICLES)}</ul><ul>{services}</ul>").articles()) == len(NAMES) + 4


def test_slugs_behind_a_day_are_articles_though_no_two_are_alike() -> None:
    slugs = ("sen-lin-fang-huo", "xin-ju", "yumi", "lao-jie-gai-zao-wan-gong", "ye-ban-gong-jiao")
    rows = "".join(
        f'<article><header><h2><a href="/2026/11/{number}/{slug}/">{name}</a></h2></header></article>'
        for number, (slug, name) in enumerate(zip(slugs, NAMES, strict=False), 11)
    )
    assert len(read(f"<main>{rows}</main>").articles()) == len(slugs)


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/top10h/" title="查看今日点击排行榜单">»</a>',
        '<a href="/lm/77012.html">查看全部农业新闻</a>',
    ],
)
def test_a_sign_or_a_call_to_see_all_beside_a_headline_is_no_article(link) -> None:
    rows = "".join(
        f'<li><a href="/xw/{n}.html">{name}</a>{link}</li>' for n, name in enumerate(NAMES[:2], 101)
    )
    assert urls(read(f"<ul>{rows}{items('/xw/5{n}.html', NAMES[2:])}</ul>")) == [
        *taken(ARTICLES, NAMES[:2]),
        *taken("/xw/5{n}.html", NAMES[2:]),
    ]


def test_a_box_of_offices_is_doubtful_beside_a_list_of_longer_sentences() -> None:
    offices = ("人力资源和社会保障局", "住房和城乡建设局", "发展和改革委员会", "市场监督管理局")
    told = [f"{name}，{number}户群众受益" for number, name in enumerate(NAMES, 21)]
    shown = read(f"<ul>{items(ARTICLES, told)}</ul><div>{items('/bm/{n}.htm', offices, 'p')}</div>")
    assert urls(shown) == taken(ARTICLES, told)
    second = read(f"<ul>{items(ARTICLES, told)}</ul><div>{items('/zx/{n}.shtml', told[:4], 'p')}</div>")
    assert len(second.articles()) == len(told) + 4


def test_the_day_beside_a_headline_is_its_day() -> None:
    shown = read(f"<ul>{items(ARTICLES, day='<span>[2026-11-19]</span>')}</ul>")
    assert {str(one.day) for one in shown.articles()} == {"2026-11-19"}
    assert {one.day for one in read(f"<ul>{items(ARTICLES, day='<span>11-19</span>')}</ul>").articles()} == {
        None
    }


def test_a_headline_that_is_cut_takes_the_whole_of_its_title() -> None:
    page = f"<ul>{items(ARTICLES)}</ul>".replace(f">{NAMES[0]}<", f' title="{NAMES[0]}">{NAMES[0][:8]}…<')
    assert read(page).articles()[0].name == NAMES[0]


def test_further_lists_are_navigation_before_the_articles_and_what_says_more() -> None:
    line = " ".join(f'<a href="/{name}/">{text}</a>' for name, text in zip("abcdefg", CHANNELS, strict=True))
    tags = " ".join(f'<a href="/tag/{n}/">{text}</a>' for n, text in enumerate(CHANNELS))
    page = f'<p>{line}</p>{LIST}<p>{tags}</p><div><h3>镇办</h3><a href="/zb/">更多>></a></div>'
    found = [one.url.removeprefix("http://www.zhashui.example") for one in read(page).channels()]
    assert found == [*(f"/{name}/" for name in "abcdefg"), "/zb/"]


def test_each_group_says_what_spoke_for_it() -> None:
    (group,) = (one for one in read(LIST).groups if one.verdict is Verdict.ARTICLES)
    assert {Reason.HEADLINES, Reason.NUMBERS, Reason.MAIN} <= set(group.reasons)


def test_the_largest_groups_are_told_with_a_name_out_of_each() -> None:
    page = (
        f"<ul>{items('/lm/{n}.html', CHANNELS)}</ul><ul>{items('http://a.example/{n}.html', NAMES[:2])}</ul>"
    )
    assert (
        describe_groups(read(page).groups)
        == "7 short names like 要闻, 2 of other sites like 我县召开秋冬季森林防火工作会议"
    )


def test_numbers_of_documents_are_headlines_though_they_are_short() -> None:
    names = [
        f"{place}政发〔2026〕{n}号" for n, place in enumerate(("柞水", "镇安", "山阳", "洛南", "丹凤"), 3)
    ]
    assert urls(read(f"<ul>{items(ARTICLES, names)}</ul>")) == taken(ARTICLES, names)


@pytest.mark.parametrize(
    "names",
    [
        ("ལྷ་སའི་སློབ་གྲྭ་གསར་པ་འཛུགས་སྐྲུན", "ཤིང་ནགས་མེ་འགོག་ལས་དོན་ཚོགས་འདུ", "ཞིང་འབྲོག་མི་དམངས་ཀྱི་འཚོ་བ་ལེགས་སུ་སོང་བ"),
        ("يېڭى كۆۋرۈك قاتناشقا ئېچىلدى", "دېھقانلار مول ھوسۇل ئالدى", "ئورمان ئوتىنىڭ ئالدىنى ئېلىش يىغىنى"),
        ("New bridge opens to traffic", "Villagers turn to e-commerce", "Rare birds spotted near wetland"),
    ],
)  # fmt: skip
def test_headlines_of_other_scripts_are_headlines(names) -> None:
    assert urls(read(f"<ul>{items(ARTICLES, names)}</ul>")) == taken(ARTICLES, names)


@pytest.mark.parametrize("names", [("གསར་འགྱུར", "རིག་གནས", "ཞིང་ལས"), ("Home", "Local news", "About us")])
def test_channels_of_other_scripts_are_none(names) -> None:
    assert urls(read(f"<ul>{items('/lm/{n}.html', names)}</ul>{LIST}")) == taken(ARTICLES)


def test_a_code_of_letters_alone_that_stands_alone_is_an_article_in_the_folder_of_codes() -> None:
    codes = ("a3bx7", "w2jja", "k9qe4", "p7zr5", "m2tt8", "r4nuj", "v4lw3", "c8hs6")
    rows = "".join(
        f'<li><a href="/d/{code}">{name}</a></li>' for code, name in zip(codes, NAMES, strict=True)
    )
    lead = '<div><h3><a href="/d/qmtzr">柞水木耳走进省城农博会</a></h3></div>'
    assert "/d/qmtzr" in urls(read(f"<ul>{rows}</ul>{lead}"))
    channels = items("/d/{n}", CHANNELS[:3]).replace("/d/10", "/d/lm")
    assert "/d/qmtzr" not in urls(
        read(f"<ul>{channels * 3}{items('/d/lanmu{n}x', CHANNELS)}</ul><ul>{rows}</ul>{lead}")
    )
    assert "/zt/qmtzr" not in urls(read(f"<ul>{rows}</ul>{lead.replace('/d/', '/zt/')}"))


def test_a_list_of_thousands_is_read_whole() -> None:
    # what its rows have in common is counted once: row by row this takes minutes
    names = [f"柞水县第{n}所山村夜校开课" for n in range(6_000)]
    assert len(read(f"<ul>{items(ARTICLES, names)}</ul>").articles()) == len(names)


def test_short_names_with_days_in_the_main_list_are_headlines_and_channels_without_are_none() -> None:
    names = ("山村路通了！", "夜校开课了", "老街换新颜", "茶香满山坡", "木耳上市了", "雪后溶洞美！")
    day = "<span>2026-11-19</span>"
    assert urls(read(f"<ul>{items(ARTICLES, names, day=day)}</ul>")) == taken(ARTICLES, names)
    assert urls(read(f"<ul>{items(ARTICLES, names)}</ul>")) == []
    column = "".join(
        f'<li><a href="/xw/9{n}.html">{channel}</a> <a href="/xw/{n}.html">{name}</a>{day}</li>'
        for n, (channel, name) in enumerate(zip(CHANNELS, NAMES, strict=False), 101)
    )
    assert urls(read(f"<ul>{column}</ul>")) == taken(ARTICLES, CHANNELS)


def test_tags_in_the_rows_of_articles_are_no_further_lists_and_names_of_sections_are() -> None:
    def channels(page: str) -> list[str]:
        return [one.url.removeprefix("http://www.zhashui.example") for one in read(page).channels()]

    def row(n: int, name: str) -> str:
        return f'<a href="/xw/{n}.html">{name}</a>'

    tagged = "".join(
        f'<div><h3>{row(n, name)}</h3><p><a href="/tag/{n}/">木耳</a></p></div>'
        for n, name in enumerate(NAMES, 101)
    )
    assert channels(tagged) == []
    sections = "".join(
        f'<div><h3><a href="/{word}/">{channel}</a></h3><p>{row(n, NAMES[n])}</p><p>{row(n + 4, NAMES[n + 4])}</p></div>'
        for n, (word, channel) in enumerate(zip("abcd", CHANNELS, strict=False))
    )
    assert channels(sections) == ["/a/", "/b/", "/c/", "/d/"]


@pytest.mark.parametrize("form", ["/xw/{n}.html", "/zx/{n}/", "/s-{n}-{n}.html"])
@pytest.mark.parametrize("page", ["<ul>{}</ul>", "<div>{}</div>", "{}"])
@pytest.mark.parametrize("tag", ["li", "span", "p"])
def test_the_work_for_one_long_list_grows_as_its_links(form, page, tag) -> None:
    def work(many: int) -> Shown:
        names = (f"柞水县第{number}个村的道路今年硬化完成" for number in range(many))
        return read(page.format(items(form, tuple(names), tag)))

    assert growth_of_lines(work, 60) < HALF_WAY


def test_the_pages_of_a_printed_paper_are_no_headlines_and_what_stands_on_them_is() -> None:
    def day(n: int) -> str:
        return f"/html/2026-11/19/content_{n}.htm"

    pages = "".join(
        f'<div><a href="/html/2026-11/19/node_{n}.htm">第0{n}版：{CHANNELS[n]}</a>'
        f'<ul><li><a href="{day(n)}">{NAMES[n]}</a></li><li><a href="{day(n + 4)}">{NAMES[n + 4]}</a></li></ul></div>'
        for n in range(4)
    )
    assert sorted(urls(read(pages))) == [day(n) for n in range(8)]
    names = ["第3版《柞水县志》今日首发", *NAMES]
    assert urls(read(f"<ul>{items(ARTICLES, names)}</ul>")) == taken(ARTICLES, names)
