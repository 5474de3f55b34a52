"""Pages that show a message where an article has its text: it is gone, log in, switch JavaScript on."""

import re

from lxml.html import HtmlElement

from pipelines.extract.kind.sight import Sight
from pipelines.extract.kind.visits import weigh
from pipelines.extract.scripted.shell import is_filled_by_scripts
from schemas import Reason, Rejected

LONGEST_MESSAGE = 60
"""Characters of a line that says that a page is gone, and of one that asks to log in."""

LOGIN_WORDS = 24
"""Characters at the start of a body among which a call to log in makes it a wall."""

SHELL_CHARACTERS = 80
"""Visible characters below which a page with scripts shows nothing without them."""

FEW_ROWS = 8
"""Headlines in rows from which a box to log in is a part of a listing."""

FORM_FIELDS = 3
"""Fields to write in that make a form; a search and a box to log in have three together, beside a text."""

TICKED_FIELDS = 6
"""Fields to tick that make a dated page a survey: three questions with two answers each."""

LARGEST_SCRIPT = 1_000_000
"""Characters of scripts that are searched for a text."""

SAID_IN_SCRIPTS = 80
"""Characters of running text from which scripts hold what the page does not show; labels and messages are shorter."""

SHORT_PAGE = 400
"""Visible characters of a page that is one message."""

GONE = re.compile(
    r"\b404\b|页面(?:不存在|未找到|没有找到|已删除|走丢|丢失|出错)|(?:找不到|没有找到|无法找到)(?:该|您|你"
    r"|此|这个|相关)?.{0,8}(?:页面|网页|文章|内容|页)"
    r"|(?:文章|文档|文件|内容|信息|新闻|网页|稿件|该页|页面|帖子|主题|作品).{0,6}"
    r"(?:不存在|(?:已经?被?|被)(?:发布者|作者|管理员|系统)?(?:自行)?(?:删除|下线|下架|撤|过期|失效|移除|屏蔽)|违规.{0,4}无法(?:查看|显示))"
    r"|未找到(?:该|此|您|相关|指定|的)?.{0,4}(?:页面|网页|文章)|该(?:页面?|网页|文章|内容).{0,2}无法(?:显示|打开|找到)"
    r"|Not Found|您(?:要)?访问的.{0,10}(?:不存在|已删除|暂时)|頁面不存在|找不到頁面",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"(?:请|請)(?:先|您先)?(?:登录|登陆|登錄|登入)|(?:登录|登陆|登入|注册|付费|订阅)(?:后|之后)(?:查看|阅读"
    r"|浏览|继续|方可|可见|才能)|会员(?:专享|登录|专属|可见)|(?:用户|账号|帐号|密码|统一身份)登[录陆錄]|扫码登[录陆錄]"
    r"|密码保护|输入(?:访问|阅读)密码"
)
_SIGN_IN = re.compile(r"登[录陆錄入]|Log ?in|Sign ?in", re.IGNORECASE)
_ADDRESSED = re.compile("[您你]|游客|用户组|权限")
_PRINTED = re.compile(r"[\u3400-\u9fff，。、；：？！“”（）《》0-9]{30,}")
_STOP = re.compile("[，。]")
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4}){30,}")
_SCRIPT_NEEDED = re.compile(
    r"(?:启用|开启|打开|支持|enable).{0,12}JavaScript|JavaScript.{0,16}(?:启用|开启|打开|required|enabled)",
    re.IGNORECASE,
)


def refuse_gone(sight: Sight, body: str, *, bare: bool) -> None:
    """Refuse a page that says that what was asked for is not there; other articles may be offered below."""
    headline = sight.draft.title.value if sight.draft.title else ""
    said = GONE.search(headline) or GONE.search(body)
    if not said and sight.characters < SHORT_PAGE:
        said = GONE.search("\n".join(line.text for line in sight.lines))
    if not said and bare and not sight.dated:
        short = (line.text for line in sight.apart if len(line.text) <= LONGEST_MESSAGE)
        said = next(filter(None, map(GONE.search, short)), None)
    if said and not (sight.draft.date and not bare and tells_something(body)):
        raise Rejected(Reason.SOFT_404, said[0])


