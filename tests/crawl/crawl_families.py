"""Crawl several invented sites in one process: each a family's spider, told where its site is served."""

import json
import sys
from importlib import import_module

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings


def main() -> None:
    wanted = json.loads(sys.argv[1])
    settings = get_project_settings()
    settings.update(
        {
            "ALLOW_PRIVATE_HOSTS": True,
            "DOWNLOAD_DELAY": 0,
            "AUTOTHROTTLE_ENABLED": False,
            "RETRY_ENABLED": False,
        }
    )
    settings.update(wanted["settings"])
    process = AsyncCrawlerProcess(settings)
    for site in wanted["sites"]:
        module, _, name = site["family"].partition(":")
        family = getattr(import_module(module), name)
        spider = type(name, (family,), {"name": site["name"], **site["declared"]})
        process.crawl(spider, **site.get("arguments", {}))
    process.start()
