"""What stands around a list and around an article: navigation, boxes at the side, the foot, and what is behind it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from tests.crawl.strangers.addresses import Draw, Form
from tests.crawl.strangers.county_news import Story

CHANNELS = {
    "yaowen": "要闻", "xiangzhen": "乡镇动态", "bumen": "部门", "minsheng": "民生", "wenhua": "文化旅游",
    "shipin": "视频", "dangjian": "党建引领", "zhengwu": "政务公开专栏", "xinxiang": "县委书记信箱在线留言", "shijian": "新时代文明实践中心",
}  # fmt: skip
"""Word of the address and name, long ones among them: a name of ten signs is no headline."""

ABOUT = ("关于我们", "联系我们", "广告服务", "法律声明", "人才招聘信息")
FRIENDS = {
    "www.sn-gov.example": "陕西省人民政府门户网站", "www.qlgb.example": "秦岭广播电视台", "news.shangluo.example": "商洛新闻网",
    "www.hanjiang-ribao.example": "汉江日报数字报", "zx.ankang.example": "安康市政协", "wenming.example": "中国文明网联盟商洛站",
}  # fmt: skip
TAGS = "乡村振兴 秋粮收购 医保缴费 护林防火 招聘会 文明实践 老旧小区改造".split()
FILES = {"/files/2026nianbao.pdf": "2026年政府信息公开工作年度报告", "/files/jihua.doc": "高标准农田建设项目申报表下载",
         "/upload/mingdan.xls": "拟发放惠农补贴人员名单公示表", "/down/app.apk": "客户端下载", "/upload/tu.zip": "摄影大赛作品打包"}  # fmt: skip


class Surroundings(NamedTuple):
    """The parts of a page around its matter; all are HTML."""

    head: str
    crumbs: str
    side: str
    foot: str


Skin = Callable[[str, str, Surroundings], str]
Refer = Callable[[str], str]


def about_paths(form: Form, seed: str) -> dict[str, str]:
    """Return 关于我们 and the like: pages of the site's own system, so their addresses are those of articles."""
    return {form.article(Draw(n, (2021, 3, n), f"{seed}-about")): name for n, name in enumerate(ABOUT, 1)}


def surround(
    form: Form, seed: str, name: str, refer: Refer, hot: Sequence[tuple[str, Story]]
) -> Surroundings:
    """Return what stands around every page of the site; `hot` are articles of its own with their addresses."""

    def link(path: str, text: str, more: str = "") -> str:
        return f'<a href="{refer(path)}"{more}>{text}</a>'

    channels = "".join(f"<li>{link(form.channel(word), text)}</li>" for word, text in CHANNELS.items())
    login = f"{link('/user/login', '登录')} {link('/user/register', '注册')} {link('/rss.xml', 'RSS')}"
    search = f'<form action="{refer("/search")}"><input name="q"><button>搜索</button></form>'
    words = " ".join(link(f"/search?q={quote(tag)}", f"热搜：{tag}") for tag in TAGS[:3])
    head = f"<h2>{name}</h2><div>{login}{search}{words}</div><ul>{channels}</ul>"
    crumbs = f"当前位置：{link('/', '首页')} &gt; {link(form.channel('yaowen'), '要闻')} &gt; 正文列表"
    ranked = "".join(f"<li>{link(path, escape(story.headline))}</li>" for path, story in hot)
    tags = "".join(link(f"/tag/{number}/", tag) for number, tag in enumerate(TAGS, 1))
    files = "".join(f"<li>{link(path, text)}</li>" for path, text in FILES.items())
    boxes = "".join(
        f"<dl><dt>{link(form.channel(word), CHANNELS[word])}{link(form.channel(word), '更多&gt;&gt;')}</dt></dl>"
        for word in ("minsheng", "wenhua", "shijian")
    )
    share = (
        f'<p>{link("javascript:void(0)", "分享到微信朋友圈")}<a href="http://service.weibo.example/share?url=x">'
        f"分享到新浪微博</a>{link('/print?page=1', '打印本页')}</p>"
    )
    side = f"<h3>热点排行</h3><ol>{ranked}</ol>{boxes}<div>{tags}</div><ul>{files}</ul>{share}"
    friends = "".join(f'<li><a href="http://{host}/">{text}</a></li>' for host, text in FRIENDS.items())
    about = " | ".join(link(path, text) for path, text in about_paths(form, seed).items())
    foot = (
        f"<ul>{friends}</ul><p>{about}</p><p>{name} 版权所有 "
        '<a href="http://beian.example/">陕ICP备20260607号</a> <a href="http://12377.example/">违法和不良信息举报中心</a></p>'
    )
    return Surroundings(head, crumbs, side, foot)


