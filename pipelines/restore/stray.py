"""Two random characters that some mirrors put before a mark: 便利睁本，. Never certain, because a name looks alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.restore.language import classed, surprise
from pipelines.restore.tables import simplified, traditional_forms

GAIN = 9.0  # nats the text gains without a pair that holds a character no Traditional text has
GAIN_WITHOUT_PROOF = 26.0  # nats; more than any name of two characters costs
_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高梁郑鄭罗羅宋谢謝唐韩韓曹许許邓鄧萧蕭冯馮曾程蔡彭潘袁于董余苏蘇叶葉吕呂"
    "魏蒋蔣田杜丁沈姜范江傅钟鐘卢盧汪戴崔任陆陸廖姚方金邱夏谭譚韦韋贾賈邹鄒石熊孟秦阎閻薛侯雷白龙龍段郝孔邵史毛常万萬顾顧赖賴武康贺賀"
    "严嚴尹钱錢施牛洪龚龔汤湯陶黎温溫莫易樊乔喬文安殷颜顏庄莊章鲁魯倪庞龐邢俞翟蓝藍聂聶齐齊向申葛柴伍覃骆駱关關焦柳欧歐祝纪紀尚毕畢耿"
)
_PAIR = re.compile(r"(?<=[\u4e00-\u9fff”])[\u4e00-\u9fff]{2}(?=[，,。、！!？?；;：:])")


@dataclass(frozen=True, slots=True)
class Pair:
    """Where a pair stands, and whether it may belong there after all."""

    start: int
    doubtful: bool


def stray_pairs(text: str) -> Iterator[Pair]:
    """Yield where, in a Traditional text, two characters stand before a mark that do not seem to belong to it."""
    foreign = traditional_forms()
    for match in _PAIR.finditer(text):
        start = match.start()
        gain = _gain(text, start)
        if gain < GAIN:
            continue
        if any(ord(character) in foreign for character in match[0]):
            yield Pair(start, doubtful=False)
        elif gain >= GAIN_WITHOUT_PROOF:
            yield Pair(start, doubtful=bool(_SURNAMES & set(text[max(0, start - 1) : start + 1])))


def _gain(text: str, start: int) -> float:
    head = classed("".join(map(simplified, text[max(0, start - 4) : start])))
    pair = classed("".join(map(simplified, text[start : start + 2])))
    tail = classed("".join(map(simplified, text[start + 2 : start + 5])))
    return _cost(head, pair + tail) - _cost(head, tail)


def _cost(head: str, tail: str) -> float:
    text = head + tail
    return sum(surprise(text[max(0, at - 2) : at], text[at]) for at in range(len(head), len(text)))
