"""Many sites on the workers of a real cluster, some of which die and sleep."""

import signal
import subprocess
from contextlib import suppress
from itertools import groupby

import pytest

from scraper.runs.outcome import Code
from tests.fleet.conftest import OURS, Fleet, fill
from tests.served import Site
from tests.zygote import PATIENCE

pytest.importorskip("distributed", reason="Dask is of requirements/test.lock, which is not installed")

from tests.clusters import open_cluster
from tests.fleet.misfortune import Misfortune

SOON = {"DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "3s"}
"""A worker that says nothing for so long is given up, not after Dask's five minutes."""


@pytest.mark.slow
def test_two_workers_crawl_three_sites_and_a_second_call_finds_nothing_new(launch, tmp_path) -> None:
    fleet = launch("alpha", "bravo", "delta")
    with open_cluster(tmp_path, 2, **fleet.environment) as cluster:
        options = ("--scheduler", cluster.address)
        for new in (3, 0):
            done = fleet.run(*options, command="fleet")
            assert done.returncode == Code.FINE, done.stderr
            assert done.stderr.splitlines()[-1] == "scrapy fleet: 3 of 3 sites fine"
            told = {one.site: (one.exit_code, one.new) for one in fleet.last_round().sites}
            assert told == dict.fromkeys(fleet.sites, (0, new))
        assert fleet.last_round().jobs == 2
    assert not [path for path in fleet.data.iterdir() if path.name.startswith(".")]


def hold(site: Site) -> None:
    """Let a site answer when the test is over, and not before."""

    def hear() -> None:
        site.asked.set()
        site.over.wait(PATIENCE)

    site.hears = hear


@pytest.mark.slow
def test_sigterm_lets_the_sites_that_run_come_to_their_end(launch, tmp_path) -> None:
    fleet = launch("alpha", "bravo")
    hold(fleet.sites["alpha"])
    with open_cluster(tmp_path, 1, **fleet.environment) as cluster:
        process = fleet.start("--scheduler", cluster.address, command="fleet")
        assert fleet.sites["alpha"].asked.wait(PATIENCE)
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(2)
        assert process.poll() is None
        fleet.sites["alpha"].over.set()
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == Code.TERMINATED, err
    told = {one.site: (one.ended_by, one.exit_code, one.new) for one in fleet.last_round().sites}
    assert told == {"alpha": ("itself", 0, 3), "bravo": ("nobody", None, 0)}


@pytest.mark.slow
def test_a_second_sigterm_ends_the_sites_that_run(launch, tmp_path) -> None:
    fleet = launch("alpha", "bravo")
    hold(fleet.sites["alpha"])
    settings = (*OURS, "-s", "STOP_WITHIN=1")
    with open_cluster(tmp_path, 1, **fleet.environment) as cluster:
        process = fleet.start("--scheduler", cluster.address, command="fleet", settings=settings)
        assert fleet.sites["alpha"].asked.wait(PATIENCE)
        for _ in range(2):  # two that come at once may be heard as one
            process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                process.wait(3)
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == Code.TERMINATED, err
    told = {one.site: (one.ended_by, one.exit_code) for one in fleet.last_round().sites}
    assert told["bravo"] == ("nobody", None)
    assert told["alpha"][0] == "round"


def check_whole(fleet: Fleet, articles: int) -> None:
    """Assert that each article was delivered once, and that no site was asked by two owners at a time."""
    for name, site in fleet.sites.items():
        owners = [asker for asker, _ in groupby(site.asked_by)]
        assert len(owners) == len(set(owners)), f"{name} was asked in turns by {owners}"
        assert fleet.lines(name) == len(set(fleet.urls(name))) == articles, name
        assert not list((fleet.data / name).glob("*/*.part")), name


def crawl_amid(launch, folder, sites: int, articles: int, misfortune: tuple[int, int]) -> list[str]:
    """Crawl so many sites while workers die and sleep; return what befell them."""
    fleet = launch(*(f"site{number:02d}" for number in range(sites)))
    for site in fleet.sites.values():
        site.answers.clear()
        fill(site, articles)
    with open_cluster(folder, 3, **SOON, **fleet.environment) as cluster:
        fate = Misfortune(cluster, *misfortune)
        for site in fleet.sites.values():
            site.hears = fate.hear
        settings = ("-s", "LEASE_SECONDS=2", "-s", "COMMIT_LINES=3")
        words = ("--scheduler", cluster.address)
        process = fleet.start(*words, command="fleet", settings=(*OURS, *settings))
        _, err = process.communicate(timeout=900)
        fate.end()
        assert process.returncode == Code.FINE, err
        assert err.splitlines()[-1] == f"scrapy fleet: {sites} of {sites} sites fine"
    check_whole(fleet, articles)
    return fate.done


@pytest.mark.slow
def test_40_sites_are_whole_though_workers_are_killed_and_frozen_all_the_time(launch, tmp_path) -> None:
    done = crawl_amid(launch, tmp_path, 40, 30, (20230612, 60))
    assert {what.split()[0] for what in done} == {"kill", "freeze", "thaw"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_any_misfortune_leaves_six_sites_whole(launch, tmp_path, seed) -> None:
    crawl_amid(launch, tmp_path, 6, 20, (seed, 25))
