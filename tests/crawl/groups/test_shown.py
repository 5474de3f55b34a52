"""What the groups of a page are taken for: each ground with a page that it decides, and one that it must leave alone."""

import pytest

from scraper.crawl.groups.largest import describe_groups
from scraper.crawl.groups.shown import Shown
from scraper.crawl.groups.verdicts import Reason, Verdict
from tests.crawl.groups.listed import ARTICLES, CHANNELS, LIST, NAMES, items, read, taken, urls
from tests.running import HALF_WAY, growth_of_lines


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


def test_a_list_of_thousands_is_read_whole() -> None:
    # what its rows have in common is counted once: row by row this takes minutes
    names = [f"柞水县第{n}所山村夜校开课" for n in range(6_000)]
    assert len(read(f"<ul>{items(ARTICLES, names)}</ul>").articles()) == len(names)


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
@pytest.mark.parametrize("tag", ["li", *(pytest.param(tag, marks=pytest.mark.slow) for tag in ("span", "p"))])
def test_the_work_for_one_long_list_grows_as_its_links(form, page, tag) -> None:
    def work(many: int) -> Shown:
        names = (f"柞水县第{number}个村的道路今年硬化完成" for number in range(many))
        return read(page.format(items(form, tuple(names), tag)))

    assert growth_of_lines(work, 60) < HALF_WAY
