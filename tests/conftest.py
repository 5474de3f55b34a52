import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from schemas.run import RunReport
from scraper.runs.outcome import Code
from tests.served import Site, serve
from tests.zygote import PATIENCE, Zygote, hatch

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"  # evaluation material, beside the project where it is present

LOOPBACK = ("-s", "ALLOW_PRIVATE_HOSTS=1")

# No test fails for what a clock says: not for an example that took long, nor for examples that were long in coming.
# And none by chance: every machine tries the same examples. `pytest --hypothesis-profile=default` tries others.
settings.register_profile(
    "unhurried", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unhurried")

Scrapy = Callable[..., subprocess.CompletedProcess[str]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the expected records, then fail")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip(f"no evaluation material at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    with hatch() as hatched:
        yield hatched


@pytest.fixture(scope="session")
def scrapy(zygote, tmp_path_factory) -> Scrapy:
    """Run a Scrapy command in a process of its own, in the project's folder, its imports done."""
    folder = tmp_path_factory.mktemp("output")

    return lambda *args, **bounds: zygote.run(args[0], *LOOPBACK, *args[1:], folder=folder, **bounds)


@pytest.fixture(scope="session")
def command_line() -> Scrapy:
    """Run a Scrapy command as a user does. It imports for a second: the slow suite does so for each."""

    def run(*args: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "scrapy", str(args[0]), *LOOPBACK, *map(str, args[1:])]
        return subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False
        )

    return run


def uneven(report: RunReport) -> list[str]:
    """Return the counts of a report's articles and answers that do not add up; one that a test wrote by hand has none."""
    if not report.versions:
        return []
    sums = {
        "articles by precision": sum(report.precisions.values()),
        "articles by place": sum(one.articles for one in report.templates.values()),
        "articles by day": sum(report.days.values()),
        **{
            f"articles by what gave {name}": sum(one.evidence.values()) for name, one in report.fields.items()
        },
    }
    found = [
        f"{name} are {count} of {report.articles}" for name, count in sums.items() if count != report.articles
    ]
    if sum(report.statuses.values()) + sum(report.failures.values()) != report.requests:
        found.append(f"{report.requests} requests, {report.statuses} {report.failures}")
    return found


@pytest.fixture(scope="session", autouse=True)
def books(tmp_path_factory) -> Iterator[None]:
    """When all tests are over, add up the counts of every crawl that one of them has made."""
    yield
    wrong: list[str] = []
    for path in sorted(tmp_path_factory.getbasetemp().glob("**/runs/*.json")):
        report = RunReport.model_validate_json(path.read_bytes())
        wrong += [f"{path}: {what}" for what in uneven(report)]
        ended = sum(report.ends.values()) + sum(report.owed.values())
        if report.found != ended and report.exit_code != Code.NOT_WRITTEN:
            wrong.append(f"{path}: {report.found} found, {ended} accounted for")
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as described:
        yield described


@pytest.fixture(scope="module")
def open_site() -> Iterator[Callable[[], Site]]:
    """Return what opens one more site; all are closed after the module's tests."""
    with ExitStack() as sites:
        yield lambda: sites.enter_context(serve())


@pytest.fixture
def open_disk(tmp_path) -> Iterator[Callable[[str], Path]]:
    """Return what mounts a really small disk, of so many bytes as `160k` says; skip where nobody may."""
    with ExitStack() as disks:

        def mount(size: str) -> Path:
            folder = tmp_path / "disk"
            folder.mkdir()
            call = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder]
            if subprocess.run(call, check=False, capture_output=True).returncode:
                pytest.skip("no tmpfs may be mounted here")
            disks.callback(subprocess.run, ["umount", folder], check=True)
            return folder

        yield mount
