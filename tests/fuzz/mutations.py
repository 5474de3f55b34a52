"""Damage done to pages by chance, the same for the same seed: truncated, flipped, spliced, nested, re-encoded."""

import random
from collections.abc import Callable, Sequence

Mutation = Callable[[bytes, random.Random, Sequence[bytes]], bytes]

_TAGS = (
    b"<div>",
    b"</div>",
    b"<p>",
    b"<!--",
    b"-->",
    b"<script>",
    b"</table>",
    b"<td>",
    b"<br/>",
    b"<![CDATA[",
    b"<a href='",
)
_WORDS = (
    "来源：",
    "责任编辑：",
    "（记者 ",
    "2023-06-12 15:27",
    "國(guó)",
    "版权声明：",
    "|县|市|区",
    "\ufeff",
    "\u202e",
    "\u2028",
)


def truncate(page: bytes, dice: random.Random, _pages: Sequence[bytes]) -> bytes:
    return page[: dice.randrange(len(page) + 1)]


def flip_bits(page: bytes, dice: random.Random, _pages: Sequence[bytes]) -> bytes:
    flipped = bytearray(page)
    for _ in range(dice.choice((1, 10, 300))):
        if flipped:
            flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
    return bytes(flipped)


def drop_bytes(page: bytes, dice: random.Random, _pages: Sequence[bytes]) -> bytes:
    rate = dice.choice((0.001, 0.01, 0.1))
    return bytes(byte for byte in page if dice.random() > rate)


def splice(page: bytes, dice: random.Random, pages: Sequence[bytes]) -> bytes:
    other = dice.choice(pages)
    return page[: dice.randrange(len(page) + 1)] + other[dice.randrange(len(other) + 1) :]


def nest(page: bytes, dice: random.Random, _pages: Sequence[bytes]) -> bytes:
    at = dice.randrange(len(page) + 1)
    return page[:at] + dice.choice(_TAGS) * dice.choice((3, 100, 3000)) + page[at:]


def repeat(page: bytes, dice: random.Random, _pages: Sequence[bytes]) -> bytes:
    start = dice.randrange(len(page) + 1)
    end = min(len(page), start + dice.randrange(1, 2000))
    return page[:end] + page[start:end] * dice.choice((1, 5, 60)) + page[end:]


def reencode(page: bytes, dice: random.Random, _pages: Sequence[bytes]) -> bytes:
    read, write = (
        dice.choice(("utf-8", "gb18030", "big5", "utf-16", "latin-1", "shift_jis")) for _ in range(2)
    )
    return page.decode(read, "replace").encode(write, "replace")


def say_words(page: bytes, dice: random.Random, _pages: Sequence[bytes]) -> bytes:
    at = dice.randrange(len(page) + 1)
    return page[:at] + (dice.choice(_WORDS) * dice.choice((1, 40, 2000))).encode("utf-8") + page[at:]


def throw_noise(page: bytes, dice: random.Random, _pages: Sequence[bytes]) -> bytes:
    at = dice.randrange(len(page) + 1)
    return page[:at] + dice.randbytes(dice.choice((1, 50, 5000))) + page[at:]


MUTATIONS: tuple[Mutation, ...] = (
    truncate, flip_bits, drop_bytes, splice, nest, repeat, reencode, say_words, throw_noise,
)  # fmt: skip


def mutate(pages: Sequence[bytes], seed: int) -> tuple[bytes, list[str]]:
    """Return a page damaged one to three times, and the names of what was done to it."""
    dice = random.Random(seed)
    page = dice.choice(pages)
    done = dice.choices(MUTATIONS, k=dice.randint(1, 3))
    for mutation in done:
        page = mutation(page, dice, pages)
    return page, [mutation.__name__ for mutation in done]
