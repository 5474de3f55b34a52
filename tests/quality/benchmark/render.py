"""The public benchmark: invented articles, printed in the page templates that news sites run on.

`render(article, template)` gives the bytes of a page and, from the same source, its truth (see truth.py). Same
input, same bytes. The old part prints articles.jsonl in templates/, the new part (kinds/) the kinds of pages
that the old one lacked, in layouts that were not there either.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from schemas import Page
from tests.quality.benchmark.articles import HERE, TRADITIONAL, Article, Block, load_articles
from tests.quality.benchmark.layouts import Template, load_templates
from tests.quality.benchmark.truth import Gold, gold_of

KINDS = HERE / "kinds"
PAGES_PER_ARTICLE = 4  # 66 articles and 28 templates: each template is met nine times or more
STRIDE = 9  # templates between two pages of one article; no divisor of 28, so no template is favoured
LATER_STRIDE = 7  # the same among those of the new part that print the article's kind
UPDATED_AFTER = timedelta(hours=1)  # before the fetch, and after the publication
OTHER_ARTICLES = 8  # titles offered to hot lists and related links

_DIGITS = "〇一二三四五六七八九"
_WEEKDAYS = "一二三四五六日"
_REVIEWS = ("一审", "二审", "三审")
_FACTS = {"index": "索引号", "number_of": "发文字号", "issuer": "发布机构", "written": "成文日期"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as a crawler would have fetched it, and its truth."""

    name: str  # article/template
    kind: str
    family: str
    url: str
    content_type: str
    fetched_at: datetime
    body: bytes
    gold: Gold  # title, date, date_precision, date_raw, source, editor, author, body, section, images

    def page(self) -> Page:
        """Return the page as clean() takes it."""
        return Page(
            url=self.url,
            body=self.body,
            content_type=self.content_type,
            fetched_at=self.fetched_at,
        )


def pages() -> Iterator[Rendered]:
    """Yield the old part of the benchmark: each article in a few templates, each template with many articles."""
    articles, templates = load_articles(), load_templates()
    for number, article in enumerate(articles):
        for turn in range(PAGES_PER_ARTICLE):
            template = templates[(number + turn * STRIDE) % len(templates)]
            yield render(article, template, articles)


def later_pages() -> Iterator[Rendered]:
    """Yield the new part: each article in a few of the templates that print its kind, those made for it first."""
    articles, templates = load_articles(KINDS / "articles.jsonl"), load_templates(KINDS / "templates")
    for number, article in enumerate(articles):
        fitting = [template for template in templates if template.prints(article)]
        own = [template for template in fitting if template.is_made_for(article)]
        for template in chosen(fitting, own, number):
            yield render(article, template, articles)


def chosen(fitting: Sequence[Template], own: Sequence[Template], number: int) -> list[Template]:
    """Return the templates of an article: up to two made for its kind, the rest in turn."""
    first = [own[(number + turn) % len(own)] for turn in range(min(2, len(own)))]
    turns = (fitting[(number + turn * LATER_STRIDE) % len(fitting)] for turn in range(len(fitting)))
    return list({template.name: template for template in (*first, *turns)}.values())[:PAGES_PER_ARTICLE]


def render(article: Article, template: Template, others: tuple[Article, ...] = ()) -> Rendered:
    """Return the article as this template prints it; `others` lend their titles to the links around it."""
    moment = _time_values(article)
    url = template.url.format(**moment)
    printed_date = template.date.format(**moment)
    beside = _beside(article, others)
    values = {
        **_link_titles(beside),
        **_further(beside, template),
        **_values(article, template),
        "date": printed_date,
    }
    return Rendered(
        name=f"{article.id}/{template.name}",
        kind=article.kind,
        family=template.family,
        url=url,
        content_type=template.content_type,
        fetched_at=(article.date + timedelta(hours=template.hours_until_fetch)).astimezone(UTC),
        body=template.fill(values).encode(template.charset),
        gold=gold_of(article, template, url, printed_date),
    )


