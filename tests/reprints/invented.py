"""Invented Chinese news: words nobody reads for their sense, sentences as long and as varied as real ones."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from typing import Any, NamedTuple

from pipelines.segments import to_line
from schemas import Article, Evidence, Restored

BEIJING = timezone(timedelta(hours=8))
EVIDENCE = Evidence(title="site", date="label", source="label", editor="label", author="none", body="site")

_CHARACTERS = (
    "一二三四五六七八九十百千万大小中上下左右前后内外东西南北天地山水火风云雨雪日月星春夏秋冬年时分早晚新老高低长短多少快慢"
    "人民众群工农商学兵医师生员干部长主席书记县市区乡镇村街道路桥河湖江海港湾岛田园林木花草果树苗粮棉油茶糖米麦豆菜肉鱼鸡羊牛"
    "车船机器电网线站点台厂房屋楼门窗墙院校馆所局厅处科室队组班会议案法规章程制度政策条例方案计划项目工程建设改造修复保护治理"
    "开展推进加强提升完善落实实施组织举办参加出席指出强调要求表示介绍说明认为希望发布公布启动完成达到超过增长下降减少扩大发挥作用"
    "产业企业公司集团市场价格收入成本利润投资消费出口进口税收金融银行保险贷款资金补贴奖励服务管理监督检查执法安全生产生活环境质量"
    "文化旅游体育教育卫生健康养老社会保障就业创业技术科技创新研究开发应用数据信息平台智能绿色低碳节能减排生态资源能源交通运输物流"
)
_STOCK = (
    "记者从有关部门了解到",
    "据介绍",
    "近年来",
    "与此同时",
    "截至目前",
    "下一步将继续加大工作力度",
    "为进一步做好相关工作",
    "在有关部门的大力支持下",
    "取得了阶段性成效",
    "得到了群众的一致好评",
    "切实把各项措施落到实处",
    "有关负责人表示",
    "按照统一部署",
    "坚持以人民为中心的发展思想",
    "同比有所增长",
    "现场气氛十分热烈",
)
PLACES = (
    "山阳县",
    "汉阴县",
    "南雄市",
    "商州区",
    "旬阳市",
    "紫阳县",
    "镇安县",
    "平利县",
    "石泉县",
    "洛南县",
    "宁陕县",
    "丹凤县",
)
NAMES = (
    "党玉庆",
    "翟慧敏",
    "庾岭梅",
    "郗文静",
    "柳春河",
    "尚卫东",
    "宫晓岚",
    "牟长顺",
    "阮秋生",
    "车立言",
    "晏小满",
    "暴国安",
)
SOURCES = ("山阳新闻网", "秦岭晚报", "汉水日报", "南雄发布", "商洛观察", "珠玑新闻网", "紫阳融媒", "石泉时报")


class Piece(NamedTuple):
    """An article as it was made: `text` is the one that it has, whatever was done to it."""

    text: str
    site: int
    title: str
    body: str
    date: datetime
    source: str | None


class Writer:
    """Writes texts; the same ones for the same seed."""

    def __init__(self, seed: int | str) -> None:
        self.random = random.Random(seed)
        words = random.Random("words")
        self.words = [
            "".join(words.choices(_CHARACTERS, k=words.choice((1, 2, 2, 2, 2, 3)))) for _ in range(4000)
        ]
        # Some words are everywhere and most are rare, as in any text.
        self.weights = [1 / (rank + 10) for rank in range(4000)]
        cumulative, total = [], 0.0
        for weight in self.weights:
            total += weight
            cumulative.append(total)
        self._cumulative = cumulative
        self._waiting: list[str] = []

    def word(self) -> str:
        if not self._waiting:
            self._waiting = self.random.choices(self.words, cum_weights=self._cumulative, k=20_000)
        return self._waiting.pop()

    def clause(self) -> str:
        chance = self.random.random()
        if chance < 0.08:
            return self.random.choice(_STOCK)
        words = "".join([self.word() for _ in range(self.random.randint(3, 8))])
        if chance < 0.2:
            words += f"{self.number()}{self.random.choice('个户人吨亩元')}"
        return words

    def number(self) -> str:
        chance = self.random.random()
        if chance < 0.5:
            return str(self.random.randint(2, 999))
        if chance < 0.75:
            return f"{self.random.randint(1, 99)}.{self.random.randint(1, 9)}%"
        return f"{self.random.randint(1, 12)}月{self.random.randint(1, 28)}日"

    def sentence(self) -> str:
        clauses = "，".join([self.clause() for _ in range(self.random.randint(1, 4))])
        if self.random.random() < 0.1:
            return f"“{clauses}。”{self.random.choice(NAMES)}说。"
        return clauses + "。"

    def passage(self, least: int) -> str:
        """Return sentences of `least` characters together, or somewhat more."""
        text = ""
        while len(text) < least:
            text += self.sentence()
        return text

    def paragraphs(self, least: int) -> list[str]:
        """Return the paragraphs of a text of so many characters."""
        found: list[str] = []
        while sum(map(len, found)) < least:
            found.append(self.passage(self.random.randint(50, 180)))
        return found

    def title(self) -> str:
        return "".join([self.word() for _ in range(self.random.randint(5, 9))])

    def moment(self) -> datetime:
        return datetime(2023, 1, 1, tzinfo=BEIJING) + timedelta(minutes=self.random.randrange(365 * 24 * 60))

    def choose(self, options: Sequence[Any]) -> Any:
        return self.random.choice(options)

    def chance(self, share: float) -> bool:
        return self.random.random() < share


Maker = Callable[[Writer, str], list[Piece]]
"""Returns articles whose texts' names begin with a word."""


def article_of(piece: Piece, number: int) -> Article:
    """Return the article of this number, as a crawl would write it."""
    url = f"https://www.site{piece.site}.example/xw/{piece.date:%Y%m}/t{piece.date:%Y%m%d}_{number}.html"
    precision = "day" if number % 7 == 0 else "minute"
    date = piece.date.replace(hour=0, minute=0) if precision == "day" else piece.date
    return Article.model_construct(
        schema_version="1.0.0",
        id=sha256(url.encode()).hexdigest(),
        revision=1,
        url=url,
        requested_url=None,
        site=f"site{piece.site}",
        site_name=None,
        region="611024",
        section=("首页", "要闻"),
        title=piece.title,
        date=date,
        date_precision=precision,
        date_raw=f"{date:%Y-%m-%d %H:%M}",
        source=piece.source,
        editor=None,
        author=None,
        body=piece.body,
        images=(),
        language="zh-Hans",
        fetched_at=date,
        fingerprint="00000000000000ff",
        restored=Restored(),
        evidence=EVIDENCE,
    )


def line_of(piece: Piece, number: int) -> bytes:
    """Return the line of the article of this number."""
    return to_line(article_of(piece, number))
