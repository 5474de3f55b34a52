"""How a page became what it became: each stage's effect, each field's rule, each cut, as data and as text."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from pipelines import clean
from pipelines.strip import STEPS, STEPS_OF_MIRRORS
from schemas import Article, Draft, Page, Rejection, Rules, Step

_FIELDS = ("title", "date", "source", "editor", "author")
_EDITS_SHOWN = 12  # restored spans printed to a terminal; --json has them all
_WIDTH = 72  # characters of a long value that fit on a terminal line
_MANY_LINES = (
    1_000  # from which lines that stand many times over are no landmarks: comparing them takes their square
)

Result = TypeVar("Result")


class Witness:
    """Watches clean() and keeps what each stage made."""

    def __init__(self) -> None:
        self.results: dict[str, Any] = {}

    def __call__(self, stage: str, result: Result, /) -> Result:
        """Keep the stage's result and pass it on."""
        self.results[stage] = result
        return result


@dataclass(frozen=True)
class Witnessed:
    """What became of a page, and what each stage made on the way; a stage that was not reached has no key."""

    page: Page
    outcome: Article | Rejection
    results: dict[str, Any]

    @property
    def draft(self) -> Draft | None:
        """What was read from the page, None where it did not come so far."""
        return self.results.get("extract")

    @cached_property
    def steps(self) -> list[Step]:
        """The strip steps that changed the body."""
        if self.draft is None or self.draft.body is None:
            return []
        return list(strip_steps(self.draft.body.value, mirrored="pinyin" in self.results["restore"].kinds))


def witness(page: Page, rules: Rules) -> Witnessed:
    """Return what becomes of the page under these rules, and how."""
    watch = Witness()
    return Witnessed(page, clean(page, rules, watch=watch), watch.results)


def explain(page: Page, rules: Rules) -> dict[str, Any]:
    """Return each stage's effect on the page, as plain data; a stage that was not reached has no key."""
    return tell(witness(page, rules))


def tell(witnessed: Witnessed) -> dict[str, Any]:
    """Return what was witnessed as plain data."""
    page, outcome, seen = witnessed.page, witnessed.outcome, witnessed.results
    story: dict[str, Any] = {"url": page.url, "site": page.site, "bytes": len(page.body)}
    if decoded := seen.get("decode"):
        story["decode"] = {
            "encoding": decoded.encoding,
            "characters": len(decoded.text),
            "lost": decoded.lost,
        }
    if repaired := seen.get("restore"):
        story["restore"] = {
            "kinds": list(repaired.kinds),
            "exact": repaired.exact,
            "edits": [edit.model_dump(mode="json") for edit in repaired.edits],
        }
    if draft := witnessed.draft:
        read = draft.model_dump(mode="json")
        story["extract"] = {name: read[name] for name in _FIELDS}
        story["extract"]["body"] = draft.body and {
            "rule": draft.body.rule,
            "characters": len(draft.body.value),
        }
        story["extract"]["doubted"] = read["doubted"]
        story["strip"] = [_cut(step) for step in witnessed.steps]
    kind = "article" if isinstance(outcome, Article) else "rejection"
    story[kind] = outcome.model_dump(mode="json")
    return story


def strip_steps(text: str, *, mirrored: bool = False) -> Iterator[Step]:
    """Yield each strip step that changes the text, with the text before and after it."""
    for step in STEPS_OF_MIRRORS if mirrored else STEPS:
        after = step(text)
        if after != text:
            yield Step(stage="strip", name=step.__name__, before=text, after=after)
        text = after


class Change(NamedTuple):
    """Lines that a step changed: where they stood before it, and where what is left of them stands."""

    before: range
    after: range


