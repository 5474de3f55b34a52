from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest

from schemas import Article, Rejection
from scraper.crawl.choice import find_site
from scraper.saved.cleaning import clean_files
from scraper.saved.copies import SavedFile
from scraper.saved.files import find_files
from scraper.saved.saved_lines import Kept, Refused, Result
from scraper.saved.sheets import SheetCleaner
from scraper.saved.workers import Workers
from scraper.storage.pages import Skip, given_url
from tests.saved.stock import Cleaned


def run(
    *paths: Path,
    urls: Mapping[str, str] | None = None,
    keep_partial: bool = False,
    workers: Workers | None = None,
) -> list[Result]:
    """Return what becomes of what lies at the paths, of no site that is described."""
    found, skips = find_files(paths)
    files = [SavedFile(path, given_url(path, urls or {}), path in set(paths)) for path in found]
    cleaner = SheetCleaner(partial(find_site, ()), keep_partial)
    return [*skips, *clean_files(files, cleaner, workers or Workers(), lambda *_: None)]


@pytest.fixture
def cleaned() -> Cleaned:
    def clean(*paths: Path, **options):
        results = run(*paths, **options)
        return (
            [Article.model_validate_json(one.line) for one in results if isinstance(one, Kept)],
            [Rejection.model_validate_json(one.line) for one in results if isinstance(one, Refused)],
            [one for one in results if isinstance(one, Skip)],
        )

    return clean
