"""Articles whose paragraphs are links: a look back at the year, a sentence for each of its stories."""

from pipelines.extract.reading.furniture import heads_other_articles
from pipelines.extract.reading.lines import HEADING_TAGS, LINKED_SHARE, Line
from pipelines.extract.reading.prose import ends_as_sentence, reads_as_prose
from pipelines.extract.reading.surface import Surface
from pipelines.extract.region.agreement import find_headline

FEWEST_PARAGRAPHS = 2
"""Linked paragraphs that make an article: one is a teaser."""

SHORTEST_PARAGRAPH = 24
"""Characters of a linked paragraph; headlines that end as a sentence are shorter."""

MOST_LINKS_BETWEEN = 2
"""Lines with links between the headline and the paragraphs: the outlet, and a share bar."""


def find_linked(surface: Surface, headline: str | None) -> list[Line]:
    """Return the paragraphs directly below the headline where each is a link; a box with any other link has none."""
    outline = surface.visible
    start = find_headline([(at, line) for at, line in enumerate(outline.lines) if line.text], headline)
    if start is None:
        return []
    links = 0
    for line in outline.lines[start + 1 :]:
        if _is_linked_paragraph(line):
            box = outline.parents[line.element]
            lines = [each for each in outline.under(box) if each.text] if box is not None else []
            whole = (
                all(map(_is_paragraph, lines)) and sum(map(_is_linked_paragraph, lines)) >= FEWEST_PARAGRAPHS
            )
            return lines if whole else []
        links += line.links > 0
        if links > MOST_LINKS_BETWEEN or line.element.tag in HEADING_TAGS or heads_other_articles(line.text):
            return []
    return []


def _is_paragraph(line: Line) -> bool:
    return line.is_prose or _is_linked_paragraph(line)


def _is_linked_paragraph(line: Line) -> bool:
    return (
        line.links == 1
        and line.link_share >= LINKED_SHARE
        and len(line.text) >= SHORTEST_PARAGRAPH
        and reads_as_prose(line.text)
        and ends_as_sentence(line.text)
        and not line.text.endswith("…")
    )
