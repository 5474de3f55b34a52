"""Which words are the names of outlets and of offices that publish: by a list of facts, and by their form."""

import re
from functools import lru_cache
from importlib.resources import files

from pipelines.controls.lone_words import begins_like_a_button
from pipelines.divisions import autonomous_heads, division_names
from pipelines.extract.byline.nobody import names_nobody
from pipelines.extract.evidence.candidates import Ground
from pipelines.names import is_place, read_words

_KNOWN = read_words("outlets.txt")
_ADDITION = re.compile(r"[\[(（·・].*|(?<=[\u3400-\u9fff])[-—－_].*")
"""A channel or a remark behind an outlet's name: 人民网-浙江频道, 新山社(柳湾)."""
_MEDIUM = re.compile("(?:新闻)?(?:客户端|微信公众号|公众号|官方微博|官网|网站|视频号|APP|App)$")
"""What an outlet is read by: 新京报客户端."""
_ACCOUNT = re.compile('^(?:微信|微博)?公众号.?[“「"]|^[“「"][^”」"]{2,16}[”」"](?:微信)?公众号$')
_SHORT_PROVINCES = frozenset("北京 上海 天津 重庆 内蒙古 广西 西藏 宁夏 新疆".split())
_ENGLISH = re.compile(
    r"(?:[A-Z][A-Za-z.&'’-]{1,14} ){1,4}(?:Daily|Times|Post|Herald|Journal|Agency|Tribune|Gazette|Observer|Weekly)"
)
_OF_A_PLACE = re.compile(
    "(?:平安|网信|文旅|健康|掌上|云上|清廉|法治|应急|检察|微|爱|看|今日|文明|法润|警务)(?P<place>[\u3400-\u9fff]{2,4})$"
)
"""平安绍兴, 掌上衡阳: how offices and county papers name their accounts."""
_LEVEL = re.compile(
    r"^[\u3400-\u9fff]{1,7}(?:省|市|县|縣|区|區|自治州|自治县|州|旗|盟|镇|鎮|乡|鄉|街道|社区|村|兵团)"
)
_NO_HEAD = re.compile(
    r"^(?:本|该|全|各|我|您|你|这|那|某|新|大|小|多|老|好|美)?(?:省|市|县|縣|区|區|州|旗|镇|乡|村)?$"
)
_SECTION = re.compile(
    "^(?:国内|国际|社会|本地|地方|热点|即时|滚动|图片|综合|政务|行业|头条|最新|今日|首页|部门|视频|时政|财经|科技|体育"
    "|娱乐|军事|教育|健康|文化|旅游|房产|汽车|民生|法治|法制|评论|专题|官方|权威|官网|新闻|手机|移动|电脑|移动端|新媒体"
    "|微信|微博|电子|数字|网络|网上|在线|县区|乡镇|市县|区县|基层|要闻|公告|通知|党建|人事|生活|消费|国內|國際|社會)+$"
)
"""Words of which sections are named, not outlets: 国内+新闻, 手机+客户端."""
_COUNTRIES = frozenset("中国 中國 全国 全國 台灣 台湾 香港 澳门 澳門 海外 境外".split())
LONGEST_OUTLET = 24
"""Characters of an outlet's name as printed beside a date."""
_DIGIT = re.compile(r"\d")
_PRINTED = re.compile("[\u3400-\u9fff](?:报|報|刊|志|誌)$")
"""消费日报: a paper may be named after what a section is."""
_LONG_ENDING = 3
"""Characters of an ending that names an office whose place is only told by its rank."""
_SHORTEST_HEAD = 2
"""Characters before an ending that name which outlet it is."""


