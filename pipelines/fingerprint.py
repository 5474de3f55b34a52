"""A fingerprint of a text that changes little when the text changes little (simhash)."""

from hashlib import blake2b

BITS = 64
_GRAM = 4  # characters: two Chinese words, long enough to be rare, short enough to survive an edit
_SAMPLE = 4  # one gram in four is enough to steer 64 bits, and costs a quarter

_WITHOUT = tuple(bytes(byte for byte in range(0x100) if not byte >> bit & 1) for bit in range(8))
"""For each bit, the bytes that do not have it: what is left without them has it."""


_EMPTY = blake2b(digest_size=8)


def fingerprint(text: str) -> str:
    """Return the 64-bit simhash of `text` as 16 hex digits; white space does not count.

    Near duplicates differ in few bits. Source: M. Charikar, Similarity estimation techniques from
    rounding algorithms (2002), over hashed character grams, sampled by their hash.

    >>> fingerprint("山阳县今日丰收，村民喜开镰。") == fingerprint("山阳县今日丰收， 村民喜开镰。")
    True
    """
    letters = "".join(text.split())
    # Each character with the next three.
    grams = {letters[start : start + _GRAM] for start in range(len(letters) - _GRAM + 1)} or {letters}
    digests = []
    for gram in " ".join(grams).encode("utf-8", "surrogatepass").split(b" "):  # no letter is a blank
        state = _EMPTY.copy()  # a third of the time that making a new one takes
        state.update(gram)
        digests.append(state.digest())
    sampled = [digest for digest in digests if digest[0] % _SAMPLE == 0] or digests
    joined = b"".join(sampled)
    value = 0
    for place in range(8):
        column = joined[place::8]
        for bit in range(8):
            if 2 * len(column.translate(None, _WITHOUT[bit])) > len(sampled):
                value |= 1 << (8 * place + bit)
    return f"{value:016x}"


def distance(first: str, second: str) -> int:
    """Return in how many of the 64 bits two fingerprints differ.

    >>> distance("00000000000000ff", "0000000000000000")
    8
    """
    return (int(first, 16) ^ int(second, 16)).bit_count()
