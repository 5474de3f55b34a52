"""What a page shows of what was read from it: whether the headline, the date and the text are an article's own."""

import re
from dataclasses import dataclass
from functools import cached_property

from pipelines.extract.kind.groups import (
    FEWEST_ROWS,
    HEADLINE_CHARACTERS,
    Groups,
    find_groups,
    is_headline_link,
)
from pipelines.extract.kind.own_pages import LONGEST_CHANNEL, names_page_of_paper, names_site
from pipelines.extract.reading.furniture import is_notice
from pipelines.extract.reading.lines import HEADING_TAGS, LINKED_SHARE, Line
from pipelines.extract.reading.prose import reads_as_prose
from pipelines.extract.reading.surface import Surface
from pipelines.extract.tree.document import squeeze
from schemas import Draft

LONGEST_BADGE = 6
"""Characters beside a headline in its line that are no part of it: 视频｜, [图], （组图）."""

HEADER_LINES = 24
"""Lines from a headline down among which its date stands; share bars and font buttons may come before it."""

BEHIND_TEXT = 3
"""Lines behind the text among which its date stands where the header has none."""

ABOVE_HEADLINE = 4
"""Lines above a headline among which its date stands: some templates print it there."""

MENU = 5
"""Links between a date and the headline below it that are a menu: the date is the site's."""

UNPRINTED = frozenset({"url"})
"""Rules whose day nobody reads on the page."""

_CELL = re.compile(r"[\n\t]")
_TRAIL = re.compile(r"[>＞»›→]")
_BAR = re.compile(r"[|｜·丨]|\s{1,8}")
_TODAY = re.compile(r"今天是|今日是|今天\s?[:：]|现在是|当前时间|现在时间|北京时间\s?[:：]|系统时间")
_RIGHTS = re.compile(r"©|Copyright|版权所有", re.IGNORECASE)


