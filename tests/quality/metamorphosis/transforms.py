"""All transforms by name: each takes a page and what its record holds, and returns the page as it might also be.

A transform is pure: the same page, record and seed give the same bytes. It returns None where it does not apply:
a page that is no text, that does not come back from its own charset, that has no place for a box.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from pipelines.decode import decode
from schemas import Page, Rejected
from tests.quality.metamorphosis import naming, noise, places, spelling
from tests.quality.metamorphosis.places import Held, Move

Transform = Callable[[Page, Held, Random], Page | None]


@dataclass(frozen=True, slots=True)
class _Read:
    text: str
    encoding: str


def _read(page: Page) -> _Read | None:
    """Return the page's text where its bytes come back from it: what is damaged must not be mended here."""
    try:
        decoded = decode(page.body, page.content_type)
        text = page.body.decode(decoded.encoding)
    except (Rejected, UnicodeDecodeError, LookupError):
        return None
    return _Read(text, decoded.encoding) if text.encode(decoded.encoding) == page.body else None


def _moved(move: Move) -> Transform:
    def transform(page: Page, held: Held, random: Random) -> Page | None:
        read = _read(page)
        text = move(read.text, held, random) if read else None
        if read is None or text is None:
            return None
        try:
            return page.model_copy(update={"body": text.encode(read.encoding)})
        except UnicodeEncodeError:  # an added word that the page's charset cannot spell
            return None

    return transform


def _respelled(respell: spelling.Respell) -> Transform:
    return _moved(lambda text, _, random: respell(text, random))


def _recoded(charset: str) -> Transform:
    """Return a transform that writes the page in another charset, and declares it in the page and the header."""

    def transform(page: Page, _: Held, __: Random) -> Page | None:
        read = _read(page)
        if read is None or read.encoding.replace("-", "") == charset.replace("-", ""):
            return None
        try:
            body = spelling.declared_as(read.text, charset).encode(charset)
        except UnicodeEncodeError:
            return None
        return page.model_copy(update={"body": body, "content_type": f"text/html; charset={charset}"})

    return transform


TRANSFORMS: Mapping[str, Transform] = {
    "charset utf-8": _recoded("utf-8"),
    "charset gbk": _recoded("gbk"),
    "charset gb18030": _recoded("gb18030"),
    "charset big5": _recoded("big5"),
    "entities by name": _respelled(spelling.with_named_entities),
    "entities, decimal": _respelled(spelling.with_decimal_entities),
    "entities, hexadecimal": _respelled(spelling.with_hex_entities),
    "line ends": _respelled(spelling.with_windows_line_ends),
    "one line": _respelled(spelling.in_one_line),
    "minified": _respelled(spelling.minified),
    "indented": _respelled(spelling.indented),
    "attribute order": _respelled(spelling.with_attributes_shuffled),
    "attribute quotes": _respelled(spelling.with_quotes_changed),
    "tags in capitals": _respelled(spelling.with_tags_in_capitals),
    "comments in the markup": _respelled(spelling.with_comments),
    "doctype and metas": _respelled(spelling.with_head_shuffled),
    "hashed names": _respelled(naming.with_hashed_names),
    "inline tags": _respelled(naming.with_inline_tags),
    "wrappers": _moved(places.with_wrappers),
    "in a table": _moved(places.in_a_table),
    "behind its neighbour": _moved(places.behind_its_neighbour),
    "sidebar before": _moved(places.beside_a_sidebar(noise.hot_list)),
    "adverts": _moved(places.surrounded(noise.advert)),
    "share bars": _moved(places.surrounded(noise.share_bar)),
    "hot lists": _moved(places.surrounded(noise.hot_list)),
    "readers' comments": _moved(places.surrounded(noise.comments, near=False, spoken=True)),
    "related articles": _moved(places.surrounded(noise.related)),
    "banners": _moved(places.surrounded(noise.banner, near=False)),
    "other matters": _moved(places.beside_or_within(noise.another_matter)),
    "hidden link farms": _moved(places.with_farms(noise.link_farm)),
}
