"""A shape changes with its version, its version with the changelog, and a line that was ever written can be read for ever."""

import copy
import json
from itertools import pairwise
from pathlib import Path

import pytest

from schemas import migrate
from schemas.article import SCHEMA_VERSION, Article
from schemas.migration import STEPS, NewerSchema, NoVersion
from schemas.reader import read_articles
from scraper.commands.schema import RECORDS, record_schema
from tests.schemas import shape

LINES = Path(__file__).parent / "lines"
CHANGELOG = Path(__file__).resolve().parents[2] / "CHANGELOG.md"


@pytest.mark.parametrize("name", RECORDS)
def test_a_shape_that_changed_has_another_version(name, request) -> None:
    """With --update the shape of a new version is kept; that of a version that was published is never written again."""
    schema = record_schema(name)
    version, now = shape.version_of(schema), shape.shape_of(schema)
    file = shape.shape_file(name, version)
    if request.config.getoption("--update") and not file.exists():
        file.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
        pytest.fail(f"{file} was written: read the diff")
    assert file.exists(), f"{name} {version} is new: run the tests with --update"
    assert json.loads(file.read_text(encoding="utf-8")) == now, (
        f"the shape of {name} is no longer that of {version}: raise its version, write a line into the changelog and a step "
        "for lines of the earlier one"
    )


@pytest.mark.parametrize("name", RECORDS)
def test_the_version_rises_as_far_as_the_change_is_grave(name) -> None:
    published = shape.shapes_of(name)
    assert published
    for (old, before), (new, after) in pairwise(published):
        grave = shape.gravity(before, after)
        risen = next(
            (
                rank
                for rank, place in ((shape.MAJOR, 0), (shape.MINOR, 1), (shape.PATCH, 2))
                if new[place] != old[place]
            )
        )
        assert risen >= grave, f"{name}: {old} to {new}"


@pytest.mark.parametrize("name", RECORDS)
def test_the_changelog_names_each_version(name) -> None:
    said = CHANGELOG.read_text(encoding="utf-8")
    for version, _ in shape.shapes_of(name):
        assert f"`{name}` {'.'.join(map(str, version))}" in said


ARTICLE = shape.shape_of(record_schema("article"))


def changed(*path: str, value: object) -> dict[str, object]:
    other = copy.deepcopy(ARTICLE)
    inner = other
    for key in path[:-1]:
        inner = inner[key]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return other


@pytest.mark.parametrize(
    ("other", "grave"),
    [
        (ARTICLE, shape.NONE),
        (changed("properties", "colour", value={"type": "string"}), shape.MINOR),
        (changed("properties", "language", "enum", value=["zh-Hans", "zh-Hant", "ii"]), shape.MINOR),
        (changed("properties", "language", "enum", value=["zh-Hans"]), shape.MINOR),
        (changed("properties", "editor", value=None), shape.MAJOR),
        (changed("properties", "revision", "type", value="string"), shape.MAJOR),
        (changed("properties", "site", value={"anyOf": [{"type": "string"}, {"type": "null"}]}), shape.MAJOR),
        (changed("$defs", "Image", "properties", "url", "type", value="integer"), shape.MAJOR),
        (changed("$defs", "Image", "properties", "width", value={"type": "integer"}), shape.MINOR),
        (changed("properties", "date", "format", value="date"), shape.MAJOR),
        (changed("properties", "revision", "minimum", value=2), shape.PATCH),
    ],
)
def test_how_grave_a_change_is(other, grave) -> None:
    assert shape.gravity(ARTICLE, other) == grave


def test_prose_is_no_part_of_a_shape() -> None:
    told = copy.deepcopy(record_schema("article"))
    told["properties"]["title"]["description"] = "said otherwise"
    assert shape.shape_of(told) == ARTICLE
    assert "title" in ARTICLE["properties"]


def test_lines_of_every_version_are_kept_and_read_as_the_newest() -> None:
    files = {file.stem.rpartition("-")[2]: file for file in LINES.glob("article-*.jsonl")}
    versions = {".".join(map(str, version)) for version, _ in shape.shapes_of("article")}
    assert files.keys() == versions
    for file in files.values():
        lines = file.read_bytes().splitlines()
        read = list(read_articles(file))
        assert len(read) == len(lines) >= 3
        assert [Article.model_validate_json(json.dumps(migrate(line))) for line in lines] == read


def test_each_earlier_version_has_a_way_to_the_newest() -> None:
    versions = {".".join(map(str, version)) for version, _ in shape.shapes_of("article")}
    assert STEPS.keys() == versions - {SCHEMA_VERSION}


def test_a_line_is_brought_up_step_by_step(monkeypatch) -> None:
    steps = {
        "0.8.0": ("0.9.0", lambda line: {**line, "title": line["headline"]}),
        "0.9.0": (SCHEMA_VERSION, lambda line: {key: line[key] for key in line if key != "headline"}),
    }
    monkeypatch.setattr("schemas.migration.STEPS", steps)
    old = {"schema_version": "0.8.0", "headline": "雨后开镰"}
    assert migrate(json.dumps(old)) == {"schema_version": SCHEMA_VERSION, "title": "雨后开镰"}
    assert old["schema_version"] == "0.8.0"


@pytest.mark.parametrize("version", ["1.0.1", "1.1.0", "2.0.0", "10.0.0"])
def test_a_newer_line_is_refused_with_both_versions(version) -> None:
    with pytest.raises(NewerSchema, match=rf"version {version}, this program knows {SCHEMA_VERSION}"):
        migrate({"schema_version": version})


@pytest.mark.parametrize(
    "said", [{}, {"schema_version": None}, {"schema_version": "1.0"}, {"schema_version": "０.1.0"}]
)
def test_a_line_without_a_version_is_refused(said) -> None:
    with pytest.raises(NoVersion):
        migrate(said)


@pytest.mark.parametrize("line", ["[]", b"3", '"1.0.0"', "null"])
def test_what_is_no_object_is_no_line(line) -> None:
    with pytest.raises(NoVersion, match="no object"):
        migrate(line)


def test_a_version_that_never_was_is_refused() -> None:
    with pytest.raises(NoVersion, match=r"never was a version 0\.3\.0"):
        migrate({"schema_version": "0.3.0"})
