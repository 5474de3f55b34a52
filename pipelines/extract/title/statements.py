"""What a page tells machines about its headline: <title>, meta, JSON-LD, scripts, hidden inputs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.extract.reading.document import squeeze
from pipelines.extract.reading.lines import JOINT
from pipelines.extract.reading.surface import Surface
from pipelines.extract.title.site_names import SiteNames
from pipelines.extract.title.suffixes import cut_suffix, split_title
from pipelines.extract.title.words import LONGEST_TITLE, plain, stem

_SHORTEST_SEGMENT = 6
"""Characters of a part of <title> that may be the headline too."""
_INPUT = re.compile(r"(?:\A|[_-]|share|news|article|content|doc|hid(?:den)?)title\Z|\Abiaoti\Z", re.IGNORECASE)
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
        self.all = tuple(_read(surface, names))
        self.whole = [plain(each.text) for each in self.all]
        self.heads = {head for each in self.all if (head := plain(each.headline))}
        self.segments = {
            words
            for each in self.all
            for part in split_title(each.text)
            if len(words := plain(part)) >= _SHORTEST_SEGMENT and not names.is_site(part)
        }
        self.cut = [words for each in self.all if len(words := plain(stem(each.headline))) >= _SHORTEST_SEGMENT]
        self.spoken = JOINT.join(self.whole)

    def cut_a_name(self, text: str) -> bool:
        """Say whether a statement is this text with a name cut off: then it is none itself."""
        words = plain(text)
        return any(plain(each.headline) == words != plain(each.text) for each in self.all)


def _read(surface: Surface, names: SiteNames) -> Iterator[Statement]:
    element = surface.root.find("head/title")
    if element is None:
        element = surface.root.find(".//title")
    said = [("title", squeeze("".join(element.itertext())))] if element is not None else []
    said += [(fact.rule, fact.value) for fact in surface.facts if fact.kind == "title"]
    said += [
        ("input", squeeze(field.get("value") or ""))
        for field in surface.root.iter("input")
        if field.get("type") == "hidden" and _INPUT.search(field.get("id") or field.get("name") or "")
    ]
    seen: set[str] = set()
    for rule, text in said:
        if text and text not in seen:
            seen.add(text)
            yield Statement(text, rule, cut_suffix(text, names)[: 2 * LONGEST_TITLE])
