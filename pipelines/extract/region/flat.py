"""Boxes without a box: headline, date and paragraphs stand side by side, and one of the paragraphs is a sentence."""

from lxml.html import HtmlElement

from pipelines.extract.reading.lines import Line
from pipelines.extract.reading.outline import Outline
from pipelines.extract.region.short_lines import may_be_text
from pipelines.strip.credit_lines import cut_time_source_line

MOST_ABOVE = 4
"""Lines between the headline and the sentence: date, outlet, counter."""


def holds_flat_article(outline: Outline, box: HtmlElement, sentence: HtmlElement, headline: int) -> bool:
    """Say whether a box is a headline, its date, a sentence, and below it paragraphs made as the sentence is.

    Anything else in the box, a share bar or a call, and it is not told where the article ends.
    """
    if outline.first.get(box) != headline or sentence not in outline.first:
        return False
    above = [line.text for line in outline.lines[headline + 1 : outline.first[sentence]] if line.text]
    below = [line for line in outline.lines[outline.last[sentence] + 1 : outline.last[box] + 1] if line.text]
    return (
        len(above) <= MOST_ABOVE
        and not any(map(cut_time_source_line, above))
        and bool(below)
        and all(_is_made_alike(line, sentence, box) for line in below)
    )


def _is_made_alike(line: Line, sentence: HtmlElement, box: HtmlElement) -> bool:
    element = line.element
    alike = element.tag == sentence.tag and element.get("class") == sentence.get("class")
    told = line.text.startswith("附件") or (not line.links and may_be_text(line, in_cell=False))
    return alike and element.getparent() is box and told
