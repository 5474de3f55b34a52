"""Texts between quotes in a script: what their escapes stand for."""

import re

_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
_PLAIN_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": "", "v": "", "0": "", "\n": "", "\r\n": ""}
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def unescape_text(text: str) -> str:
    r"""Return what a text between quotes says.

    >>> unescape_text(r"<p>\u5c71\x41\n\/")
    '<p>山A\n/'
    """
    if "\\" not in text:
        return text
    said = _ESCAPE.sub(_unescaped, text)
    return _SURROGATES.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), said)


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        return chr(min(int(code, 16), 0x10FFFF))
    return _PLAIN_ESCAPES.get(match[4], match[4])
