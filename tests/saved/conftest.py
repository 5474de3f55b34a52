from collections.abc import Mapping
from pathlib import Path

import pytest

from schemas import Article, Rejection
from scraper.saved.cleaning import Cleaner
from scraper.saved.files import find_files
from scraper.saved.stock import Stock
from scraper.storage.pages import Skip
from tests.saved.stock import Cleaned


@pytest.fixture
def cleaned() -> Cleaned:
    def clean(*paths: Path, urls: Mapping[str, str] | None = None, keep_partial: bool = False):
        files, results = find_files(paths)
        stock = Stock(urls or {}, named=frozenset(paths))
        results += [one for file in files for one in stock.take(file)]
        results += stock.settle()
        results += Cleaner(stock, lambda _url: None, keep_partial).clean()
        return tuple([one for one in results if isinstance(one, kind)] for kind in (Article, Rejection, Skip))

    return clean
