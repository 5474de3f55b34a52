"""What restore() costs: time and memory from 10 kB up, and a sound page beside its parse.

`python -m tests.bench.restore [LARGEST [NAME ...]]`: each text has a process of its own, so that the peak of one is not
another's. Memory is what the process had at its peak above what it had when the tables, the model and the text were
there; the text that is returned is no part of it.
"""

import argparse
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from lxml.html import HTMLParser, document_fromstring

from pipelines.characters import in_utf8
from pipelines.decode import decode
from pipelines.restore import Decoder, Mirror, damage, restore
from pipelines.restore.spelled.readings import usual_characters
from pipelines.restore.tables import traditional_forms
from tests.quality.labelled import PAGES, PAGES2
from tests.restore.prose import sentences

_SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
_ROUNDS = 5  # of each page the least counts
_MB = 1 << 20
_PAGE = 4000  # characters
_MIRRORS = (
    Mirror(rows=40),
    Mirror(rows=122, decoder=Decoder.REPLACES, half_width=True),
    Mirror(rows=9, private_use=False, half_width=True),
)
_PAGE_END = re.compile(rb"</(?:html|body)\s{0,9}>", re.IGNORECASE)
"""Behind which lxml would read nothing."""
_SENTENCE = "山阳县发展潜力巨大，各区联合创业，群众说：“今年的收成比去年好。”随后宣布计划。"
_HOSTILE = "“国？”；“保！”；"  # every mark a cut, every cut inside a character
_UNITS: dict[str, Callable[[], str]] = {
    "sound": lambda: f"<p>{_SENTENCE}</p>\n",
    "sound questions": lambda: "什么?!他不知道?;问谁?!",
    "sound lesson": lambda: "国(guó)家、发(fā)展，行(xíng)不(bù)行(xíng)?",
    "damaged": lambda: damage(f"<p>{_SENTENCE}</p>\n"),
    "recoded": lambda: f"<p>{_SENTENCE}</p>\n".encode().decode("gb18030", "replace"),
    "cuts": lambda: damage(_HOSTILE) + damage(f"<p>{_SENTENCE}</p>"),
    "?": lambda: "?",
    "?!": lambda: "国?!",
    "(guó)": lambda: "(guó)",
    "(guo)": lambda: "国(guo)",
    "surrogates": lambda: "\ud800",
    "private use": lambda: "\ue000",
    "À": lambda: "Àé",
    "鏂": lambda: "鏂伴椈锛",
    "&amp;": lambda: "&amp;nbsp;",
    "<": lambda: "<",
    "&lt;": lambda: "&lt;p&gt;",
    "one line": lambda: _SENTENCE,
}
"""Units that are repeated up to the size."""


def _repeated(unit: Callable[[], str], size: int) -> str:
    return unit() * (size // len(unit()) + 1)


def _pages(size: int, seed: int = 0) -> str:
    """Return pages of invented prose, as many as the size takes; no two are alike."""
    drawn = random.Random(seed)
    lines = [line for domain in sentences().values() for line in domain]
    pages: list[str] = []
    length = 0
    while length < size:
        paragraphs = ("".join(drawn.choices(lines, k=4)) for _ in range(10))
        pages.append("".join(f"<p>　　{paragraph}</p>\n" for paragraph in paragraphs))
        length += len(pages[-1])
    return "".join(pages)


def _annotated(text: str) -> str:
    """Return a text in Traditional characters, most of them with toneless readings, some twice."""
    drawn = random.Random(0)
    readings = {character: sound for sound, usual in usual_characters().items() for character in usual}
    return "".join(
        sign.translate(traditional_forms())
        + drawn.choice(("", "({})", "({})", "({0})({0})")).format(readings[sign])
        if sign in readings
        else sign
        for sign in text
    )


TEXTS: dict[str, Callable[[int], str]] = {
    "prose": _pages,
    "prose, damaged": lambda size: damage(_pages(size), Mirror(rows=40)),
    "prose, many mirrors": lambda size: "".join(
        damage(_pages(_PAGE, seed), _MIRRORS[seed % len(_MIRRORS)]) for seed in range(size // _PAGE + 1)
    ),
    "prose, dense damage": lambda size: damage(_pages(size).replace("。", "。”；“保！”海。")),
    "prose, without tones": lambda size: _annotated(_pages(size)),
    "prose, recoded": lambda size: _pages(size).encode().decode("gb18030", "replace"),
    **{name: partial(_repeated, unit) for name, unit in _UNITS.items()},
}
"""Texts of some size: pages of invented prose, each another, and units that are hard in one way."""


def _measured(name: str, size: int) -> str:
    """Return microseconds per character, and the memory at the peak above the text and its result."""
    text = TEXTS[name](size)[:size]
    for known in ("prose, damaged", "prose, without tones", "prose, recoded"):
        restore(TEXTS[known](_PAGE))  # the tables load once
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins here, on Linux
    before = _resident("VmRSS")
    start = time.process_time()
    restoration = restore(text)
    seconds = time.process_time() - start
    result = 0 if restoration.text is text else sys.getsizeof(restoration.text) / _MB
    above = _resident("VmHWM") - before - result
    return f"{seconds / size * 1e6:7.2f} µs {above:5.0f} MB {len(restoration.edits):>10,} edits"


def _resident(name: str) -> float:
    """Return the megabytes of this process: VmRSS those of now, VmHWM those of its peak."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition(f"{name}:")[2].split()[0]) / 1024


def _sound_pages() -> Iterator[str]:
    """Yield a made page and all labelled ones, beside the checkout or nowhere, that nothing damaged."""
    yield f"<html><body>{_UNITS['sound']() * 500}</body></html>"
    for path in sorted((*PAGES.rglob("*.html"), *PAGES2.rglob("*.html"))):
        text = decode(path.read_bytes()).text
        if not restore(text).kinds:
            yield text


def _share_of_a_parse(text: str) -> float:
    """Return the seconds of restore() in parses; both find the page's bytes there, as decode() leaves them."""
    parses, restorations = [], []
    source = _PAGE_END.sub(b"", in_utf8(text))
    for number in range(_ROUNDS):
        page = text + " " * number  # of which nothing is known but its bytes
        in_utf8(page)
        start = time.process_time()
        document_fromstring(source, parser=HTMLParser(huge_tree=True, encoding="utf-8"))
        middle = time.process_time()
        restore(page)
        parses.append(middle - start)
        restorations.append(time.process_time() - middle)
    return min(restorations) / min(parses)


def main() -> None:
    """Print a row per text, or measure one of them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "largest", type=int, nargs="?", default=_SIZES[1], help="characters of the largest text"
    )
    parser.add_argument(
        "names", nargs="*", default=list(TEXTS), help="texts to measure, all if none is named"
    )
    parser.add_argument("--one", action="store_true", help="measure one text of that size in this process")
    asked = parser.parse_args()
    if asked.one:
        print(_measured(asked.names[0], asked.largest))  # noqa: T201 - a benchmark prints
        return
    shares = sorted(_share_of_a_parse(text) for text in _sound_pages())
    median, most, worst = statistics.median(shares), shares[len(shares) * 9 // 10], shares[-1]
    figures = f"median {median:.2f} of a parse, nine in ten {most:.2f}, worst {worst:.2f}"
    print(f"{len(shares)} sound pages: {figures}")  # noqa: T201
    for name in asked.names:
        for size in (size for size in _SIZES if size <= asked.largest):
            command = [sys.executable, "-m", "tests.bench.restore", "--one", str(size), name]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            print(f"{name:20} {size:>10,} {done.stdout.strip()}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
