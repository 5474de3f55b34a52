"""How a page became its article, or did not: the page with its marks, and what is said beside it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, ClassVar

from lxml.html import HtmlElement

from pipelines.decode import decode
from pipelines.extract.reading.surface import Surface, read_surface
from pipelines.extract.tree.document import parse
from pipelines.restore import Restoration, restore
from schemas import Article, Draft, Moment, Page, Rejected, Rejection, Rules
from scraper.authoring.explanation import tell, witness
from scraper.authoring.selector_search import common_ancestor
from scraper.views.body_fates import Fate, trace
from scraper.views.field_places import FROM_MACHINES, Map, Places
from scraper.views.frames import Shown, height_on_paper, write_frame, write_text_frame
from scraper.views.marking import BADGES, KINDS, Badge, Mark, Words
from scraper.views.positions import Span

MOST_EDITS = 200
"""Edits that are listed; a page of a mirror has thousands, alike."""

AROUND_EDIT = 10
"""Characters that are shown on each side of an edit."""

MOST_SOURCE = 20_000
"""Characters of the source of a page that could not be read as one."""

_RULES = ("title", "byline", "date", "source", "editor", "author", "body", "section")


@dataclass
class Frame:
    """A page shown in a frame: its document, its height on paper in pixels, and what it is called."""

    document: str
    height: int
    name: Words


@dataclass
class Row:
    """What is said of a field: its value, the rule and the grounds, and where it stands."""

    name: str
    value: str | None = None
    rule: str = ""
    grounds: tuple[str, ...] = ()
    place: Words | None = None
    anchor: str = ""  # the name of its mark, empty where it has none


@dataclass
class Loser:
    """A value that was read and not taken, and why not."""

    name: str
    value: str
    rule: str
    grounds: tuple[str, ...]
    why: Words


@dataclass
class EditShown:
    """An edit with the characters around it."""

    before: str
    removed: str
    put: str
    after: str
    kind: str
    certain: bool


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
    edits: list[EditShown] = field(default_factory=list)
    edits_left_out: int = 0

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
        review.edits = list(islice(_show_edits(seen["decode"].text, repaired), MOST_EDITS))
        review.edits_left_out = len(repaired.edits) - len(review.edits)
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
    _mark_rules(shown, map_, rules)
    review.rows = [*_mark_fields(shown, map_, draft), _mark_body(shown, map_, draft, fates)]
    review.losers = _mark_losers(shown, map_, draft)
    review.cuts = [*_mark_drops(shown, map_, rules), *_name_cuts(fates)]
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
    _mark_lines(shown, map_, fates)
    return _frame(shown, name)


def _mark_rules(shown: Shown, map_: Map, rules: Rules) -> None:
    """Outline the first element that each selector of the rules finds."""
    for name in _RULES:
        for selector in getattr(rules, name):
            for element in islice(map_.elements([selector]), 1):
                shown.put(element, Badge("rule", f"{BADGES['rule']} {name}: {selector}"))


def _mark_drops(shown: Shown, map_: Map, rules: Rules) -> Iterator[tuple[str, str]]:
    for selector in rules.drop:
        for element in map_.elements([selector]):
            shown.put(element, Badge("drop", f"{BADGES['drop']}: {selector}"))
            span = shown.positions.spans.get(element, Span(0, 0))
            yield f"drop {selector}", shown.positions.characters[span.start : span.end]


def _mark_fields(shown: Shown, map_: Map, draft: Draft) -> Iterator[Row]:
    for name in ("title", "date", "source", "editor", "author"):
        found = getattr(draft, name)
        if found is None:
            yield Row(name)
            continue
        places = map_.find_title(found) if name == "title" else map_.find_credit(name, found)
        if not places.spans and found.rule not in FROM_MACHINES:
            places = map_.find_attribute(found)
        if places.element is not None:
            shown.put(places.element, Badge("told", f"{KINDS[name]} ({places.attribute})", found.rule))
        kind = "echo" if places.is_echo else name
        words = f"{KINDS['echo']}: {KINDS[name]}" if places.is_echo else str(KINDS[name])
        note = f"{name} [{found.rule}: {', '.join(found.grounds)}]"
        for number, span in enumerate(places.spans):
            label = words if not number else ""
            shown.marks.append(Mark(span, kind, label, note, f"mark-{name}" if not number else ""))
        value = found.value.isoformat() if isinstance(found, Moment) else found.value
        anchor = f"mark-{name}" if places.spans else ""
        yield Row(name, value, found.rule, found.grounds, _tell_place(found.rule, places), anchor)


def _tell_place(rule: str, places: Places) -> Words | None:
    """Return what is to be said of where a value stands, None where it is marked in the page."""
    origin = rule if rule in FROM_MACHINES else f"rule {rule}"
    if places.element is not None:
        return Words(f"读自属性 {places.attribute}", f"read from the attribute {places.attribute}")
    if not places.spans:
        return Words(
            f"网页文字中没有原样出现（来自 {origin}）", f"stands nowhere in the page's text (from {origin})"
        )
    if places.is_echo:
        return Words(
            f"读自 {origin}；标出的是同样的文字", f"read from {origin}; marked is where the same is printed"
        )
    return None


def _mark_body(shown: Shown, map_: Map, draft: Draft, fates: Sequence[Fate]) -> Row:
    if draft.body is None:
        return Row("body")
    missing, around = _mark_lines(shown, map_, fates)
    if around is not None and around.tag not in {"html", "body"}:
        shown.put(around, Badge("region", f"{BADGES['region']} [{draft.body.rule}]"))
    anchor = "mark-body" if any(mark.name == "mark-body" for mark in shown.marks) else ""
    place = None
    if missing:
        place = Words(
            f"{len(fates)}段中有{missing}段不在本页文字中（来自 {draft.body.rule}）",
            f"{missing} of {len(fates)} lines stand nowhere in this page's text (from {draft.body.rule})",
        )
    value = "\n".join(fate.left for fate in fates if fate.left is not None)
    return Row("body", value, draft.body.rule, draft.body.grounds, place, anchor)


def _mark_lines(shown: Shown, map_: Map, fates: Sequence[Fate]) -> tuple[int, HtmlElement | None]:
    """Mark what became body and what was cut from it; return how many lines stand nowhere, and what holds the others."""
    missing, begun = 0, False
    around: HtmlElement | None = None
    for fate, place in zip(fates, map_.find_lines([fate.read for fate in fates]), strict=True):
        if place is None:
            missing += 1
            continue
        if place.element is not None:
            around = place.element if around is None else common_ancestor(around, place.element)
        steps = ", ".join(fate.steps)
        if fate.left is None:
            shown.marks.append(Mark(place.span, "cut", f"{KINDS['cut']} {steps}", steps))
            continue
        label, name = ("", "") if begun else (str(KINDS["body"]), "mark-body")
        shown.marks.append(Mark(place.span, "body", label, "", name))
        begun = True
        for piece in fate.cut():
            if span := map_.positions.find(piece, place.span):
                shown.marks.append(Mark(span, "cut", f"{KINDS['cut']} {steps}", steps))
    return missing, around


def _name_cuts(fates: Sequence[Fate]) -> Iterator[tuple[str, str]]:
    for fate in fates:
        steps = ", ".join(fate.steps)
        if fate.steps:
            yield steps, " … ".join(fate.cut()) or f"{fate.read} → {fate.left}"


def _mark_losers(shown: Shown, map_: Map, draft: Draft) -> list[Loser]:
    losers: list[Loser] = []
    for name in ("title", "date", "source", "editor", "author"):
        if (found := getattr(draft, name)) is not None:
            winner = found.raw if isinstance(found, Moment) else found.value
            why = Words(f"被“{winner}” [{found.rule}] 胜过", f"beaten by “{winner}” [{found.rule}]")
            losers += [Loser(name, each.value, each.rule, each.grounds, why) for each in found.beaten]
    losers += [
        Loser(each.field, each.value, each.rule, each.grounds, Words(f"存疑：{each.against}", each.against))
        for each in draft.doubted
    ]
    taken = defaultdict[str, set[Span]](set)
    for mark in shown.marks:
        taken[mark.kind].add(mark.span)
    for loser in losers:
        note = f"{loser.name} [{loser.rule}: {', '.join(loser.grounds)}] {loser.why.en}"
        for span in set(map_.find_lost(loser.name, loser.value)) - taken[loser.name]:
            shown.marks.append(Mark(span, "lost", f"{KINDS['lost']} {KINDS[loser.name]}", note))
    return losers


def _show_edits(text: str, repaired: Restoration) -> Iterator[EditShown]:
    """Yield the edits of a restoration with what stands around them, each as it stood before."""
    for edit in repaired.edits:
        end = edit.start + len(edit.before)
        yield EditShown(
            text[max(0, edit.start - AROUND_EDIT) : edit.start],
            edit.before,
            edit.after,
            text[end : end + AROUND_EDIT],
            edit.kind,
            edit.certain,
        )