def answer_decoys(
    form: Form, seed: str, name: str, hot: Sequence[tuple[str, Story]]
) -> Iterator[tuple[str, str]]:
    """Yield the address and the text of each page of the site that is no article."""
    for word, text in CHANNELS.items():
        rows = "".join(f'<li><a href="{path}">{escape(story.headline)}</a></li>' for path, story in hot)
        yield form.channel(word), f"<h2>{text}</h2><ul>{rows}</ul>"
    for path, text in about_paths(form, seed).items():
        yield (
            path,
            f"<h2>{text}</h2><p>{name}</p><p>地址：城关镇北新街</p><p>电话：0914-2026007</p><p>邮编：726000</p>",
        )
    for path in ("/user/login", "/user/register"):
        yield (
            path,
            '<form method="post"><input name="user"><input type="password" name="pass"><button>登录</button></form>',
        )
    for number in range(12):
        yield f"/author/{number}", f"<h2>记者主页</h2><p>发稿 {number * 7} 篇</p><p>关注 3</p>"
        yield f"/comment/{number}", "<h2>全部评论</h2><p>暂无评论</p>"
        yield f"/tag/{number}/", "<h2>标签</h2><p>相关内容</p>"
    for tag in TAGS:
        yield f"/search?q={quote(tag)}", "<h2>搜索结果</h2><p>共找到 0 条</p>"
    newest = "".join(f'<li><a href="{path}">{escape(story.headline)}</a></li>' for path, story in hot)
    yield "/", f"<h2>{name}</h2><ul>{newest}</ul>"
    yield "/ad/click?id=3", "<h2>年货节</h2><p>全场满百减二十</p><button>进入店铺</button>"
    yield "/print?page=1", "<p>打印</p>"


def _html5(matter: str, pager: str, around: Surroundings) -> str:
    return (
        f"<header>{around.head}</header><nav>{around.crumbs}</nav><main><section>{matter}</section>"
        f'<div class="pagination">{pager}</div></main><aside>{around.side}</aside><footer>{around.foot}</footer>'
    )


def _pinyin(matter: str, pager: str, around: Surroundings) -> str:
    return (
        f'<div class="dh">{around.head}</div><div class="wz">{around.crumbs}</div><div class="nr clearfix">'
        f'<div class="zuo">{around.side}</div><div class="you"><div class="lb">{matter}</div><div class="fy">{pager}</div>'
        f'</div></div><div class="bq">{around.foot}</div>'
    )


def _hashed(matter: str, pager: str, around: Surroundings) -> str:
    return (
        f'<div id="app"><div class="_1x9kd">{around.head}</div><div class="_c8q2"><div class="_7fz1">{matter}</div>'
        f'<div class="_pp3e">{pager}</div></div><div class="_c8q2"><div class="_0aa7">{around.side}</div></div>'
        f'<div class="_kk31">{around.crumbs}{around.foot}</div></div>'
    )


def _tables(matter: str, pager: str, around: Surroundings) -> str:
    return (
        f"<table width=980 align=center><tr><td>{around.head}</td></tr></table><table width=980 align=center><tr>"
        f"<td width=240 valign=top>{around.side}</td><td valign=top><table><tr><td>{around.crumbs}</td></tr><tr><td>"
        f"{matter}</td></tr><tr><td align=center>{pager}</td></tr></table></td></tr></table>"
        f"<table width=980 align=center><tr><td align=center>{around.foot}</td></tr></table>"
    )


SKINS: Mapping[str, Skin] = {"html5": _html5, "pinyin": _pinyin, "hashed": _hashed, "tables": _tables}
"""How the parts of a page are put together: their order and the names of their boxes."""
