from pydantic import AwareDatetime, Field

from schemas.record import Record


class Page(Record):
    """A fetched page as it came: bytes and what is known about them, nothing read out of them yet."""

    url: str = Field(min_length=1, description="final URL, after redirects")
    body: bytes = Field(repr=False)
    fetched_at: AwareDatetime
    content_type: str = Field(default="", description="the HTTP Content-Type header, verbatim")
    requested_url: str | None = Field(default=None, description="the URL asked for, where it differs")
    site: str = Field(default="news", description="the spider; news: a site that nobody described")
    site_name: str | None = None
    region: str | None = Field(default=None, description="GB/T 2260 code of the site's region")
    archive: str | None = Field(default=None, description="where the raw response lies: file, or file#offset")
    parts: tuple[bytes, ...] = Field(
        default=(), repr=False, description="the bodies of the article's further pages, in order"
    )
    partial: bool = Field(default=False, description="a further page of the article could not be fetched")
