"""What is clicked and what is counted is told in one place; words of a story are neither."""

import pytest

from pipelines.controls.buttons import is_button, offers_click
from pipelines.controls.counters import counts_clicks, is_counter
from pipelines.controls.lone_words import begins_like_a_button, ends_like_a_button, is_button_word
from pipelines.controls.pagers import turns_pages

ROWS = (
    "【打印本页】【关闭窗口】",
    "分享到：微信 微博 QQ空间",
    "[收藏] [纠错]",
    "点赞 12 | 收藏 3",
    "扫一扫 分享到手机",
    "顶一下(6) 踩一下(0)",
    "转播到腾讯微博",
    "廣告（請繼續閱讀本文）",
    "【广告】",
    "------分隔线-----------",
)
LONE = ("打印", "【关闭】", "字号", "上一篇", "没有了", "★★★", "复制链接")
COUNTERS = (
    "阅读 1203",
    "浏览次数：12",
    "本文已被阅读 88 次",
    "点赞(3)",
    "1.2万次播放",
    "评论：0",
    "全文 812 字，阅读约需 3 分钟",
    "预计阅读 3 分钟",
)
PAGERS = ("共2页 下一页", "1 2 3 下一页", "首页 上一页 第1页 尾页")
STORY = (
    "阅读一小时，成了孩子们每天最期待的事。",
    "分享丰收的喜悦",
    "评论员走进柳湾镇",
    "打印社老板娘周桂兰",
    "大中小学开学",
    "监督电话：0839-1234567",
    "第2页的图纸不见了",
    "全文1200字的检讨书他抄了三遍",
    "阅读3分钟，思考一小时",
    "广告法修订草案公布",
    "广告人的一天（上）",
    "顶一下午的太阳",
    "分隔线外的孩子们",
)


@pytest.mark.parametrize("line", [*ROWS, *LONE, *PAGERS])
def test_a_line_of_buttons_is_told_from_its_words(line: str) -> None:
    assert is_button(line)


@pytest.mark.parametrize("line", [*ROWS, *COUNTERS, *PAGERS])
def test_a_row_that_can_only_be_clicked_or_counts_needs_no_place_on_the_page(line: str) -> None:
    assert offers_click(line)


@pytest.mark.parametrize("line", COUNTERS)
def test_a_counter_is_told_from_its_words(line: str) -> None:
    assert is_counter(line)
    assert counts_clicks(line)


@pytest.mark.parametrize("label", ["阅读：", "浏览次数：", "点赞", "评论(", "人气"])
def test_a_counter_whose_number_a_script_fills_in_is_one_where_its_place_allows_it(label: str) -> None:
    assert is_counter(label)


@pytest.mark.parametrize("line", STORY)
def test_a_line_of_the_story_is_none_of_them(line: str) -> None:
    tells = (is_button, offers_click, is_counter, counts_clicks, turns_pages)
    assert not [tell.__name__ for tell in tells if tell(line)]


def test_figures_in_the_row_of_a_table_count_no_readers() -> None:
    assert not counts_clicks("阅读\t1203")


@pytest.mark.parametrize("word", ["分享到", "【打印】", "字号", "3 评论"])
def test_a_lone_word_of_a_button_is_known_whatever_signs_and_digits_stand_around_it(word: str) -> None:
    assert is_button_word(word)


@pytest.mark.parametrize("name", ["山阳微观", "柳湾镇融媒体中心", "沈砚", "云溪发布"])
def test_an_outlet_or_a_person_begins_and_ends_unlike_a_button(name: str) -> None:
    assert not any(tell(name) for tell in (is_button_word, begins_like_a_button, ends_like_a_button))
