"""The public benchmark: invented articles, printed in the page templates that news sites run on.

`render(article, template)` gives the bytes of a page and, from the same source, the record that a perfect
reader would return: the truth holds by construction, no reading code is involved. Same input, same bytes.

A template is an HTML file that begins with a comment holding its settings as JSON (see Template). In its text
`{{name}}` stands for a value, `{{#name}}...{{/name}}` for a part printed only where the value is not empty,
`{{^name}}...{{/name}}` for a part printed only where it is. A field that a template does not print is null in
the truth, however well the article knows it.

The conventions of the truth: paragraphs, headings, list items and table rows are lines; the cells of a row
are parted by a tab; a headline in two lines is joined by one space; captions stand in `images`, not in the
body; a dateline stays in the body; a reporter in brackets at the very end is the author and does not.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import urljoin

from schemas import Page

HERE = Path(__file__).parent
PAGES_PER_ARTICLE = 4  # 66 articles and 28 templates: each template is met nine times or more
STRIDE = 9  # templates between two pages of one article; no divisor of 28, so no template is favoured
OTHER_ARTICLES = 8  # titles offered to hot lists and related links

Block = Mapping[str, Any]
Gold = dict[str, Any]

MARKUP = MappingProxyType(
    {
        "paragraph": "<p>　　{}</p>",
        "heading": "<p><strong>{}</strong></p>",
        "item": "<li>{}</li>\n",
        "items": "<ul>\n{}</ul>",
        "cell": "<td>{}</td>",
        "row": "<tr>{}</tr>\n",
        "rows": '<table border="1">\n{}</table>',
        "image": '<p><img src="{url}"></p>',
        "caption": "<p>{}</p>",
        "tail": "({})",  # the author behind the last words; with a tag, a line of its own
        "names": "、",  # between two people
        "line": "<br>",  # between two lines of a headline
    }
)
"""How a template prints the parts of an article, unless its settings say otherwise."""

_PRESENT = re.compile(r"\{\{#(\w+)\}\}(.*?)\{\{/\1\}\}", re.DOTALL)
_ABSENT = re.compile(r"\{\{\^(\w+)\}\}(.*?)\{\{/\1\}\}", re.DOTALL)
_VALUE = re.compile(r"\{\{(\w+)\}\}")
_DIGITS = "〇一二三四五六七八九"
_WEEKDAYS = "一二三四五六日"


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
    blocks: tuple[Block, ...]  # kind: paragraph, heading, item, row, image


@dataclass(frozen=True, slots=True)
class Template:
    """A page layout of one family of sites, and how it prints what it prints."""

    name: str
    family: str
    charset: str
    content_type: str
    url: str
    date: str  # str.format pattern of the printed time
    precision: Literal["second", "minute", "day"]
    shows: frozenset[str]  # of source, editor, author, section
    hours_until_fetch: int
    markup: Mapping[str, str]
    html: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as a crawler would have fetched it, and its truth."""

    name: str  # article/template
    family: str
    url: str
    content_type: str
    fetched_at: datetime
    body: bytes
    gold: Gold  # title, date, date_precision, date_raw, source, editor, author, body, section, images

    def page(self) -> Page:
        """Return the page as clean() takes it."""
        return Page(url=self.url, body=self.body, content_type=self.content_type, fetched_at=self.fetched_at)


def load_articles(path: Path = HERE / "articles.jsonl") -> tuple[Article, ...]:
    """Return the invented articles in the order of the file."""
    return tuple(_article(json.loads(line)) for line in path.read_text("utf-8").splitlines())


def _article(record: dict[str, Any]) -> Article:
    lists = {name: tuple(record[name]) for name in ("title_lines", "section", "blocks")}
    return Article(**{**record, **lists, "date": datetime.fromisoformat(record["date"])})


def load_templates(folder: Path = HERE / "templates") -> tuple[Template, ...]:
    """Return the page templates in the order of their names."""
    return tuple(_template(path) for path in sorted(folder.glob("*.html")))


def _template(path: Path) -> Template:
    comment, html = path.read_text("utf-8").split("-->\n", 1)
    settings = json.loads(comment.removeprefix("<!--"))
    defaults = {"name": path.stem, "html": html, "hours_until_fetch": 2}
    own = {"shows": frozenset(settings["shows"]), "markup": {**MARKUP, **settings.get("markup", {})}}
    return Template(**{**defaults, **settings, **own})


def pages() -> Iterator[Rendered]:
    """Yield the benchmark: each article in a few templates, each template with many articles."""
    articles, templates = load_articles(), load_templates()
    for number, article in enumerate(articles):
        for turn in range(PAGES_PER_ARTICLE):
            template = templates[(number + turn * STRIDE) % len(templates)]
            yield render(article, template, articles)


def later_pages() -> Iterator[Rendered]:
    """Yield the pages of the kinds that came later."""
    return iter(())


def render(article: Article, template: Template, others: tuple[Article, ...] = ()) -> Rendered:
    """Return the article as this template prints it; `others` lend their titles to the links around it."""
    moment = _time_values(article)
    url = template.url.format(**moment)
    printed_date = template.date.format(**moment)
    values = {**_link_titles(article, others), **_values(article, template), "date": printed_date}
    html = _fill(template.html, values)
    return Rendered(
        name=f"{article.id}/{template.name}",
        family=template.family,
        url=url,
        content_type=template.content_type,
        fetched_at=(article.date + timedelta(hours=template.hours_until_fetch)).astimezone(UTC),
        body=html.encode(template.charset),
        gold=_gold(article, template, url, printed_date),
    )


