from datetime import UTC, datetime
from random import Random

import pytest

from schemas import Page
from tests.quality.metamorphosis.places import Held
from tests.quality.metamorphosis.transforms import TRANSFORMS

NOW = datetime(2024, 5, 1, tzinfo=UTC)
TEXT = '<html><head><meta charset="{}"></head><body><div><h1>麦收</h1><p>第一段。</p></div></body></html>'
HELD = Held("麦收", "", "第一段。")


def _page(charset: str) -> Page:
    return Page(url="http://a.example/1", body=TEXT.format(charset).encode(charset), fetched_at=NOW)


@pytest.mark.parametrize(("charset", "others"), [("utf-8", ("gbk", "gb18030")), ("gb18030", ("utf-8",))])
def test_a_page_in_another_charset_declares_it_in_page_and_header(charset, others) -> None:
    for other in others:
        changed = TRANSFORMS[f"charset {other}"](_page(charset), HELD, Random(1))
        assert changed is not None
        assert changed.body.decode(other) == TEXT.format(other)
        assert changed.content_type == f"text/html; charset={other}"


def test_a_page_is_not_written_in_a_charset_without_its_characters() -> None:
    assert TRANSFORMS["charset big5"](_page("utf-8"), HELD, Random(1)) is None
    traditional = Page(url="http://a.example/1", body="<p>麥收時節，鎮裡熱鬧</p>".encode(), fetched_at=NOW)
    changed = TRANSFORMS["charset big5"](traditional, HELD, Random(1))
    assert changed is not None
    assert changed.body.decode("big5") == "<p>麥收時節，鎮裡熱鬧</p>"


@pytest.mark.parametrize("name", TRANSFORMS)
def test_a_page_that_cannot_be_read_is_left_alone(name) -> None:
    broken = Page(url="http://a.example/1", body=b"\xff\xd8\xff\xe0" + bytes(range(256)), fetched_at=NOW)
    assert TRANSFORMS[name](broken, HELD, Random(1)) is None


@pytest.mark.parametrize("name", TRANSFORMS)
def test_a_transform_is_the_same_for_the_same_seed_and_leaves_its_page_alone(name) -> None:
    page = _page("utf-8")
    first, second = (TRANSFORMS[name](page, HELD, Random(7)) for _ in range(2))
    assert first == second
    assert page == _page("utf-8")
