"""What the words of a call stand for: each archive once, under a name that is its own."""

import gzip

import pytest

from scraper.reclean.named_archives import find_inputs, name_of


@pytest.fixture
def folder(tmp_path):
    for name in ("a.warc.gz", "below/b.warc", "below/note.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"WARC/1.0")
    return tmp_path


def test_a_folder_a_glob_and_a_path_name_the_same_archive_once(folder) -> None:
    words = [str(folder), f"{folder}/*.warc.gz", f"{folder}/a.warc.gz", f"file://{folder}/a.warc.gz"]
    inputs, lost = find_inputs(words)
    assert [one.address for one in inputs] == [f"{folder}/a.warc.gz", f"{folder}/below/b.warc"]
    assert not lost


def test_two_archives_of_one_name_have_segments_of_their_own() -> None:
    names = {name_of(one) for one in ("s3://a/x.warc.gz", "s3://b/x.warc.gz", "/a/x.warc.gz", "/a/x.warc")}
    assert len(names) == 4
    assert all("/" not in name for name in names)
    assert len(name_of("s3://a/" + "山" * 300 + ".warc.gz").encode()) < 200


@pytest.mark.parametrize("name", ["list.txt", "warc.paths.gz"])
def test_a_list_names_archives_beside_it_and_anywhere(folder, name) -> None:
    text = b"# of June\n\na.warc.gz\ns3://news/c.warc.gz\n"
    (folder / name).write_bytes(gzip.compress(text) if name.endswith("gz") else text)
    for word in (f"{folder}/{name}", f"@{folder}/{name}"):
        inputs, lost = find_inputs([word])
        assert [one.address for one in inputs] == [f"{folder}/a.warc.gz", "s3://news/c.warc.gz"]
        assert not lost
    inputs, _ = find_inputs([f"@{folder}/{name}"], "https://data.example.org/")
    assert inputs[0].address == "https://data.example.org/a.warc.gz"


def test_what_names_nothing_is_told_and_the_rest_is_found(folder) -> None:
    (folder / "bad.txt").write_bytes(b"\xff\xfe\x00")
    (folder / "empty").mkdir()
    words = [
        "none.warc.gz",
        "none*.gz",
        f"{folder}/bad.txt",
        f"{folder}/empty",
        "@none.txt",
        f"{folder}/a.warc.gz",
    ]
    inputs, lost = find_inputs(words)
    assert len(inputs) == 1
    assert [one.input for one in lost] == words[:-1]
