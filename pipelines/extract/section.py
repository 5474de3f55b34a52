"""The section of an article from the breadcrumb, and the site's name."""

import re
from itertools import chain, islice, pairwise
from urllib.parse import urlsplit

from pipelines.extract.reading.furniture import heads_other_articles, names_of
from pipelines.extract.reading.lines import JOINT, LINKED_SHARE, Line
from pipelines.extract.reading.surface import Surface
from pipelines.extract.reading.zones import Zones
from pipelines.extract.title.plain_words import plain
from pipelines.extract.tree.selectors import select
from schemas import Rules

_ARROW = re.compile(r"[>＞»›→≫]+|&gt;|(?<=\t)[?？](?=[\t ])")
"""What stands between two steps; a `?` behind a link is the › of a page that a mirror wrote in CP936, which has none."""
_SLASH = re.compile(rf"[/／|-]|{JOINT}")
_LEAD = re.compile(
    r"^.{0,8}?(?:您|你)?(?:现在|当前)?(?:的)?(?:所在)?(?:的)?(?:当前位置|當前位置|所在位置|位置|您在|目前位置)(?:是)?\s*[:：]?"
)
_PLACE = re.compile("^.{0,4}(?:[当當目]前|所在|现在|[您你])的?位置")
_HOME = re.compile("^(?:.{0,8}首页|.{0,8}首頁|主页|主頁|Home|HOME|.{1,6}网|.{1,6}網)$")
_HOME_AND_STEP = re.compile("(?:首页|首頁) ?[-–—/／] ?")
_NO_SECTION = re.compile(
    "(?:新闻|文章|内容|详细|浏览|查看)?(?:正文|文章|内容|详情)页?|内容页|返回|查看|阅读|全文"
)
_ENDS_AT_TEXT = re.compile(r"(?:[>＞»›→≫/]|\s[?？])\s?正文\s?$")
"""How a breadcrumb ends: 国内新闻 > 正文."""
_CRUMB_CLASS = re.compile(
    "crumb|bread|mbx|position|location|weizhi|path|route|dqwz|where|curr", re.IGNORECASE
)
LONGEST_CRUMB = 16
"""Characters of one step of a breadcrumb."""
LONGEST_TRAIL = 120
"""Characters of a whole breadcrumb."""
_MOST_ITEMS = 5
"""Items of a list that is a breadcrumb; a longer one is a menu."""
_MOST_STEPS = 6
"""Steps of a breadcrumb behind the home page; a menu has more."""
_SHORTEST_NUMBER = 5
"""Digits of a series' number in the address of each of its parts: /book/10343/ and /chapter/10343/7206."""
_REACH = 14
"""Rows above the headline among which the breadcrumb stands, those of other articles not counted."""
_REACH_OF_ALL = 36
"""The same, those counted: a column of three lists; farther above its own words tell a trail."""
_OTHER_HEADLINE = 7
"""Characters from which a link is another article's headline, and no step."""


def read_section(surface: Surface, zones: Zones, rules: Rules, title: str = "") -> tuple[str, ...]:
    """Return the breadcrumb's steps, outermost first, without 首页, 正文 and the `title`; empty where none is printed."""
    for selector in rules.section:
        printed = (JOINT.join(element.itertext()) for element in select(selector, surface.root))
        if steps := read_trail(" > ".join(printed)):
            return steps
    near = surface.rows[max(0, zones.top - _REACH_OF_ALL) : zones.top]
    ours = (row for row in reversed(near) if not (row.hidden or _is_of_others(row)))
    above = list(islice(ours, _REACH))
    headline = plain(surface.rows[zones.top].spaced) if zones.top < len(surface.rows) else ""
    address = surface.root.base_url or ""
    trails = (row for row in above if _is_trail(row) or _leads_to(address, row))
    # Where the headline is printed nowhere, the trail stands in what is then the header.
    below = (row for row in zones.header if _names_itself(row))
    # A column, or the table of a document, may stand between trail and headline.
    near_by = frozenset(above)
    far = (row for row in reversed(surface.rows[: zones.top]) if row not in near_by and _is_far_trail(row))
    found = chain([_read_list(above, address)], (read_trail(row.parts) for row in chain(trails, far, below)))
    steps = next(filter(None, found), ())
    headlines = {headline, plain(title)}
    return tuple(step for step in steps if plain(step) not in headlines)


def _read_list(above: list[Line], address: str) -> tuple[str, ...]:
    """Return the steps of a breadcrumb whose steps are items of a list directly above the headline."""
    items: list[Line] = []
    for row in above[:_MOST_ITEMS]:
        if row.element.tag != "li" or row.element.getparent() is not above[0].element.getparent():
            break
        items.insert(0, row)
    home, *steps = [row.spaced for row in items] or [""]
    # A list of sites has further ones above, or names of sites for steps.
    begins = bool(steps) and items[0].element.getprevious() is None and bool(_HOME.match(home))
    if not begins or any(map(_HOME.match, steps)) or not _is_list_of_steps(items, address):
        return ()
    return read_trail(">".join((home, *steps)))


def _is_list_of_steps(items: list[Line], address: str) -> bool:
    """Say whether a list from the home page on is no short menu: ordered or named so, each in the one before, or up to the page."""
    listed = items[0].element.getparent()
    around = [listed, listed.getparent()] if listed.getparent() is not None else [listed]
    named = any(_CRUMB_CLASS.search(names_of(each)) for each in around)
    hrefs = [[link.get("href", "").strip() for link in item.element.iter("a")][-1:] for item in items[1:]]
    if listed.tag == "ol" or named or len(hrefs) == 1 or not hrefs[-1]:
        return True
    steps = [href.rstrip("/") for found in hrefs for href in found]
    return _lies_in(address, steps[-1]) or all(
        step.startswith(f"{outer}/") for outer, step in pairwise(steps)
    )


