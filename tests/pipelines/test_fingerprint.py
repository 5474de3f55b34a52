from hypothesis import given
from hypothesis import strategies as st

from pipelines.fingerprint import BITS, distance, fingerprint

STORY = (
    "山阳县城关街道昨日举行春耕农资对接会，二十三家合作社的负责人到场选种选肥。会上，县农业农村局技术员讲解了"
    "玉米密植的要点，并现场解答了种植户的提问。据了解，今年全县计划播种玉米十八万亩，目前已备足良种四百六十吨、"
    "化肥一万二千吨。十里铺街道种粮大户说，去年靠密植每亩多收了一百六十斤，今年准备再流转五十亩地。"
)
OTHER = (
    "漫川关古镇端午假期接待游客六万余人次，比去年同期增长两成。镇上的秦楚戏楼每天演出四场，老腔、汉调二黄轮番登台。"
    "为方便游客停车，镇政府腾出学校操场，新增临时车位八百个。景区志愿者说，最忙的一天，服务点送出了近千份雨衣。"
)


def test_a_reprint_with_a_changed_sentence_is_near() -> None:
    reprint = STORY.replace("二十三家合作社", "23家合作社").replace("据了解，", "记者了解到，")
    assert distance(fingerprint(STORY), fingerprint(reprint)) <= 12


def test_another_story_is_far() -> None:
    assert distance(fingerprint(STORY), fingerprint(OTHER)) >= 20


@given(st.text())
def test_every_text_has_a_fingerprint_of_sixteen_digits(text: str) -> None:
    value = fingerprint(text)
    assert len(value) == BITS // 4
    assert int(value, 16) >= 0


@given(st.text(min_size=1))
def test_white_space_does_not_count(text: str) -> None:
    assert fingerprint(text) == fingerprint(f" {text}\n")
