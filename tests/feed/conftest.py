from tests.crash.conftest import crawl, pages

__all__ = ["crawl", "pages"]
