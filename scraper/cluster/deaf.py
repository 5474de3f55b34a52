"""Loaded by each worker of this machine: a key that is pressed in the terminal is for whoever waits there, who tells it."""

import signal


def dask_setup(worker: object) -> None:
    """Let the process hear no interrupt; Dask calls this where a worker begins."""
    del worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
