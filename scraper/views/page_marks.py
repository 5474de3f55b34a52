"""The marks of a page: what became each field, what was cut from the body and by what, and what lost."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from schemas import Draft, Moment, Rules
from scraper.authoring.selector_search import common_ancestor
from scraper.views.body_fates import Fate
from scraper.views.field_places import FROM_MACHINES, Map, Places
from scraper.views.findings import Loser, Row
from scraper.views.frames import Shown
from scraper.views.marking import BADGES, KINDS, Badge, Mark, Words
from scraper.views.positions import Span

_RULES = ("title", "byline", "date", "source", "editor", "author", "body", "section")
_BEATEN, _DOUBTED = Words("输给", "beaten by"), Words("存疑", "doubted:")


def mark_rules(shown: Shown, map_: Map, rules: Rules) -> None:
    """Outline the first element that each selector of the rules finds."""
    for name in _RULES:
        for selector in getattr(rules, name):
            for element in islice(map_.elements([selector]), 1):
                shown.put(element, Badge("rule", f"{BADGES['rule']} {name}: {selector}"))


def mark_drops(shown: Shown, map_: Map, rules: Rules) -> Iterator[tuple[str, str]]:
    """Outline what a rule drops, and yield each rule with the text that it drops."""
    for selector in rules.drop:
        for element in map_.elements([selector]):
            shown.put(element, Badge("drop", f"{BADGES['drop']}: {selector}"))
            span = shown.positions.spans.get(element, Span(0, 0))
            yield f"drop {selector}", shown.positions.characters[span.start : span.end]


def mark_fields(shown: Shown, map_: Map, draft: Draft) -> Iterator[Row]:
    """Mark each field but the body where it stands, and yield what is said of it."""
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
        value = f"{found.value.isoformat()} “{found.raw}”" if isinstance(found, Moment) else found.value
        yield Row(name, value, found.rule, found.grounds, _tell_place(found.rule, places))


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


def mark_body(shown: Shown, map_: Map, draft: Draft, fates: Sequence[Fate], parts: int = 0) -> Row:
    """Mark the body and outline what holds it; return what is said of it. `parts` further pages hold some of it."""
    if draft.body is None:
        return Row("body")
    missing, around = mark_lines(shown, map_, fates)
    if around is not None and around.tag not in {"html", "body"}:
        shown.put(around, Badge("region", f"{BADGES['region']} [{draft.body.rule}]"))
    place = None
    if missing:
        elsewhere = Words("见其余各页", "see the further parts") if parts else None
        zh, en = elsewhere or (f"来自 {draft.body.rule}", f"from {draft.body.rule}")
        place = Words(
            f"{len(fates)}段中有{missing}段不在本页文字中（{zh}）",
            f"{missing} of {len(fates)} lines stand nowhere in this page's text ({en})",
        )
    value = "\n".join(fate.left for fate in fates if fate.left is not None)
    return Row("body", value, draft.body.rule, draft.body.grounds, place)


def mark_lines(shown: Shown, map_: Map, fates: Sequence[Fate]) -> tuple[int, HtmlElement | None]:
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


def name_cuts(fates: Sequence[Fate]) -> Iterator[tuple[str, str]]:
    """Yield the steps that changed a line of the body, and what they cut of it."""
    for fate in fates:
        steps = ", ".join(fate.steps)
        if fate.steps:
            yield steps, " … ".join(fate.cut()) or f"{fate.read} → {fate.left}"


def mark_losers(shown: Shown, map_: Map, draft: Draft) -> list[Loser]:
    """Mark some places of each reading that was not taken, and return them with what beat or doubted them."""
    losers: list[Loser] = []
    for name in ("title", "date", "source", "editor", "author"):
        if (found := getattr(draft, name)) is not None:
            winner = found.raw if isinstance(found, Moment) else found.value
            by = f"“{winner}” [{found.rule}]"
            losers += [Loser(name, one.value, one.rule, one.grounds, _BEATEN, by) for one in found.beaten]
    losers += [
        Loser(one.field, one.value, one.rule, one.grounds, _DOUBTED, one.against) for one in draft.doubted
    ]
    taken = defaultdict[str, set[Span]](set)
    for mark in shown.marks:
        taken[mark.kind].add(mark.span)
    for loser in losers:
        note = f"{loser.name} [{loser.rule}: {', '.join(loser.grounds)}] {loser.why.en} {loser.detail}"
        for span in set(map_.find_lost(loser.name, loser.value)) - taken[loser.name]:
            shown.marks.append(Mark(span, "lost", f"{KINDS['lost']} {KINDS[loser.name]}", note))
    return losers
