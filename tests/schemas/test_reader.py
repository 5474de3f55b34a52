"""Lines are read typed, the newest of each article, whatever they lie in and whatever is wrong with some."""

import gzip
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.segments import to_line
from schemas import Article
from schemas.article import SCHEMA_VERSION
from schemas.reader import BadLine, find_files, read_articles
from schemas.reader.inputs import Raw
from schemas.reader.newest import find_newest
from tests.schemas.written import article, write


def titles(*paths: Path | str, **asked: object) -> list[str]:
    return [one.title for one in read_articles(*paths, **asked)]  # type: ignore[arg-type]


def test_of_each_id_the_newest_revision_is_given_and_all_lines_on_demand(tmp_path) -> None:
    write(tmp_path / "1.jsonl", article(1, title="雨前开镰"), article(2, title="一座桥通了"))
    write(tmp_path / "2.jsonl", article(1, title="雨后开镰", revision=2))
    assert titles(tmp_path) == ["一座桥通了", "雨后开镰"]
    assert titles(tmp_path, latest=False) == ["雨前开镰", "一座桥通了", "雨后开镰"]


def test_a_lower_revision_in_a_later_file_supersedes_nothing(tmp_path) -> None:
    write(tmp_path / "b.jsonl", article(1, title="旧", revision=1))
    write(tmp_path / "a.jsonl", article(1, title="新", revision=2))
    assert titles(tmp_path) == ["新"]


def test_of_one_revision_in_two_files_the_one_that_was_fetched_last_holds(tmp_path) -> None:
    late = datetime(2023, 7, 1, 0, 0, 0, 500_000, tzinfo=UTC)
    write(tmp_path / "a.jsonl", article(1, title="后取", fetched_at=late))
    write(tmp_path / "b.jsonl", article(1, title="先取", fetched_at=late - timedelta(seconds=0.5)))
    assert titles(tmp_path) == ["后取"]


def test_a_folder_of_data_gives_its_articles_and_neither_rejections_nor_replays(tmp_path) -> None:
    write(tmp_path / "shanyang/articles/1.jsonl", article(1))
    write(tmp_path / "shanyang/replay/articles/1.jsonl", article(2))
    (tmp_path / "shanyang/rejects").mkdir()
    (tmp_path / "shanyang/rejects/1.jsonl").write_text('{"id": "x"}\n', encoding="utf-8")
    assert len(titles(tmp_path)) == 1
    assert len(titles(tmp_path / "shanyang/replay")) == 1
    assert len(titles(f"{tmp_path}/*/articles/*.jsonl")) == 1
    assert len(titles(f"{tmp_path}/**/articles")) == 2


def test_packed_files_are_read_as_plain_ones(tmp_path) -> None:
    line = to_line(article(1))
    (tmp_path / "1.jsonl.gz").write_bytes(gzip.compress(line))
    packed = zstandard.compress(line) + zstandard.compress(to_line(article(2)))
    (tmp_path / "2.jsonl.zst").write_bytes(packed)
    assert len(titles(tmp_path)) == 2


