"""The operator's proxy is connected to wherever it stands; where a crawl may go is guarded through it too."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proxied import Proxy, certify, serve_proxy
from tests.served import Site, serve
from tests.stories import HASTE, article, listing, name

COUNTY = "www.shanyang.example"  # known to the proxy alone


@pytest.fixture
def county(site) -> Site:
    site.put("/", listing(1, 2))
    for number in (1, 2):
        site.put(name(number), article(number))
    return site


def slowly(*values: str) -> list:
    """Return further values of a case, for the slow suite."""
    return [pytest.param(value, marks=pytest.mark.slow) for value in values]


def port_of(site: Site) -> int:
    return int(site.address.rpartition(":")[2])


@pytest.fixture
def proxy(county) -> Iterator[Proxy]:
    with serve_proxy(port_of(county)) as proxy:
        yield proxy


@pytest.fixture
def crawl(zygote, tmp_path):
    """Crawl with the guard up, in an environment that names a proxy."""

    def run(url: str, *options: str, spider: str = "sample", **environment: str):
        quiet = {f"{scheme}_proxy": "" for scheme in ("http", "https", "no")}
        data = ("-s", f"DATA_DIR={tmp_path / 'data'}")
        argv = ("crawl", spider, "-a", f"url={url}", *data, *HASTE, *options)
        return zygote.run(*argv, folder=tmp_path, environment={**quiet, **environment})

    return run


def lines(data: Path, kind: str) -> list[dict]:
    files = sorted(data.glob(f"data/*/{kind}/*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("host", [*slowly("127.0.0.1", "localhost"), "me:pa%2Fss@127.0.0.1"])
def test_a_proxy_of_a_private_address_is_used(crawl, proxy, tmp_path, host) -> None:
    done = crawl(f"http://{COUNTY}/", http_proxy=f"http://{host}:{proxy.port}")
    assert done.returncode == 0, done.stderr
    assert len(lines(tmp_path, "articles")) == 2
    assert f"GET http://{COUNTY}{name(1)}" in proxy.asked
    assert proxy.credentials == ({"Basic bWU6cGEvc3M="} if "@" in host else {""})


def test_a_proxy_of_an_ipv6_address_is_used(crawl, county, tmp_path) -> None:
    with serve_proxy(port_of(county), ipv6=True) as proxy:
        done = crawl(f"http://{COUNTY}/", http_proxy=f"http://[::1]:{proxy.port}")
    assert done.returncode == 0, done.stderr
    assert len(lines(tmp_path, "articles")) == 2


@pytest.mark.parametrize("host", [*slowly("127.0.0.1", "localhost"), "[::1]"])
def test_a_proxy_is_tunnelled_through(crawl, tmp_path, host) -> None:
    with serve(tls=certify(tmp_path, COUNTY)) as site, serve_proxy(port_of(site), ipv6="::" in host) as proxy:
        site.put("/", listing(1))
        site.put(name(1), article(1))
        done = crawl(f"https://{COUNTY}/", https_proxy=f"http://{host}:{proxy.port}")
        assert done.returncode == 0, done.stderr
        assert set(proxy.asked) == {f"CONNECT {COUNTY}:443"}
    assert len(lines(tmp_path, "articles")) == 1


@pytest.mark.parametrize(
    "target",
    [
        "0x7f.1:{port}",
        "metadata.google.internal",
        *slowly(
            "127.0.0.1:{port}",
            "localhost:{port}",
            "2130706433:{port}",
            "127.1:{port}",
            "[::1]:{port}",
            "[::ffff:127.0.0.1]:{port}",
            "169.254.169.254",
            "100.100.100.200",
            "168.63.129.16",
            "metadata",
            "metadata.tencentyun.com",
            "kubernetes.default.svc.cluster.local",
            "localhost.",
            "router.home.arpa",
            "127%2e0.0.1",
        ),
    ],
)
def test_no_private_target_is_asked_for_through_the_proxy(crawl, proxy, target) -> None:
    url = f"http://{target.format(port=proxy.port)}/"
    done = crawl(url, http_proxy=f"http://127.0.0.1:{proxy.port}")
    assert done.returncode == 4, done.stderr
    assert proxy.asked == []
    last = done.stderr.strip().splitlines()[-1]
    assert "the guard refuses " in last
    assert "ALLOW_PRIVATE_HOSTS=1" in last
    assert "DNS lookup failed" not in done.stderr


NAMED = """
from scrapy.resolver import dnscache
from scraper.spiders.sample import SampleSpider

