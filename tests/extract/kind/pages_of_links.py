"""Invented pages of news sites that are no articles, and the reason of each."""

from collections.abc import Iterator

from tests.extract.kind.frames import FORMS, PAGER, TEASERS, TOWNS, address, crumb, day, frame, headline, rows


def listings() -> Iterator[tuple[str, str, str]]:
    """Yield channels and other lists: name, address, page."""
    for form in FORMS:
        yield (
            f"channel_{form}",
            "/xz/",
            frame(
                "乡镇_云溪新闻网", crumb("新闻", "乡镇") + f'<div class="main">{rows(20, form)}{PAGER}</div>'
            ),
        )
        yield (
            f"headed_{form}",
            "/xz/index_3.html",
            frame("乡镇动态-云溪新闻网", f"{crumb('新闻')}<h1>乡镇动态</h1>{rows(9, form)}{PAGER}"),
        )
    yield "short_list", "/tz/", frame("通知公告_云溪县人民政府", f"<h2>通知公告</h2>{rows(4)}")
    yield (
        "list_with_sidebar",
        "/yw/",
        frame(
            "县内要闻_云溪新闻网",
            f'<div class="l"><h2>县内要闻</h2>{rows(15, "li_teaser")}</div>'
            f'<div class="r"><h3>热点</h3>{rows(6, "dot", 30)}<h3>专题</h3>{rows(4, "li", 50)}</div>',
        ),
    )
    yield (
        "dated_meta",
        "/yw/",
        frame(
            "县内要闻",
            rows(12),
            head='<meta name="ColumnName" content="县内要闻"><meta name="PubDate" content="2026-11-19">',
        ),
    )
    yield (
        "notices_with_disclaimer",
        "/tz/",
        frame(
            "公告栏",
            '<p class="tip">温馨提示：本栏目信息由各部门提供，如有疑问，请向发布单位咨询，本站不承担由此产生的责任。</p>'
            + crumb("公告栏")
            + rows(10, "dot")
            + PAGER,
        ),
    )
    lead = (
        '<div class="toutiao"><h1><a href="/xw/1.html">云溪县晒出全年民生清单</a></h1>'
        "<p>记者昨日从县政府获悉，今年确定的十件民生实事已全部开工，其中六件提前完成，涉及饮水、出行和养老……"
        '<a href="/xw/1.html">[详细]</a></p></div>'
    )
    blocks = "".join(
        f'<div class="block"><h2><a href="/c{n}/">频道{n}</a> <a href="/c{n}/">更多</a></h2>{rows(12, "li", 12 * n)}</div>'
        for n in range(24)
    )
    yield "portal_home", "/", frame("云溪新闻网", lead + blocks)
    yield (
        "portal_home_leads",
        "/index.html",
        frame(
            "云溪新闻网-云溪县综合门户网站",
            "".join(
                f'<div class=lead><h2><a href="{address(n)}">{headline(n)}</a></h2><p>{TEASERS[n % 4]}</p></div>'
                for n in range(4)
            )
            + blocks,
        ),
    )
    yield (
        "county_home",
        "/",
        frame(
            "云溪县人民政府",
            '<img src="/banner.jpg"><div class="notice">欢迎访问云溪县人民政府门户网站，您有任何意见和建议，请通过县长信箱告诉我们。</div>'
            f'<div class="tab"><a href="/yw/">云溪要闻</a></div>{rows(8)}<div class="tab"><a href="/tz/">通知公告</a></div>'
            f"{rows(8, 'li_before', 20)}<div>县长信箱 网上办事 信息公开 互动交流</div>{rows(8, 'td', 40)}"
            '<div class="about"><h3>走进云溪</h3><p>云溪县位于两省交界，因云溪河得名，全县辖十二个乡镇，面积一千三百平方公里，'
            "是有名的板栗之乡。<a href='/zjyx/'>[详细]</a></p></div>",
        ),
    )
    yield (
        "search",
        "/s?q=%E6%9D%BF%E6%A0%97",
        frame(
            "板栗_搜索结果",
            '<form><input name=q value="板栗"><input type=submit value="搜索"></form><p>找到约 1,236 条结果，用时 0.03 秒</p>'
            + "".join(
                f'<div class="result"><h3><a href="{address(n)}">{headline(n)}<em>板栗</em></a></h3>'
                f"<p>…今年<em>板栗</em>收购价每斤四元，{TEASERS[n % 4]}</p><cite>www.yunxi.example{address(n)} {day(n)}</cite></div>"
                for n in range(10)
            ),
        ),
    )
    yield (
        "search_few",
        "/search.php?word=x",
        frame("站内搜索-云溪新闻网", "<p>关键词“古戏台”共找到3条</p>" + rows(3, "flat")),
    )
    yield (
        "author",
        "/author/112.html",
        frame(
            "柳青禾的主页",
            "<div class='who'><img src='/a.jpg'><h1>柳青禾</h1><p>云溪日报首席记者，从业十六年，长期关注乡村教育和山区交通，"
            f"作品曾获省级新闻奖，爱好登山与摄影。</p><p>文章 236　粉丝 1.2万</p></div>{rows(12, 'card')}",
        ),
    )
    yield (
        "author_list",
        "/u/7/",
        frame(
            "岑远山_云溪号",
            f"<h1>岑远山</h1><p>写点山里的事情，发点山里的照片，偶尔也写县城。</p>{rows(10, 'li')}",
        ),
    )
    introduction = (
        "板栗是云溪的一张名片。每年十月，全县十二个乡镇的栗园同时开竿，采收、分拣、烘烤一气呵成，山路上满是运栗子的车。"
        "今年我们走进栗园、合作社和加工厂，记录栗农的一天，讲述一颗板栗从枝头到餐桌的旅程，也听听他们对来年的打算。"
        "本专题将持续更新，欢迎读者提供线索，和我们一起记录这个丰收的秋天，记录身边普普通通又了不起的人。"
    )
    yield (
        "topic",
        "/zt/banli/",
        frame(
            "板栗熟了_专题_云溪新闻网",
            f'<img src="/zt/top.jpg"><h1>板栗熟了</h1><div class="daoyu"><h2>导语</h2><p>{introduction}</p></div>'
            + "".join(
                f"<div class=zt><h2>{name}</h2>{rows(6, 'li', 7 * n)}</div>"
                for n, name in enumerate(("要闻", "现场", "评论", "图片"))
            ),
        ),
    )
    yield (
        "topic_no_heading",
        "/zt/2026/",
        frame("聚焦全县冬种", f"<p>{introduction}</p>" + rows(9, "dot") + rows(9, "bare", 30)),
    )
    yield (
        "tag",
        "/tag/%E5%86%AC%E7%A7%8D/",
        frame("标签：冬种", f"<h1>标签：冬种</h1>{rows(10, 'flat')}{PAGER}"),
    )
    yield (
        "tag_wordpress",
        "/tag/donzhong/page/2",
        frame(
            "冬种 – 第 2 页 – 云溪在线",
            "".join(
                f'<article class="post"><h2 class="entry-title"><a href="{address(n)}">{headline(n)}</a></h2>'
                f'<div class="entry-meta">{day(n)} 作者：柳青禾</div><div class="entry-content"><p>{TEASERS[n % 4]} &hellip;'
                f' <a class="more-link" href="{address(n)}">继续阅读</a></p></div></article>'
                for n in range(8)
            ),
        ),
    )
    yield (
        "forum_board",
        "/forum-2-1.html",
        frame(
            "云溪论坛-百姓话题",
            "<h1>百姓话题</h1><p>版主：老柳　今日：12　主题：3044</p><table>"
            + "".join(
                f'<tbody><tr><th><a href="thread-{n}-1-1.html">{headline(n)}大家怎么看</a></th><td>山里人{n}<br>{day(n)}</td>'
                f"<td>{n * 7}<br>{n * 93}</td><td>路过<br>{day(n)} 10:2{n % 10}</td></tr></tbody>"
                for n in range(25)
            )
            + "</table>"
            + PAGER,
        ),
    )
    yield (
        "video_list",
        "/sp/",
        frame(
            "视频_云溪新闻网",
            "<ul class=pics>"
            + "".join(
                f'<li><a href="/sp/{n}.html"><img src="/v/{n}.jpg"><i class="play"></i></a><p><a href="/sp/{n}.html">{headline(n)}</a></p></li>'
                for n in range(16)
            )
            + "</ul>",
        ),
    )
    yield (
        "picture_list",
        "/tp/",
        frame(
            "图片频道",
            "".join(
                f'<div class="pic"><a href="/tp/{n}.html"><img src="/p/{n}.jpg" alt="{headline(n)}"></a><a href="/tp/{n}.html">{headline(n)}</a></div>'
                for n in range(16)
            ),
        ),
    )
    yield (
        "epaper_contents",
        "/html/2026-11/20/node_1.htm",
        frame(
            "云溪日报数字报-第01版：要闻",
            "<div>2026年11月20日 星期五</div><div class=bmdh><h3>版面导航</h3><ul>"
            + "".join(
                f'<li><a href="node_{n}.htm">第0{n}版：{name}</a></li>'
                for n, name in enumerate(("要闻", "综合", "乡镇新闻", "副刊"), 1)
            )
            + "</ul></div><div class=mulu><h3>标题导航</h3><ul>"
            + "".join(f'<li><a href="content_{n}.htm">{headline(n)}</a></li>' for n in range(7))
            + "</ul></div>",
        ),
    )
    yield (
        "epaper_all_pages",
        "/html/2026-11/20/index.htm",
        frame("云溪日报", "".join(f"<h4>第0{n}版：要闻</h4>{rows(5, 'bare', 9 * n)}" for n in range(1, 5))),
    )
    yield (
        "site_map",
        "/sitemap.html",
        frame(
            "网站地图",
            "<h1>网站地图</h1>"
            + "".join(
                f"<dl><dt><a href='/{n}/'>栏目{n}</a></dt>"
                + "".join(
                    f"<dd><a href='/{n}/{m}/'>{name}</a></dd>"
                    for m, name in enumerate(("要闻", "乡镇动态", "部门动态", "图片", "视频"))
                )
                + "</dl>"
                for n in range(12)
            ),
        ),
    )
    yield (
        "link_farm",
        "/links.html",
        frame(
            "友情链接",
            "<h1>友情链接</h1><ul>"
            + "".join(
                f'<li><a href="http://www.{n}.example/">{town}在线</a></li>'
                for n, town in enumerate(TOWNS * 6)
            )
            + "</ul>",
        ),
    )
    yield (
        "events",
        "/hd/",
        frame(
            "活动预告_云溪文化馆",
            "<h1>活动预告</h1><ul>"
            + "".join(
                f'<li><div class=d><b>{n + 1:02d}</b><i>2026-12</i></div><div><a href="/hd/{n}.html">{TOWNS[n % 10]}群众文艺汇演第{n}场</a><p>地点：县文化馆 时间：19:30</p></div></li>'
                for n in range(9)
            )
            + "</ul>",
        ),
    )
    yield (
        "split_days",
        "/yw/",
        frame(
            "要闻_云溪新闻网",
            "<ul>"
            + "".join(
                f'<li><div><span>{n + 1:02d}</span><em>2026-11</em></div><a href="{address(n)}">{headline(n)}</a></li>'
                for n in range(10)
            )
            + "</ul>",
        ),
    )
    yield (
        "letters",
        "/xzxx/",
        frame(
            "县长信箱",
            "<table><tr><th>编号</th><th>标题</th><th>来信时间</th><th>状态</th></tr>"
            + "".join(
                f'<tr><td>{20261100 + n}</td><td><a href="/x/{n}.html">关于{headline(n)}的建议</a></td><td>{day(n)}</td><td>已答复</td></tr>'
                for n in range(15)
            )
            + "</table>"
            + PAGER,
        ),
    )
    yield (
        "endless_mobile",
        "/m/",
        frame(
            "云溪发布",
            "".join(
                f'<section><a href="{address(n)}"><div class="t">{headline(n)}</div><div class="s">云溪发布 {n + 1}小时前 {n * 31}阅读</div></a></section>'
                for n in range(15)
            )
            + "<div>加载更多</div>",
        ),
    )
    yield (
        "archive_by_day",
        "/2026/1119/",
        frame("2026年11月19日新闻", f"<h1>2026年11月19日新闻</h1>{rows(25, 'bare')}"),
    )
    yield (
        "ranking",
        "/top/",
        frame(
            "点击排行榜",
            "<ol>"
            + "".join(
                f'<li><em>{n + 1}</em><a href="{address(n)}">{headline(n)}</a><span>{9000 - n * 71}</span></li>'
                for n in range(20)
            )
            + "</ol>",
        ),
    )
