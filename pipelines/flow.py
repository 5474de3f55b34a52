"""The whole journey of a page, in the order of the rooms of this package."""

from typing import Protocol, TypeVar

from pipelines.decode import decode
from pipelines.extract.kind.judge import refuse_non_article
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.tree.document import parse
from pipelines.joining import read_article
from pipelines.restore import restore
from pipelines.strip import strip
from pipelines.validate import reject, validate
from schemas import Article, Page, Rejected, Rejection, Rules

Result = TypeVar("Result")


class Watch(Protocol):
    """Sees what each stage made, and passes it on: how `scrapy explain` looks inside."""

    def __call__(self, stage: str, result: Result, /) -> Result:
        """Return `result` as it is."""
        ...


def _unwatched(_stage: str, result: Result, /) -> Result:
    return result


def clean(page: Page, rules: Rules = Rules(), *, watch: Watch = _unwatched) -> Article | Rejection:
    """Return the article that the page holds, or the rejection that says why it holds none.

    Pure: no network, no clock, no files but the package's own tables.
    """
    try:
        decoded = watch("decode", decode(page.body, page.content_type))
        repaired = watch("restore", restore(decoded.text))
        root = watch("parse", parse(repaired.text, page.url))
        surface = watch("read", read_surface(root, rules))
        draft = watch("extract", read_article(surface, page, rules))
        refuse_non_article(surface, draft, page.url)
        mirrored = "pinyin" in repaired.kinds
        body = watch("strip", strip(draft.body.value, mirrored=mirrored)) if draft.body else ""
        return watch("validate", validate(page, rules, draft, body, repaired.summary))
    except Rejected as refusal:
        return reject(page, refusal)
