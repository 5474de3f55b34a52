"""Whether a text is the one of this page: what the headline says, and what the page says of it to machines."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipelines.extract.reading.lines import LINKED_SHARE, Line
from pipelines.extract.tree.document import collapse

HEADLINE_CHARACTERS = 4
"""Least length of a headline that is looked for among the lines."""

FEWEST_PAIRS = 4
"""Pairs of characters in a headline from which it can be looked for in a text: 喜迎丰收 has three."""

SPOKEN_SHARE = 0.2
"""Share of the headline's pairs of characters in a text from which the text is believed to be its own."""

SILENT_SHARE = 0.1
"""Share up to which a text says nothing of the headline; one that says it is looked for then."""

OTHER_SHARE = 0.35
"""Share from which another text is believed to be the headline's: neighbours on the same matter reach .2."""

TOLD_CHARACTERS = 14
"""Characters at the start of a line or a description by which they are known to say the same."""

_LABEL = re.compile(
    r"^[【\[（(]?\s?(?:内容|核心|阅读|新闻|本文|文章)?(?:提要|摘要|提示|简介|导读|导语|编者按|概要|概述)\s?[】\]）)]?\s?[:：]?\s?"
)
"""What stands before a summary, in its line or on one of its own."""
_PAIRED = re.compile(r"[\u3400-\u9fff]{2,}")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Claim:
    """What the page says its article is about."""

    pairs: frozenset[str]  # two characters of the headline that stand side by side
    told: tuple[str, ...]  # descriptions and texts given to machines, without blanks

    def share_in(self, lines: Iterable[Line]) -> float:
        """Return the share of the headline that the lines say, 1 where the headline is too short to tell."""
        if len(self.pairs) < FEWEST_PAIRS:
            return 1.0
        text = "\n".join(line.text for line in lines if line.is_prose)
        return sum(pair in text for pair in self.pairs) / len(self.pairs)

    def is_told_by(self, lines: Iterable[Line]) -> bool:
        """Say whether one of the lines is what the page tells machines of its article."""
        return bool(self.told) and any(self._tells(line.text) for line in lines if line.is_prose)

    def _tells(self, text: str) -> bool:
        plain = _BLANKS.sub("", text)
        head, tail = plain[:TOLD_CHARACTERS], plain[-TOLD_CHARACTERS:]
        return any(head in told or tail in told or told[:TOLD_CHARACTERS] in plain for told in self.told)


def without_label(text: str) -> str:
    """Return a lead without the word that says that it is one.

    >>> without_label("内容提要：山阳县今日丰收。"), without_label("【摘要】"), without_label("提示牌立在路边。")
    ('山阳县今日丰收。', '', '提示牌立在路边。')
    """
    label = _LABEL.match(text)
    told = label is not None and (
        label[0].rstrip()[-1:] in "】]）):：" or label[0].endswith(" ") or label[0] == text
    )
    return text[label.end() :] if label and told else text


def read_claim(machine: Iterable[HtmlElement], headline: str | None) -> Claim:
    """Return what the page's headline, and the description and JSON-LD among its meta and script elements, say of its article.

    >>> from lxml.html import document_fromstring
    >>> root = document_fromstring('<meta name=description content="山阳县昨日举行丰收节，村民载歌载舞。"><p>好</p>')
    >>> claim = read_claim(root.iter("meta"), "山阳县举行丰收节")
    >>> sorted(claim.pairs)[:2], claim.told
    (['丰收', '举行'], ('山阳县昨日举行丰收节，村民载歌载舞。',))
    """
    pairs = frozenset(
        run[place : place + 2] for run in _PAIRED.findall(headline or "") for place in range(len(run) - 1)
    )
    plain = (_BLANKS.sub("", text) for text in _told(machine))
    said = _BLANKS.sub("", headline or "")
    return Claim(
        pairs, tuple(dict.fromkeys(text for text in plain if len(text) > TOLD_CHARACTERS and text != said))
    )


def _told(machine: Iterable[HtmlElement]) -> Iterator[str]:
    for element in machine:
        if element.tag == "script":
            if element.get("type") == "application/ld+json" and element.text:
                yield from _linked_data(element.text)
            continue
        name = element.get("property") or element.get("name") or ""
        if name.strip().lower() in {"description", "og:description", "twitter:description"}:
            yield element.get("content") or ""


def _linked_data(text: str) -> Iterator[str]:
    try:
        data = json.loads(text, strict=False)
    except ValueError:  # the page's own mistake: it then says nothing
        return
    nodes = data if isinstance(data, list) else [data]
    for node in nodes:
        if isinstance(node, dict):
            yield from (
                value for key in ("description", "articleBody") if isinstance(value := node.get(key), str)
            )


def find_headline(lines: list[tuple[int, Line]], headline: str | None) -> int | None:
    """Return the position of the line with which the headline ends, none of a link, or None.

    The first line that says it whole, or the first few that say it together.
    """
    wanted = collapse(headline or "").replace(" ", "")
    if not wanted:
        return None
    broken = None
    said = ""
    for position, line in lines:
        text = line.text.replace(" ", "")
        if line.link_share >= LINKED_SHARE:
            said = ""
            continue
        if text == wanted:
            return position
        if len(wanted) < HEADLINE_CHARACTERS:
            continue
        said = (
            said + text
            if said and wanted.startswith(said + text)
            else text
            if wanted.startswith(text)
            else ""
        )
        if said == wanted and broken is None:
            broken = position
    return broken
