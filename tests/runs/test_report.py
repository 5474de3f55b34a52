"""The report of a run tells what its lines hold, where the time went, and what the run is held to."""

import json
from collections import Counter
from datetime import UTC, datetime

import jsonschema
import pytest

from schemas.reader import BadReport, read_articles, read_report
from schemas.run import RUN_VERSION
from scraper.commands.schema import record_schema
from scraper.runs.census import EARLIER, MOST_DAYS, MOST_TEMPLATES, OTHERS, Census
from tests.stories import HASTE, article, listing, name


@pytest.fixture
def ran(scrapy, site, tmp_path):
    """Three articles, one of them of another template and without an editor; a page that is gone; one that is none."""
    site.put("/", listing(1, 2, 3, 4, 5))
    credit = "<p>（责编：岑远山）</p></div>".encode()
    for number in (1, 2):
        site.put(name(number), article(number).removesuffix(b"</div>") + credit)
    site.put(name(3), article(3).replace(b'id="text"', b'class="rich"'))
    site.put(name(5), listing(*range(30)))
    scrapy("crawl", "sample", "-a", f"url={site.address}/", "-s", f"DATA_DIR={tmp_path}", *HASTE)
    return tmp_path / "sample"


def test_a_report_counts_what_the_lines_hold_and_validates_against_its_schema(ran, site) -> None:
    path = next(ran.glob("runs/*.json"))
    jsonschema.validate(json.loads(path.read_bytes()), record_schema("run"))
    report = read_report(path)
    lines = list(read_articles(ran / "articles", latest=False))
    assert report.articles == len(lines) == 3
    for field, figures in report.fields.items():
        rules = Counter(getattr(line.evidence, field) for line in lines)
        assert figures.evidence == rules
        assert figures.filled == figures.by_rules + figures.by_reader == 3 - rules["none"]
    assert report.coverage()["editor"] == pytest.approx(2 / 3)
    assert report.share_of_rules()["body"] == pytest.approx(2 / 3)
    assert report.days == Counter(line.date.date().isoformat() for line in lines)
    assert (report.oldest, report.newest) == (min(x.date for x in lines), max(x.date for x in lines))
    assert sum(one.articles for one in report.templates.values()) == sum(report.precisions.values()) == 3
    assert len(report.templates) == 2
    assert report.regions == {"611024": 3}
    assert report.examples["missing/editor"] == report.examples["reader/body"] == site.address + name(3)
    assert report.examples["reason/list_page"] == site.address + name(5)


def test_a_report_says_what_came_back_and_where_the_time_went(ran) -> None:
    report = read_report(next(ran.glob("runs/*.json")))
    assert report.statuses == {"200": 5, "404": 2}  # robots.txt and an article
    assert sum(report.statuses.values()) + sum(report.failures.values()) == report.requests
    seconds = report.seconds
    assert seconds.cleaning > 0
    assert seconds.fetching > 0
    assert seconds.total >= seconds.waiting >= 0
    assert report.schema_version == RUN_VERSION
    assert {"difang", "python", "scrapy", "lxml"} <= report.versions.keys()
    assert report.settings["DOWNLOAD_DELAY"] == "0"
    assert report.floors["refused_share_at_most"].held
    assert not report.floors["articles_at_least"].limit


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (b"{", "no report of a run: "),
        (b"[1, 2]", "no report of a run: "),
        (b'{"schema_version": "2.0.0"}', "a report of version 2.0.0, this program knows 1"),
        (b'{"schema_version": "1.0.0", "run": 7}', "no report of a run: run: "),
        (b"\xff\xfe", "no report of a run: "),
    ],
)
def test_a_file_that_is_no_report_is_named_in_one_line(tmp_path, written, why) -> None:
    path = tmp_path / "20230612T072700250Z.json"
    path.write_bytes(written)
    with pytest.raises(BadReport) as told:
        read_report(path)
    assert f"{path} is {why}" in str(told.value)
    assert "\n" not in str(told.value)


def test_a_report_that_was_written_before_it_had_a_version_is_read(ran) -> None:
    path = next(ran.glob("runs/*.json"))
    written = json.loads(path.read_bytes())
    for name_ in (
        "schema_version",
        "fields",
        "templates",
        "days",
        "seconds",
        "floors",
        "examples",
        "statuses",
        "versions",
    ):
        del written[name_]
    path.write_text(json.dumps(written), encoding="utf-8")
    report = read_report(path)
    assert (report.schema_version, report.articles, report.coverage()) == ("0.0.0", 3, {})


def test_a_census_of_years_stays_small(ran) -> None:
    line = next(read_articles(ran / "articles", latest=False))
    census = Census()
    for number in range(1000):
        day = datetime.fromtimestamp(1_500_000_000 + 86_400 * number, UTC).astimezone(line.date.tzinfo)
        told = line.model_copy(update={"date": day, "url": f"http://a.cn/{number}"})
        census.add(told.naming(None, f"div.c{'x' * (number % 40)}"))
    days, templates = census.days(), census.templates()
    assert len(days) == MOST_DAYS + 1
    assert days[EARLIER] == 1000 - MOST_DAYS
    assert next(iter(days)) == day.date().isoformat()
    assert len(templates) == MOST_TEMPLATES + 1
    assert sum(one.articles for one in templates.values()) == 1000
    assert templates[OTHERS].example.startswith("http://a.cn/")
