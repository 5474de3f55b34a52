"""A page of two charsets, a mark that lies, bytes that were saved packed."""

import gzip
import zlib

import pytest

from pipelines.decode import decode
from pipelines.decode.unpack import MOST_BYTES
from schemas import Reason, Rejected

HEAD = (
    '<html><head><meta charset="gbk"><title>古戏台重新开锣_云溪新闻网</title></head><body><div>首页 新闻 政务</div>\n'
    "<h1>古戏台重新开锣</h1><div>来源：云溪新闻网</div>"
)
TEXT = "<p>停演四十年的古戏台重新开锣，三百多名村民提着板凳早早占好位置。</p>\n<p>一票难求，票价分文不收，村民十分高兴。</p>"
FOOT = "<div>主办：云溪县融媒体中心</div></body></html>"
PAGE = HEAD + TEXT + FOOT


def refusal(body: bytes) -> Reason:
    with pytest.raises(Rejected) as refused:
        decode(body)
    return refused.value.reason


@pytest.mark.parametrize(("frame", "text"), [("gbk", "utf-8"), ("utf-8", "gbk")])
@pytest.mark.parametrize("declared", ["", "text/html; charset=gbk", "text/html; charset=utf-8"])
def test_a_template_in_one_charset_around_an_article_in_another_is_read_whole(frame, text, declared) -> None:
    decoded = decode(HEAD.encode(frame) + TEXT.encode(text) + FOOT.encode(frame), declared)
    assert (decoded.text, decoded.encoding, decoded.lost) == (PAGE, "gb18030+utf-8", 0)


def test_a_templates_indent_before_a_text_of_another_charset_is_read_with_it() -> None:
    body = PAGE.replace("<p>", "<p>　　").encode("gbk")
    for line in (
        "停演四十年的古戏台重新开锣，三百多名村民提着板凳早早占好位置。",
        "一票难求，票价分文不收，村民十分高兴。",
    ):
        body = body.replace(line.encode("gbk"), line.encode())
    assert decode(body).text == PAGE.replace("<p>", "<p>　　")


HEADLINE = "古戏台重新开锣"


@pytest.mark.parametrize(("frame", "part"), [("gbk", "utf-8"), ("utf-8", "gbk")])
@pytest.mark.parametrize("text", [HEADLINE, "来源：云溪新闻网", "云溪新闻网"])
def test_a_headline_or_a_value_in_another_charset_is_read_in_its_own(text, frame, part) -> None:
    body = text.encode(part).join(piece.encode(frame) for piece in PAGE.split(text))
    assert decode(body).text == PAGE


def test_a_label_whose_end_looks_like_the_others_charset_is_read_with_its_own() -> None:
    label, time = "<span>发布时间：", "2026年11月19日 云溪新闻网</span>"
    page = PAGE.replace("<h1>", f"{label}{time}<h1>")
    head, tail = page.split(label + time)
    assert decode(f"{head}{label}".encode("gbk") + time.encode() + tail.encode("gbk")).text == page


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
@pytest.mark.parametrize("wide", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["", "text/html; charset=utf-8", "text/html; charset=gbk"])
def test_a_page_of_two_bytes_a_sign_is_read_so_whatever_its_mark_or_header_says(mark, wide, declared) -> None:
    assert decode(mark + PAGE.encode(wide), declared).text.lstrip("\ufeff") == PAGE


def test_marks_in_a_text_of_a_wrong_charset_are_not_what_reading_it_lost() -> None:
    shown = "".join(
        f"<p>{text.encode().decode('gb18030', 'replace')}</p>" for text in ("古戏台", "开锣了", "云溪县") * 5
    )
    assert decode(shown.encode()).lost == 15


@pytest.mark.parametrize("charset", ["gbk", "utf-8"])
def test_a_page_of_one_charset_is_read_in_it(charset) -> None:
    assert decode(PAGE.encode(charset)).encoding == {"gbk": "gb18030", "utf-8": "utf-8"}[charset]


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
@pytest.mark.parametrize("declared", ["", "text/html; charset=gb2312"])
def test_a_mark_before_a_page_in_another_charset_is_not_believed(mark, declared) -> None:
    assert decode(mark + PAGE.encode("gbk"), declared).text.endswith(PAGE)


def test_a_mark_that_an_included_file_left_in_the_middle_is_no_text() -> None:
    assert decode(HEAD.encode("gbk") + b"\xef\xbb\xbf" + TEXT.encode("gbk") + FOOT.encode("gbk")).text == PAGE


def test_a_damaged_page_keeps_the_charset_of_its_mark() -> None:
    body = b"\xef\xbb\xbf" + PAGE.encode().replace("锣".encode(), "锣".encode()[:2], 1)
    decoded = decode(body)
    assert (decoded.encoding, decoded.lost) == ("utf-8", 1)


def deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize("charset", ["gbk", "utf-8"])
@pytest.mark.parametrize(
    "pack",
    [gzip.compress, zlib.compress, deflate, lambda body: gzip.compress(gzip.compress(body)),
     lambda body: gzip.compress(body[:100]) + gzip.compress(body[100:])],
    ids=["gzip", "zlib", "deflate", "twice", "members"],
)  # fmt: skip
def test_bytes_that_were_saved_packed_are_unpacked(pack, charset) -> None:
    assert decode(pack(PAGE.encode(charset))).text == PAGE


def test_what_swells_beyond_the_cap_is_too_large() -> None:
    assert refusal(gzip.compress(b" " * (MOST_BYTES + 1))) is Reason.TOO_LARGE


def test_a_stream_that_is_cut_off_is_refused() -> None:
    assert refusal(gzip.compress(PAGE.encode() * 20)[:-40]) is Reason.UNDECODABLE


@pytest.mark.parametrize(
    "body", [b"\x1f\x8b is the beginning of a gzip file", b"\x89PNG\r\n\x1a\n" + bytes(200)]
)
def test_other_binary_bytes_are_no_page(body) -> None:
    assert refusal(body) is Reason.NOT_HTML


@pytest.mark.parametrize(
    "text", ["x\x9c<p>山阳县今日丰收</p>", "x^y 山阳县今日丰收，村民高兴", "plain text without a tag"]
)
def test_text_that_begins_like_a_stream_is_text(text) -> None:
    assert decode(text.encode()).text == text
