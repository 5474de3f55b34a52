"""The provinces as tiles of one size, laid out so that whoever knows the map finds each where it belongs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from scraper.views.marking import Words
from scraper.views.overview.meanings import STATES

STEPS: Final = 4
"""Shades of a tile: more cannot be told apart side by side."""


class Province(NamedTuple):
    """A division of the first level: the first two digits of its GB/T 2260 code, its names, and its tile."""

    code: str
    name: Words
    short: str  # ISO 3166-2:CN, for a tile on a phone
    column: int
    row: int


PROVINCES: Final = tuple(
    Province(code, Words(zh, en), short, column, row)
    for code, zh, en, short, column, row in (
        ("23", "黑龙江", "Heilongjiang", "HL", 7, 1),
        ("15", "内蒙古", "Inner Mongolia", "NM", 4, 2),
        ("22", "吉林", "Jilin", "JL", 7, 2),
        ("65", "新疆", "Xinjiang", "XJ", 1, 3),
        ("62", "甘肃", "Gansu", "GS", 2, 3),
        ("64", "宁夏", "Ningxia", "NX", 3, 3),
        ("14", "山西", "Shanxi", "SX", 4, 3),
        ("11", "北京", "Beijing", "BJ", 5, 3),
        ("12", "天津", "Tianjin", "TJ", 6, 3),
        ("21", "辽宁", "Liaoning", "LN", 7, 3),
        ("63", "青海", "Qinghai", "QH", 2, 4),
        ("61", "陕西", "Shaanxi", "SN", 3, 4),
        ("41", "河南", "Henan", "HA", 4, 4),
        ("13", "河北", "Hebei", "HE", 5, 4),
        ("37", "山东", "Shandong", "SD", 6, 4),
        ("54", "西藏", "Tibet", "XZ", 1, 5),
        ("51", "四川", "Sichuan", "SC", 2, 5),
        ("50", "重庆", "Chongqing", "CQ", 3, 5),
        ("42", "湖北", "Hubei", "HB", 4, 5),
        ("34", "安徽", "Anhui", "AH", 5, 5),
        ("32", "江苏", "Jiangsu", "JS", 6, 5),
        ("31", "上海", "Shanghai", "SH", 7, 5),
        ("53", "云南", "Yunnan", "YN", 2, 6),
        ("52", "贵州", "Guizhou", "GZ", 3, 6),
        ("43", "湖南", "Hunan", "HN", 4, 6),
        ("36", "江西", "Jiangxi", "JX", 5, 6),
        ("33", "浙江", "Zhejiang", "ZJ", 6, 6),
        ("45", "广西", "Guangxi", "GX", 3, 7),
        ("44", "广东", "Guangdong", "GD", 4, 7),
        ("35", "福建", "Fujian", "FJ", 5, 7),
        ("71", "台湾", "Taiwan", "TW", 7, 7),
        ("46", "海南", "Hainan", "HI", 3, 8),
        ("82", "澳门", "Macao", "MO", 4, 8),
        ("81", "香港", "Hong Kong", "HK", 5, 8),
    )
)
"""Columns and rows of the tiles count from 1, as a CSS grid does."""

OTHER_CODES: Final = {"83": "71"}
"""台湾 has two codes in tables that are in use."""


@dataclass
class Tile:
    """What a tile says: its sites, their articles of this province, and how the worst of them does."""

    province: Province
    articles: int = 0
    sites: int = 0
    wrong: int = 0
    state: str = "none"  # of STATES
    step: int = 0  # of its shade: 0 has no articles
    names: list[str] = field(default_factory=list)  # of the sites that should be looked at


class SiteOfProvinces(NamedTuple):
    """What the map asks of a site: its name and state, and its articles by GB/T 2260 code."""

    name: str
    state: str
    is_wrong: bool
    regions: Mapping[str, int]


def province_of(code: str) -> str:
    """Return the first two digits of a GB/T 2260 code, those of the tile.

    >>> province_of("330600"), province_of("830000")
    ('33', '71')
    """
    return OTHER_CODES.get(code[:2], code[:2])


def lay_tiles(sites: Iterable[SiteOfProvinces]) -> list[Tile]:
    """Return the tile of each province: those without a site are there too."""
    tiles = {one.code: Tile(one) for one in PROVINCES}
    order = list(STATES)
    for site in sites:
        counts = Counter[str]()
        for code, articles in site.regions.items():
            counts[province_of(code)] += articles
        for code in counts.keys() & tiles.keys():
            tile = tiles[code]
            tile.articles += counts[code]
            tile.sites += 1
            tile.state = min(tile.state, site.state, key=order.index)
            if site.is_wrong:
                tile.wrong += 1
                tile.names.append(site.name)
    limits = _limits([tile.articles for tile in tiles.values() if tile.articles])
    for tile in tiles.values():
        tile.step = sum(tile.articles > limit for limit in limits) + 1 if tile.articles else 0
    return list(tiles.values())


def _limits(numbers: Sequence[int]) -> list[int]:
    """Return what a number must exceed for each next shade: as many tiles have the one as the other.

    >>> _limits([1, 2, 3, 4, 5, 6, 7, 800]), _limits([])
    ([2, 4, 6], [])
    """
    ranked = sorted(numbers)
    return (
        [ranked[len(ranked) * step // STEPS - 1] for step in range(1, STEPS)] if len(ranked) >= STEPS else []
    )
