"""The report on all sites in a real browser: at both widths, in both schemes, by click, by key, on paper."""

import re

import pytest

from scraper.views.review_file import write_review
from tests.views.test_overview import histories, hostile, overview

pytestmark = pytest.mark.slow

COLUMN = "[...document.querySelectorAll('#sites tbody tr')].map(row => Number(row.cells[4].dataset.v))"
SHOWN = "[...document.querySelectorAll('#sites tbody tr')].filter(row => row.offsetParent).length"
NEW = "#sites th:nth-child(5) button"


@pytest.fixture
def page_file(tmp_path):
    file = tmp_path / "overview.html"
    write_review(file, overview(histories()))
    return file


@pytest.mark.parametrize("width", [380, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_is_quiet_and_asks_for_nothing(browser, page_file, width, scheme) -> None:
    looked = browser(page_file, width, scheme)
    assert (looked.console, looked.requests, looked.overflow) == ([], [], 0)
    ground = looked.page.evaluate("getComputedStyle(document.body).backgroundColor")
    light = sum(map(int, re.findall(r"\d+", ground)[:3])) > 3 * 127
    assert light is (scheme == "light")
    for name in ("only-zh", "only-en"):
        looked.page.check(f"#{name}")
        assert looked.overflow == 0
    assert not looked.page.locator("main .zh").filter(visible=True).count()


def test_a_table_is_sorted_by_click_and_by_key(browser, page_file) -> None:
    page = browser(page_file).page
    page.click(NEW)
    falling = page.evaluate(COLUMN)
    assert falling == sorted(falling, reverse=True) != sorted(falling)
    assert page.get_attribute("#sites th:nth-child(5)", "aria-sort") == "descending"
    page.focus(NEW)
    page.keyboard.press("Enter")
    assert page.evaluate(COLUMN) == sorted(falling)
    assert page.get_attribute("#sites th:nth-child(5)", "aria-sort") == "ascending"
    page.focus("#sites th:nth-child(1) button")
    page.keyboard.press("Space")
    assert page.locator("#sites th[aria-sort]").count() == 1
    assert page.locator("#sites tbody th").first.inner_text().startswith("site00")


def test_a_tile_shows_the_sites_of_its_province_alone(browser, page_file) -> None:
    page = browser(page_file).page
    assert page.evaluate(SHOWN) == 12
    page.click("a.tile.severe")
    assert page.evaluate(SHOWN) == 1
    page.click(".filter:target a")
    assert page.evaluate(SHOWN) == 12


def test_all_is_there_without_a_script(chromium, page_file) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_file.as_uri())
    assert page.locator("#sites tbody tr").filter(visible=True).count() == 12
    assert page.locator("th button").count() == 0
    page.click("a.tile.severe")
    assert page.locator("#sites tbody tr").filter(visible=True).count() == 1
    context.close()


def test_a_hostile_report_does_nothing(browser, tmp_path) -> None:
    file = tmp_path / "hostile.html"
    write_review(file, hostile())
    looked = browser(file, 380)
    assert (looked.console, looked.requests, looked.dialogs, looked.overflow) == ([], [], [], 0)
    looked.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<button id=x onclick=alert(1)>')")
    looked.page.click("#x")
    assert not looked.dialogs  # even what got in could not act


def test_the_page_can_be_printed(browser, page_file, tmp_path) -> None:
    looked = browser(page_file, scheme="dark")
    paper = looked.page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    assert paper.startswith(b"%PDF")
    assert 3 < len(re.findall(rb"/Type\s*/Page\b", paper)) < 20
    looked.page.emulate_media(media="print")
    assert looked.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert looked.page.evaluate("document.documentElement.scrollWidth") <= 1280
