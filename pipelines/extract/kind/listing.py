"""Listings, home pages, channels, searches, tables of contents: rows of links are the page, not beside it."""

import re
from urllib.parse import urlsplit

from pipelines.extract.kind.entries import find_entries
from pipelines.extract.kind.own_pages import is_about_site
from pipelines.extract.kind.sight import Sight
from pipelines.extract.reading.prose import reads_as_prose
from schemas import Reason, Rejected

SHORTEST_TEXT = 30
"""Characters of running text from which a page may be an article: a news item of one sentence has some forty."""

FEW_HEADLINES = 3
"""Headlines of a list where the page has no text of its own."""

LIST_HEADLINES = 8
"""Headlines of a list beside which a page may have an introduction."""

TEXT_A_HEADLINE = 12
"""Characters of running text against each headline, below which the headlines are the page."""

LONGEST_INTRODUCTION = 260
"""Characters that introduce a topic, a channel or an author above the rows, where no date is printed beside them."""

MANY_LINKS = 12
"""Lines of links that make a page of links where next to nothing else stands on it."""

LINKED_PAGE = 0.5
"""Share of link text from which they are the page."""

TEASERS = 4
"""Lines that break off: with a third of all lines such, these are teasers."""

LARGEST_SCRIPT = 500_000
"""Characters of a script in which rows are looked for; a list of a year's notices has 200,000."""

ENTRIES_SHARE = 0.6
"""Share of a text that entries hold, none of them more than the rest of it, from which they are the page."""

_CUT_OFF = re.compile(r"(?:\.{3}|…)$|[\[【(（](?:详细|详情|全文|查看全文|阅读全文|更多)[\]】)）]$")
_PRINTED_ROW = re.compile(r"<a [^<>]{0,400}>[^<>\u3400-\u9fff]{0,20}[\u3400-\u9fff]{6}")
_LIST_PATH = re.compile(
    r"/(?:(?:index|default|list|node|column|channel|more)(?:[_-]?\d{1,7})?(?:\.(?:s?html?|php|aspx?"
    r"|jsp))?)?$",
    re.IGNORECASE,
)


def refuse_bare_list(sight: Sight) -> None:
    """Refuse a page without text of its own whose rows, or whose links, are all that it shows."""
    rows = sight.groups.headlines
    if (sight.dated and sight.headed) or sight.told >= SHORTEST_TEXT:
        return
    if sight.is_page_of_paper and sight.links >= FEW_HEADLINES:
        raise _refusal(sight)  # whose headlines may be of two characters
    if not sight.headed and (held := _rows_in_scripts(sight)) >= LIST_HEADLINES:
        raise Rejected(Reason.LIST_PAGE, f"{held} linked headlines in the data of scripts")
    if rows >= FEW_HEADLINES or (sight.links >= MANY_LINKS and sight.linked >= LINKED_PAGE):
        raise _refusal(sight)


def _rows_in_scripts(sight: Sight) -> int:
    """Return how many linked headlines the scripts of a page print, as 大汉's do from records of CDATA."""
    scripts = (script.text or "" for script in sight.surface.of_machine("script"))
    return sum(len(_PRINTED_ROW.findall(text[:LARGEST_SCRIPT])) for text in scripts if "<a " in text)


def refuse_list(sight: Sight) -> None:
    """Refuse a page with some text where the rows are the page all the same.

    A headline that is no link, a date beside it and text below make an article, however many links stand
    around it.
    """
    if sight.dated and sight.kept >= SHORTEST_TEXT:
        return
    body = sight.draft.body.value.split("\n") if sight.draft.body else []
    cut_off = sum(bool(_CUT_OFF.search(line)) for line in body)
    whole = sum(len(text) for text in sight.own_text if reads_as_prose(text) and not _CUT_OFF.search(text))
    own = whole >= LONGEST_INTRODUCTION and (sight.headed or not sight.undated)
    if cut_off >= TEASERS and cut_off * 3 >= len(body) and not own:
        raise Rejected(Reason.LIST_PAGE, f"{cut_off} teasers that break off")
    rows, told = sight.groups.headlines, sight.told
    if rows >= FEW_HEADLINES and sight.undated and told < SHORTEST_TEXT:
        raise _refusal(sight)
    if rows < LIST_HEADLINES:
        return
    if not sight.headed and told < SHORTEST_TEXT:
        raise _refusal(sight)
    bare = told < TEXT_A_HEADLINE * rows
    if not sight.headed and (sight.undated or sight.is_channel or _is_list(sight.url)) and bare:
        raise _refusal(sight)
    if sight.undated and told < LONGEST_INTRODUCTION and bare:
        raise _refusal(sight)
    if sight.kept < SHORTEST_TEXT and not sight.dated:
        raise _refusal(sight)


def refuse_entries(sight: Sight) -> None:
    """Refuse a page whose text stands in entries with a moment each; a live report has a headline above them."""
    if sight.headed or sight.draft.body is None:
        return
    said = _squeezed(sight.draft.body.value)
    found = find_entries(sight.surface.visible)
    dates = sight.date_lines
    if sight.draft.date and not (dates and dates <= {line for lines in found for line in lines}):
        return  # a diary, and the day on which it was printed
    entries = [
        sum(len(text) for line in lines if len(text := _squeezed(line.text)) > 1 and text in said)
        for lines in found
    ]
    if sum(entries) >= ENTRIES_SHARE * len(said) and max(entries, default=0) <= (1 - ENTRIES_SHARE) * len(
        said
    ):
        raise Rejected(Reason.LIST_PAGE, f"{len(entries)} entries alike, a moment in each, and no other text")


def _squeezed(text: str) -> str:
    return "".join(text.split())


def refuse_site_page(sight: Sight) -> None:
    """Refuse a page of the site about itself: no date but a guess or today's, and its name for a headline."""
    date, title = sight.draft.date, sight.draft.title
    if is_about_site(sight.draft):
        raise Rejected(Reason.NO_DATE, "a page of the site about itself")
    if date is None or title is None:
        return
    if sight.date_of_today:
        raise Rejected(Reason.NO_DATE, f"{date.raw} is the day on which the page was looked at")
    if sight.is_channel and sight.headline is not None and sight.date_apart:
        raise Rejected(
            Reason.NO_DATE, f"{title.value} is a name in the site's menus, and {date.raw} stands apart"
        )
    if sight.undated and not sight.headed and (sight.is_channel or sight.told < SHORTEST_TEXT):
        raise Rejected(
            Reason.NO_DATE, f"{title.value} heads no article, and nothing but a guess gives {date.raw}"
        )


def _is_list(url: str) -> bool:
    return bool(_LIST_PATH.search(urlsplit(url).path))


def _refusal(sight: Sight) -> Rejected:
    """Return the refusal with what speaks for it."""
    told = [f"{sight.groups.headlines} linked headlines in rows", f"{sight.told} characters of running text"]
    if sight.draft.title and not sight.headed:
        told.append("no headline of its own")
    if sight.date_of_row:
        told.append("the date is a row's")
    elif sight.draft.date and sight.undated:
        told.append("the date is a guess")
    return Rejected(Reason.LIST_PAGE, "; ".join(told))
