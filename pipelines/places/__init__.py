"""The divisions that an article names, with their codes of GB/T 2260 and where they stand: known for sure, or not told."""

from pipelines.places.named_spans import sighted
from pipelines.places.settling import settled
from schemas.derived.named_place import Place

__all__ = ["find_places"]


def find_places(title: str, body: str) -> tuple[Place, ...]:
    """Return the divisions of GB/T 2260 that an article names, title before body, each as printed: text[start:end] == name.

    A former name has the code that it had: 绍兴县 is 330621, and not its successor 330603. A full name that several
    divisions bear (鼓楼区) has the code that the article's other places settle; a short one (柯桥) is taken where its
    parent stands near or its full name elsewhere in the article. What stays open is left out, and so is a name inside
    the name of something else (南京路, 北京大学).

    >>> [(place.name, place.code) for place in find_places("绍兴柯桥区开新路", "家住南京路的人也来到浙江。")]
    [('绍兴', '330600'), ('柯桥区', '330603'), ('浙江', '330000')]
    """
    sightings = (*sighted(title, "title"), *sighted(body, "body"))
    return tuple(
        Place(code=code, name=one.name, field=one.field, start=one.start, end=one.end)
        for one, code in settled(sightings)
    )
