"""Marks at the heads of paragraphs that stand for blanks which CP936 has not."""

import pytest

from pipelines.restore import Mirror, damage, restore
from pipelines.restore.blanks import undo_lost_blanks

PARAGRAPHS = (
    "麻柳镇的春茶开园了，茶农们天不亮就上了山。",
    "“今年的价钱比去年好。”茶农卜永昌一边说，一边把鲜叶倒进竹匾。",
    "镇里办起了三家茶厂，产业越做越大，村民在家门口就能上班。",
)


@pytest.mark.parametrize("blank", ["\u2003\u2003", "\xa0\xa0\xa0\xa0", "\u2003\u2003<strong>"])
def test_indentation_that_became_marks_is_blank_again_and_the_page_exact(blank):
    page = "".join(f"<p>{blank}{line}</p>\n" for line in PARAGRAPHS)
    restored = restore(damage(page, Mirror()))
    assert "?" not in restored.text
    assert "".join(restored.text.split()) == "".join(page.split())


@pytest.mark.parametrize(
    "page",
    [
        "<p>??真的吗<p>是的",  # two paragraphs may begin so by chance
        "<p>?山阳<p>?柞水<p>?镇安",  # one mark may be the rest of a torn character
        "<p>??隍T楼一<p>??隍T楼二<p>??隍T楼三",  # 海口骑楼, cut in its first character
        "<p>真的吗？？<p>真的吗？？<p>真的吗？？",
    ],
)
def test_other_marks_stay(page):
    assert not list(undo_lost_blanks(page))


def test_the_rest_of_a_reading_behind_a_dash_is_its_torn_character_or_never_exact():
    shown = "“噓——jiǎng)e出聲！”姐姐把食指豎在嘴脣上。"  # 别, its first byte and the bracket swallowed
    assert restore(shown, damaged=True).text == "“嘘——别出声！”姐姐把食指竖在嘴唇上。"
    assert not restore(shown.replace("jiǎng)e", "zhuàng)"), damaged=True).exact
