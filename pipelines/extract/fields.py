"""Read the fields out of a parsed page: site rules first, then visible labels, then structured data."""

from dataclasses import replace

from pipelines.extract.body.paragraphs import read_body
from pipelines.extract.byline.credits import read_credits
from pipelines.extract.date.published import read_date
from pipelines.extract.own_address import read_own_address
from pipelines.extract.reading.surface import Surface
from pipelines.extract.reading.zones import find_zones
from pipelines.extract.script import read_language
from pipelines.extract.scripted.articles import read_told
from pipelines.extract.scripted.facts import facts_of
from pipelines.extract.section import read_section, read_site_name
from pipelines.extract.title import read_title
from schemas import Draft, Found, Page, Rules


def extract(surface: Surface, page: Page, rules: Rules) -> Draft:
    """Return what the page prints, unjudged; its tree is read, never changed."""
    told = read_told(surface, page.url)
    alone = not any(line.is_prose and not line.hidden for line in surface.lines)
    if told is not None and (facts := facts_of(told, alone=alone)):
        surface = replace(surface, facts=(*surface.facts, *facts))
    titled = read_title(surface, rules)
    title = titled.found
    body, passed = read_body(surface, rules, page.url, title, told)
    text = body.text if body else ""
    zones = find_zones(surface.rows, title, text, surface.visible.under_any(body.others) if body else set())
    date = read_date(surface, zones, rules, page, title.value if title else "")
    credits = read_credits(surface, zones, rules, text, date.moment)
    return Draft(
        title=title,
        date=date.moment,
        source=credits.source,
        editor=credits.editor,
        author=credits.author,
        body=Found(value=body.text, rule=body.rule, grounds=body.grounds) if body else None,
        section=read_section(surface, zones, rules, title.value if title else ""),
        images=body.images if body else (),
        language=read_language(text),
        site_name=read_site_name(surface),
        canonical=read_own_address(surface, page.url),
        place=body.place if body else "",
        doubted=(*titled.doubted, *date.doubted, *credits.doubted, *passed),
    )
