"""What is Chinese is kept, in each charset and however it is damaged; what surely is not is left out before it is read."""

import random

import pytest

from scraper.reclean.script_shares import may_be_chinese
from tests.conftest import ROOT
from tests.reclean.languages import CHARSETS_OF_CHINESE, CHINESE, OTHERS, compose, dress

OF_CHINESE = [(script, charset) for script, charsets in CHARSETS_OF_CHINESE.items() for charset in charsets]
OF_OTHERS = [(language, charset) for language, (_, charsets) in OTHERS.items() for charset in charsets]
TEXT = "柳湖村的晚稻进入收割期，农户用上了新收割机。" * 3
DAMAGED = {
    "UTF-8 taken for a Western charset": TEXT.encode().decode("cp1252", "replace"),
    "UTF-8 taken for Latin-1": TEXT.encode().decode("latin-1"),
    "UTF-8 taken for GBK": TEXT.encode().decode("gbk", "replace"),
    "GBK taken for Latin-1": TEXT.encode("gbk").decode("latin-1"),
    "a mirror": "全縣的發(fā)展?jié)摿薮螅a(chǎn)業(yè)園區(qū)已經(jīng)開(kāi)工。" * 3,
    "escapes of a script": "".join(f"\\u{ord(letter):04x}" for letter in TEXT),
    "entities": "".join(f"&#{ord(letter)};" for letter in TEXT),
}


@pytest.mark.parametrize(("script", "charset"), OF_CHINESE)
def test_a_chinese_page_is_kept(script, charset) -> None:
    chance = random.Random(1)
    for words in (1, 1, 2, 6):
        text = compose(chance, CHINESE[script], at_least=words)
        assert may_be_chinese(dress(chance, text, "zh", charset, weight=20 * words))


@pytest.mark.parametrize(("language", "charset"), OF_OTHERS)
def test_a_page_in_another_language_is_left_out(language, charset) -> None:
    chance = random.Random(2)
    for words in (2, 6, 12):
        text = compose(chance, OTHERS[language][0], at_least=words)
        assert not may_be_chinese(dress(chance, text, language, charset))


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_chinese_page_is_kept(text) -> None:
    assert may_be_chinese(f"<html lang='en'><body><p>{text}</p></body></html>".encode())


def test_bytes_that_are_nothing_raise_nothing() -> None:
    chance = random.Random(3)
    for size in (0, 1, 2, 3, 60, 5000):
        for mark in (b"", b"\xff\xfe", b"\xfe\xff"):
            may_be_chinese(mark + chance.randbytes(size))


def test_every_page_of_our_sites_that_is_an_article_is_kept() -> None:
    pages = [
        path for path in (ROOT / "tests/sites").rglob("page.html") if (path.parent / "expected.json").exists()
    ]
    articles = [path for path in pages if b'"title"' in (path.parent / "expected.json").read_bytes()]
    assert len(articles) > 30
    assert not [path for path in articles if not may_be_chinese(path.read_bytes())]


@pytest.mark.slow
def test_of_many_generated_pages_all_chinese_ones_are_kept_and_hardly_another() -> None:
    chance = random.Random(4)
    for _ in range(100):
        for script, charset in OF_CHINESE:
            text = compose(chance, CHINESE[script], at_least=chance.choice((1, 2, 6)))
            assert may_be_chinese(dress(chance, text, "zh", charset, weight=chance.randint(5, 120)))
    kept = 0
    for _ in range(20):
        for language, charset in OF_OTHERS:
            text = compose(chance, OTHERS[language][0], at_least=chance.choice((2, 6, 12)))
            kept += may_be_chinese(dress(chance, text, language, charset, weight=chance.randint(5, 120)))
    assert kept <= 20 * len(OF_OTHERS) // 1000


@pytest.mark.slow
def test_every_page_of_the_evaluation_is_kept(shared) -> None:
    pages = [*shared.glob("pages/html/*"), *shared.glob("pages2/html/*")]
    assert len(pages) > 60
    assert not [path for path in pages if not may_be_chinese(path.read_bytes())]
