"""Sites whose listings come as JSON: their spiders find the articles in them."""

import json

from scraper.crawl.discovery import read_listing
from scraper.spiders.eastday import EastdaySpider
from scraper.spiders.gxnews import GxnewsSpider


def test_the_list_of_eastday_leads_to_its_articles() -> None:
    spider = EastdaySpider()
    entries = [
        {
            "title": "慢行改造",
            "url": "https://n.eastday.com/pnews/1681801590022417",
            "time": "2023-04-18 15:06",
        },
        {
            "title": "护鸟",
            "url": "http://sh.eastday.com/m/20191009/u1ai20097344.html",
            "time": "2019-10-09 08:14",
        },
        {"title": "专题", "url": "https://www.eastday.com/special/", "time": "2023-04-18 09:00"},
        {
            "title": "转载",
            "url": "https://n.eastday.example/pnews/1681801590022418",
            "time": "2023-04-18 09:00",
        },
    ]
    answer = json.dumps({"code": 0, "data": {"title": "上海", "list": entries}}, ensure_ascii=False).encode()
    links = spider.articles_of(read_listing(answer, "application/json", spider.start_urls[0]))
    assert [link.url for link in links] == [entry["url"] for entry in entries[:2]]
    assert links[0].days is not None
    assert links[0].days[0].isoformat() == "2023-04-18"


def test_the_list_of_gxnews_leads_to_its_articles() -> None:
    spider = GxnewsSpider()
    answer = """morelist([
        {"id": "18450233", "title": "合浦还珠剧场", "url": "https://v.gxnews.com.cn/a/18450233"},
        {"url": "http://news.gxnews.com.cn/staticpages/20190625/newgx5d1196e3-18449120.shtml"},
        {"url": "http://special.gxnews.com.cn/2019/mango/"}
    ])""".encode()
    links = spider.articles_of(read_listing(answer, "text/html; charset=utf-8", spider.start_urls[0]))
    assert [link.url for link in links] == [
        "https://v.gxnews.com.cn/a/18450233",
        "http://news.gxnews.com.cn/staticpages/20190625/newgx5d1196e3-18449120.shtml",
    ]
