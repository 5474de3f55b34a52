"""Other readers of Chinese news pages, where they are installed: `pip install --group peers`."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from importlib.util import find_spec
from typing import Any

from pipelines.decode import decode
from schemas import Page, Rejected

Reading = Mapping[str, Any]
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


_READERS: Mapping[str, tuple[str, Callable[[Page], Reading]]] = {
    "trafilatura": ("trafilatura", _trafilatura),
    "readability-lxml": ("readability", _readability),
    "GNE": ("gne", _gne),
    "newspaper4k": ("newspaper", _newspaper),
}


def peers() -> Mapping[str, Callable[[Page], Reading]]:
    """Return the peers that are installed, by name."""
    return {name: read for name, (module, read) in _READERS.items() if find_spec(module)}
