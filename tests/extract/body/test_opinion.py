"""The second opinion hangs neither on how the source is set nor on what a template calls its elements."""

from lxml.html import fromstring

from pipelines.extract.body.opinion import rebuild, trafilatura_text

TEXT = "入冬以后，柳湾镇的渡口就安静下来，守了三十年渡船的石长顺把缆绳盘好，挂在岸边的老柳树上。"
LABEL = "1天前 · 来源 云溪日报 · 约 3 分钟读完"
PAGE = "<div><div class={name}>{label}</div><div>{indent}<p>{indent}{text}{indent}</p>{indent}</div></div>"


def opinion(name: str = "", indent: str = "") -> str:
    page = PAGE.format(name=name, indent=indent, label=LABEL, text=TEXT)
    return "".join(trafilatura_text(rebuild(fromstring(page), frozenset())).split())


def test_an_indented_source_says_what_one_on_a_single_line_says():
    assert opinion(indent="\n" + "\t" * 9) == opinion()


def test_no_name_of_an_element_is_believed():
    assert len({opinion(name) for name in ("'share related-posts'", "comment-list", "c2337b")}) == 1
