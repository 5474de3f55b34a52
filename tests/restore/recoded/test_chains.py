"""Sentences of five domains come back through each chain of charsets: exactly, or ranked and marked."""

import pytest
from opencc import OpenCC

from pipelines.restore import Restoration, restore
from pipelines.restore.recoded import pricing
from schemas import replay
from tests.restore.recoded.chains import EXACT, LOSSY, TRADITIONAL, Forward, sentences

SENTENCES = sentences()
SAMPLE = SENTENCES[::15]
FORMS = OpenCC("s2t")

SHARE = {
    "UTF-8 as GBK, a browser": 0.8,
    "UTF-8 as GBK, question marks": 0.8,
    "UTF-8 as GBK, marks that swallow": 0.5,
    "UTF-8 as GB18030, replaced": 0.75,
    "UTF-8 as GB18030, ignored": 0.75,
    "UTF-8 as GBK, replaced": 0.5,
    "UTF-8 as GBK, private use dropped": 0.2,
    "UTF-8 as 1252, replaced": 0.7,
    "UTF-8 as 1252, question marks": 0.7,
    "UTF-8 as 1252, dropped": 0.4,
    "GBK as Latin-1, mended": 0.95,
    "GBK as Latin-1, mended here and there": 0.95,
    "GBK as Big5": 0.65,
    "GBK as old Big5": 0.65,
}
"""Share of sentences that come back whole, each alone, without a page that tells more."""


def through(chain: Forward, text: str) -> Restoration:
    shown = chain(text)
    restored = restore(shown)
    assert replay(shown, restored.edits) == restored.text
    return restored


@pytest.mark.parametrize("chain", EXACT)
def test_a_sentence_comes_back_exactly_through_a_chain_that_loses_no_byte(chain) -> None:
    for sentence in SAMPLE:
        restored = through(EXACT[chain], sentence)
        assert (restored.text, restored.kinds, restored.exact) == (sentence, ("mojibake",), True)


@pytest.mark.slow
@pytest.mark.parametrize("chain", EXACT)
def test_all_sentences_come_back_exactly_through_a_chain_that_loses_no_byte(chain) -> None:
    wrong = [sentence for sentence in SENTENCES if through(EXACT[chain], sentence).text != sentence]
    assert len(wrong) <= 0.005 * len(SENTENCES)


@pytest.mark.parametrize("chain", LOSSY)
def test_what_lost_bytes_were_is_ranked_and_never_called_exact_where_it_is_wrong(chain) -> None:
    restored = [(sentence, through(LOSSY[chain], sentence)) for sentence in SAMPLE]
    assert not [
        found for sentence, found in restored if found.kinds and found.exact and found.text != sentence
    ]
    right = sum(found.text == sentence for sentence, found in restored)
    assert right >= SHARE[chain] * len(SAMPLE)


@pytest.mark.parametrize("chain", TRADITIONAL)
def test_a_traditional_sentence_comes_back(chain) -> None:
    right = 0
    for sentence in map(FORMS.convert, SAMPLE):
        written = sentence.encode("big5hkscs", "ignore").decode("big5hkscs")
        restored = through(TRADITIONAL[chain], written)
        right += restored.text == written
        assert restored.text == written or not restored.kinds or not restored.exact
    assert right >= 0.8 * len(SAMPLE)


def test_lost_bytes_are_edits_of_their_own_and_the_rest_is_certain() -> None:
    shown = LOSSY["UTF-8 as GBK, a browser"]("停演四十年的古戏台重新开锣")
    restored = restore(shown)
    assert [edit.certain for edit in restored.edits] == [True, False]
    assert "".join(edit.before for edit in restored.edits) == shown


def test_what_the_page_says_elsewhere_tells_what_a_lost_byte_was() -> None:
    page = "<h1>青石桥镇古戏台重新开锣</h1>\n<p>村民们等着古戏台重新开锣，等了四十年。</p>"
    restored = restore(LOSSY["UTF-8 as GBK, a browser"](page))
    assert restored.text == page


def test_a_tag_that_a_mark_swallowed_is_given_back() -> None:
    page = "<div><h1>古戏台开锣</h1><p>停演四十年的古戏台重新开锣，村民十分高兴。</p>\n<p>票价分文不收。</p></div>"
    assert restore(LOSSY["UTF-8 as GBK, marks that swallow"](page)).text == page


