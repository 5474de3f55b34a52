"""Invented articles by the million: a data folder of so many lines, the same each time.

Run it as `python -m tests.export.generated FOLDER LINES`.
"""

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

from schemas import Article, Evidence, Image, Restored
from scraper.run_names import run_name

SITES = ("shanyang", "heyang", "linwu", "qinghe", "beishan", "tanghu", "luoyuan", "wanxi")
RUN = 5_000
"""Lines of a run."""
MONTHS = 240
"""Of an archive: twenty years."""
_HAN = "山水田村县城关镇党支部书记会议秋收春耕农资产业园区发展群众干部道路桥梁学校医院老人孩子合作社技术员玉米小麦水稻茶叶果园雨雪风晴今年昨日上午下午负责人介绍说明完成开始进行推动建设服务质量安全生产"
_BEIJING = timezone(timedelta(hours=8))
_START = datetime(2004, 1, 1, 6, 30, tzinfo=_BEIJING)


def words(chance: random.Random) -> list[str]:
    """Return three thousand words of two to four characters."""
    return ["".join(chance.choices(_HAN, k=chance.choice((2, 2, 3, 4)))) for _ in range(3_000)]


def articles(number: int, seed: int = 20230612) -> Iterator[tuple[str, str, Article]]:
    """Yield so many articles, each with its site and its run; one in twenty is a later revision of the one before."""
    chance = random.Random(seed)
    known = words(chance)
    before: Article | None = None
    for place in range(number):
        site = SITES[place * len(SITES) // number]
        run = run_name(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=place // RUN))
        if before is not None and before.site == site and place % 20 == 19:
            changed = {
                "revision": 2,
                "body": f"{before.body}\n（更正）",
                "fetched_at": before.fetched_at + timedelta(hours=1),
            }
            yield site, run, before.model_copy(update=changed)
            continue
        before = _article(chance, known, site, place)
        yield site, run, before


def _article(chance: random.Random, known: list[str], site: str, place: int) -> Article:
    url = f"https://www.{site}.example/xw/t_{place}.html"
    moment = _START + timedelta(minutes=chance.randrange(MONTHS * 43_200))
    paragraphs = (
        "　　" + "，".join("".join(chance.choices(known, k=6)) for _ in range(chance.randrange(2, 8))) + "。"
        for _ in range(chance.randrange(3, 9))
    )
    return Article.model_construct(
        schema_version="1.0.0",
        id=sha256(url.encode()).hexdigest(),
        revision=1,
        url=url,
        requested_url=None if place % 3 else f"{url}?from=list",
        site=site,
        site_name=f"{site}新闻网",
        region="611024" if place % 2 else None,
        section=("首页", "要闻") if place % 5 else (),
        title="".join(chance.choices(known, k=5)),
        date=moment,
        date_precision="minute" if place % 4 else "day",
        date_raw=f"{moment:%Y-%m-%d %H:%M}",
        source=f"{known[place % 50]}日报" if place % 7 else None,
        editor="郗文静" if place % 3 else None,
        author="岳知澜、商清和" if place % 11 == 0 else None,
        body="\n".join(paragraphs),
        images=(Image(url=f"{url}.jpg", caption="图为开镰现场" if place % 2 else None),)
        if place % 3 == 0
        else (),
        language="zh-Hans",
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=place),
        fingerprint=f"{chance.getrandbits(64):016x}",
        restored=Restored(),
        evidence=Evidence(
            title="site", date="label", source="label", editor="label", author="none", body="site"
        ),
    )


def write_data(folder: Path, number: int) -> Path:
    """Write a data folder of so many lines; return it."""
    opened: Path | None = None
    file = None
    for site, run, article in articles(number):
        path = folder / site / "articles" / f"{run}.jsonl"
        if path != opened:
            if file:
                file.close()
            path.parent.mkdir(parents=True, exist_ok=True)
            file, opened = path.open("w", encoding="utf-8", newline="\n"), path
        assert file
        file.write(article.model_dump_json() + "\n")
    if file:
        file.close()
    return folder


if __name__ == "__main__":
    write_data(Path(sys.argv[1]), int(sys.argv[2]))
