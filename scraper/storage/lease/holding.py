"""A lease on a site's folder: one holder anywhere, whether its holder dies, sleeps, or lives on another machine.

Two things speak for a holder. The operating system's lock dies with its process, so that a run which was killed on
this machine is followed at once. The term, which is renewed, goes with a process that is paused or that lives on a
machine which this one sees no locks of: it went when it was seen unchanged for as long as it lasts, by the clock of
whoever looks; no two clocks need to agree. Its holder asks its own clock before whatever it does, counts from before
it wrote, and so stops before anybody may begin. What a paused one does between that question and the deed lands in
files that nobody reads: see ledgers, and pipelines.segments.
"""

import os
import socket
import time
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from scraper.storage.lease.ledgers import fold, ledger_of, newest_taken, take_ledger
from scraper.storage.lease.lock import Lock, Locked
from scraper.storage.lease.terms import Term, claim, find_terms, forget, rewrite, this_machine

LEASE_SECONDS = 60.0
"""How long a term lasts that is not renewed: four times what the dearest page costs, and VACUUM of a large ledger."""

_LONGEST_SLEEP = 7 * 24 * 60 * 60.0
"""Seconds after which a process on another machine is not thought to wake up: its files are put away then."""

_RENEWALS = 4  # times that a term is renewed while it would last: three may fail
_LOOKS = 20  # at a foreign term while it would last


class LeaseLost(Exception):
    """The term went while its holder slept, and another run holds the site: nothing may be written any more."""


class Clock:
    """The clocks of this machine."""

    def elapsed(self) -> float:
        """Return seconds that go on while the process is paused, and while the machine sleeps where it can tell."""
        counter: int = getattr(time, "CLOCK_BOOTTIME", -1)
        return time.monotonic() if counter < 0 else time.clock_gettime(counter)

    def now(self) -> float:
        """Return seconds since 1970, which others can compare with theirs, more or less."""
        return time.time()

    def pause(self, seconds: float) -> None:
        """Return so many seconds later."""
        time.sleep(seconds)


