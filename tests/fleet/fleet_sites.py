"""The sites of a fleet that a test serves: their names and addresses stand in the environment."""

import json
import os
import signal

from schemas import Rules
from scraper.families.trs import TrsSpider

SITES: dict[str, str] = json.loads(os.environ.get("FLEET_SITES", "{}"))
REGIONS = {"alpha": "330100", "bravo": "510100"}
DEAF = frozenset(os.environ.get("FLEET_DEAF", "").split())
DEADLINES: dict[str, float] = json.loads(os.environ.get("FLEET_DEADLINES", "{}"))


async def hear_nothing(self):
    """Begin, and never end: not by itself, and not for a SIGTERM."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    (self.folder / "deaf").touch()
    while True:
        signal.pause()
    yield


for site, address in SITES.items():
    members = {
        "name": site,
        "site_name": "山阳新闻网",
        "region": REGIONS.get(site),
        "start_urls": [f"{address}/"],
        "article_links": "div.listnews h4 a",
        "rules": Rules(title="div.title_box h2", byline="div.info", body="#text"),
        "__module__": __name__,
    }
    members["custom_settings"] = {"USER_AGENT": f"owner {os.getpid()}"}  # the server knows each process
    if site in DEADLINES:
        members["custom_settings"]["SITE_DEADLINE"] = DEADLINES[site]
    if site in DEAF:
        members["start"] = hear_nothing
    globals()[site] = type(site, (TrsSpider,), members)
