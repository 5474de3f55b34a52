from random import Random

import pytest

from tests.quality.benchmark.render import pages
from tests.quality.metamorphosis import spelling

SPELLINGS = (
    spelling.with_named_entities,
    spelling.with_decimal_entities,
    spelling.with_hex_entities,
    spelling.with_windows_line_ends,
    spelling.in_one_line,
    spelling.minified,
    spelling.indented,
    spelling.with_attributes_shuffled,
    spelling.with_quotes_changed,
    spelling.with_tags_in_capitals,
    spelling.with_comments,
    spelling.with_head_shuffled,
)


def _text(rendered):
    charset = (
        "utf-8" if b'charset="utf-8"' in rendered.body or b"charset=utf-8" in rendered.body else "gb18030"
    )
    return rendered.body.decode(charset, "replace")


TEXTS = [_text(rendered) for rendered in list(pages())[::17]]


@pytest.mark.parametrize("respell", SPELLINGS)
def test_a_respelled_page_shows_the_same_text_and_is_another_page(respell) -> None:
    for text in TEXTS:
        assert spelling.shown_text(respell(text, Random(1))) == spelling.shown_text(text)
    assert any(respell(text, Random(1)) != text for text in TEXTS)


@pytest.mark.parametrize("respell", SPELLINGS)
def test_the_same_seed_gives_the_same_page(respell) -> None:
    assert respell(TEXTS[0], Random(5)) == respell(TEXTS[0], Random(5))


def test_every_declaration_of_the_charset_is_changed() -> None:
    page = (
        '<?xml version="1.0" encoding="gb2312"?><meta charset=gbk>'
        '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">charset=gbk'
    )
    assert spelling.declared_as(page, "big5") == (
        '<?xml version="1.0" encoding="big5"?><meta charset=big5>'
        '<meta http-equiv="Content-Type" content="text/html; charset=big5">charset=gbk'
    )


def test_characters_are_written_by_name_or_number() -> None:
    page = "<title>“麦”</title><p a='“'>·麦 &amp;</p><script>“麦”</script>"
    assert spelling.with_named_entities(page, Random(1)) == (
        "<title>&ldquo;麦&rdquo;</title><p a='“'>&middot;麦 &amp;</p><script>“麦”</script>"
    )
    assert spelling.with_decimal_entities("<p>麦</p>", Random(1)) == "<p>&#40614;</p>"
    assert spelling.with_hex_entities("<p>麦</p>", Random(1)) == "<p>&#x9EA6;</p>"


def test_a_preformatted_text_keeps_its_lines() -> None:
    page = "<div>\n  <p>一\n二</p>\n<pre>三\n四</pre>\n</div>"
    assert spelling.minified(page, Random(1)) == "<div><p>一 二</p><pre>三\n四</pre></div>"
    assert "三\n四" in spelling.in_one_line(page, Random(1))


def test_a_space_between_words_in_a_line_is_kept() -> None:
    assert spelling.minified("<p><b>一</b> <i>二</i></p>", Random(1)) == "<p><b>一</b> <i>二</i></p>"


def test_quotes_go_where_none_are_needed() -> None:
    page = '<a class="x y" id="z" title="it\'s" hidden>'
    assert spelling.with_quotes_changed(page, Random(1)) == "<a class='x y' id=z title=\"it's\" hidden>"


def test_of_two_attributes_of_one_name_the_first_stays_the_first() -> None:
    page = '<a class="x" class="y" id="z">'
    assert all(spelling.with_attributes_shuffled(page, Random(seed)) == page for seed in range(9))


def test_the_metas_that_declare_the_charset_stay_in_their_place() -> None:
    page = '<!DOCTYPE html><meta charset="gbk"><meta name="a"><meta name="b"><meta name="c">'
    found = {spelling.with_head_shuffled(page, Random(seed)) for seed in range(20)}
    assert len(found) > 3
    assert all(text.split(">")[1] == '<meta charset="gbk"' for text in found)
