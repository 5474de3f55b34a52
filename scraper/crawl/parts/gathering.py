"""The parts of an article from what was stored, in the order in which a crawl would ask for them."""

from collections.abc import Callable
from dataclasses import dataclass

from schemas import Page
from scraper.crawl.parts.part_links import MOST_PARTS, find_next_part, part_number


@dataclass(frozen=True, slots=True)
class Gathered:
    """An article with the parts that are there, and what became of the next one where it is not."""

    page: Page
    parts: tuple[str, ...] = ()  # their addresses
    missing: str = ""  # the address of the first part that is not there
    leads_away: str = ""  # where that address led, if it led to another page


def gather(page: Page, find: Callable[[str], Page | None]) -> Gathered:
    """Return the page with its further parts, up to the first that `find` does not find at its address."""
    url, body = page.url, page.body
    bodies: list[bytes] = []
    parts: list[str] = []
    missing = away = ""
    while (following := find_next_part(body, url, page.url)) and len(bodies) < MOST_PARTS:
        part = find(following)
        if part is None or not part_number(part.url, page.url):
            missing, away = following, part.url if part else ""
            break
        if part.body in (page.body, *bodies):  # a server that does not know the number sends the same again
            break
        bodies.append(part.body)
        parts.append(part.url)
        url, body = part.url, part.body
    whole = page.model_copy(update={"parts": tuple(bodies)}) if bodies else page
    return Gathered(whole, tuple(parts), missing, away)
