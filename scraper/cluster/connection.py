"""How a cluster is joined: a scheduler that stands somewhere, or processes of this machine."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from scraper.cluster import deaf

EXTRA = "pip install 'difang[cluster]'"
"""What brings Dask, and fsspec with S3."""

REACHED = 10.0
"""Seconds in which a scheduler must answer, and have a worker."""

DEATHS = 5
"""Workers that may die with a task before it is given up, where the cluster is ours: Dask's own 3 are few where
machines are taken away."""


class BadCluster(Exception):
    """The cluster cannot be used; one line says why."""


class Joined(NamedTuple):
    """A cluster's client, and what the cluster is called."""

    client: Any  # Dask tells no types of its calls
    where: str


@cache
def load_dask() -> Any:  # noqa: ANN401 - a module, and it tells no types of its calls
    """Return Dask distributed; raise BadCluster, in one line that says how to get it, where it is missing."""
    try:
        return import_module("distributed")
    except ImportError as error:
        raise BadCluster(f"{error.name} is not installed: {EXTRA}") from None


@contextmanager
def join_cluster(at: str | int) -> Iterator[Joined]:
    """Yield the cluster of a scheduler's address, or of so many processes here; raise BadCluster where there is none."""
    dask = load_dask()
    for name in ("distributed", "bokeh", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told by us
    # What a worker process reads at its start, it reads before any code of ours.
    read = {
        "distributed.scheduler.allowed-failures": DEATHS,
        "distributed.worker.preload": [deaf.__name__],
        "distributed.worker.profile.enabled": False,  # it looks at each thread a hundred times a second
    }
    with import_module("dask").config.set(read):
        if isinstance(at, int):
            with (
                dask.LocalCluster(
                    n_workers=at,
                    threads_per_worker=1,
                    dashboard_address="127.0.0.1:0",
                    silence_logs=logging.CRITICAL,
                ) as cluster,
                dask.Client(cluster) as client,
            ):
                yield Joined(client, f"{at} processes here")
            return
        with _connect(at) as client:
            yield Joined(client, at)


def check_address(address: str) -> None:
    """Return where a text may be the address of a scheduler; raise BadCluster where it cannot.

    >>> check_address("tcp://10.0.0.5:8786"), check_address("scheduler:8786")
    (None, None)
    """
    try:
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
        good = bool(parts.hostname and parts.port)
    except ValueError:
        good = False
    if not good:
        raise BadCluster(f"{address!r} is no address of a scheduler, as tcp://HOST:8786 is")


@contextmanager
def _connect(address: str) -> Iterator[Any]:
    check_address(address)  # Dask would leave a traceback, half a minute later
    try:
        client = load_dask().Client(address, timeout=REACHED, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        said = f"{error}".partition(" after ")[0] or type(error).__name__
        raise BadCluster(f"no scheduler can be reached at {address}: {said}") from None
    try:
        client.wait_for_workers(1, timeout=REACHED)
        yield client
    except TimeoutError:
        raise BadCluster(f"the scheduler at {address} has no worker") from None
    finally:
        client.close(timeout=REACHED)
