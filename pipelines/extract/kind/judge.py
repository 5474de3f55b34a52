"""The judgement: a page that is no article is refused with the kind of page that it is."""

from pipelines.extract.kind.foreign import refuse_foreign
from pipelines.extract.kind.listing import refuse_bare_list, refuse_entries, refuse_list, refuse_site_page
from pipelines.extract.kind.media import refuse_gallery, refuse_video
from pipelines.extract.kind.messages import (
    GONE,
    refuse_form,
    refuse_gone,
    refuse_login,
    refuse_script_call,
    refuse_shell,
    tells_something,
)
from pipelines.extract.kind.sight import Sight
from pipelines.extract.kind.teasers import refuse_teaser, refuse_withheld
from pipelines.extract.kind.walls import name_wall
from pipelines.extract.reading.prose import ends_as_sentence
from pipelines.extract.reading.surface import Surface
from pipelines.extract.region.agreement import FEWEST_PAIRS, read_claim
from pipelines.strip import strip
from schemas import Draft, Reason, Rejected

SHORTEST_ARTICLE = 30
"""Characters of a body; a news item of one sentence has some forty, a lone label fewer than this."""

SHORTEST_BRIEF = 16
"""Characters of an item that says its headline again: 受大雾影响的青岩高速口今晨恢复通行。 has eighteen."""

BRIEF_SHARE = 0.4
"""Share of the headline's pairs of characters that such an item says."""

SHORT_BODY = 200
"""Characters below which a body may be the message of an error page or the caption of a video."""

LONGEST_NOTICE = 1200
"""Characters of a body that may be a firewall's notice: reasons and remedies in two languages take some 800."""


def refuse_non_article(surface: Surface, draft: Draft, url: str) -> None:
    """Return where the page is an article; raise Rejected with the kind of page it is otherwise.

    `draft` is what was read from the `surface` of the page at `url`. Reasons: WALL, EMPTY, SCRIPT_SHELL,
    LOGIN_WALL, SOFT_404, VIDEO, GALLERY, LIST_PAGE, NOT_CHINESE, TOO_SHORT, and NO_DATE where the day of a
    page about the site itself is a guess. A page with a title and no body that is none of these is left to
    validation.
    """
    sight = Sight(surface, draft, url)
    body = draft.body.value if draft.body else ""
    if len(body) < LONGEST_NOTICE:
        _refuse_wall(sight, body)
    if len(body) < SHORT_BODY:
        body = strip(body)
        _refuse_short(sight, body)
    elif sight.told < SHORTEST_ARTICLE and not sight.dated:
        refuse_gone(sight, "", bare=True)
    refuse_teaser(sight)
    refuse_list(sight)
    refuse_entries(sight)
    refuse_site_page(sight)
    refuse_foreign(body)
    if draft.body is not None and len(body) < SHORTEST_ARTICLE and not _is_brief(sight, body):
        raise Rejected(
            Reason.TOO_SHORT, f"{len(body)} characters of text, at least {SHORTEST_ARTICLE} make an article"
        )


def _is_brief(sight: Sight, body: str) -> bool:
    """Say whether a text is a news item of one short sentence: below headline and date, and it says the headline."""
    if not (sight.headed and sight.dated and sight.draft.title and len(body) >= SHORTEST_BRIEF):
        return False
    pairs = read_claim(sight.surface.root, sight.draft.title.value).pairs
    said = sum(pair in body for pair in pairs)
    return (
        ends_as_sentence(body)
        and tells_something(body)
        and said >= BRIEF_SHARE * max(len(pairs), FEWEST_PAIRS)
    )


def _refuse_wall(sight: Sight, body: str) -> None:
    """Refuse a page that turns its visitor away; one that says that the article is gone is a SOFT_404."""
    headline = sight.draft.title.value if sight.draft.title else ""
    wall = name_wall(sight.surface, sight.draft)
    if wall and not (GONE.search(headline) or GONE.search(body[:SHORT_BODY])):
        raise Rejected(Reason.WALL, wall)


def _refuse_short(sight: Sight, body: str) -> None:
    """Refuse the pages that show a message, links, a picture or a video where an article has its text.

    What the page says of itself goes before what it shows: a page that is gone offers other articles.
    """
    bare = len(body) < SHORTEST_ARTICLE
    refuse_gone(sight, body, bare=bare)
    refuse_script_call(body)
    refuse_login(sight, body, bare=bare)
    refuse_form(sight, body)
    if not bare:
        return
    if sight.dated:
        refuse_withheld(sight)
    if not sight.headed:
        refuse_bare_list(sight)
    refuse_video(sight)
    refuse_gallery(sight)
    refuse_bare_list(sight)
    refuse_shell(sight)
    refuse_foreign("\n".join(line.text for line in sight.lines))
