from datetime import UTC, datetime

from pipelines import clean
from schemas import Article, Page, Rules
from scraper.families.local import WordpressSpider
from scraper.families.trs import TrsSpider

TEXT = "".join(
    f"<p>山阳县第{number}座冷库昨日投用，果农存果不出镇，库里的温度由技术员照看。</p>" for number in range(4)
)
PAGE = Page(
    url="http://www.shanyang.example/xw/202306/t20230612_77.html",
    body=f"""<html><head><title>冷库投用 果农存果不出镇_山阳新闻网</title></head><body><h1>冷库投用 果农存果不出镇</h1>
<div class="info">2023-06-12 15:27 来源：山阳新闻网</div><div class="zw">{TEXT}</div>
<div class="hot"><h2>热门：木耳长势喜人</h2></div><p class="tip">本栏目由山阳新闻网和县农业农村局共同主办，欢迎投稿。</p>
</body></html>""".encode(),
    fetched_at=datetime(2023, 6, 12, tzinfo=UTC),
)
WRONG = Rules(title="div.hot h2")


def read(rules: Rules) -> Article:
    found = clean(PAGE, rules)
    assert isinstance(found, Article), found
    return found


def test_a_rule_of_high_confidence_is_believed() -> None:
    assert read(WRONG).title == "热门：木耳长势喜人"


def test_the_general_reader_overrules_a_rule_of_low_confidence() -> None:
    doubted = read(WRONG.model_copy(update={"doubtful": True}))
    assert doubted.title == "冷库投用 果农存果不出镇"
    assert doubted.evidence.title != "site"
    assert doubted == read(Rules())


def test_the_confidence_of_a_site_marks_its_rules() -> None:
    class Sure(WordpressSpider):
        confidence = "high"

    class Unsure(TrsSpider):
        confidence = "low"
        rules = WRONG

    assert WordpressSpider.rules.doubtful
    assert not Sure.rules.doubtful
    assert Unsure.rules.doubtful
    assert not TrsSpider.rules.doubtful
