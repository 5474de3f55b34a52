"""Archives of all that disturbs an order: parts, redirects, revisits, repeats, copies of later days, damage, no pages."""

import gzip
from pathlib import Path

from hypothesis import strategies as st

from tests.saved.stock import FIRST, HOST, OTHER, PARTS, THIRD, article, pager
from tests.storage.warcs import http, packed, record, response

OWN, ELSEWHERE = f"{HOST}/yw/t20230612_3003.html", f"{HOST}/xz/t20230612_3003.html"
PLUS = f"{HOST}/plus/view.php?aid=7"
LIST = f"{HOST}/list.php?cid=7"
_NAMED = article("三户共用一台烘干机", pager=f"<link rel=canonical href='{OWN}'>")
_LINKS = "".join(f"<li><a href='/xw/{n}.html'>山阳县第{n}组今日开镰收麦忙</a></li>" for n in range(12))
_LIST = f"<html><title>要闻</title><body>{_LINKS}<a href='{LIST}'>1</a><a href='{LIST}&page=2'>2</a></body></html>"


def at(day: int, body: bytes, url: str = OTHER, status: str = "200 OK") -> bytes:
    """Return the record of a page that was fetched on a day."""
    return record("response", http(body, status), url, WARC_Date=f"2023-06-{day:02}T08:00:00Z")


RECORDS = (
    record("warcinfo", b"software: a"),
    record("request", b"GET / HTTP/1.1\r\n\r\n", OTHER),
    record("revisit", http(b""), OTHER),
    record("revisit", http(b""), f"{HOST}/gone.html"),
    response(f"{HOST}/a.png", b"\x89PNG\r\n\x1a\n"),
    response(f"{HOST}/go", b"", "301 Moved", Location=OTHER),
    response(THIRD, b"", "404 Not Found"),
    *(at(12, body, url) for url, body in PARTS.items()),
    at(13, article("十里铺开镰收麦，一页刊完"), FIRST),
    at(12, article()),
    at(13, article()),
    at(14, article("十里铺开镰收麦三百亩")),
    at(15, "<html><body><p>页面不存在</p></body></html>".encode()),
    at(12, _NAMED, OWN),
    at(12, _NAMED, ELSEWHERE),
    at(13, _NAMED.replace("八百斤".encode(), "九百斤".encode()), ELSEWHERE),
    at(12, _LIST.encode(), LIST),
    at(12, _LIST.encode(), f"{LIST}&page=2"),
    at(12, article(pager=pager(PLUS, f"{PLUS}&pageno=2", f"{PLUS}&pageno=3")), PLUS),
    at(12, article(pager=pager(PLUS, f"{PLUS}&pageno=2", f"{PLUS}&pageno=3")), f"{PLUS}&pageno=3"),
    record("resource", response(f"{HOST}/inner.html", article("一条记录里还有一条")), f"{HOST}/a.html"),
    b"no record at all",
)
FORMS = {
    "packed": lambda records: packed(*records),
    "plain": b"".join,
    "one member": lambda records: gzip.compress(b"".join(records), mtime=0),
}

archives = st.builds(
    lambda form, records, begin, cut, put: (
        (data := FORMS[form](records))[: (where := int(begin * len(data)))] + put + data[where + cut :]
    ),
    st.sampled_from(sorted(FORMS)),
    st.lists(st.sampled_from(RECORDS), min_size=1, max_size=24),
    st.floats(0, 1),
    st.sampled_from([0, 0, 0, 1, 40, 300]),
    st.sampled_from([b"", b"", b"", b"\x1f\x8b\x08", b"WARC/1.0\r\nWARC-Type: x", b"\x00" * 40]),
)
"""Bytes of an archive in some form, sound or damaged somewhere."""


def save_all(folder: Path, those: list[bytes]) -> list[Path]:
    """Write archives, and a saved page beside them; return their paths."""
    folder.mkdir(exist_ok=True)
    (folder / "z.html").write_bytes(article("合作社添了两台收割机"))
    for number, data in enumerate(those):
        (folder / f"{number}.warc.gz").write_bytes(data)
    return sorted(folder.iterdir())
