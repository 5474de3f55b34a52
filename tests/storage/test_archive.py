import zlib
from io import BytesIO

from scrapy.http import Headers, Response
from warcio.archiveiterator import ArchiveIterator

from scraper.storage.archive import read_records, read_response, to_record
from scraper.storage.warc.answers import write_answer

BODIES = (
    b"",
    b"<p>1</p>",
    "<p>山阳县今日丰收。</p>".encode() * 9000,
    b"\r\n\r\nWARC/1.0\r\n",
    bytes(range(256)) * 300,
)


def answer(number: int, body: bytes) -> Response:
    headers = Headers(
        {
            "Date": "Mon, 12 Jun 2023 08:00:00 GMT",
            "Content-Type": "text/html",
            "Transfer-Encoding": "chunked",
            "Set-Cookie": ["a=1", "b=2"],
            "X-Name": "\u5c71".encode(),
        }
    )
    return Response(
        f"http://www.shanyang.example/{number}.html", status=200 + number, headers=headers, body=body
    )


def test_another_reader_finds_every_record_whole_and_its_digests_true() -> None:
    archive = b"".join(to_record(answer(number, body)) for number, body in enumerate(BODIES))
    found = []
    for record in ArchiveIterator(BytesIO(archive), check_digests="raise"):
        found.append(record.raw_stream.read())
        assert record.digest_checker.passed
        assert record.rec_type == "response"
        assert record.http_headers.get_statuscode() == f"{199 + len(found)}"
        assert [value for name, value in record.http_headers.headers if name == "Set-Cookie"] == [
            "a=1",
            "b=2",
        ]
        assert not record.http_headers.get_header("Transfer-Encoding")
        assert record.rec_headers.get_header("WARC-Payload-Digest").startswith("sha1:")
        assert record.rec_headers.get_header("WARC-Block-Digest").startswith("sha1:")
    assert found == list(BODIES)


def test_each_record_is_a_gzip_member_of_its_own(tmp_path) -> None:
    records = [to_record(answer(number, body)) for number, body in enumerate(BODIES)]
    for record in records:
        inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
        assert inflate.decompress(record).startswith(b"WARC/1.0\r\n")
        assert inflate.eof
        assert not inflate.unused_data
    archive = tmp_path / "1.warc.gz"
    archive.write_bytes(b"".join(records))
    offsets = [sum(map(len, records[:number])) for number in range(len(records))]
    assert [place.offset for _, place in read_records(archive)] == offsets


def test_a_record_keeps_address_and_fields_byte_for_byte(tmp_path) -> None:
    archive = tmp_path / "1.warc.gz"
    archive.write_bytes(to_record(answer(4, b"<p>1</p>")))
    ((record, place),) = read_records(archive)
    assert record.url == "http://www.shanyang.example/4.html"
    response = read_response(place)
    assert (response.status, response.body) == (204, b"<p>1</p>")
    assert response.headers["X-Name"] == "\u5c71".encode()
    assert response.headers.getlist("Set-Cookie") == [b"a=1", b"b=2"]


def test_a_field_that_holds_the_end_of_a_line_ends_no_head(tmp_path) -> None:
    archive = tmp_path / "1.warc.gz"
    archive.write_bytes(
        write_answer("http://a.cn/", 200, [(b"X", b"1\r\n\r\n<p>2</p>"), (b"Y", b"3")], b"<p>4</p>")
    )
    ((_, place),) = read_records(archive)
    response = read_response(place)
    assert response.body == b"<p>4</p>"
    assert response.headers["Y"] == b"3"