def refuse_script_call(body: str) -> None:
    """Refuse a page that asks for JavaScript and says nothing else."""
    if body and _SCRIPT_NEEDED.search(body) and not tells_something(body):
        raise Rejected(Reason.SCRIPT_SHELL, "a call to switch JavaScript on, and nothing else")


def refuse_login(sight: Sight, body: str, *, bare: bool) -> None:
    """Refuse a page that asks its visitor to log in instead of showing a text."""
    if not bare:
        # A story may quote a wall, or tell of one below its headline and date: “登录后阅读全文”惹争议.
        said = _LOGIN.search(body[:LOGIN_WORDS])
        telling = tells_something(body)
        if sight.dated:
            said = None if telling else said
        elif not telling and _ADDRESSED.search(body):
            said = said or _LOGIN.search(body)
    elif sight.groups.headlines < FEW_ROWS:
        said = _LOGIN.search("\n".join(line.text for line in sight.lines)) or _titled_login(sight)
    else:
        return
    if said:
        raise Rejected(Reason.LOGIN_WALL, said[0])


def _titled_login(sight: Sight) -> re.Match[str] | None:
    """Return the words for a login in the title of a page with a field for a password."""
    fields = (field.get("type", "").lower() for field in sight.surface.root.iter("input"))
    titles = (element.text or "" for element in sight.surface.of_machine("title"))
    return _SIGN_IN.search(next(titles, "")) if "password" in fields and not sight.dated else None


def refuse_form(sight: Sight, body: str) -> None:
    """Refuse a form whose only text says how to fill it in; a box for comments below a text is none."""
    if tells_something(body) or sight.groups.headlines >= FEW_ROWS:
        return
    fields = [field for field in sight.surface.root.iter("input", "textarea", "select") if _is_written(field)]
    ticked = sum(field.get("type", "").lower() in {"radio", "checkbox"} for field in fields)
    if len(fields) >= FORM_FIELDS and (not sight.dated or ticked >= TICKED_FIELDS):
        raise Rejected(Reason.NO_BODY, f"a form of {len(fields)} fields, and what it says to its visitor")


def _is_written(field: HtmlElement) -> bool:
    return (field.get("type") or "text").lower() not in {"hidden", "submit", "button", "image", "reset"}


def refuse_shell(sight: Sight) -> None:
    """Refuse a page that shows next to nothing: EMPTY, or SCRIPT_SHELL where scripts could show more."""
    root = sight.surface.root
    if said := _said_in_scripts(root):
        raise Rejected(Reason.SCRIPT_SHELL, f"{said} characters of running text in scripts, none on the page")
    if sight.draft.body is None and is_filled_by_scripts(root):
        raise Rejected(Reason.SCRIPT_SHELL, "scripts fill the article's box")
    if sight.characters >= SHELL_CHARACTERS:
        return
    if root.find(".//script") is not None or _SCRIPT_NEEDED.search(str(root.text_content())):
        raise Rejected(Reason.SCRIPT_SHELL, f"{sight.characters} visible characters beside scripts")
    if not sight.characters:
        raise Rejected(Reason.EMPTY, "no visible text")


def _said_in_scripts(root: HtmlElement) -> int:
    """Return how many characters of running text the page's scripts hold; 0 for less than a sentence or two."""
    scripts = "\n".join(script.text or "" for script in root.iter("script"))[:LARGEST_SCRIPT]
    printed = sum(len(run) for run in _PRINTED.findall(scripts) if _STOP.search(run))
    escaped = sum(len(run) for run in _ESCAPED.findall(scripts)) // len(r"\u4e00")
    return max((said for said in (printed, escaped) if said >= SAID_IN_SCRIPTS), default=0)


def tells_something(body: str) -> bool:
    """Say whether a short body tells more than it says to its visitor.

    >>> tells_something("您访问的页面不存在，请返回首页。"), tells_something("青龙大桥昨日恢复通行。")
    (False, True)
    """
    spoken, told = weigh(body)
    return told > spoken
