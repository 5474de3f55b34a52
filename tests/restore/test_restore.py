"""What restore() promises, case by case."""

import pathlib

import pytest

from pipelines.divisions import division_names
from pipelines.restore import Decoder, Mirror, damage, restore
from pipelines.restore.simplify import simplify
from pipelines.restore.tables import traditional_forms
from pipelines.restore.wording import mark_the_rest
from schemas import Restored, replay

CASES = pathlib.Path(__file__).parent / "cases"


def _lines(name: str) -> list[str]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("line", _lines("damaged.tsv"))
def test_a_damaged_line_comes_back(line):
    damaged, original = line.split("\t")
    restoration = restore(damaged, damaged=True)
    assert restoration.text == original
    assert replay(damaged, restoration.edits) == original


@pytest.mark.parametrize("text", _lines("sound.txt"))
def test_a_sound_text_stays(text):
    restoration = restore(text)
    assert restoration.text == text
    assert restoration.summary == Restored()


def test_a_text_that_is_known_to_be_sound_stays():
    damaged = damage("山阳县发展潜力巨大，各区联合创业。")
    assert restore(damaged, damaged=False).text == damaged


def test_a_damaged_page_is_recognised_and_restored_wherever_it_shows_characters():
    page = (
        '<html><head><title>{}</title><meta name="keywords" content="{}">'
        '<script>var a = "发?!";</script></head>'
        '<body class="x"><p title="{}">{}</p><a href="/a?b=1&amp;c">{}</a></body></html>'
    )
    texts = ("山阳县发展养殖业", "区", "国", "负责人说：“县里的数据显示，产业增长两成。”", "各区联合创业")
    restoration = restore(damage(page.format(*texts)))
    assert restoration.text == page.format(*texts)
    assert {"shift", "pinyin", "traditional"} <= set(restoration.kinds)


def test_a_swallowed_tag_comes_back():
    page = damage("<p>“路通了，货就运出去了。”</p><p>县里说，产业增长两成，数据显示发展很快。</p>")
    assert "?/p>" in page
    assert (
        restore(page).text == "<p>“路通了，货就运出去了。”</p><p>县里说，产业增长两成，数据显示发展很快。</p>"
    )


def test_a_page_without_annotations_is_recognised_by_its_cuts():
    page = damage("<p>“我们的路通了。”</p><p>“货就运出去了。”县里的干部说。</p>", Mirror(rows=0))
    assert restore(page).text == "<p>“我们的路通了。”</p><p>“货就运出去了。”县里的干部说。</p>"


def test_a_swallowed_digit_is_not_guessed():
    damaged = damage("他说：“是的。”于是，28年前的事又提起来。", Mirror(rows=0))
    restoration = restore(damaged, damaged=True)
    assert "28" not in restoration.text
    assert not restoration.exact


def test_what_cannot_be_told_is_marked():
    damaged = damage("主持人叫李保。", Mirror(rows=0, decoder=Decoder.MARKS))
    restoration = restore(damaged, damaged=True)
    assert restoration.text == "主持人叫李保。" or not restoration.exact


@pytest.mark.parametrize("damaged", ["他說大樹倒了,,砸向房屋,。", "他說大樹倒了，，砸向房屋，。"])
def test_a_doubled_mark_goes(damaged):
    assert restore(damaged, damaged=True).text == "他说大树倒了，砸向房屋。"


def test_numbers_times_and_latin_keep_their_punctuation():
    text = restore("會(huì)議10:30開(kāi)始,共1,000人,比分3:2(A,B兩隊(duì))。", damaged=True).text
    assert text == "会议10:30开始，共1,000人，比分3:2（A,B两队）。"


def test_no_name_of_a_division_is_damaged_by_simplifying():
    forms = traditional_forms()
    assert [name for name in division_names() if simplify(name.translate(forms)) != name] == []


@pytest.mark.parametrize(
    "text", ["?" * 5000, "區(qū)" * 1000, "\ud800國(guó)\udfff", "(guó)" * 1000, "<" * 5000, "國?" * 2000]
)
@pytest.mark.parametrize("damaged", [None, True])
def test_hostile_text_is_no_error(text, damaged):
    restoration = restore(text, damaged=damaged)
    assert replay(text, restoration.edits) == restoration.text


def test_one_shift_that_lost_a_private_use_character_tells_the_decoder():
    page = "<p>汉阴县的经济发展得很快。</p><p>各村的发展潜力巨大，产业园区已经开工。</p>"
    damaged = damage(page, Mirror(private_use=False))
    assert "?jié)" in damaged
    assert restore(damaged).text == page


def test_two_characters_that_were_guessed_before_a_mark_are_no_stray_ones():
    page = "<p>第二天一早，大家就出发了。</p><p>用地范围内的青苗、坟墓及其他附着物，权属人应当自行清理。</p>"
    restored = restore(damage(page, Mirror(private_use=False)), damaged=True)
    assert "stray" not in restored.kinds


@pytest.mark.parametrize("word", ["准入", "体温", "降温", "用户"])
def test_a_word_that_a_table_left_simplified_is_no_stray_pair(word):
    shown = f"這個產(chǎn)業(yè)的發(fā)展經(jīng)驗說明，會議要求放寬{word}，並為各區(qū)創造機會。"
    assert word in restore(shown).text


@pytest.mark.parametrize(("shown", "meant"), [("體溫,,38度", "体温，38度"), ("男，，42岁", "男，42岁")])
def test_a_mark_typed_twice_before_a_number_stands_once(shown, meant):
    restored = restore(f"區(qū)里的經(jīng)濟發(fā)展{shown}", damaged=True)
    assert restored.text.endswith(meant)
    assert not restored.exact


def test_a_stretch_that_is_out_of_step_is_no_evidence_from_its_middle_on():
    text = (
        "村里开会，“我们的日子越过越红火！”村民们说。山阳县农业局组织二十名技术员下乡，带动了当地经济的发展。"
    )
    damaged = damage(text, Mirror(rows=40, private_use=False, cuts="；？"))
    assert restore(damaged, damaged=True).text == text


def test_the_rest_of_an_annotation_behind_a_decoders_mark_is_never_exact():
    assert list(mark_the_rest("带动了当?shù)亟?jīng)济的发展。", narrow=False))


@pytest.mark.parametrize(
    ("text", "places"), [("行为异，F象", [4]), ("买了，A股涨了，B超做了", []), ("选？s小", [2])]
)
def test_a_letter_that_a_cut_left_of_a_character_is_marked(text, places):
    marked = [edit.start for edit in mark_the_rest(text, narrow=False)]
    assert [place for place in marked if text[place].isascii()] == places
