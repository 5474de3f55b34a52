"""The views of a database of articles: what is asked for most."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

_NEEDED: Mapping[str, AbstractSet[str]] = {
    "latest": frozenset({"id", "revision", "fetched_at"}),
    "by_day": frozenset({"date", "site"}),
    "sources": frozenset({"source", "date"}),
    "reprints": frozenset({"id", "reprint_of", "site", "date", "title"}),
    "named_places": frozenset({"id", "date", "places"}),
}
"""The columns without which a view tells nothing."""


def views_of(columns: AbstractSet[str], words: Mapping[str, str]) -> Iterator[str]:
    """Yield what makes each view that the columns allow; `words` are those of the database.

    All but the first look at the newest revisions alone.
    """
    queries = {
        "latest": words["latest"],
        "by_day": f"SELECT {words['day']} AS day, site, count(*) AS articles FROM latest GROUP BY 1, 2",  # noqa: S608  # words of ours
        "sources": "SELECT source, count(*) AS articles, min(date) AS first, max(date) AS last FROM latest"
        " WHERE source IS NOT NULL GROUP BY source",
        "reprints": "SELECT later.id, later.site, later.date, later.title, earlier.id AS earliest_id,"
        " earlier.site AS earliest_site, earlier.date AS earliest_date, earlier.title AS earliest_title"
        " FROM latest AS later JOIN latest AS earlier ON earlier.id = later.reprint_of",
        "named_places": words["places"],
    }
    if not _NEEDED["latest"] <= columns:
        return
    for name, query in queries.items():
        if _NEEDED[name] <= columns:
            yield f"CREATE VIEW {name} AS {query};"
