"""Invented articles that look like pages of links, like walls, like messages."""

from collections.abc import Iterator

from tests.extract.kind.frames import FOOT, FORMS, NAV, TODAY, crumb, headline, rows

TITLE = "云溪县古戏台重新开锣"
TEXT = (
    "11月18日晚，停演四十年的青石桥镇古戏台重新开锣，三百多名村民提着板凳早早占好位置，县花鼓戏剧团连演了三出折子戏。",
    "古戏台建于清代，去年列入县级文物保护单位，修缮花了十一个月，梁上的木雕全部按原样补齐。",
    "“小时候骑在爷爷肩上看戏，如今带着孙子来看。”七十岁的村民岑大爷说。",
    "镇文化站站长介绍，今后每月逢五有戏，票价分文不收，开支由镇里和乡贤会共同承担。",
)
SHORT = TEXT[0][:52] + "。"
INFO = '<div class="info"><span>2026-11-19 09:32</span> <span>来源：云溪新闻网</span> <span>作者：柳青禾</span></div>'


def paragraphs(*texts: str) -> str:
    """Return paragraphs."""
    return "".join(f"<p>{text}</p>" for text in texts)


def article(
    inner: str, *, title: str = TITLE, info: str = INFO, beside: str = "", head: str = "", top: str = NAV
) -> str:
    """Return a page with an article in the frame of its site."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_云溪新闻网</title>{head}</head><body>'
        f"{TODAY}{top}{crumb('新闻', '乡镇')}<div class=main><div class=left><h1>{title}</h1>{info}"
        f'<div class="content">{inner}</div></div>{beside}</div>{FOOT}</body></html>'
    )


def articles() -> Iterator[tuple[str, str, str]]:
    """Yield articles: name, page, words that its body must have."""
    for form in FORMS:
        yield (
            f"short_beside_{form}",
            article(paragraphs(SHORT), beside=f"<div class=right>{rows(20, form)}</div>"),
            SHORT,
        )
        yield (
            f"long_above_{form}",
            article(paragraphs(*TEXT), beside=f"<div class=bottom><h3>推荐阅读</h3>{rows(40, form)}</div>"),
            TEXT[3],
        )
        yield (
            f"below_{form}",
            article(paragraphs(*TEXT[:2]), top=f"{NAV}<div class=hot>{rows(15, form)}</div>"),
            TEXT[1],
        )
    yield (
        "hundred_links",
        article(paragraphs(SHORT), beside="".join(f"<div>{rows(12, 'li', 12 * n)}</div>" for n in range(10))),
        SHORT,
    )
    yield (
        "url_date_only",
        article(paragraphs(*TEXT), info="<div>来源：云溪新闻网</div>", beside=rows(12, "bare")).replace(
            TODAY, ""
        ),
        TEXT[2],
    )
    yield (
        "meta_date_only",
        article(
            paragraphs(*TEXT),
            info="",
            beside=rows(12, "li"),
            head='<meta name="PubDate" content="2026-11-19 09:32:00">',
        ),
        TEXT[2],
    )
    linked = "，".join(f'<a href="/p/{n}.html">{headline(n)}</a>' for n in range(6))
    yield "links_in_text", article(paragraphs(TEXT[0], f"此前，{linked}，都曾引起关注。", TEXT[3])), TEXT[3]
    tens = "".join(
        f'<p><strong><a href="/xw/{n}.html">{n}、{headline(n)}</a></strong></p><p>{TEXT[n % 4]}</p>'
        for n in range(1, 11)
    )
    yield "ten_of_the_year", article(tens, title="2026年云溪县十大新闻揭晓"), TEXT[2]
    plain = "".join(f"<h3>{n}. {headline(n)}</h3><p>{TEXT[n % 4]}</p>" for n in range(1, 11))
    yield "ten_plain", article(plain, title="2026年云溪县十大新闻揭晓"), TEXT[2]
    roundup = "".join(f'<p>{TEXT[n % 4]}<a href="/xw/{n}.html">[详细]</a></p>' for n in range(6))
    yield "roundup_detailed", article(roundup, title="早安云溪：今天的六条新闻"), TEXT[1]
    roundup = "".join(
        f'<p>{n}. <a href="/xw/{n}.html">{headline(n)}</a></p><p>{TEXT[n % 4]}</p>' for n in range(1, 7)
    )
    yield "roundup_linked", article(roundup, title="早安云溪：今天的六条新闻"), TEXT[1]
    table = (
        "<table>"
        + "".join(
            f"<tr><td>{n}</td><td>{headline(n)[:4]}</td><td>{n * 13}万元</td></tr>" for n in range(1, 12)
        )
        + "</table>"
    )
    yield (
        "notice_with_table",
        article(
            paragraphs(
                "根据县政府常务会议研究结果，现将2026年第四季度乡镇民生项目资金安排予以公示，公示期五个工作日。"
            )
            + table,
            title="关于乡镇民生项目资金安排的公示",
        ),
        "公示期五个工作日",
    )
    attachments = "".join(
        f'<p>附件{n}：<a href="/f/{n}.doc">{headline(n)}申报表.doc</a></p>' for n in range(1, 7)
    )
    yield (
        "notice_with_attachments",
        article(
            paragraphs(
                "各乡镇人民政府：现将有关申报事项通知如下，请于12月10日前将材料报送县文化馆。",
                "逾期不报的视为自动放弃。",
            )
            + attachments,
            title="关于做好民间文艺项目申报工作的通知",
        ),
        "视为自动放弃",
    )
    yield (
        "picture_and_two_sentences",
        article('<p><img src="/p/1.jpg"></p>' + paragraphs(TEXT[0]), beside=rows(12, "card")),
        TEXT[0],
    )
    yield (
        "many_pictures",
        article(
            "".join(f'<p><img src="/p/{n}.jpg"></p>' for n in range(9)) + paragraphs(TEXT[0]), beside=rows(12)
        ),
        TEXT[0],
    )
    yield (
        "video_with_text",
        article('<video src="/v.mp4"></video>' + paragraphs(*TEXT[:2]), beside=rows(12, "card")),
        TEXT[1],
    )
    dialogue = [
        line
        for n in range(6)
        for line in (
            f"记者：第{n + 1}个问题，您怎么看？",
            f"岑远山：这个要从{n + 3}年前说起，那时候山里还没有路，全靠人背马驮。",
        )
    ]
    yield "dialogue", article(paragraphs(*dialogue), title="对话护林员岑远山"), "全靠人背马驮"
    yield "short_title", article(paragraphs(*TEXT), title="古戏台新声", beside=rows(14)), TEXT[1]
    yield (
        "login_story",
        article(
            paragraphs(
                "连日来，不少市民反映，县图书馆的电子书页面总是提示“登录后阅读全文”，老人不知道怎么办。",
                "馆长解释说，借阅系统升级后，读者需要先注册再阅读，现在馆里安排了两名志愿者手把手地教。",
                "“会员专享”的字样也已从页面上撤下，全部图书对市民免费开放。",
            ),
            title="图书馆电子书为何总要登录",
        ),
        "手把手地教",
    )
    yield (
        "paywall_story",
        article(
            paragraphs(
                "“剩余70%未读，开通会员阅读全文”，这样的提示让不少读者望而却步，记者就此走访了多家媒体。",
                "业内人士认为，优质内容收费无可厚非，但试读部分应当说明白，不能读到一半才弹出付费窗口。",
                "一家报社的负责人表示，他们正在试行按篇付费，首月的订户已有两千人。",
            ),
            title="付费阅读要让读者看得明白",
        ),
        "首月的订户",
    )
    yield (
        "paywall_story_at_the_end",
        article(
            paragraphs(
                TEXT[0],
                TEXT[1],
                "目前，剧团的演出录像已上传到县文化云平台，观众免费注册后即可观看全部剧目，平台还将陆续更新。",
            )
        ),
        "陆续更新",
    )
    yield (
        "gone_story",
        article(
            paragraphs(
                "点开链接却是“404”，这是不少网友查办事指南时的遭遇，县里最近对全部政务网页做了一次体检。",
                "检查发现，两百多个页面不存在或者内容过期，目前已全部修复，网民反映的问题三天内答复。",
            ),
            title="政务网页404怎么办",
        ),
        "三天内答复",
    )
    yield (
        "short_gone_story",
        article(
            paragraphs("11月18日，县政务中心集中修复打不开的网页，两百多个“页面不存在”的链接恢复正常。"),
            title="两百多个失效链接恢复",
        ),
        "恢复正常",
    )
    for call in (
        "下载云溪发布客户端，看更多本地新闻", "打开APP阅读全文", "扫码关注云溪发布", "展开全文", "点击下载云溪新闻客户端",
        "登录后发表评论", "打开微信扫一扫，分享给朋友", "阅读原文", "余下全文", "更多内容请下载客户端查看",
    ):  # fmt: skip
        yield f"whole_with_{call}", article(paragraphs(*TEXT) + f'<div class="fold">{call}</div>'), TEXT[3]
    yield (
        "login_box_beside",
        article(
            paragraphs(SHORT),
            beside='<div class=box><form>用户登录<input><input type="password"><a href="/reg">注册会员</a></form></div>'
            + rows(9),
        ),
        SHORT,
    )
    yield (
        "comments_login",
        article(
            paragraphs(*TEXT) + '<div class="comment"><p>请登录后发表评论</p><p>会员可查看全部评论</p></div>'
        ),
        TEXT[3],
    )
    yield (
        "headline_links_to_itself",
        article(paragraphs(*TEXT), beside=rows(20)).replace(
            f"<h1>{TITLE}</h1>", f'<h1><a href="/xw/202611/t20261119_88213.html">{TITLE}</a></h1>'
        ),
        TEXT[3],
    )
    yield (
        "headline_links_to_hash",
        article(paragraphs(SHORT), beside=rows(20)).replace(
            f"<h1>{TITLE}</h1>", f'<h1><a href="#">{TITLE}</a></h1>'
        ),
        SHORT,
    )
    yield (
        "headline_ends_the_trail",
        article(paragraphs(SHORT), beside=rows(20)).replace(
            "<h1>", f'<div class="crumb">首页 &gt; <a href="/xz/">乡镇</a> &gt; {TITLE}</div><h1>'
        ),
        SHORT,
    )
    yield (
        "div_headline",
        article(paragraphs(SHORT), beside=rows(20)).replace(
            f"<h1>{TITLE}</h1>", f'<div class="title">{TITLE}</div>'
        ),
        SHORT,
    )
    yield (
        "headline_in_hot_list",
        article(
            paragraphs(SHORT),
            beside=rows(9) + f'<ul><li><a href="/xw/202611/t20261119_88213.html">{TITLE}</a></li></ul>',
        ),
        SHORT,
    )
    yield (
        "three_boxes_alike",
        (
            f"<html><head><title>{TITLE}</title></head><body><div><h1>{TITLE}</h1><p>2026-11-19 09:32</p><p>{SHORT}</p>"
            f'<p><a href="/a.html">{headline(1)}</a></p></div><div><a href="/b.html">{headline(2)}</a></div>'
            f'<div><a href="/c.html">{headline(3)}</a></div><div><a href="/d.html">{headline(4)}</a></div></body></html>'
        ),
        SHORT,
    )
    yield (
        "old_tables",
        (
            f"<html><head><title>{TITLE}</title></head><body><table><tr><td>{TITLE}</td></tr><tr><td>2026-11-19 09:32 来源：云溪日报</td></tr>"
            f"<tr><td>{SHORT}</td></tr></table>{rows(12, 'td')}</body></html>"
        ),
        SHORT,
    )
    yield (
        "date_below",
        article(paragraphs(*TEXT) + "<p>发布时间：2026-11-19 09:32</p>", info="", beside=rows(12)),
        TEXT[3],
    )
    yield (
        "epaper",
        (
            f"<html><head><title>云溪日报数字报-{TITLE}</title></head><body><table><tr><td>2026年11月19日 星期四 第02版：乡镇</td></tr></table>"
            f"<div class=mulu><ul>{''.join(f'<li><a href=c{n}.htm>{headline(n)}</a></li>' for n in range(9))}</ul></div>"
            f"<h2>{TITLE}</h2><div id=ozoom>{paragraphs(*TEXT)}</div></body></html>"
        ),
        TEXT[3],
    )
