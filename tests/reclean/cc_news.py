"""Archives of mixed news as a crawler of the whole world leaves them: all that may lie in one, in one reproducible mixture."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.reclean.archives import DAYS, address, page
from tests.reclean.languages import CHARSETS_OF_CHINESE, CHINESE, OTHERS, compose, dress
from tests.storage.warcs import packed, record, response

SITES = 40
WEIGHT = 60  # links of a template


def write_archives(
    folder: Path, archives: int, records: int, *, seed: int = 1, chinese: float = 0.6
) -> list[Path]:
    """Write so many archives with so many responses together; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(seed)
    each = records // archives
    paths = [folder / f"CC-NEWS-202306{12 + one % 18:02d}-{one:05d}.warc.gz" for one in range(archives)]
    for one, path in enumerate(paths):
        members = [packed(record("warcinfo", b"software: a crawler\r\nformat: WARC file version 1.0\r\n"))]
        for number in range(each):
            members += [packed(*response_and_others(random, one * each + number, chinese))]
        if one % 3 == 1:  # a cut member in the middle: the next one begins inside it
            middle = len(members) // 2
            members[middle] = members[middle][: len(members[middle]) // 2]
        if one % 5 == 4:  # the upload ended early
            members[-1] = members[-1][:-60]
        path.write_bytes(b"".join(members))
    return paths


def response_and_others(random: Random, number: int, chinese: float) -> Iterator[bytes]:
    """Yield the records of one response: with its request and metadata, or alone."""
    url = f"http://site{number % SITES}.example/news/{number}.html"
    alone = random.random() < 0.5
    if not alone:
        yield record("request", b"GET / HTTP/1.1\r\n\r\n", url)
    yield _response(random, number, url, chinese)
    if not alone:
        yield record("metadata", b"fetchTimeMs: 9", url)


def _response(random: Random, number: int, url: str, chinese: float) -> bytes:
    """Return a response: two in ten are no page, or an article of several archives, the others Chinese or not."""
    drawn, day = random.random(), random.choice(DAYS)
    for share, make in _ODD:
        if drawn < share:
            return make(random, number, url, day)
        drawn -= share
    if drawn < chinese:
        body = _chinese(random, number)
    else:
        sentences, charsets = OTHERS[language := random.choice(tuple(OTHERS))]
        body = dress(random, compose(random, sentences), language, random.choice(charsets), weight=WEIGHT)
    return response(url, body, Content_Type="text/html", Date=day)


def _pdf(_random: Random, _number: int, url: str, day: str) -> bytes:
    return response(url, b"%PDF-1.7 invented", Content_Type="application/pdf", Date=day)


def _image(_random: Random, _number: int, url: str, day: str) -> bytes:
    return response(url, b"\x89PNG\r\n\x1a\n", Content_Type="image/png", Date=day)


def _moved(_random: Random, _number: int, url: str, day: str) -> bytes:
    return response(url, b"", "301 Moved", Location=f"{url}?moved", Date=day)


def _gone(_random: Random, _number: int, url: str, day: str) -> bytes:
    return response(url, b"<p>gone</p>", "404 Not Found", Date=day)


def _truncated(_random: Random, number: int, url: str, _day: str) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(number)[:900]
    return record("response", body, url, WARC_Truncated="length")


def _shared(random: Random, _number: int, _url: str, day: str) -> bytes:
    """Return an article that several archives hold, newer or older."""
    shared = random.randrange(1, 50)
    body = page(shared, word=f"第{random.randrange(3)}次修改。")
    return response(address(shared), body, Content_Type="text/html", Date=day)


def _mobile(random: Random, _number: int, _url: str, day: str) -> bytes:
    """Return a mobile page that names the article as its own."""
    shared = random.randrange(1, 50)
    body = page(shared, canonical=address(shared))
    return response(address(shared).replace("/202306/", "/m/"), body, Content_Type="text/html", Date=day)


_ODD = (
    (0.03, _pdf),
    (0.02, _image),
    (0.02, _moved),
    (0.01, _gone),
    (0.02, _truncated),
    (0.05, _shared),
    (0.02, _mobile),
)
"""What share of the responses is what."""


def _chinese(random: Random, number: int) -> bytes:
    script = random.choice(tuple(CHINESE))
    charset = random.choice(CHARSETS_OF_CHINESE[script])
    title = f"<h1>第{number}号麦田开镰收割</h1><div>2023-06-12 15:{number % 60:02d} 来源：山阳新闻网</div>"
    return dress(random, f"{title}{compose(random, CHINESE[script])}", "zh", charset, weight=WEIGHT)
