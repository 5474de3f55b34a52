"""What county and city sites run on: phpcms, dedecms, WordPress. Their default templates (low confidence).

The facts are general knowledge of these systems and their default themes, not seen on stored sites: a site
declares its own rules, and where nothing matches, the general reader reads.
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider


class PhpcmsSpider(NewsSpider):
    """A site on phpcms: show-CAT-ID-1.html, /YYYY/MMDD/ID.html or index.php?...a=show&catid=4&id=7."""

    confidence = "low"
    article_url = (  # the keys of a query stand within some 60 characters
        r"show-\d+-\d+(?:-1)?\.html$|/\d{4}/\d{4}/\d+\.s?html$"
        r"|[?&]a=show&(?:.{0,200}&)?id=\d++(?!.{0,200}&page=)"
    )
    rules = Rules(
        byline=("#Article h1 span",),
        body=("#Article div.content",),
        section=("div.crumbs a",),
        drop=("#pages", "p.f14"),
    )


class DedecmsSpider(NewsSpider):
    """A site on dedecms: /a/CAT/YYYY/MMDD/ID.html or /plus/view.php?aid=ID; listings list_TYPE_N.html."""

    confidence = "low"
    article_url = (  # the keys of a query stand within some 60 characters
        r"/\d{4}/\d{4}/\d+\.html$|/view\.php\?(?:.{0,200}&)?aid=\d++(?!.{0,200}&pageno=)"
    )
    rules = Rules(
        title=("div.viewbox div.title h2",),
        byline=("div.viewbox div.info",),
        body=("div.viewbox div.content",),
        section=("div.place a",),
        drop=("div.dede_pages",),
    )


class WordpressSpider(NewsSpider):
    """A site on WordPress: /archives/ID, /?p=ID or /YYYY/MM/name/; the feed at /feed/ is a listing too."""

    confidence = "low"
    article_url = r"/archives/\d+(?:\.html)?$|[?&]p=\d+$|/\d{4}/\d{2}/(?:\d{2}/)?[^/?#]+/?$"
    article_links = "article a, .entry-title a, h2 a, h3 a"
    next_page = "a.next, .nav-previous a, a[rel='next']"
    rules = Rules(
        title=("h1.entry-title",),
        date=("time.entry-date.published", "time.entry-date"),
        body=("div.entry-content",),
        section=("div.breadcrumbs a",),
    )
