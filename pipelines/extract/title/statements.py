"""What a page tells machines about its headline: <title>, meta, JSON-LD, scripts, hidden inputs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from lxml.html import HtmlElement

from pipelines.extract.reading.furniture import is_notice
from pipelines.extract.reading.lines import JOINT, Line
from pipelines.extract.reading.surface import Surface
from pipelines.extract.title.openings import text_follows
from pipelines.extract.title.plain_words import LONGEST_TITLE, pairs_in, plain, stem
from pipelines.extract.title.site_names import SiteNames
from pipelines.extract.title.suffixes import cut_suffix, split_title
from pipelines.extract.tree.document import squeeze

HEADLINE_TAGS = ("h1", "h2", "h3")
"""Headings that may be the headline; the others are of the text."""
_SHORTEST_SEGMENT = 6
"""Characters of a part of <title> that may be the headline too."""
_SHARE_IN_TEXT = 0.12
"""Share of a headline's pairs of characters that the text repeats: a menu or a slogan has hardly one."""
_FEWEST_PAIRS = 2
_LONG = 8
"""Characters that two rows do not share by chance."""
_TEXT = 3000
"""Characters of the text in which they are looked for."""
_SHARE_BEFORE = 0.25
"""Share of the page's sentences that may stand above a headline: adverts, the page's own introduction."""
_BEHIND_NAME = re.compile(r"^(?:[【\[［〔][^【】\[\]［］〔〕]{2,12}[】\]］〕]|[^ ]{2,12} )(.+)$")
"""What stands in <title> behind a name in brackets, or behind a word and a blank: 【山阳网】…, 山阳网 …."""
_BLANK = re.compile(" ")
_LONGEST_TRAIL = 200
"""Characters of a <title> that is looked at for the steps of a trail: 县教育局 政府信息公开 关于秋季招生的通知."""
_INPUT = re.compile(
    r"(?:\A|[_-]|share|news|article|content|doc|hid(?:den)?)title\Z|\Abiaoti\Z", re.IGNORECASE
)
"""Names of hidden inputs that hold the headline for a script: title, newsTitle, hidTitle."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: its text, the rule that read it, and the headline in it, empty where there is none."""

    text: str
    rule: str
    headline: str


class Statements:
    """All that the page says about its headline, and how far a text agrees with it."""

    def __init__(self, surface: Surface, names: SiteNames) -> None:
        self.url = surface.root.base_url or ""
        self.rows = tuple(row for row in surface.rows if not row.hidden)
        self.headings = _headings_in(surface.root)
        self.all = tuple(_read(surface, names))
        self.whole = [plain(each.text) for each in self.all]
        self.heads = {head for each in self.all if (head := plain(each.headline))}
        self.segments = {
            words
            for each in self.all
            for part in (*split_title(each.text), *_BEHIND_NAME.findall(each.text))
            if len(words := plain(part)) >= _SHORTEST_SEGMENT and not names.is_site(part)
        }
        self.tails = {
            words
            for each in self.all
            for blank in _BLANK.finditer(each.text[:_LONGEST_TRAIL])
            if len(words := plain(each.text[blank.end() :])) >= _SHORTEST_SEGMENT
        }
        self.cut = [
            words for each in self.all if len(words := plain(stem(each.headline))) >= _SHORTEST_SEGMENT
        ]
        self.spoken = JOINT.join(self.whole)

    def cut_a_name(self, text: str) -> bool:
        """Say whether a statement is this text with a name cut off: then it is none itself."""
        words = plain(text)
        return any(plain(each.headline) == words != plain(each.text) for each in self.all)

    @cached_property
    def text(self) -> str:
        """The beginning of the page's running text."""
        return "".join(row.text for row in self.rows if row.is_prose)[:_TEXT]

    @cached_property
    def above(self) -> frozenset[Line]:
        """The visible rows above the running text, and those in its first quarter."""
        told = [len(row.text) if row.is_prose and not is_notice(row.text) else 0 for row in self.rows]
        enough = sum(told) * _SHARE_BEFORE
        sizes = accumulate(told)
        return frozenset(row for row, size in zip(self.rows, sizes, strict=True) if size <= enough)

    def text_follows(self, row: Line, reach: int) -> bool:
        """Say whether a text begins among the visible rows directly below this one."""
        return row in self._places and text_follows(self.rows, self._places[row], reach)

    @cached_property
    def _places(self) -> dict[Line, int]:
        return {row: place for place, row in enumerate(self.rows)}

    def repeated(self, headline: str) -> int:
        """Return how many pairs of a headline's characters the running text repeats, 0 where chance would do."""
        text = self.text.replace(headline, "") if len(headline) > _SHORTEST_SEGMENT else self.text
        pairs, share = pairs_in(headline, text)
        return pairs if pairs >= _FEWEST_PAIRS and share >= _SHARE_IN_TEXT else 0

    def says(self, words: str) -> bool:
        """Say whether the running text holds these words as they are."""
        return words in self.text

    def printed_twice(self, headline: str) -> bool:
        """Say whether two rows of the page hold a headline."""
        words = plain(headline)
        return len(words) >= _LONG and sum(words in plain(row.spaced) for row in self.rows) > 1


def _headings_in(root: HtmlElement) -> dict[HtmlElement, HtmlElement]:
    """Return the page's headings that may be its headline, each for itself and for what stands directly in it."""
    headings = list(root.iter(*HEADLINE_TAGS))
    inside = {element: heading for heading in headings for element in heading}
    return inside | {heading: heading for heading in headings}


def _read(surface: Surface, names: SiteNames) -> Iterator[Statement]:
    titles = sorted(surface.of_machine("title"), key=lambda title: title.getparent().tag != "head")
    element = titles[0] if titles else None
    said = [("title", squeeze("".join(element.itertext())))] if element is not None else []
    said += [(fact.rule, fact.value) for fact in surface.facts if fact.kind == "title"]
    said += [
        ("input", squeeze(field.get("value") or ""))
        for field in surface.of_machine("input")
        if field.get("type") == "hidden" and _INPUT.search(field.get("id") or field.get("name") or "")
    ]
    seen: set[str] = set()
    for rule, text in said:
        if text and text not in seen:
            seen.add(text)
            yield Statement(text, rule, cut_suffix(text, names)[: 2 * LONGEST_TITLE])
