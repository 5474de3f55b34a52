"""Readings behind nearly every character: a mirror's go, a teacher's stay."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.restore import restore
from pipelines.restore.spelled.annotated import undo_annotations
from pipelines.restore.spelled.evidence import is_annotated
from pipelines.restore.spelled.readings import syllables_of
from pipelines.restore.tables import traditional_forms
from schemas import replay

ROOM = Path(__file__).parent
LESSONS = [
    line
    for line in (ROOM / "lessons.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]

STORY = (
    "本报讯 漳水县供水公司昨日完成了老城区三条街的管网改造，四百多户居民用上了压力稳定的自来水。\n"
    "公司经理蒲文昭说，过去每到夏天高峰，住在六楼的人家经常接不满一壶水，大家意见很大。\n"
    "今年三月，县里把这件事列入民生项目，施工队在不影响交通的情况下分段开挖，前后用了五十天。\n"
    "“现在打开龙头就有水，做饭洗衣都不用等到半夜了。”住在东门巷的退休教师郎玉琴对记者说。"
)
TALE = (
    "从前有一只小獾住在山里，它每天都在林子里跑来跑去，看见什么就想要什么。有一天小獾下山去，走到一块玉米地里，"
    "看见玉米结得又大又多，它非常高兴，就掰了一个扛着往前走。小獾扛着玉米走到一棵桃树下，看见满树的桃子又大又红，"
    "它非常高兴，就扔了玉米去摘桃子，捧着几个桃子走到一片瓜地里，看见满地的西瓜又大又圆，只好空着手回家去。"
)
READINGS = {
    character: min(syllables_of(character))
    for character in sorted(set(STORY + TALE))
    if syllables_of(character)
}


def annotated(
    text: str,
    seed: int = 1,
    *,
    share: float = 0.7,
    again: float = 0.3,
    form: str = "({})",
    traditional: bool = True,
) -> str:
    """Return `text` as a mirror writes it: a reading behind a `share` of its characters, `again` and again."""
    chance = random.Random(seed)
    pieces: list[str] = []
    for character in text:
        pieces.append(character.translate(traditional_forms()) if traditional else character)
        if character in READINGS and chance.random() < share:
            pieces.append(form.format(READINGS[character]))
            while chance.random() < again:
                pieces.append(form.format(READINGS[character]))
    return "".join(pieces)


@pytest.mark.parametrize("line", LESSONS, ids=lambda line: line[:12])
def test_a_text_that_teaches_to_read_stays(line: str) -> None:
    assert restore(line).text == line
    assert restore(f"<html><body><h1>山阳县实验小学</h1><p>{line}</p></body></html>").edits == ()


@pytest.mark.parametrize(
    "form", ["({})", "（{}）", "({} )", " ({})", "[{}]", "【{}】", "🌟({})", "({}4)", "<i id='x'>({})</i>"]
)
@pytest.mark.parametrize("traditional", [True, False])
def test_readings_go_whatever_their_brackets(form: str, traditional: bool) -> None:
    damaged = annotated(STORY, form=form, traditional=traditional)
    restored = restore(damaged)
    plain = restored.text.replace("<i id='x'></i>", "")
    assert plain == STORY
    assert restored.kinds[0] == "pinyin"
    assert restored.exact
    assert replay(damaged, restored.edits) == restored.text


@pytest.mark.parametrize("change", [str.upper, str.capitalize])
def test_readings_in_capitals_go(change: object) -> None:
    assert callable(change)
    damaged = "".join(
        change(character) if character.isascii() else character for character in annotated(STORY)
    )
    assert restore(damaged).text == STORY


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8, 0.95])
def test_readings_printed_once_go_from_a_long_text(share: float) -> None:
    assert restore(annotated(STORY, share=share, again=0)).text == STORY


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("煙(yan)(yan)氣(qi)排(pai)放", "烟气排放"),
        ("国(guó)(guó)家(jiā)级", "国家级"),
        ("綠(lǜ)(lǜ)化(hua)、女(nü)(nv)工(gong)、戰略(lve)(lüe)", "绿化、女工、战略"),
        ("郭(guo)(guo)鎮(zhen)長(chang)(zhang)到(dao)場", "郭镇长到场"),
    ],
)
def test_a_sentence_is_enough_where_a_reading_is_printed_twice(damaged: str, sound: str) -> None:
    restored = restore(damaged)
    assert restored.text == sound
    assert restored.exact


def test_a_piece_of_a_damaged_page_loses_its_readings_without_evidence() -> None:
    assert restore("煙(yan)氣排放", damaged=True).text == "烟气排放"
    assert restore("煙(yan)氣排放").text == "煙(yan)氣排放"
    assert restore("煙(yan)(yan)氣(qi)排(pai)放", damaged=False).edits == ()


def test_a_syllable_that_is_no_reading_goes_and_is_marked() -> None:
    damaged = annotated(STORY, again=0).replace("(guan)", "(hong)", 1)
    restored = restore(damaged)
    assert restored.text == STORY
    assert not restored.exact
    assert [edit.before for edit in restored.edits if not edit.certain and "hong" in edit.before]


def test_a_letter_in_brackets_of_the_article_stays() -> None:
    story = STORY.replace("三条街", "图(e)里的三条街")
    assert restore(annotated(story)).text == story


def test_emoji_between_characters_go_and_are_marked() -> None:
    damaged = annotated(STORY).replace("供", "🌟供").replace("司", "❤️司").replace("不", "&#128512;不")
    restored = restore(damaged)
    assert restored.text == STORY
    assert not restored.exact


def test_emoji_at_the_end_of_a_sentence_stay() -> None:
    story = STORY.replace("很大。", "很大😊。")
    assert restore(annotated(story)).text == story


def test_the_template_around_and_the_headline_are_restored_with_the_body() -> None:
    page = (
        "<html><head><title>{}</title><script>if (a) run(e)</script></head><body>"
        "<div>首页 新闻中心 联系我们</div><h1>{}</h1><div>{}</div></body></html>"
    )
    title, body = "漳水县老城区管网改造完工", STORY.replace("\n", "</p><p>")
    damaged = page.format(annotated(title), annotated(title, 2), annotated(body, 3))
    assert restore(damaged).text == page.format(title, title, body)


def test_the_common_mirrors_page_is_left_to_their_own_pass() -> None:
    assert not is_annotated(
        "區(qū)里的經(jīng)濟發(fā)展，國(guó)家的產(chǎn)業(yè)發(fā)展，區(qū)里開(kāi)會(huì)，經(jīng)濟發(fā)展"
        * 3
    )


@given(st.integers(0, 10**6), st.sampled_from([0.3, 0.6, 0.9]), st.sampled_from([0.1, 0.5]))
def test_every_original_comes_back_whatever_is_annotated(seed: int, share: float, again: float) -> None:
    damaged = annotated(STORY, seed, share=share, again=again)
    edits = undo_annotations(damaged)
    assert replay(damaged, edits) == STORY.translate(traditional_forms())
    assert all(edit.certain and edit.kind == "pinyin" for edit in edits)


@given(st.text("煙排放(yan)（）🌟 <i>a1[]。&;qiguo", max_size=60))
def test_edits_replay_and_take_nothing_but_brackets(text: str) -> None:
    for edit in undo_annotations(text, fragment=True):
        assert text[edit.start : edit.start + len(edit.before)] == edit.before
        assert not any("\u4e00" <= character <= "\u9fff" for character in edit.before)
    replay(text, undo_annotations(text, fragment=True))


def test_undoing_is_done_once_and_for_all() -> None:
    damaged = annotated(STORY)
    assert undo_annotations(replay(damaged, undo_annotations(damaged)), fragment=True) == ()


@pytest.mark.parametrize(
    "known",
    [
        "",
        "一大人小山下上了的子天个去来不又红手",
        "从前有一只小住在山里它每天都跑来去看见什么就想要走到地又大多了个",
    ],
)
def test_a_tale_for_children_keeps_the_readings_of_all_its_new_characters(known: str) -> None:
    tale = "".join(
        character if character in known else annotated(character, share=1, again=0, traditional=False)
        for character in TALE
    )
    assert tale.count("(") > 20
    assert restore(tale).edits == ()


def test_a_tale_keeps_the_readings_of_what_is_new_the_first_time() -> None:
    tale = "".join(
        annotated(character, share=1, again=0, traditional=False)
        if character not in TALE[:position]
        else character
        for position, character in enumerate(TALE)
    )
    assert restore(tale).edits == ()


def test_a_book_is_restored_to_its_end() -> None:
    assert restore(annotated(STORY * 40)).text == STORY * 40
