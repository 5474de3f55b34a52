"""Read the fields out of a parsed page: site rules first, then visible labels, then structured data."""

from lxml.html import HtmlElement

from pipelines.extract.body import read_body
from pipelines.extract.credits import read_credits
from pipelines.extract.language import read_language
from pipelines.extract.lines import read_lines
from pipelines.extract.published import read_date
from pipelines.extract.section import read_section, read_site_name
from pipelines.extract.structured import read_facts
from pipelines.extract.title import read_title
from pipelines.extract.zones import find_zones
from schemas import Draft, Found, Page, Rules


def extract(root: HtmlElement, page: Page, rules: Rules) -> Draft:
    """Return what the page prints, unjudged; the tree is read, never changed."""
    lines, facts = read_lines(root), read_facts(root)
    title = read_title(lines, facts, rules)
    body = read_body(root, rules, page.url, title)
    zones = find_zones(lines, title, body)
    date = read_date(lines, facts, zones, rules, page)
    credits = read_credits(lines, facts, zones, rules, body, date)
    return Draft(
        title=title,
        date=date,
        source=credits.source,
        editor=credits.editor,
        author=credits.author,
        body=Found(value=body.text, rule=body.rule) if body else None,
        section=read_section(lines, zones, rules),
        images=body.images if body else (),
        language=read_language(body.text if body else ""),
        site_name=read_site_name(facts),
    )
