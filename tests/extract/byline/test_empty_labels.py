"""An empty label stays empty whatever stands behind it; a label alone in its row takes its own value."""

import pytest

from tests.extract.byline.test_beside_dates import DATE, credits_of, read

SOURCE = f"<div>{DATE} 来源：山阳日报</div>"
NEXT = (
    "热点新闻 相关新闻 新闻排行 分享到 打印本页 关闭 文章 山阳县融媒体中心 山阳新闻网 ICP备12345678号 上一篇：没有了 推荐阅读 版权所有"
    " 【纠错】 视频 大家都在看 返回顶部 0条评论 安全生产 高清图集"
).split(" ")
WRAPPINGS = {
    "boxes": "<div>{label}</div><div>{text}</div>",
    "paragraphs": "<p>{label}</p><p>{text}</p>",
    "a break": "<p>{label}<br>{text}</p>",
    "elements of one row": "<p><span>{label}</span><span>{text}</span></p>",
    "a heading": "<div>{label}</div><h3>{text}</h3>",
    "a list": "<p>{label}</p><ul><li><a href=/1>{text}</a></li></ul>",
    "another box": "<div><p>{label}</p></div><aside><p>{text}</p></aside>",
}


@pytest.mark.parametrize("wrapping", WRAPPINGS.values(), ids=WRAPPINGS)
@pytest.mark.parametrize("label", ["责任编辑：", "责编:"])
def test_an_empty_editor_label_takes_nothing_from_the_row_behind_it(label, wrapping):
    for text in NEXT:
        foot = wrapping.format(label=label, text=text)
        assert (text, credits_of(read(SOURCE, foot))) == (text, {"source": "山阳日报"})


@pytest.mark.parametrize(
    "text", ["字号：大 中 小", "浏览次数：12", "【打印】", "分享到：", "作者：", DATE, "点击：12", "【关闭】"]
)
@pytest.mark.parametrize(
    "head",
    [
        "<div>来源： {text}</div><div>{date}</div>",
        "<div><span>{date}</span><span>来源：</span><span>{text}</span></div>",
        "<div>{date}</div><div>来源：</div><div>{text}</div>",
    ],
)
def test_an_empty_source_label_takes_nothing_from_what_stands_behind_it(head, text):
    assert credits_of(read(head.format(date=DATE, text=text))) == {}


@pytest.mark.parametrize(
    "head",
    [
        "<table><tr><td>来源：</td><td>山阳微观</td></tr><tr><td>作者：</td><td>沈砚</td></tr></table>",
        "<table><tr><th>来源</th><td>山阳微观</td></tr><tr><th>作者</th><td>沈砚</td></tr></table>",
        "<dl><dt>来源：</dt><dd>山阳微观</dd><dt>作者：</dt><dd>沈砚</dd></dl>",
        "<p><span>来源：</span><span>山阳微观</span><span>作者：</span><span>沈砚</span></p>",
    ],
)
def test_a_label_in_a_cell_of_its_own_takes_the_next_cell(head):
    assert credits_of(read(f"<p>{DATE}</p>{head}")) == {"source": "山阳微观", "author": "沈砚"}


def test_a_label_in_a_row_of_its_own_takes_a_name_or_an_outlet_from_the_row_behind_it():
    head = f"<div>{DATE}</div><div>来源：</div><div>山阳日报</div>"
    assert credits_of(read(head, "<p>责任编辑：</p><p>陆知秋</p>")) == {
        "source": "山阳日报",
        "editor": "陆知秋",
    }


@pytest.mark.parametrize(
    "picture",
    [
        "<img alt=山阳日报>",
        "<img src=a.png title=山阳日报>",
        "<a title=山阳日报><img src=a.png></a>",
        "<span title=山阳日报></span>",
    ],
)
def test_an_outlet_that_is_a_picture_is_read_from_its_attribute(picture):
    assert credits_of(read(f"<p>{DATE} 来源：{picture}</p>")) == {"source": "山阳日报"}
    assert credits_of(read(f"<p><span>{DATE}</span> {picture}</p>")) == {"source": "山阳日报"}


@pytest.mark.parametrize("word", ["打印", "分享", "二维码", "logo", "字号大", ""])
def test_a_picture_that_is_a_button_is_no_outlet(word):
    assert credits_of(read(f'<p>{DATE} 来源：<img alt="{word}"></p>')) == {}
    assert credits_of(read(f'<p>{DATE} <img alt="{word}"></p>')) == {}
