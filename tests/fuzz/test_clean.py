"""Whatever bytes come, clean() returns a record on one line; the slow tests bound its time and its memory."""

import importlib.util
import json
import random
import resource
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import clean
from pipelines.decode import decode
from pipelines.restore import restore
from pipelines.segments import to_line
from schemas import Article, Page, Rejected, Rejection
from tests.fuzz.attacks import Attack
from tests.running import HALF_WAY, growth_of_lines

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    path.read_bytes()
    for pattern in ("tests/sites/*/*/page.html", "scraper/sample/site/**/*.html")
    for path in sorted(ROOT.glob(pattern))
]
MOST_SECONDS = 6.0
"""CPU seconds for a page of any size up to the caps, and for each MB of a larger one; half of it was seen, of 30,000
characters of byte damage."""

MOST_MEMORY = 600  # MB at the peak of 10,000 pages, the test's own pages among them


def load_mutations() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutations", Path(__file__).with_name("mutations.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MUTATIONS = load_mutations()


def page_of(body: bytes, content_type: str = "") -> Page:
    return Page(
        url="http://www.example.cn/202306/t20230612_1.html",
        body=body,
        content_type=content_type,
        fetched_at=datetime(2023, 6, 12, tzinfo=UTC),
    )


def record_of(body: bytes) -> Article | Rejection:
    result = clean(page_of(body))
    line = to_line(result)
    assert len(line.decode("utf-8").splitlines()) == 1
    json.loads(line)
    return result


def record_in_time(body: bytes) -> Article | Rejection:
    began = time.process_time()
    result = record_of(body)
    took = time.process_time() - began
    assert took <= MOST_SECONDS * max(1.0, len(body) / 1e6), f"{took:.1f} s for {len(body)} bytes"
    return result


def fuzz(seeds: range, read: Callable[[bytes], Article | Rejection]) -> None:
    clean(page_of(PAGES[0]))  # what is loaded once is loaded now
    kinds = set()
    for seed in seeds:
        body, done = MUTATIONS.mutate(PAGES, seed)
        try:
            kinds.add(type(read(body)))
        except Exception as error:
            error.add_note(f"seed {seed}: {', '.join(done)}")
            raise
    assert kinds == {Article, Rejection}


def test_80_damaged_pages_become_records() -> None:
    fuzz(range(80), record_of)


@pytest.mark.slow
def test_10000_damaged_pages_become_records() -> None:
    fuzz(range(10_000, 20_000), record_in_time)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 < MOST_MEMORY


def test_the_same_seed_gives_the_same_page() -> None:
    assert MUTATIONS.mutate(PAGES, 7) == MUTATIONS.mutate(PAGES, 7)
    assert len({MUTATIONS.mutate(PAGES, seed)[0] for seed in range(50)}) == 50


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=2000),
    st.sampled_from(["", "text/html", "text/html; charset=gbk", "x\x00y; charset=nonsense"]),
)
def test_any_bytes_are_decoded_or_refused(body: bytes, content_type: str) -> None:
    try:
        text = decode(body, content_type).text
    except Rejected:
        return
    assert isinstance(text, str)
    text.encode("utf-8")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=500))
def test_any_text_is_restored_to_some_text(text: str) -> None:
    restored = restore(text)
    assert isinstance(restored.text, str)


HTML = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div class=info>", "</div>", "<h1>", "</h1>", "来源：", "责编：张某", "2023-06-12", "15:27:00",
         "（记者 李某）", "山阳县今日丰收。" * 9, "<script>", "</script>", "<meta name=author content='", "'>", "\x00",
         "\ud800", "<!--", "-->", "<td>", "&#x110000;", "&nbsp;", "昨天", "0000-00-00 99:99"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(HTML)
def test_any_heap_of_page_pieces_becomes_a_record(html: str) -> None:
    record_of(html.encode("utf-8", "surrogatepass"))


STORY = "".join(
    f"<p>　　山阳县农资对接会昨日举行，{many}家合作社的负责人到场选种选肥。</p>" for many in range(2, 9)
)
FEW = 2_000  # characters of the shortest of three runs
LONG = 60_000
RUNS = [
    *(
        Attack("", one, "")
        for one in (" ", "\u3000", "\n", "\xa0", " \n", "作", "（", "1", "a", "guo ", "國", "…")
    ),
    *(
        Attack("", one, "")
        for one in ("本报", "记者 ", "来源：", "责编：", "|县", "丰收。", "国(guó)", "<p>", "<br>")
    ),
    Attack("责编：", " ", "x"),
    Attack("编辑", "\u3000", "x"),
    Attack("山", "\u3000", "x\ny"),
]
runs = pytest.mark.parametrize("run", RUNS, ids=lambda run: repr(run.lead + run.pump))
places = pytest.mark.parametrize("where", ["text", "byline", "title"])


def page_with(run: str, where: str) -> bytes:
    text, byline, title = (run if where == name else "山阳" for name in ("text", "byline", "title"))
    return (
        f'<meta charset="utf-8"><title>{title}</title><div class="title_box"><h2>{title}</h2><div class="info">'
        f'2023-06-12 15:27 来源：{byline}</div></div><div id="text">{STORY}<p>{text}</p></div>'
    ).encode()


@runs
@places
def test_a_longer_run_of_one_thing_is_more_work_in_proportion(run: Attack, where: str) -> None:
    assert growth_of_lines(lambda length: record_of(page_with(run.text(length), where)), FEW) < HALF_WAY


@pytest.mark.slow
@runs
@places
def test_a_long_run_of_one_thing_costs_no_time(run: Attack, where: str) -> None:
    record_in_time(page_with(run.text(LONG), where))


@pytest.mark.parametrize("number", range(3))
def test_noise_is_refused(number: int) -> None:
    assert isinstance(record_of(random.Random(number).randbytes(20_000)), Rejection)
