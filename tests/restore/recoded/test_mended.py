"""GBK taken for Latin-1 and mended in part by a tool is read back, ranked, and never called exact."""

import pytest

from pipelines.restore import restore
from pipelines.restore.recoded.mending import places_of_mended, signs_of_mended
from tests.restore.recoded.chains import mended

NOTICE = "各位村民请注意：明天上午九点停水，请提前储水，联系电话见公示栏。"


@pytest.mark.parametrize(
    "text",
    [
        NOTICE,
        "提示：注册用户登录后可以下单，记录保存三十天。",
        "【图文】青石桥镇古戏台重新开锣，票价分文不收",
        "价格下调，销量上升；库存不足的门店，明日补货。",
        "据外媒The Verge报道，这款手机下周上市。",
    ],
)
def test_what_was_mended_in_part_is_read_back_and_marked(text) -> None:
    shown = mended(text.encode("gbk"))
    restored = restore(shown)
    assert (restored.text, restored.exact, restored.kinds) == (text, False, ("mojibake",))
    assert shown != text.encode("gbk").decode("latin-1")


def test_what_no_tool_touched_is_exact() -> None:
    restored = restore(NOTICE.encode("gbk").decode("latin-1"))
    assert (restored.text, restored.exact) == (NOTICE, True)


def test_turkish_letters_are_bytes_of_their_own_charset() -> None:
    restored = restore("文件信息可以通过表格填写，实现有序管理。".encode("gbk").decode("iso8859-9"))
    assert restored.text == "文件信息可以通过表格填写，实现有序管理。"


def test_a_quotation_that_was_never_spoilt_stays_in_the_text() -> None:
    first, name, last = "公司采用的是", "金盛", "财务软件，从编制记账凭证到记账都由它完成。"
    shown = "“".join((first.encode("gbk").decode("latin-1"), name.encode("gbk").decode("latin-1")))
    shown += "”" + last.encode("gbk").decode("latin-1")
    assert restore(shown).text == f"{first}“{name}”{last}"


def test_accents_and_letters_written_for_one_sign_keep_their_bytes() -> None:
    assert signs_of_mended("âą̂DZ") == ["â", "ą̂", "DZ"]
    ways = {b"".join(each.places) for each in places_of_mended(["ą̂"], "gb18030")[0].alternatives}
    assert "台".encode("gbk") in {way[-2:] for way in ways}


@pytest.mark.parametrize(
    "text",
    [
        "Türkçe öğrenmek güzel bir şey; İstanbul’da yağmur yağıyor, şemsiyeni ığdır’da unutma.",
        "Íslenska: þæði, ðægur, örðugleikar, æðiþræð; Þórður á Ægisíðu 5.",
        "Москва — столица России; её население превышает двенадцать миллионов человек.",
        "Ủy ban nhân dân tỉnh Lào Cai và thành phố Hà Khẩu; đường được mở rộng.",
        "Größenwahn, Äußerung, Übermut: ÄÖÜäöüß; Œuvre, çà et là, naïveté, aiguë.",
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
    ],
)
@pytest.mark.parametrize(
    "page",
    ["{}", "<p>山阳县今日丰收，农民十分高兴。</p><p>{}</p>", "<title>{}</title><p>山阳县今日丰收。</p>"],
)
def test_letters_of_other_languages_stay(text, page) -> None:
    assert restore(page.format(text)).text == page.format(text)
