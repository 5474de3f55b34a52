"""An archive is read in spite of damage: nothing outside the damaged place is lost, nothing raises."""

import gzip
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.storage.archive import BadArchive, find_archived, index, read_response
from scraper.storage.warc.records import Damage, Place, Record, read_at, scan
from tests.storage.warcs import packed, record, response

URLS = [f"http://www.shanyang.example/202306/t20230612_{number}.html" for number in range(4)]
TEXT = "山阳县十里铺的麦子熟了，收割机下了田。".encode()
RECORDS = [response(url, TEXT * (number + 1)) for number, url in enumerate(URLS)]
FORMS = {"a member for each": packed(*RECORDS), "plain": b"".join(RECORDS)}


def found(path: Path) -> tuple[list[str], list[Damage]]:
    seen = [what for _, what in scan(path)]
    return [one.url for one in seen if isinstance(one, Record)], [
        one for one in seen if isinstance(one, Damage)
    ]


@pytest.fixture
def archive(tmp_path) -> Path:
    return tmp_path / "crawl"


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_a_sound_archive_gives_its_records_and_no_damage(archive, data) -> None:
    archive.write_bytes(data)
    assert found(archive) == (URLS, [])


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_each_record_is_read_again_at_its_place(archive, data) -> None:
    archive.write_bytes(data)
    for place, seen in scan(archive):
        assert isinstance(seen, Record)
        assert read_at(place) == seen


def test_many_records_in_one_gzip_member_are_read_and_found_again(archive) -> None:
    archive.write_bytes(gzip.compress(b"".join(RECORDS)))
    assert found(archive) == (URLS, [])
    for place, seen in scan(archive):
        assert isinstance(seen, Record)
        assert read_at(place) == seen


def starts_of(form: str) -> list[int]:
    sizes = [len(packed(one)) if form != "plain" else len(one) for one in RECORDS]
    return [sum(sizes[:number]) for number in range(len(sizes) + 1)]


@given(
    form=st.sampled_from(sorted(FORMS)),
    where=st.floats(0, 1, exclude_max=True),
    cut=st.integers(0, 40),
    put=st.binary(max_size=40),
)
def test_damage_costs_no_record_outside_it(tmp_path_factory, form, where, cut, put) -> None:
    data = FORMS[form]
    begin = int(where * len(data))
    end = min(len(data), begin + cut)
    path = tmp_path_factory.mktemp("archive") / "crawl"
    path.write_bytes(data[:begin] + put + data[end:])
    starts = starts_of(form)
    untouched = {
        url
        for url, start, stop in zip(URLS, starts, starts[1:], strict=False)
        if stop <= begin or start >= max(end, begin)
    }
    urls, damage = found(path)
    assert set(urls) >= untouched
    assert len(urls) == len(set(urls)) or put
    unseen = form == "plain" or {begin, end} <= set(starts)  # nothing tells that whole records are gone
    assert damage or len(urls) == len(URLS) or unseen


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08", gzip.compress(b"WARC/1.0\r\n")]),
)
def test_no_bytes_raise(tmp_path_factory, data, before) -> None:
    path = tmp_path_factory.mktemp("archive") / "crawl"
    path.write_bytes(before + data)
    for _, one in scan(path):
        assert isinstance(one, Damage | Record)


DAMAGED = {
    "a length that is too long": RECORDS[1].replace(b"Content-Length: ", b"Content-Length: 9"),
    "a length that is too short": RECORDS[1].replace(b"Content-Length: 1", b"Content-Length: "),
    "a length that is no number": RECORDS[1].replace(b"Content-Length: ", b"Content-Length: x"),
    "no length": RECORDS[1].replace(b"Content-Length", b"Content-Lenght", 1),
    "a head that is cut": RECORDS[1][:40],
    "a head that is cut behind its address": RECORDS[1][: RECORDS[1].index(b".html") + 7],
    "a head that never ends": b"WARC/1.0\r\n" + b"x" * 100_000,
    "another beginning": b"WARX" + RECORDS[1][4:],
    "nothing but garbage": b"\x00\xff" * 99_000,
}