class Lease:
    """A folder that nobody else writes in, until release(), until the process ends, or until check() says so."""

    def __init__(self, folder: Path, seconds: float = LEASE_SECONDS, clock: Clock | None = None) -> None:
        """Take the lease; raise Locked, naming the holder, where another run has it.

        A term that should have gone is watched for as long as it lasts before it is taken over. Raise NoLocks where
        the file system keeps no locks, OSError where nothing can be written.
        """
        self.folder = folder
        self._clock = clock or Clock()
        self._seconds = seconds
        self._since = self._clock.elapsed()
        self._lost: LeaseLost | None = None
        self._over = False
        self.term, self._lock, takes_over = self._win()
        with ExitStack() as undone:
            undone.callback(self._lock.release)
            self.doubts = self._bury() or takes_over
            """Whether an earlier holder may still live: its files are not to be changed but replaced."""
            if not self.doubts:
                fold(folder)
            self.ledger = take_ledger(folder, self.term.number) if takes_over else ledger_of(folder)
            """The file that is the site's ledger in this term."""
            try:
                self.check()
            except LeaseLost as lost:  # the copying took long, or this process slept
                raise Locked(f"{lost}") from None
            undone.pop_all()

    @property
    def holds(self) -> bool:
        """Whether the term lasts, by the clock of this machine: no file is asked."""
        return not self._lost and not self._over and self._clock.elapsed() - self._since < self._seconds

    @property
    def went(self) -> bool:
        """Whether the term is over and another was claimed behind it: nothing is changed by asking."""
        return not self.holds and self._is_followed()

    def check(self) -> None:
        """Return where the folder is ours; a term that went is claimed anew. Raise LeaseLost where another has it."""
        if not self.holds:
            self._claim_anew()

    def renew(self) -> None:
        """Let the term begin anew where a part of it is over; raise LeaseLost where another run holds the site."""
        self.check()
        if self._clock.elapsed() - self._since < self._seconds / _RENEWALS:
            return
        if self._is_followed():
            self._lose()
        since = self._clock.elapsed()
        term = self._renewed(self.term)
        with suppress(OSError):  # a share that is away: it may be back before the term goes
            rewrite(self.folder, term)
            self.term, self._since = term, since

    def release(self) -> None:
        """Let the next run in; releasing twice changes nothing, nor does it where the lease was lost."""
        if not self._over and not self._lost:
            self._over = True
            with suppress(OSError):  # the lock says it, and the end of the term
                if not self._is_followed():
                    rewrite(self.folder, replace(self.term, released=True))
        self._lock.release()

    def _claim_anew(self) -> None:
        """Begin the next term, as nobody has taken the place yet; else say who did."""
        if self._lost:
            raise self._lost
        if self._over:
            raise LeaseLost(f"the lease on {self.folder} was given back")
        since = self._clock.elapsed()
        term = self._renewed(replace(self.term, number=self.term.number + 1))
        if self._is_followed() or not self._claim(term):
            self._lose()
        forget(self.folder, self.term.number)
        self.term, self._since = term, since

    def _claim(self, term: Term) -> bool:
        """Tell whether the term was won: its number may be an old one, of a term that came and went meanwhile."""
        if not claim(self.folder, term):
            return False
        if find_terms(self.folder)[-1].number == term.number:
            return True
        forget(self.folder, term.number)
        return False

    def _is_followed(self) -> bool:
        """Tell whether another term was claimed behind this one."""
        return any(term.number > self.term.number for term in find_terms(self.folder))

    def _lose(self) -> NoReturn:
        holders = find_terms(self.folder)
        by = f": {holders[-1]}" if holders else ""
        self._lost = LeaseLost(f"{self.folder} was taken over by another run while this one was paused{by}")
        raise self._lost

    def _renewed(self, term: Term) -> Term:
        return replace(term, beat=term.beat + 1, until=self._clock.now() + self._seconds)

    def _win(self) -> tuple[Term, Lock, bool]:
        """Return a term that was won, its lock, and whether the holder of the one before may wake up.

        Raise Locked where the folder is another's.
        """
        last = next(reversed(find_terms(self.folder)), Term(0, released=True))
        lock = self._try_lock(last.lock)
        if last.released:
            lock = self._first_lock(lock) if lock else Lock(self.folder, last.lock)  # raises what it says
        is_dead = lock is not None and (last.released or last.machine == this_machine())
        with ExitStack() as undone:
            if lock:
                undone.callback(lock.release)
            if not is_dead and not self._has_gone(last):
                raise Locked(f"{self.folder} is in use by another run: {last}{self._explain_end(last, lock)}")
            number = max(last.number, newest_taken(self.folder)) + 1
            if lock is None:
                lock = Lock(self.folder, f"lock-{number}")
                undone.callback(lock.release)
            self._since = self._clock.elapsed()
            term = self._renewed(self._own_term(number, lock))
            if not self._claim(term):
                raise Locked(f"{self.folder} is in use by another run: it began just now")
            undone.pop_all()
        return term, lock, not is_dead

    def _explain_end(self, last: Term, lock: Lock | None) -> str:
        """Return when a holder that cannot be seen from here is thought to be dead; nothing of one that can."""
        left = last.until - self._clock.now()
        return f"; where it is dead, its lease goes in {max(left, 0):.0f} s" if lock else ""

    def _own_term(self, number: int, lock: Lock) -> Term:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        host, process = socket.gethostname(), os.getpid()
        return Term(number, this_machine(), host, process, since, lock.name, self._seconds)

    def _first_lock(self, lock: Lock) -> Lock:
        """Return the lock that a site has but for the time after a takeover, where it can be had again."""
        first = self._try_lock(Term(0).lock) if lock.name != Term(0).lock else None
        if first is None:
            return lock
        lock.release()  # whoever held the first one when this one was made is dead now
        return first

    def _try_lock(self, name: str) -> Lock | None:
        try:
            return Lock(self.folder, name)
        except Locked:
            return None

    def _has_gone(self, last: Term) -> bool:
        """Tell whether a term was not renewed for as long as it lasts: watched, where it says that it should have been."""
        if self._clock.now() < last.until:
            return False
        began, lasts = self._clock.elapsed(), last.seconds or self._seconds
        while self._clock.elapsed() - began < lasts:
            self._clock.pause(lasts / _LOOKS)
            if find_terms(self.folder)[-1:] != [last]:
                return False
        return True

    def _bury(self) -> bool:
        """Forget the terms before this one whose holders are surely dead; tell whether others are left."""
        left = False
        for term in find_terms(self.folder):
            if term.number >= self.term.number:
                continue
            if self._is_dead(term):
                forget(self.folder, term.number)
                if term.lock not in {Term(0).lock, self._lock.name}:
                    with suppress(OSError):
                        (self.folder / term.lock).unlink()
            else:
                left = True
        return left

    def _is_dead(self, term: Term) -> bool:
        """Tell whether the holder of an earlier term cannot wake up any more."""
        if term.released or term.until + _LONGEST_SLEEP < self._clock.now():
            return True
        if term.machine != this_machine():
            return False
        if term.lock == self._lock.name:
            return True
        lock = self._try_lock(term.lock)
        if lock:
            lock.release()
        return lock is not None
