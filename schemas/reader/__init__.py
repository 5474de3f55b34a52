"""Read the files that a crawl writes: articles, typed, and the reports of runs and rounds."""

from schemas.reader.article_line import read_article
from schemas.reader.faults import BadLine, first_fault
from schemas.reader.inputs import find_files
from schemas.reader.query import (
    Line,
    Query,
    read_articles,
    read_day,
    read_lines,
)
from schemas.reader.reports import BadReport, read_report, read_round

__all__ = [
    "BadLine",
    "BadReport",
    "Line",
    "Query",
    "find_files",
    "first_fault",
    "read_article",
    "read_articles",
    "read_day",
    "read_lines",
    "read_report",
    "read_round",
]
