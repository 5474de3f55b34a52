"""What a mirror's page shows of its damage: annotations, and the marks of a decoder."""

import re

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"

READING = rf"[a-zü]{{0,4}}[{_TONED}][a-z]{{0,4}} ?"
"""A syllable with its tone, as a mirror prints it between brackets."""

ANNOTATION = re.compile(rf"\(({READING})\)")
"""Such a syllable, the first group, with its brackets."""

MARK = "?\ufffd"
"""What a mirror's decoder writes for bytes it cannot read."""
