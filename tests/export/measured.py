"""What an export costs in each format: seconds, CPU, the most memory, bytes.

Run it as `python -m tests.export.measured DATA_DIR [FORMAT...]`, on what `python -m tests.export.generated` made.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scraper.export.formats import FORMATS


def measure(data: Path, name: str, target: Path) -> str:
    """Return a line of the figures of one export, made in a process of its own."""
    began = time.monotonic()
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "export",
        "--to",
        name,
        "-o",
        str(target),
        "-s",
        f"DATA_DIR={data}",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        said = process.stderr.read().strip()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    files = [path for path in target.rglob("*") if path.is_file()] if target.is_dir() else [target]
    size = sum(path.stat().st_size for path in files)
    return (
        f"{name:10} exit {process.returncode} {time.monotonic() - began:7.1f} s, CPU {usage.ru_utime + usage.ru_stime:7.1f} s,"
        f" memory {usage.ru_maxrss / 1024:6.0f} MB, {size / 1e6:8.1f} MB in {len(files):,} files | {said}"
    )


def main(data: str, *names: str) -> None:
    """Print the figures of each format."""
    with tempfile.TemporaryDirectory(dir=Path(data).parent) as folder:
        for name in names or FORMATS:
            target = Path(folder, "out")
            sys.stdout.write(measure(Path(data), name, target) + "\n")
            sys.stdout.flush()
            shutil.rmtree(target, ignore_errors=True)
            target.unlink(missing_ok=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
