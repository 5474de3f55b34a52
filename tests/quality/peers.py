"""Other readers of Chinese news pages, where they are installed: `pip install --group peers`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from importlib.util import find_spec

from pipelines.decode import decode
from schemas import Page, Rejected
from tests.quality.figures import FIELDS, Figure, Reading

BEIJING = timezone(timedelta(hours=8))


def _text(page: Page) -> str:
    try:
        return decode(page.body, page.content_type).text
    except Rejected:
        return ""


def _beijing(text: object) -> str | None:
    """Return a peer's date as our own are written; a time without a zone is Beijing's."""
    try:
        moment = datetime.fromisoformat(str(text).strip().replace("/", "-"))
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)).astimezone(BEIJING).isoformat()


def _trafilatura(page: Page) -> Reading:
    from trafilatura import bare_extraction

    found = bare_extraction(_text(page), url=page.url, with_metadata=True, include_comments=False)
    if found is None:
        return {}
    return {
        "title": found.title, "date": _beijing(found.date), "date_precision": "day", "author": found.author, "body": found.text
    }  # fmt: skip


def _readability(page: Page) -> Reading:
    from lxml.html import fromstring
    from readability import Document

    document = Document(_text(page))
    root = fromstring(document.summary())
    body = "\n".join(line.strip() for line in root.itertext() if line.strip())
    return {"title": document.short_title(), "body": body}


def _gne(page: Page) -> Reading:
    from gne import GeneralNewsExtractor

    found = GeneralNewsExtractor().extract(_text(page))
    date = _beijing(found["publish_time"])
    return {
        "title": found["title"],
        "date": date,
        "author": found["author"] or None,
        "body": found["content"],
    }


def _newspaper(page: Page) -> Reading:
    import newspaper

    article = newspaper.article(page.url, language="zh", input_html=_text(page))
    date = _beijing(article.publish_date)
    return {
        "title": article.title, "date": date, "author": "、".join(article.authors) or None, "body": article.text
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Peer:
    """Another reader, and the fields that it reads at all: of the others it says nothing, false or null."""

    module: str
    read: Callable[[Page], Reading]
    fields: frozenset[str]


_PEERS: Mapping[str, Peer] = {
    "trafilatura": Peer("trafilatura", _trafilatura, frozenset(("title", "date", "author"))),
    "readability-lxml": Peer("readability", _readability, frozenset(("title",))),
    "GNE": Peer("gne", _gne, frozenset(("title", "date", "author"))),
    "newspaper4k": Peer("newspaper", _newspaper, frozenset(("title", "date", "author"))),
}


def peers() -> Mapping[str, Peer]:
    """Return the peers that are installed, by name."""
    return {name: peer for name, peer in _PEERS.items() if find_spec(peer.module)}


def asked(peer: Peer, figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """Return the peer's figures without the fields that it does not read."""
    return {name: of for name, of in figures.items() if name not in FIELDS or name in peer.fields}
