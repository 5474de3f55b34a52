"""What a page shows of what was read from it: whether the headline, the date and the text are an article's own."""

import re
from dataclasses import dataclass
from functools import cached_property

from pipelines.extract.kind.groups import Groups, find_groups, is_headline_link
from pipelines.extract.reading.document import squeeze
from pipelines.extract.reading.furniture import is_notice
from pipelines.extract.reading.lines import LINKED_SHARE, Line
from pipelines.extract.reading.prose import reads_as_prose
from pipelines.extract.reading.surface import Surface
from schemas import Draft

LONGEST_CHANNEL = 12
"""Characters of a channel's name; 城市管理行政执法公示 has ten."""

HEADER_LINES = 24
"""Lines from a headline down among which its date stands; share bars and font buttons may come before it."""

ABOVE_HEADLINE = 4
"""Lines above a headline among which its date stands: some templates print it there."""

GUESSES = frozenset({"htmldate"})
"""Rules whose day may stand anywhere in the markup."""

UNPRINTED = frozenset({"url", *GUESSES})
"""Rules whose day nobody reads on the page."""

_SPACE = re.compile(r"\s+")
_SITE_NAME = re.compile(r"(?:网|網|频道|頻道|在线|門戶|门户|网站|網站|首页|首頁|客户端|电视台|融媒体中心)$")


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
    def groups(self) -> Groups:
        """The rows of linked headlines."""
        return find_groups(self.surface.visible, self.url)

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
            line
            for line in self.lines
            if line.link_share < LINKED_SHARE and line not in self.groups.lines
        )

    @cached_property
    def told(self) -> int:
        """The characters of running text that are the body's own: no teaser, no row, no notice."""
        return sum(len(text) for text in self._own_text if reads_as_prose(text))

    @cached_property
    def kept(self) -> int:
        """The characters of the body that stand in no row, running text or not."""
        return sum(map(len, self._own_text))

    @cached_property
    def _own_text(self) -> tuple[str, ...]:
        foreign = {_key(line.text) for line in self.groups.lines | self.groups.teasers}
        body = self.draft.body.value.split("\n") if self.draft.body else []
        return tuple(text for text in body if _key(text) not in foreign and not is_notice(text))

    @cached_property
    def headline(self) -> int | None:
        """The position of the line that prints the headline and is neither a link nor in a row; None without one."""
        if self.draft.title is None or self.is_channel(self.draft.title.value):
            return None
        wanted = _key(self.draft.title.value)
        own = (
            position
            for position, line in enumerate(self.lines)
            if _key(line.text) == wanted and line not in self.groups.lines and not is_headline_link(line, self.url)
        )
        return next(own, None)

    def is_channel(self, title: str) -> bool:
        """Say whether a headline is the name of the site or of a channel: a step of the trail or a link says it too."""
        name = squeeze(title)
        if name == self.draft.site_name or name in self.draft.section or _SITE_NAME.search(name):
            return len(name) <= 2 * LONGEST_CHANNEL
        return len(name) <= LONGEST_CHANNEL and any(
            line.link_share >= LINKED_SHARE and line.text == name for line in self.lines
        )

    @cached_property
    def dated(self) -> bool:
        """Whether a date is printed beside the headline, and belongs to no row."""
        date = self.draft.date
        if date is None or date.rule in UNPRINTED or self.headline is None:
            return False
        first, last = max(0, self.headline - ABOVE_HEADLINE), self.headline + HEADER_LINES
        printed = _key(date.raw)
        near = (line for line in self.lines[first:last] if line not in self.groups.lines)
        return any(printed in _key(line.text) for line in near)

    @cached_property
    def date_of_row(self) -> bool:
        """Whether the date is printed in rows and nowhere else."""
        if self.draft.date is None or self.draft.date.rule in UNPRINTED:
            return False
        printed = _key(self.draft.date.raw)
        saying = [line for line in self.lines if printed in _key(line.text)]
        return bool(saying) and all(line in self.groups.lines for line in saying)

    @cached_property
    def undated(self) -> bool:
        """Whether nothing but a guess or a row gives a date."""
        return self.draft.date is None or self.draft.date.rule in GUESSES or self.date_of_row


def _key(text: str) -> str:
    return _SPACE.sub("", text)
