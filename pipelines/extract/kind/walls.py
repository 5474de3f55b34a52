"""Walls: what stands in place of a page for a visitor who is not let in, or not now.

A firewall's script is known by its marks. A notice is known by its form: it speaks to its visitor about the
visit and tells nothing else; a story about firewalls tells something.
"""

import re
from datetime import UTC, datetime

from lxml import etree
from lxml.html import HtmlElement

from pipelines.decode import decode
from pipelines.extract.fields import extract
from pipelines.extract.kind.visits import (
    addresses,
    asserts,
    is_chinese,
    is_neutral,
    is_talk,
    puts_off,
    refuses,
    sentences_of,
    weigh_on,
)
from pipelines.extract.reading.lines import HEADING_TAGS
from pipelines.extract.reading.surface import Surface, read_surface
from pipelines.extract.tree.document import parse
from schemas import Draft, Page, Rejected, Rules

LEAST_STORY = 30
"""Characters that tell something, from which a page may be a story; an article's body has as many at least."""

SIGNED_SHARE = 0.1
"""Share of telling text from which a page with a source, an author or an editor is a story."""

LARGEST_CHALLENGE = 80
"""Visible characters of a page that is a firewall's script; 正在进行安全检查，请稍候 has a dozen."""

LARGEST_WALL = 400_000
"""Characters of markup that are searched for a product's marks."""

LONGEST_LABEL = 8
"""Characters of a notice's title that no pattern knows: 稍等一下; headlines of news are longer."""

LONGEST_TALK = 200
"""Characters of such a notice; what is longer tells something in between, or a pattern knows it."""

OPENING = 12
"""Lines at a page's top among which the headline of a notice stands."""

_CHALLENGES = (
    ("加速乐", re.compile(r"__jsl_clearance|jsl_clearance_s", re.IGNORECASE)),
    ("瑞数", re.compile(r"\$_ts\s?[=.\[]|\['\$_ts'\]", re.IGNORECASE)),
    (
        "Cloudflare",
        re.compile(r"_cf_chl|cf-chl|cf_chl_|cf-browser-verification|challenge-platform/h/", re.IGNORECASE),
    ),
    ("阿里云盾", re.compile(r"acw_sc__v[23]|aliyunwaf_|aliyun_waf_", re.IGNORECASE)),
    (
        "360网站卫士",
        re.compile(r"wzws[-_](?:challenge|waf|ray|cid|ddos|[a-z])|wzwsconfirm|wzwschallenge", re.IGNORECASE),
    ),
    ("宝塔", re.compile(r"[?&]btwaf=|btwaf_", re.IGNORECASE)),
    (
        "云锁",
        re.compile(
            r"yunsuo_session|security_session_(?:verify|high_verify|mid_verify)|security_verify_data",
            re.IGNORECASE,
        ),
    ),
    ("雷池", re.compile(r"sl-challenge|safeline[-_]challenge|sl_waf|\.safeline/", re.IGNORECASE)),
    ("百度云加速", re.compile(r"yjs_js_security_passport|__yjs", re.IGNORECASE)),
    ("Incapsula", re.compile(r"_incapsula_resource|incap_ses", re.IGNORECASE)),
    ("AWS WAF", re.compile(r"awswaf|aws-waf-token|gokuprops", re.IGNORECASE)),
    ("DataDome", re.compile(r"captcha-delivery\.com", re.IGNORECASE)),
)
"""Marks of scripts that a firewall sends in place of a page, by product; some pages carry them beside a text."""

_PRODUCTS = (
    *_CHALLENGES,
    ("创宇盾", re.compile(r"创宇盾|365cyd|yunaq\.com|jiasule", re.IGNORECASE)),
    ("安全狗", re.compile(r"安全狗|safedog", re.IGNORECASE)),
    ("云锁", re.compile(r"云锁|yunsuo", re.IGNORECASE)),
    ("宝塔", re.compile(r"btwaf|宝塔[^<]{0,12}防火墙", re.IGNORECASE)),
    (
        "360网站卫士",
        re.compile(r"wangzhan\.360|360wzws|360网站卫士|奇安信网站卫士|wangzhan\.qianxin", re.IGNORECASE),
    ),
    ("雷池", re.compile(r"safeline|长亭|雷池|chaitin", re.IGNORECASE)),
    ("百度云加速", re.compile(r"yunjiasu|云加速|su\.baidu\.com", re.IGNORECASE)),
    ("阿里云盾", re.compile(r"errors\.aliyun\.com|aliyuncaptcha|云盾|yundun", re.IGNORECASE)),
    (
        "腾讯云WAF",
        re.compile(r"waf-static\.tencent|waf\.tencent|腾讯云[^<]{0,8}(?:waf|防火墙)", re.IGNORECASE),
    ),
    ("腾讯验证码", re.compile(r"tcaptcha|turing\.captcha|tencentcaptcha", re.IGNORECASE)),
    ("极验", re.compile(r"geetest", re.IGNORECASE)),
    ("护卫神", re.compile(r"护卫神", re.IGNORECASE)),
    ("D盾", re.compile(r"d盾|d_safe", re.IGNORECASE)),
    ("网宿", re.compile(r"网宿|wangsu", re.IGNORECASE)),
    ("绿盟", re.compile(r"绿盟|nsfocus", re.IGNORECASE)),
    ("深信服", re.compile(r"深信服|sangfor", re.IGNORECASE)),
    ("Incapsula", re.compile(r"incapsula|imperva", re.IGNORECASE)),
    ("Akamai", re.compile(r"edgesuite\.net|akamai|reference\s{0,2}(?:&#35;|#)\d", re.IGNORECASE)),
    ("Cloudflare", re.compile(r"cloudflare", re.IGNORECASE)),
    ("ModSecurity", re.compile(r"mod_?security", re.IGNORECASE)),
)
"""Marks of products in a notice; beside a text they are a counter's or a comment box's."""

