"""How long a channel may take, and what it says where it fails."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread

PATIENCE = 20.0
"""Seconds that a webhook, a mail server or a command may take: the round is over, and nobody waits for more."""

SENT = "sent"
"""What came of a message that arrived."""


class Undelivered(Exception):
    """A message did not reach whom it was meant for."""


def act_within(seconds: float, act: Callable[[], str]) -> str:
    """Return what an act says of itself; raise Undelivered as it does, and where it takes longer.

    A socket's own patience begins anew with each byte: a server that sends one now and then would hold a round for ever.
    What took too long goes on until this process ends, and its message may still arrive.
    """
    said: Future[str] = Future()

    def run() -> None:
        try:
            said.set_result(act())
        except Undelivered as failure:
            said.set_exception(failure)

    Thread(target=run, daemon=True).start()
    try:
        return said.result(seconds)
    except TimeoutError:
        raise Undelivered(f"no answer within {seconds:g} s") from None
