"""Text in no wrong charset stays byte for byte, whatever its language and whatever it speaks of."""

import pytest
from opencc import OpenCC

from pipelines.restore.recoded.mojibake import undo_mojibake
from tests.restore.recoded.chains import sentences

FOREIGN = (
    "東京都の発表によると、今年の桜の開花は平年より五日早い見込みだ。横浜市の浜辺では鉄道の錆びた鍵が見つかった。",
    "カタカナとひらがな、漢字を混ぜて書く日本語の文章です。",
    "서울시는 올해 벚꽃 개화가 평년보다 닷새 빠를 것으로 전망했다.",
    "Le maire a déjà été accusé, « çà et là », de légèreté à l’égard des élèves. Œuvre à 5 €…",
    "Tiếng Việt: Hà Nội mùa thu năm nay đẹp hơn mọi năm, người dân đi dạo quanh hồ.",
    "Москва — столица, её население превышает двенадцать миллионов.",
    "Η Αθήνα είναι η πρωτεύουσα της Ελλάδας.",
    "Türkçe öğrenmek güzel bir şey; İstanbul’da yağmur yağıyor.",
)
QUOTING = (
    "网页乱码常见“鏂伴椈”这样的字，原因是把UTF-8当成了GBK。",
    "“é¡µé¢æ˜¾ç¤ºé”™ä¹±”是典型的乱码。",
    "如果看到“锟斤拷”或“烫烫烫”，多半是编码出了错。",
    "把 &Aacute;&oslash;&ordm;&thorn; 解码成 GBK 就是“柳湖”。",
    "µÄ 是“的”字在 GBK 里的两个字节，写成 Latin-1 就成了这样。",
    "他用 Ã© 表示 é，用 æ–° 表示新。",
)
STRANGE = (
    "锛是一种木工工具，浣熊和鎏金铜钟都在横浜中華街、浜松町。",
    "瀏陽河邊的鋼鐵廠、鐘錶廠和鑄鐵廠都搬走了，鄉親們說再也聽不見鏗鏘聲。",
    "ㄅㄆㄇㄈ是注音符號，“ㄛ”讀作o，“ㄜ”讀作e。",
    "面积为 3×4＝12 平方米，误差 ±0.5％，温度 −3℃ ～ 18℃；α、β、γ 三种射线。",
    "昝玉梅、逄大勇、邰长庚、仝兆瑞、亓官云、郄晓莹、麴文泰、阚泽浩。",
    "朱镕基、陶喆、李喆、王珺、张堃、刘玥、陈翀、周赟。",
)


@pytest.mark.parametrize("text", [*FOREIGN, *QUOTING, *STRANGE])
def test_a_sound_text_stays_as_it_is(text) -> None:
    page = (
        f"<html><title>{text}</title><body><p>{text}</p><p>山阳县今日丰收，农民十分高兴。</p></body></html>"
    )
    assert [undo_mojibake(each) for each in (text, page, text * 3)] == [(), (), ()]


def test_sentences_of_five_domains_stay_as_they_are_in_both_scripts() -> None:
    for text in sentences()[::3]:
        assert undo_mojibake(text) == undo_mojibake(OpenCC("s2t").convert(text)) == ()


@pytest.mark.parametrize("misread", ["latin-1", "cp1252", "gb18030", "big5hkscs"])
@pytest.mark.parametrize("written", ["shift_jis", "euc_jp", "euc_kr"])
def test_japanese_and_korean_in_a_wrong_charset_are_left_alone(written, misread) -> None:
    for text in FOREIGN[:3]:
        assert undo_mojibake(text.encode(written, "ignore").decode(misread, "replace")) == ()
