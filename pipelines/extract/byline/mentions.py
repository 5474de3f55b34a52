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
_ON_CARD = re.compile(
    r"^[+＋]?\s?(?:已?关注|關注|取消关注)(?:[TtＴ他她]A?)?\s?$|粉丝|获赞|微信号|(?:企鹅|百家|头条|搜狐|网易)号$|主页$"
)
"""What an account's card offers or tells below its name."""
_LONGEST_CARD = 60
"""Characters of a row with the name and what stands behind it."""
_LONGEST_OFFER = 30
"""Characters of a row of such a card."""
_CARD_ROWS = 2
"""Rows below an account's name among which that stands."""
_REPORTS = re.compile(
    r"\s{0,3}(?:讯|訊|消息|报道|(?:记者|記者)[^，。]{0,12}报道|[0-9]{1,2}月[0-9]{1,2}日(?:讯|訊|电|電|消息|报道|報道|報導))"
)
"""What stands behind an outlet with which a text begins."""
_OPENING = 3
"""Rows of the text among which such a beginning stands."""
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
        if word in self._own_names or _without_remark(word) in self._own_names:
            return True
        return self.has_account(word) or self._opens_text(word)

    def has_account(self, word: str) -> bool:
        """Tell whether the word stands alone as an account's name: by a class, or by what its card offers."""
        rows = self._rows.get(word, ())
        return word in self._on_cards or any(_ACCOUNT_CLASS.search(names_of(row.element)) for row in rows)

    @cached_property
    def _rows(self) -> dict[str, list[Line]]:
        """The rows of the page by what they say, an @ before it aside."""
        rows: defaultdict[str, list[Line]] = defaultdict(list)
        for row in self.surface.rows:
            rows[row.spaced.lstrip("@")].append(row)
        return rows

    @cached_property
    def _on_cards(self) -> frozenset[str]:
        """The words above or before what an account's card offers or tells."""
        rows = self.surface.rows
        found: set[str] = set()
        for at, row in enumerate(rows):
            if len(row.spaced) > _LONGEST_CARD or not _ON_CARD.search(row.spaced):
                continue
            *names, _ = row.parts.split(JOINT)
            found.update(names)
            if len(row.spaced) <= _LONGEST_OFFER:
                found.update(above.spaced.lstrip("@") for above in rows[max(0, at - _CARD_ROWS) : at])
        return frozenset(found)

    def _opens_text(self, word: str) -> bool:
        """Tell whether the text begins with the word as its outlet: 山阳微观讯, 山阳微观 6月12日报道."""
        rows = (*self.zones.header, *self.zones.prose[:_OPENING])
        return any(row.text.startswith(word) and _REPORTS.match(row.text, len(word)) for row in rows)

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
