import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.segments import Segment, finish_leftovers, to_line
from schemas.record import Record


class Note(Record):
    text: str


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_record_is_one_line_whatever_its_text(text: str) -> None:
    line = to_line(Note(text=text))
    assert len(line.decode("utf-8").splitlines()) == 1
    assert json.loads(line) == {"text": text}


def test_a_segment_has_its_name_only_when_it_is_finished(tmp_path) -> None:
    segment = Segment(tmp_path / "run.jsonl")
    segment.append(Note(text="一"))
    assert not segment.path.exists()
    assert segment.part.read_bytes() == to_line(Note(text="一"))  # flushed: a killed process loses nothing
    segment.finish()
    assert segment.path.read_bytes() == to_line(Note(text="一"))
    assert not segment.part.exists()


def test_a_segment_without_lines_leaves_no_file(tmp_path) -> None:
    Segment(tmp_path / "run.jsonl").finish()
    assert not list(tmp_path.iterdir())


def test_two_runs_never_share_a_segment(tmp_path) -> None:
    Segment(tmp_path / "run.jsonl").append(Note(text="一"))
    with pytest.raises(FileExistsError):
        Segment(tmp_path / "run.jsonl").append(Note(text="二"))


@pytest.mark.parametrize("torn", [b"", b'{"text": "tor', '{"text": "半'.encode()[:-1]])
def test_a_leftover_is_finished_without_its_torn_line(tmp_path, torn) -> None:
    whole = to_line(Note(text="一")) + to_line(Note(text="二"))
    (tmp_path / "run.jsonl.part").write_bytes(whole + torn)
    assert list(finish_leftovers(tmp_path)) == [tmp_path / "run.jsonl"]
    assert (tmp_path / "run.jsonl").read_bytes() == whole


def test_a_leftover_without_a_whole_line_goes(tmp_path) -> None:
    (tmp_path / "run.jsonl.part").write_bytes(b'{"text"')
    assert list(finish_leftovers(tmp_path)) == []
    assert not list(tmp_path.iterdir())
