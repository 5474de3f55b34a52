"""The site, built from the documents."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import ROOT


def build_site(folder: Path) -> None:
    """Build the site into a folder, strictly; skip the test where what builds it is not installed."""
    if find_spec("mkdocs") is None or find_spec("mkdocs_static_i18n") is None:
        pytest.skip("mkdocs is not installed: make docs")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1", "http_proxy": "http://127.0.0.1:9"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr  # --quiet would count no warning, and pass
    assert "WARNING" not in done.stderr, done.stderr
