"""The time and source line stays in the header, also where the text's box begins with it."""

import pytest

from pipelines.extract.reading.surface import read_surface
from pipelines.extract.reading.zones import find_zones
from pipelines.extract.tree.document import parse
from schemas import Found

TEXT = ["木鱼镇油橄榄开榨。", "首批鲜果三十二吨，产油五吨。", "今年收购价每斤三元二角。"]


def header(first: str) -> list[str]:
    lines = "".join(f"<p>{line}</p>" for line in TEXT)
    surface = read_surface(
        parse(f"<h1>油橄榄开榨</h1><div>{first}{lines}</div>", "http://news.example.cn/1.html")
    )
    body = "\n".join(line.text for line in surface.rows[1:])
    zones = find_zones(surface.rows, Found(value="油橄榄开榨", rule="heading"), body)
    return [line.text for line in zones.header[1:]]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (
            "<div><i>2026-11-15 14:22</i> <i>山阳客户端</i> <i>| 作者 何山</i></div>",
            "2026-11-15 14:22 山阳客户端 | 作者 何山",
        ),
        ("<ul><li>2026-11-15 08:16:18</li></ul>", "2026-11-15 08:16:18"),
        ("<div>时间：<script>show()</script> 来源：山阳网</div>", "时间： 来源：山阳网"),
    ],
)
def test_a_time_and_source_line_above_short_sentences_is_of_the_header(line, shown):
    assert header(line) == [shown]


@pytest.mark.parametrize("line", ["<p>时间：11月18日19:30</p>", "<p>地点：木鱼镇文化站</p>"])
def test_a_labelled_line_of_the_text_is_of_the_text(line):
    assert header(line) == []


@pytest.mark.parametrize(
    "above",
    [
        "<p hidden>油橄榄开榨</p>",  # for a share button
        "<p>首页 > 山阳 > 油橄榄开榨</p>",
        "<p>镇里的榨坊今天开工</p>",
        "",
    ],
)
def test_the_headlines_row_is_the_one_in_a_heading(above):
    surface = read_surface(
        parse(
            f"{above}<h1>油橄榄开榨</h1><p>2026-11-15</p><div>{''.join(map('<p>{}</p>'.format, TEXT))}</div>",
            "http://a.cn/",
        )
    )
    zones = find_zones(surface.rows, Found(value="油橄榄 开榨", rule="heading"), "\n".join(TEXT))
    assert surface.rows[zones.top].element.tag == "h1"
    assert [line.text for line in zones.prose] == TEXT
