"""A script as the interpreter runs it, in a process that has its imports done."""

import runpy
import sys


def run_script() -> None:
    """Run the script that the first argument names, with the others."""
    del sys.argv[0]
    runpy.run_path(sys.argv[0], run_name="__main__")
