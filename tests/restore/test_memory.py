"""What restoring a long text needs of memory."""

import subprocess
import sys

import pytest

_LONG = 400_000
"""Characters: of a damaged text this long the edits, as records, would take a hundred megabytes."""
_MOST = 48.0
"""Megabytes above the text and its result, most of them what the language model and the tables remember."""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["prose, damaged", "prose, without tones"])
def test_a_long_text_is_not_held_many_times(name) -> None:
    command = [sys.executable, "-m", "tests.bench.restore", "--one", str(_LONG), name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    _, _, above, unit, *_ = done.stdout.split()
    assert unit == "MB"
    assert float(above) <= _MOST
