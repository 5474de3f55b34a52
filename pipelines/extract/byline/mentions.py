"""What another place of the page says: which outlet it calls its own, which channels it has, who reported."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from pipelines.extract.reading.furniture import names_of
from pipelines.extract.reading.lines import JOINT, Line
from pipelines.extract.reading.surface import Surface
from pipelines.extract.reading.zones import Zones

_WORD = re.compile(r"[\w·+]{2,24}")
_TITLE_PARTS = re.compile(r"[_|｜—–\-－]+| - ")
_BETWEEN_STEPS = re.compile(rf"[ {JOINT}>＞»|｜·/]")
_OWNER = re.compile(
    "(?:版权所有|版權所有|主办(?:单位)?|承办(?:单位)?|主管(?:单位)?|Copyright|©|&copy;)[^\u3400-\u9fff]{0,30}"
    "(?P<behind>[\u3400-\u9fff]{2,24})|(?P<before>[\u3400-\u9fff]{2,24}) ?(?:版权所有|版權所有)"
)
_OWNERS_NAMED_IN = ("版权", "版權", "主办", "承办", "主管", "Copyright", "©")
_ACCOUNT_CLASS = re.compile(
    r"nick|account|user[-_]?(?:card[-_]?)?name|author[-_]?name|media[-_]?name", re.IGNORECASE
)
_REMARK = re.compile(r"[\[(（].*")
_HAN = re.compile("[\u3400-\u9fff]{2,6}")
_LAST_ROWS = 40
"""Rows at the end of a page among which its owner is named."""
_LOGO_ROWS = 30
"""Lines at the top of a page among which the picture of its name stands."""
_LONGEST_CHANNEL = 12
"""Characters of a menu's entry."""


@dataclass(frozen=True)
class Agreement:
    """What the page says of itself elsewhere; each part is read when a word first asks for it."""

    surface: Surface
    zones: Zones
    body: str
    sourced: bool = False  # whether a label names the outlet

    def names_outlet(self, word: str) -> bool:
        """Tell whether the page calls its outlet so: in <title>, og:site_name, a logo, the copyright line."""
        if word in self.channels:
            return False
        return word in self._own_names or _without_remark(word) in self._own_names or self._has_account(word)

    def _has_account(self, word: str) -> bool:
        """Tell whether an element elsewhere whose class names an account holds the word and nothing else."""
        return any(_ACCOUNT_CLASS.search(names_of(row.element)) for row in self._rows.get(word, ()))

    @cached_property
    def _rows(self) -> dict[str, list[Line]]:
        """The rows of the page by what they say, an @ before it aside."""
        rows: defaultdict[str, list[Line]] = defaultdict(list)
        for row in self.surface.rows:
            rows[row.spaced.lstrip("@")].append(row)
        return rows

    def names_reporter(self, name: str) -> bool:
        """Tell whether the text or the rows around it name the person as who reported or wrote it."""
        return bool(
            re.search(rf"(?:记者|記者|通讯员|作者|撰文|撰稿)[ :：/／\t]{{0,3}}{re.escape(name)}", self._told)
        )

    def names_place(self, word: str) -> bool:
        """Tell whether the page names a place so, with its rank: 石桥 where 石桥县 is printed."""
        if not _HAN.fullmatch(word):
            return False
        return bool(re.search(rf"{re.escape(word)}[省市县縣区區州旗盟镇鎮乡鄉]", self._printed))

    @cached_property
    def _printed(self) -> str:
        return "\n".join(row.text for row in self.surface.rows if not row.hidden)

    @cached_property
    def channels(self) -> frozenset[str]:
        """The words of the links above the headline: menus and the breadcrumb, whose steps are no outlets."""
        above = self.surface.rows[: self.zones.top]
        cells = (cell.strip() for row in above if row.linked for cell in _BETWEEN_STEPS.split(row.parts))
        return frozenset(cell for cell in cells if 2 <= len(cell) <= _LONGEST_CHANNEL)

    @cached_property
    def _own_names(self) -> frozenset[str]:
        names = {fact.value for fact in self.surface.facts if fact.kind == "site"}
        title = next((element.text for element in self.surface.of_machine("title")), None) or ""
        parts = [part.strip() for part in _TITLE_PARTS.split(title)]
        if len(parts) > 1:
            names.add(parts[-1])
            # Behind the outlet's name its address may stand: _游民星空 - GamerSky.com
            names.update(parts[-2:-1] if parts[-1].isascii() and len(parts) > 2 else ())
        for line in self.surface.lines[:_LOGO_ROWS]:
            for picture in line.pictures:
                names.update(_WORD.findall(picture.get("alt", "")))
        for row in self.surface.rows[-_LAST_ROWS:]:
            names.update(_owners(row))
        return frozenset(names)

    @cached_property
    def _told(self) -> str:
        rows = (*self.zones.header, *self.zones.tail)
        return "\n".join((self.body, *(row.parts for row in rows)))


def _without_remark(word: str) -> str:
    return _REMARK.sub("", word)


def _owners(row: Line) -> list[str]:
    """Return whom a line of a page's foot names as the page's owner."""
    if not any(word in row.text for word in _OWNERS_NAMED_IN):
        return []
    return [match["behind"] or match["before"] for match in _OWNER.finditer(row.text)]
