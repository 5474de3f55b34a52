"""The job of SLURM, run by bash: what SLURM does for it, a shim does here."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from scraper.runs.outcome import Code
from tests.deploy.conftest import DEPLOY
from tests.fleet.conftest import fill
from tests.served import serve
from tests.zygote import PATIENCE

pytest.importorskip("distributed", reason="Dask is of requirements/test.lock, which is not installed")

from tests.clusters import free_port
from tests.fleet.test_fleet import hold

SCRIPT = DEPLOY / "slurm/cluster.sbatch"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")]


@pytest.fixture
def node(machine) -> dict[str, str]:
    """The environment of a job on a node: `srun` starts what it is given once, and a name leads to loopback."""
    programs = machine.root / "bin"
    programs.mkdir()
    for name, text in {"srun": 'exec "$@"', "hostname": "echo 127.0.0.1"}.items():
        (programs / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    python = machine.project / ".venv/bin/python"
    assert Path(python).exists(), sys.prefix
    return {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "DIFANG": f"{machine.project}",
        "DATA_DIR": f"{machine.data}",
        "PORT": f"{free_port()}",
        "SLURM_CPUS_PER_TASK": "1",
        "PYTHONPATH": f"{machine.project}",
    }


def test_bash_reads_the_job_and_slurm_would_find_its_options() -> None:
    assert subprocess.run(["bash", "-n", str(SCRIPT)], check=False).returncode == 0
    told = [line for line in SCRIPT.read_text(encoding="utf-8").splitlines() if line.startswith("#SBATCH ")]
    assert "#SBATCH --signal=B:TERM@900" in told


def test_a_job_crawls_its_sites_and_leaves_no_process(machine, node) -> None:
    with serve("127.0.0.2") as one, serve("127.0.0.3") as two:
        for name, site in (("liuwan", one), ("banqiao", two)):
            machine.add_spider(name, fill(site).address)
        words = ["bash", str(SCRIPT), "fleet", "--sites", "liuwan,banqiao"]
        done = subprocess.run(
            words,
            env=node,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=2 * PATIENCE,
            check=False,
        )
    assert done.returncode == Code.FINE, done.stderr
    assert "scrapy fleet: 2 of 2 sites fine" in done.stderr
    assert {len(machine.articles(name)) for name in ("liuwan", "banqiao")} == {3}


def test_a_job_whose_time_is_over_lets_the_site_that_runs_come_to_its_end(machine, node) -> None:
    with serve("127.0.0.2") as site:
        machine.add_spider("liuwan", fill(site).address)
        hold(site)
        words = ["bash", str(SCRIPT), "fleet", "--sites", "liuwan"]
        with subprocess.Popen(
            words, env=node, stderr=subprocess.PIPE, text=True, start_new_session=True
        ) as job:
            assert site.asked.wait(PATIENCE)
            job.send_signal(signal.SIGTERM)  # as --signal=B: does, to the shell alone
            with suppress(subprocess.TimeoutExpired):
                job.wait(2)
            site.over.set()
            assert job.stderr
            said = []
            for (
                line
            ) in job.stderr:  # until the command has ended; one that waits to end it again still has the pipe
                said.append(line)
                if "stopped by SIGTERM" in line:
                    break
            code = job.wait(PATIENCE)
            os.killpg(job.pid, signal.SIGKILL)
    assert code == Code.TERMINATED, said
    assert len(machine.articles("liuwan")) == 3
