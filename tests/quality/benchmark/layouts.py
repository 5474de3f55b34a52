"""The page templates: how the pages of a family of sites are laid out, and how they print what they print.

A template is an HTML file that begins with a comment holding its settings as JSON (see Template). In its text
`{{name}}` stands for a value, `{{#name}}...{{/name}}` for a part printed only where the value is not empty,
`{{^name}}...{{/name}}` for a part printed only where it is.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from tests.quality.benchmark.articles import HERE, TRADITIONAL, Article

MARKUP = MappingProxyType(
    {
        "paragraph": "<p>　　{}</p>",
        "heading": "<p><strong>{}</strong></p>",
        "item": "<li>{}</li>\n",
        "items": "<ul>\n{}</ul>",
        "cell": "<td>{}</td>",
        "row": "<tr>{}</tr>\n",
        "rows": '<table border="1">\n{}</table>',
        "verse": "<p>{}</p>\n",
        "verses": "{}",
        "signature": '<p style="text-align:right">{}</p>',
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
    shows: frozenset[str]  # of source, editor, author, section, review
    hours_until_fetch: int
    markup: Mapping[str, str]
    html: str
    kinds: frozenset[str] = frozenset()  # the only kinds it prints; none: all in Simplified characters

    first_for: frozenset[str] = frozenset()  # the kinds it was made for, though it prints others too
    own_section: tuple[str, ...] = ()  # the breadcrumb of all its pages, whatever the article's section

    def prints(self, article: Article) -> bool:
        """Return whether pages of this layout print articles of this kind."""
        return article.kind in self.kinds if self.kinds else article.kind not in TRADITIONAL

    def is_made_for(self, article: Article) -> bool:
        """Return whether the layout is one that articles of this kind are met in."""
        return article.kind in self.kinds | self.first_for

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the page with its values."""
        html = _PRESENT.sub(lambda part: part[2] if values[part[1]] else "", self.html)
        html = _ABSENT.sub(lambda part: "" if values[part[1]] else part[2], html)
        return _VALUE.sub(lambda part: values[part[1]], html)


def load_templates(folder: Path = HERE / "templates") -> tuple[Template, ...]:
    """Return the page templates in the order of their names."""
    return tuple(_template(path) for path in sorted(folder.glob("*.html")))


def _template(path: Path) -> Template:
    comment, html = path.read_text("utf-8").split("-->\n", 1)
    settings = json.loads(comment.removeprefix("<!--"))
    defaults = {"name": path.stem, "html": html, "hours_until_fetch": 2}
    own = {name: frozenset(settings.get(name, ())) for name in ("shows", "kinds", "first_for")}
    return Template(
        **{
            **defaults,
            **settings,
            **own,
            "own_section": tuple(settings.get("own_section", ())),
            "markup": {**MARKUP, **settings.get("markup", {})},
        }
    )
