"""Forms of addresses that stand in no pattern of the code: articles, and channels whose addresses look the same."""

import base64
from collections.abc import Callable
from hashlib import md5
from typing import NamedTuple
from urllib.parse import quote
from uuid import UUID

BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE36 = BASE62[:36]
SYLLABLES = "shan yang xin cha chun geng nong shi cai zhai feng shou lu qiao tong che hui yi lao ren".split()
SIGNS = "春 耕 秋 收 新 茶 上 市 古 镇 通 车 山 村 夜 校 老 人 食 堂 皮 影 开 锣 冬 防".split()


class Draw(NamedTuple):
    """What an address may be made of: a number, a day, and what comes of both by chance that is always the same."""

    number: int
    day: tuple[int, int, int]
    seed: str

    @property
    def bits(self) -> int:
        """A number of 128 bits."""
        return int(md5(f"{self.seed}{self.number}".encode()).hexdigest(), 16)

    @property
    def hex(self) -> str:
        """Thirty-two hexadecimal signs."""
        return f"{self.bits:032x}"

    @property
    def uuid(self) -> str:
        """The same as a UUID."""
        return str(UUID(int=self.bits, version=4))

    def signs(self, many: int, alphabet: str = BASE62) -> str:
        """Return a word of letters and digits."""
        rest, word = self.bits, ""
        for _ in range(many):
            rest, sign = divmod(rest, len(alphabet))
            word += alphabet[sign]
        return word

    def pinyin(self, many: int, joint: str = "-") -> str:
        """Return a slug of syllables."""
        return joint.join(SYLLABLES[(self.bits >> 5 * at) % len(SYLLABLES)] for at in range(many))

    def han(self, many: int) -> str:
        """Return Chinese signs as they stand in an address."""
        return quote("".join(SIGNS[(self.bits >> 5 * at) % len(SIGNS)] for at in range(many)))


class Form(NamedTuple):
    """A form of addresses: those of articles, and of channels that look like them."""

    article: Callable[[Draw], str]
    channel: Callable[[str], str]


def _form(article: str, channel: str) -> Form:
    """Return the form that two patterns write: `n` is a number, `w` the word of a channel."""
    return Form(lambda draw: article.format(n=draw.number), lambda word: channel.format(w=word))


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