def _read_endings() -> dict[str, str]:
    """Return each ending of data/outlet_endings.tsv with what it says of a word: form, place or none."""
    table = files("pipelines").joinpath("data/outlet_endings.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {word: kind for kind, words in rows for word in words.split()}


_ENDINGS = _read_endings()
_LONGEST_ENDING = max(map(len, _ENDINGS))


@lru_cache(maxsize=4096)
def grounds_of_outlet(text: str) -> frozenset[Ground]:
    """Return what speaks for `text` being the name of an outlet: a fact, its whole form, or its ending alone.

    >>> from pipelines.extract.evidence.candidates import tell
    >>> [tell(grounds_of_outlet(text)) for text in ("澎湃新闻", "山阳日报", "山阳发布", "柳湾镇观察", "举报")]
    [('known',), ('form',), ('form',), ('form',), ()]
    >>> [tell(grounds_of_outlet(text)) for text in ("柳树观察", "天气预报", "国内新闻", "人民网-浙江频道")]
    [('shape',), (), (), ('known',)]
    """
    name = text.strip("《》“”\"'「」")
    base = _ADDITION.sub("", name).strip()
    if _is_known(name) or _is_known(base):
        return frozenset({Ground.KNOWN})
    if _ACCOUNT.match(text) or _ENGLISH.fullmatch(name):
        return frozenset({Ground.FORM})
    account = _OF_A_PLACE.match(base)
    if account and _is_place(account["place"]):
        return frozenset({Ground.FORM})
    if len(name) > LONGEST_OUTLET or names_nobody(base):
        return frozenset()
    if _is_branch(base) or (base.endswith("云") and _is_place(base[:-1])):
        return frozenset({Ground.FORM})
    return _grounds_of_form(base)


def is_outlet(text: str) -> bool:
    """Tell whether `text` is an outlet, by the list of facts or by its form."""
    return not grounds_of_outlet(text).isdisjoint({Ground.KNOWN, Ground.FORM})


def _is_known(name: str) -> bool:
    return name in _KNOWN or _MEDIUM.sub("", name) in _KNOWN


def _is_branch(name: str) -> bool:
    """Tell whether a known outlet and a place are the name of its pages for the place.

    >>> _is_branch("凤凰网陕西"), _is_branch("上游涪陵"), _is_branch("江苏南京"), _is_branch("新闻陕西")
    (True, True, False, False)
    """
    halves = ((name[:-size], name[-size:]) for size in (2, 3, 4) if len(name) - size >= _SHORTEST_HEAD)
    return any(
        (_is_known(head) or f"{head}新闻" in _KNOWN) and not _is_place(head) and _is_place(place)
        for head, place in halves
    )


def _grounds_of_form(base: str) -> frozenset[Ground]:
    ending = _ending(base)
    kind = _ENDINGS.get(ending, "none")
    head = base[: len(base) - len(ending)]
    section = _SECTION.match(head) and not _PRINTED.search(ending)
    if kind == "none" or not head or begins_like_a_button(head) or section:
        return frozenset()
    if names_a_place(head) or _is_known(head):
        return frozenset({Ground.FORM})
    office = kind == "form" and len(ending) >= _LONG_ENDING  # 市卫健委, 县融媒体中心
    if not office and (_NO_HEAD.match(head) or len(head) < _SHORTEST_HEAD):
        return frozenset()
    if kind == "form":
        return frozenset({Ground.FORM})
    return frozenset() if _DIGIT.search(head) else frozenset({Ground.SHAPE})


def place_of(text: str) -> str:
    """Return what stands before the ending of a word that ends as outlets do: 石桥 of 石桥发布."""
    return text[: len(text) - len(_ending(text))]


def _ending(base: str) -> str:
    """Return the longest ending of the table with which the word ends."""
    sizes = range(min(_LONGEST_ENDING, len(base)), 0, -1)
    return next((base[-size:] for size in sizes if base[-size:] in _ENDINGS), "")


def _is_place(text: str) -> bool:
    """Tell whether a word is a place; an outlet calls an autonomous prefecture by its short name: 延边发布, 湘西融媒."""
    return is_place(text) or text in autonomous_heads()


@lru_cache(maxsize=4096)
def names_a_place(head: str) -> bool:
    """Tell whether a word begins or ends with the name of a place: 浙江, 山阳县柳湾镇, 平安云溪.

    >>> names_a_place("浙江"), names_a_place("柳湾镇"), names_a_place("平安绍兴"), names_a_place("客户")
    (True, True, True, False)
    """
    if _LEVEL.match(head) and not _NO_HEAD.match(head):
        return True
    if head in _COUNTRIES or head.startswith(("中国", "中國")):
        return True
    begins = any(_is_place(head[:size]) for size in (2, 3, 4) if size <= len(head))
    ends = any(_is_place(head[-size:]) for size in (2, 3, 4) if size <= len(head))
    return begins or ends


def is_division(text: str) -> bool:
    """Tell whether `text` is a place and nothing else, by its name or by its form: 云溪县, 柳湾镇, 温州."""
    if text in _COUNTRIES or text in division_names() or _is_place(text) or _LEVEL.fullmatch(text):
        return True
    halves = ((text[:size], text[size:]) for size in (2, 3, 4) if size < len(text))
    return any(_is_province(first) and _is_place(second) for first, second in halves)


def _is_province(text: str) -> bool:
    names = division_names()
    return text in names or f"{text}省" in names or text in _SHORT_PROVINCES


def is_ordinary(text: str) -> bool:
    """Tell whether `text` ends or begins as ordinary words do, so that no class name makes it an outlet.

    >>> is_ordinary("电子报"), is_ordinary("官方微博"), is_ordinary("山阳微观")
    (True, True, False)
    """
    ending = _ending(text)
    head = text[: len(text) - len(ending)]
    return _ENDINGS.get(ending) == "none" or bool(_SECTION.match(text) or _SECTION.match(head))