@pytest.mark.parametrize("name", ["1.jsonl.gz", "1.jsonl.zst"])
def test_a_packed_file_that_was_cut_is_named(tmp_path, name) -> None:
    lines = b"".join(to_line(article(number)) for number in range(50))
    packed = gzip.compress(lines) if name.endswith("gz") else zstandard.compress(lines)
    (tmp_path / name).write_bytes(packed[: len(packed) // 2])
    with pytest.raises(OSError, match=name):
        titles(tmp_path)


def test_what_is_being_written_is_read_on_demand_up_to_its_last_whole_line(tmp_path) -> None:
    write(tmp_path / "1.jsonl", article(1, title="写完"))
    part = tmp_path / "2.jsonl.part"
    part.write_bytes(to_line(article(2, title="在写")) + to_line(article(3))[:40])
    assert titles(tmp_path) == titles(f"{tmp_path}/*") == ["写完"]
    assert titles(tmp_path, parts=True) == titles(f"{tmp_path}/*", parts=True) == ["写完", "在写"]
    assert find_files([part], parts=True) == [part]


def test_what_a_crawl_writes_meanwhile_moves_nothing(tmp_path) -> None:
    part = tmp_path / "1.jsonl.part"
    part.write_bytes(to_line(article(1, title="一")))
    write(
        tmp_path / "2.jsonl",
        article(2, title="旧二"),
        article(2, title="二", revision=2),
        article(3, title="三"),
    )
    reading = read_articles(tmp_path, parts=True)
    lines = [next(reading)]
    with part.open("ab") as growing:
        growing.write(to_line(article(1, title="一改", revision=2)) + to_line(article(4)))
    part.replace(tmp_path / "1.jsonl")  # its run ends
    assert [one.title for one in (*lines, *reading)] == ["一", "二", "三"]


def test_a_run_that_ends_before_its_file_is_opened_is_read_under_its_final_name(tmp_path) -> None:
    part = tmp_path / "1.jsonl.part"
    part.write_bytes(to_line(article(1)))
    reading = read_articles(tmp_path, parts=True)
    part.replace(tmp_path / "1.jsonl")
    assert len(list(reading)) == 1


def test_what_is_asked_for_is_chosen(tmp_path) -> None:
    for number, (site, region, day) in enumerate(
        [("people", "330000", 1), ("tibet", None, 2), ("zjol", "330100", 30)]
    ):
        moment = datetime(2023, 6, day, 23, 59, tzinfo=article(0).date.tzinfo)
        write(
            tmp_path / f"{number}.jsonl", article(number, site=site, region=region, date=moment, title=site)
        )
    assert titles(tmp_path, site="tibet") == ["tibet"]
    assert titles(tmp_path, site=["tibet", "zjol"], since="2023-06-03") == ["zjol"]
    assert titles(tmp_path, region="33") == ["people", "zjol"]
    assert titles(tmp_path, region=["3301"]) == ["zjol"]
    assert titles(tmp_path, since=date(2023, 6, 2), until="2023-06-30") == ["tibet", "zjol"]
    assert titles(tmp_path, until="2023-06-02T23:00:00+08:00") == ["people"]
    assert titles(tmp_path, until="2023-06-02T15:59:00Z") == ["people", "tibet"]


def test_a_choice_is_made_among_the_newest_revisions(tmp_path) -> None:
    moved = article(1).date + timedelta(days=300)
    write(tmp_path / "1.jsonl", article(1), article(1, revision=2, date=moved))
    assert titles(tmp_path, until=article(1).date) == []


def test_columns_are_given_in_their_order_with_their_types(tmp_path) -> None:
    write(tmp_path / "1.jsonl", article(1))
    (row,) = read_articles(tmp_path, columns=["date", "id"])
    assert list(row) == ["date", "id"]
    assert row["date"] == article(1).date


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"columns": ["titel"]}, "no column 'titel': did you mean title"),
        ({"columns": ["id", "id"]}, "a column stands twice"),
        ({"columns": []}, "no column is named"),
        ({"since": "June"}, "'June' is no day: write 2023-06-01"),
    ],
)
def test_a_wrong_question_is_told_before_the_first_line_is_read(tmp_path, asked, said) -> None:
    with pytest.raises(ValueError, match=said):
        read_articles(tmp_path, **asked)


@pytest.mark.parametrize("path", ["nowhere", "*.jsonl", "nowhere/**/*.jsonl"])
def test_a_path_that_names_nothing_is_told(tmp_path, path) -> None:
    with pytest.raises(FileNotFoundError, match="there is no"):
        read_articles(tmp_path / path)


