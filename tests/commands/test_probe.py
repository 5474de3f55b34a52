"""Sites are held against life: what of their declarations holds today, and what confidence to write down."""

import json
import os
import subprocess
import sys

import pytest

from tests.stories import HASTE, article, listing, name
from tests.zygote import PATIENCE, ROOT


@pytest.fixture
def probe(open_site):
    """Probe three sites: one as it is declared, one whose template moved, one that is down."""
    sites = {each: open_site() for each in ("alpha", "bravo", "delta")}
    for each in ("alpha", "bravo"):
        sites[each].put("/", listing(1, 2, 3, 4))
        for number in (1, 2):
            body = article(number)
            sites[each].put(
                name(number), body.replace(b'id="text"', b'class="rich"') if each == "bravo" else body
            )
    sites["delta"].put("/", b"", status=500)

    def run(*names: str) -> subprocess.CompletedProcess[str]:
        told = {"FLEET_SITES": json.dumps({each: site.address for each, site in sites.items()})}
        options = ("-s", "ALLOW_PRIVATE_HOSTS=1", "-s", "SPIDER_MODULES=tests.fleet.fleet_sites", *HASTE)
        return subprocess.run(
            [sys.executable, "-m", "scrapy", "sites", "--probe", *names, *options],
            **{"cwd": ROOT, "env": {**os.environ, **told}, "capture_output": True, "text": True},
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )

    return sites, run


def test_a_probe_says_of_each_declaration_whether_it_holds(probe) -> None:
    sites, run = probe
    done = run()
    assert done.returncode == 1, done.stderr
    alpha, bravo, delta = done.stdout.split("\n\n")[-4:-1]
    assert "confidence: declared high, seen high" in alpha
    assert "+  article_links, article_url  4 of 4 links are articles" in alpha
    assert "+  body                        2 of 2 by its rule" in alpha
    assert "?  author                      0 of 2 by its rule" in alpha
    assert "confidence: declared high, seen medium" in bravo
    assert "-  body                        0 of 2 by its rule, else region" in bravo
    assert "confidence: declared high, seen unknown" in delta
    assert "unreachable: HTTP 500" in delta
    assert done.stdout.endswith("3 sites probed, 1 with a difference, 1 not reached\n")
    asked = [sum(site.requests.values()) for site in sites.values()]
    assert asked == [4, 4, 2]  # robots.txt, the listing, two articles
