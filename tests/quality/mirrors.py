"""How much of a page's record comes back when a mirror has damaged its whole source: three mirrors each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from pipelines import clean
from pipelines.decode import decode
from schemas import Article, Page
from tests.quality.figures import Figure, Score, lines_of
from tests.restore.mirror import DROPS, Habits, damage, listed

FIELDS = ("title", "source", "editor", "author", "section", "date")
KINDS = ("marks", "half-width", "drops")
UTF_8 = "text/html; charset=utf-8"  # what a mirror serves, whatever the page was
BATCH = 8  # pages that one process takes at a time: a damaged page costs ten times a sound one
SEED = 15
PREFIXES = (9, 30, 60, 122)  # rows of the list that mirrors were seen to apply
FROM_WIDE = 0xFEE0  # what lies between a full-width sign and its half-width one
NARROW = str.maketrans(
    {code: code - FROM_WIDE for code in range(0xFF01, 0xFF5F)} | str.maketrans("「」", "“”")
)
Named = tuple[str, Page]


@dataclass
class Returned:
    """Of the pages of one mirror: what was right, what was called exact, and what was wrong with the others."""

    score: Score = field(default_factory=Score)
    exact: Counter[str] = field(default_factory=Counter)  # right, false
    faults: dict[str, list[str]] = field(default_factory=dict)

    def add(self, other: "Returned") -> None:
        """Count the other's pages as well."""
        self.score.extend(other.score)
        self.exact += other.exact
        self.faults |= other.faults

    def compare(self, name: str, sound: Article, found: Article | None) -> None:
        """Count a page: its sound record, and what was read from the damaged one, None where it was refused."""
        gold, reading = _reading(sound), _reading(found) if found else None
        wrong = [part for part in self.score.add(gold, reading) if part != "images"]
        exact = found is not None and found.restored.exact
        if exact:
            self.exact["false" if wrong else "right"] += 1
        if wrong:
            faults = [_fault(part, gold, reading) for part in wrong]
            self.faults[name] = ["called exact"] * exact + faults

    def figures(self) -> dict[str, Figure]:
        """Return each field's figure, that of all fields and of the body's lines, and how often exact was said."""
        each = self.score.figures()
        pages = max(1, self.score.pages)
        right, false = self.exact["right"] / pages, self.exact["false"] / pages
        return {
            **{name: each[name] for name in FIELDS},
            "fields": Figure(sum(each[name].right for name in FIELDS) / len(FIELDS)),
            "lines": each["body recall"],
            "foreign lines": each["body precision"],
            "called exact": Figure(right, false, 1 - right - false),
        }


def alike(text: str) -> str:
    """Return a text as it is compared: widths, forms of quotes and blanks are no difference.

    >>> alike("他说，“好”。 「好」")
    '他说,“好”。“好”'
    """
    return "".join(text.translate(NARROW).split())


def _reading(article: Article) -> dict[str, Any]:
    record = article.model_dump(mode="json")
    body = "\n".join(alike(line) for line in article.body.split("\n"))
    texts = {name: alike(record[name] or "") for name in ("title", "source", "editor", "author")}
    return {**record, **texts, "section": [*map(alike, article.section)], "body": body}


def _fault(name: str, gold: Mapping[str, Any], found: Mapping[str, Any] | None) -> str:
    if found is None:
        return f"{name}: refused"
    if name != "body":
        return f"{name}: {found[name]!r} where {gold[name]!r} is right"
    wanted, got = lines_of(gold["body"]), lines_of(found["body"])
    pairs = [f"\n        is  {line}" for line in got if line not in wanted]
    return f"body: {''.join(pairs)}" + "".join(f"\n        not {line}" for line in wanted if line not in got)


def mirrors(name: str) -> Mapping[str, Habits]:
    """Return the three mirrors of a page; how much of the list they apply is drawn from its name."""
    rows = listed()[: Random(f"{SEED} {name}").choice(PREFIXES)]
    return {
        "marks": Habits(rows),
        "half-width": Habits(rows, half_width=True, private_use=False),
        "drops": Habits(rows, decoder=DROPS),
    }


def damaged(page: Page, habits: Habits) -> Page | None:
    """Return the page as the mirror serves it, its whole source damaged; None where it is only Traditional now.

    Such a page bears no evidence of a mirror: nobody could tell it from one that was written in Traditional.
    """
    source = decode(page.body, page.content_type).text
    shown = damage(source, habits)
    if shown == damage(source, replace(habits, rows=(), cuts="")):
        return None
    return page.model_copy(update={"body": shown.encode("utf-8", "replace"), "content_type": UTF_8})


def compare(named: Iterable[Named]) -> dict[str, Returned]:
    """Return by mirror what came back of the pages that are Simplified Chinese articles."""
    returned = {kind: Returned() for kind in KINDS}
    for name, page in named:
        sound = clean(page)
        if not isinstance(sound, Article) or sound.language != "zh-Hans" or sound.restored.kinds:
            continue
        for kind, habits in mirrors(name).items():
            shown = damaged(page, habits)
            if shown is None:
                continue
            found = clean(shown)
            returned[kind].compare(name, sound, found if isinstance(found, Article) else None)
    return returned


def compare_all(named: Iterable[Named]) -> dict[str, Returned]:
    """Return the same as compare(), the pages spread over the machine's processors."""
    listed_pages = list(named)
    batches = [listed_pages[start : start + BATCH] for start in range(0, len(listed_pages), BATCH)]
    returned = {kind: Returned() for kind in KINDS}
    with ProcessPoolExecutor() as workers:
        for part in workers.map(compare, batches):
            for kind, of in part.items():
                returned[kind].add(of)
    return returned
