"""What a validator of schema.org's vocabulary says of the JSON-LD: Google's types of it, and the compiler."""

import json
import shutil
import subprocess

import pytest

from tests.export.conftest import FIRST, group
from tests.schemas.written import article, write

COMPILE = ("--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--moduleResolution", "nodenext")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder in which TypeScript and the types of schema.org lie."""
    made = tmp_path_factory.mktemp("types")
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    (made / "package.json").write_text("{}", encoding="utf-8")
    packages = ("schema-dts@2", "typescript")
    done = subprocess.run(
        [npm, "install", "--prefer-offline", "--no-audit", "--no-fund", *packages],
        cwd=made,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("the types of schema.org cannot be had: no registry answers")
    return made


def compiled(folder, name: str, text: str) -> subprocess.CompletedProcess[str]:
    (folder / name).write_text(text, encoding="utf-8")
    return subprocess.run(
        ["node_modules/.bin/tsc", *COMPILE, name], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_each_document_is_a_news_article_in_the_types_of_schema_org(export, tmp_path, folder) -> None:
    images = (
        {"url": "https://a.example/1.jpg", "caption": "图为开镰现场"},
        {"url": "https://a.example/2.jpg"},
    )
    articles = (
        article(1, title="浙江省绍兴市新路通车", author="岳知澜、商清和", images=images),
        article(
            2, source=None, editor=None, section=(), site_name=None, date_precision="day", language="zh-Hant"
        ),
    )
    write(tmp_path / "data" / "shanyang" / "articles" / f"{FIRST}.jsonl", *articles)
    reprints = tmp_path / "groups.jsonl"
    reprints.write_text(group(*articles) + "\n", encoding="utf-8")
    target = tmp_path / "out.jsonld"
    assert export("--to", "jsonld", "-o", target, "--places", "--reprints", reprints).code == 0
    lines = target.read_text(encoding="utf-8").splitlines()
    keys = {key for line in lines for key in json.loads(line)}
    assert {"contentLocation", "isBasedOn", "image", "author", "editor", "sourceOrganization"} < keys
    text = f'import type {{ NewsArticle, WithContext }} from "schema-dts";\nexport const all: WithContext<NewsArticle>[] = [\n{",".join(lines)}\n];\n'
    done = compiled(folder, "right.ts", text)
    assert done.returncode == 0, done.stdout
    for right, wrong in (
        ("sourceOrganization", "source"),
        ('"Person"', '"Peson"'),
        ("contentLocation", "place"),
    ):
        assert compiled(folder, "wrong.ts", text.replace(right, wrong)).returncode != 0
