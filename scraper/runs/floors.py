"""What a run is held to, as numbers: each floor with its limit, what was found, and whether it held."""

from schemas.run import Floor
from scraper.runs.outcome import FEWEST_JUDGED, MOST_REFUSED, Figures


def hold_floors(run: Figures) -> dict[str, Floor]:
    """Return the floors of a run; too few pages miss none.

    >>> figures = Figures("finished", 1, 0, 20, 0, 8, {"no_body": 12}, at_least=5)
    >>> held = hold_floors(figures)
    >>> [name for name, floor in held.items() if not floor.held]
    ['refused_share_at_most']
    """
    refused = sum(run.judged.values())
    judged = refused + run.articles
    share = refused / judged if judged >= FEWEST_JUDGED else 0.0
    shown = run.settled + run.articles
    unread = run.listings_lost + run.barren + run.robots_lost + run.ended.get("unreadable", 0)
    return {
        "refused_share_at_most": _at_most(MOST_REFUSED, round(share, 4)),
        "articles_at_least": Floor(
            limit=run.at_least, found=shown, held=bool(run.unchanged) or shown >= run.at_least
        ),
        "listings_unread_at_most": _at_most(0, unread),
        "owed_at_most": _at_most(0, run.balance.missed),
        "lost_at_most": _at_most(0, run.balance.lost),
        "defects_at_most": _at_most(0, run.defects),
    }


def _at_most(limit: float, found: float) -> Floor:
    return Floor(limit=limit, found=found, held=found <= limit)
