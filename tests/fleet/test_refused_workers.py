"""What a fleet says of a cluster that cannot be used, and how it goes on with the workers that can."""

import shutil
import subprocess
from pathlib import Path

import pytest

from scraper.runs.outcome import Code
from tests.fleet.conftest import Fleet
from tests.zygote import ROOT

pytest.importorskip("distributed", reason="Dask is of requirements/test.lock, which is not installed")

from tests.clusters import free_port, open_cluster


def only_line(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line that was said."""
    (line,) = done.stderr.splitlines()
    assert "Traceback" not in line
    return line


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--every", "0h"), "--every is an hour at least: 1h"),
        (("--every", "5m"), "a time is a number of days or hours, 7d or 36h, not '5m'"),
        (("--local", "0"), "--local is a whole number above zero, not '0'"),
        (
            ("--scheduler", "shanyang:port"),
            "'shanyang:port' is no address of a scheduler, as tcp://HOST:8786 is",
        ),
    ],
)
def test_a_wrong_call_of_fleet_is_told_in_one_line(scrapy, tmp_path, options, why) -> None:
    done = scrapy("fleet", "-s", f"DATA_DIR={tmp_path}", *options)
    assert done.returncode == Code.USAGE
    assert only_line(done).startswith(f"scrapy fleet: {why}")


@pytest.mark.slow
def test_a_scheduler_that_cannot_be_reached_is_told_soon(launch) -> None:
    fleet = launch("alpha")
    address = f"tcp://127.0.0.1:{free_port()}"
    done = fleet.run("--scheduler", address, command="fleet")
    assert done.returncode == Code.USAGE
    assert only_line(done).startswith(f"scrapy fleet: no scheduler can be reached at {address}: ")
    assert fleet.lines("alpha") == 0


@pytest.mark.slow
def test_a_scheduler_without_workers_is_told_soon(launch, tmp_path) -> None:
    fleet = launch("alpha")
    with open_cluster(tmp_path, 0) as cluster:
        done = fleet.run("--scheduler", cluster.address, command="fleet")
    assert done.returncode == Code.USAGE
    assert only_line(done) == f"scrapy fleet: the scheduler at {cluster.address} has no worker"


def bare(folder: Path) -> dict[str, str]:
    """Return the environment of a worker that cannot load the program."""
    package = folder / "bare/scraper"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise ImportError('no module of ours is here')\n", encoding="utf-8")
    return {"PYTHONPATH": f"{folder / 'bare'}", "PYTHONSAFEPATH": "1"}


def older(folder: Path) -> dict[str, str]:
    """Return the environment of a worker that has another version of the program."""
    copy = folder / "older"
    for package in ("scraper", "pipelines", "schemas"):
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
    init = copy / "scraper/__init__.py"
    said = init.read_text(encoding="utf-8").replace('__version__ = "', '__version__ = "9')
    init.write_text(said, encoding="utf-8")
    return {"PYTHONPATH": f"{copy}", "PYTHONSAFEPATH": "1"}


def check_goes_on(fleet: Fleet, cluster, why: str) -> None:
    """Assert that a fleet without a good worker says why, and that it goes on with one that is good."""
    done = fleet.run("--scheduler", cluster.address, command="fleet")
    assert done.returncode == Code.USAGE, done.stderr
    line = only_line(done)
    assert line.startswith("scrapy fleet: no worker can be used: the worker tcp://"), line
    assert why in line
    cluster.add_worker()
    for _ in range(5):  # until the second one has come
        done = fleet.run("--scheduler", cluster.address, command="fleet")
        if done.returncode != Code.USAGE:
            break
    assert done.returncode == Code.FINE, done.stderr
    refusal, *_, last = done.stderr.splitlines()
    assert "is refused" in refusal
    assert why in refusal
    assert last == f"scrapy fleet: {len(fleet.sites)} of {len(fleet.sites)} sites fine"
    assert all(fleet.lines(site) == 3 for site in fleet.sites)


@pytest.mark.slow
def test_a_worker_without_the_program_is_refused_and_the_others_crawl(launch, tmp_path) -> None:
    fleet = launch("alpha", "bravo")
    with open_cluster(tmp_path, 0, **fleet.environment) as cluster:
        cluster.add_worker(ours=False, **bare(tmp_path))
        check_goes_on(fleet, cluster, "no module of ours is here")


@pytest.mark.slow
def test_a_worker_of_another_version_is_refused_and_the_others_crawl(launch, tmp_path) -> None:
    fleet = launch("alpha", "bravo")
    with open_cluster(tmp_path, 0, **fleet.environment) as cluster:
        cluster.add_worker(ours=False, **older(tmp_path))
        check_goes_on(fleet, cluster, "is refused: difang 9")


@pytest.mark.slow
def test_a_worker_that_does_not_see_the_data_folder_is_refused_and_the_others_crawl(launch, tmp_path) -> None:
    fleet = launch("alpha", "bravo")
    fleet.data.mkdir()
    apart = ["unshare", "-rm", "sh", "-c", f'mount -t tmpfs none "{fleet.data}" && exec "$@"', "sh"]
    if not shutil.which("unshare") or subprocess.run([*apart, "true"], check=False).returncode:
        pytest.skip("no mounts of one's own can be made here")
    with open_cluster(tmp_path, 0, **fleet.environment) as cluster:
        cluster.add_worker(before=apart)
        check_goes_on(
            fleet, cluster, f"it does not see {fleet.data}: the data folder must be mounted there, too"
        )


@pytest.mark.slow
def test_two_processes_here_are_a_cluster_too(launch) -> None:
    fleet = launch("alpha", "bravo", "delta")
    done = fleet.run("--local", "2", command="fleet")
    assert done.returncode == Code.FINE, done.stderr
    assert fleet.last_round().jobs == 2
    assert all(fleet.lines(site) == 3 for site in fleet.sites)
    assert done.stderr.splitlines()[-1] == "scrapy fleet: 3 of 3 sites fine"
