"""Pages that are neither lists nor articles: logins, messages, forms, pictures, pages of the site about itself."""

from schemas import Reason
from tests.extract.kind.frames import NAV, TODAY, frame, rows

OTHERS: list[tuple[str, str, str, set[Reason]]] = [
    (
        "login",
        "/login.html",
        frame(
            "用户登录",
            '<form><h1>用户登录</h1><p>用户名 <input></p><p>密码 <input type="password"></p><p>忘记密码 | 立即注册</p></form>',
        ),
        {Reason.LOGIN_WALL},
    ),
    (
        "login_unified",
        "/sso",
        frame(
            "统一身份认证",
            '<h2>统一身份登录</h2><form><input><input type="password"><button>登 录</button></form><p>扫码登录</p>',
            foot="",
        ),
        {Reason.LOGIN_WALL},
    ),
    (
        "petition_form",
        "/wsxf.html",
        frame(
            "网上信访",
            "<h1>网上信访</h1><p>请如实填写以下内容，带星号的为必填项，我们将在十五个工作日内答复。</p>"
            "<form><table><tr><td>姓名*</td><td><input></td></tr><tr><td>手机*</td><td><input></td></tr>"
            "<tr><td>内容*</td><td><textarea></textarea></td></tr></table><input type=submit></form>",
        ),
        {Reason.NO_DATE, Reason.NO_BODY},
    ),
    (
        "gone_with_recommended",
        "/xw/1.html",
        frame(
            "云溪新闻网",
            f"<div class=e><p>抱歉，您访问的页面不存在或已被删除</p><p><a href='/'>返回首页</a></p></div><h3>推荐阅读</h3>{rows(10)}",
        ),
        {Reason.SOFT_404},
    ),
    (
        "gone_titled",
        "/xw/2.html",
        frame("页面不存在 - 云溪新闻网", f"<h1>404</h1><p>该页面走丢了，看看别的吧。</p>{rows(12, 'card')}"),
        {Reason.SOFT_404},
    ),
    (
        "gone_dated",
        "/xw/3.html",
        frame("提示信息", f"<div>2026-11-20 10:20</div><p>您要查看的文章已被删除。</p>{rows(5)}"),
        {Reason.SOFT_404},
    ),
    (
        "about",
        "/about.html",
        frame(
            "关于我们_云溪新闻网",
            "<h1>关于我们</h1><p>云溪新闻网是经省网信办批准的县级新闻网站，由云溪县融媒体中心主办，2009年12月1日正式上线。</p>"
            "<p>网站设有要闻、乡镇、民生等十二个频道，日均更新信息八十余条，是全县群众了解本地资讯的主要窗口。</p>",
        ),
        {Reason.NO_DATE},
    ),
    (
        "contact",
        "/contact.html",
        frame(
            "联系我们",
            "<h1>联系我们</h1><p>地址：云溪县城关镇文化路8号，邮编：000000。</p><p>新闻热线：0000-8888888，欢迎您来电提供新闻线索，我们会有酬谢。</p>",
        ),
        {Reason.NO_DATE, Reason.NO_BODY, Reason.TOO_SHORT},
    ),
    (
        "home_of_notices",
        "/",
        frame(
            "云溪新闻网",
            "<!-- 2026-11-19 --><p>欢迎您来到云溪新闻网，投稿请注明姓名和联系方式，本网有权对来稿进行修改。</p>",
            foot="<p>Copyright 2026-11-19</p>",
        ),
        {Reason.NO_DATE, Reason.NO_BODY, Reason.NO_TITLE},
    ),
    (
        "gallery",
        "/tp/77.html",
        frame(
            "雪后云台山_云溪新闻网",
            "<h1>雪后云台山</h1><div>2026-11-19</div>"
            + "".join(f'<p><img src="/p/{n}.jpg"></p>' for n in range(9))
            + f"<h3>更多图片</h3>{rows(6, 'dot')}",
        ),
        {Reason.GALLERY},
    ),
    (
        "video",
        "/sp/8.html",
        frame(
            "云台山今冬第一场雪_云溪新闻网",
            f'<h1>云台山今冬第一场雪</h1><p>2026-11-19 09:30</p><video src="/v/1.mp4"></video><h3>更多视频</h3>{rows(6)}',
        ),
        {Reason.VIDEO},
    ),
    (
        "video_undated",
        "/sp/9.html",
        frame(
            "云台山今冬第一场雪_云溪新闻网", f'<h1>云台山今冬第一场雪</h1><div id="player"></div>{rows(6)}'
        ),
        {Reason.VIDEO},
    ),
    (
        "script_list",
        "/yw/",
        frame("要闻", '<div id="app"></div><script src="/app.js"></script>', foot="")
        .replace(NAV, "")
        .replace(TODAY, ""),
        {Reason.SCRIPT_SHELL},
    ),
]
"""Pages that are no lists of links: name, address, page, the reasons that are true."""
