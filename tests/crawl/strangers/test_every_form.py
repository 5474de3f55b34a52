"""Any form of addresses in any markup: what one listing page shows, before anything was asked for."""

from collections.abc import Iterable
from random import Random

import pytest

from pipelines.extract.tree.document import parse
from scraper.crawl.groups.shown import read_shown
from tests.crawl.strangers.addresses import FORMS
from tests.crawl.strangers.markups import MARKUPS
from tests.crawl.strangers.odd_markups import ODD_MARKUPS
from tests.crawl.strangers.plans import LISTINGS, PAGERS, Plan, plan_sites
from tests.crawl.strangers.serving import show_listing
from tests.crawl.strangers.surroundings import SKINS

IN_DATA = {"var_list", "next_data", "records"}
"""Markups without elements: the lists in data are read elsewhere."""

LEAST_SHOWN = 0.97
"""Share of the articles that are shown as such."""

LEAST_TRIED = 0.99
"""The same with those that are doubtful, and would be tried."""

MOST_FALSE = 0.005
"""Links that are shown as articles and are none, for each article."""

ADDRESS = "http://xw.zhashui.example"


def plan_grid(every: int) -> Iterable[Plan]:
    """Yield one of `every` pairs of a form and a markup; what else there is to choose is chosen by chance."""
    chance = Random(11)
    first = plan_sites()[0]
    markups = [name for name in MARKUPS | ODD_MARKUPS if name not in IN_DATA]
    pairs = [(form, markup) for form in FORMS for markup in markups]
    for form, markup in pairs[::every]:
        yield first._replace(
            name=f"{form}_{markup}", form=form, markup=markup, skin=chance.choice(list(SKINS)),
            listing=chance.choice(list(LISTINGS)), reference=chance.choice(("root", "absolute", "relative")),
            pager=chance.randrange(len(PAGERS)), pages=1, count=chance.choice((4, 8, 15, 20)),
            first_number=chance.choice((17, 300, 900)), advert=chance.choice(("none", "other")),
        )  # fmt: skip


@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.slow), 29])
def test_any_form_is_shown_in_any_markup(every) -> None:
    shown = tried = false = of = 0
    failing = []
    for plan in plan_grid(every):
        page = show_listing(plan, ADDRESS)
        found = read_shown(parse(page.source, page.url), page.url)
        articles = {one.url for one in found.articles()}
        doubtful = {one.url for _, links in found.doubts() for one in links}
        shown += len(page.articles & articles)
        tried += len(page.articles & (articles | doubtful))
        false += len(articles - page.all_articles)
        of += len(page.articles)
        if not page.articles <= articles <= page.all_articles:
            failing.append(
                f"{plan.name} {plan.skin}: {len(page.articles & articles)} of {len(page.articles)}"
            )
    table = "\n".join(failing)
    assert shown >= LEAST_SHOWN * of, table
    assert tried >= LEAST_TRIED * of, table
    assert false <= MOST_FALSE * of, table


def test_headlines_among_rows_of_which_nothing_is_sure_are_tried_too() -> None:
    plan = next(
        plan for plan in plan_sites() if plan.form == "pinyin_whole"
    )  # its channels have the same form
    page = show_listing(plan._replace(count=8), ADDRESS)
    doubts = read_shown(parse(page.source, page.url), page.url).doubts()
    assert page.articles <= {one.url for _, links in doubts for one in links}
