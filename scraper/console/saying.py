"""What another program said last, fit to stand in a line of ours."""

LONGEST = 300
"""Characters of it that are told: it stands in one line with others."""


def last_words(said: bytes) -> str:
    r"""Return the last line that says something: printable, and no longer than LONGEST.

    >>> last_words(b"Traceback ...\nValueError: \x1b[31mno\n\n"), last_words(b"")
    ('ValueError: [31mno', '')
    """
    lines = (
        " ".join("".join(filter(_is_shown, line)).split())
        for line in reversed(said.decode("utf-8", "replace").splitlines())
    )
    return next((line[:LONGEST] for line in lines if line), "")


def _is_shown(letter: str) -> bool:
    return letter.isprintable() or letter.isspace()
