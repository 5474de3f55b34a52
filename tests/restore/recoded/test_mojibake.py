"""Chinese that was read in a Western charset and written again is given back; Western text is left alone."""

import pytest

from pipelines.flow import clean
from pipelines.restore import restore
from schemas import Article, Page, replay

NEWS = (
    "<html><head><title>青石桥镇古戏台重新开锣_云溪新闻网</title></head><body><h1>青石桥镇古戏台重新开锣</h1>"
    "<div>2026-11-19 09:32 来源：云溪新闻网</div><p>11月18日晚，停演四十年的古戏台重新开锣，三百多名村民提着板凳早早占好位置。</p>"
    "<p>“小时候骑在爷爷肩上看戏，如今带着孙子来看。”七十岁的岑大爷说——他家离戏台只有《两里》路……</p></body></html>"
)


def spoil(text: str, charset: str, through: str, times: int = 1) -> str:
    """Return a text whose bytes were read in a one-byte charset, as browsers read it, and written again."""
    for _ in range(times):
        body = text.encode(charset)
        text = "".join(_read(byte, through) for byte in body)
        charset = "utf-8"
    return text


def _read(byte: int, through: str) -> str:
    try:
        return bytes([byte]).decode(through)
    except UnicodeDecodeError:
        return chr(byte)


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("through", ["latin-1", "cp1252"])
def test_utf8_read_as_a_western_charset_is_given_back_exactly(through, times) -> None:
    spoilt = spoil(NEWS, "utf-8", through, times)
    restored = restore(spoilt)
    assert (restored.text, restored.kinds, restored.exact) == (NEWS, ("mojibake",), True)
    assert replay(spoilt, restored.edits) == NEWS


@pytest.mark.parametrize("through", ["latin-1", "cp1252"])
def test_gbk_read_as_a_western_charset_is_given_back(through) -> None:
    assert restore(spoil(NEWS, "gbk", through)).text == NEWS


def test_a_page_of_which_only_the_article_is_spoilt_is_given_back() -> None:
    head, _, body = NEWS.partition("<p>")
    assert restore(head + spoil(f"<p>{body}", "utf-8", "cp1252")).text == NEWS


def test_the_record_says_what_was_undone() -> None:
    url = "http://www.yunxi.example/xw/202611/t20261119_1.html"
    body = spoil(NEWS, "utf-8", "latin-1").encode()
    article = clean(
        Page(url=url, body=body, content_type="text/html", fetched_at="2026-11-20T12:00:00+08:00")
    )
    assert isinstance(article, Article)
    assert (article.title, article.restored.kinds) == ("青石桥镇古戏台重新开锣", ("mojibake",))


def test_a_lost_byte_makes_the_result_inexact() -> None:
    spoilt = spoil(NEWS, "utf-8", "latin-1")
    restored = restore(spoilt.replace("\x8f", "", 1))
    assert (restored.kinds, restored.exact) == (("mojibake",), False)


@pytest.mark.parametrize(
    "text",
    [
        "Le président français a déjà été accusé, « çà et là », de légèreté à l’égard des élèves. Œuvre à 5 €…",
        "Ärger über die Größe der Straße; São Paulo, coração, não; Žižek naïve ñandú © 2020 · ®",
        "新闻网讯：法国人把“咖啡馆”写作 café，把“学生”写作 élève，网页乱码常见 Ã© 和 æ–° 这样的字。",
        "µÄ 是“的”字在 GBK 里的两个字节，写成 Latin-1 就成了这样。",
        NEWS,
    ],
)
def test_sound_text_is_left_alone(text) -> None:
    assert restore(text).text == text


def test_letters_amid_chinese_that_no_charset_of_china_has_are_not_certain():
    spoilt = (
        "筠）8日，柳镇的庙会来了三百多名客人。".encode().decode("gb18030", "replace").replace("\ufffd", "?")
    )
    restored = restore("记者 钱小" + spoilt)
    assert restored.text.endswith("8日，柳镇的庙会来了三百多名客人。")
    assert not restored.exact
