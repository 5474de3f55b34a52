"""What a run's figures come to: an exit code, and the line that says why."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from scraper.runs.outcome import Code, Figures, judge
from scraper.storage.account import Balance

WELL = Figures(
    "finished",
    2,
    0,
    40,
    0,
    9,
    {"video": 1},
    balance=Balance(40, {"known": 30, "delivered": 9, "refused/video": 1}),
)
NIGHT = datetime(2026, 11, 26, 18, tzinfo=UTC)
QUIET = Balance(40, {"known": 40})
NONE = Balance(40)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, Code.FINE),
        ({"rejections": {"duplicate": 30}}, Code.FINE),  # second addresses of articles we have
        ({"articles": 4, "rejections": {"no_body": 6}}, Code.BELOW_FLOOR),
        ({"articles": 0, "rejections": {"no_body": 2}}, Code.FINE),  # two odd pages on a quiet day
        ({"at_least": 39}, Code.FINE),
        ({"at_least": 40}, Code.BELOW_FLOOR),
        ({"at_least": 40, "unchanged": 1}, Code.FINE),  # the server showed us a part only
        ({"defects": 1}, Code.BELOW_FLOOR),
        ({"links": 0, "articles": 0, "rejections": {}, "balance": Balance()}, Code.BELOW_FLOOR),
        (
            {
                "listings": 1,
                "unchanged": 1,
                "links": 0,
                "articles": 0,
                "rejections": {},
                "balance": Balance(),
            },
            0,
        ),
        ({"articles": 0, "rejections": {"unreachable": 40}, "balance": NONE}, Code.SITE_FAILED),
        ({"articles": 0, "rejections": {"wall": 4, "gone": 1}, "balance": NONE}, Code.SITE_FAILED),
        ({"listings": 0, "articles": 0, "rejections": {}, "balance": Balance()}, Code.SITE_FAILED),
        ({"given_up": "127.0.0.1 failed 8 times in a row"}, Code.SITE_FAILED),
        ({"finish_reason": "write_error"}, Code.NOT_WRITTEN),
        # What is not had, though it is known to be there.
        ({"listings_lost": 1}, Code.BELOW_FLOOR),
        ({"robots_lost": 1}, Code.BELOW_FLOOR),
        ({"barren": 1, "ended": {"no_links": 1}}, Code.BELOW_FLOOR),
        ({"ended": {"unreadable": 1}}, Code.BELOW_FLOOR),
        ({"ended": {"depth": 1}}, Code.BELOW_FLOOR),
        ({"ended": {"pager": 1, "known": 3}}, Code.FINE),
        ({"balance": Balance(40, {"known": 39}, {"unreachable": 1})}, Code.BELOW_FLOOR),
        ({"balance": Balance(40, {"known": 20}, {"found": 20}, left=20)}, Code.FINE),  # limit=
        ({"balance": Balance(40, {"known": 20}, {"found": 20}, left=19)}, Code.BELOW_FLOOR),
        ({"balance": Balance(40, {"known": 39}, lost=1)}, Code.BELOW_FLOOR),
        # What earlier runs tell.
        ({"articles": 0, "rejections": {}, "balance": QUIET, "refused_since": 4, "delivered_at": NIGHT}, 0),
        ({"articles": 0, "rejections": {}, "balance": QUIET, "refused_since": 5, "delivered_at": NIGHT}, 3),
        ({"articles": 0, "rejections": {}, "balance": Balance(2, {"resting": 2}), "delivered_at": NIGHT}, 0),
        ({"balance": QUIET, "refused_since": 5}, Code.FINE),  # something was delivered
        ({"articles": 0, "rejections": {}, "balance": Balance(6, {"resting": 6})}, Code.BELOW_FLOOR),
        (
            {"articles": 0, "rejections": {}, "balance": Balance(9, {"resting": 6, "known": 3})},
            Code.BELOW_FLOOR,
        ),
        ({"articles": 0, "rejections": {}, "balance": Balance(9, {"resting": 4, "known": 5})}, Code.FINE),
    ],
)
def test_a_run_is_judged_by_its_figures(changes, code) -> None:
    assert judge(replace(WELL, **changes)).code == code


def test_the_outcome_names_what_is_owed_and_what_an_operator_should_know() -> None:
    lost = Balance(40, {"known": 37}, {"unreachable": 2, "wall": 1})
    told = judge(replace(WELL, listings_lost=1, lost_why="HTTP 500", balance=lost)).why
    assert (
        told
        == "1 listing pages lost (HTTP 500), 3 articles owed (unreachable 2, wall 1): the next run asks again"
    )
    known = Balance(40, {"known": 30, "given_up": 2}, {"found": 8}, left=8)
    told = judge(replace(WELL, ended={"pager": 1}, balance=known)).why
    assert told == (
        "fine, but 1 listings show a pager that could not be followed, 2 articles given up, 8 articles owed on purpose"
    )