dnscache["proxy.shanyang.example"] = dnscache["leak.shanyang.example"] = "127.0.0.1"

class NamedSpider(SampleSpider):
    name = "named"
"""


@pytest.fixture
def crawl_named(zygote, tmp_path):
    """Crawl where two names lead to loopback, as a resolver of the local network has them."""
    file = tmp_path / "named.py"
    file.write_text(NAMED, encoding="utf-8")

    def run(url: str, **environment: str):
        data = ("-s", f"DATA_DIR={tmp_path / 'data'}")
        argv = ("runspider", file, "-a", f"url={url}", *data, *HASTE)
        return zygote.run(*argv, folder=tmp_path, environment=environment).stderr

    return run


def test_a_proxy_is_used_by_a_name_that_leads_to_a_private_address(crawl_named, proxy, tmp_path) -> None:
    log = crawl_named(f"http://{COUNTY}/", http_proxy=f"http://proxy.shanyang.example:{proxy.port}")
    assert len(lines(tmp_path, "articles")) == 2, log
    assert "requests go through the proxy at proxy.shanyang.example" in log


@pytest.mark.parametrize("past", ["proxy.shanyang.example", *slowly("")])
def test_the_name_of_the_proxy_is_no_target(crawl_named, proxy, past) -> None:
    host = "proxy.shanyang.example"
    log = crawl_named(f"http://{host}:{proxy.port}/", http_proxy=f"http://{host}:{proxy.port}", no_proxy=past)
    assert f"the guard refuses {host}: " in log
    assert "ALLOW_PRIVATE_HOSTS=1" in log
    assert proxy.asked == []


def test_a_name_that_leads_to_a_private_address_is_told_with_it(crawl_named, county) -> None:
    log = crawl_named(f"http://leak.shanyang.example:{port_of(county)}/")
    told = "the guard refuses leak.shanyang.example: it leads to 127.0.0.1, no public address"
    listed = f"ERROR: listing http://leak.shanyang.example:{port_of(county)}/: {told}"
    assert f"{listed} (ALLOW_PRIVATE_HOSTS=1 lets it through)" in log
    assert not county.requests
    assert "DNS lookup failed" not in log


@pytest.mark.parametrize(
    "leak", ["http://169.254.169.254/t20230612_1.html", *slowly("http://localhost/202306/t20230612_9.html")]
)
def test_a_redirect_to_a_private_target_ends_at_the_guard(crawl, county, proxy, tmp_path, leak) -> None:
    county.answers.pop(name(2))
    county.put(name(2), b"", status=302, Location=leak)
    crawl(f"http://{COUNTY}/", http_proxy=f"http://127.0.0.1:{proxy.port}")
    assert not [asked for asked in proxy.asked if leak in asked]
    (refused,) = lines(tmp_path, "rejects")
    assert refused["reason"] == "forbidden"
    assert refused["detail"].startswith("the guard refuses ")
    assert "ALLOW_PRIVATE_HOSTS=1" in refused["detail"]


def test_what_no_proxy_leads_past_the_proxy_is_guarded_as_before(crawl, proxy, county) -> None:
    done = crawl(county.address, http_proxy=f"http://127.0.0.1:{proxy.port}", no_proxy="127.0.0.1")
    assert done.returncode == 4
    assert "the guard refuses 127.0.0.1: no public address" in done.stderr.strip().splitlines()[-1]
    assert not county.requests
    assert proxy.asked == []


PLAIN = """
import scrapy

