"""What a page without articles shows instead: its largest groups, in a few words."""

from collections.abc import Sequence

from scraper.crawl.groups.shown import Group
from scraper.crawl.groups.verdicts import Reason

LARGEST_TOLD = 3
"""Groups of which a run without articles tells: what is left of a page are mostly these."""

_KINDS = {
    "another site": "of other sites",
    "a file": "files",
    Reason.SEARCHES: "searches",
    Reason.IN_LINE: "in a line",
    Reason.SHORT: "short names",
}


def describe_groups(groups: Sequence[Group]) -> str:
    """Return what the largest groups of a page are, with a name out of each: 12 short names like 要闻."""
    found: dict[str, list[str]] = {}
    for group in groups:
        for one in (*group.headlines, *group.left):
            kind = next(
                (what for why, what in _KINDS.items() if why == one.why or why in group.reasons), "others"
            )
            found.setdefault(kind, []).append(one.name)
    largest = sorted(found.items(), key=lambda one: -len(one[1]))[:LARGEST_TOLD]
    return ", ".join(
        f"{len(names)} {kind} like {name}"
        if (name := next(filter(None, names), ""))
        else f"{len(names)} {kind}"
        for kind, names in largest
    )
