"""What stands around an article on real pages; all of it invented, and none of it the article's."""

from collections.abc import Sequence
from random import Random

from tests.quality.metamorphosis.naming import hashed

_HEADLINES = (
    "清水河畔添了三座便民桥 村民出行少绕五里路",
    "城东菜市场改造完工 摊位费三年不涨",
    "夜校开进社区 剪纸班一座难求",
    "两名中学生拾金不昧 失主送来锦旗",
    "老旧小区加装电梯 十二户邻居这样商量",
    "县医院开通周末门诊 外出务工者方便了",
    "山里的图书室亮起了灯 周末坐满孩子",
    "环湖步道贯通 全程十八公里免费开放",
    "雨后蘑菇上市 专家提醒野生菌莫乱采",
    "公交线路微调 这四个站点请留意",
    "农机合作社添新机 一天能收两百亩",
    "百年茶馆重新开张 老街坊来喝头一碗",
)
_SPEECHES = (
    "说得太好了，我们村就是这样一步一步走过来的，希望越来越好。",
    "上个月刚去过，路确实修得不错，就是停车的地方少了一点。",
    "建议有关部门再多设几个站点，老人走不了太远的路。",
    "支持！家乡的变化真大，在外打工的人看了心里暖和。",
    "我爷爷就住在那儿，他说今年的收成比往年都要好得多。",
)
_READERS = ("山里的风", "小城故事", "用户7781203", "阿木", "河边草", "匿名网友")
_DISTRICTS = (
    "宣汉县 沭阳县 化德县 靖安县 睢宁县 湘阴县 盱眙县 阳信县 景泰县 浦江县 石城县 罗山县 武乡县 南召县 隰县 镇安县"
).split()


def _name(telling: str, random: Random) -> str:
    """Return a class attribute: one that tells what the box is, one that does not, or none."""
    return random.choice((f' class="{telling}"', f' class="{hashed(telling, random.randrange(99))}"', ""))


def _links(random: Random, number: int) -> list[str]:
    return [
        f'<a href="/c/{random.randrange(10**6, 10**7)}.html">{headline}</a>'
        for headline in random.sample(_HEADLINES, number)
    ]


def advert(random: Random) -> str:
    """Return a picture that leads to a shop, with the word 广告."""
    number = random.randrange(10**5)
    return (
        f'<div{_name("ad-banner", random)}><a href="https://shop.example/{number}?from=news" target="_blank">'
        f'<img src="/ads/{number}.gif" width="640" height="90" alt="广告"></a><span>广告</span></div>'
    )


def share_bar(random: Random) -> str:
    """Return the row of buttons that share, print and close."""
    buttons = "".join(f'<a href="javascript:;">{name}</a> ' for name in ("微信", "微博", "QQ空间"))
    return (
        f"<div{_name('share', random)}>分享到：{buttons}"
        '<a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div>'
    )


def hot_list(random: Random) -> str:
    """Return a list of other articles with the days on which they came out."""
    rows = "".join(
        f"<li>{link}<span>2023-{random.randint(1, 12):02}-{random.randint(1, 28):02}</span></li>"
        for link in _links(random, 6)
    )
    return f"<div{_name('hot-list', random)}><h3>热点新闻</h3><ul>{rows}</ul></div>"


def comments(random: Random) -> str:
    """Return what readers wrote, with their names and moments."""
    rows = "".join(
        f"<li><b>{reader}</b> <i>2023-08-{random.randint(1, 28):02} {random.randint(8, 22)}:15</i><p>{speech}</p>"
        '<a href="javascript:;">回复</a> <a href="javascript:;">赞(3)</a></li>'
        for reader, speech in zip(random.sample(_READERS, 4), random.sample(_SPEECHES, 4), strict=True)
    )
    return f"<div{_name('comment-list', random)}><h3>网友评论</h3><ul>{rows}</ul></div>"


def related(random: Random) -> str:
    """Return a box of related articles, each with its picture."""
    rows = "".join(
        f'<li><a href="/c/{n}.html"><img src="/thumb/{n}.jpg"></a>{link}</li>'
        for n, link in enumerate(_links(random, 4), 100)
    )
    return f"<div{_name('related', random)}><h4>相关阅读</h4><ul>{rows}</ul></div>"


def another_matter(random: Random) -> str:
    """Return a box with sentences of its own: what a shop, the site or its sister site wants to say."""
    return random.choice(
        (
            f"<div{_name('tuiguang', random)}><h2>秋冬润喉 就喝这一杯</h2><p>梨膏选用高山雪梨，古法熬制十二小时，入口清甜，老人孩子都能喝。"
            "</p><p>活动期间下单立减五十元，数量有限，先到先得。</p><a href='https://shop.example/7'>立即抢购</a></div>",
            f"<div{_name('login-win', random)}><h3>账号登录</h3><form><p><input name='u'></p><button>登录</button></form>"
            "<p>登录即表示您已阅读并同意《用户服务协议》和《隐私政策》，我们会妥善保护您的个人信息。</p><p><a href='/reg'>免费注册</a></p></div>",
            f"<div{_name('zhuanti', random)}><h3><a href='/zt/'>专题：灯火里的码头</a></h3><p>江水东去，汽笛声声，本专题寻访一座百年码头的"
            f"装卸工、灯塔守护人和跑船人家。</p><ul>{''.join(f'<li>{link}</li>' for link in _links(random, 3))}</ul></div>",
            f"<div{_name('weather', random)}><b>天气</b><div>今天夜间到明天白天多云转小雨，偏南风三到四级，最高气温二十四度，"
            "出门请带好雨具。</div><ul><li>周五 小雨</li><li>周六 多云</li></ul></div>",
        )
    )


def banner(random: Random) -> str:
    """Return what asks for consent, or offers the app."""
    return random.choice(
        (
            f"<div{_name('cookie-banner', random)}><p>本网站使用Cookie以改善您的浏览体验，继续浏览即表示您同意。</p>"
            "<button>同意</button> <button>拒绝</button></div>",
            f'<div{_name("app-download", random)}><a href="/app"><img src="/app.png"></a>'
            '<p>下载客户端，看更多本地新闻</p><a href="/app">立即打开</a></div>',
        )
    )


def link_farm(random: Random) -> str:
    """Return the hidden block of county names and spam words that mirrors hang on a page."""
    names: Sequence[str] = random.sample(_DISTRICTS, len(_DISTRICTS))
    links = "| ".join(f'<a href="http://{hashed(name)}.example/">{name}</a>' for name in names)
    hidden = random.choice(("display:none", "position:absolute;left:-9999px;top:-9999px", "display: none;"))
    return f'<div style="{hidden}">{links}|</div>'