FORMS = {
    "netease": Form(
        lambda d: (
            f"/{d.day[0] % 100}/{d.day[1]:02d}{d.day[2]:02d}/{d.number % 24:02d}/{d.signs(12, BASE36)}0001899O.html"
        ),
        lambda word: f"/special/{word}/",
    ),
    "base62": Form(lambda d: f"/c/{d.signs(11)}", lambda word: f"/c/{word}"),
    "art_hash": Form(lambda d: f"/art/{d.day[0]}/art_{d.hex}.html", lambda word: f"/col/{word}.html"),
    "jhtml": _form("/jrtt/{n}.jhtml", "/{w}/index.jhtml"),
    "visual": _form(
        "/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1071&wbnewsid={n}",
        "/{w}.jsp?urltype=tree.TreeTempUrl&wbtreeid=1002",
    ),
    "mvc": _form("/Home/News/Details/{n}", "/Home/News/Index/{w}"),
    "pinyin": Form(lambda d: f"/xinwen/{d.pinyin(5)}.html", lambda word: f"/xinwen/{word}.html"),
    "short": _form("/xw/{n}.html", "/xw/{w}.html"),
    "n_short": _form("/n/{n}", "/n/{w}"),
    "uuid": Form(lambda d: f"/news/{d.uuid}", lambda word: f"/news/{word}"),
    "uuid_htm": Form(lambda d: f"/info/{d.uuid}.htm", lambda word: f"/info/{word}.htm"),
    "query_k": Form(lambda d: f"/detail?k={d.signs(5)}", lambda word: f"/list?k={word}"),
    "view": _form("/view/kejiao/{n}", "/view/{w}"),
    "p_aspx": _form("/p-{n}.aspx", "/p-{w}.aspx"),
    "dotted_day": Form(
        lambda d: f"/bd/{d.day[0]}.{d.day[1]}.{d.day[2]}.html", lambda word: f"/bd/{word}.html"
    ),
    "dotted_folder": Form(
        lambda d: f"/{d.day[0]}.{d.day[1]}.{d.day[2]}/{d.number}.html", lambda word: f"/{word}/"
    ),
    "han": Form(lambda d: f"/{quote('新闻')}/{d.han(9)}.html", lambda word: f"/{quote('频道')}/{word}.html"),
    "han_short": Form(lambda d: f"/{quote('要闻')}/{d.number}/", lambda word: f"/{quote('要闻')}/{word}/"),
    "thread": _form("/forum.php?mod=viewthread&tid={n}", "/forum.php?mod=forumdisplay&fid={w}"),
    "read": _form("/index.php?mod=read&tid={n}", "/index.php?mod=list&lm={w}"),
    "special": _form("/zt/2026qiushou/xx_{n}.shtml", "/zt/{w}/list.shtml"),
    "node_hash": Form(
        lambda d: f"/node_742c1a40f1/{d.hex[:10]}.shtml",
        lambda word: f"/node_{md5(word.encode()).hexdigest()[:10]}/",
    ),
    "n_newsinfo": _form("/newsinfo/n{n}.html", "/newslist/{w}.html"),
    "asp": _form("/show.asp?bh={n}", "/class.asp?lm={w}"),
    "base62_short": Form(lambda d: f"/article/{d.signs(4)}", lambda word: f"/article/{word}"),
    "thinkphp": _form("/news/show/lm/3/xh/{n}.html", "/news/index/lm/{w}.html"),
    "thinkphp_s": _form(
        "/index.php?s=/home/article/detail/nid/{n}.html", "/index.php?s=/home/article/index/lm/{w}.html"
    ),
    "path_info": _form("/index.php/Article/read/{n}.html", "/index.php/Article/index/{w}.html"),
    "base64": Form(
        lambda d: f"/web/detail.html?key={quote(_encoded(f'content-{d.number}'))}",
        lambda word: f"/web/list.html?key={quote(_encoded(word))}",
    ),
    "parted": Form(
        lambda d: f"/doc/0012/{d.number // 10:02d}/{d.number % 10}.html", lambda word: f"/doc/{word}.html"
    ),
    "c_two": Form(
        lambda d: f"/xwzx/c-{d.number % 7 + 1}-{d.number}.html", lambda word: f"/xwzx/c-{word}.html"
    ),
    "slug_number": Form(lambda d: f"/archives/{d.pinyin(2)}-{d.number}/", lambda word: f"/archives/{word}/"),
    "slug_season": Form(lambda d: f"/2026/qiu/{d.pinyin(4)}/", lambda word: f"/2026/{word}/"),
    "folder_index": Form(
        lambda d: f"/zixun/{d.signs(6, BASE36).lower()}/index.html", lambda word: f"/zixun/{word}/index.html"
    ),
    "folder_content": Form(
        lambda d: f"/x/{d.signs(5, BASE36).lower()}/content.html", lambda word: f"/x/{word}/content.html"
    ),
    "hex6": Form(lambda d: f"/news/{d.hex[:6]}", lambda word: f"/news/{word}"),
    "issue": Form(
        lambda d: f"/di{1200 + d.day[2]}qi/{d.number % 4 + 1:02d}ban/{d.number}.html",
        lambda word: f"/{word}/01ban/",
    ),
    "detail_dash": _form("/detail-{n}.html", "/detail-{w}.html"),
    "detail_folder": _form("/detail/{n}/", "/detail/{w}/"),
    "root": _form("/{n}.html", "/{w}.html"),
    "root_folder": _form("/{n}/", "/{w}/"),
    "item": _form("/item/{n}-3.shtml", "/item/{w}.shtml"),
    "no": _form("/news_view.php?no={n}", "/news_list.php?code={w}"),
    "do": _form("/xinwen.do?method=view&xh={n}", "/xinwen.do?method={w}"),
    "art_no": Form(
        lambda d: f"/ArticleView.aspx?ArtNo=A{d.number}B{d.day[2] % 10}",
        lambda word: f"/ArticleList.aspx?Kind={word}",
    ),
    "poweasy": _form("/Item/Show.asp?m=1&d={n}", "/Item/list.asp?m={w}"),
    "a_htm": _form("/html/xw/a{n}.htm", "/html/xw/{w}.htm"),
    "i_folder": Form(lambda d: f"/i/{d.signs(10, BASE36).lower()}/", lambda word: f"/i/{word}/"),
    "s_signs": Form(lambda d: f"/s/{d.signs(5)}_{d.signs(4)}-{d.signs(3)}", lambda word: f"/s/{word}"),
    "number_slug": Form(lambda d: f"/p/{d.number}-{d.pinyin(4)}", lambda word: f"/p/{word}"),
    "slug_under": Form(lambda d: f"/news/{d.pinyin(4, '_')}_{d.number}", lambda word: f"/news/{word}"),
    "action": Form(
        lambda d: f"/cms/show.action?code=publish_{d.hex[:6]}", lambda word: f"/cms/list.action?code={word}"
    ),
    "two_folders": Form(lambda d: f"/sy/xwdt/17/{d.number}/", lambda word: f"/sy/{word}/"),
    "view_php": _form("/plus/view.php?lm=3&bh={n}", "/plus/list.php?lm={w}"),
    "read_zero": _form("/read/{n}_0.html", "/read/{w}_0.html"),
    "code": Form(lambda d: f"/newsDetail?code=NW{d.signs(4, BASE36)}", lambda word: f"/newsList?code={word}"),
    "hex_dash": Form(lambda d: f"/a/{d.hex[:4]}-{d.hex[4:8]}", lambda word: f"/a/{word}"),
    "struts": _form("/news!view.action?bh={n}", "/news!list.action?lm={w}"),
    "lmid": _form("/zwxx/{n}.shtml?lmid=3", "/zwxx/{w}.shtml?lmid=3"),
    "h5": Form(lambda d: f"/h5/page/?c={d.signs(4, BASE36).lower()}", lambda word: f"/h5/page/?c={word}"),
    "han_issue": Form(
        lambda d: f"/xx/{quote(f'2026第{d.day[2]}期')}/{d.number}.html", lambda word: f"/xx/{word}.html"
    ),
    "upper": _form("/YAOWEN/{n}.HTML", "/YAOWEN/{w}.HTML"),
    "lm_xh": _form("/lm3/xh{n}.html", "/lm3/{w}.html"),
    "n_html": _form("/mp/n.html?n={n}", "/mp/l.html?l={w}"),
    "ulid": Form(lambda d: f"/notes/01HX{d.signs(22, BASE36)}", lambda word: f"/notes/{word}"),
    "r_two": Form(
        lambda d: f"/r/{d.signs(3, BASE36).lower()}/{d.number}.html", lambda word: f"/r/{word}/index.html"
    ),
    "numbers": _form("/1/2/{n}.html", "/1/2/{w}.html"),
    "php_path": _form("/x.php/{n}", "/x.php/{w}"),
    "comma": Form(
        lambda d: f"/content/{d.day[0]}/{d.day[1]},{d.day[2]},{d.number}.shtml",
        lambda word: f"/content/{word}.shtml",
    ),
    "tilde": _form("/~paper/story{n}", "/~paper/{w}"),
    "pinyin_whole": Form(lambda d: f"/zx/{d.pinyin(5, '')}", lambda word: f"/zx/{word}"),
    "initials": Form(lambda d: f"/sz/{d.pinyin(4, '')[:7]}{d.number}.php", lambda word: f"/sz/{word}.php"),
}
"""By name; numbers of fewer than four digits, keys that nobody knows, folders and files of every make."""
