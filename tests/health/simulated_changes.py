"""What changes at a simulated site, what of it a report can show, and how much a run tells of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from schemas.drifts import Kind
from schemas.run import RunReport
from tests.health.truth import ALWAYS, FIELDS, Change, learn, learn_of_count

CHANGES = (
    "reader takes over",
    "rules of one field stop",
    "field lost",
    "field lost in one channel",
    "all refused",
    "half refused",
    "place changed",
    "listing broken",
    "listing half broken",
    "dates lose their time",
    "site stops",
)
MOVED = " > section.article"
HALF_LIFE = timedelta(days=12)
"""In which a site that dries up halves."""
Shows = frozenset[tuple[Kind, str | None]]


@dataclass
class Channel:
    """One template: its part of the site, where its body stands, and what it prints."""

    weight: float
    place: str
    prints: dict[str, float]
    matched: dict[str, float]
    timed: float


@dataclass
class State:
    """What is otherwise at a site at a moment."""

    dead: set[str] = field(default_factory=set)  # fields whose rules no longer match
    lost: set[tuple[str, int]] = field(default_factory=set)  # fields that a channel no longer prints
    refused: float = 0.0
    found: float = 1.0
    pace: float = 1.0
    moved: str = ""
    timeless: bool = False


def what_shows(what: str, name: str) -> Shows:
    """Return what may rightly be told of a change; `name` is the field that it concerns."""
    taken_over = {(Kind.TAKEOVER, one) for one in FIELDS} | {(Kind.COVERAGE, one) for one in FIELDS}
    fewer = {(Kind.FEWER_ARTICLES, None), (Kind.STALE, None)}
    lost = {(Kind.COVERAGE, name), (Kind.TAKEOVER, name)}  # what is left is of another channel
    moved, shown = (Kind.TEMPLATE, None), (Kind.FEWER_LINKS, None)
    kinds: dict[str, set[tuple[Kind, str | None]]] = {
        "reader takes over": {*taken_over, moved},
        "rules of one field stop": {(Kind.TAKEOVER, name)},
        "field lost": lost,
        "field lost in one channel": lost,
        "all refused": {(Kind.REFUSALS, "no_body"), *fewer},
        "half refused": {(Kind.REFUSALS, "no_body"), *fewer},
        "place changed": {moved},
        "listing broken": {shown, *fewer},
        "listing half broken": {shown, *fewer},
        "dates lose their time": {(Kind.PRECISION, "date")},
        "site stops": fewer,
        "site dries up": fewer,
    }
    return frozenset(kinds[what])


def state_of(change: Change | None, name: str, channels: int, moment: datetime) -> State:
    """Return what is otherwise at a site at a moment; a site that moved its bodies stays so when its rules are mended."""
    if change is None or moment < change.began:
        return State()
    moved = MOVED if change.what in {"reader takes over", "place changed"} else ""
    if change.ended is not None and moment >= change.ended:
        return State(moved=moved)
    states: dict[str, Callable[[], State]] = {
        "reader takes over": lambda: State(
            dead=set(FIELDS), lost={("editor", 0)} if channels > 2 else set(), moved=moved
        ),
        "rules of one field stop": lambda: State(dead={name}),
        "field lost": lambda: State(lost={(name, number) for number in range(channels)}),
        "field lost in one channel": lambda: State(lost={(name, 0)}),
        "all refused": lambda: State(refused=1.0),
        "half refused": lambda: State(refused=0.5),
        "place changed": lambda: State(moved=moved),
        "listing broken": lambda: State(found=0.0),
        "listing half broken": lambda: State(found=0.5),
        "dates lose their time": lambda: State(timeless=True),
        "site stops": lambda: State(pace=0.0),
        "site dries up": lambda: State(pace=0.5 ** ((moment - change.began) / HALF_LIFE)),
    }
    return states[change.what]()


@dataclass
class Chance:
    """What was to be expected of a run, and how well it was known."""

    due: int  # articles to be found
    expected: float  # articles of an unchanged site
    known: float  # articles seen before
    scatter: float


def learn_from(
    change: Change, name: str, channels: list[Channel], report: RunReport, chance: Chance
) -> float:
    """Return what a run tells of the change to one who knows it, and of the site what its days so far show."""
    half = 0.5 if "half" in change.what else 0.0
    if change.what.startswith(("listing", "site")):
        mean = chance.due if change.what.startswith("listing") else chance.expected
        return learn_of_count(report.articles, mean, half, chance.known, chance.scatter)
    total, articles = sum(one.weight for one in channels), report.articles
    printed = sum(one.weight * one.prints[name] for one in channels) / total
    if change.what in {"reader takes over", "rules of one field stop"}:
        matched = sum(one.weight * one.matched[name] for one in channels) / total
        of = report.fields.get(name)
        return learn(of.by_rules, of.filled, matched, 0, chance.known) if of else 0.0
    if change.what.startswith("field"):
        first = channels[0].weight * channels[0].prints[name] / total
        left = printed - first if change.what == "field lost in one channel" else 0.0
        return learn(report.fields[name].filled, articles, printed, left, chance.known) if articles else 0.0
    if change.what.endswith("refused"):
        return learn(articles, articles + report.rejections.get("no_body", 0), 0.97, half, chance.known)
    if change.what == "place changed":
        moved = sum(one.articles for place, one in report.templates.items() if place.endswith(MOVED))
        return learn(articles - moved, articles, ALWAYS, 0, chance.known)
    timed = articles - report.precisions.get("day", 0)
    return learn(timed, articles, channels[0].timed, 0, chance.known)
