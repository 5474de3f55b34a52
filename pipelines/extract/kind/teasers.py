"""Teasers: the beginning of an article, and a call to log in, to pay or to open an app for the rest."""

import re

from pipelines.extract.kind.sight import Sight
from schemas import Reason, Rejected

LONGEST_CALL = 60
"""Characters of a call; a paragraph that tells of one is longer, or says more than the call."""

BEHIND = 6
"""Lines behind the last paragraph among which the call stands."""

FOREIGN_SHARE = 0.4
"""Share of a line's letters that are no word of such calls, above which it tells something."""

_REST = r"全文|余下|餘下|剩余|剩餘|完整|正文|原文|后文|后续|後續|未完|未读|隐藏|全部内容|付费内容|(?:本|此|该|這)(?:篇|处|条)?(?:文章|文|内容)"
_READ = r"阅读|閱讀|畅读|查看|浏览|观看|收看|看|读|解锁|获取|继续|显示|可见|打开后"
_PAID = r"登[录陆錄入]|注册|註冊|付费|付費|购买|订阅|訂閱|订户|开通|充值|解锁|会员|會員|VIP|支付|积分|权限"
_APP = r"下载|下載|打开|打開|安装|前往|进入|唤起|扫码|扫描|二维码|关注|微信|公众号|客户端|APP"

_WITHHELD = re.compile(
    r"(?:剩余|余下|还有|還有|尚有|后面还有|阅读剩余).{0,6}?\d{1,3}(?:\.\d)?\s?[%％]|\d{1,3}\s?[%％].{0,4}?(?:未读|内容|未显示)"
    r"|试[读看](?:已?结束|部分|完毕|到此|内容)|試讀(?:結束|部分)|免费(?:试读|阅读)(?:部分|已?结束|到此|次数|额度|篇数)"
    r"|(?:本文|本篇|此文|该文|文章|全文|以下|内容|部分)[^，。；\n]{0,6}?(?:为|是|属于|属|需|须|仅限?|仅供)[^，。；\n]{0,6}?"
    r"(?:会员|會員|付费|付費|VIP|订阅|订户|登录)"
    r"|(?:会员|會員|VIP|订户)(?:专享|專享|专属|独享)|付费(?:阅读|内容|文章)$|(?:需|须)要?(?:付费|登录|订阅|购买)[^，。；\n]{0,3}阅读",
    re.IGNORECASE,
)
_OBSTACLE = re.compile(_PAID, re.IGNORECASE)
_ANY_OBSTACLE = re.compile(f"{_PAID}|{_APP}", re.IGNORECASE)
_READING = re.compile(_READ)
_WHOLE = re.compile(_REST)
_MORE = re.compile(f"{_REST}|{_READ}|更多")
_WORDS = re.compile(
    rf"{_REST}|{_READ}|{_PAID}|{_APP}|专享|專享|专属|独享|试[读看]|試讀|付费|免费|内容|文章|更多|精彩|结束|用户|限制|部分|次数|用完|仅限|属于"
    r"|[\W\d_]+|您|你|请|請|立即|马上|点击|本报|本网|本刊|本站|我们|还有?|没有|需要?|须|才|可以?|即|方|已|的|了|后|後|先|之|以下|以上|对不起|抱歉|為|为|是|让|元|此|仅|对|开放",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”\n]{0,200}”|「[^」\n]{0,200}」|《[^》\n]{0,80}》")
_EDGES = re.compile(r"^\W{1,60}|\W{1,60}$")
_LETTERS = re.compile(r"[^\W\d_]")
_BREAKS_OFF = re.compile(r"(?:\.{3}|…|⋯|。。。)[\s\]】)）]{0,3}$|[\u3400-\u9fff，、]$")


def refuse_teaser(sight: Sight) -> None:
    """Refuse a page that shows the beginning of an article and a call for the rest of it.

    A call to pay or to log in is believed by itself; one to open an app only where the text breaks off: many
    sites print it below a whole text.
    """
    if sight.draft.body is None:
        return
    ours = set(sight.own_text)
    lines = sight.lines
    own = [at for at, line in enumerate(lines) if line.text in ours and not withholds(line.text, broken=True)]
    if not own:
        return
    first, last = own[0], own[-1]
    ours_at = frozenset(own)  # none of them is a call
    near = (*range(first, min(last + 1 + BEHIND, len(lines))), *range(max(0, first - BEHIND), first))
    broken = lines[last].is_prose and bool(_BREAKS_OFF.search(lines[last].text))
    for line in (lines[at] for at in near if at not in ours_at):
        if withholds(line.text, broken=broken) and line not in sight.groups.lines:
            raise Rejected(Reason.LOGIN_WALL, line.text)


def refuse_withheld(sight: Sight) -> None:
    """Refuse a page that shows a headline, a date and nothing of the text but a call for it."""
    for line in sight.lines[sight.headline :]:
        if withholds(line.text, broken=False) and line not in sight.groups.lines:
            raise Rejected(Reason.LOGIN_WALL, line.text)


def withholds(text: str, *, broken: bool) -> bool:
    """Say whether a line is a call for the rest of a text, which is `broken` off or not.

    >>> withholds("剩余70%未读，开通会员阅读全文", broken=False), withholds("打开APP阅读全文", broken=False)
    (True, False)
    >>> withholds("打开APP阅读全文", broken=True), withholds("登录后发表评论", broken=True)
    (True, False)
    """
    if len(text) > LONGEST_CALL or not (_ANY_OBSTACLE.search(text) or _WITHHELD.search(text)):
        return False
    bare = _EDGES.sub("", _QUOTED.sub("这里", text))
    said, foreign = len(_LETTERS.findall(bare)), len(_LETTERS.findall(_WORDS.sub("", bare)))
    if foreign > FOREIGN_SHARE * said:
        return False
    if _WITHHELD.search(bare) or (_OBSTACLE.search(bare) and _READING.search(bare) and _WHOLE.search(bare)):
        return True
    return broken and bool(_ANY_OBSTACLE.search(bare) and _MORE.search(bare))
