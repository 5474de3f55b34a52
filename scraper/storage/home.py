"""Which folder an undescribed site has: one of its own, so that several can be crawled beside each other."""

import json
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from pipelines.segments import part_of
from scraper.storage.lease.ledgers import find_ledgers, ledger_of
from scraper.storage.lease.lock import take_turns

_HOSTS = "hosts"  # names the sites of the shared folder, one a line
_NO_NAME = re.compile(r"[^\w.\[\]-]")
"""What no folder's name may have somewhere: Windows takes none of <>:"/\\|?* and of the control characters."""
_DEVICE = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.ASCII)
"""What Windows takes for a device, whatever stands behind the first dot."""


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
        with take_turns(shared / f"{_HOSTS}.lock"):
            if not keep.exists():
                hosts = sorted({host_name(url) for url in _delivered(shared)} or {host})
                part = part_of(keep)  # whoever looks meanwhile finds all of it or nothing
                part.write_text("\n".join(hosts) + "\n", encoding="utf-8", newline="\n")
                part.replace(keep)
    return shared if host in keep.read_text(encoding="utf-8").split() else own


class Home(NamedTuple):
    """The folder of undescribed sites, and their hosts: of one, but for a folder of older lines."""

    folder: Path
    hosts: tuple[str, ...]


def find_homes(data: Path, name: str, described: Collection[str]) -> list[Home]:
    """Return the folders of the undescribed sites that were crawled so far: that of `name` first; nothing is made."""
    keep = data / name / _HOSTS
    shared = tuple(keep.read_text(encoding="utf-8").split()) if keep.is_file() else ()
    own = [
        Home(folder, (folder.name,)) for folder in find_ledgers(data) if folder.name not in {name, *described}
    ]
    return [Home(data / name, shared), *own] if ledger_of(data / name).is_file() else own


def host_name(url: str) -> str:
    """Return a site's name as a folder of any system: its host without www., and its port where it names one.

    >>> host_name("https://www.Example.gov.cn/xw/"), host_name("http://127.0.0.1:8907/")
    ('example.gov.cn', '127.0.0.1_8907')
    >>> host_name("http://con.example.cn./"), host_name("http://../xw/"), host_name("http://新闻.example.cn/")
    ('_con.example.cn', '_', '新闻.example.cn')
    """
    host = urlsplit(url).netloc.rpartition("@")[2].lower().removeprefix("www.")
    name = _NO_NAME.sub("_", host).strip(".")  # "." and ".." are no names, and Windows drops a dot at the end
    return _DEVICE.sub(r"_\g<0>", name) or "_"


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
