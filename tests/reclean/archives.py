"""Archives as CC-NEWS publishes them: a member for each record, warcinfo, request, response and metadata, all languages."""

from collections.abc import Iterator
from pathlib import Path

from tests.storage.warcs import packed, record, response

HOST = "http://www.shanyang.example"

DAYS = "Mon, 12 Jun 2023 08:00:00 GMT", "Tue, 13 Jun 2023 08:00:00 GMT", "Wed, 14 Jun 2023 08:00:00 GMT"

ENGLISH = (
    b"<html lang='en'><title>Harvest begins early</title><body><h1>Harvest begins early</h1><p>Three harvesters went out"
    b" into the fields at dawn, and the members of the cooperative waited at the edge with their bags.</p></body></html>"
)


def page(
    number: int, *, charset: str = "utf-8", said: str | None = None, word: str = "", canonical: str = ""
) -> bytes:
    """Return an invented article, told apart by its number."""
    title = f"板桥村第{number}号麦田清早开镰收割"
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return (
        f"<html><head><meta charset='{said or charset}'><title>{title}</title>{link}</head><body><h1>{title}</h1>"
        f"<div>2023-06-12 15:{number % 60:02d} 来源：山阳新闻网</div><div><p>山阳县板桥村的第{number}块麦子熟了，三台收割机"
        f"清早就下了田，合作社的人守在地头装袋。{word}</p><p>“今年一亩能收{700 + number % 200}斤。”种粮大户郗文静说，"
        f"仓库已经腾了出来，运粮的车在村口排成一列，傍晚以前要送到粮站。</p></div></body></html>"
    ).encode(charset, "xmlcharrefreplace")


def address(number: int) -> str:
    """Return the address of an article."""
    return f"{HOST}/202306/t20230612_{1000 + number}.html"


def fetched(url: str, body: bytes, day: int = 0, kind: str = "text/html", **fields: str) -> Iterator[bytes]:
    """Yield what an archive keeps of one page: request, response, metadata."""
    yield record("request", b"GET / HTTP/1.1\r\n\r\n", url)
    yield response(url, body, Content_Type=kind, Date=DAYS[day], **fields)
    yield record("metadata", b"fetchTimeMs: 9", url)


def write(path: Path, *pages: Iterator[bytes]) -> Path:
    """Write an archive of some fetched pages."""
    records = [record("warcinfo", b"software: a crawler\r\nformat: WARC file version 1.0\r\n")]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed(*records, *(one for fetched_page in pages for one in fetched_page)))
    return path