BAD = {
    "torn": to_line(article(1))[:100] + b"\n",
    "empty": b"\n",
    "no object": b"[1]\n",
    "no UTF-8": to_line(article(1)).replace("雨".encode(), b"\xd3\xea"),
    "newer": to_line(article(1)).replace(SCHEMA_VERSION.encode(), b"9.0.0"),
    "of no version": to_line(article(1)).replace(b'"schema_version":"1.0.0",', b""),
    "with a strange version": to_line(article(1)).replace(b'"1.0.0"', b'"one"'),
    "with an unknown key": to_line(article(1))[:-2] + b',"colour":"red"}\n',
    "without a title": to_line(article(1)).replace(b'"title"', b'"titel"'),
    "of too deep a nest": b"[" * 100_000 + b"\n",
    "of nulls": bytes(200) + b"\n",
}


@pytest.mark.parametrize("kind", BAD)
def test_a_line_that_is_no_article_is_named_or_told_and_the_others_are_read(tmp_path, kind) -> None:
    file = tmp_path / "1.jsonl"
    file.write_bytes(to_line(article(2, title="前")) + BAD[kind] + to_line(article(3, title="后")))
    with pytest.raises(BadLine, match=r"1\.jsonl, line 2: .{5}") as told:
        titles(tmp_path)
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 300 + len(str(file))
    bad: list[BadLine] = []
    assert titles(tmp_path, bad=bad.append) == ["前", "后"]
    assert [(one.file, one.number) for one in bad] == [(file, 2)]


@pytest.mark.parametrize("kind", ["torn behind its head", "with an unknown key", "newer"])
def test_a_newer_line_that_is_none_takes_no_article_s_place(tmp_path, kind) -> None:
    line = to_line(article(1, title="新", revision=2))
    bad = {
        "torn behind its head": line[:-40] + b"\n",
        "with an unknown key": line[:-2] + b',"colour":"red"}\n',
        "newer": line.replace(SCHEMA_VERSION.encode(), b"9.0.0"),
    }[kind]
    (tmp_path / "1.jsonl").write_bytes(to_line(article(1, title="旧")) + bad)
    told: list[BadLine] = []
    assert titles(tmp_path, bad=told.append) == ["旧"]
    assert [one.number for one in told] == [2]


def test_a_line_of_an_export_gives_its_article(tmp_path) -> None:
    line = json.loads(to_line(article(1)))
    (tmp_path / "1.jsonl").write_text(
        json.dumps({**line, "reprint_of": None, "places": []}) + "\n", encoding="utf-8"
    )
    assert list(read_articles(tmp_path)) == [article(1)]


def test_a_line_in_another_order_of_keys_is_the_same_line(tmp_path) -> None:
    line = json.loads(to_line(article(1, title="新", revision=2)))
    shuffled = dict(sorted(line.items()))
    (tmp_path / "1.jsonl").write_text(json.dumps(shuffled, indent=None) + "\n", encoding="utf-8")
    write(tmp_path / "2.jsonl", article(1, title="旧"))
    assert titles(tmp_path) == ["新"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(1, 4), st.integers(0, 3)), max_size=40
    )  # id, revision, when
)
def test_the_newest_is_what_a_sort_would_give(drawn) -> None:
    lines = [
        to_line(
            article(
                number, revision=revision, fetched_at=datetime(2023, 6, 1, tzinfo=UTC) + timedelta(seconds=at)
            )
        )
        for number, revision, at in drawn
    ]
    raws = [Raw(Path(str(place // 7)), place % 7 + 1, line) for place, line in enumerate(lines)]
    newest = find_newest(raws)
    held = {place for place, raw in enumerate(raws) if newest.holds(raw)}
    best: dict[int, tuple[int, int, int]] = {}
    for place, (number, revision, at) in enumerate(drawn):
        best[number] = max(best.get(number, (0, 0, 0)), (revision, at, place))
    assert held == {place for *_, place in best.values()}


def test_articles_are_read_with_their_types(tmp_path) -> None:
    write(tmp_path / "1.jsonl", article(1))
    (read,) = read_articles(str(tmp_path / "1.jsonl"))
    assert isinstance(read, Article)
    assert read.date.utcoffset() == timedelta(hours=8)
