"""Invented articles as a crawl writes them."""

from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipelines.segments import to_line
from schemas import Article, Evidence, Restored

EVIDENCE = Evidence(title="site", date="label", source="label", editor="label", author="none", body="site")


def article(number: int, **changed: Any) -> Article:
    """Return the invented article of this number; what is named in `changed` is otherwise."""
    url = f"https://www.shanyang.example/xw/202306/t20230612_{number}.html"
    fields: dict[str, Any] = {
        "id": sha256(url.encode()).hexdigest(),
        "url": url,
        "site": "shanyang",
        "site_name": "山阳新闻网",
        "region": "611024",
        "section": ("首页", "要闻"),
        "title": f"雨后开镰 第{number}台收割机下田",
        "date": datetime(2023, 6, 12, 8, 30, tzinfo=timezone(timedelta(hours=8))),
        "date_precision": "minute",
        "date_raw": "2023-06-12 08:30",
        "source": "山阳新闻网",
        "editor": "郗文静",
        "author": None,
        "body": f"一夜的雨停了，十里铺镇的第{number}台收割机下了田。\n“抢在下一场雨前收完。”村民党玉庆说。",
        "images": (),
        "language": "zh-Hans",
        "fetched_at": datetime(2023, 6, 12, 2, 0, tzinfo=UTC),
        "fingerprint": "00000000000000ff",
        "restored": Restored(),
        "evidence": EVIDENCE,
    }
    return Article(**{**fields, **changed})


def write(file: Path, *articles: Article) -> Path:
    """Write the articles into a file as a crawl does; return the file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"".join(map(to_line, articles)))
    return file
