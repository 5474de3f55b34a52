"""Each step cuts its boilerplate, and no step touches a text that only looks like it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.strip import STEPS, collapse_white_space, strip

HERE = Path(__file__).parent
SENTENCE = "山阳县今日丰收。"
BY_NAME = {step.__name__: step for step in STEPS}


def cases(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("#")]


MUST_GO = [tuple(case.split("\t")) for case in cases("must_go.txt")]
MUST_STAY = [case.replace("⏎", "\n") for case in cases("must_stay.txt")]


def with_boilerplate(boilerplate: str) -> str:
    if boilerplate.startswith("+"):
        return SENTENCE + boilerplate[1:]
    if boilerplate.startswith("^"):
        return boilerplate[1:] + "\n" + SENTENCE
    return SENTENCE + "\n" + boilerplate.replace("⏎", "\n")


def left(step, texts):
    """Return what a step makes of each text that does not become the sentence alone."""
    return {text: made for text in texts if (made := step(with_boilerplate(text))) != SENTENCE}


@pytest.mark.parametrize("name", sorted({name for name, _ in MUST_GO}))
def test_its_step_cuts_it(name):
    assert left(BY_NAME[name], [text for step, text in MUST_GO if step == name]) == {}


def test_stripping_cuts_it():
    assert left(strip, [text for _, text in MUST_GO]) == {}


@pytest.mark.parametrize("farm", [text for step, text in MUST_GO if step == "cut_link_farm"])
def test_a_farm_of_one_name_a_line_is_cut(farm):
    names = [name.strip() for name in farm.strip("^+").replace("、", "|").replace(" ", "|").split("|")]
    names = [name for name in names if name]
    if len(names) >= 10:
        assert strip(SENTENCE + "\n" + "\n".join(names)) == SENTENCE


@pytest.mark.parametrize("step", [*STEPS, strip], ids=lambda step: step.__name__)
def test_a_step_leaves_it_alone(step):
    assert {text: made for text in MUST_STAY if (made := step(text)) != text} == {}


SUBJECTS = ("赵满仓", "村里的老人", "收割机手", "镇上的小学", "合作社", "两位农技员", "记者", "县里")
VERBS = ("种下了", "走过", "修好了", "等来了", "说起", "守着", "送走了")
OBJECTS = ("二十六亩油菜", "那座老桥", "最后一班船", "十一条老街", "一场雨", "三代人的铺子", "县报的编辑")
ENDS = ("。", "！", "。”", "……", "？")
SENTENCES = st.builds(
    "".join, st.tuples(*(st.sampled_from(words) for words in (SUBJECTS, VERBS, OBJECTS, ENDS)))
)
PROSE = st.lists(st.lists(SENTENCES, min_size=1, max_size=4).map("".join), min_size=1, max_size=8).map(
    "\n".join
)
SCRAPS = st.sampled_from([text.strip("+^").replace("⏎", "\n") for _, text in MUST_GO] + MUST_STAY)


ALPHABET = (
    "山阳县宣汉渠大竹开江司法编辑责任：:|、。，（）()【】\n\t 　来源记者版权声明凡注未经授转载0123456789-"
)


@pytest.mark.parametrize("sign", ["&", "丨"])
def test_a_sign_that_stands_in_names_and_between_them_is_read_one_way(sign):
    assert strip(f"{SENTENCE}\n来源：山阳日报 张三{sign}李四") == SENTENCE
    line = f"作者：{sign * 90}=!"  # there are more ways to part it than anyone can try
    assert strip(f"{SENTENCE}\n{line}") == f"{SENTENCE}\n{line}"


@given(PROSE)
def test_prose_is_left_alone(text):
    assert strip(text) == text


@given(PROSE, st.lists(SCRAPS, max_size=6))
@settings(deadline=None)
def test_stripping_twice_is_stripping_once(text, scraps):
    once = strip("\n".join([text, *scraps]))
    assert strip(once) == once


@given(
    st.text(
        alphabet=ALPHABET,
        max_size=300,
    )
)
@settings(deadline=None)
def test_stripping_any_text_twice_is_stripping_once(text):
    once = strip(text)
    assert strip(once) == once


@given(PROSE, st.lists(SCRAPS, max_size=4))
@settings(deadline=None)
def test_stripping_only_cuts(text, scraps):
    whole = "\n".join([text, *scraps])
    letters = iter(whole)
    assert all(letter in letters for letter in strip(whole))


@pytest.mark.parametrize(
    "blank", [" ", "  ", "\u3000", "\xa0", "\u2003", "\u200b", "\ufeff", "\r", " \u3000 "]
)
def test_whatever_a_blank_is_one_space_is_left_of_it(blank):
    text = f"{blank}柳湾镇{blank}今日丰收。{blank}\n{blank}\n村民{blank}{blank}高兴。"
    assert collapse_white_space(text) == "柳湾镇 今日丰收。\n村民 高兴。"