@dataclass(frozen=True)
class Sight:
    """A page seen beside what was read from it."""

    surface: Surface
    draft: Draft
    url: str

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The visible lines with text."""
        return tuple(line for line in self.surface.visible.lines if line.text)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What these lines say, without blanks."""
        return tuple(_key(line.text) for line in self.lines)

    @cached_property
    def groups(self) -> Groups:
        """The rows of linked headlines."""
        return find_groups(self.surface.visible, self.url, self.draft.title.value if self.draft.title else "")

    @cached_property
    def characters(self) -> int:
        """The characters that are seen."""
        return sum(len(line.text) for line in self.lines)

    @cached_property
    def linked(self) -> float:
        """The share of them that is link text."""
        return sum(min(line.linked, len(line.text)) for line in self.lines) / max(1, self.characters)

    @cached_property
    def links(self) -> int:
        """The lines that are links."""
        return sum(line.link_share >= LINKED_SHARE for line in self.lines)

    @cached_property
    def apart(self) -> tuple[Line, ...]:
        """The lines that are no links and stand in no row."""
        return tuple(
            line for line in self.lines if line.link_share < LINKED_SHARE and line not in self.groups.lines
        )

    @cached_property
    def told(self) -> int:
        """The characters of running text that are the body's own: no teaser, no row, no notice."""
        return sum(len(text) for text in self.own_text if reads_as_prose(text))

    @cached_property
    def kept(self) -> int:
        """The characters of the body that stand in no row, running text or not."""
        return sum(map(len, self.own_text))

    @cached_property
    def own_text(self) -> tuple[str, ...]:
        """The lines of the body that stand in no row, are no teaser of another article and no notice."""
        if self.draft.body is None:
            return ()
        foreign = {_key(line.text) for line in self.groups.lines | self.groups.teasers}
        body = self.draft.body.value
        if self.draft.body.rule == "trafilatura":  # it may give a whole list as one line
            for words in foreign:
                body = body.replace(words, "\n") if len(words) >= HEADLINE_CHARACTERS else body
        return tuple(text for text in _CELL.split(body) if _key(text) not in foreign and not is_notice(text))

    @cached_property
    def headline(self) -> int | None:
        """The position of the line that prints the headline and is neither a link nor in a row; None without one."""
        if self.draft.title is None:
            return None
        wanted = _key(self.draft.title.value)
        own = (
            position
            for position, key in enumerate(self.keys)
            if _prints(key, wanted)
            and self.lines[position] not in self.groups.lines
            and not is_headline_link(self.lines[position], self.url)
        )
        return next(own, None)

    @cached_property
    def headed(self) -> bool:
        """Whether the page prints a headline of its own that is no channel's name."""
        return self.headline is not None and not self.is_channel

    @cached_property
    def is_channel(self) -> bool:
        """Whether the headline is a name of the site or of a channel: a step of the trail or a link says it too."""
        name = squeeze(self.draft.title.value) if self.draft.title else ""
        if name == self.draft.site_name or name in self.draft.section:
            return len(name) <= 2 * LONGEST_CHANNEL
        if self.is_page_of_paper:
            return True
        if (self.headline is None or self.undated) and names_site(name):
            return True
        return len(name) <= LONGEST_CHANNEL and name in self._labels

    @cached_property
    def is_page_of_paper(self) -> bool:
        """Whether the headline is the name of a newspaper's page."""
        return self.draft.title is not None and names_page_of_paper(squeeze(self.draft.title.value))

    @cached_property
    def _labels(self) -> frozenset[str]:
        """The names in the menus and bars of the page: a line that is a link, and the parts of 关于我们 | 联系我们."""
        bars = (
            _BAR.split(line.text)
            for line in self.lines
            if (line.links > 1 or "|" in line.text or "｜" in line.text) and not _TRAIL.search(line.text)
        )
        links = (
            line.text
            for line in self.lines
            if line.link_share >= LINKED_SHARE
            and line.element.tag not in HEADING_TAGS
            and line not in self.groups.lines
        )
        return frozenset((*links, *(part.strip() for bar in bars for part in bar)))

    @cached_property
    def dated(self) -> bool:
        """Whether a date is printed beside the headline, in no row."""
        if self.headline is None:
            return False
        first, last = (
            self.headline - ABOVE_HEADLINE,
            self._end + BEHIND_TEXT if self._end else self.headline + HEADER_LINES,
        )
        return any(
            first <= at <= last and at != self.headline and not self._rows_between(self.headline, at)
            for at in self._own_dates
        )

    @cached_property
    def _end(self) -> int:
        """The position of the last line of the body's own text."""
        ours = {_key(text) for text in self.own_text}
        return max((at for at, key in enumerate(self.keys) if key in ours), default=0)

    def _rows_between(self, headline: int, date: int) -> bool:
        return sum(line in self.groups.lines for line in self.lines[headline:date]) >= FEWEST_ROWS

    @cached_property
    def undated(self) -> bool:
        """Whether nothing but a row, or the day of today, gives a date."""
        return self.draft.date is None or (bool(self._dates) and not self._own_dates)

    @cached_property
    def date_apart(self) -> bool:
        """Whether the date is printed, and not beside the headline."""
        return bool(self._dates) and not self.dated

    @cached_property
    def date_of_today(self) -> bool:
        """Whether the date is the day on which the page was looked at: 今天是2026年11月20日."""
        return bool(self._dates) and all(_TODAY.search(self.lines[at].text) for at in self._dates)

    @cached_property
    def date_of_row(self) -> bool:
        """Whether the date is printed in rows and nowhere else."""
        return bool(self._dates) and all(self.lines[at] in self.groups.lines for at in self._dates)

    @cached_property
    def _dates(self) -> tuple[int, ...]:
        """The positions of the lines that print the date."""
        if self.draft.date is None or self.draft.date.rule in UNPRINTED:
            return ()
        printed = _key(self.draft.date.raw)
        return tuple(at for at, key in enumerate(self.keys) if printed in key)

    @property
    def date_lines(self) -> frozenset[Line]:
        """The lines that print the date."""
        return frozenset(self.lines[at] for at in self._dates)

    @cached_property
    def _own_dates(self) -> tuple[int, ...]:
        """Those of them that are no row, no calendar, and not above the site's menu."""
        return tuple(
            at
            for at in self._dates
            if self.lines[at] not in self.groups.lines
            and not _TODAY.search(self.lines[at].text)
            and not _RIGHTS.search(self.lines[at].text)
            and not (self.headline and self._menu_between(at, self.headline))
        )

    def _menu_between(self, date: int, headline: int) -> bool:
        return sum(max(1, line.links) for line in self.lines[date + 1 : headline] if line.linked) >= MENU


def _prints(line: str, headline: str) -> bool:
    """Say whether a line is a headline, a badge such as 视频｜ beside it."""
    if line == headline or len(headline) < HEADLINE_CHARACTERS:
        return line == headline
    return len(line) <= len(headline) + LONGEST_BADGE and (
        line.endswith(headline) or line.startswith(headline)
    )


def _key(text: str) -> str:
    return text.replace(" ", "")
