"""Markup that a template escaped twice is undone once; markup that the text speaks of stays."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines import clean
from pipelines.restore import restore
from schemas import Article, Page, replay

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "escapes.jsonl").read_text("utf-8").splitlines()
]
STORY = "柳湾镇的晚稻进入收割期，收割机在田里来回穿梭，家家户户忙着晾晒新谷，镇上的粮库也开了门。"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["shown"][:60])
def test_what_was_escaped_twice_is_undone_once(case: dict[str, str]) -> None:
    restored = restore(case["shown"])
    assert restored.text == case["meant"]
    assert replay(case["shown"], restored.edits) == restored.text
    assert restored.exact
    assert restored.kinds == (("escape",) if case["shown"] != case["meant"] else ())


def test_undoing_happens_once() -> None:
    assert restore("<p>柳湾镇&amp;amp;nbsp;今日丰收</p>").text == "<p>柳湾镇&amp;nbsp;今日丰收</p>"


@pytest.mark.parametrize(
    "between",
    ["", "<p>柳湾镇</p>" * 40, "<script>var a='&amp;nbsp;&amp;hellip;'</script>", "<!-- &amp;nbsp; -->"],
)
def test_what_was_escaped_twice_is_undone_wherever_it_stands(between: str) -> None:
    first, last = (
        "<p>柳湾镇&amp;hellip;</p>",
        "<meta name=title content='丰收&amp;hellip;'><p>镇上&amp;mdash;</p>",
    )
    shown = f"{first}{between}{last}{between}"
    meant = f"{first}{between}{last}{between}".replace(first, first.replace("amp;", ""))
    assert restore(shown).text == meant.replace(last, last.replace("amp;", ""))


def test_a_damaged_page_is_restored_beside_what_it_escaped_twice() -> None:
    shown = "<p>&amp;ldquo;區(qū)里的經(jīng)濟發(fā)展?jié)摿?/p>"
    restored = restore(shown)
    assert restored.text == "<p>&ldquo;区里的经济发展潜力</p>"
    assert restored.kinds[-1] == "escape"
    assert replay(shown, restored.edits) == restored.text


def test_an_article_says_that_its_escapes_were_undone() -> None:
    html = (
        f"<meta charset=utf-8><title>柳湾镇秋收忙&amp;nbsp;三天收完_山阳网</title><h1>柳湾镇秋收忙&amp;nbsp;三天收完</h1>"
        f"<p>2023-06-12 15:27 来源：山阳网</p><div>&lt;p&gt;{STORY}&lt;/p&gt;&lt;p&gt;&amp;ldquo;{STORY}&amp;rdquo;&lt;/p&gt;</div>"
    )
    article = clean(
        Page(url="http://example.cn/1.html", body=html.encode(), fetched_at=datetime(2023, 6, 13, tzinfo=UTC))
    )
    assert isinstance(article, Article)
    assert article.title == "柳湾镇秋收忙 三天收完"
    assert article.body == f"{STORY}\n“{STORY}”"
    assert (article.restored.kinds, article.restored.edits, article.restored.exact) == (("escape",), 8, True)
