"""What restore() costs: time and memory from 10 kB up, and a sound page beside its parse.

`python -m tests.bench.restore [LARGEST [NAME ...]]`: each text has a process of its own, so that the peak of one is not
another's. Memory is what the process had above the text at its peak; of it the edits that are returned are told apart.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from lxml.html import HTMLParser, document_fromstring

from pipelines.characters import in_utf8
from pipelines.decode import decode
from pipelines.restore import Restoration, damage, restore
from schemas import Edit
from tests.quality.labelled import PAGES, PAGES2

_SENTENCE = "山阳县发展潜力巨大，各区联合创业，群众说：“今年的收成比去年好。”随后宣布计划。"
_HOSTILE = "“国？”；“保！”；"  # every mark a cut, every cut inside a character
_TEXTS: dict[str, Callable[[], str]] = {
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
_SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
_ROUNDS = 5  # of each page the least counts
_MB = 1 << 20


def _measured(name: str, size: int) -> str:
    """Return microseconds per character and the memory at the peak: above the text, and without the edits."""
    restore(damage(_SENTENCE), damaged=True)  # the tables load once
    unit = _TEXTS[name]()
    text = (unit * (size // len(unit) + 1))[:size]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    restoration = restore(text)
    seconds = time.process_time() - start
    above = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024  # kilobytes, on Linux
    return f"{seconds / size * 1e6:7.2f} µs {above:5.0f} MB {above - _held(restoration) / _MB:5.0f} MB"


def _held(restoration: Restoration) -> int:
    """Return the bytes of what is returned: the text and its edits."""
    return sys.getsizeof(restoration.text) + sum(map(_size, restoration.edits))


def _size(edit: Edit) -> int:
    parts = (edit, vars(edit), edit.model_fields_set, edit.start, edit.before, edit.after)
    return sum(map(sys.getsizeof, parts))


def _sound_pages() -> Iterator[str]:
    """Yield a made page and all labelled ones, beside the checkout or nowhere, that nothing damaged."""
    yield f"<html><body>{_TEXTS['sound']() * 500}</body></html>"
    for path in sorted((*PAGES.rglob("*.html"), *PAGES2.rglob("*.html"))):
        text = decode(path.read_bytes()).text
        if not restore(text).kinds:
            yield text


def _share_of_a_parse(text: str) -> float:
    """Return the seconds of restore() in parses; both find the page's bytes there, as decode() leaves them."""
    parses, restorations = [], []
    for _ in range(_ROUNDS):
        encoded = in_utf8(text)
        start = time.process_time()
        document_fromstring(encoded, parser=HTMLParser(encoding="utf-8"))
        middle = time.process_time()
        restore(text)
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
        "names", nargs="*", default=list(_TEXTS), help="texts to measure, all if none is named"
    )
    parser.add_argument("--one", action="store_true", help="measure one text of that size in this process")
    asked = parser.parse_args()
    if asked.one:
        print(_measured(asked.names[0], asked.largest))  # noqa: T201 - a benchmark prints
        return
    shares = sorted(_share_of_a_parse(text) for text in _sound_pages())
    median, worst = statistics.median(shares), shares[-1]
    print(f"{len(shares)} sound pages: median {median:.2f} of a parse, worst {worst:.2f}")  # noqa: T201
    for name in asked.names:
        for size in (size for size in _SIZES if size <= asked.largest):
            command = [sys.executable, "-m", "tests.bench.restore", "--one", str(size), name]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            print(f"{name:16} {size:>10,} {done.stdout.strip()}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
