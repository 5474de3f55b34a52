"""The site of the documents as a browser shows it, opened from its folder, with no server."""

from pathlib import Path

import pytest

from tests.docs.building import build_site

pytestmark = pytest.mark.slow
TELEPHONE, DESK = 380, 1280
"""Pixels."""


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder: Path = tmp_path_factory.mktemp("site")
    build_site(folder)
    return folder


@pytest.mark.parametrize("width", [TELEPHONE, DESK])
def test_each_page_fits_its_window_and_asks_nobody(built, browser, width) -> None:
    for path in sorted(built.rglob("*.html")):
        if path.name == "404.html":  # it may be shown at any address, so it names files from the root
            continue
        looked = browser(path, width)
        assert looked.overflow == 0, path
        assert [each for each in looked.requests if not each.startswith("file:")] == []
        looked.page.close()


def test_the_menu_of_languages_leads_to_the_same_page(built, browser) -> None:
    looked = browser(built / "operate.html", DESK)
    address = looked.page.get_attribute("a[hreflang=zh-CN]", "href")
    assert address == "zh-CN/operate.html"
    assert looked.page.title().startswith("Operate")
