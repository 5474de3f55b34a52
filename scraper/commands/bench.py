import argparse

from scrapy.commands.bench import Command as ScrapyBench


class Command(ScrapyBench):
    """Scrapy's benchmark of this machine: its own server on loopback is asked without the pauses of a crawl."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Open loopback for this run; what -s says holds."""
        assert self.settings is not None
        quick = {
            "ALLOW_PRIVATE_HOSTS": True,
            "ROBOTSTXT_OBEY": False,
            "AUTOTHROTTLE_ENABLED": False,
            "DOWNLOAD_DELAY": 0,
            "CONCURRENT_REQUESTS_PER_DOMAIN": self.settings.getint("CONCURRENT_REQUESTS"),
            **self.default_settings,
        }
        self.settings.setdict(quick, priority="cmdline")
        super().process_options(args, opts)
