"""A real browser for the pages that a person looks at: Debian's Chromium, driven by playwright."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

SCREEN_HEIGHT = 900
"""Pixels; a screenshot shows the whole page all the same."""


@dataclass
class Looked:
    """What a browser saw of a page. Whoever opens one closes it, or the fixture does."""

    page: Any  # playwright's, for what a test wants to do beside
    console: list[str] = field(default_factory=list)  # errors and warnings, of frames too, and page errors
    requests: list[str] = field(default_factory=list)  # all but the file itself
    dialogs: list[str] = field(default_factory=list)
    visited: list[str] = field(
        default_factory=list
    )  # where the outer page or a frame went after it was opened
    opened: list[str] = field(default_factory=list)  # further windows
    screenshot: Path = Path()

    @property
    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )


Open = Callable[..., Looked]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running Chromium; a clear skip where the driver or the browser is absent."""
    driver = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: make install-slow"
    )
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium: apt-get install chromium")
    with driver.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def browser(chromium, tmp_path) -> Iterator[Open]:
    """Open a file at a width in pixels and a colour scheme ("light", "dark"), and return what was seen of it.

    Scripts of the browser's own are on, as they are for a reader; the network is open, so that a request is seen.
    """
    contexts = []

    def open_file(file: Path, width: int = 1280, scheme: str = "light", *, screenshot: str = "") -> Looked:
        context = chromium.new_context(
            viewport={"width": width, "height": SCREEN_HEIGHT}, color_scheme=scheme, device_scale_factor=1
        )
        contexts.append(context)
        page = context.new_page()
        looked = Looked(page)
        context.on("page", lambda other: looked.opened.append(other.url))
        page.on(
            "console", lambda said: said.type in {"error", "warning"} and looked.console.append(said.text)
        )
        page.on("pageerror", lambda error: looked.console.append(str(error)))
        page.on("request", lambda one: one.url == file.as_uri() or looked.requests.append(one.url))

        def dismiss(dialog: Any) -> None:
            looked.dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", dismiss)
        page.goto(file.as_uri(), wait_until="load")
        page.on("framenavigated", lambda frame: looked.visited.append(frame.url))
        page.wait_for_load_state("networkidle")
        looked.screenshot = tmp_path / (screenshot or f"{file.stem}_{width}_{scheme}.png")
        page.screenshot(path=looked.screenshot, full_page=True)
        return looked

    yield open_file
    for context in contexts:
        context.close()
