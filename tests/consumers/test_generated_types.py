"""The published schemas give types to other languages: made by the usual generators, compiled, and used on lines of the sample's crawl."""

import json
import os
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipelines.places import find_places
from schemas import Article, Image
from schemas.derived.exported import Exported
from scraper.commands.schema import schema_file
from tests.schemas.written import article

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("json-schema-to-typescript@15.0.4", "typescript@5.9.3", "quicktype@23.2.6")
NAMES = {"article": "Article", "exported": "Exported", "rejection": "Rejection", "run": "RunReport"}
"""What the generators call the type of each record."""

STRICT = {"strict": True, "target": "es2022", "lib": ["es2022"], "module": "commonjs", "types": []}
NODE = """\
declare const require: (name: string) => { readFileSync(path: string, encoding: string): string };
declare const process: { argv: string[] };
declare const console: { log(...words: unknown[]): void };
"""
READER = """
const lines = require("fs").readFileSync(process.argv[2], "utf8").trimEnd().split("\\n");
for (const line of lines) {
  const article: Article = JSON.parse(line);
  const source: string = article.source ?? "null";
  const captions: (string | null)[] = article.images.map((image) => image.caption);
  console.log(new Date(article.date).getTime() / 1000, article.title, source, captions.length);
}
"""
WRONG = {
    "article.headline": "TS2339",  # no such key
    "article.source.length": "TS18047",  # may be null
    "article.images[0].caption.length": "TS2531",
    'article.date_precision === "hour"': "TS2367",  # is never said
    "article.revision.trim()": "TS2339",
}
JAVA = """
package difang;
import java.time.OffsetDateTime;
public class Uses {
    public static void main(String[] words) {
        Article article = new Article();
        article.setDate(OffsetDateTime.parse(words[0]));
        article.setTitle(words[1]);
        article.setRevision(Long.parseLong(words[2]));
        article.setLanguage(Language.ZH_HANS);
        article.setImages(new Image[0]);
        System.out.println(article.getDate().toEpochSecond() + " " + article.getTitle() + " " + article.getRevision());
    }
}
"""
GO = """
package main
import ("bufio"; "fmt"; "os")
func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		article, err := UnmarshalArticle(lines.Bytes())
		if err != nil { fmt.Fprintln(os.Stderr, err); os.Exit(1) }
		source := "null"
		if article.Source != nil { source = *article.Source }
		fmt.Println(article.Date.Unix(), article.Title, source, len(article.Images))
	}
}
"""


