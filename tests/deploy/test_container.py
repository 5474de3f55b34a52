"""The Dockerfile, held to what can be seen without an engine: its text, and its instructions followed in folders."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from fnmatch import fnmatch
from os import environ
from pathlib import Path

import pytest

from schemas.reader import read_articles
from tests.deploy.conftest import DEPLOY
from tests.stories import HASTE
from tests.zygote import ROOT

TEXT = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
DATA = "/var/lib/difang"
INDEX_SECONDS = 600  # that an installation may take where nothing is in pip's cache


@dataclass(frozen=True)
class Instruction:
    """One instruction of the Dockerfile, and the number of its stage."""

    stage: int
    verb: str
    rest: str

    @property
    def words(self) -> list[str]:
        """What follows the verb, word by word, or as the JSON list that it is."""
        return json.loads(self.rest) if self.rest.startswith("[") else shlex.split(self.rest)


def read_instructions() -> list[Instruction]:
    """Return the instructions in their order."""
    told = re.sub(r"\\\n\s*", " ", re.sub(r"^#.*\n", "", TEXT, flags=re.MULTILINE))
    found: list[Instruction] = []
    stage = -1
    for line in filter(None, told.splitlines()):
        verb, _, rest = line.partition(" ")
        stage += verb == "FROM"
        found.append(Instruction(stage, verb, rest.strip()))
    return found


INSTRUCTIONS = read_instructions()
LAST = INSTRUCTIONS[-1].stage


def named(verb: str, stage: int | None = None) -> list[Instruction]:
    return [one for one in INSTRUCTIONS if one.verb == verb and stage in {None, one.stage}]


def is_sent(path: str) -> bool:
    """Tell whether .dockerignore lets a path of the checkout through: of its lines the last that fits decides."""
    sent = True
    for line in IGNORED:
        pattern = line.removeprefix("!").removeprefix("**/")
        fits = fnmatch(path, pattern) or path.startswith(f"{pattern}/") or f"/{pattern}/" in f"/{path}/"
        if line and not line.startswith("#") and fits:
            sent = line.startswith("!")
    return sent


def copied() -> list[str]:
    return [word for one in named("COPY") if not one.rest.startswith("--from") for word in one.words[:-1]]


def test_the_image_is_small_pinned_and_nobody_s_root() -> None:
    assert {one.verb for one in INSTRUCTIONS} <= set(
        "FROM WORKDIR COPY RUN USER VOLUME STOPSIGNAL HEALTHCHECK ENTRYPOINT CMD".split()
    )
    assert all(re.match(r"python:3\.\d+-slim( AS \w+)?$", one.rest) for one in named("FROM"))
    assert len({one.words[0] for one in named("FROM")}) == 1  # or .venv would not find its interpreter
    (install,) = (
        one.rest for one in named("RUN") if re.search(r"\bpip\b.* install ", one.rest) and not one.stage
    )
    options = "--no-cache-dir --require-hashes --only-binary :all: --requirement requirements/run.lock"
    assert install.partition(" install ")[2].split() == options.split()
    assert not re.search(r"\b(sudo|apt|apt-get|curl|wget|ssh)\b", TEXT)
    assert "pip uninstall --yes" in named("RUN", LAST)[0].rest
    (user,) = named("USER", LAST)
    assert int(user.rest) > 0  # a number: a name tells a cluster nothing
    assert not [one for one in INSTRUCTIONS[INSTRUCTIONS.index(user) :] if one.verb in {"RUN", "COPY"}]
    assert [one.rest for one in named("STOPSIGNAL")] == ["SIGTERM"]
    assert all(
        one.rest.startswith("[") for one in (*named("ENTRYPOINT"), *named("CMD"))
    )  # no shell eats signals
    assert named("VOLUME")[0].rest == DATA


def test_what_is_copied_is_there_and_nothing_else_is_sent() -> None:
    for path in copied():
        assert (ROOT / path).exists(), path
        assert is_sent(path), path
    assert is_sent("pipelines/data/language.bin")
    assert is_sent("scraper/views/templates/base.html")
    kept_back = (
        "data/people",
        ".venv/bin/python",
        ".git/config",
        "tests/stories.py",
        "README.md",
        "difang.env",
    )
    assert not [
        path for path in (*kept_back, "scraper/__pycache__/settings.cpython-311.pyc") if is_sent(path)
    ]


class Folders:
    """The stages as folders; what the last one does to the system's users is not done."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.stages: dict[str, int] = {}
        self.at: dict[int, Path] = {}
        self.data = self.place(DATA, LAST)
        self.data.mkdir(parents=True)

    def place(self, path: str, stage: int) -> Path:
        """Return where a path of a stage lies."""
        return self.root / str(stage) / path.removeprefix("/")

    def follow(self, one: Instruction) -> None:
        """Do what an instruction says."""
        match one.verb:
            case "FROM":
                self.stages[one.words[-1]] = one.stage
            case "WORKDIR":
                self.at[one.stage] = self.place(one.rest, one.stage)
                self.at[one.stage].mkdir(parents=True, exist_ok=True)
            case "COPY":
                self.copy(one)
            case "RUN" if one.stage != LAST:
                command = one.rest.replace(DATA, str(self.data))
                environment = {"PATH": f"{sys.prefix}/bin:/usr/bin:/bin", "HOME": str(Path.home())}
                environment |= {name: value for name, value in self.index().items() if value}
                done = subprocess.run(
                    ["/bin/sh", "-c", command],
                    cwd=self.at[one.stage],
                    env=environment,
                    capture_output=True,
                    text=True,
                    timeout=INDEX_SECONDS,
                    check=False,
                )
                if "Failed to establish a new connection" in done.stderr:
                    pytest.skip("no package index can be reached")
                assert done.returncode == 0, done.stdout + done.stderr

    def index(self) -> dict[str, str | None]:
        """Return where pip looks here, which the image does not know."""
        names = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_CONFIG_FILE", "SSL_CERT_FILE")
        return {name: environ.get(name) for name in names}

    def copy(self, one: Instruction) -> None:
        """Copy from the checkout, what .dockerignore lets through, or from an earlier stage."""
        *sources, target = one.words
        source_stage = None
        if sources[0].startswith("--from="):
            source_stage = self.stages[sources.pop(0).removeprefix("--from=")]
        for source in sources:
            there = ROOT / source if source_stage is None else self.place(source, source_stage)
            if target.startswith("/"):
                here = self.place(target, one.stage)
            else:
                here = self.at[one.stage] / (Path(source).name if target == "./" else target)
            here.parent.mkdir(parents=True, exist_ok=True)
            if there.is_dir():
                left = shutil.ignore_patterns("__pycache__") if source_stage is None else None
                shutil.copytree(there, here, symlinks=True, ignore=left)
            else:
                shutil.copy(there, here)

    def files(self) -> dict[Path, int]:
        """Return all files of the image but its data, and when each was written."""
        everything = (path for path in (self.root / str(LAST)).rglob("*") if self.data not in path.parents)
        return {path: path.lstat().st_mtime_ns for path in everything if path.is_file()}


