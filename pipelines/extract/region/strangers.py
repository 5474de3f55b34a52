"""Boxes beside an article's text, or in it, that are about another matter: adverts, neighbours, the site's own boxes.

What a text is about is told by the characters that its parts share, alone and in pairs. FIELD: measured on parts of
one to four paragraphs of 330 articles; below LEAST_LIKENESS lie 4 of 1000 parts of the same article, and of parts
of other articles 7 of 10 where the text is short, 3 of 10 where it is long.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from pipelines.extract.others.following import BYLINE_CHARACTERS, tells_moment
from pipelines.extract.reading.lines import Line
from pipelines.extract.region.agreement import FEWEST_PAIRS as FEWEST_OF_HEADLINE
from pipelines.extract.region.agreement import OTHER_SHARE, SPOKEN_SHARE, Claim
from pipelines.extract.region.weighing import Column

CHARACTERS = 2400
"""Characters of a text that tell its matter: of a longer one every other text shares more by chance."""

FEWEST_PAIRS = 20
"""Pairs of a part that can be judged: two short sentences."""

FEWEST_OF_TEXT = 60
"""Pairs of a text by which a part can be judged: two paragraphs."""

LEAST_LIKENESS = 0.03
"""Likeness below which two texts are about two matters, where the larger says next to nothing."""

PAIRS_OF_LIKENESS = 4000
"""Pairs of the larger text that raise it by one: of a longer text every other one says more by chance."""

MOST_LIKENESS = 0.15
"""What it is raised to at most."""

APART = 1.3
"""Times as much likeness is asked of what is built as a thing of its own: a headline, a byline, links or buttons are in it."""

MOSTLY_LINKS = 2.0
"""The same where two links or buttons stand against each sentence."""

FEWEST_CLICKS = 2
"""Lines of links and buttons of such a thing; below a part of an article one may lead on."""

FEW_PAIRS = 40
"""Pairs of a part, and"""

FEW_OF_TEXT = 100
"""pairs of a text, by which only a thing of its own is judged: two paragraphs may share nothing."""

ROWS = 3
"""Boxes of one build from which each is a row of the page's text: the items of a round-up have a matter each."""

_DATA = frozenset({"table", "tbody", "tr", "td"})
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
COMMON = frozenset(
    "的一了年月上在人十日个不三到有来里天下二多是说出家开时大以四和小要每两成今地着子过前六用就后百省县分中起把能市自记发者去还全这"
    "他从民镇工长看五水手最行点新为元间可现得也面都给机进老生头千公道次会员本万收只网高经通门部八学提车场口区已方位村走动好山当电将"
    "名报没们打平第作半我度九七东期路回同江外等比种业合理明对带心户计表由米完少装站内接再主入农加边南安于台放国之岁定建示如条其保办"
    "至处西城管海正立讯线往做客住向所晚事己乡关量北实单师交卖化话结信清请社花张体重费块力样根近广气布排局因持受活价文程目金果意"
    "、。，：；“”！？\n0123456789 "
)
"""The commonest characters of news: that two texts share them tells nothing."""


def find_strangers(
    column: Column,
    claim: Claim,
    core: HtmlElement,
    boxes: Sequence[HtmlElement],
) -> set[HtmlElement]:
    """Return those of the `boxes` in an element that are about another matter than its text.

    The text is what stands in no box, or the longest box; of two matters it is the one that the page speaks of.
    """
    parts = [box for box in boxes if not column.is_paragraph(box)]
    builds = Counter(map(_build, boxes))
    judged = [box for box in parts if box.tag not in _DATA and builds[_build(box)] < ROWS]
    if not judged or len(boxes) == 1:
        return set()
    alone = [box for box in parts if builds[_build(box)] < ROWS]  # the rows are one text together
    texts: dict[HtmlElement | None, list[Line]] = {box: column.outline.under(box) for box in alone}
    if plain := _plain_lines(column, core, alone):
        texts[None] = plain
    sizes = {box: sum(len(line.text) for line in lines if line.is_prose) for box, lines in texts.items()}
    text, *others = sorted(texts, key=sizes.__getitem__, reverse=True)
    if not _is_spoken_of(claim, texts[text], SPOKEN_SHARE):
        strange = (box for box in others if are_strange(texts[text], texts[box]))
        text = next((box for box in strange if _is_spoken_of(claim, texts[box], OTHER_SHARE)), text)
    return {
        box
        for box in judged
        if box is not text
        and not _is_spoken_of(claim, texts[box], SPOKEN_SHARE)
        and are_strange(texts[box], texts[text])
    }


def are_strange(one: Sequence[Line], other: Sequence[Line]) -> bool:
    """Say whether two texts are about two matters; no where either is too short to tell."""
    part, text = sorted((_beginning(one), _beginning(other)), key=len)
    pairs, said = _pairs_in(part), _pairs_in(text)
    if len(pairs) < FEWEST_PAIRS or len(said) < FEWEST_OF_TEXT:
        return False
    likeness = len(pairs & said) / len(pairs)
    least = min(MOST_LIKENESS, LEAST_LIKENESS + len(said) / PAIRS_OF_LIKENESS)
    if (
        likeness >= least * MOSTLY_LINKS
    ):  # most parts are of one matter: their rarer characters need not be compared
        return False
    apart = max(_stands_apart(one), _stands_apart(other))
    if apart == 1.0 and len(pairs) < FEW_PAIRS and len(said) < FEW_OF_TEXT:
        return False
    rare = set(part) - COMMON
    likeness += len(rare & set(text)) / max(1, len(rare)) / 2
    return likeness < least * apart


def _plain_lines(column: Column, core: HtmlElement, parts: Iterable[HtmlElement]) -> list[Line]:
    """Return the sentences in an element that stand in none of the `parts`."""
    outline = column.outline
    inside = {at for box in parts for at in range(outline.first[box], outline.last[box] + 1)}
    places = range(outline.first[core], outline.last[core] + 1)
    return [outline.lines[at] for at in places if at not in inside and outline.lines[at].is_prose]


def _beginning(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines)[:CHARACTERS]


def _pairs_in(text: str) -> frozenset[str]:
    """Return the Chinese characters of a text that stand side by side, in pairs."""
    return frozenset(run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1))


def _stands_apart(lines: Sequence[Line]) -> float:
    """Return how much likeness is asked of a text: more where it is built as a thing of its own."""
    texts = [line for line in lines if line.text]
    prose = sum(line.is_prose for line in texts)
    clicks = sum(line.links > 0 or line.control for line in texts)
    if clicks >= max(FEWEST_CLICKS, 2 * prose):
        return MOSTLY_LINKS
    headed = any(line.element.tag in {"h1", "h2"} for line in texts)
    dated = any(
        len(line.text) <= BYLINE_CHARACTERS and tells_moment(line.text) and not line.is_prose
        for line in texts
    )
    return APART if headed or dated or clicks >= max(FEWEST_CLICKS, prose) else 1.0


def _is_spoken_of(claim: Claim, lines: Sequence[Line], share: float) -> bool:
    """Say whether the page's headline or description speak of a text; a short headline tells nothing."""
    headed = len(claim.pairs) >= FEWEST_OF_HEADLINE and claim.share_in(lines) >= share
    return headed or claim.is_told_by(lines)


def _build(box: HtmlElement) -> tuple[object, str | None]:
    return box.tag, box.get("class")
