"""What a mirror did not write stays, on a page that it damaged: the template, the links, a sound quotation."""

import pytest

from pipelines.restore import Decoder, Mirror, damage, restore
from pipelines.restore.mirror.untouched import untouched_parts
from tests.restore.sound_pages import PAGES, body_of, page_of

_MIRRORS = (
    Mirror(),
    Mirror(half_width=True),
    Mirror(rows=40),
    Mirror(decoder=Decoder.MARKS),
    Mirror(decoder=Decoder.DROPS, private_use=False),
)
_TRADITIONAL = {"hong_kong_daily", "taiwan_news", "teaching_sidebar", "ferry", "rice", "casino"}
"""A mirror makes Traditional of everything: what was so before cannot be told from it."""
_SIMPLIFIED = [pair for pair in PAGES if _TRADITIONAL.isdisjoint(pair)]
_FAST = 6
"""One page in so many is looked at in every run."""


@pytest.mark.parametrize(
    ("article", "layout"),
    [
        pytest.param(*pair, marks=[pytest.mark.slow] if number % _FAST else [])
        for number, pair in enumerate(_SIMPLIFIED)
    ],
)
def test_the_template_around_a_damaged_article_stays(article, layout):
    body = body_of(article)
    before, behind = page_of(article, layout).split(body)
    mirror = _MIRRORS[_SIMPLIFIED.index((article, layout)) % len(_MIRRORS)]
    text = restore(before + damage(body, mirror) + behind).text
    assert (text[: len(before)], text[len(text) - len(behind) :]) == (before, behind)


@pytest.mark.parametrize(
    "sound",
    [
        "友情链接：桐溪政府网| 浦东新区| 宣汉县| 司法| 沭阳县",
        "您有线索吗?请来电!",
        "风中的树叶：真的假的??;支持!",
        "“银行(háng)”还是“银行(xíng)”?窗口姑娘来支招",
        "中文 | English | 한국어 | Tiếng Việt | 日本語",
        "後來於是這裡祇有羣眾",
    ],
)
def test_a_sound_line_of_a_damaged_page_stays(sound):
    article = "<p>县里说，各区的产业增长两成，“数据显示发展潜力巨大。”</p>"
    page = f"<div>{sound}</div>{damage(article)}<div>{sound}</div>"
    text = restore(page).text
    assert text.startswith(f"<div>{sound}</div><p>县里说")
    assert text.endswith(f"<div>{sound}</div>")


def test_a_traditional_part_that_stays_leaves_the_page_in_doubt():
    article = "<p>县里说，于是各区的产业增长两成，“数据显示发展潜力巨大。”</p>"
    restored = restore(f"{damage(article)}<p>後來於是這裡祇有羣眾</p>")
    assert restored.text.endswith("<p>後來於是這裡祇有羣眾</p>")
    assert not restored.exact


def test_a_part_that_the_mirror_did_not_write_is_no_doubt_when_it_is_simplified():
    article = "<p>县里说，于是各区的产业增长两成。</p>"
    assert restore(f"{damage(article)}<p>友情链接：桐溪政府网| 浦东新区</p>").exact


def test_what_another_table_made_is_undone_throughout_a_page_whose_damage_shows_its_forms():
    page = (
        "<p>區(qū)裡的產(chǎn)業(yè)發(fā)展後來更熱鬧了。</p><p>皇后娘娘後來去了後花園，裡面只有仙鶴。</p>"
    )
    assert restore(page).text.endswith("<p>皇后娘娘后来去了后花园，里面只有仙鹤。</p>")


@pytest.mark.parametrize("text", ["國家發展。", "展?jié)摿薮?", "會(huì)議", "笨聵騾^委", "2026", ""])
def test_what_a_mirror_may_have_written_is_not_called_untouched(text):
    assert untouched_parts(f"<p>{text}</p>") == ()
