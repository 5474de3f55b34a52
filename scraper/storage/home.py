"""Which folder an undescribed site has: one of its own, so that several can be crawled beside each other."""

import json
import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from scraper.storage.database import LEDGER

_HOSTS = "hosts"  # names the sites of the shared folder, one a line


def choose_home(data: Path, name: str, url: str) -> Path:
    """Return the folder for the site behind `url`: data/<name> where that is this site's, else data/<host>.

    The folder that all undescribed sites once shared belongs to those whose lines it has, a new one to the first that
    is crawled. Two crawls that begin at once agree on which was the first.
    """
    host = host_name(url)
    shared, own = data / name, data / host
    if own.is_dir():
        return own
    keep = shared / _HOSTS
    if not keep.exists():
        shared.mkdir(parents=True, exist_ok=True)
        hosts = sorted({host_name(url) for url in _delivered(shared)} or {host})
        part = shared / f"{_HOSTS}.{os.getpid()}"
        part.write_text("\n".join(hosts) + "\n", encoding="utf-8")
        with suppress(FileExistsError):
            os.link(part, keep)  # whoever comes second finds it whole
        part.unlink()
    return shared if host in keep.read_text(encoding="utf-8").split() else own


class Home(NamedTuple):
    """The folder of undescribed sites, and their hosts: of one, but for a folder of older lines."""

    folder: Path
    hosts: tuple[str, ...]


def find_homes(data: Path, name: str, described: Collection[str]) -> list[Home]:
    """Return the folders of the undescribed sites that were crawled so far: that of `name` first; nothing is made."""
    keep = data / name / _HOSTS
    shared = tuple(keep.read_text(encoding="utf-8").split()) if keep.is_file() else ()
    others = sorted(file.parent for file in data.glob(f"*/{LEDGER}"))
    own = [Home(folder, (folder.name,)) for folder in others if folder.name not in {name, *described}]
    return [Home(data / name, shared), *own] if (data / name / LEDGER).is_file() else own


def host_name(url: str) -> str:
    """Return a site's name as a folder: its host without www., and its port where it names one.

    >>> host_name("https://www.Example.gov.cn/xw/"), host_name("http://127.0.0.1:8907/")
    ('example.gov.cn', '127.0.0.1_8907')
    """
    return urlsplit(url).netloc.rpartition("@")[2].lower().removeprefix("www.").replace(":", "_")


def _delivered(folder: Path) -> set[str]:
    """Return the addresses of the lines that a folder has."""
    urls: set[str] = set()
    for file in sorted(folder.glob("articles/*.jsonl*")):
        with file.open("rb") as lines:
            for line in lines:
                with suppress(
                    ValueError, KeyError, TypeError
                ):  # the last line of a run that died may be torn
                    urls.add(json.loads(line)["url"])
    return urls
