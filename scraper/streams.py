"""What we print reaches any console and any pipe: a character that one cannot show is spelled out, and raises nothing."""

import os
import sys
from io import TextIOWrapper


def open_streams() -> None:
    r"""Let stdout and stderr take any text: UTF-8 in a pipe or a file, a console's own encoding on a console.

    PYTHONIOENCODING and PYTHONUTF8 stay as the user has set them. What an encoding lacks is written as `\u5c71`.
    """
    chosen = bool(os.environ.get("PYTHONIOENCODING"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a test's or an IDE's own may be something else
            speak_utf8 = not chosen and not stream.isatty()
            stream.reconfigure(encoding="utf-8" if speak_utf8 else None, errors="backslashreplace")
