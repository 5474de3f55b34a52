"""An article as schema.org's NewsArticle: https://schema.org/NewsArticle."""

from typing import Any

from schemas.derived.named_place import Place
from scraper.export.shape import Row

_CONTEXT = "https://schema.org"
_NAMES = "、"  # parts the names of several people


def as_news_article(row: Row) -> dict[str, Any]:
    """Return the article as a JSON-LD document; a key whose value is not known is not there.

    The date of a page that prints a day alone is a day. `publisher` is the site that published the page, and
    `sourceOrganization` whom it names as its source. An address made of an id says which article a reprint repeats.
    """
    one = row.article
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "@id": f"urn:difang:article:{one.id}",
        "identifier": one.id,
        "url": one.url,
        "headline": one.title,
        "datePublished": one.date.date().isoformat() if one.date_precision == "day" else one.date.isoformat(),
        "inLanguage": one.language,
        "articleSection": list(one.section),
        "author": [_person(name) for name in _split(one.author)],
        "editor": [_person(name) for name in _split(one.editor)],
        "publisher": _organization(one.site_name),
        "sourceOrganization": _organization(one.source),
        "image": [_image(image.url, image.caption) for image in one.images],
        "contentLocation": [_place(code, name) for code, name in _named(row.places or ()).items()],
        "isBasedOn": f"urn:difang:article:{row.reprint_of}" if row.reprint_of else None,
        "articleBody": one.body,
    }
    return {key: value for key, value in told.items() if value}


def _split(names: str | None) -> list[str]:
    """Return the names of people, each once, in their order.

    >>> _split("岳知澜、商清和"), _split(None)
    (['岳知澜', '商清和'], [])
    """
    return list(dict.fromkeys(name.strip() for name in (names or "").split(_NAMES) if name.strip()))


def _person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


def _organization(name: str | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _image(url: str, caption: str | None) -> dict[str, str]:
    return {"@type": "ImageObject", "url": url, **({"caption": caption} if caption else {})}


def _named(places: tuple[Place, ...]) -> dict[str, str]:
    """Return the names of the divisions by their codes, each once: as it was first printed."""
    names: dict[str, str] = {}
    for one in places:
        names.setdefault(one.code, one.name)
    return names


def _place(code: str, name: str) -> dict[str, Any]:
    number = {"@type": "PropertyValue", "propertyID": "GB/T 2260", "value": code}
    return {"@type": "AdministrativeArea", "name": name, "identifier": number}
