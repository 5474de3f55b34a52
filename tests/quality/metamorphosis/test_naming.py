import re
from random import Random

from tests.quality.metamorphosis.naming import hashed, with_hashed_names, with_inline_tags
from tests.quality.metamorphosis.spelling import shown_text

PAGE = """<style>.fold{display:none} #art p{color:#333}</style><script>$("#art .fold").show();
document.getElementById('art'); var t = "fold";</script><div id="art" class="main fold" data-id="art">
<a href="#art">正文</a><p title="main">main</p></div>"""


def test_a_hashed_name_says_nothing_and_is_the_same_each_time() -> None:
    assert hashed("content") == hashed("content") != hashed("content", 1)
    assert re.fullmatch(r"c[0-9a-f]{5}", hashed("content"))


def test_names_are_hashed_in_tags_styles_and_look_ups_and_nowhere_else() -> None:
    page = with_hashed_names(PAGE, Random(3))
    (art,) = re.findall(r'<div id="(\w+)"', page)
    (fold,) = re.findall(r"\.(\w+)\{display:none\}", page)
    assert f'class="{hashed("main", Random(3).randrange(1000))} {fold}" data-id="art"' in page
    assert f"#{art} p{{color:#333}}" in page
    assert f'$("#{art} .{fold}")' in page
    assert f"getElementById('{art}')" in page
    assert f'<a href="#{art}">' in page
    assert 'var t = "fold"' in page
    assert '<p title="main">main</p>' in page


def test_inline_tags_change_no_text() -> None:
    page = "<body><p>一段文字</p><ul><li>条目</li></ul><table><tr><td>格</td></tr></table></body>"
    dressed = {with_inline_tags(page, Random(seed)) for seed in range(30)}
    assert {shown_text(text) for text in dressed} == {"一段文字条目格"}
    assert len(dressed) > 5


def test_nothing_before_the_body_is_dressed() -> None:
    page = "<head><noscript>请开启脚本</noscript></head><body>正文</body>"
    assert all("<noscript>请开启脚本<" in with_inline_tags(page, Random(seed)) for seed in range(9))
