"""The record that a perfect reader would return: it holds by construction, no reading code is involved.

A field that a template does not print is null in the truth, however well the article knows it. The conventions:

- Paragraphs, headings, list items, lines of a poem, the lines of a notice and who signs it are lines of the
  body; the cells of a row are parted by a tab. A dateline stays in the body; a reporter in brackets at the very
  end is the author and does not.
- A headline in two lines is joined by one space; what stands above it (引题) or below it (副题) is neither title
  nor body. Captions stand in `images`.
- The date is that of the publication: neither 更新时间 nor 成文日期 is. A relative time is read from the moment of
  the fetch; where an element carries the moment as an attribute, that is what is printed.
- The editor is who is named as 责任编辑; where a page has the line of three reviews instead, who made the first.
- Of several whole articles on a page the one of the address is the record; who posted a thread wrote nothing.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from tests.quality.benchmark.articles import Article
from tests.quality.benchmark.layouts import Template

Gold = dict[str, Any]


def gold_of(article: Article, template: Template, url: str, printed_date: str) -> Gold:
    """Return the record of the article as this template prints it."""
    reviewed = bool(article.review) and "review" in template.shows
    in_text = article.author_form in ("dateline", "tail")
    return {
        "title": " ".join(article.title_lines),
        "date": cut_to(article.date, template.precision).isoformat(),
        "date_precision": template.precision,
        "date_raw": printed_date,
        "source": article.source if "source" in template.shows else None,
        "editor": article.editor if reviewed or "editor" in template.shows else None,
        "author": article.author if in_text or "author" in template.shows else None,
        "body": "\n".join(body_lines(article)),
        "section": list(article.section if "section" in template.shows else template.own_section),
        "images": [
            {"url": urljoin(url, block["url"]), "caption": block["caption"]}
            for block in article.blocks
            if block["kind"] == "image"
        ],
    }


def body_lines(article: Article) -> Iterator[str]:
    """Yield the lines of the article's body."""
    for block in article.blocks:
        if block["kind"] == "row":
            yield "\t".join(block["cells"])
        elif block["kind"] != "image":
            yield block["text"]


def cut_to(date: datetime, precision: str) -> datetime:
    """Return the moment as far as it is printed."""
    if precision == "day":
        return date.replace(hour=0, minute=0, second=0)
    return date.replace(second=0) if precision == "minute" else date