def _is_of_others(row: Line) -> bool:
    """Say whether a row is of a column of other articles that stands between: its heading, a headline, a teaser."""
    linked = row.link_share >= LINKED_SHARE and row.links == 1 and row.linked >= _OTHER_HEADLINE
    return row.is_prose or (linked and not _ARROW.search(row.spaced)) or heads_other_articles(row.text)


def _is_trail(row: Line) -> bool:
    """Say whether a row is a breadcrumb: by what it says, by its arrows between links, or by its class."""
    if len(row.spaced) > LONGEST_TRAIL:
        return False
    if _names_itself(row):
        return True
    if not row.linked:
        return False
    if _ENDS_AT_TEXT.search(row.spaced):
        return True
    names = f"{row.element.get('class', '')} {row.element.get('id', '')}"
    between = [cell for cell in _ARROW.split(row.spaced) if cell.strip()]
    # An arrow inside the one link of a row belongs to its words.
    parted = len(between) > 1 and (row.links > 1 or row.link_share < LINKED_SHARE)
    return parted or bool(_CRUMB_CLASS.search(names))


def _leads_to(address: str, row: Line) -> bool:
    """Say whether a row of few links goes from the home page to the folder, or the series, in which the page lies."""
    first, *steps = row.parts.split(JOINT)
    if not steps or row.links > _MOST_STEPS or not _HOME.match(first):
        return False
    hrefs = [link.get("href", "").strip() for link in row.element.iter("a")]
    # A row of a portal's sites may end at this one.
    hosts = {urlsplit(href).netloc for href in hrefs if _is_address(href)}
    return len(hrefs) > 1 and len(hosts) == 1 and _lies_in(address, hrefs[-1])


def _lies_in(address: str, href: str) -> bool:
    """Say whether an address lies in the folder of a link, or has the number of its series."""
    folder = urlsplit(href).path.rstrip("/") if _is_address(href) else ""
    own = urlsplit(address).path
    number = folder.rpartition("/")[2]
    of_series = number.isdecimal() and len(number) >= _SHORTEST_NUMBER and f"/{number}/" in own
    return len(folder) > 1 and (own.startswith(f"{folder}/") or of_series)


def _is_address(href: str) -> bool:
    try:
        urlsplit(href)
    except ValueError:  # an address such as http://[ is none
        return False
    return True


def _is_far_trail(row: Line) -> bool:
    """Say whether a row far above the headline is a breadcrumb: nothing but its own words tells it there."""
    if row.hidden or not row.linked or len(row.spaced) > LONGEST_TRAIL:
        return False
    return bool(_PLACE.match(row.spaced)) or _goes_from_home(row) or _ends_here(row)


def _ends_here(row: Line) -> bool:
    """Say whether a row goes step by step to the page itself: 资讯 > 社会 > 正文."""
    *steps, last = _ARROW.split(row.parts)
    return bool(steps) and row.links > 1 and _NO_SECTION.fullmatch(last.strip()) is not None


def _names_itself(row: Line) -> bool:
    """Say whether a row says that it is a breadcrumb, or goes from the home page step by step."""
    if len(row.spaced) > LONGEST_TRAIL:
        return False
    if _LEAD.match(row.spaced) and (row.linked or _ARROW.search(row.spaced)):
        return True
    return _goes_from_home(row)


def _goes_from_home(row: Line) -> bool:
    first, *steps = _ARROW.split(row.parts)
    if steps and _HOME.match(first.rstrip().split(JOINT)[-1]):
        return len(steps) <= _MOST_STEPS
    return bool(_HOME_AND_STEP.match(row.spaced)) and len(_SLASH.split(row.spaced)) <= _MOST_STEPS


def read_trail(text: str) -> tuple[str, ...]:
    r"""Return the steps of a printed breadcrumb.

    >>> read_trail("您当前的位置：山阳网首页 > 新闻 > 柳湾 > 正文")
    ('新闻', '柳湾')
    >>> read_trail("订阅RSS\t首页\t>\t县区")
    ('县区',)
    >>> read_trail("首页\t?\t气象\t? 正文"), read_trail("首页\t社会 ? 法治")
    (('气象',), ('社会 ? 法治',))
    """
    text = _LEAD.sub("", text)
    if _ARROW.search(text):
        # Before the first arrow other links may stand; behind each the step comes first.
        first, *rest = (cell.strip(" \t") for cell in _ARROW.split(text))
        cells = [first.split(JOINT)[-1], *(cell.split(JOINT)[0] for cell in rest)]
    else:
        cells = _SLASH.split(text)
    steps = [step for cell in cells if (step := cell.strip(" \t-|/／:：·"))]
    if steps and _HOME.match(steps[0]):
        steps = steps[1:]
    if any(len(step) > LONGEST_CRUMB for step in steps[:-1]):
        return ()
    return tuple(step for step in steps if len(step) <= LONGEST_CRUMB and not _NO_SECTION.fullmatch(step))


def read_site_name(surface: Surface) -> str | None:
    """Return the name that the page gives its site."""
    return next((fact.value for fact in surface.facts if fact.kind == "site"), None)
