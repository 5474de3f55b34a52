"""The map of where things go: politeness, caps, the archive and the stages of a crawl."""

import sys
from os import environ
from pathlib import Path

from scrapy.settings import default_settings

from scraper import __version__
from scraper.neighbours import ForeignPackage, check_neighbours
from scraper.streams import open_streams
from scraper.typed_command import find_commands

try:
    check_neighbours(Path(__file__).resolve().parent.parent)
except ForeignPackage as error:
    sys.exit(f"scrapy: {error}")  # Scrapy would print a traceback
open_streams()  # every command passes here before it prints

BOT_NAME = "difang"
SPIDER_MODULES = ["scraper.spiders"]
NEWSPIDER_MODULE = "scraper.spiders"
COMMANDS_MODULE = find_commands(sys.argv)

# Ours. Everything that writes honours DATA_DIR; REPLAY names a WARC to crawl from with no network.
DATA_DIR = "data"
REPLAY = ""
LOOK = (
    ""  # the page that shell, fetch, view, parse or check looks at; they set it, and nothing is written then
)
FIXTURES_DIR = "tests/sites"  # saved pages, which `scrapy keep` writes and `scrapy sites --check` reads
CONTACT = environ.get("CONTACT", "")  # a URL or an address for webmasters; it goes into the User-Agent
COMMIT_LINES = 50  # a commit costs some fsync, 10 ms on a disk; a page costs 30 ms to clean
SITE_DEADLINE = 14_400  # seconds of one site in `crawl-all`: a large one takes two hours on its first night
LEASE_SECONDS = 60  # a run that was paused for longer may have lost its site to another one
STOP_WITHIN = 8  # seconds from SIGTERM to the end: `docker stop` kills after 10
PARTIAL_ARTICLES = False  # an article with a missing part: rejected, or delivered and marked partial
RETRY_REFUSED_DAYS = 7  # a refused page is looked at again after a week: sites repair their templates

# Whom `crawl-all` and `status --alert` tell what is new or was mended. The environment is where secrets belong; a
# file of variables that leaves one empty means the default.
ALERT_WEBHOOK = environ.get("ALERT_WEBHOOK", "")  # an address that takes JSON
ALERT_COMMAND = environ.get("ALERT_COMMAND", "")  # it reads the same JSON on stdin
ALERT_MAIL_TO = environ.get("ALERT_MAIL_TO", "")  # addresses, parted by commas
ALERT_MAIL_FROM = environ.get("ALERT_MAIL_FROM") or "difang@localhost"
ALERT_MAIL_HOST = environ.get("ALERT_MAIL_HOST") or "localhost"
ALERT_MAIL_PORT = environ.get("ALERT_MAIL_PORT") or "25"
ALERT_MAIL_SECURITY = environ.get("ALERT_MAIL_SECURITY") or "none"  # none, starttls or tls
ALERT_MAIL_USER = environ.get("ALERT_MAIL_USER", "")
ALERT_MAIL_PASSWORD = environ.get("ALERT_MAIL_PASSWORD", "")

# Politeness. AutoThrottle adapts from here; one owner per host keeps it true.
USER_AGENT = f"difang/{__version__} (news archive; no contact set)"  # replaced where CONTACT is set: scraper/web/identity.py
ROBOTSTXT_OBEY = True
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0  # seconds
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0  # requests in flight per host on average
CONCURRENT_REQUESTS_PER_DOMAIN = 2
DOWNLOAD_DELAY = 0.5  # seconds, the floor that AutoThrottle never goes below
CONCURRENT_ITEMS = (
    1  # of one page: its stages never wait, and Scrapy begins a task for each of these, page by page
)
COOKIES_ENABLED = False  # news needs no session, and a session can turn a page personal

BACKOFF_START = 2.0  # seconds a host rests after a failure; it doubles with each one in a row
LONGEST_REST = 120.0  # seconds; a host that asks for more is left to the next run
WALLS_IN_ROW = 4  # pages of a firewall in a row after which a host is given up: a fifth would not be another
BREAKER_FAILURES = 8  # failures in a row after which a host is given up for this run