class ProxiedSpider(scrapy.Spider):
    name = "proxied"

    async def start(self):
        yield scrapy.Request(self.url, meta={"proxy": self.proxy})
        yield scrapy.Request(self.private, meta={"proxy": None})

    def parse(self, response):
        yield {"address": response.url, "bytes": len(response.body)}
"""


def test_a_plain_spider_names_its_own_proxy(zygote, proxy, county, tmp_path) -> None:
    file, items = tmp_path / "proxied.py", tmp_path / "items.jsonl"
    file.write_text(PLAIN, encoding="utf-8")
    given = {"url": f"http://{COUNTY}/", "proxy": f"127.0.0.1:{proxy.port}", "private": county.address}
    arguments = [part for key, value in given.items() for part in ("-a", f"{key}={value}")]
    done = zygote.run("runspider", file, *arguments, "-O", items, *HASTE, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    (item,) = items.read_text(encoding="utf-8").splitlines()
    assert json.loads(item) == {"address": f"http://{COUNTY}/", "bytes": len(listing(1, 2))}
    assert "the guard refuses 127.0.0.1" in done.stderr
    assert f"GET http://{COUNTY}/" in proxy.asked


@pytest.mark.parametrize(
    ("scheme", "proxy"),
    [
        ("https", "http://127.0.0.1:1"),
        pytest.param("http", "http://127.0.0.1:1", marks=pytest.mark.slow),
        pytest.param("http", "socks5://127.0.0.1:1", marks=pytest.mark.slow),
        pytest.param("https", "https://127.0.0.1:1", marks=pytest.mark.slow),
        pytest.param("http", "http://nowhere.invalid:1", marks=pytest.mark.slow),
    ],
)
def test_a_proxy_that_does_not_answer_is_named(crawl, scheme, proxy) -> None:
    named = f"{proxy.replace('127', 'me:word@127')}"
    done = crawl(f"{scheme}://{COUNTY}/", http_proxy=named, https_proxy=named)
    assert done.returncode == 4
    assert f"(through the proxy {proxy})" in done.stderr.splitlines()[-1]
    assert "word" not in done.stderr


def test_a_described_site_is_found_by_its_host_and_read_through_the_proxy(
    zygote, county, proxy, tmp_path
) -> None:
    page = "/202306/t20230612_1.html"
    environment = {"http_proxy": f"http://127.0.0.1:{proxy.port}", "no_proxy": ""}
    argv = (
        "parse",
        f"http://www.tibet.cn{page}",
        "--nocolour",
        "-s",
        f"DATA_DIR={tmp_path / 'data'}",
        *HASTE,
    )
    done = zygote.run(*argv, folder=tmp_path, environment=environment)
    assert "'site': 'tibet'" in done.stdout, done.stderr
    assert "'site_name': '中国西藏网'" in done.stdout
    assert not (tmp_path / "data").exists()


def test_a_plain_spider_opens_the_local_network_for_itself(zygote, county, tmp_path) -> None:
    file, items = tmp_path / "inside.py", tmp_path / "items.jsonl"
    inside = "import scrapy\n\nclass InsideSpider(scrapy.Spider):\n    name = 'inside'\n"
    inside += "    custom_settings = {'ALLOW_PRIVATE_HOSTS': True}\n\n"
    inside += (
        f"    start_urls = ['{county.address}/', '{county.address.replace('127.0.0.1', 'localhost')}/']\n\n"
    )
    inside += "    def parse(self, response):\n        yield {'address': response.url}\n"
    file.write_text(inside, encoding="utf-8")
    done = zygote.run("runspider", file, "-O", items, *HASTE, folder=tmp_path)
    assert len(items.read_text(encoding="utf-8").splitlines()) == 2, done.stderr
