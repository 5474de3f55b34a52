"""Which files and sites are meant, where the call names some or none."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from pipelines.divisions import division_codes
from schemas.nearest import nearest
from scraper.run_names import ARTICLES


def find_folders(data: Path) -> list[Path]:
    """Return the folders of articles of all sites; raise ValueError where there is none."""
    folders = sorted(data.glob(f"*/{ARTICLES}"))
    if not folders:
        raise ValueError(f"no site was crawled into {data}: name files of articles, or set DATA_DIR")
    return folders


def check_regions(regions: Iterable[str]) -> None:
    """Return where each is the beginning of a division's code; raise ValueError where one is not."""
    for region in regions:
        if not any(code.startswith(region) for code in division_codes()):
            raise ValueError(f"no division has a code that begins with {region}")


def check_sites(sites: Iterable[str], spiders: Collection[str], folders: Sequence[Path]) -> None:
    """Return where each site has a spider or a folder; raise ValueError, with the nearest name, where one has none."""
    known = {*spiders, *(folder.parent.name for folder in folders)}
    for name in sorted(sites):
        if name not in known:
            raise ValueError(f"there is no site {name!r}: {nearest(name, sorted(known))}")
