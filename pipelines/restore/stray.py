"""Two random characters that some mirrors put before a mark: 便利睁本，. Never certain: names look alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.language_model import classed, surprise
from pipelines.restore.tables import simplified, traditional_forms

GAIN = 9.0  # nats the text gains without a pair that holds a character no Traditional text has
GAIN_WITHOUT_PROOF = 32.0  # nats; no word and no name of two characters costs that much
GAIN_BESIDE_OTHERS = 20.0  # nats; where another pair of the same text is a stray one
_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高梁郑鄭罗羅宋谢謝唐韩韓曹许許邓鄧萧蕭冯馮曾程蔡彭潘袁于董余苏蘇叶葉吕呂"
    "魏蒋蔣田杜丁沈姜范江傅钟鐘卢盧汪戴崔任陆陸廖姚方金邱夏谭譚韦韋贾賈邹鄒石熊孟秦阎閻薛侯雷白龙龍段郝孔邵史毛常万萬顾顧赖賴武康贺賀"
    "严嚴尹钱錢施牛洪龚龔汤湯陶黎温溫莫易樊乔喬文安殷颜顏庄莊章鲁魯倪庞龐邢俞翟蓝藍聂聶齐齊向申葛柴伍覃骆駱关關焦柳欧歐祝纪紀尚毕畢耿"
)
_ALSO_WORDS = frozenset("高方安文白常万萬金石江夏史易龙龍康齐齊向于")  # before a pair they say little
_PAIR = re.compile(r"(?<=[\u4e00-\u9fff”])[\u4e00-\u9fff]{2}(?=[，,。、！!？?；;：:])")


@dataclass(frozen=True, slots=True)
class Pair:
    """Where a pair stands, and whether it may belong there after all."""

    start: int
    doubtful: bool


def stray_pairs(text: str) -> Iterator[Pair]:
    """Yield where, in a Traditional text, two characters stand before a mark that seem no part of it."""
    foreign = traditional_forms()
    gains = [(at, gain) for at in _pairs(text) if (gain := _gain(text, at)) >= GAIN]
    proven = {
        start for start, gain in gains if not foreign.keys().isdisjoint(map(ord, text[start : start + 2]))
    }
    without_proof = {start for start, gain in gains if gain >= GAIN_WITHOUT_PROOF}
    for start, gain in gains:
        if start in proven or (start in without_proof and not _may_be_name(text, start)):
            yield Pair(start, doubtful=False)
        elif gain >= GAIN_BESIDE_OTHERS and proven | without_proof:
            yield Pair(start, doubtful=_may_be_name(text, start))
        elif gain >= GAIN_BESIDE_OTHERS + 5:
            yield Pair(start, doubtful=True)


def _pairs(text: str) -> Iterator[int]:
    for match in _PAIR.finditer(text):
        yield match.start()


def _may_be_name(text: str, start: int) -> bool:
    return text[start] in _SURNAMES or text[start - 1] in _SURNAMES - _ALSO_WORDS


def _gain(text: str, start: int) -> float:
    head = classed("".join(map(simplified, text[max(0, start - 4) : start])))
    pair = classed("".join(map(simplified, text[start : start + 2])))
    tail = classed("".join(map(simplified, text[start + 2 : start + 5])))
    return _cost(head, pair + tail) - _cost(head, tail)


def _cost(head: str, tail: str) -> float:
    text = head + tail
    return sum(surprise(text[max(0, at - 2) : at], text[at]) for at in range(len(head), len(text)))