def call(*command: str | Path, folder: Path, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Return what a command said, which runs in `folder` and finds our modules."""
    ours = {**os.environ, "PYTHONPATH": str(ROOT), "SCRAPY_SETTINGS_MODULE": "scraper.settings"}
    return subprocess.run(command, cwd=folder, env=ours, input=typed, capture_output=True, check=False)


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    return (done.stdout + done.stderr).decode("utf-8", "replace")


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> dict[str, list[str]]:
    """The lines of each record, of the sample's crawl and of one article with pictures and an author."""
    folder = tmp_path_factory.mktemp("crawled")
    done = call(sys.executable, "-m", "scraper.sample", folder=folder)
    assert done.returncode == 0, said(done)
    lines = {
        record: [
            line
            for file in sorted(folder.glob(f"data/sample/{kind}"))
            for line in file.read_text("utf-8").splitlines()
        ]
        for record, kind in (("article", "articles/*.jsonl"), ("rejection", "rejects/*.jsonl"))
    }
    pictures = (
        Image(url="https://www.shanyang.example/1.jpg"),
        Image(url="https://www.shanyang.example/2.jpg", caption="收割机下田"),
    )
    lines["article"].append(article(1, images=pictures, author="党玉庆").model_dump_json())
    lines["exported"] = [exported(Article.model_validate_json(line)) for line in lines["article"]]
    lines["run"] = [
        json.dumps(json.loads(file.read_bytes())) for file in folder.glob("data/sample/runs/*.json")
    ]
    assert all(lines.values())
    return lines


def exported(one: Article) -> str:
    places = find_places(one.title, one.body)
    return Exported(**dict(one), reprint_of=one.id, places=places).model_dump_json()


@pytest.fixture(scope="module")
def node(tmp_path_factory) -> Path:
    """A folder in which the generators of other languages are installed."""
    if not (npm := shutil.which("npm")):
        pytest.skip("there is no npm on this machine")
    folder = tmp_path_factory.mktemp("node")
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    done = call(npm, "install", "--no-audit", "--no-fund", *PACKAGES, folder=folder)
    if done.returncode:
        pytest.skip(f"npm cannot get {', '.join(PACKAGES)}: {said(done).strip().splitlines()[-1:]}")
    return folder


def tool(node: Path, name: str) -> Path:
    return node / "node_modules/.bin" / name


@pytest.fixture(scope="module")
def python_types(tmp_path_factory) -> Callable[[str], Any]:
    """Make the types of a record, once."""
    folder = tmp_path_factory.mktemp("types")
    return cache(lambda record: make_python_types(record, folder))


def make_python_types(record: str, folder: Path) -> Any:
    made = folder / f"{record}_types.py"
    generator = shutil.which("datamodel-codegen", path=str(Path(sys.executable).parent))
    if generator is None:
        pytest.skip("there is no datamodel-codegen: it is of the group `consumers`")
    options = (
        "--input-file-type",
        "jsonschema",
        "--output-model-type",
        "pydantic_v2.BaseModel",
        "--disable-timestamp",
    )
    done = call(generator, "--input", schema_file(record), *options, "--output", made, folder=folder)
    assert done.returncode == 0, said(done)
    return runpy.run_path(str(made))[NAMES[record]]


@pytest.mark.parametrize("record", NAMES)
def test_python_types_read_each_line_and_write_it_again(record, written, python_types) -> None:
    model = python_types(record)
    for line in written[record]:
        assert json.loads(model.model_validate_json(line).model_dump_json()) == json.loads(line)


@pytest.mark.parametrize(
    "change",
    [
        {"headline": "雨后开镰"},
        {"title": None},
        {"title": ""},
        {"date": "2023-06-12 08:30"},
        {"language": "en"},
        {"revision": 0},
        {"images": [{"url": "https://www.shanyang.example/1.jpg"}]},
        {"schema_version": "2.0.0"},
    ],
    ids=str,
)
def test_python_types_refuse_what_the_schema_refuses(change, written, python_types) -> None:
    model = python_types("article")
    with pytest.raises(ValueError, match=next(iter(change))):
        model.model_validate_json(json.dumps({**json.loads(written["article"][0]), **change}))


def typescript(node: Path, record: str, program: str) -> subprocess.CompletedProcess[bytes]:
    """Return what the compiler says of a program that has the types of a record; its JavaScript is uses.js."""
    done = call(tool(node, "json2ts"), "-i", schema_file(record), "-o", f"{record}.ts", folder=node)
    assert done.returncode == 0, said(done)
    (node / "uses.ts").write_text(
        f'import type {{ {NAMES[record]} }} from "./{record}";\n{NODE}{program}', encoding="utf-8"
    )
    (node / "tsconfig.json").write_text(
        json.dumps({"compilerOptions": STRICT, "files": ["uses.ts"]}), encoding="utf-8"
    )
    return call(tool(node, "tsc"), "--project", ".", folder=node)


@pytest.mark.parametrize("record", NAMES)
def test_each_line_is_a_value_of_its_typescript_type(record, written, node) -> None:
    values = ",\n".join(written[record])
    done = typescript(node, record, f"export const lines: {NAMES[record]}[] = [\n{values}\n];\n")
    assert done.returncode == 0, said(done)
    names = [
        line for line in (node / f"{record}.ts").read_text("utf-8").splitlines() if line.startswith("export ")
    ]
    assert not [
        name for name in names if name.removeprefix("export type ").startswith(("Date", "Url", "Title"))
    ]


def test_a_line_of_another_shape_is_no_value_of_the_typescript_type(written, node) -> None:
    line = {**json.loads(written["article"][0]), "headline": "雨后开镰"}
    done = typescript(node, "article", f"export const line: Article = {json.dumps(line)};\n")
    assert done.returncode
    assert "TS2353" in said(done)


def test_a_program_in_typescript_reads_the_lines(written, node) -> None:
    done = typescript(node, "article", READER)
    assert done.returncode == 0, said(done)
    (node / "lines.jsonl").write_text("\n".join(written["article"]) + "\n", encoding="utf-8")
    read = call(shutil.which("node") or "node", "uses.js", "lines.jsonl", folder=node)
    assert read.stdout.decode().splitlines() == list(told(written["article"]))


def told(lines: list[str]) -> Iterator[str]:
    for line in lines:
        one = Article.model_validate_json(line)
        yield f"{one.date.timestamp():.0f} {one.title} {one.source or 'null'} {len(one.images)}"


@pytest.mark.parametrize(("use", "error"), WRONG.items())
def test_a_wrong_use_of_an_article_is_no_typescript(use, error, node) -> None:
    done = typescript(
        node, "article", f"export function use(article: Article): unknown {{ return {use}; }}\n"
    )
    assert done.returncode
    assert error in said(done), said(done)


def quicktype(node: Path, record: str, *options: str | Path) -> None:
    done = call(tool(node, "quicktype"), "--src-lang", "schema", *options, schema_file(record), folder=node)
    assert done.returncode == 0, said(done)


def java(node: Path, folder: Path, program: str) -> subprocess.CompletedProcess[bytes]:
    """Return what javac says of a program that has the types of an article; its classes are in `folder`/out."""
    if not (javac := shutil.which("javac")):
        pytest.skip("there is no javac on this machine")
    quicktype(
        node,
        "article",
        "--lang",
        "java",
        "--just-types",
        "--package",
        "difang",
        "-o",
        folder / "Article.java",
    )
    (folder / "Uses.java").write_text(program, encoding="utf-8")
    return call(javac, "-encoding", "UTF-8", "-d", "out", *sorted(folder.glob("*.java")), folder=folder)


def test_java_types_hold_the_values_of_a_line(written, node, tmp_path) -> None:
    done = java(node, tmp_path, JAVA)
    assert done.returncode == 0, said(done)
    one = Article.model_validate_json(written["article"][0])
    words = (one.date.isoformat(), one.title, str(one.revision))
    shown = call(
        "java",
        "-Dfile.encoding=UTF-8",
        "-Dstdout.encoding=UTF-8",
        "-cp",
        "out",
        "difang.Uses",
        *words,
        folder=tmp_path,
    )
    assert shown.stdout.decode().split(" ")[0] == f"{one.date.timestamp():.0f}", said(shown)


def test_a_wrong_use_of_an_article_is_no_java(node, tmp_path) -> None:
    done = java(
        node, tmp_path, JAVA.replace("article.setTitle(words[1])", "article.setTitle(article.getRevision())")
    )
    assert done.returncode
    assert "incompatible types" in said(done)


def test_a_program_in_go_reads_the_lines(written, node, tmp_path) -> None:
    quicktype(node, "article", "--lang", "go", "--package", "main", "-o", tmp_path / "article.go")
    types = (tmp_path / "article.go").read_text("utf-8")
    assert "*string" in types
    assert "time.Time" in types
    if not (go := shutil.which("go")):
        pytest.skip("there is no go on this machine: its types were made, and not compiled")
    (tmp_path / "uses.go").write_text(GO, encoding="utf-8")
    lines = ("\n".join(written["article"]) + "\n").encode()
    done = call(go, "run", "article.go", "uses.go", folder=tmp_path, typed=lines)
    assert done.stdout.decode().splitlines() == list(told(written["article"])), said(done)
