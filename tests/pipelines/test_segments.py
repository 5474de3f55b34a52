import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.segments import LostData, Segment, recover, to_line, whole_lines
from schemas.record import Record


class Note(Record):
    text: str


ONE, TWO = to_line(Note(text="一")), to_line(Note(text="二"))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_record_is_one_line_whatever_its_text(text: str) -> None:
    line = to_line(Note(text=text))
    assert len(line.decode("utf-8").splitlines()) == 1
    assert json.loads(line) == {"text": text}


def test_a_segment_has_its_name_only_when_it_is_finished(tmp_path) -> None:
    segment = Segment(tmp_path / "run.jsonl")
    assert segment.append(ONE) == 0
    assert segment.append(TWO) == len(ONE)
    assert not segment.path.exists()
    assert segment.part.read_bytes() == ONE + TWO  # nothing waits in a buffer
    segment.finish()
    assert segment.path.read_bytes() == ONE + TWO
    assert not segment.part.exists()


def test_a_segment_without_lines_leaves_no_file(tmp_path) -> None:
    Segment(tmp_path / "run.jsonl").finish()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("taken", ["run.jsonl", "run.jsonl.part"])
def test_two_runs_never_share_a_segment(tmp_path, taken) -> None:
    (tmp_path / taken).write_bytes(ONE)
    with pytest.raises(FileExistsError):
        Segment(tmp_path / "run.jsonl").append(TWO)
    assert (tmp_path / taken).read_bytes() == ONE


def test_a_deleted_file_does_not_count_as_written(tmp_path) -> None:
    segment = Segment(tmp_path / "run.jsonl")
    segment.append(ONE)
    segment.part.unlink()
    with pytest.raises(FileNotFoundError):
        segment.sync()


@pytest.mark.parametrize("torn", [b"", b'{"text": "tor', TWO])
def test_a_leftover_is_cut_back_to_what_was_committed(tmp_path, torn) -> None:
    (tmp_path / "run.jsonl.part").write_bytes(ONE + torn)
    recover(tmp_path / "run.jsonl", len(ONE))
    assert [file.name for file in tmp_path.iterdir()] == ["run.jsonl"]
    assert (tmp_path / "run.jsonl").read_bytes() == ONE
    recover(tmp_path / "run.jsonl", len(ONE))  # a recovery that died before the ledger knew
    assert (tmp_path / "run.jsonl").read_bytes() == ONE


def test_a_leftover_of_which_nothing_was_committed_goes(tmp_path) -> None:
    (tmp_path / "run.jsonl.part").write_bytes(ONE)
    recover(tmp_path / "run.jsonl", 0)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["run.jsonl", "run.jsonl.part", "gone"])
def test_missing_committed_lines_are_an_error_and_nothing_is_touched(tmp_path, name) -> None:
    (tmp_path / name).write_bytes(ONE[:-3])
    with pytest.raises(LostData, match="committed"):
        recover(tmp_path / "run.jsonl", len(ONE))
    assert (tmp_path / name).read_bytes() == ONE[:-3]


def test_whole_lines_end_at_the_last_line_break(tmp_path) -> None:
    file = tmp_path / "notes"
    file.write_bytes(ONE + TWO + "半".encode()[:-1])
    assert whole_lines(file) == len(ONE + TWO)
