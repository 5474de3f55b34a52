"""Articles and listings in the template of the sample's spider, for tests that crawl."""

HASTE = (
    *("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0"),
    *("-s", "BACKOFF_START=0", "-s", "RETRY_TIMES=0"),
)
"""Options of a crawl that waits for nothing and asks for nothing twice."""


def name(number: int, day: int = 12) -> str:
    """Return the path of an article."""
    return f"/202306/t202306{day:02d}_{number}.html"


def article(number: int, end: str = "问得很细。", *, day: int = 12, body: bool = True) -> bytes:
    """Return an article, or one without a text."""
    text = "".join(
        f"<p>　　山阳县第{number}场农资对接会昨日举行，{many}家合作社的负责人到场选种选肥，{end}</p>"
        for many in range(2, 9)
    )
    return (
        f'<meta charset="utf-8"><div class="title_box"><h2>山阳县第{number}场农资对接会</h2>'
        f'<div class="info">2023-06-{day:02d} 15:27 来源：山阳新闻网</div></div>'
        f'<div id="text">{text if body else ""}</div>'
    ).encode()


def listing(*articles: int | str, following: str = "") -> bytes:
    """Return a listing of articles, named by their numbers or paths, and the link to the page after it."""
    paths = (name(each) if isinstance(each, int) else each for each in articles)
    rows = "".join(f'<h4><a href="{path}">新闻</a></h4>' for path in paths)
    more = f'<a href="{following}">下一页</a>' if following else ""
    return f'<meta charset="utf-8"><div class="listnews">{rows}</div>{more}'.encode()


def rows(*numbers: int) -> bytes:
    """Return a list page of headlines, which nobody need describe."""
    return "".join(
        f'<li><a href="{name(number)}">山阳县第{number}场农资对接会昨日举行</a><span>2023-06-12</span></li>'
        for number in numbers
    ).encode()
