"""What somebody types who has activated the environment, in a folder of his own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def lay_out(folder: Path) -> None:
    """Put our command on the path of a folder, and run the demo there."""
    program = folder / "bin/scrapy"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m scrapy "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    done = run([sys.executable, "-m", "scraper.sample"], folder)
    assert done.returncode == 0, done.stderr


def run(command: list[str] | str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell, or a program, in such a folder."""
    ours = {
        **os.environ,
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "SCRAPY_SETTINGS_MODULE": "scraper.settings",
        "HF_HOME": str(folder / "cache"),
        "HF_HUB_OFFLINE": "1",
    }
    shell = isinstance(command, str)
    return subprocess.run(
        command,
        cwd=folder,
        env=ours,
        shell=shell,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
