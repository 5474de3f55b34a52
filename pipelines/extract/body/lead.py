"""The lead: the summary between the headline and the text, which is the article's first paragraph."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from pipelines.extract.body.blocks import Block, lines_of
from pipelines.extract.reading.furniture import is_notice
from pipelines.extract.reading.lines import Line
from pipelines.extract.reading.prose import reads_as_prose
from pipelines.extract.reading.surface import Surface
from pipelines.extract.region.agreement import without_label
from pipelines.extract.tree.document import is_hidden, text_of

LEVELS = 4
"""Ancestors of the region beside which a lead is looked for: wrappers between headline and text are few."""

LEAD_CHARACTERS = 400
"""Longest lead; a longer text beside the region is another article."""

SAME_HEAD = 12
"""Characters at a line's start by which a lead that repeats the first paragraph is known."""

REPEATED_CHARACTERS = 30
"""Characters from which a sentence that stands in a box of its own can be a lead that the text says again."""

HEAD_LINES = 4
"""Lines at the top among which a lead stands: the time and source line may be above it."""

SUMMARY_CHARACTERS = 20
"""Least length of a first line that breaks off and is taken for a summary of the text."""

SAID_AGAIN = 0.75
"""Share of a summary's pairs of characters in the text's first lines from which it tells nothing new."""

FIRST_CHARACTERS = 400
"""Characters of a text among which a summary's own words are looked for."""

_HAN = re.compile(r"[\u3400-\u9fff]{2,}")

_NAME = re.compile(
    r"(?:^|[\s_-])(?:art\w{0,5}[-_])?(?:summary|abstract|zhaiyao|daoyu|daodu|digest|lead|leadin|lede"
    r"|standfirst|intro|introduction)(?:$|[\s_-])",
    re.IGNORECASE,
)


def lead_above(surface: Surface, region: HtmlElement, body: str, above: Sequence[Line] = ()) -> list[str]:
    """Return the lines of the lead above the region; none where the body says them already.

    A template names its lead, or it is the sentences that stand `above` the region, below the headline.
    """
    element = region
    for _ in range(LEVELS):
        for sibling in element.itersiblings(preceding=True):
            if isinstance(sibling.tag, str) and _is_lead(sibling) and not is_hidden(sibling):
                return _lines(surface, sibling, body)
        parent = element.getparent()
        if parent is None or parent.tag == "body":
            break
        element = parent
    return _new(above, body)


def is_in_lead(element: HtmlElement, region: HtmlElement) -> bool:
    """Say whether the element stands in a lead inside the region, by a name or as a sentence in its own box."""
    box = element.getparent()
    if box is not None and box is not region and element is not region:
        said = text_of(element)
        if len(said) >= REPEATED_CHARACTERS and text_of(box) == said:
            return True
    node: HtmlElement | None = element
    while node is not None and node is not region:
        if _is_lead(node):
            return True
        node = node.getparent()
    return False


def _is_lead(element: HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(_NAME.search(names))


def _lines(surface: Surface, lead: HtmlElement, body: str) -> list[str]:
    prose = [line for line in lines_of(surface, lead) if line.is_prose]
    if not prose and reads_as_prose(inline := text_of(lead)):  # a <span> holds no line of its own
        return _new_texts([inline], body)
    return _new(prose, body)


def _new(lines: Sequence[Line], body: str) -> list[str]:
    return _new_texts([line.text for line in lines], body)


def _new_texts(texts: Sequence[str], body: str) -> list[str]:
    """Return the texts that are a lead, and that the body does not say as well."""
    lines = [text for text in texts if not is_notice(text)]
    if sum(map(len, lines)) > LEAD_CHARACTERS:
        return []
    return [
        line
        for line in lines
        if without_label(line)[:SAME_HEAD] not in body
        and not line.endswith(("...", "…"))
        and not says_again(without_label(line), body)
    ]


def says_again(lead: str, text: str) -> bool:
    """Say whether the text begins with nearly the same words as the lead.

    >>> says_again("开馆三年，日均接待读者两千人。", "开馆三年，这座馆日均接待读者两千人，周末更多。")
    True
    >>> says_again("一座小城，为何爱上了读书？", "开馆三年，这座馆日均接待读者两千人，周末更多。")
    False
    """
    pairs = {run[at : at + 2] for run in _HAN.findall(lead) for at in range(len(run) - 1)}
    first = text[:FIRST_CHARACTERS]
    return bool(pairs) and sum(pair in first for pair in pairs) >= SAID_AGAIN * len(pairs)


def without_repeated_lead(blocks: list[Block], region: HtmlElement) -> list[Block]:
    """Return the blocks without a lead, or a summary that breaks off, that the text below says again."""
    texts = [block for block in blocks if block.text]
    text = "".join(block.text for block in texts)
    opening = next((block for block in texts[:HEAD_LINES] if block.line.is_prose), None)
    for at, block in enumerate(texts[:HEAD_LINES]):
        before = texts[at - 1] if at else None
        told = without_label(block.text)
        said = told.rstrip(".…")
        summary = said != told and len(said) >= SUMMARY_CHARACTERS
        label = before is not None and not without_label(before.text)
        labelled = len(said) >= SUMMARY_CHARACTERS and (label or told != block.text)
        first = block is opening and _is_said_in_another_box(block, blocks)
        lead = labelled or is_in_lead(block.line.element, region)
        if not (summary or first or lead):
            continue
        below = "".join(other.text for other in texts[at + 1 : at + 1 + HEAD_LINES])
        if text.count(said) > 1 or (lead and says_again(said, below)):
            gone = {block, before} if label else {block}
            return [other for other in blocks if other not in gone]
    return blocks


def _is_said_in_another_box(block: Block, blocks: list[Block]) -> bool:
    """Say whether a line of another box begins with this whole sentence: no story says one twice."""
    box = block.line.element.getparent()
    return len(block.text) >= SUMMARY_CHARACTERS and any(
        other is not block and other.text.startswith(block.text) and other.line.element.getparent() is not box
        for other in blocks
    )
