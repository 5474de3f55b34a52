"""What a review shows: each value marked where the program read it, and told beside the page where it stands nowhere."""

import pytest

from pipelines.restore import damage
from schemas import Rules
from scraper.views.page_review import review_page
from tests.views.hostile_pages import ARTICLE
from tests.views.reviewed import document_of, frames_of, marked, page_of

SOUND = ARTICLE.format(head="", body="")
NAVIGATION = '<ul class="nav"><li>漫川关镇古街夜市开张</li><li>2023-06-12 15:27</li><li>山阳新闻网</li></ul>'


def reviewed(html: str | bytes, rules: Rules = Rules(), **values):
    review = review_page(page_of(html, **values), rules)
    document = document_of(review)
    return review, document, frames_of(document)


def row(review, name):
    return next(each for each in review.rows if each.name == name)


def test_each_value_is_marked_in_its_place() -> None:
    review, _, (frame,) = reviewed(SOUND)
    assert marked(frame, "title") == "漫川关镇古街夜市开张"
    assert marked(frame, "date") == "2023-06-12 15:27"
    assert marked(frame, "source") == "山阳新闻网"
    assert marked(frame, "author") == "岑远山"
    assert marked(frame, "editor") == "庾岭梅"
    assert marked(frame, "body").startswith("6月12日傍晚")
    assert marked(frame, "cut").replace(" ", "") == "（责编：庾岭梅）"
    assert "cut_editor_credit" in frame
    assert not any(each.place for each in review.rows)


def test_the_same_words_elsewhere_on_the_page_are_not_marked() -> None:
    _, _, (frame,) = reviewed(SOUND.replace("<h1>", f"{NAVIGATION}<h1>"))
    navigation, _, article = frame.partition("<h1")
    assert 'class="title"' not in navigation
    assert 'class="date"' not in navigation
    assert 'class="source"' not in navigation
    assert 'id="mark-title"' in article


def test_a_rule_of_the_site_says_where_a_value_is_read() -> None:
    twice = SOUND.replace("<h1>", "<h2 class=top>漫川关镇古街夜市开张</h2><h1>")
    _, document, (frame,) = reviewed(twice, Rules(title="h2.top", body="#text", drop="#text p:nth-child(2)"))
    assert frame.index('id="mark-title"') < frame.index("<h1")
    assert "规则 rule title: h2.top" in frame
    assert "剔除 drop rule: #text p:nth-child(2)" in frame
    assert "drop #text p:nth-child(2)" in document


def test_words_between_which_something_hidden_stands_are_marked_whole() -> None:
    html = SOUND.replace("古街的灯", "古街<span style='display:none'>采集防盗</span>的灯").replace(
        "<h1>漫川关镇", "<h1>漫川关<b>镇</b>\n"
    )
    review, _, (frame,) = reviewed(html)
    assert "古街的灯一盏" in marked(frame, "body")
    assert marked(frame, "title").replace("\n", "") == "漫川关镇古街夜市开张"
    assert not row(review, "body").place


def test_a_date_in_boxes_of_its_own_is_marked() -> None:
    html = SOUND.replace("2023-06-12 15:27", "<p>2023-06-12</p><p>15:27</p>")
    _, _, (frame,) = reviewed(html)
    assert marked(frame, "date") == "2023-06-1215:27"


@pytest.mark.parametrize(
    ("head", "info", "told"),
    [
        (
            "<meta name=source content=丰阳日报>",
            "2023-06-12 15:27",
            "stands nowhere in the page&#39;s text (from meta)",
        ),
        ("", "2023-06-12 15:27 来源：<img src=/l.png alt=丰阳日报>", "read from the attribute alt"),
    ],
)
def test_a_value_that_is_not_printed_is_told_with_its_origin(head, info, told) -> None:
    html = ARTICLE.format(head=head, body="").replace("2023-06-12 15:27 来源：山阳新闻网 作者：岑远山", info)
    review, document, (frame,) = reviewed(html)
    assert row(review, "source").value == "丰阳日报"
    assert told in document
    assert not marked(frame, "source")


def test_what_lost_is_told_with_its_grounds_and_what_beat_it() -> None:
    html = SOUND.replace(
        '<div class="info">', "<h2>本周热点：商洛核桃熟了，果农忙着采收</h2><div class=info>"
    )
    review, document, _ = reviewed(html)
    assert review.losers
    for loser in review.losers:
        assert loser.detail in document.replace("&#39;", "'").replace("&#34;", '"')
        assert loser.rule in document


def test_a_rejection_shows_all_that_was_found_nonetheless() -> None:
    review, document, (frame,) = reviewed(
        SOUND.replace("2023-06-12 15:27", ""), url="http://www.shanyang.example/a.html"
    )
    assert review.story["rejection"]["reason"] == "no_date"
    assert "no_date" in document
    assert marked(frame, "title") == "漫川关镇古街夜市开张"
    assert marked(frame, "body")
    assert row(review, "editor").value == "庾岭梅"


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, b"\x00" * 99, b"{}"])
def test_what_is_no_page_is_told_with_its_reason(content) -> None:
    review, document, frames = reviewed(content)
    assert review.story["rejection"]["reason"] in document
    assert len(frames) <= 1


def test_a_restored_page_is_shown_restored_with_its_edits() -> None:
    review, document, (frame,) = reviewed(damage(SOUND))
    assert review.edits
    assert marked(frame, "title") == "漫川关镇古街夜市开张"
    edit = next(each for passage in review.passages for each in passage.edits if each.removed and each.put)
    assert sum(len(passage.edits) for passage in review.passages) + review.edits_left_out == review.edits
    assert f"<del>{edit.removed}</del><ins>{edit.put}</ins>" in document


def test_each_further_part_of_an_article_is_shown() -> None:
    part = SOUND.replace("6月12日傍晚", "第二天傍晚").encode()
    review, _, frames = reviewed(SOUND, parts=(part,))
    assert [frame.name.en for frame in review.frames] == ["the page", "part 2"]
    assert "第二天傍晚" in marked(frames[1], "body")


@pytest.mark.parametrize("charset", ["gb18030", "big5", "utf-16", "shift_jis"])
def test_a_page_of_any_charset_is_shown_in_ours(charset) -> None:
    text = SOUND.replace("utf-8", charset)
    text = text if charset != "shift_jis" else text.encode("gbk").decode("gbk")
    content = text.encode(charset if charset in {"gb18030", "utf-16"} else "gb18030")
    _, _, (frame,) = reviewed(content, content_type="text/html")
    assert marked(frame, "title") == "漫川关镇古街夜市开张"


def test_a_picture_is_a_box_with_its_words() -> None:
    body = '<p><img src="/a.jpg" alt="夜市的灯"><img src="/upload/b.jpg"></p>'
    _, _, (frame,) = reviewed(ARTICLE.format(head="", body=body))
    assert "图 picture: 夜市的灯" in frame
    assert "图 picture: /upload/b.jpg" in frame
