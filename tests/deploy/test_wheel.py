"""The wheel in a fresh environment, far from any checkout: a user's own project with his own spiders beside ours."""

import json
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest

from schemas.reader import read_articles
from tests.fleet.conftest import fill
from tests.served import Site, serve
from tests.stories import name, rows
from tests.zygote import PATIENCE, ROOT

pytestmark = pytest.mark.slow

INDEX_SECONDS = 600  # that an installation may take where nothing is in pip's cache
NO_INDEX = ("Failed to establish a new connection", "Temporary failure in name resolution")

SETTINGS = """
from scraper.settings import *

SPIDER_MODULES = ["scraper.spiders", "mine.spiders"]
NEWSPIDER_MODULE = "mine.spiders"
CONTACT = "mailto:desk@shanyang.example"
ALLOW_PRIVATE_HOSTS = True
DOWNLOAD_DELAY = BACKOFF_START = RETRY_TIMES = 0
AUTOTHROTTLE_ENABLED = False
"""

NEWS = """
from schemas import Rules
from scraper.crawl.spider import NewsSpider


class ShanyangSpider(NewsSpider):
    name = "shanyang"
    site_name, region = "山阳新闻网", "611024"
    start_urls = ["{address}/"]
    article_links = "div.listnews h4 a"
    article_url = r"/20\\d{{4}}/t\\d{{8}}_\\d+\\.html$"
    rules = Rules(title="div.title_box h2", byline="div.info", body="#text")
"""

PLAIN = """
import scrapy


class WeatherSpider(scrapy.Spider):
    name = "weather"
    start_urls = ["{address}/weather"]

    def parse(self, response):
        yield {{"sky": response.css("p::text").get()}}
"""


def call(*command: str | Path, cwd: Path) -> None:
    """Run a command of the installation; where no index can be reached there is nothing to test."""
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, timeout=INDEX_SECONDS, check=False
    )
    if any(words in done.stdout + done.stderr for words in NO_INDEX):
        pytest.skip("no package index can be reached")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The folder of commands of a fresh environment with the lock file and the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("difang-*.whl")
    environment = folder / "environment"
    venv.create(environment, symlinks=True, with_pip=True)
    commands = environment / "bin"
    lock = ROOT / "requirements/run.lock"
    call(commands / "pip", "install", "--require-hashes", "-r", lock, cwd=folder)
    call(commands / "pip", "install", "--no-deps", wheel, cwd=folder)
    return commands