@pytest.mark.parametrize("compressed", [True, False], ids=["gzip", "plain"])
@pytest.mark.parametrize("damaged", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_record_is_named_and_the_others_are_read(archive, damaged, compressed) -> None:
    parts = [RECORDS[0], damaged, RECORDS[2], RECORDS[3]]
    archive.write_bytes(packed(*parts) if compressed else b"".join(parts))
    urls, damage = found(archive)
    assert urls == [URLS[0], URLS[2], URLS[3]]
    assert damage


def test_garbage_between_members_is_named_at_its_place(archive) -> None:
    first = packed(RECORDS[0])
    archive.write_bytes(first + b"garbage" + packed(*RECORDS[1:]))
    assert found(archive)[0] == URLS
    assert [place.offset for place, one in scan(archive) if isinstance(one, Damage)] == [len(first)]


def test_a_member_whose_checksum_disagrees_gives_no_record(archive) -> None:
    members = [bytearray(packed(one)) for one in RECORDS]
    members[1][-6] ^= 1
    archive.write_bytes(b"".join(members))
    urls, damage = found(archive)
    assert urls == [URLS[0], *URLS[2:]]
    assert len(damage) == 1


def test_a_torn_end_is_named(archive) -> None:
    archive.write_bytes(packed(*RECORDS)[:-30])
    urls, damage = found(archive)
    assert urls == URLS[:-1]
    assert len(damage) == 1


def test_a_record_whose_checksum_alone_is_torn_off_is_read_and_the_tear_named(archive) -> None:
    archive.write_bytes(packed(*RECORDS)[:-5])
    urls, damage = found(archive)
    assert urls == URLS
    assert len(damage) == 1


@pytest.mark.parametrize("end", [b"", b"\r\n", b"\n\n", b"\r\n\r\n\r\n"], ids=repr)
def test_records_that_end_in_other_blanks_are_sound(archive, end) -> None:
    archive.write_bytes(b"".join(one.removesuffix(b"\r\n\r\n") + (end or b"\r\n") for one in RECORDS))
    assert found(archive) == (URLS, [])


def test_a_huge_record_is_not_held_and_the_next_one_is_read(archive) -> None:
    archive.write_bytes(packed(response(URLS[0], bytes(40_000_000)), RECORDS[1]))
    first, second = (one for _, one in scan(archive) if isinstance(one, Record))
    assert len(first.block) < 17_000_000
    assert second.url == URLS[1]


def test_the_index_of_a_damaged_archive_has_what_is_sound(archive) -> None:
    archive.write_bytes(packed(RECORDS[0]) + b"\x1f\x8b\x08garbage" + packed(*RECORDS[1:]))
    assert list(index(archive)) == URLS


def test_a_file_without_a_record_is_no_archive(archive) -> None:
    archive.write_bytes(b"nothing of the kind")
    with pytest.raises(BadArchive, match="crawl"):
        index(archive)


def test_an_article_is_found_although_a_newer_archive_is_damaged(tmp_path) -> None:
    folder = tmp_path / "shanyang" / "archive"
    folder.mkdir(parents=True)
    (folder / "20230612T072700000Z.warc.gz").write_bytes(packed(*RECORDS))
    (folder / "20230613T072700000Z.warc.gz").write_bytes(b"garbage")
    place = find_archived(tmp_path, URLS[1])
    assert place
    assert read_response(place).body == TEXT * 2


@pytest.mark.parametrize(
    ("said", "trusted"),
    [
        ("Mon, 12 Jun 2023 07:59:59 GMT", "Mon, 12 Jun 2023 07:59:59 GMT"),
        ("Mon, 12 Jun 2023 16:00:00 GMT", "Mon, 12 Jun 2023 16:00:00 GMT"),
        ("Wed, 01 Jan 2020 00:00:00 GMT", "Mon, 12 Jun 2023 08:00:03 GMT"),
        ("Wed, 01 Jan 2031 00:00:00 GMT", "Mon, 12 Jun 2023 08:00:03 GMT"),
        ("yesterday", "Mon, 12 Jun 2023 08:00:03 GMT"),
    ],
)
def test_a_replayed_response_carries_a_date_that_agrees_with_the_crawler_s_clock(
    archive, said, trusted
) -> None:
    archive.write_bytes(packed(response(URLS[0], TEXT, Date=said)))
    assert read_response(Place(archive, 0)).headers["Date"] == trusted.encode()


def test_a_replayed_response_of_another_crawler_comes_without_its_chunks(archive) -> None:
    body = b"5\r\n<p>\xe5\xb1\r\n2\r\n\xb1<\r\n0\r\n\r\n"
    archive.write_bytes(packed(response(URLS[0], body, Transfer_Encoding="chunked")))
    assert read_response(Place(archive, 0)).body == b"<p>\xe5\xb1\xb1<"


def test_what_deflate_cannot_inflate_is_no_member(archive) -> None:
    raw = zlib.compressobj(wbits=-15)
    archive.write_bytes(
        b"\x1f\x8b\x08" + raw.compress(TEXT) + raw.flush() + packed(record("metadata", b"a: b"))
    )
    (_, damage), (_, sound) = scan(archive)
    assert isinstance(damage, Damage)
    assert isinstance(sound, Record)
    assert sound.block == b"a: b"
