"""A machine on which the project was installed as deploy/README.md says: its folders, its user's own sites."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from schemas.article import Article
from schemas.reader import read_articles
from tests.fleet.conftest import fill
from tests.served import Site, serve
from tests.zygote import PATIENCE, ROOT

DEPLOY = ROOT / "deploy"

SETTINGS = """
from scraper.settings import *

SPIDER_MODULES = ["nightly.spiders"]
ALLOW_PRIVATE_HOSTS = True
DOWNLOAD_DELAY = BACKOFF_START = RETRY_TIMES = 0
AUTOTHROTTLE_ENABLED = False
"""

SPIDER = """
from schemas import Rules
from scraper.families.trs import TrsSpider


class {kind}(TrsSpider):
    name = "{name}"
    site_name, region = "山阳新闻网", "611024"
    start_urls = ["{address}/"]
    article_links = "div.listnews h4 a"
    rules = Rules(title="div.title_box h2", byline="div.info", body="#text")
"""


@dataclass
class Machine:
    """Where the files of deploy/ say that things lie, below a folder of the test's."""

    root: Path

    @property
    def project(self) -> Path:
        return self.root / "opt/difang"

    @property
    def data(self) -> Path:
        return self.root / "var/lib/difang"

    def place(self, text: str) -> str:
        """Return a text of deploy/ with its three places on this machine."""
        for place in ("/opt/difang", "/var/lib/difang", "/etc/difang.env"):
            text = text.replace(place, str(self.root / place.removeprefix("/")))
        return text

    def add_spider(self, name: str, address: str) -> None:
        """Add a site of the user's own."""
        file = self.project / "nightly/spiders" / f"{name}.py"
        file.write_text(SPIDER.format(kind=name.title(), name=name, address=address), encoding="utf-8")

    def run(
        self, command: list[str], environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command as a service does: with this environment and no other, and from elsewhere."""
        return subprocess.run(
            command,
            cwd="/",
            env=dict(environment or {}),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )

    def articles(self, site: str) -> list[Article]:
        """Return what was delivered of a site."""
        return list(read_articles(self.data / site / "articles", latest=False))


def read_environment(text: str) -> dict[str, str]:
    """Return the variables that an environment file sets: every line is a remark or NAME=value."""
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return dict(line.split("=", 1) for line in lines)


@pytest.fixture
def machine(tmp_path) -> Machine:
    """A checkout with its .venv, a user's own project in it, an empty data folder, an environment file."""
    made = Machine(tmp_path)
    spiders = made.project / "nightly/spiders"
    spiders.mkdir(parents=True)
    made.data.mkdir(parents=True)
    for package in ("scraper", "pipelines", "schemas"):
        (made.project / package).symlink_to(ROOT / package)
    (made.project / ".venv").symlink_to(sys.prefix)
    (made.project / "scrapy.cfg").write_text("[settings]\ndefault = nightly.settings\n", encoding="utf-8")
    for init in (spiders.parent, spiders):
        (init / "__init__.py").touch()
    (made.project / "nightly/settings.py").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "etc").mkdir()
    shared = (DEPLOY / "difang.env").read_text(encoding="utf-8")
    told = shared.replace("CONTACT=", "CONTACT=mailto:desk@shanyang.example")
    (tmp_path / "etc/difang.env").write_text(told, encoding="utf-8")
    return made


@pytest.fixture
def county() -> Iterator[Site]:
    """A site of one listing and three articles."""
    with serve() as site:
        yield fill(site)
