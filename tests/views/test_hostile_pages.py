"""A page that is reviewed can do nothing: by what is written, and by what a real browser does with it."""

import pytest

from schemas import Rules
from scraper.views.harmless import KEPT_TAGS
from scraper.views.listing_review import review_listing
from scraper.views.page_review import review_page
from scraper.views.review_file import write_review
from tests.views.hostile_pages import hostile_pages
from tests.views.reviewed import document_of, frames_of, page_of, tags_of

NOWHERE = "http://127.0.0.1:9"
PAGES = hostile_pages(NOWHERE)
OURS = {"html", "head", "meta", "title", "style", "body", "nav", "a", "mark", "pre"}
ACTING = {
    "script", "img", "image", "iframe", "frame", "object", "embed", "applet", "base", "link", "form", "input", "button",
    "svg", "math", "video", "audio", "source", "template", "noscript", "textarea", "select", "dialog", "portal",
}  # fmt: skip
WRITTEN = {
    "class", "data-label", "title", "tabindex", "id", "hidden", "style", "colspan", "rowspan", "start", "align",
    "valign", "dir", "lang",
}  # fmt: skip


def reviews(content: bytes):
    yield review_page(page_of(content), Rules(body="#text", title="h1", drop="details"))
    yield review_listing(page_of(content, "http://www.shanyang.example/xw/"), None, "a")


@pytest.mark.parametrize("name", PAGES)
def test_only_what_is_harmless_is_written(name) -> None:
    for review in reviews(PAGES[name]):
        document = document_of(review)
        outside = tags_of(document)
        assert not {tag.name for tag in outside} & {
            "script",
            "img",
            "link",
            "base",
            "form",
            "object",
            "embed",
            "svg",
        }
        assert [tag.attributes["sandbox"] for tag in outside if tag.name == "iframe"] == [""]
        assert not [
            tag
            for tag in outside
            if any(key.startswith("on") or key in {"src", "href"} for key in tag.attributes)
        ]
        (frame,) = frames_of(document)
        inside = tags_of(frame)
        named = [tag.name for tag in inside]
        assert set(named) <= KEPT_TAGS | OURS
        assert not set(named) & ACTING
        assert (named.count("style"), named.count("meta"), named.count("body")) == (1, 4, 1)
        for tag in inside:
            if tag.name in {"meta", "html"}:
                continue
            assert tag.attributes.keys() <= WRITTEN | ({"href"} if tag.name == "a" else {"aria-label"})
            assert (
                tag.attributes.get("href", "about:srcdoc#").startswith("about:srcdoc#mark-")
                or "href" not in tag.attributes
            )
            assert "url" not in tag.attributes.get("style", "").lower()
            assert "position" not in tag.attributes.get("style", "").lower()


def test_both_documents_forbid_scripts_and_the_network() -> None:
    document = document_of(review_page(page_of(PAGES["a script"]), Rules()))
    for one in (document, *frames_of(document)):
        (policy,) = [
            tag.attributes["content"]
            for tag in tags_of(one)
            if "Policy" in tag.attributes.get("http-equiv", "")
        ]
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
        assert "script-src" not in policy


def test_an_id_of_the_page_is_none_of_ours() -> None:
    (frame,) = frames_of(document_of(review_page(page_of(PAGES["names of the browser's own"]), Rules())))
    assert frame.count('id="mark-title"') == 1


TRIED_BY_HAND = """() => {
  const outer = [...document.querySelectorAll('script, base, form, object, embed, img, link, [onclick], [onload]')];
  return {hit: window.hit === undefined, strangers: outer.length, frames: document.querySelectorAll('iframe').length,
          address: location.href, text: document.body.innerHTML.length};
}"""


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_browser_is_made_to_do_nothing(browser, site, tmp_path, name) -> None:
    content = hostile_pages(site.address.rstrip("/"))[name]
    for number, review in enumerate(reviews(content)):
        file = tmp_path / f"review_{number}.html"
        write_review(file, review)
        looked = browser(file)
        before = looked.page.evaluate(TRIED_BY_HAND)
        assert before["hit"]
        assert (before["strangers"], before["frames"]) == (0, 1)
        (frame,) = [one for one in looked.page.frames if one is not looked.page.main_frame]
        for link in frame.locator("a, [tabindex], .picture").all()[:40]:
            if link.is_visible():
                link.click(timeout=2_000, force=True)
        for _ in range(30):
            looked.page.keyboard.press("Tab")
            looked.page.keyboard.press("Enter")
        looked.page.wait_for_timeout(200)  # what was set going would arrive by now
        assert looked.page.evaluate(TRIED_BY_HAND) == before
        assert (looked.console, looked.dialogs, looked.opened) == ([], [], [])
        assert {one.partition("#")[0] for one in (*looked.visited, *looked.requests)} <= {"about:srcdoc"}
        assert not site.requests
        assert looked.overflow == 0