def _time_values(article: Article) -> dict[str, Any]:
    date = article.date
    digest = hashlib.sha256(article.id.encode()).hexdigest()
    return {
        "y": date.year,
        "roc": date.year - 1911,
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
    review = ""
    if article.review and "review" in template.shows:
        review, people["editor"] = "　".join(map("：".join, zip(_REVIEWS, article.review, strict=True))), ""
    sections = (*article.section, "", "")
    half = len(article.blocks) // 2
    body = _body_html(article.blocks, article, template.markup)
    return {
        "title": article.title,
        "headline": template.markup["line"].join(article.title_lines),
        "kicker": article.kicker or "",
        "subtitle": article.subtitle or "",
        "source": article.source or "",
        **people,
        "review": review,
        "section1": sections[0],
        "section2": sections[1],
        "body": body,
        "body_json": in_json(body),
        "title_json": in_json(article.title),
        "body_first": _body_html(article.blocks[:half], article, template.markup, ends=False),
        "body_rest": _body_html(article.blocks[half:], article, template.markup),
        "intro": next(block["text"] for block in article.blocks if "text" in block)[:40] + "…",
        "y": str(date.year),
        "m": f"{date.month:02}",
        "d": f"{date.day:02}",
        "day": f"{date:%Y-%m-%d}",
        "clock": f"{date:%H:%M:%S}",
        "iso": date.isoformat(),
        "epoch": str(int(date.timestamp())),
        "weekday": _WEEKDAYS[date.weekday()],
        "updated": f"{date + UPDATED_AFTER:%Y-%m-%d %H:%M}",
        "number": str(_time_values(article)["number"]),
        **{name: (article.facts or {}).get(label, "") for name, label in _FACTS.items()},
    }


def in_json(text: str) -> str:
    """Return a text as it stands in a string of a script's data.

    >>> in_json('<p class="a">一</p>')
    '<p class=\\\\"a\\\\">一<\\\\/p>'
    """
    return json.dumps(text, ensure_ascii=False)[1:-1].replace("</", "<\\/")


def _beside(article: Article, others: tuple[Article, ...]) -> list[Article]:
    """Return the articles that follow this one, round the end, in the same characters."""
    start = others.index(article) if article in others else 0
    known = (*others[start + 1 :], *others[:start])
    traditional = article.kind in TRADITIONAL
    return [other for other in known if (other.kind in TRADITIONAL) == traditional]


def _link_titles(beside: Sequence[Article]) -> dict[str, str]:
    """Return title1 ... title8: what hot lists and related links are called."""
    return {
        f"title{n + 1}": beside[n].title if n < len(beside) else "往期内容" for n in range(OTHER_ARTICLES)
    }


def _further(beside: Sequence[Article], template: Template) -> dict[str, str]:
    """Return what a stream prints behind the article: two whole further articles."""
    values: dict[str, str] = {}
    for n in (1, 2):
        if n <= len(beside):
            other = beside[-n]
            values[f"further{n}_title"] = other.title
            values[f"further{n}_date"] = template.date.format(**_time_values(other))
            values[f"further{n}_body"] = _body_html(other.blocks, other, template.markup)
    return values


def _body_html(
    blocks: Sequence[Block], article: Article, markup: Mapping[str, str], *, ends: bool = True
) -> str:
    """Return the blocks as they are printed; with the author behind them where he stands at the text's end."""
    last = len(blocks) - 1
    tail = markup["tail"].format(article.author) if ends and article.author_form == "tail" else ""
    pieces: list[str] = []
    for kind, run in groupby(enumerate(blocks), key=lambda numbered: numbered[1]["kind"]):
        members = list(run)
        if kind in ("item", "verse"):
            inner = "".join(markup[kind].format(b["text"]) for _, b in members)
            pieces.append(markup[f"{kind}s"].format(inner))
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
