"""Brackets and quotation marks come in pairs: one that closes nothing is seldom what a lost byte was part of."""

_PAIRED = dict(zip("）》】」』〉”’", "（《【「『〈“‘", strict=True))
_OPENING = frozenset(_PAIRED.values())
PAIRS = frozenset({*_PAIRED, *_OPENING})
_UNPAIRED = 6.0
"""Nats for a bracket that closes none, or a quotation that opens in another of its kind."""

_CLOSED = 3.0
"""Nats by which a mark that closes what is open is likelier than the language model knows, which sees three characters."""


def opened_in(text: str) -> str:
    """Return the brackets and quotation marks of a text that no other closes.

    >>> opened_in("“小时候（八岁）骑在爷爷肩上")
    '“'
    """
    opened = ""
    for character in text:
        if character in _OPENING:
            opened += character
        elif _PAIRED.get(character) in {opened[-1:]}:
            opened = opened[:-1]
    return opened


def cost_of_pairing(opened: str, text: str) -> tuple[float, str]:
    """Return the nats of a character for the brackets that are open before it, and those behind it."""
    if text in _OPENING:
        return (_UNPAIRED if text in opened and text in "“‘《" else 0.0), opened + text
    if text not in _PAIRED:
        return 0.0, opened
    if opened[-1:] == _PAIRED[text]:
        return -_CLOSED, opened[:-1]
    return _UNPAIRED, opened