@pytest.mark.slow
def test_the_instructions_give_an_image_that_crawls_and_writes_nothing_but_its_data(tmp_path, county) -> None:
    base = named("FROM")[0].words[0].removeprefix("python:").removesuffix("-slim")
    if base != f"{sys.version_info.major}.{sys.version_info.minor}":
        pytest.skip(f"the image has Python {base}, this is another")
    image = Folders(tmp_path)
    for one in INSTRUCTIONS:
        image.follow(one)
    packages = {path.name.partition("-")[0].lower() for path in (tmp_path / str(LAST)).glob("**/*.dist-info")}
    assert "scrapy" in packages
    assert not packages & {"pip", "setuptools", "wheel", "pytest", "difang"}
    entry, *words = named("ENTRYPOINT")[0].words
    before = image.files()

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [image.place(entry, LAST), *words, *arguments],
            cwd=image.at[LAST],
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "CONTACT": "mailto:desk@shanyang.example"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    loopback = ("-s", "ALLOW_PRIVATE_HOSTS=1", *HASTE)
    (nightly,) = named("CMD")[0].words
    done = run(nightly, "--sites", "sample", "-a", f"url={county.address}/", *loopback)
    assert done.returncode == 0, done.stderr
    assert len(list(read_articles(image.data / "sample/articles", latest=False))) == 3
    assert all("mailto:desk@shanyang.example" in agent for agent in county.agents)
    assert run("list").stdout.splitlines() == run("list").stdout.split()
    assert image.files() == before
