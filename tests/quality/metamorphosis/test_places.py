from random import Random

import pytest

from tests.quality.metamorphosis import noise, places
from tests.quality.metamorphosis.places import Held
from tests.quality.metamorphosis.spelling import shown_text

HELD = Held(title="麦田夜班", date_raw="2023-06-14", body="第一段。\n第二段。\n第三段。")
PAGE = """<html><body><div class="top">导航</div>
<div class="left"><h1>麦田夜班</h1><i>2023-06-14</i><div class="text"><p>第一段。</p><p>第二段。</p><p>第三段。</p></div></div>
<div class="right">{column}</div><div class="foot">版权所有 某某</div></body></html>"""
COLUMN = "<ul><li>一个别的标题写在这里</li><li>另一个别的标题写在这里</li></ul>"
BUILDERS = (
    noise.advert,
    noise.share_bar,
    noise.hot_list,
    noise.comments,
    noise.related,
    noise.banner,
    noise.link_farm,
)


def _is_within(whole: str, part: str) -> bool:
    """Return whether the part is the whole with something left out."""
    rest = iter(whole)
    return all(character in rest for character in part)


@pytest.mark.parametrize("build", BUILDERS)
def test_what_is_added_leaves_the_page_in_order(build) -> None:
    page = PAGE.format(column=COLUMN)
    for seed in range(20):
        changed = places.surrounded(build)(page, HELD, Random(seed))
        assert changed is not None
        assert _is_within(changed, page)
        assert "第一段。</p><p>第二段。</p><p>第三段。" in changed


@pytest.mark.parametrize("build", BUILDERS)
def test_a_built_box_closes_what_it_opens_and_is_another_one_with_another_seed(build) -> None:
    built = [build(Random(seed)) for seed in range(20)]
    assert len(set(built)) > 1
    assert all(text.count("<div") == text.count("</div>") == 1 for text in built)


def test_readers_say_nothing_on_a_page_that_is_gone() -> None:
    gone = Held("", "", "", "soft_404")
    move = places.surrounded(noise.comments, near=False, spoken=True)
    assert move("<body><p>页面不存在</p></body>", gone, Random(1)) is None
    assert move("<body><p>视频</p></body>", Held("", "", "", "video"), Random(1))


def test_wrappers_stand_round_the_articles_lines_and_the_whole_page() -> None:
    changed = places.with_wrappers(PAGE.format(column=COLUMN), HELD, Random(1))
    assert changed is not None
    assert '<div class="text"><p>' not in changed
    assert '<body><div class="top">' not in changed
    assert shown_text(changed) == shown_text(PAGE.format(column=COLUMN))
    assert changed.count("<div") + changed.count("<section") == changed.count("</div") + changed.count(
        "</section"
    )


def test_an_article_in_a_table_has_title_date_and_text_in_one_cell() -> None:
    changed = places.in_a_table(PAGE.format(column=COLUMN), HELD, Random(1))
    assert changed is not None
    cell = changed.split('<td valign="top">')[1].split("</td>")[0]
    assert shown_text(cell) == "麦田夜班2023-06-14第一段。第二段。第三段。"


def test_the_column_behind_the_article_comes_before_it() -> None:
    changed = places.behind_its_neighbour(PAGE.format(column=COLUMN), HELD, Random(1))
    assert changed is not None
    assert (
        changed.index("导航")
        < changed.index("一个别的标题")
        < changed.index("麦田夜班")
        < changed.index("版权")
    )
    assert sorted(changed) == sorted(PAGE.format(column=COLUMN))


def test_neither_a_spacer_nor_the_pages_foot_is_a_column() -> None:
    assert places.behind_its_neighbour(PAGE.format(column=""), HELD, Random(1)) is None
    foot = PAGE.format(column="版权所有 县融媒体中心 未经授权不得转载 联系电话")
    assert places.behind_its_neighbour(foot, HELD, Random(1)) is None


def test_a_sidebar_stands_before_the_box_that_holds_the_title() -> None:
    changed = places.beside_a_sidebar(noise.hot_list)(PAGE.format(column=COLUMN), HELD, Random(1))
    assert changed is not None
    assert changed.index("热点新闻") < changed.index("麦田夜班")


def test_farms_are_hidden() -> None:
    changed = places.with_farms(noise.link_farm)(PAGE.format(column=COLUMN), HELD, Random(1))
    assert changed is not None
    assert changed.count("宣汉县") == 2
    assert changed.count("display:none") + changed.count("display: none") + changed.count("-9999px;top") == 2


def test_a_page_without_a_place_for_the_article_is_left_alone() -> None:
    page = "<html><body>麦田夜班 2023-06-14 第一段。</body></html>"
    assert places.in_a_table(page, HELD, Random(1)) is None
    assert places.beside_a_sidebar(noise.hot_list)(page, HELD, Random(1)) is None