def changed_lines(before: list[str], after: list[str]) -> Iterator[Change]:
    """Yield where two texts differ line by line.

    >>> [(one.before, one.after) for one in changed_lines(["甲", "乙", "丙"], ["甲", "丙"])]
    [(range(1, 2), range(1, 1))]
    """
    # Steps cut at both ends: what all lines begin and end with need not be compared.
    head = _same(before, after)
    tail = _same(before[head:][::-1], after[head:][::-1])
    one, other = before[head : len(before) - tail], after[head : len(after) - tail]
    junk = len(one) > _MANY_LINES
    for tag, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=junk).get_opcodes():
        if tag != "equal":
            yield Change(range(head + a, head + b), range(head + c, head + d))


def _same(one: list[str], other: list[str]) -> int:
    """Return how many lines both begin with."""
    pairs = zip(one, other, strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _cut(step: Step) -> dict[str, Any]:
    before, after = step.before.split("\n"), step.after.split("\n")
    changes = [
        {
            "cut": "\n".join(before[one.before.start : one.before.stop]),
            "left": "\n".join(after[one.after.start : one.after.stop]),
        }
        for one in changed_lines(before, after)
    ]
    return {"step": step.name, "changes": changes}


def describe(story: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines that tell the story in a terminal."""
    yield f"{story['url']}  ({story['bytes']:,} bytes, site {story['site']})"
    if decode := story.get("decode"):
        yield f"decode    {decode['encoding']}, {decode['characters']:,} characters, {decode['lost']} lost"
    if restore := story.get("restore"):
        yield from _describe_restore(restore)
    if extract := story.get("extract"):
        for name in _FIELDS:
            yield from _describe_field(name, extract[name])
        body = extract["body"]
        yield (
            f"extract   body    {body['characters']:,} characters  [{body['rule']}]"
            if body
            else "extract   body    -"
        )
        for doubt in extract["doubted"]:
            why = f"{_grounds(doubt)}; {doubt['against']}"
            yield f"doubted   {doubt['field']:<7} {_short(doubt['value'])}  [{doubt['rule']}{why}]"
    for step in story.get("strip", ()):
        for change in step["changes"]:
            yield f"strip     {step['step']}: - {_short(change['cut'])}"
            if change["left"]:
                yield f"          {' ' * len(step['step'])}  + {_short(change['left'])}"
    if article := story.get("article"):
        yield f"article   {article['id'][:12]}…  {article['title']}"
    else:
        rejection = story["rejection"]
        yield f"rejected  {rejection['reason']}: {rejection['detail']}"
        for error in rejection["errors"]:
            yield f"          {error['field']}: {error['error']}"


def _describe_restore(restore: Mapping[str, Any]) -> Iterator[str]:
    edits = restore["edits"]
    if not edits:
        yield "restore   nothing: the page is not damaged"
        return
    kinds = ", ".join(restore["kinds"])
    yield f"restore   {kinds}: {len(edits)} edits, {'exact' if restore['exact'] else 'not exact'}"
    for edit in edits[:_EDITS_SHOWN]:
        doubt = "" if edit["certain"] else "  (uncertain)"
        change = f"{_short(edit['before'])} → {_short(edit['after'])}"
        yield f"          at {edit['start']}: {change}  [{edit['kind']}]{doubt}"
    if len(edits) > _EDITS_SHOWN:
        yield f"          … and {len(edits) - _EDITS_SHOWN} more (--json shows all)"


def _describe_field(name: str, found: Mapping[str, Any] | None) -> Iterator[str]:
    if found is None:
        yield f"extract   {name:<7} -"
        return
    yield f"extract   {name:<7} {_short(found['value'])}  [{found['rule']}{_grounds(found)}]"
    for loser in found["beaten"]:
        yield f"                  not {_short(loser['value'])}  [{loser['rule']}{_grounds(loser)}]"


def _grounds(reading: Mapping[str, Any]) -> str:
    """Return what speaks for a reading, as it stands behind its rule."""
    return f": {', '.join(reading['grounds'])}" if reading["grounds"] else ""


def _short(text: str) -> str:
    line = " ⏎ ".join(text.split("\n"))
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 20]} … {line[-16:]}"
