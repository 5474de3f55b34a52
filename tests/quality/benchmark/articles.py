"""The invented articles, and the kinds they are of."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).parent
TRADITIONAL = frozenset(("taiwan", "hongkong"))
"""Kinds that are written in Traditional characters: only sites of their own print them."""

Block = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Article:
    """An invented article: everything that a page may print about it."""

    id: str
    title: str
    title_lines: tuple[str, ...]
    date: datetime  # aware, +08:00, to the second
    source: str | None
    editor: str | None  # names joined with 、
    author: str | None  # names joined with 、
    author_form: Literal["header", "dateline", "tail"] | None  # where the author stands
    section: tuple[str, ...]
    blocks: tuple[Block, ...]  # kind: paragraph, heading, item, row, image, verse, signature
    kind: str = "news"
    kicker: str | None = None  # 引题
    subtitle: str | None = None  # 副题
    review: tuple[str, ...] = ()  # 一审, 二审, 三审; the first is the editor
    facts: Mapping[str, str] | None = None  # of a document: 索引号, 发文字号, 发布机构, 成文日期


def load_articles(path: Path = HERE / "articles.jsonl") -> tuple[Article, ...]:
    """Return the invented articles in the order of the file."""
    return tuple(_article(json.loads(line)) for line in path.read_text("utf-8").splitlines())


def _article(record: dict[str, Any]) -> Article:
    lists = {name: tuple(record.get(name, ())) for name in ("title_lines", "section", "blocks", "review")}
    return Article(**{**record, **lists, "date": datetime.fromisoformat(record["date"])})
