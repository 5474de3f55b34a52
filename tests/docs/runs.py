"""Which commands of the documents are run, and where; and which are only checked, since nothing here could run them."""

CHECKED_ONLY = (
    # the internet
    "scrapy crawl",
    "scrapy crawl-all",
    "scrapy parse",
    "scrapy sites --probe",
    # sites that are invented: their names lead nowhere
    "scrapy keep zhuji",
    "scrapy sites --check zhuji",
    "scrapy suggest",
    # a person at a prompt
    "scrapy shell",
    # a cluster
    "sbatch",
    "scrapy fleet",  # tests/fleet/test_fleet.py
    # minutes of two cores
    ".venv/bin/python -m tests.bench.cleaning",
    ".venv/bin/python -m tests.bench.fetching",
    ".venv/bin/python -m tests.bench.fleet",
    # a daemon
    "curl",
    "docker",
    "kubectl",
    # root
    "cp deploy/difang.service",
    "crontab",
    "install",
    "systemctl",
    "useradd",
    # an environment of its own, from an index of packages
    ".venv/bin/pip",
    "pip",
    "python3 -m venv",
)
"""The first words of commands whose names are checked and no more."""

RUN_ELSEWHERE = (
    "make",  # tests/test_readme.py: the demo; the tests are this
    "scrapy crawl sample",  # what the demo says that it does
    ".venv/bin/python -m scraper.sample",
    ".venv/bin/python -m pytest",
    "scrapy explain --listing",  # tests/test_readme.py
    "python3 deploy/build_egg.py",  # tests/deploy/test_scrapyd.py
    "jq",  # tests/consumers/test_recipes.py, as all of docs/consume.md
    "scrapy export",
    "scrapy tail",
    "scrapy reclean",  # tests/reclean/test_reclean.py
    "datamodel-codegen",  # tests/consumers/test_generated_types.py
    "npx",
)
"""The first words of commands that another test runs."""

RUNS = {
    "scrapy clean CC-NEWS-20230612.warc.gz": (0, 3),
    "scrapy clean pages/": (0, 3),
    "scrapy explain page.html": (0,),
    "scrapy export --to parquet -o parquet --reprints": (0,),
    "scrapy prune --older 90d": (0,),
    "scrapy report": (0,),
    "scrapy reprints": (0,),
    "scrapy schema": (0,),
    "scrapy sites": (0,),
    "scrapy status": (0, 1),
    "scrapy tail --limit 1": (0,),
    "scrapy status --region 54": (2,),  # no site of Tibet has run there
}
"""The first words of commands that are run on what the sample's crawl left, and the exit codes that are fine."""


def plainly(line: str) -> str:
    """Return a command as who has activated the environment types it."""
    return line.removeprefix(".venv/bin/python -m ") if " -m scrapy " in line else line


def first_words(line: str) -> str | None:
    """Return which of the first words above a command begins with: the most, None where there are none."""
    words = plainly(line).split()
    known = (*CHECKED_ONLY, *RUN_ELSEWHERE, *RUNS)
    fitting = [one for one in known if words[: len(one.split())] == one.split()]
    return max(fitting, key=len, default=None)
