"""四川新闻网 (scnews.newssc.org and other hosts): a /system/ CMS like 北方网's, GBK.

Medium confidence: two scrapers of 2016-2021; not seen since. The ids of the *_baidu elements end in a blank.
A paragraph about the site's rights follows the text.
"""

from scraper.families.enorth import EnorthSpider


class NewsscSpider(EnorthSpider):
    """四川新闻网."""

    name = "newssc"
    site_name, region, confidence = "四川新闻网", "510000", "medium"
    allowed_domains = ["newssc.org"]
    start_urls = ["http://scnews.newssc.org/", "http://scnews.newssc.org/2009mlsh/"]
    rules = EnorthSpider.rules.model_copy(update={"body": ("#content", "div.content")})
