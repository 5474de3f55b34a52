"""What has the form of a name, and what only begins like one."""

import pytest

from pipelines.names import begins_as_a_word, has_form_of_name, is_everyday, split_names

NAMES = (
    "方远山 柳青禾 王国强 李子涵 顾晚晴 沈砚 刘洋 欧阳知秋 阿依努尔·吐尔逊 热孜万古丽 买买提江 扎西次仁 乌日娜 其其格"
    " 约翰·史密斯 張家豪 陸知秋"
).split(" ")
WORDS = (
    "关闭 文章 高清 党建 时政 金融 简体版 关键词 云课堂 白云石 金银花 谷雨 安全 文明 黄金 四川 云溪县 下午 马兰花 新闻·时政"
    " 生活·健康 人民网·四川"
).split(" ")


@pytest.mark.parametrize("name", [*NAMES, "John Smith", "A. B. Carter"])
def test_a_name_is_known_by_its_whole_form(name):
    assert has_form_of_name(name)


@pytest.mark.parametrize("word", [*WORDS, "Posted on", "China Daily", "Share More"])
def test_a_word_that_begins_like_a_name_has_not_its_form(word):
    assert not has_form_of_name(word)


def test_a_word_of_everyday_language_is_told_from_a_strange_one():
    assert all(map(is_everyday, ["科技", "文化", "推荐阅读", "权威发布", "短视频"]))
    assert not any(map(is_everyday, ["沈砚", "扬眼", "山阳微观", "八卦大相公", ""]))
    assert [begins_as_a_word(word) for word in ("安全", "关键词", "司马文轩", "沈一刀")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("John Smith", ("John Smith",)),
        ("John Smith 张某", ("John Smith", "张某")),
        ("A. B. Carter, Mary Jones", ("A. B. Carter", "Mary Jones")),
        ("柳青禾（实习）", ("柳青禾",)),
        ("柳青禾（实习", ("柳青禾",)),
        ("（实习）柳青禾", ("柳青禾",)),
        ("柳青禾云溪学院教授", ("柳青禾",)),
        ("云溪学院教授 柳青禾", ("柳青禾",)),
        ("云溪研究院院长柳青禾", ("柳青禾",)),
        ("赵某(QN0026)", ("赵某",)),
        ("NF055 NF056", ("NF055", "NF056")),
        ("柳湾一棵树", ("柳湾一棵树",)),
    ],
)
def test_a_credit_is_split_into_its_names_without_posts_and_remarks(credit, names):
    assert split_names(credit) == names
