"""What decode() promises: the right charset, no harm, losses marked, refusals with their reason."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.decode import decode
from schemas import Reason, Rejected

NEWS = (
    "<html><head><title>山阳县春耕</title></head><body><p>本报讯 三月的山阳县，田间地头一片繁忙。"
    "县农业局派出二十名技术员，"
    "走村入户指导农户选种、育秧。“今年的墒情比去年好。”种粮大户周明远说，他承包的三百亩地已经全部翻耕。</p></body></html>"
)
TRADITIONAL = (
    "<html><body><p>記者昨日從山陽縣農業局獲悉，今年全縣計劃種植水稻十二萬畝，比去年增加一成。"
    "當地農民說，雨水充足，收成應該會比往年更好。</p></body></html>"
)


@pytest.mark.parametrize(
    "declared", ["", "text/html; charset=gb2312", "text/html; charset=UTF-8", "text/html; charset=nonsense"]
)
@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "gbk", "gb2312"])
def test_a_chinese_page_is_read_right_whatever_it_declares(codec, declared):
    assert decode(NEWS.encode(codec), declared).text == NEWS


@pytest.mark.parametrize("declared", ["", "text/html; charset=big5", "text/html; charset=gb2312"])
def test_a_big5_page_is_not_taken_for_gb18030(declared):
    decoded = decode(TRADITIONAL.encode("big5"), declared)
    assert decoded.text == TRADITIONAL
    assert decoded.encoding == "big5hkscs"


def test_traditional_text_in_gbk_is_not_taken_for_big5():
    assert decode(TRADITIONAL.encode("gbk")).text == TRADITIONAL


@pytest.mark.parametrize(
    ("mark", "codec"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark, codec):
    decoded = decode(mark + NEWS.encode(codec), "text/html; charset=gb2312")
    assert (decoded.text, decoded.encoding) == (NEWS, codec)


def test_the_declaration_inside_the_page_counts():
    page = '<meta http-equiv="Content-Type" content="text/html; charset=big5">' + "山上"
    assert decode(page.encode("big5")).text == page


def test_gb2312_means_gb18030():
    page = "<meta charset=gb2312>朱镕基说，㛃字不在国标里，€也不在。" + NEWS
    assert decode(page.encode("gb18030")).text == page


def test_a_truncated_utf8_page_loses_one_character():
    decoded = decode(NEWS.encode()[:-60])
    assert decoded.encoding == "utf-8"
    assert decoded.lost <= 1


def test_few_broken_bytes_do_not_change_the_charset():
    body = bytearray(NEWS.encode())
    body[200] = body[260] = 0xFF
    decoded = decode(bytes(body))
    assert decoded.encoding == "utf-8"
    assert 2 <= decoded.lost <= 6


def test_pure_ascii_is_utf8():
    assert decode(b"<p>nothing Chinese</p>").encoding == "utf-8"


def test_a_stray_nul_is_a_lost_character():
    decoded = decode(NEWS.encode().replace(b"</title>", b"\x00</title>"))
    assert "\x00" not in decoded.text
    assert decoded.lost == 1


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \r\n ", Reason.EMPTY),
        (b"%PDF-1.7 ...", Reason.NOT_HTML),
        (b"\xff\xd8\xff\xe0 JFIF", Reason.NOT_HTML),
        (b"PK\x03\x04 zip", Reason.NOT_HTML),
        (b"abc\x00\x00\x00\x00def" * 9, Reason.NOT_HTML),
        (bytes(range(0x80, 0x100)) * 40, Reason.UNDECODABLE),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(body, reason):
    with pytest.raises(Rejected) as refusal:
        decode(body)
    assert refusal.value.reason is reason


def test_a_page_that_lost_too_much_is_undecodable():
    body = NEWS.encode("utf-8")
    holes = bytes(0xFF if position % 4 == 0 and byte > 0x7F else byte for position, byte in enumerate(body))
    with pytest.raises(Rejected) as refusal:
        decode(holes, "text/html; charset=utf-8")
    assert refusal.value.reason is Reason.UNDECODABLE


@given(
    st.binary(max_size=400), st.sampled_from(["", "text/html; charset=gbk", "charset=utf-16", "charset=big5"])
)
def test_any_bytes_give_sound_text_or_a_refusal(body, content_type):
    try:
        text = decode(body, content_type).text
    except Rejected:
        return
    assert "\x00" not in text
    text.encode("utf-8")  # fails on a lone surrogate