_NOT_PRINTED = frozenset({"url"})
"""Rules whose day may be the address's or any in the markup; a story that a firewall hides has these too."""

_PLAIN = re.compile(r"^\W{0,4}(?:HTTP|Error)?\W{0,4}(?:[45]\d\d)?[\x00-\x7f]{0,60}$", re.IGNORECASE)
"""What a server says by itself: 403 Forbidden."""


_COOKIE = re.compile(r"document\s?\.\s?cookie\s?=")
_AGAIN = re.compile(
    r"location(?:\.href)?\s?=\s?(?:\w{1,8}\.)?location\b|location\.(?:reload\s?\(|replace\s?\(\s?(?:\w{1,8}\.)?location\b)"
)
"""What a script does that proves its visitor to be a browser: it sets a cookie, and asks for the same page again."""

_PROOF = "a script that sets a cookie and asks again"


def find_challenge(root: HtmlElement) -> str | None:
    """Return the product whose script a page without words is, or what the script does; None where it is none."""
    if product := _find_mark(_CHALLENGES, root):
        return product
    scripts = "\n".join(script.text or "" for script in root.iter("script"))[:LARGEST_WALL]
    if _COOKIE.search(scripts) and _AGAIN.search(scripts):
        return _PROOF
    return None


def _find_mark(marks: tuple[tuple[str, re.Pattern[str]], ...], root: HtmlElement) -> str | None:
    markup = etree.tostring(root, encoding="unicode")[:LARGEST_WALL]
    return next((name for name, pattern in marks if pattern.search(markup)), None)


def name_wall(surface: Surface, draft: Draft) -> str | None:
    """Return what wall a page is, a product or what the notice says; None where it is a page of the site.

    `draft` is what was read from the `surface`.
    """
    body = draft.body.value if draft.body else ""
    rows = [line for line in surface.rows if not line.hidden]
    bare = not body and not draft.images and sum(len(line.text) for line in rows) <= LARGEST_CHALLENGE
    if bare and (challenge := find_challenge(surface.root)):
        return challenge
    text = body or "\n".join(line.text for line in rows if line.is_prose or asserts(line.text))
    if _is_story(text, draft):
        return None
    if said := _find_notice(surface, draft, text):
        return _find_mark(_PRODUCTS, surface.root) or said
    return None


def _is_story(text: str, draft: Draft) -> bool:
    signed = _is_signed(draft, text)

    def outweighs(spoken: int, told: int) -> bool:
        return told > (SIGNED_SHARE * spoken if signed else max(spoken, LEAST_STORY - 1))

    weight = (0, 0)
    for weight in weigh_on(text):
        if outweighs(len(text) - weight[1], weight[1]):
            return True  # whoever is spoken to in the rest
    return outweighs(*weight)


def _is_signed(draft: Draft, text: str) -> bool:
    """Tell whether a Chinese text names an outlet or a person; nginx and Cloudflare are none."""
    return bool(draft.source or draft.author or draft.editor) and is_chinese(text)


def _find_notice(surface: Surface, draft: Draft, text: str) -> str | None:
    """Return the words by which a page that tells nothing refuses the visit or puts it off."""
    title = draft.title.value if draft.title else ""
    headings = [
        line.text
        for line in surface.rows[:OPENING]
        if not line.hidden and (line.element.tag in HEADING_TAGS or line.strong * 2 > len(line.text))
    ]
    signed = _is_signed(draft, text)
    said = [one for one in sentences_of(text) if refuses(one) or puts_off(one)]
    spoken = [one for one in said if addresses(one)]
    named = next((head for head in (title, _page_title(surface), *headings) if head and asserts(head)), None)
    if named and (spoken or not signed):
        return named
    printed = f"{title}\n{text}"
    known = any(pattern.search(printed) for _, pattern in _PRODUCTS)
    if said and (known or is_neutral(title)) and (spoken or not signed):
        return said[0]
    readable = draft.body and draft.date and not signed  # else it is refused for what it lacks
    labelled = min(len(title), len(_page_title(surface))) <= LONGEST_LABEL
    if readable and labelled and len(text) <= LONGEST_TALK and is_talk(text):
        return title or sentences_of(text)[0]
    # A firewall may leave the story's headline in <title>.
    dated = draft.date is not None and draft.date.rule not in _NOT_PRINTED
    return None if signed or dated else next((one for one in spoken if refuses(one)), None)


def _page_title(surface: Surface) -> str:
    element = surface.root.find(".//title")
    return (element.text or "").strip() if element is not None else ""


def find_wall(body: bytes, content_type: str, url: str) -> str | None:
    """Return what wall the answer of an error is; None where the server says no more than its status does."""
    page = Page(url=url, body=body, content_type=content_type, fetched_at=datetime.now(UTC))
    try:
        surface = read_surface(parse(decode(body, content_type).text, url))
        wall = name_wall(surface, extract(surface, page, Rules()))
    except Rejected:
        return None
    known = {_PROOF, *(name for name, _ in _PRODUCTS)}
    return None if wall and wall not in known and _PLAIN.match(wall) else wall
