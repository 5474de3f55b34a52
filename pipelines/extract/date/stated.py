"""The times that a page tells machines: meta, JSON-LD, marked elements, and scripts."""

from collections.abc import Iterable

from pipelines.extract.date.dating import Dating, Layer
from pipelines.extract.date.marked import Marked, read_marked
from pipelines.extract.date.occasions import Occasion
from pipelines.extract.date.offsets import BEIJING
from pipelines.extract.date.scripted import read_assigned, same_headline
from pipelines.extract.date.stamps import read_stamp
from pipelines.extract.evidence.candidates import Ground
from pipelines.extract.reading.surface import Surface
from pipelines.extract.reading.zones import Zones
from schemas import Page

_KINDS = {"published": 0, "dated": 1, "updated": 2}
ANOTHERS = "it is another article's"
OF_A_LIST = "it is one of several that the page tells"


def read_stated(surface: Surface, page: Page, title: str) -> list[Dating]:
    """Return the times that meta and JSON-LD state, publishing before updating, with a clock before without."""
    told = [fact for fact in surface.facts if fact.kind in _KINDS]
    several = len({fact.of for fact in told if fact.of}) > 1
    found: list[Dating] = []
    for index, fact in enumerate(told):
        reading = read_stamp(fact.value, page.fetched_at)
        if reading is None or reading.form == "relative":
            continue
        update = fact.kind == "updated"
        against = ANOTHERS if several and fact.of and not same_headline(fact.of, title) else ""
        if fact.kind == "dated" and reading.value.date() == page.fetched_at.astimezone(BEIJING).date():
            against = "it may be the day on which the page was made"
        layer = Layer.UPDATED if update else Layer.STATED
        order = (layer, _KINDS[fact.kind], reading.precision == "day", index)
        found.append(Dating(reading, fact.rule, order, frozenset({Ground.STATED}), against, update))
    return sorted(found, key=lambda each: each.order)


def read_marks(surface: Surface, zones: Zones, page: Page, year: int | None) -> list[Dating]:
    """Return the times that elements carry in attributes, or have written into their place by a script."""
    marked = read_marked(surface, zones, page, year)
    own = {each.reading.value for each in marked if not (each.in_list or each.in_header)}
    return [_weigh_mark(each, index, alone=len(own) == 1) for index, each in enumerate(marked)]


def _weigh_mark(each: Marked, index: int, *, alone: bool) -> Dating:
    grounds = {Ground.PLACE}
    if each.hidden_input:
        grounds.add(Ground.STATED)
    elif each.in_header:
        grounds.add(Ground.FORM if each.written else Ground.NAMED)
    else:
        grounds.add(Ground.SHAPE)
        if alone and each.named:
            grounds.add(Ground.NAMED)
    against = OF_A_LIST if each.in_list else ""
    if not (against or each.in_header or each.hidden_input or (alone and each.named)):
        against = "it stands apart from headline and text"
    if each.occasion in (Occasion.OTHER, Occasion.DOCUMENT):
        against = "its label names another time"
    update = each.occasion is Occasion.UPDATED
    layer = Layer.UPDATED if update else Layer.STATED
    rule = "script" if each.written else "attribute"
    order = (layer, not each.in_header, each.reading.precision == "day", index)
    return Dating(each.reading, rule, order, frozenset(grounds), against, update)


def read_scripts(scripts: Iterable[str], page: Page, title: str) -> list[Dating]:
    """Return the times that the scripts assign; where they differ and none names the headline, none is believed."""
    found: list[Dating] = []
    for index, each in enumerate(read_assigned(scripts, title)):
        reading = read_stamp(each.value, page.fetched_at)
        if reading is None or reading.form == "relative":
            continue
        order = (Layer.SCRIPTED, not each.ours, not each.sure, index)
        # The making of a record that names no headline may be that of an advert, or of an account.
        ground = Ground.STATED if each.sure or each.own or each.ours else Ground.HINTED
        found.append(Dating(reading, "script", order, frozenset({ground}), each.against))
    return _without_disagreement(found)


def _without_disagreement(found: list[Dating]) -> list[Dating]:
    believed = sorted((each for each in found if not each.against), key=lambda each: each.order)
    if not believed:
        return found
    best = believed[0].order[:3]
    rivals = {each.reading.value.replace(second=0) for each in believed if each.order[:3] == best}
    if len(rivals) == 1:
        return found
    return [each._replace(against=each.against or OF_A_LIST) for each in found]
