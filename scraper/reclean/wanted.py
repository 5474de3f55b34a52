"""Which records are cleaned at all: those of some hosts, those that may be Chinese; told before a page is parsed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from schemas import Page
from scraper.reclean.script_shares import may_be_chinese
from scraper.storage.warc.records import Record

OTHER_HOST = "host not wanted"
OTHER_LANGUAGE = "not Chinese"

CHINESE = "zh"
"""The one language that can be asked for."""

_WITH_ADDRESS = frozenset({"response", "resource", "conversion", "revisit"})
"""Record types that hold a page, or stand for one."""


class BadHosts(ValueError):
    """A list of hosts cannot be read, or names none."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants of an archive; everything where nothing is said."""

    hosts: frozenset[str] = frozenset()
    language: str = ""

    def judge_record(self, record: Record) -> str | None:
        """Return that a record is of another host; what stands for no page is nobody's."""
        wrong = self.hosts and record.kind in _WITH_ADDRESS and not self.has_host(record.url)
        return OTHER_HOST if wrong else None

    def judge_page(self, page: Page) -> str | None:
        """Return that a page is surely in another language."""
        return OTHER_LANGUAGE if self.language and not may_be_chinese(page.body, page.content_type) else None

    def has_host(self, url: str) -> bool:
        """Tell whether an address belongs to one of the hosts, or to a host below one.

        >>> wanted = Wanted(frozenset({"shanyang.example"}))
        >>> wanted.has_host("http://news.shanyang.example:80/a"), wanted.has_host("http://notshanyang.example/")
        (True, False)
        """
        try:
            host = plain_host(urlsplit(url).hostname or "")
        except ValueError:
            return False
        parts = host.split(".")
        return any(".".join(parts[number:]) in self.hosts for number in range(len(parts)))

    def described(self) -> str:
        """Return what is wanted in a few words that change when it does."""
        if not self.hosts:
            return self.language
        digest = sha256("\n".join(sorted(self.hosts)).encode()).hexdigest()[:16]
        return f"{len(self.hosts)} hosts {digest} {self.language}".strip()


def plain_host(host: str) -> str:
    """Return a host as addresses write it: lower case, in ASCII, without the last dot.

    >>> plain_host("WWW.Shanyang.Example."), plain_host("山阳.example")
    ('www.shanyang.example', 'xn--rht075k.example')
    """
    host = host.strip().rstrip(".").lower()
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def read_hosts(words: Iterable[str]) -> frozenset[str]:
    """Return the hosts of lists parted by commas, and of files named as @FILE, one a line; raise BadHosts where none is."""
    hosts = {plain_host(one) for word in words for one in _split(word)} - {""}
    if not hosts:
        raise BadHosts("--hosts names no host")
    if wrong := next((host for host in sorted(hosts) if "/" in host or ":" in host or " " in host), None):
        raise BadHosts(f"--hosts: {wrong} is no host, as news.example.cn is one")
    return frozenset(hosts)


def _split(word: str) -> Iterator[str]:
    if not word.startswith("@"):
        yield from word.split(",")
        return
    try:
        text = Path(word[1:]).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadHosts(f"--hosts {word}: {getattr(error, 'strerror', None) or 'no text'}") from None
    yield from (line.partition("#")[0] for line in text.splitlines())
