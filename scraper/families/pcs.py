"""人民网 PCS: articles at /n2/YYYY/MMDD/cNODE-ID.html, listings at /GB/NODE/index.html, index2.html ...

Three generations of templates, newest first: 2020 on (stored page of 2024), 2014-2020 (stored page),
up to 2014 (scrapers). The meta tag says GB2312, the bytes are GBK or, on some channels, UTF-8.
"""

from schemas import Rules
from scraper.crawl.spider import NewsSpider


class PcsSpider(NewsSpider):
    """A site on the PCS of 人民网; a link into its Traditional mirror /BIG5/ means the article itself."""

    article_url = r"^https?://[^/]+/(?:GB/)?n[12]?/\d{4}/(?:\d{4}|\d{2}-\d{2}|\d{2}/\d{2})/c\d+-\d+\.html$"
    rewrites = ((r"(?i)/big5/(?=n[12]?/)", "/"), (r"/GB/(?=n[12]?/)", "/"))
    rules = Rules(
        title=("div.rm_txt h1", "div.text_title h1", "#p_title", "div.text_c h1"),
        byline=("div.rm_txt div.channel div.col-1-1", "div.text_title div.box01 div.fl", "div.text_c p.sou"),
        date=("#p_publishtime",),
        source=("#p_origin a",),
        editor=("div.rm_txt div.edit", "div.text_con div.edit", "#p_editor"),
        author=("div.rm_txt div.author", "div.text_title p.author", "div.text_c p.author"),
        body=("div.rm_txt_con", "#rwb_zw", "#p_content", "div.text_c div.show_text"),
        section=("#rwb_navpath a", "div.path a", "#p_navigator a"),
        drop=("div.bza", "div.box_pic", "p.paper_num", "#rwb_tjyd", "div.rm_relevant", "div.edit", ".zdfy"),
    )
