"""What stands below a story goes, whatever outlet words it; the story's own last lines and a notice's closing stay."""

from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.controls.buttons import offers_click
from pipelines.strip import strip
from pipelines.strip.calls import is_call
from pipelines.strip.imprint import is_imprint
from pipelines.strip.notices import is_statement
from pipelines.strip.staff import is_credit

STORY = "溪口镇双河村的柑橘合作社里已经忙开了，一辆冷链车等在院坝边。\n下一步，该镇将继续延长产业链，把“小柑橘”做成“大产业”。"
FIRST, LAST = STORY.split("\n")
CREDIT = "编辑：柳青禾"


def cases(name: str) -> list[str]:
    """Return the texts of a file, ⏎ a line break and \\t a tab; lines that begin with "# " are headings."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").split("\n")
    return [
        line.replace("⏎", "\n").replace("\\t", "\t") for line in lines if line and not line.startswith("# ")
    ]


TAILS, ENDINGS = cases("tails.txt"), cases("stays.txt")


def left(text: str) -> str | None:
    """Return what stripping leaves where that is not the story."""
    made = strip(text)
    return None if made == STORY else made


def test_there_are_as_many_lines_to_keep_as_need_be() -> None:
    assert len(TAILS) >= 450
    assert len(ENDINGS) >= 280


def test_every_tail_goes() -> None:
    assert {tail: made for tail in TAILS if (made := left(f"{STORY}\n{tail}"))} == {}


def test_a_tail_goes_whatever_tail_stands_below_it() -> None:
    stayed = {pair: made for pair in pairwise(TAILS) if (made := left("\n".join([STORY, *pair])))}
    assert stayed == {}


def test_every_ending_stays_as_the_last_words() -> None:
    wanted = [f"{STORY}\n{ending}" for ending in ENDINGS]
    assert {text: made for text in wanted if (made := strip(text)) != text} == {}


def test_every_ending_stays_between_sentences() -> None:
    wanted = [f"{FIRST}\n{ending}\n{LAST}" for ending in ENDINGS]
    assert {text: made for text in wanted if (made := strip(text)) != text} == {}


def test_every_ending_stays_above_a_credit() -> None:
    wanted = [f"{STORY}\n{ending}" for ending in ENDINGS]
    assert {text: made for text in wanted if (made := strip(f"{text}\n{CREDIT}")) != text} == {}


def test_no_ending_has_the_form_of_furniture_by_itself() -> None:
    forms = (is_credit, is_call, is_imprint, is_statement, offers_click)
    lines = [line for ending in ENDINGS for line in ending.split("\n")]
    amiss = {line: form.__name__ for line in lines for form in forms if form(line)}
    # told from furniture by the text around them: a headword, an address in a call for works, figures of a story
    known = {"关键词：奋斗", "投稿邮箱：zhengwen@example.cn", "播放量", "阅读量：1.2万", "点赞数：3600"}
    assert set(amiss) <= known, amiss


def test_the_first_line_of_a_text_is_never_a_tail() -> None:
    for tail in ("点赞", "END", "公众号：云溪发布", "图文来源网络，侵删"):
        assert strip(tail) == tail


def test_a_call_to_log_in_or_to_pay_is_left_to_who_judges_the_page() -> None:
    doors = (
        "登录后阅读全文",
        "剩余70%未读，开通会员阅读全文",
        "打开APP，阅读余下全文",
        "还有80%的内容，下载APP查看",
    )
    for door in doors:
        assert strip(f"{STORY}\n{door}") == f"{STORY}\n{door}"


def test_a_call_to_open_an_app_goes_below_a_whole_text_and_stays_where_the_text_breaks_off() -> None:
    assert strip(f"{STORY}\n打开APP阅读全文") == STORY
    for torn in ("合作社负责人说，截至目前全村已发出鲜果……", "合作社负责人说，截至目前全村"):
        assert strip(f"{FIRST}\n{torn}\n下载客户端阅读全文") == f"{FIRST}\n{torn}\n下载客户端阅读全文"


def test_a_text_that_breaks_off_keeps_the_paragraph_that_does() -> None:
    torn = f"{FIRST}\n合作社负责人说，截至目前全村已发出鲜果一百二十多……[阅读全文]"
    assert strip(torn) == torn


def test_a_time_line_is_looked_for_above_the_first_sentence_alone() -> None:
    notice = "请相互转告。\n云溪县自来水公司\n2026年6月12日"
    assert strip(notice) == notice
    assert strip(f"2026年6月12日 09:32 来源：云溪日报\n{notice}") == notice


@given(st.lists(st.sampled_from(TAILS), max_size=6))
@settings(deadline=None, max_examples=60)
def test_tails_in_any_order_are_cut_once_and_for_all(tails: list[str]) -> None:
    once = strip("\n".join([STORY, *tails]))
    assert once.startswith(STORY)
    assert strip(once) == once


@given(st.lists(st.sampled_from(ENDINGS), max_size=4), st.lists(st.sampled_from(TAILS), max_size=4))
@settings(deadline=None, max_examples=60)
def test_stripping_a_stripped_text_changes_nothing(endings: list[str], tails: list[str]) -> None:
    once = strip("\n".join([STORY, *endings, *tails]))
    assert strip(once) == once
