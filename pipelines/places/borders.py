"""What stands before and behind a name: whether it ends another word, and whether it begins the name of another thing."""

import re
from functools import cache

from pipelines.language_model import surprise_in_words
from pipelines.names.persons import is_surname
from pipelines.names.wordlists import read_words
from pipelines.places.gazetteer import is_form

_HAN = re.compile("[\u3400-\u9fff]")
_BEFORE = frozenset(
    "在到从赴往抵于与和及跟同自由离经将向对是为即至沿含把被让给的了、，。：；！？“”‘’（）《》【】〈〉…—·"
)
"""Characters that end what stands before a name."""
_OWN = frozenset("我全该本各两多地县辖城级都省强贵首外")
"""What 市 or 县 stands behind where it is no foreign town's: 我市朝阳区."""
_PAIR = 2
"""Characters of a short name that may belong to the words on both of its sides."""
_ORDINARY = 5.0
"""Nats below which two characters are held to make a word."""
_LONGEST = 15
"""Characters of the longest name of a division."""
_KINDS = (
    "大学(?!生)|学院|师范|师大|中学|小学|[一二三四五六七八九十]中|医院|协和|银行|机场|火车站|高铁站|证券|卫视|日报|晚报|晨报|早报|时报|商报|都市报"
    "|青年报|电视台|广播|公园|大街|大道|大桥|大厦|时间|合作组织|生产建设兵团|铁路局|海关|博物[院馆]|图书馆|大剧院|体育馆|体育场|动物园|植物园"
    "|出版社|律师|事务所|集团|股份|有限|公司|酒店|宾馆|饭店|商会|世博|冬奥|亚运|奥运|全运|海峡|半岛|盆地|高原|平原|运河|长江|石化|石油|移动"
    "|联通|电信|电力|航空|舰|号(?![召称角])|杯|队(?![伍员])|交响乐|乐团|剧团|歌舞团|京剧|拉面|牛肉面|烤鸭|热干面|火锅|米粉|米线|白药|茅台|藏红花"
    "|方言|普通话|城投|农商|控股|科技园|软件园|景区|风景|旅游区|保护区|开发区|高新区|经开区|新区|湿地|水库|国家(?:森林|地质|湿地)|国际|条约|遗址|小吃|新闻网|频道|油田|啤酒|起义|事变"
)
_INSTITUTIONS = re.compile(
    "(?:师范|理工|工业|工程|工商|科技|交通|农业|林业|财经|政法|外国?语|民族|医科|中医药?|传媒|音乐|美术|体育|海洋|建筑|警察|城市|大众|经济|贸易|对外"
    f"|艺术|戏[曲剧]|电影|旅游|商业|农村|第[一二三四五六七八九十]+|人民|中心|市立|职业|技术|高级|实验|青年|信托|广播){{0,3}}(?:{_KINDS})"
)
_PARTS = re.compile(
    "[东西南北中]?[大小]?路(?![上径线子过网演况面])|[东西南北]?街(?!头|上|坊)|[东西南北]?站(?![在上起着到立出稳])|镇(?!压|静|定|守|村)|乡(?![村镇土亲贤愁情间级])"
    "|村(?![民镇庄级])|社区|街道|苏木|巷|弄|胡同|桥(?!梁)|湾|湖(?![南北])|岛(?!内)|港(?![口股澳台])|江(?![苏西])|河(?![南北道湖长])|山(?![东西区水海村城])"
    "|岭|峡|寺|塔|庙|宫|菜(?![市农篮地])|话(?![剧题语音费])|戏|藤|一小|二小|实小|外国语|附中|地区|道(?![德路教理])|网(?![上络民购友红格箱点球])"
)
_LONGER = re.compile("市[场民容面井售价值]|区[域间块别]|旗[袍下帜舰手号]|[县市]级|县域|县局")
"""Where the last character of a name belongs to the next word: 杭州|市场."""
_WATERS = re.compile("(?<=[江河湖山])[边岸畔水两流面底口上里]")
"""What stands behind 怒江 and 黄山 where they are a river and a hill, and not the divisions called after them."""
_SHORE = re.compile("[岸麓]")
_SIDE = re.compile("[侧段]|部(?![署分门长级队])")


def stands_free(text: str, at: int) -> bool:
    """Tell whether nothing that could be part of a word stands before `at`.

    >>> stands_free("位于和平区", 2), stands_free("今天全县", 1)
    (True, False)
    """
    return at == 0 or text[at - 1] in _BEFORE or not _HAN.match(text[at - 1])


def stands_behind_a_unit(text: str, at: int) -> bool:
    """Tell whether a province, a district or a prefecture may end before `at`: 两江新区|江北区."""
    return at > 0 and text[at - 1] in "省区州"


def ends_as_a_name(text: str, end: int) -> bool:
    """Tell whether a short name ends at `end`, and is not the beginning of another thing's name.

    >>> [ends_as_a_name(text, 2) for text in ("南京路", "北京大学", "上海证券交易所", "杭州湾", "浙江今年")]
    [False, False, False, False, True]
    """
    return not (_INSTITUTIONS.match(text, end) or _PARTS.match(text, end) or _WATERS.match(text, end))


def tears_a_word(text: str, start: int, end: int) -> bool:
    """Tell whether the name takes its last character from a word (杭州市|场), or both edges from words (隆重|庆祝).

    >>> tears_a_word("杭州市场", 0, 3), tears_a_word("隆重庆祝", 1, 3), tears_a_word("在重庆市", 1, 4)
    (True, True, False)
    """
    short = end - start == _PAIR
    if _LONGER.match(text, end - 1) or (short and _SHORE.match(text, end)):
        return True
    if start == 0 or text[start - 1] in _BEFORE or not _HAN.match(text[start - 1]):
        return False
    surname = is_surname(text[start - 1])
    if not short:
        return surname and text.startswith("长", end)  # 张和平|县长
    if _SIDE.match(text, end) or (surname and _begins_a_name(text, start - 1)):
        return True
    around = text[start - 1 : start + 1], text[end - 1 : end + 1]
    return all(len(pair) == _PAIR and _makes_a_word(pair) for pair in around)


def _begins_a_name(text: str, at: int) -> bool:
    """Tell whether a mark or an office stands before a surname: 记者|王海南."""
    return at == 0 or text[at - 1] in "者员长人" or not _HAN.match(text[at - 1])


def is_foreign_before(text: str, at: int) -> bool:
    """Tell whether a town that the table does not have stands before `at`: 台北市|中山区, 首尔特别市|江南区.

    >>> is_foreign_before("台北市中山区", 3), is_foreign_before("我市朝阳区", 2), is_foreign_before("台北中山区", 2)
    (True, False, True)
    """
    if at < _PAIR:
        return False
    if any(text[max(0, at - length) : at] in _outside() for length in (2, 3)):
        return True
    if text[at - 1] not in "市郡都府" or text[at - 2] in _OWN or not _HAN.match(text[at - 2]):
        return False
    return not any(is_form(text[at - length : at]) for length in range(3, _LONGEST + 1) if length <= at)


@cache
def _makes_a_word(pair: str) -> bool:
    return surprise_in_words(pair[0], pair[1]) < _ORDINARY


@cache
def _outside() -> frozenset[str]:
    """Return the divisions of Hong Kong, Macau and Taiwan, which have districts of the same names."""
    return read_words("places.txt") - {"香港", "澳门", "台湾"}
