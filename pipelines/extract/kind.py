"""What kind of page it is: pages that are no articles are refused, each with its reason."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines.extract.body.images import image_address
from pipelines.extract.reading.furniture import is_notice
from pipelines.extract.reading.lines import Line
from pipelines.extract.reading.prose import reads_as_prose
from pipelines.extract.reading.surface import Surface
from pipelines.extract.scripted.shell import is_filled_by_scripts
from pipelines.extract.visits import weigh
from pipelines.extract.walls import name_wall
from pipelines.strip import strip
from schemas import Draft, Reason, Rejected

SHORTEST_ARTICLE = 30
"""Characters of a body; a news item of one sentence has some forty, a lone label fewer than this."""

SHORT_BODY = 200
"""Characters below which a body may be the message of an error page or the caption of a video."""

HEADLINE_CHARACTERS = 6
"""Chinese characters from which a link is a headline and not a channel's name."""

HEADLINE_LINK_SHARE = 0.4
"""Least share of link text in a line that is a headline: a date and a time may stand behind it."""

LIST_HEADLINES = 8
"""Headlines that make a list where the page has no text of its own."""

LONGEST_NOTICE = 1200
"""Characters of a body that may be a firewall's notice: reasons and remedies in two languages take some 800."""

GALLERY_IMAGES = 4
"""Images that make a gallery where the page has next to no text."""

GALLERY_BOXES = 20
"""Boxes of pictures that are looked into."""

HAN_SHARE = 0.3
"""Least share of Chinese characters among a body's letters; reports on software stay above one half."""

KANA_SHARE = 0.1
"""Share of kana from which a text is Japanese."""

LOGIN_WORDS = 24
"""Characters at the start of a body among which a call to log in makes it a wall."""