def test_a_digit_that_a_mark_swallowed_is_no_guess_called_exact() -> None:
    restored = restore(
        LOSSY["UTF-8 as GBK, marks that swallow"]("<p>停演四十年的古戏台于今年11月18日重新开锣。</p>")
    )
    assert not restored.exact


def test_chinese_read_wrongly_twice_is_read_back_twice() -> None:
    browser = LOSSY["UTF-8 as GBK, a browser"]
    text = "<p>停演四十年的古戏台重新开锣</p>"
    assert "停演四十年的古戏台重新开" in restore(browser(browser(text))).text
    assert restore(EXACT["UTF-8 as 1252"](EXACT["UTF-8 as Latin-1"](text))).text == text


@pytest.mark.parametrize("times", [3, 4])
def test_what_was_read_wrongly_three_times_is_left_alone_where_bytes_are_lost(times) -> None:
    shown = "本报讯（记者石小满）11月18日，停演四十年的古戏台重新开锣，三百多名村民早早占好位置。"
    for _ in range(times):
        shown = LOSSY["UTF-8 as GBK, a browser"](shown)
    assert restore(shown).text == shown


def test_what_was_read_wrongly_four_times_is_exact_where_no_byte_is_lost() -> None:
    text = shown = "停演四十年的古戏台，今晚重新开锣"
    for _ in range(4):
        shown = EXACT["UTF-8 as Latin-1"](shown)
    restored = restore(shown)
    assert (restored.text, restored.exact) == (text, True)


def test_a_mark_that_swallowed_the_blank_between_two_words_gives_it_back() -> None:
    shown = LOSSY["UTF-8 as GBK, marks that swallow"]("今年的重点是聚焦 “新农村” 的建设，村民十分高兴。")
    restored = restore(shown)
    assert "聚焦 “新农村” 的建设" in restored.text
    assert not restored.exact


def test_a_punctuation_mark_that_ends_a_text_is_never_a_certain_guess() -> None:
    restored = restore(LOSSY["UTF-8 as GBK, a browser"]("暂存古戏台新闻的List；"))
    assert restored.text.startswith("暂存古戏台新闻的List")
    assert not restored.exact


def test_a_fragment_without_a_strange_sign_is_read_as_big5_where_a_pair_was_lost() -> None:
    text = "一位不愿透露姓名的业内人士表示，“价格战”已打到成本线以下，谁也撑不了太久。"
    assert restore(LOSSY["GBK as Big5"](text)).text == text


def test_a_character_between_numbers_that_reads_well_as_it_is_leaves_a_text_in_doubt() -> None:
    text = "國網洛寧縣供電公司組織38支搶修隊伍、412名人員，連夜恢復了11條10千伏線路。"
    restored = restore(TRADITIONAL["Big5 as GBK, a browser"](text))
    assert restored.text == text or not restored.exact


def test_where_a_part_stays_spoilt_nothing_is_exact() -> None:
    sound, spoilt = "当日，上证指数报3126.47点，涨0.36%；", "深证成指报9887.12点，跌0.12%。"
    restored = restore(sound + LOSSY["UTF-8 as GBK, a browser"](spoilt))
    assert restored.text == sound + spoilt or not restored.exact or not restored.kinds


def test_what_costs_too_much_to_search_is_left_as_it_is_and_in_doubt(monkeypatch) -> None:
    whole, lost = "停演四十年的古戏台重新开锣了", "村民早早占好位置"
    shown = LOSSY["UTF-8 as GBK, a browser"](f"<p>{whole}</p><p>{lost}。</p>")
    monkeypatch.setattr(pricing, "_EFFORT", 0)
    restored = restore(shown)
    assert whole in restored.text
    assert LOSSY["UTF-8 as GBK, a browser"](lost + "。") in restored.text
    assert not restored.exact


def test_a_loss_behind_a_long_whole_stretch_is_found_where_it_is() -> None:
    text = "停演四十年的古戏台重新开锣，村民早早占好位置，" * 12 + "今年的收成比去年好"
    shown = LOSSY["UTF-8 as GBK, a browser"](text)
    restored = restore(shown)
    assert restored.text == text
    assert restored.edits[0].certain


def test_what_looks_like_utf8_by_chance_on_a_long_page_does_not_hide_its_charset() -> None:
    page = "\n".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    restored = restore(LOSSY["GBK as Big5"](page))
    right = sum(one == other for one, other in zip(restored.text.split("\n"), page.split("\n"), strict=True))
    assert right > 0.9 * len(SENTENCES)
    assert not restored.exact
