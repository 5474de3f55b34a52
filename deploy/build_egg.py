"""Write the egg that scrapyd takes, a zip of packages with their data: python deploy/build_egg.py -o dist/difang.egg.

scrapyd still wants eggs, and no build tool writes them any more. The packages' dependencies are not in it: they stand
in scrapyd's own environment. A project of your own beside ours: --settings mine.settings scraper pipelines schemas mine.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("scraper", "pipelines", "schemas")
SETTINGS = "scraper.settings"
BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The day that every file in it has, the first that a zip knows: the same files are the same egg."""


def find_files(package: Path) -> Iterator[Path]:
    """Yield the files of a package, data among them, by name; what Python compiled is left out."""
    yield from (
        path for path in sorted(package.rglob("*")) if path.is_file() and path.parent.name != "__pycache__"
    )


def build_egg(egg: Path, folder: Path, packages: Sequence[str] = PACKAGES, settings: str = SETTINGS) -> int:
    """Return how many files stand in the egg that was written; raise FileNotFoundError where a package is none."""
    told = {
        "PKG-INFO": "Metadata-Version: 2.1\nName: difang\nVersion: 0\n",  # the version is said to addversion.json
        "entry_points.txt": f"[scrapy]\nsettings = {settings}\n",
        "top_level.txt": "".join(f"{name}\n" for name in packages),
    }
    contents = {f"EGG-INFO/{name}": text.encode() for name, text in told.items()}
    for name in packages:
        if not (folder / name / "__init__.py").is_file():
            raise FileNotFoundError(f"{folder / name} is no package")
        for path in find_files(folder / name):
            contents[path.relative_to(folder).as_posix()] = path.read_bytes()
    egg.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(egg, "w", ZIP_DEFLATED) as archive:
        for name, body in contents.items():
            archive.writestr(ZipInfo(name, BEGINNING), body, ZIP_DEFLATED)
    return len(contents)


def main() -> int:
    """Write the egg that the command line asks for, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=Path("dist/difang.egg"))
    parser.add_argument("--folder", type=Path, default=ROOT, help="where the packages lie")
    parser.add_argument("--settings", default=SETTINGS, help="the module of the project's settings")
    parser.add_argument("packages", nargs="*", default=PACKAGES, metavar="PACKAGE")
    asked = parser.parse_args()
    try:
        files = build_egg(asked.output, asked.folder, asked.packages, asked.settings)
    except OSError as error:
        print(f"build_egg: {error}", file=sys.stderr)
        return 1
    print(f"{asked.output}: {files} files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
