"""How a page became its article, or did not: the page with its marks, and what is said beside it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, ClassVar

from pipelines.decode import decode
from pipelines.extract.reading.surface import Surface, read_surface
from pipelines.extract.tree.document import parse
from pipelines.restore import restore
from schemas import Article, Draft, Edit, Page, Rejected, Rejection, Rules
from scraper.authoring.explanation import tell, witness
from scraper.views.body_fates import Fate, trace
from scraper.views.field_places import Map
from scraper.views.findings import EditShown, Frame, Loser, Passage, Row
from scraper.views.frames import Shown, height_on_paper, write_frame, write_text_frame
from scraper.views.marking import Words
from scraper.views.page_marks import (
    mark_body,
    mark_drops,
    mark_fields,
    mark_lines,
    mark_losers,
    mark_rules,
    name_cuts,
)

MOST_EDITS = 1_000
"""Edits that are shown; a page of a mirror has thousands, alike."""

AROUND_EDIT = 10
"""Characters that are shown on each side of an edit."""

MOST_TOGETHER = 40
"""Edits in one passage: some two lines of text."""

MOST_SOURCE = 20_000
"""Characters of the source of a page that could not be read as one."""


@dataclass
class Review:
    """All that the page of a review says of one page."""

    template: ClassVar[str] = "review.html"

    page: Page
    story: dict[str, Any]
    outcome: Article | Rejection
    frames: list[Frame] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    losers: list[Loser] = field(default_factory=list)
    cuts: list[tuple[str, str]] = field(default_factory=list)  # what cut it, and what was cut
    passages: list[Passage] = field(default_factory=list)  # the first of what was restored
    edits: int = 0

    @property
    def edits_left_out(self) -> int:
        """Edits that stand in none of the passages."""
        return self.edits - sum(len(passage.edits) for passage in self.passages)

    @property
    def heading(self) -> str:
        """The headline of the article, else the page's address."""
        return self.outcome.title if isinstance(self.outcome, Article) else self.page.url


def review_page(page: Page, rules: Rules) -> Review:
    """Return the review of a page that is read with these rules."""
    witnessed = witness(page, rules)
    review = Review(page, tell(witnessed), witnessed.outcome)
    seen = witnessed.results
    if (repaired := seen.get("restore")) is not None:
        review.passages = list(_show_edits(seen["decode"].text, islice(repaired.edits, MOST_EDITS)))
        review.edits = len(repaired.edits)
    surface: Surface | None = seen.get("read")
    if surface is None:
        text = repaired.text if repaired is not None else ""
        if text:
            document = write_text_frame(text[:MOST_SOURCE])
            review.frames.append(Frame(document, 0, Words("网页源码", "the page's source")))
        return review
    draft = witnessed.draft or Draft()
    fates = trace(draft.body.value, witnessed.steps) if draft.body else []
    map_ = Map(surface, draft, rules)
    shown = Shown(surface.root, map_.positions)
    mark_rules(shown, map_, rules)
    review.rows = [*mark_fields(shown, map_, draft), mark_body(shown, map_, draft, fates, len(page.parts))]
    review.losers = mark_losers(shown, map_, draft)
    review.cuts = [*mark_drops(shown, map_, rules), *name_cuts(fates)]
    review.frames.append(_frame(shown, Words("网页", "the page")))
    for number, body in enumerate(page.parts, 2):
        review.frames.append(_show_part(page, body, number, fates))
    return review


def _frame(shown: Shown, name: Words) -> Frame:
    return Frame(write_frame(shown), height_on_paper(shown.positions), name)


def _show_part(page: Page, body: bytes, number: int, fates: Sequence[Fate]) -> Frame:
    """Return the frame of a further part of the article, with what became body in it."""
    name = Words(f"第{number}页", f"part {number}")
    text = restore(decode(body, page.content_type).text).text
    try:
        surface = read_surface(parse(text, page.url))
    except Rejected:
        return Frame(write_text_frame(text[:MOST_SOURCE]), 0, name)
    map_ = Map(surface, Draft(), Rules())
    shown = Shown(surface.root, map_.positions)
    mark_lines(shown, map_, fates)
    return _frame(shown, name)


def _show_edits(text: str, edits: Iterable[Edit]) -> Iterator[Passage]:
    """Yield edits with what stands around them, those together that stand near each other."""
    passage, done = Passage(), 0
    for edit in edits:
        if edit.start - done > 2 * AROUND_EDIT or len(passage.edits) == MOST_TOGETHER:
            if passage.edits:
                passage.after = text[done : min(done + AROUND_EDIT, edit.start)]
                yield passage
            passage, done = Passage(), max(done, edit.start - AROUND_EDIT)
        passage.edits.append(EditShown(text[done : edit.start], edit.before, edit.after))
        passage.kinds[edit.kind] = None
        passage.certain &= edit.certain
        done = edit.start + len(edit.before)
    if passage.edits:
        passage.after = text[done : done + AROUND_EDIT]
        yield passage
