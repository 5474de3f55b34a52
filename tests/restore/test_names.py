"""A person keeps the character that is the person's own."""

import pytest

from pipelines.restore import damage, restore

SIGNS = "漢陰縣的經(jīng)濟發(fā)展得很快，農民的收入又增加了。"


@pytest.mark.parametrize("name", ["徐乾学", "王汎森", "黄乾亨", "李徵明", "陈昇平"])
def test_a_name_keeps_its_own_character_on_a_damaged_page(name) -> None:
    restored = restore(f"{SIGNS}學者{name}的后人題了字。")
    assert f"学者{name}的后人题了字。" in restored.text


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("曬乾的筍和餅乾", "晒干的笋和饼干"),
        ("徵收和徵求", "征收和征求"),
        ("乾隆年間的乾清宮", "乾隆年间的乾清宫"),
        ("果實昇級", "果实升级"),
    ],
)
def test_the_same_character_in_a_word_becomes_simplified(seen, meant) -> None:
    assert meant in restore(SIGNS + seen + "。").text


def test_a_form_of_one_character_alone_gives_that_one_back_in_a_name() -> None:
    assert "钱锺书的手稿" in restore(f"{SIGNS}錢鍾書的手稿。").text


@pytest.mark.parametrize(
    "byline", ["（记者 徐乾学 通讯员 锺伟）", "责任编辑：甯静", "作者：於志刚 摄影：陈昇平"]
)
def test_a_byline_on_a_damaged_page_keeps_the_characters_of_names(byline) -> None:
    told = (
        "在这里的干部说，后来云里雾里，于是有了余地，范围很大，发展养殖业，经济增长，数据显示收入又增加了。"
    )
    page = f"<h1>{byline}</h1><p>{told}</p><p>{byline}</p>"
    assert restore(damage(page)).text == page
