"""Build the table of readings from the data of an MIT-licensed package; `make model` runs it.

    pip download --no-deps pypinyin==0.55.0 -d SOURCES
    python -m pipelines.restore.spelled.build_readings SOURCES

The same source gives the same bytes.
"""

import json
import sys
import zipfile
from collections import defaultdict
from pathlib import Path
from unicodedata import normalize

from pipelines.restore.spelled.readings import toneless

_HEADER = "# Syllables without tones, ü as v, and the characters read so; from pypinyin (MIT).\n"


def main(sources: Path) -> None:
    """Write readings.tsv into the package's data: all readings of the characters of Unicode's first block."""
    with zipfile.ZipFile(next(sources.glob("pypinyin-*.whl"))) as wheel:
        table: dict[str, str] = json.loads(wheel.read("pypinyin/pinyin_dict.json"))
    characters: defaultdict[str, set[str]] = defaultdict(set)
    for code, readings in table.items():
        character = chr(int(code))
        if "\u4e00" <= character <= "\u9fff":
            for reading in normalize("NFC", readings).split(","):
                characters[toneless(reading)].add(character)
    rows = (f"{syllable}\t{''.join(sorted(characters[syllable]))}\n" for syllable in sorted(characters))
    path = Path(__file__).parent / "data/readings.tsv"
    path.write_text(_HEADER + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
