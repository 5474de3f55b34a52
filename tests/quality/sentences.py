"""How many invented sentences come back from a mirror, by each habit, and how far `certain` can be trusted.

Each sentence goes through a few mirrors alone, and so does each small page of six sentences: decoders in turn, the
other habits drawn. A habit's row counts all the mirrors that have it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from random import Random

from pipelines.restore import Restoration, restore
from tests.quality.alignment import judge_certain_edits
from tests.quality.figures import Figure
from tests.quality.mirrors import alike
from tests.restore.mirror import DECODERS, LISTED, REPLACES, Decoder, Habits, damage, listed, shuffled
from tests.restore.prose import sentences

SEED = 15
ALONE = 4  # mirrors that each sentence goes through by itself: each decoder meets 75 sentences
PER_PAGE = 6  # mirrors that each small page goes through
ON_A_PAGE = 6  # sentences of a small page
BATCH = 16  # texts that one process takes at a time
CUTS = ("", "！；？", "！", "；", "？", "！；？，", "！；？、", "！；？，。、")
Drawn = Mapping[str, str]  # the names of a mirror's habits, by axis
Later = Mapping[str, bool]

LISTS: Mapping[str, Callable[[Random], Habits]] = {
    "no row": lambda _: Habits(()),
    "9 rows": lambda _: Habits(listed()[:9]),
    "40 rows": lambda _: Habits(listed()[:40]),
    "122 rows": lambda _: Habits(listed()[:LISTED]),
    "60 rows in another order": lambda random: Habits(shuffled(random, 60)),
    "122 rows, a blank before the bracket": lambda _: Habits(listed()[:LISTED], blank=" "),
}
AFTERWARDS: Mapping[str, Later] = {
    "nothing": {},
    "half-width": {"half_width": True},
    "private use dropped": {"private_use": False},
    "half-width, private use dropped": {"half_width": True, "private_use": False},
    "U+FFFD as ?": {"replacement_as_mark": True},
    "commas doubled": {"doubled": True},
    "blanks between characters": {"spread": True},
}
"""What tools did afterwards, the first one drawn as often as all others together: most mirrors did nothing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A sound text, what a mirror made of it, and by which habits."""

    text: str
    shown: str
    habits: Drawn
    page: bool


@dataclass
class Tally:
    """Texts that came back, texts that were called exact in error, lines of pages, and certain edits."""

    texts: Counter[str] = field(default_factory=Counter)  # asked, right, false
    lines: Counter[str] = field(default_factory=Counter)  # asked, right
    pages: Counter[str] = field(default_factory=Counter)  # asked, right, false
    edits: Counter[str] = field(default_factory=Counter)  # asked, right

    def add(self, other: "Tally") -> None:
        """Count the other's texts as well."""
        self.texts += other.texts
        self.lines += other.lines
        self.pages += other.pages
        self.edits += other.edits

    def figures(self) -> dict[str, Figure]:
        """Return the shares; false is what was called exact and is not."""
        return {
            "sentences": _judged(self.texts),
            "pages": _judged(self.pages),
            "lines of pages": Figure(_share(self.lines, "right")),
            "certain edits": Figure(_share(self.edits, "right")),
        }


def _share(counted: Counter[str], name: str) -> float:
    return counted[name] / counted["asked"] if counted["asked"] else 1.0


def _judged(counted: Counter[str]) -> Figure:
    right, false = _share(counted, "right"), _share(counted, "false")
    return Figure(right, false, 1 - right - false)


def draw(random: Random, decoder: Decoder) -> tuple[Habits, Drawn]:
    """Return a mirror with this decoder and its habits' names."""
    cuts, rows = random.choice(CUTS), random.choice(list(LISTS))
    afterwards = random.choice(list(AFTERWARDS)) if random.random() < 0.5 else "nothing"
    if afterwards == "U+FFFD as ?":
        decoder = REPLACES
    of = LISTS[rows](random)
    habits = Habits(of.rows, of.blank, cuts, decoder, **AFTERWARDS[afterwards])
    return habits, {"decoder": str(decoder), "cuts": cuts or "none", "list": rows, "afterwards": afterwards}


def asked() -> Iterator[Asked]:
    """Yield all texts of the measurement, the same ones each time."""
    for domain, of in sentences().items():
        for number, sentence in enumerate(of):
            random = Random(f"{SEED} {domain} {number}")
            for decoder in random.sample(DECODERS, ALONE):
                yield _ask(sentence, domain, random, decoder, page=False)
        for start in range(0, len(of), ON_A_PAGE):
            random = Random(f"{SEED} {domain} page {start}")
            for decoder in random.sample(DECODERS, PER_PAGE):
                page = page_of(of[start : start + ON_A_PAGE])
                yield _ask(page, domain, random, decoder, page=True)


def _ask(text: str, domain: str, random: Random, decoder: Decoder, *, page: bool) -> Asked:
    habits, names = draw(random, decoder)
    return Asked(text, damage(text, habits), {"domain": domain, **names}, page)


def page_of(lines: Iterable[str]) -> str:
    """Return a small page of these paragraphs; a byline stands above them."""
    paragraphs = "".join(f"<p>{line}</p>\n" for line in lines)
    return (
        '<html><body><h1 class="bt">今日要闻</h1>\n<div class="info">来源：<span>山阳日报</span>　2024-05-17</div>\n'
        f'<div id="content">{paragraphs}</div></body></html>\n'
    )


def judge(of: Asked) -> tuple[Tally, Restoration]:
    """Return what came back of one text."""
    restored = restore(of.shown, damaged=True)
    right = alike(restored.text) == alike(of.text)
    tally = Tally()
    count = tally.pages if of.page else tally.texts
    count.update(asked=1, right=right, false=restored.exact and not right)
    if of.page:
        wanted, got = Counter(_lines(of.text)), Counter(_lines(restored.text))
        tally.lines.update(asked=wanted.total(), right=(wanted & got).total())
    tally.edits.update(judge_certain_edits(restored, of.text))
    return tally, restored


def _lines(text: str) -> list[str]:
    return [alike(line) for line in text.split("\n")]


def count(texts: Iterable[Asked]) -> dict[str, Tally]:
    """Return the tallies of these texts: of all, and of each habit."""
    tallies = {"all": Tally()}
    for of in texts:
        tally, _ = judge(of)
        for row in ("all", *(f"{axis}: {name}" for axis, name in of.habits.items())):
            tallies.setdefault(row, Tally()).add(tally)
    return tallies


def count_all() -> dict[str, Tally]:
    """Return the tallies of the whole measurement, spread over the machine's processors, in the order of the axes."""
    texts = list(asked())
    batches = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)]
    tallies: dict[str, Tally] = {}
    with ProcessPoolExecutor() as workers:
        for part in workers.map(count, batches):
            for row, tally in part.items():
                tallies.setdefault(row, Tally()).add(tally)
    axes = ["all", "domain", "decoder", "cuts", "list", "afterwards"]
    return dict(sorted(tallies.items(), key=lambda item: (axes.index(item[0].split(":")[0]), item[0])))
