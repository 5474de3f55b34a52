"""What one line weighs in the search for the article: prose for its box, everything else against."""

from typing import NamedTuple

from pipelines.extract.reading.furniture import speaks_for_site
from pipelines.extract.reading.lines import LINKED_SHARE, Line

LINK_LINE = -8.0
"""Weight of a line of links: eight characters of prose must stand against each."""

FURNITURE_LINE = -2.0
"""Weight of a line of links in named furniture: it is cut out later and tells little of its surroundings."""

LABEL_LINE = -1.0
"""Weight of a short line that is neither link nor sentence: sub-headings and table cells are such too."""

NOTICE_LINE = -30.0
"""Weight of a publisher's notice: it must not pull the footer in beside a news item of one paragraph."""

FOREIGN_PROSE = -0.5
"""Share of its weight with which prose in named furniture counts, at most FOREIGN_CHARACTERS of it."""

FOREIGN_CHARACTERS = 60

BEFORE_HEADLINE = 0.2
"""Share of its weight that prose keeps above the headline: teasers stand there."""


class Weight(NamedTuple):
    """What one line weighs, by where it stands."""

    outside: float  # of named furniture
    inside: float
    above: float  # the headline, outside of furniture


_NOTICE = Weight(NOTICE_LINE, NOTICE_LINE, NOTICE_LINE)
_LINKS = Weight(LINK_LINE, FURNITURE_LINE, LINK_LINE)
LABEL = Weight(LABEL_LINE, LABEL_LINE, LABEL_LINE)


def weigh_line(line: Line) -> Weight:
    """Return what a line weighs: prose for its box, links, labels and notices against."""
    if speaks_for_site(line.text):
        return _NOTICE
    if line.link_share >= LINKED_SHARE:
        return _LINKS
    if not line.is_prose:
        return LABEL
    size = len(line.text) - line.linked
    return Weight(float(size), FOREIGN_PROSE * min(size, FOREIGN_CHARACTERS), BEFORE_HEADLINE * size)