SHELL_CHARACTERS = 80
"""Visible characters below which a page with scripts shows nothing without them."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_KANA_RUN = re.compile(r"[\u3041-\u30ff]+")
_LETTER_RUN = re.compile(r"[^\W\d_]+")

_GONE = re.compile(
    r"\b404\b|页面(?:不存在|未找到|没有找到|已删除|走丢|丢失|出错)|(?:找不到|没有找到|无法找到)(?:该|您|你"
    r"|此|这个|相关)?.{0,8}(?:页面|网页|文章|内容|页)"
    r"|(?:文章|内容|信息|新闻|网页|稿件|该页|页面).{0,6}(?:不存在|已经?被?(?:删除|下线|撤|过期|失效|移除|屏蔽))"
    r"|Not Found|您(?:要)?访问的.{0,10}(?:不存在|已删除|暂时)|頁面不存在|找不到頁面",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"(?:请|請)(?:先|您先)?(?:登录|登陆|登錄|登入)|(?:登录|登陆|登入|注册|付费|订阅)(?:后|之后)(?:查看|阅读"
    r"|浏览|继续|方可|可见|才能)|会员(?:专享|登录|专属|可见)|用户登录|扫码登录"
)
_SCRIPT_NEEDED = re.compile(
    r"(?:启用|开启|打开|支持|enable).{0,12}JavaScript|JavaScript.{0,16}(?:启用|开启|打开|required|enabled)",
    re.IGNORECASE,
)
_PLAYER = re.compile(r"video|player|vodbox|shipin", re.IGNORECASE)
_GALLERY = re.compile(
    r"(?:^|[\s_-])(?:pic|pics|picture|photo|gallery|slide|swiper|atlas|tuji|tupian|album)", re.IGNORECASE
)
_VIDEO_PATH = re.compile(r"/(?:video|videos|shipin|vod|tv|v)/", re.IGNORECASE)
_LIST_PATH = re.compile(
    r"/(?:(?:index|default|list|node|column|channel|more)(?:[_-]?\d{1,7})?(?:\.(?:s?html?|php|aspx?"
    r"|jsp))?)?$",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(r"(?:\.{3}|…)$|[\[【(（](?:详细|详情|全文|查看全文|阅读全文|更多)[\]】)）]$")


@dataclass(frozen=True, slots=True)
class _Sight:
    """What a page shows: visible characters, headline links and their characters."""

    characters: int
    headlines: int
    text: str


def refuse_non_article(surface: Surface, draft: Draft, url: str) -> None:
    """Return where the page is an article; raise Rejected with the kind of page it is otherwise.

    `draft` is what was read from the `surface` of the page at `url`. Reasons: WALL, EMPTY, SCRIPT_SHELL,
    LOGIN_WALL, SOFT_404, VIDEO, GALLERY, LIST_PAGE, NOT_CHINESE, TOO_SHORT. A page with a title and no body
    that is none of these is left to validation.
    """
    body = draft.body.value if draft.body else ""
    if len(body) < LONGEST_NOTICE:
        _refuse_wall(surface, draft, body)
    if len(body) < SHORT_BODY:
        body = strip(body)
        _refuse_short(surface, draft, url, body)
    _refuse_list(surface, draft, url, body)
    _refuse_foreign(body)
    if draft.body is None and is_filled_by_scripts(surface.root):
        raise Rejected(Reason.SCRIPT_SHELL, "scripts fill the article's box")
    if draft.body is not None and len(body) < SHORTEST_ARTICLE:
        raise Rejected(
            Reason.TOO_SHORT, f"{len(body)} characters of text, at least {SHORTEST_ARTICLE} make an article"
        )


def _refuse_wall(surface: Surface, draft: Draft, body: str) -> None:
    """Refuse a page that turns its visitor away; one that says that the article is gone is a SOFT_404."""
    headline = draft.title.value if draft.title else ""
    wall = name_wall(surface, draft)
    if wall and not (_GONE.search(headline) or _GONE.search(body[:SHORT_BODY])):
        raise Rejected(Reason.WALL, wall)


def _refuse_short(surface: Surface, draft: Draft, url: str, body: str) -> None:
    """Refuse the pages that show a message, a picture or a video where an article has its text."""
    root, sight = surface.root, _look(surface)
    headline = draft.title.value if draft.title else ""
    says_gone = (
        _GONE.search(headline) or _GONE.search(body) or (sight.characters < 400 and _GONE.search(sight.text))
    )
    if says_gone and not (draft.date and len(body) >= SHORTEST_ARTICLE and _tells_something(body)):
        raise Rejected(Reason.SOFT_404, says_gone[0])
    if body and _SCRIPT_NEEDED.search(body) and not _tells_something(body):
        raise Rejected(Reason.SCRIPT_SHELL, "a call to switch JavaScript on, and nothing else")
    bare = len(body) < SHORTEST_ARTICLE
    wall = _LOGIN.search(sight.text if bare else body[:LOGIN_WORDS])
    if wall:
        raise Rejected(Reason.LOGIN_WALL, wall[0])
    if not bare:
        return
    if _VIDEO_PATH.search(urlsplit(url).path) or _shows_video(root):
        raise Rejected(Reason.VIDEO, "a player and no text")
    images = max(len(draft.images), _count_pictures(root, url))
    if images >= GALLERY_IMAGES:
        raise Rejected(Reason.GALLERY, f"{images} images and no text")
    if sight.characters < SHELL_CHARACTERS:
        if _has(root, ".//script") or _SCRIPT_NEEDED.search(str(root.text_content())):
            raise Rejected(Reason.SCRIPT_SHELL, f"{sight.characters} visible characters beside scripts")
        if not sight.characters:
            raise Rejected(Reason.EMPTY, "no visible text")
    _refuse_foreign(sight.text)


def _tells_something(body: str) -> bool:
    """Say whether a short body tells more than it says to its visitor."""
    spoken, told = weigh(body)
    return told > spoken


def _refuse_list(surface: Surface, draft: Draft, url: str, body: str) -> None:
    if draft.body is not None and draft.body.rule == "lines" and draft.date is not None:
        return  # its box holds no link, and stands below a headline and a date
    lines = body.split("\n")
    cut_off = sum(bool(_CUT_OFF.search(line)) for line in lines)
    if cut_off >= LIST_HEADLINES // 2 and cut_off * 3 >= len(lines):
        raise Rejected(Reason.LIST_PAGE, f"{cut_off} teasers that break off")
    prose = sum(len(line) for line in lines if reads_as_prose(line))
    listed = draft.date is None and bool(_LIST_PATH.search(urlsplit(url).path))
    if prose >= SHORTEST_ARTICLE and not listed:
        return
    sight = _look(surface)
    if sight.headlines >= LIST_HEADLINES and prose < 2 * HEADLINE_CHARACTERS * sight.headlines:
        raise Rejected(Reason.LIST_PAGE, f"{sight.headlines} headlines and {prose} characters of text")


def _refuse_foreign(body: str) -> None:
    sample = body[:4000]
    letters = _count(_LETTER_RUN, sample)
    if letters < SHORTEST_ARTICLE:
        return
    han, kana = _count(_HAN_RUN, sample), _count(_KANA_RUN, sample)
    if han < HAN_SHARE * letters or kana > KANA_SHARE * letters:
        raise Rejected(
            Reason.NOT_CHINESE, f"{han} of {letters} letters are Chinese characters, {kana} are kana"
        )


def _count(run: re.Pattern[str], text: str) -> int:
    """Return how many characters of the text stand in runs of its kind."""
    return sum(map(len, run.findall(text)))


def _look(surface: Surface) -> _Sight:
    lines = [line for line in surface.visible.lines if line.text]
    headlines = sum(map(_is_headline_link, lines))
    return _Sight(sum(len(line.text) for line in lines), headlines, "\n".join(line.text for line in lines))


def _is_headline_link(line: Line) -> bool:
    """Say whether a line links to an article by its headline; its date may stand beside."""
    return (
        line.link_share >= HEADLINE_LINK_SHARE
        and len(_HAN.findall(line.text)) >= HEADLINE_CHARACTERS
        and not is_notice(line.text)
    )


def _shows_video(root: HtmlElement) -> bool:
    if _has(root, ".//video") or _has(root, ".//embed") or _has(root, ".//object"):
        return True
    boxes = (element for element in root.iter("div", "section", "iframe") if element.attrib)
    return any(
        _PLAYER.search(
            f"{box.get('id', '')} {box.get('class', '')} {box.get('src', '') if box.tag == 'iframe' else ''}"
        )
        for box in boxes
    )


def _count_pictures(root: HtmlElement, url: str) -> int:
    """Return how many pictures the page shows that lead to no other page, or stand in a box of pictures."""
    shown = [picture for picture in root.iter("img") if picture.getparent().tag != "a"]
    boxes = [
        box
        for box in root.iter("div", "ul")
        if _GALLERY.search(f"{box.get('class', '')} {box.get('id', '')}")
    ]
    shown += [picture for box in boxes[:GALLERY_BOXES] for picture in box.iter("img")]
    url = url if url.startswith("http") else "http://saved.invalid/"  # a saved page counts as a served one
    return len({address for picture in shown if (address := image_address(picture, url))})


def _has(root: HtmlElement, path: str) -> bool:
    return root.find(path) is not None