# Caps. A news page is 20 to 500 kB; the largest of the pages we know has 0.8 MB.
DOWNLOAD_MAXSIZE = 5 * 1024 * 1024  # bytes, after decompression too
DOWNLOAD_WARNSIZE = 0  # the cap itself is reported, with its page
DOWNLOAD_TIMEOUT = 60  # seconds
DOWNLOAD_MAXHEADERS = 64 * 1024  # bytes of status line and headers; servers send 1 kB
MOST_LINKS = 2000  # requests that one page may lead to; the longest listings have some 500
LISTING_DEPTH = 50  # listing pages behind one start page
DEPTH_LIMIT = 0  # Scrapy's own would drop the parts of an article without a word
REDIRECT_MAX_TIMES = 5

# Where a crawl may go: the public network. Tests and the demo crawl loopback. The operator's proxy (http_proxy,
# https_proxy) may stand anywhere; it resolves names itself, so that it must guard what a name does not tell.
ALLOW_PRIVATE_HOSTS = False
TWISTED_DNS_RESOLVER = "scraper.web.resolver.GuardedResolver"
DOWNLOAD_HANDLERS = {
    "http": "scraper.web.download.CappedHandler",
    "https": "scraper.web.download.CappedHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}

# No doors: both would listen on loopback and run code for whoever connects.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False

# Scrapy's own parts without those that no crawl of ours has: it imports them all, also what is switched off, and one
# of these brings a server of HTTP, another a client and the list of all public suffixes.
_UNUSED = frozenset(
    {
        "scrapy.extensions.remote_control.RemoteControl",
        "scrapy.extensions.telnet.TelnetConsole",
        "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
    }
)
EXTENSIONS_BASE = {
    path: order for path, order in default_settings.EXTENSIONS_BASE.items() if path not in _UNUSED
}
DOWNLOADER_MIDDLEWARES_BASE = {
    path: order for path, order in default_settings.DOWNLOADER_MIDDLEWARES_BASE.items() if path not in _UNUSED
}

# The archive keeps every response; the policy serves none of them in a live crawl.
HTTPCACHE_ENABLED = True
HTTPCACHE_STORAGE = "scraper.storage.archive.WarcStorage"
HTTPCACHE_POLICY = "scraper.storage.archive.ArchivePolicy"
HTTPCACHE_IGNORE_SCHEMES = ["file", "data"]

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scraper.web.robots.Robots": 100,  # in its place: a robots.txt that cannot be reached forbids all
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scraper.web.redirects.PageRedirect": 585,  # sees the body decompressed (590), before Conditional notes its ETag
    "scraper.web.redirects.StatusRedirect": 600,
    "scraper.runs.ignored.Ignored": 50,  # before all: it hears what any of them refuses
    "scraper.web.sessions.Cookies": 700,  # Scrapy's, loaded where COOKIES_ENABLED asks for it
    "scraper.web.identity.Identity": 490,  # before the default User-Agent of 500
    "scraper.web.guard.Guard": 560,  # nearer to the network than retries (550): they cannot mend this
    "scraper.web.politeness.Politeness": 570,
    "scraper.crawl.conditional.Conditional": 580,
    "scraper.runs.asked.Asked": 849,  # beside Scrapy's own count of requests (850): nothing is refused behind it
    "scraper.web.completeness.CompleteBody": 595,  # sees the body before it is decompressed (590)
}
SPIDER_MIDDLEWARES = {"scraper.web.guard.FewLinks": 50}
EXTENSIONS = {
    "scraper.web.airtime.Airtime": 400,
    "scraper.runs.report.Report": 500,
    "scraper.runs.ending.Ending": 600,
    "scraper.runs.watching.Watching": 700,
}
ITEM_PIPELINES = {
    "pipelines.stages.Clean": 100,
    "pipelines.stages.Deduplicate": 200,
    "pipelines.stages.Write": 300,
    "scraper.crawl.feeds.ArticlesOnly": 900,  # what follows, the feeds of -O, sees articles only
}

FEED_EXPORT_ENCODING = "utf-8"
FEED_EXPORTERS = {  # beside Scrapy's json and jsonlines, which tell an article as it is
    "csv": "scraper.crawl.feeds.ArticleCsv",
    "xml": "scraper.crawl.feeds.ArticleXml",
    "marshal": "scraper.crawl.feeds.ArticleMarshal",
    "pickle": "scraper.crawl.feeds.ArticlePickle",
}
LOG_VERSIONS: list[str] = []  # ten lines that nobody reads in a nightly log
LOG_LEVEL = "INFO"  # DEBUG prints whole items
LOG_FORMATTER = "scraper.crawl.feeds.QuietRejections"
ADDONS = {"scraper.console.logs.JsonLog": 100}  # LOG_FORMAT="json": one event a line
