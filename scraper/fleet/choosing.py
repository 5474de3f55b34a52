"""Which sites a fleet crawls, and with which arguments: all, those of some regions, or those that are named."""

import difflib
import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from scraper.crawl.choice import Site, load_sites
from scraper.crawl.links import hosts
from scraper.health.histories import read_newest_first
from scraper.storage.home import Home, find_homes, host_name

ANY_SITE, SAMPLE = "news", "sample"
"""Spiders without a site of their own: any site, and the invented one of the demo."""


class BadChoice(ValueError):
    """What was asked for names no site."""


@dataclass(frozen=True, slots=True)
class Task:
    """One site's run: its spider, its arguments, where its files lie, and the hosts that it asks."""

    spider: str
    folder: Path
    hosts: frozenset[str]
    arguments: Mapping[str, str] = field(default_factory=dict)
    deadline: float = 0.0  # seconds after which it is ended; 0: none

    @property
    def name(self) -> str:
        """What the task is called: the name of its folder, which no other site has."""
        return self.folder.name


@dataclass(frozen=True, slots=True)
class Choice:
    """What the caller asked for; nothing stands for all described sites."""

    regions: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    arguments: Mapping[str, str] = field(default_factory=dict)


def choose_tasks(settings: BaseSettings, choice: Choice) -> list[Task]:
    """Return a task for each site that is chosen, by name; raise BadChoice, in one line, where none is meant.

    A name is that of a spider, or the folder's name of a site that nobody described and that was crawled before.
    Arguments that a spider cannot use raise BadArgument.
    """
    sites = {site.name: site for site in load_sites(settings)}
    data = Path(settings["DATA_DIR"])
    homes = {home.folder.name: home for home in find_homes(data, ANY_SITE, sites)}
    wanted = choice.names or described_sites(settings)
    tasks: dict[Path, Task] = {}  # a site may be named twice, by its host and by its address
    for name in dict.fromkeys(wanted):
        home = homes.get(name) or homes.get(_folder_name(name))
        if name in sites and name != ANY_SITE:
            tasks |= {task.folder: task for task in _task_of(sites[name], data, choice, settings)}
        elif home is None:
            raise BadChoice(_explain_unknown(name, sites, homes))
        elif not choice.regions:  # which region it is of nobody knows
            tasks[home.folder] = _task_of_home(home, choice.arguments, settings)
    if not tasks:
        raise BadChoice(_explain_none(choice, sites.values()))
    return [*tasks.values()]


def described_sites(settings: BaseSettings, regions: tuple[str, ...] = ()) -> list[str]:
    """Return the names of the sites that a spider describes, of these regions where some are named."""
    sites = load_sites(settings)
    return [
        site.name
        for site in sites
        if site.name not in {ANY_SITE, SAMPLE}
        and (not regions or any(code.startswith(regions) for code in site.regions()))
    ]


def read_regions(text: str) -> tuple[str, ...]:
    """Return the beginnings of GB/T 2260 codes that a text lists; raise BadChoice where one is none.

    >>> read_regions("33, 510000,6110")
    ('33', '51', '6110')
    """
    found = []
    for part in filter(None, (one.strip() for one in text.split(","))):
        code = part
        while len(code) > 2 and code.endswith("00"):
            code = code[:-2]
        if not (code.isascii() and code.isdecimal() and len(code) in {2, 4, 6}):
            raise BadChoice(
                f"{part!r} is no region: two, four or six digits of GB/T 2260, such as 33 or 5101"
            )
        found.append(code)
    return tuple(dict.fromkeys(found))


def _task_of(site: Site, data: Path, choice: Choice, settings: BaseSettings) -> Iterator[Task]:
    """Yield the task of a described site, with the channels of the regions alone; nothing where it has none of them."""
    if choice.regions and not any(code.startswith(choice.regions) for code in site.regions()):
        return
    arguments = dict(choice.arguments)
    channels: Mapping[str, str | None] = getattr(site, "channels", {})
    if choice.regions and channels:
        inside = (name for name, code in channels.items() if code and code.startswith(choice.regions))
        arguments["channel"] = ",".join(inside)
    site.check_arguments(arguments)
    domains = getattr(site, "allowed_domains", None) or hosts(getattr(site, "start_urls", ()))
    yield Task(site.name, data / site.name, frozenset(domains), arguments, _deadline_of(site, settings))


def _task_of_home(home: Home, arguments: Mapping[str, str], settings: BaseSettings) -> Task:
    """Return the task of an undescribed site: it begins where its last run began."""
    url = _last_url(home.folder)
    if not url:
        raise BadChoice(
            f"{home.folder} does not say where its crawl began: scrapy crawl news -a url=... once"
        )
    given = {**arguments, "url": url}
    asked = frozenset(
        {*home.hosts, *filter(None, [urlsplit(url).hostname])}
    )  # a folder's name may hold a port
    return Task(ANY_SITE, home.folder, asked, given, _seconds(settings.get("SITE_DEADLINE"), "the settings"))


def _deadline_of(site: Site, settings: BaseSettings) -> float:
    """Return the seconds that a site may take: its own, except where the command line says how many."""
    own = (site.custom_settings or {}).get("SITE_DEADLINE")
    if own is None or (settings.getpriority("SITE_DEADLINE") or 0) >= SETTINGS_PRIORITIES["cmdline"]:
        return _seconds(settings.get("SITE_DEADLINE"), "the settings")
    return _seconds(own, f"the custom_settings of {site.name}")


def _seconds(value: object, where: str) -> float:
    """Return a deadline, 0 for none; raise BadChoice where it is no number of seconds."""
    try:
        seconds = float(f"{value}")
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        raise BadChoice(f"SITE_DEADLINE is a number of seconds, 0 for none, not {value!r} as in {where}")
    return seconds


def _last_url(folder: Path) -> str:
    urls = (report.arguments.get("url", "") for report in read_newest_first(folder))
    return next(filter(None, urls), "")


def _folder_name(name: str) -> str:
    try:
        return host_name(name if "://" in name else f"//{name}")
    except ValueError:
        return name


def _explain_unknown(name: str, sites: Collection[str], homes: Collection[str]) -> str:
    near = difflib.get_close_matches(name, [*sites, *homes])
    return f"no site is called {name!r}" + (
        f" (near: {', '.join(near)})" if near else ": scrapy sites shows all"
    )


def _explain_none(choice: Choice, sites: Iterable[Site]) -> str:
    if not choice.regions:
        return "there is no site to crawl"
    codes = sorted({code[:2] for site in sites for code in site.regions()})
    among = f" among {', '.join(choice.names)}" if choice.names else ""
    return f"no site{among} is of region {', '.join(choice.regions)} (there are: {', '.join(codes)})"