@dataclass
class Project:
    """A user's own project in a folder of its own."""

    folder: Path
    commands: Path
    site: Site

    def scrapy(
        self, *arguments: str, code: int = 0, cwd: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run `scrapy` with next to no environment, and see it end with a code and without a traceback."""
        done = self.run(self.commands / "scrapy", *arguments, cwd=cwd)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr
        return done

    def run(
        self, *command: str | Path, cwd: Path | None = None, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=cwd or self.folder,
            env={"PATH": "/usr/bin:/bin", **variables},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )


@pytest.fixture
def project(installed, tmp_path):
    folder = tmp_path / "own"
    spiders = folder / "mine/spiders"
    spiders.mkdir(parents=True)
    with serve() as site:
        fill(site)
        site.put("/xw/", b'<meta charset="utf-8"><ul>' + rows(1, 2, 3) + b"</ul>")
        site.put("/weather", '<meta charset="utf-8"><p>晴</p>'.encode())
        texts = {
            "scrapy.cfg": "[settings]\ndefault = mine.settings\n",
            "mine/__init__.py": "",
            "mine/settings.py": SETTINGS,
            "mine/spiders/__init__.py": "",
            "mine/spiders/shanyang.py": NEWS.format(address=site.address),
            "mine/spiders/weather.py": PLAIN.format(address=site.address),
        }
        for path, text in texts.items():
            (folder / path).write_text(text, encoding="utf-8")
        yield Project(folder, installed, site)


def test_own_spiders_crawl_beside_ours(project) -> None:
    listed = project.scrapy("list").stdout.split()
    assert {"shanyang", "weather", "tibet", "news"} <= set(listed)
    project.scrapy("crawl", "shanyang")
    articles = list(read_articles(project.folder / "data/shanyang/articles", latest=False))
    assert sorted(one.url for one in articles) == [
        project.site.address + name(number) for number in (1, 2, 3)
    ]
    assert {one.site_name for one in articles} == {"山阳新闻网"}
    project.scrapy("crawl", "weather", "-O", "weather.json")
    assert json.loads((project.folder / "weather.json").read_bytes()) == [{"sky": "晴"}]
    project.scrapy("crawl", "news", "-a", f"url={project.site.address}/xw/", "-a", "limit=1")
    done = project.scrapy("crawl-all", "--sites", "shanyang")
    assert done.stderr.splitlines()[-1] == "scrapy crawl-all: 1 of 1 sites fine"
    assert "shanyang" in project.scrapy("sites", "shanyang").stdout


def test_what_looks_over_runs_works_there(project) -> None:
    project.scrapy("crawl", "shanyang")
    project.scrapy("prune", "--older", "90d", "--dry-run")
    project.scrapy("replay-rejects", "shanyang")
    assert "shanyang" in project.scrapy("status").stdout


def test_pages_are_explained_and_schemas_printed(project) -> None:
    address = project.site.address + name(1)
    project.scrapy("explain", address, "--spider", "shanyang", "--html", "review.html")
    assert "山阳县第1场农资对接会" in (project.folder / "review.html").read_text(encoding="utf-8")
    schema = json.loads(project.scrapy("schema").stdout)
    project.scrapy("crawl", "shanyang")
    for article in read_articles(project.folder / "data/shanyang/articles", latest=False):
        jsonschema.validate(article.model_dump(mode="json"), schema)
    damaged = project.folder / "damaged.txt"
    damaged.write_text(
        "全縣的發(fā)展?jié)摿薮螅a(chǎn)業(yè)園區(qū)已經(jīng)開(kāi)工。", encoding="utf-8"
    )
    assert project.scrapy("restore", "damaged.txt").stdout.strip() == "全县的发展潜力巨大，产业园区已经开工。"


def test_a_site_is_added_there_as_in_the_checkout(project) -> None:
    told = project.scrapy("genspider", "-t", "news", "zhuji", f"{project.site.address}/").stdout
    assert (project.folder / "mine/spiders/zhuji.py").is_file()
    assert "tests/spiders" not in told  # of the checkout
    (project.folder / "mine/spiders/zhuji.py").unlink()
    done = project.scrapy("sites", "--check", code=1)
    assert "tests/sites/shanyang: " in done.stdout
    project.scrapy("keep", "shanyang", f"{project.site.address}/", "listing")
    project.scrapy("keep", "shanyang", project.site.address + name(1), "plain")
    done = project.scrapy("sites", "--check")
    assert "1 pages and 1 listings checked, 0 failures" in done.stdout
    project.scrapy("sites", "--probe", "shanyang")


def test_what_needs_the_checkout_says_so_in_one_line(project) -> None:
    shutil.rmtree(project.folder / "tests", ignore_errors=True)
    done = project.scrapy("sites", "--check", code=2)
    assert "those of our sites are in the project's checkout" in done.stdout + done.stderr
    installed = {path: path.read_bytes() for path in project.commands.parent.glob("**/*.schema.json")}
    done = project.scrapy("schema", "--write", code=2)
    assert "--write renews the files of a checkout" in done.stdout + done.stderr
    assert all(path.read_bytes() == before for path, before in installed.items())


def test_a_package_of_our_name_is_told_in_one_line_and_the_script_does_without(project) -> None:
    (project.folder / "pipelines.py").write_text("ITEMS = []\n", encoding="utf-8")
    (project.folder / "schemas").mkdir()
    (project.folder / "schemas/__init__.py").touch()
    project.scrapy("crawl-all", "--sites", "shanyang")
    done = project.run(project.commands / "python", "-m", "scrapy", "list")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(
        f"scrapy: the package 'pipelines' is {project.folder / 'pipelines.py'}, expected below"
    )


def test_it_works_without_a_project_too(project, tmp_path) -> None:
    nowhere = tmp_path / "nowhere"
    nowhere.mkdir()
    demo = project.run(project.commands / "python", "-m", "scraper.sample", cwd=nowhere)
    assert demo.returncode == 0, demo.stderr
    assert "9 articles, 1 of them restored" in demo.stdout
    ours = {"SCRAPY_SETTINGS_MODULE": "scraper.settings"}
    done = project.run(project.commands / "scrapy", "sites", cwd=nowhere, **ours)
    assert done.stdout.splitlines()[-1] == "51 sites, 31 of 31 provinces"