def _fill(html: str, values: Mapping[str, str]) -> str:
    html = _PRESENT.sub(lambda part: part[2] if values[part[1]] else "", html)
    html = _ABSENT.sub(lambda part: "" if values[part[1]] else part[2], html)
    return _VALUE.sub(lambda part: values[part[1]], html)


def _time_values(article: Article) -> dict[str, Any]:
    date = article.date
    digest = hashlib.sha256(article.id.encode()).hexdigest()
    return {
        "y": date.year,
        "yy": date.year % 100,
        "m": date.month,
        "d": date.day,
        "H": date.hour,
        "M": date.minute,
        "S": date.second,
        "chinese": _chinese_date(date),
        "number": int(digest[:8], 16) % 10_000_000,
        "number9": f"{int(digest[:10], 16) % 1_000_000_000:09}",
        "hex": digest[:32],
        "hex24": digest[:24],
    }


def _values(article: Article, template: Template) -> dict[str, str]:
    date = article.date
    people = {
        name: (getattr(article, name) or "").replace("、", template.markup["names"])
        for name in ("editor", "author")
    }
    if article.author_form != "header":
        people["author"] = ""
    sections = (*article.section, "", "")
    return {
        "title": article.title,
        "headline": template.markup["line"].join(article.title_lines),
        "source": article.source or "",
        **people,
        "section1": sections[0],
        "section2": sections[1],
        "body": _body_html(article, template.markup),
        "intro": next(block["text"] for block in article.blocks if block["kind"] == "paragraph")[:40] + "…",
        "y": str(date.year),
        "m": f"{date.month:02}",
        "d": f"{date.day:02}",
        "day": f"{date:%Y-%m-%d}",
        "clock": f"{date:%H:%M:%S}",
        "iso": date.isoformat(),
        "weekday": _WEEKDAYS[date.weekday()],
        "number": str(_time_values(article)["number"]),
    }


def _link_titles(article: Article, others: tuple[Article, ...]) -> dict[str, str]:
    """Return title1 ... title8: those of the articles that follow this one, round the end."""
    start = others.index(article) if article in others else 0
    known = [other.title for other in (*others[start + 1 :], *others[:start])]
    return {f"title{n + 1}": known[n] if n < len(known) else "往期内容" for n in range(OTHER_ARTICLES)}


def _body_html(article: Article, markup: Mapping[str, str]) -> str:
    last = len(article.blocks) - 1
    tail = markup["tail"].format(article.author) if article.author_form == "tail" else ""
    pieces: list[str] = []
    for kind, run in groupby(enumerate(article.blocks), key=lambda numbered: numbered[1]["kind"]):
        members = list(run)
        if kind == "item":
            pieces.append(
                markup["items"].format("".join(markup["item"].format(b["text"]) for _, b in members))
            )
        elif kind == "row":
            pieces.append(markup["rows"].format("".join(_row_html(b, markup) for _, b in members)))
        elif kind == "image":
            pieces += [_image_html(block, markup) for _, block in members]
        else:
            attached = "" if "<" in tail else tail
            pieces += [markup[kind].format(b["text"] + (attached if n == last else "")) for n, b in members]
    if "<" in tail:
        pieces.append(tail)
    return "\n".join(pieces)


def _row_html(block: Block, markup: Mapping[str, str]) -> str:
    return markup["row"].format("".join(markup["cell"].format(cell) for cell in block["cells"]))


def _image_html(block: Block, markup: Mapping[str, str]) -> str:
    if block["caption"] is None:
        return markup.get("image_alone", markup["image"]).format(url=block["url"])
    return markup["image"].format(url=block["url"]) + "\n" + markup["caption"].format(block["caption"])


def _gold(article: Article, template: Template, url: str, printed_date: str) -> Gold:
    shown = {
        name: getattr(article, name) if name in template.shows else None for name in ("source", "editor")
    }
    in_text = article.author_form in ("dateline", "tail")
    return {
        "title": " ".join(article.title_lines),
        "date": _cut_to(article.date, template.precision).isoformat(),
        "date_precision": template.precision,
        "date_raw": printed_date,
        **shown,
        "author": article.author if in_text or "author" in template.shows else None,
        "body": "\n".join(_lines(article)),
        "section": list(article.section) if "section" in template.shows else [],
        "images": [
            {"url": urljoin(url, block["url"]), "caption": block["caption"]}
            for block in article.blocks
            if block["kind"] == "image"
        ],
    }


def _lines(article: Article) -> Iterator[str]:
    for block in article.blocks:
        if block["kind"] == "row":
            yield "\t".join(block["cells"])
        elif block["kind"] != "image":
            yield block["text"]


def _cut_to(date: datetime, precision: str) -> datetime:
    if precision == "day":
        return date.replace(hour=0, minute=0, second=0)
    return date.replace(second=0) if precision == "minute" else date


def _chinese_date(date: datetime) -> str:
    year = "".join(_DIGITS[int(digit)] for digit in str(date.year))
    return f"{year}年{_chinese_number(date.month)}月{_chinese_number(date.day)}日"


def _chinese_number(number: int) -> str:
    """Return a number below 100 as dates are written: 十二, 二十, 三十一.

    >>> _chinese_number(20), _chinese_number(3)
    ('二十', '三')
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")
