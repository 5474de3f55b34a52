"""Read the files that a crawl writes."""

from collections.abc import Iterator
from pathlib import Path

from schemas.article import Article


def read_articles(*paths: Path | str) -> Iterator[Article]:
    """Yield the articles of JSONL files, and of all `*.jsonl` in folders, in the order of their names.

    Raise ValueError, with the file and the number of the line, at a line that is no article.
    """
    for path in map(Path, paths):
        files = sorted(path.glob("**/*.jsonl")) if path.is_dir() else [path]
        for file in files:
            with file.open("rb") as lines:
                for number, line in enumerate(lines, 1):
                    try:
                        yield Article.model_validate_json(line)
                    except ValueError as error:
                        raise ValueError(f"{file}, line {number}: {error}") from error
